"""How much one claim counts: additive log-odds, each term with a name and a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import exp

from whoholds.control.bearing import Bearing, bearing_of
from whoholds.control.sides import Sides
from whoholds.control.terms import Term, terms_of
from whoholds.control.weights import weights
from whoholds.model import Evidence, When
from whoholds.theatres import Theatre

LONG = timedelta(days=2)
"""From this length on an interval says that something happened within it, not throughout."""
TICK = timedelta(seconds=1)
ALWAYS, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""Before and after every instant: of readings that count from their report on, and that still count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim with its bearing and weight.

    Attributes:
        evidence: the claim as it arrived.
        bearing: what it says of which place.
        starts: first instant at which it may be true.
        latest: last instant at which what it tells may have happened: never after it was told.
        is_long: whether it happened somewhere within a long interval, so that nothing is sure before `latest`.
        terms: the parts of the weight; none where it does not bear.
        weight: their sum, never below 0; it counts for or against `bearing.state` by `bearing.sign`.
        share: chance that the told change happened unreported, given the claim.
        rival_share: chance that the side that fights for the place has it already.
        rival_weight: log-odds that the claim adds to that side.
        sitter_weight: log-odds that it adds to the side that is attacked there.
    """

    evidence: Evidence
    bearing: Bearing
    starts: datetime
    latest: datetime
    is_long: bool
    terms: tuple[Term, ...] = ()
    weight: float = 0.0
    share: float = 0.0
    rival_share: float = 0.0
    rival_weight: float = 0.0
    sitter_weight: float = 0.0

    @property
    def id(self) -> str:
        """Id of the claim."""
        return self.evidence.claim.claim.id

    @property
    def echo(self) -> str:
        """Key of its bundle; its own id where it is nobody's echo."""
        return self.evidence.echo or self.id

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
        return self.starts if _lasts(self.evidence) else self.starts + (self.latest - self.starts) / 2

    def instant(self, on: datetime) -> datetime:
        """Return the instant at which it enters the account of what was true at `on`."""
        return self.latest if self.is_long else max(self.starts, min(self.latest, on))


def weigh(evidence: Evidence, theatre: Theatre, sides: Sides | None = None) -> Weighed:
    """Return what one claim says of control and how much it counts.

    Args:
        evidence: the claim as it arrived.
        theatre: its theatre.
        sides: the theatre's sides, where many claims are weighed.
    """
    sides = sides or Sides(theatre)
    starts, latest, is_long = _time_of(evidence)
    on = starts.astimezone(theatre.time_zone).date()
    bearing = bearing_of(evidence.claim, theatre, sides, on)
    refusal = _refusal(evidence)
    if refusal and bearing.sign:
        bearing = Bearing(bearing.place, why_not=refusal)
    if not bearing.sign:
        return Weighed(evidence=evidence, bearing=bearing, starts=starts, latest=latest, is_long=is_long)
    return _with_terms(evidence, bearing, sides, (starts, latest, is_long), on)


def _with_terms(
    evidence: Evidence, bearing: Bearing, sides: Sides, time: tuple[datetime, datetime, bool], on: date
) -> Weighed:
    starts, latest, is_long = time
    terms = tuple(terms_of(evidence, bearing, sides, on))
    weight = max(0.0, sum(term.weight for term in terms))
    kind = weights()["kinds"][bearing.kind]
    heard = 1 - exp(-weight)
    return Weighed(
        evidence=evidence, bearing=bearing, starts=starts, latest=latest, is_long=is_long,
        terms=terms, weight=weight, share=kind["share"] * heard if bearing.opens else 0.0,
        rival_share=kind.get("rival", 0.0) * heard if bearing.rival else 0.0,
        rival_weight=kind.get("lean", 0.0) * weight if bearing.rival else 0.0,
        sitter_weight=kind.get("sits", 0.0) * weight if bearing.sitter else 0.0,
    )  # fmt: skip


def weigh_link(evidence: Evidence, theatre: Theatre, sides: Sides) -> Weighed:
    """Return how much a claim that a way is cut or open counts; its state is "cut" or "open".

    A denial counts for the other state. Who cut it plays no part but as an interest of the voice.
    """
    starts, latest, is_long = _time_of(evidence)
    on = starts.astimezone(theatre.time_zone).date()
    bearing = _link_bearing(evidence, sides, on)
    if not bearing.sign:
        return Weighed(evidence=evidence, bearing=bearing, starts=starts, latest=latest, is_long=is_long)
    return _with_terms(evidence, bearing, sides, (starts, latest, is_long), on)


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


def weigh_all(theatre: Theatre, evidence: Iterable[Evidence]) -> list[Weighed]:
    """Return every claim weighed, once each, in the order of their ids."""
    sides = Sides(theatre)
    return [weigh(item, theatre, sides) for item in once_each(evidence)]


def once_each(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return each reading of each claim once, as it arrived first, in the order of their ids and times."""
    first = {_reading(item): item for item in sorted(evidence, key=_arrival, reverse=True)}
    return [first[reading] for reading in sorted(first)]


def _reading(evidence: Evidence) -> tuple[str, datetime]:
    return evidence.claim.claim.id, evidence.known_from or ALWAYS


def _arrival(evidence: Evidence) -> tuple[datetime, datetime, str, str]:
    return evidence.withdrawn or NEVER, evidence.published, evidence.outlet, evidence.echo


def _time_of(evidence: Evidence) -> tuple[datetime, datetime, bool]:
    when = evidence.claim.when
    if when is None:
        return evidence.published, evidence.published, False
    latest = max(when.start, min(when.end - TICK, evidence.published))
    return when.start, latest, _is_long(when) and not _lasts(evidence)


def _is_long(when: When) -> bool:
    return when.end - when.start > LONG


def _lasts(evidence: Evidence) -> bool:
    """A side that "holds it since Friday" holds it throughout."""
    return evidence.claim.claim.action == "holds"


def _refusal(evidence: Evidence) -> str:
    """Return why the time of a claim forbids counting it; empty where it does not."""
    when = evidence.claim.when
    if when is None:
        return "history without a time" if evidence.claim.claim.stance == "background" else ""
    if when.start > evidence.published + timedelta(days=1):
        return "dated after it was told"
    return ""
