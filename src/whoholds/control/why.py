"""The staircase of one standing: the baseline, then every claim for and against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from math import log

from whoholds.control.belief import OTHER, Belief, after_claims, even_share
from whoholds.control.fuse import Account, Moment, accounts, counts_by, replay
from whoholds.control.inferred import has_own_claims
from whoholds.control.picture import picture
from whoholds.control.spread import around, roads_of
from whoholds.control.taken_back import withdrawn
from whoholds.control.verdict import log_odds, stand, verdict
from whoholds.control.weigh import Weighed, weigh_all
from whoholds.control.weights import CONTESTED, weights
from whoholds.model import Evidence, Standing, Step, wall
from whoholds.model.standing import PlaceState
from whoholds.theatres import Theatre

QUIET = 0.05
"""Silence that moves the log-odds by less is told together with the next."""


def why(
    theatre: Theatre, evidence: Iterable[Evidence], place_id: str, on: datetime, known_by: datetime | None = None
) -> tuple[Standing, list[Step]]:
    """Return the standing of a place and the steps that lead to it.

    The weights of all steps sum to the log-odds of the standing's `p`, log(p / (1 - p)): that its holder
    holds it, or for a contested place that its likeliest side does not hold it alone. A claim that counts
    nothing is listed with weight 0 and says why. Of an unknown place the steps sum to the log-odds of its
    likeliest side.

    Args:
        theatre: the theatre.
        evidence: all claims.
        place_id: the place asked about.
        on: the instant asked about.
        known_by: claims told later do not count; None counts all.

    Raises:
        UnknownPlace: if the theatre has no such place.
    """
    place, evidence = theatre.gazetteer[place_id], list(evidence)
    regions = {c.place.id for c in theatre.gazetteer.candidates(place.admin1)} if place.admin1 else set()
    named = [item for item in evidence if not _places_named(item).isdisjoint({place.id, *regions})]
    weighed = [item for item in weigh_all(theatre, named) if item.bearing.place == place.id or item.bearing.is_area]
    idle = [item for item in weighed if not item.bearing.sign and counts_by(item, on, known_by)]
    idle += withdrawn(weighed, evidence, on, known_by)
    account = accounts(theatre, weighed, on, known_by).get(place.id)
    if account is None or place.is_extended:
        unknown = Standing(place=place.id, state="unknown")
        return unknown, [_idle_step(item, "", 0.0, theatre.time_zone) for item in idle]
    standing = stand(account)
    leaning = None if has_own_claims(account) else _leaning(theatre, evidence, place_id, on, known_by)
    stairs = _Stairs(
        account if leaning is None else _naming(account, leaning[0], len(theatre.sides)), leaning and leaning[0]
    )
    stairs.climb()
    if leaning is not None:
        standing, reason = leaning
        stairs.lean(standing, reason)
    total = stairs.total
    folded = [_echo_step(item, by, stairs.state, total, theatre.time_zone) for item, by in account.echoes]
    return standing, [
        *stairs.steps,
        *folded,
        *(_idle_step(i, stairs.state, total, theatre.time_zone) for i in idle),
    ]


HEARD = 3
"""How many neighbours a step names."""


def _leaning(
    theatre: Theatre, evidence: Iterable[Evidence], place_id: str, on: datetime, known_by: datetime | None
) -> tuple[Standing, str] | None:
    """Return the standing of a place that leans on its neighbours, and which they are; None where it does not."""
    told = picture(theatre, evidence, on, known_by)
    standing = told.standing(place_id)
    if not standing.inferred:
        return None
    holders = {row.place: row.holder for row in theatre.baseline if row.place in told.places}
    roads = roads_of(holders, theatre.links, [id_ for id_, link in told.links.items() if link.state == "cut"])
    near = sorted(around(roads, roads.places.index(place_id), weights()["spread"]["reach_km"]), key=lambda p: p[1])
    heard = [told.places[roads.places[i]] for i, _ in near]
    heard = [each for each in heard if each.claims and not each.inferred and each.holder][:HEARD]
    names = ", ".join(f"{theatre.gazetteer[each.place].name} (held by {each.holder})" for each in heard)
    return standing, f"nobody speaks of it; it leans on places near by road: {names}" if names else "later reports"


def _naming(account: Account, standing: Standing, sides: int) -> Account:
    """Return the account with the standing's holder among the sides that it names."""
    if standing.holder is None or standing.holder in account.even:
        return account
    return replace(account, even=even_share({*account.even, standing.holder} - {OTHER}, sides))


