"""The staircase of one standing: the baseline, then every claim for and against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from whoholds.control.belief import Belief, after_claims
from whoholds.control.fuse import Account, Moment, accounts, counts_by, replay
from whoholds.control.verdict import log_odds, stand, verdict
from whoholds.control.weigh import Weighed, weigh_all
from whoholds.control.weights import CONTESTED
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
    place = theatre.gazetteer[place_id]
    regions = {c.place.id for c in theatre.gazetteer.candidates(place.admin1)} if place.admin1 else set()
    named = [item for item in evidence if not _places_named(item).isdisjoint({place.id, *regions})]
    weighed = [item for item in weigh_all(theatre, named) if item.bearing.place == place.id or item.bearing.is_area]
    idle = [item for item in weighed if not item.bearing.sign and counts_by(item, on, known_by)]
    account = accounts(theatre, weighed, on, known_by).get(place.id)
    if account is None or place.is_extended:
        unknown = Standing(place=place.id, state="unknown")
        return unknown, [_idle_step(item, "", 0.0, theatre.time_zone) for item in idle]
    standing = stand(account)
    stairs = _Stairs(account)
    stairs.climb()
    total = stairs.total
    folded = [_echo_step(item, by, stairs.state, total, theatre.time_zone) for item, by in account.echoes]
    return standing, [
        *stairs.steps,
        *folded,
        *(_idle_step(i, stairs.state, total, theatre.time_zone) for i in idle),
    ]


def _places_named(evidence: Evidence) -> set[str | None]:
    return {where.id for where in (evidence.claim.place, evidence.claim.origin) if where}


class _Stairs:
    """The steps of one account, on the log-odds of the state that it ends in."""

    def __init__(self, account: Account) -> None:
        self._account = account
        last = [after for _, _, after in replay(account)][-1]
        self._told = verdict(last)
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
