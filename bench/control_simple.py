"""What control is measured against: simple ways to say who holds places, on the same claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush

from simulated import War, end_of_day
from whoholds.model import Evidence

Odds = Mapping[str, float]
LAST, RECENT = 5, timedelta(days=14)
NAMES = {"takes": "actor", "holds": "actor", "repels": "actor", "loses": "target", "withdraws": "target"}
"""Which party of a claim has the place, by action."""


@dataclass(frozen=True, order=True, slots=True)
class Vote:
    """A claim that names who has a place: when it was true, when it was told, whom it names."""

    at: datetime
    published: datetime
    side: str


class Votes:
    """The votes on each place.

    Args:
        evidence: the claims.
    """

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._by_place: defaultdict[str, list[Vote]] = defaultdict(list)
        for item in evidence:
            side, place = side_named(item), item.claim.place
            if side and place and place.id:
                at = item.claim.when.start if item.claim.when else item.published
                self._by_place[place.id].append(Vote(at, item.published, side))
        for votes in self._by_place.values():
            votes.sort()

    def heard(self, place: str, day: int) -> list[Vote]:
        """Return the votes told by the end of a day of times up to then, the latest last."""
        end = end_of_day(day)
        return [vote for vote in self._by_place.get(place, ()) if vote.at <= end and vote.published <= end]


def side_named(evidence: Evidence) -> str:
    """Return whom a claim names as the one who has the place; empty where it names nobody."""
    claim = evidence.claim
    if claim.claim.stance == "denied":
        return ""
    party = {"actor": claim.actor, "target": claim.target}.get(NAMES.get(claim.claim.action, ""))
    return (party.id or "") if party else ""


def last_claim(votes: list[Vote]) -> str:
    return votes[-1].side


def majority_of_five(votes: list[Vote]) -> str:
    return _most(votes[-LAST:])


def majority_of_fortnight(votes: list[Vote]) -> str:
    """Of all claims of the fortnight that ends with the last one."""
    return _most([vote for vote in votes if vote.at > votes[-1].at - RECENT])


def _most(votes: list[Vote]) -> str:
    counts = Counter(vote.side for vote in reversed(votes))
    return counts.most_common(1)[0][0]


def first_odds(war: War) -> dict[str, Odds]:
    """Return nothing-ever-changes: the baseline, and nothing where there is none."""
    return {row.place: {row.holder: 1.0} for row in war.theatre.baseline}


def by_votes(war: War, votes: Votes, choose: Callable[[list[Vote]], str], day: int) -> dict[str, Odds]:
    """Return what a rule makes of the votes; the baseline where there are none."""
    heard = {place: votes.heard(place, day) for place in war.truth.holders}
    return first_odds(war) | {place: {choose(found): 1.0} for place, found in heard.items() if found}


class Nearest:
    """The nearest place by road of which somebody has spoken.

    Args:
        war: the war.
        votes: what was said, the hidden places left out.
    """

    def __init__(self, war: War, votes: Votes) -> None:
        self._votes = votes
        self._km: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for link in war.land.links:
            self._km[link.start].append((link.end, link.km))
            self._km[link.end].append((link.start, link.km))
        self._ways = {place: self._by_distance(place) for place in war.hidden}

    def _by_distance(self, start: str) -> list[str]:
        seen: dict[str, float] = {}
        queue = [(0.0, start)]
        while queue:
            km, place = heappop(queue)
            if place not in seen:
                seen[place] = km
                for other, step in self._km[place]:
                    heappush(queue, (km + step, other))
        return list(seen)[1:]

    def told(self, place: str, day: int) -> str | None:
        """Return the nearest place of which somebody has spoken by a day."""
        return next((other for other in self._ways[place] if self._votes.heard(other, day)), None)