def _places_named(evidence: Evidence) -> set[str | None]:
    return {where.id for where in (evidence.claim.place, evidence.claim.origin) if where}


class _Stairs:
    """The steps of one account, on the log-odds of the state that it ends in."""

    def __init__(self, account: Account, leaning: Standing | None = None) -> None:
        self._account = account
        last = [after for _, _, after in replay(account)][-1]
        state, best = verdict(last)
        self._told: tuple[PlaceState, str] = (state, best)
        if leaning is not None:
            self._told = (leaning.state, leaning.holder or best)
        self.state = CONTESTED if self._told[0] == "contested" else self._told[1]
        self.steps: list[Step] = []
        self.total = 0.0
        self._silence = 0.0

    def climb(self) -> None:
        """Fill `steps`; afterwards `total` is the log-odds of `state`."""
        level = 0.0
        for moment, before, after in replay(self._account):
            if self.steps:
                self._silence += log_odds(before, self._told) - level
                self._break_silence(moment)
            elif not moment.row:
                self._add(None, log_odds(before, self._told), "nothing was known of the place before", moment)
            if moment.row:
                self._add(
                    None, log_odds(after, self._told) - self.total - self._silence, _row_words(moment), moment
                )
            for weighed, change in _shares_of(moment, before, self._told):
                self._add(weighed, change, f"{_speaks(weighed)}: {weighed.reason}", moment)
            level = log_odds(after, self._told)

    def lean(self, standing: Standing, reason: str) -> None:
        """Add the step from what the baseline says to what the neighbours make of it."""
        p = standing.p or max(standing.odds.values(), default=0.5)
        self._add(None, log(p / (1 - p)) - self.total, reason, Moment(self._account.on))

    def _break_silence(self, moment: Moment) -> None:
        is_end = not moment.row and not moment.claims
        if abs(self._silence) >= QUIET or (is_end and self._silence):
            self._add(None, self._silence, "silence since: fights end and old knowledge fades", moment)
            self._silence = 0.0

    def _add(self, weighed: Weighed | None, weight: float, reason: str, moment: Moment) -> None:
        self.total += weight
        at = wall(moment.at.astimezone(self._account.zone))
        self.steps.append(_step(weighed, self.state, weight, reason, self.total, at))


def _shares_of(moment: Moment, before: Belief, told: tuple[PlaceState, str]) -> Iterator[tuple[Weighed, float]]:
    """Yield each claim of a moment with what it adds to those before it; together that is all the moment adds."""
    level = log_odds(before, told)
    for count, weighed in enumerate(moment.claims, start=1):
        after = log_odds(after_claims(before, moment.claims[:count]), told)
        yield weighed, after - level
        level = after


def _row_words(moment: Moment) -> str:
    row = moment.row
    if row is None:
        return ""
    holder = "contested" if row.holder == CONTESTED else f"held by {row.holder}"
    source = f" ({row.source})" if row.source else ""
    return f"the baseline has it {holder} from {row.since.isoformat()}{source}"


def _speaks(weighed: Weighed) -> str:
    """Return "for hts, +3.7" or "against hts, -3.7": what the claim adds before it meets the rest."""
    bearing = weighed.bearing
    direction = "for" if bearing.sign > 0 else "against"
    return f"{direction} {bearing.state}, {bearing.sign * weighed.weight:+.1f}"


def _step(weighed: Weighed | None, side: str, weight: float, reason: str, total: float, at: str) -> Step:
    claim = weighed.evidence.claim if weighed else None
    return Step(
        claim=claim.claim.id if claim else None,
        quote=claim.claim.quote if claim else "",
        said_by=tuple(voice.name or voice.text for voice in claim.said_by) if claim else (),
        side=side, weight=weight, reason=reason, total=total, at=at,
    )  # fmt: skip


def _echo_step(item: Weighed, counted: Weighed, side: str, total: float, zone: tzinfo) -> Step:
    reason = f"the same voice as {counted.id}, which counts for both"
    return _step(item, side, 0.0, reason, total, wall(item.starts.astimezone(zone)))


def _idle_step(item: Weighed, side: str, total: float, zone: tzinfo) -> Step:
    return _step(item, side, 0.0, item.reason, total, wall(item.starts.astimezone(zone)))
