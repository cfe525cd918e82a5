"""How much longer a way has become: over a side's ground, beside the roads alone or an earlier picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from whoholds.consequences.routes import lengths, way_on
from whoholds.consequences.side import RoadGraph, SideGround
from whoholds.consequences.wording import possessive

FACTOR = 1.5
"""From this many times the length on a way is told as a detour."""

EXTRA_KM = 30.0
"""And only where it is at least this much longer."""

TRIED = 12
"""Places whose ways are compared stop by stop, of those much farther off: the most populous."""

SHOWN = 3
"""Detours told for each side."""


@dataclass(frozen=True, slots=True)
class Detour:
    """A way that is longer than it would be.

    Attributes:
        goal: number of the place that it leads to.
        km: its length now.
        direct_km: its length on the roads alone, or in the earlier picture.
        past: numbers of the places that bar the shorter way, in its order.
        route: ids of the places of the way now.
    """

    goal: int
    km: float
    direct_km: float
    past: tuple[int, ...]
    route: tuple[str, ...]

    @property
    def factor(self) -> float:
        """How many times as long the way is."""
        return self.km / self.direct_km

    def to_json(self) -> dict[str, Any]:
        """Return the figures of a finding."""
        km = {"km": round(self.km, 1), "direct_km": round(self.direct_km, 1)}
        return {**km, "factor": round(self.factor, 2), "route": list(self.route)}


def detours(own: SideGround) -> list[Detour]:
    """Return the ways from a side's first place to its assets that its ground makes much longer than the roads.

    The roads alone are all that are usable, whoever holds the ground. A place that bars the shorter way
    must have been spoken of: old knowledge makes no detour. Of assets whose shorter way the same place
    bars, the most populous is told. Cost: two searches by Dijkstra's method, O(links · log places).
    """
    if own.origin is None:
        return []
    roads, hands = own.ground.all_roads, own.ground.hands
    goals = own.home("all") & own.holdings & own.network.survey.named.keys()
    found = _longer(own, own.origin, goals, roads)
    return _told(detour for detour in found if any(hands[n].claims for n in detour.past))


def lengthened(before: SideGround, after: SideGround) -> list[Detour]:
    """Return the ways from a side's first place to its assets that have become much longer between two pictures.

    Cost: as `detours`.
    """
    start = before.origin
    if start is None or start not in after.members:
        return []
    goals = before.home("all") & after.home("all") & after.holdings & after.network.survey.named.keys()
    return _told(_longer(after, start, goals, before.graph("all")))


def _longer(own: SideGround, start: int, goals: set[int], other: RoadGraph) -> Iterator[Detour]:
    """Yield the ways that are much longer than on another graph, to the most populous places first."""
    now, then = lengths(own.graph("all"), start), lengths(other, start)
    far = [goal for goal in goals if goal in now and FACTOR * then.get(goal, now[goal]) <= now[goal]]
    places = own.network.places
    for goal in sorted(far, key=own.weight, reverse=True)[:TRIED]:
        route, direct = way_on(own.graph("all"), start, goal), way_on(other, start, goal)
        if route.km >= max(FACTOR * direct.km, direct.km + EXTRA_KM):
            past = tuple(n for n in direct.stops if n not in own.members)
            yield Detour(goal, route.km, direct.km, past, tuple(places[n].id for n in route.stops))


def _told(found: Iterable[Detour]) -> list[Detour]:
    best: dict[tuple[int, ...], Detour] = {}
    for detour in found:
        best.setdefault(detour.past[:1], detour)
    return list(best.values())[:SHOWN]


def detour_text(own: SideGround, detour: Detour, than: str) -> str:
    """Return a detour in words; `than` says what the shorter way is: "by the roads alone"."""
    places = own.network.places
    start = places[own.network.number[detour.route[0]]].name
    barred = places[detour.past[0]].name if detour.past else ""
    past = f", past {barred} ({own.why_not(detour.past[0])})" if barred else ""
    return (
        f"{possessive(own.name)} way from {start} to {places[detour.goal].name} is {detour.km:.0f} km, "
        f"{detour.factor:.1f} times the {detour.direct_km:.0f} km {than}{past}"
    )
