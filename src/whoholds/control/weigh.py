"""How much one claim counts: additive log-odds, each term with a name and a sentence."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import NamedTuple

from whoholds.control.bearing import Bearing, bearing_of
from whoholds.control.columns import DAY_SECONDS
from whoholds.control.sides import Sides
from whoholds.control.terms import Term, outlet_of, settled_row, terms_of
from whoholds.control.weights import weights
from whoholds.model import Evidence, Party, ResolvedClaim
from whoholds.theatres import Theatre

LONG = 2 * DAY_SECONDS
"""Longer intervals say that something happened within them, not throughout."""
TICK = 1.0
"""The last second of an interval begins so long before its end."""
QUARTER = 900
"""Days begin on a quarter of an hour, in every time zone."""
OF_VOICE = frozenset({"grade", "interest", "carrier"})
"""Terms that say how far the first voice is trusted before anything is known of its record."""
Summed = tuple[tuple[Term, ...], float, float]
Times = tuple[float, float, float, bool, float]
"""A `Span` that is not made an object: of a million claims each object counts."""
_names_of = attrgetter("id", "text")
NOT_SUMMED: Summed = ((), 0.0, 0.0)
NEVER = datetime.max.replace(tzinfo=UTC)
"""After every instant: of readings that still count."""


class Span(NamedTuple):
    """When a claim is true, in seconds.

    Attributes:
        told: the instant at which it was told.
        starts: first instant at which it may be true.
        latest: last instant at which what it tells may have happened: never after it was told.
        is_long: whether it happened somewhere within a long interval, so that nothing is sure before `latest`.
        counts_from: the first instant at which a question takes it into account. A state counts from its start. A
            change somewhere in a stretch of time ("during the night") counts once it is likelier to have happened
            than not: from the middle of the stretch; in a stretch of days, from its end.
    """

    told: float
    starts: float
    latest: float
    is_long: bool
    counts_from: float

    @property
    def late(self) -> float:
        """How long after it happened it was told, in seconds."""
        return self.told - self.latest


class Weighed(NamedTuple):
    """A claim with its bearing and weight.

    Attributes:
        evidence: the claim as it arrived.
        bearing: what it says of which place.
        span: when it is true.
        terms: the parts of the weight; none where it does not bear.
        total: their sum.
        of_voice: the sum of those that tell how far its voice is trusted before anything is known of its record.
    """

    evidence: Evidence
    bearing: Bearing
    span: Span
    terms: tuple[Term, ...] = ()
    total: float = 0.0
    of_voice: float = 0.0

    @property
    def id(self) -> str:
        """Id of the claim."""
        return self.evidence.claim.claim.id

    @property
    def weight(self) -> float:
        """The sum of the terms, never below 0; it counts for or against `bearing.state` by `bearing.sign`."""
        return max(0.0, self.total)

    def plus(self, term: Term) -> Weighed:
        """Return the claim with one term more."""
        return self._replace(terms=(*self.terms, term), total=self.total + term.weight)

    @property
    def reason(self) -> str:
        """One sentence: the terms, with their weights."""
        if self.bearing.why_not:
            return self.bearing.why_not
        parts = [f"{t.says} ({t.weight:+.1f})" for t in self.terms if t.says and (t.weight or t.name == "kind")]
        return "; ".join(parts)

    def instant(self, on: float) -> float:
        """Return the instant at which it enters the account of what was true at `on`; both in seconds."""
        span = self.span
        return span.latest if span.is_long else max(span.starts, min(span.latest, on))


class Weigher:
    """Weighs the claims of one theatre; what it works out for one claim it keeps for those that are alike.

    Args:
        theatre: the theatre.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._sides = Sides(theatre)
        self._bearings: dict[Hashable, Bearing] = {}
        self._terms: dict[Hashable, Summed] = {}
        self._epochs: dict[float, int] = {}

    def weigh(self, evidence: Evidence) -> Weighed:
        """Return what one claim says of control and how much it counts."""
        bearing, times, summed = self.measure(evidence)
        return Weighed(evidence, bearing, Span(*times), *summed)

    def measure(self, evidence: Evidence) -> tuple[Bearing, Times, Summed]:
        """Return the parts of a weighed claim: its bearing, its span, and its terms with their sums."""
        times = _times(evidence)
        told, starts = times[0], times[1]
        epoch = self._epochs.get(starts // QUARTER)
        if epoch is None:
            epoch = self._epoch(starts)
        bearing = self._bearing(evidence.claim, starts, epoch)
        if not bearing.sign:
            return bearing, times, NOT_SUMMED
        refusal = _refusal(evidence, told, starts)
        if refusal:
            return Bearing(bearing.place, why_not=refusal), times, NOT_SUMMED
        return bearing, times, self._terms_of(evidence, bearing, times, epoch)

    def weigh_link(self, evidence: Evidence) -> Weighed:
        """Return how much a claim that a way is cut or open counts; its state is "cut" or "open".

        A denial counts for the other state. Who cut it plays no part but as an interest of the voice.
        """
        span = Span(*_times(evidence))
        on = self._day(span.starts)
        bearing = _link_bearing(evidence, span, self._sides, on)
        summed = _summed(evidence, bearing, self._sides, on, span.late) if bearing.sign else NOT_SUMMED
        return Weighed(evidence, bearing, span, *summed)

    def _day(self, at: float) -> date:
        return datetime.fromtimestamp(at, self._theatre.time_zone).date()

    def _epoch(self, at: float) -> int:
        """Return the number of the span of days, that of an instant included, over which nobody changed sides."""
        epoch = self._epochs[at // QUARTER] = self._sides.epoch(self._day(at))
        return epoch

    def _bearing(self, claim: ResolvedClaim, starts: float, epoch: int) -> Bearing:
        worded, place, origin, spot, actor = claim.claim, claim.place, claim.origin, claim.claim.place, claim.actor
        key = (
            worded.action, worded.stance, worded.polarity, epoch, actor.id if actor else None,
            claim.target.id if claim.target else None,
            *((place.id, place.name, place.text, place.relation) if place else (None,)),
            (origin.id, origin.name, origin.text, origin.relation) if origin else None,
            (spot.extent, spot.distance_km) if spot else None,
        )  # fmt: skip
        found = self._bearings.get(key)
        if found is None:
            found = bearing_of(claim, self._theatre, self._sides, self._day(starts))
            self._bearings[key] = found
        return found

    def _chain(self, said_by: tuple[Party, ...]) -> Iterable[Hashable]:
        """Return what of a chain of voices its terms follow from: who carries a listed outlet plays no part."""
        if len(said_by) < 2 or not outlet_of(said_by[0], self._sides):  # noqa: PLR2004 - one voice is no chain
            return map(_names_of, said_by)
        return _names_of(said_by[0]), len(said_by)

    def _terms_of(self, evidence: Evidence, bearing: Bearing, times: Times, epoch: int) -> Summed:
        claim, late = evidence.claim, times[0] - times[2]
        worded, place, when = claim.claim, claim.place, claim.when
        key = (
            evidence.outlet, bearing.kind, bearing.favours, bearing.hurts, bearing.is_most, worded.stance,
            worded.confidence, epoch, when.precision if when else None, settled_row(late),
            # a region is named in its term, a spot is not
            (place.name if bearing.is_area else None, place.relation, place.precision_km) if place else None,
            *self._chain(claim.said_by),
        )  # fmt: skip
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = _summed(evidence, bearing, self._sides, self._day(times[1]), late)
        return found


def _summed(evidence: Evidence, bearing: Bearing, sides: Sides, on: date, late: float) -> Summed:
    """Return the terms of a claim, their sum, and the sum of those of its voice."""
    terms = tuple(terms_of(evidence, bearing, sides, on, late))
    of_voice = (term.weight for term in terms if term.name in OF_VOICE)
    return terms, sum(term.weight for term in terms), sum(of_voice)


def _link_bearing(evidence: Evidence, span: Span, sides: Sides, on: date) -> Bearing:
    claim = evidence.claim.claim
    stance = weights()["stances"][claim.stance]
    why_not = _refusal(evidence, span.told, span.starts) or (
        str(stance["says"]) if stance["weight"] is None else ""
    )
    if why_not:
        return Bearing(None, why_not=why_not)
    turned = (claim.stance == "denied") != (claim.polarity == "no")
    state = "open" if (claim.action == "opens") != turned else "cut"
    favours = sides.holder(evidence.claim.actor, None, on)
    opens = None if turned else state
    return Bearing(None, claim.action, state, 1, opens, favours=None if turned else favours)


def arrival(evidence: Evidence) -> tuple[datetime, datetime, str, str]:
    """Return what tells the arrival of a claim that counts from others of the same reading: the least one does."""
    return evidence.withdrawn or NEVER, evidence.published, evidence.outlet, evidence.echo


def _times(evidence: Evidence) -> Times:
    when, told = evidence.claim.when, evidence.published.timestamp()
    if when is None:
        return told, told, told, False, told
    starts, ends = when.start.timestamp(), when.end.timestamp()
    latest = max(starts, min(ends - TICK, told))
    if evidence.claim.claim.action == "holds":  # a side that "holds it since Friday" holds it throughout
        return told, starts, latest, False, starts
    is_long = ends - starts > LONG
    return told, starts, latest, is_long, latest if is_long else (starts + latest) / 2


def _refusal(evidence: Evidence, told: float, starts: float) -> str:
    """Return why the time of a claim forbids counting it; empty where it does not."""
    if evidence.claim.when is None:
        return "history without a time" if evidence.claim.claim.stance == "background" else ""
    return "dated after it was told" if starts > told + DAY_SECONDS else ""
