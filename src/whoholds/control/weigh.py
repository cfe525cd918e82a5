"""How much one claim counts: additive log-odds, each term with a name and a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from whoholds.control.bearing import Bearing, bearing_of
from whoholds.control.sides import Sides
from whoholds.control.terms import Term, settled_row, terms_of
from whoholds.control.weights import weights
from whoholds.model import Evidence, When
from whoholds.theatres import Theatre

LONG = timedelta(days=2)
"""From this length on an interval says that something happened within it, not throughout."""
TICK = timedelta(seconds=1)
OF_VOICE = frozenset({"grade", "interest", "carrier"})
"""Terms that say how far the first voice is trusted before anything is known of its record."""
Summed = tuple[tuple[Term, ...], float, float]
NEVER = datetime.max.replace(tzinfo=UTC)
"""After every instant: of readings that still count."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with its bearing and weight.

    Attributes:
        evidence: the claim as it arrived.
        bearing: what it says of which place.
        starts: first instant at which it may be true.
        latest: last instant at which what it tells may have happened: never after it was told.
        is_long: whether it happened somewhere within a long interval, so that nothing is sure before `latest`.
        terms: the parts of the weight; none where it does not bear.
        total: their sum.
        of_voice: the sum of those that tell how far its voice is trusted before anything is known of its record.
    """

    evidence: Evidence
    bearing: Bearing
    starts: datetime
    latest: datetime
    is_long: bool
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
        return replace(self, terms=(*self.terms, term), total=self.total + term.weight)

    @property
    def reason(self) -> str:
        """One sentence: the terms, with their weights."""
        if self.bearing.why_not:
            return self.bearing.why_not
        parts = [f"{t.says} ({t.weight:+.1f})" for t in self.terms if t.says and (t.weight or t.name == "kind")]
        return "; ".join(parts)

    @property
    def counts_from(self) -> datetime:
        """The first instant at which a question takes it into account.

        A state counts from its start. A change somewhere in a stretch of time ("during the night") counts once it
        is likelier to have happened than not: from the middle of the stretch; in a stretch of days, from its end.
        """
        if self.is_long:
            return self.latest
        return self.starts if lasts(self.evidence) else self.starts + (self.latest - self.starts) / 2

    def instant(self, on: datetime) -> datetime:
        """Return the instant at which it enters the account of what was true at `on`."""
        return self.latest if self.is_long else max(self.starts, min(self.latest, on))


class Weigher:
    """Weighs the claims of one theatre; what it works out for one claim it keeps for those that are alike.

    Args:
        theatre: the theatre.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._sides = Sides(theatre)
        self._bearings: dict[tuple[object, ...], Bearing] = {}
        self._terms: dict[tuple[object, ...], Summed] = {}
        self._epochs: dict[date, int] = {}

    def weigh(self, evidence: Evidence) -> Weighed:
        """Return what one claim says of control and how much it counts."""
        starts, latest, is_long = _time_of(evidence)
        on = starts.astimezone(self._theatre.time_zone).date()
        epoch = self._epoch(on)
        bearing = self._bearing(evidence, on, epoch)
        refusal = _refusal(evidence) if bearing.sign else ""
        if refusal:
            bearing = Bearing(bearing.place, why_not=refusal)
        if not bearing.sign:
            return Weighed(evidence, bearing, starts, latest, is_long)
        return Weighed(evidence, bearing, starts, latest, is_long, *self._terms_of(evidence, bearing, on, epoch))

    def weigh_link(self, evidence: Evidence) -> Weighed:
        """Return how much a claim that a way is cut or open counts; its state is "cut" or "open".

        A denial counts for the other state. Who cut it plays no part but as an interest of the voice.
        """
        starts, latest, is_long = _time_of(evidence)
        on = starts.astimezone(self._theatre.time_zone).date()
        bearing = _link_bearing(evidence, self._sides, on)
        if not bearing.sign:
            return Weighed(evidence, bearing, starts, latest, is_long)
        return Weighed(evidence, bearing, starts, latest, is_long, *_summed(evidence, bearing, self._sides, on))

    def _epoch(self, on: date) -> int:
        """Return the number of the span of days, a day included, over which nobody changed sides."""
        if on not in self._epochs:
            self._epochs[on] = self._sides.epoch(on)
        return self._epochs[on]

    def _bearing(self, evidence: Evidence, on: date, epoch: int) -> Bearing:
        claim = evidence.claim
        worded, place, origin, spot = claim.claim, claim.place, claim.origin, claim.claim.place
        key = (
            worded.action, worded.stance, worded.polarity, epoch,
            (place.id, place.name, place.text, place.relation) if place else None,
            (origin.id, origin.name, origin.text, origin.relation) if origin else None,
            (spot.extent, spot.distance_km) if spot else None,
            claim.actor.id if claim.actor else None, claim.target.id if claim.target else None,
        )  # fmt: skip
        found = self._bearings.get(key)
        if found is None:
            found = self._bearings[key] = bearing_of(claim, self._theatre, self._sides, on)
        return found

    def _terms_of(self, evidence: Evidence, bearing: Bearing, on: date, epoch: int) -> Summed:
        claim = evidence.claim
        place = claim.place
        key = (
            claim.said_by, evidence.outlet, bearing.kind, bearing.favours, bearing.hurts,
            bearing.is_area, bearing.is_most,
            claim.claim.stance, claim.claim.confidence, epoch, claim.when.precision if claim.when else None,
            (place.name, place.relation, place.precision_km) if place else None, settled_row(evidence),
        )  # fmt: skip
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = _summed(evidence, bearing, self._sides, on)
        return found


def _summed(evidence: Evidence, bearing: Bearing, sides: Sides, on: date) -> Summed:
    """Return the terms of a claim, their sum, and the sum of those of its voice."""
    terms = tuple(terms_of(evidence, bearing, sides, on))
    of_voice = (term.weight for term in terms if term.name in OF_VOICE)
    return terms, sum(term.weight for term in terms), sum(of_voice)


def _link_bearing(evidence: Evidence, sides: Sides, on: date) -> Bearing:
    claim = evidence.claim.claim
    stance = weights()["stances"][claim.stance]
    why_not = _refusal(evidence) or (str(stance["says"]) if stance["weight"] is None else "")
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


def _time_of(evidence: Evidence) -> tuple[datetime, datetime, bool]:
    when = evidence.claim.when
    if when is None:
        return evidence.published, evidence.published, False
    latest = max(when.start, min(when.end - TICK, evidence.published))
    return when.start, latest, _is_long(when) and not lasts(evidence)


def _is_long(when: When) -> bool:
    return when.end - when.start > LONG


def lasts(evidence: Evidence) -> bool:
    """Return whether a claim tells of a state: a side that "holds it since Friday" holds it throughout."""
    return evidence.claim.claim.action == "holds"


def _refusal(evidence: Evidence) -> str:
    """Return why the time of a claim forbids counting it; empty where it does not."""
    when = evidence.claim.when
    if when is None:
        return "history without a time" if evidence.claim.claim.stance == "background" else ""
    if when.start > evidence.published + timedelta(days=1):
        return "dated after it was told"
    return ""
