"""What bars a way: the fewest places and links that every way passes, and those that would open one soonest."""

from __future__ import annotations

import heapq
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from whoholds.consequences.side import SideGround
from whoholds.consequences.survey import Way
from whoholds.model import distance_km
from whoholds.terrain import Place

NARROW = 1 << 24
"""Room of one obstacle; what it lies out of the way is added, in steps, so that it decides among smallest cuts."""

STEP_KM = 25.0
"""Obstacles that lie out of the way by less than this much more than another count alike."""

MOST_STEPS = 1 << 9
"""Obstacles farther out of the way than so many steps count alike too."""

WIDE = 1 << 50
"""Room for more than any cut."""

HARD = 2.0
"""A km of minor road weighs as much as this many of main road where a way has to be won."""

HELD = 0.25
"""A km that is won already weighs as much as this many that are to be won: a way through all the land is no way."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What bars every way between two ends.

    Attributes:
        places: numbers of the places not held that bar it.
        ways: the shut or cut links that bar it.
    """

    places: tuple[int, ...] = ()
    ways: tuple[Way, ...] = ()


class Barrier:
    """A flow over a side's ground, in which only places not held and unusable links are narrow.

    What usable roads join on the side's own ground is one node; every other place is split into an
    arriving and a leaving node, and so is every unusable link. Augmenting paths by breadth-first search
    (Edmonds and Karp 1972), each O(places + links); laid out once for all cuts asked of it.

    Args:
        own: the side's ground.
        extra: crossings and sea lanes that count as roads.
    """

    def __init__(self, own: SideGround, extra: Sequence[Way] = ()) -> None:
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        self.own, self.size = own, len(own.network.places)
        is_wide = own.mask | np.array(own.network.is_extended, dtype=bool)
        self.arrive: list[int] = own.blobs.tolist()
        self.leave: list[int] = np.where(is_wide, own.blobs, self.size + np.arange(self.size)).tolist()
        self.tolls = [n for n, wide in enumerate(is_wide.tolist()) if not wide]
        self.gates: list[Way] = []
        arcs = [(n, self.size + n, NARROW) for n in self.tolls]
        arcs += [arc for way in (*own.network.roads, *extra) for arc in self._arcs(way)]
        self.room = [room for _, _, room in arcs for room in (room, 0)]
        self.heads = [end for tail, head, _ in arcs for end in (head, tail)]
        tails = np.array([end for tail, head, _ in arcs for end in (tail, head)], dtype=np.int64)
        self.arcs: list[int] = np.argsort(tails, kind="stable").tolist()
        nodes = np.arange(2 * (self.size + len(self.gates)) + 1)
        self.bounds: list[int] = np.searchsorted(np.sort(tails), nodes).tolist()

    def _arcs(self, way: Way) -> list[tuple[int, int, int]]:
        a, b = way.a, way.b
        if self.own.is_usable(way):
            if self.leave[a] == self.arrive[b]:
                return []
            return [(self.leave[a], self.arrive[b], WIDE), (self.leave[b], self.arrive[a], WIDE)]
        gate = 2 * (self.size + len(self.gates))
        self.gates.append(way)
        to_gate = [(self.leave[end], gate, WIDE) for end in (a, b)]
        return [*to_gate, (gate, gate + 1, NARROW), *((gate + 1, self.arrive[end], WIDE) for end in (a, b))]

    def cut(self, start: int, goals: Iterable[int], *, is_near: bool = True) -> Cut | None:
        """Return the smallest cut before the goals, which bar nothing themselves; None where nothing can.

        Of several, the one that lies least out of the way from start to goals, link rather than place; then
        the one nearest to the start. Without `is_near` only the last counts, at a third of the cost.
        """
        source, aims = self.leave[start], list(goals)
        ends = {self.arrive[goal] for goal in aims}
        if source in ends:
            return None
        places = self.own.network.places
        away_km = [self._away_km(places[n], start, aims) if is_near else 0.0 for n in self.tolls]
        room = list(self.room)
        for i, km in enumerate(away_km if is_near else ()):
            room[2 * i] += 1 + min(MOST_STEPS, int(km / STEP_KM))
        while (path := self._path(room, source, ends)) is not None:
            if not self._push(room, path):
                return None
        return self._narrow(self._reached(room, source), away_km)

    def _away_km(self, place: Place, start: int, goals: Iterable[int]) -> float:
        """Return how much longer the way by air from the start to the nearest goal is through a place."""
        places = self.own.network.places
        a = places[start]
        spots = [places[goal] for goal in goals if not places[goal].is_extended]
        there = distance_km(a.lat, a.lon, place.lat, place.lon)
        on = (
            distance_km(place.lat, place.lon, b.lat, b.lon) - distance_km(a.lat, a.lon, b.lat, b.lon) for b in spots
        )
        return max(0.0, there + min(on, default=0.0))

    def _path(self, room: list[int], source: int, ends: set[int]) -> list[int] | None:
        """Return the arcs of a way with room from the source to an end, searched from the ends; None if none.

        What is aimed at is mostly an enclave, and its surroundings are searched sooner than the whole country.
        """
        heads, arcs, bounds = self.heads, self.arcs, self.bounds
        came = dict.fromkeys(ends, -1)
        queue = list(ends)
        for node in queue:
            for arc in arcs[bounds[node] : bounds[node + 1]]:
                if room[arc ^ 1] and (tail := heads[arc]) not in came:
                    came[tail] = arc ^ 1
                    queue.append(tail)
            if source in came:
                break
        if source not in came:
            return None
        path, node = [], source
        while (arc := came[node]) >= 0:
            path.append(arc)
            node = heads[arc]
        return path

    def _reached(self, room: list[int], source: int) -> set[int]:
        """Return the nodes that arcs with room lead to from the source."""
        heads, arcs, bounds = self.heads, self.arcs, self.bounds
        seen, queue = {source}, [source]
        for node in queue:
            fresh = {heads[arc] for arc in arcs[bounds[node] : bounds[node + 1]] if room[arc]} - seen
            seen |= fresh
            queue.extend(fresh)
        return seen

    def _push(self, room: list[int], path: list[int]) -> bool:
        """Send as much as goes along a way; False where all of it is wide."""
        share = min(room[arc] for arc in path)
        if share > NARROW + MOST_STEPS + 1:
            return False
        for arc in path:
            room[arc] -= share
            room[arc ^ 1] += share
        return True

    def _narrow(self, seen: Container[int], away_km: Sequence[float]) -> Cut:
        """Return what is reached on one side only, what lies least out of the way first."""
        places = [
            (km, n) for km, n in zip(away_km, self.tolls, strict=True) if n in seen and self.size + n not in seen
        ]
        rows = ((2 * (self.size + i), way) for i, way in enumerate(self.gates))
        ways = tuple(way for gate, way in rows if gate in seen and gate + 1 not in seen)
        return Cut(tuple(n for _, n in sorted(places)), ways)


def smallest_cut(own: SideGround, start: int, goals: Iterable[int], *, extra: Sequence[Way] = ()) -> Cut | None:
    """Return the fewest places not held, and links not usable, that every way from `start` to a goal passes.

    The goals themselves bar nothing. An empty cut says that the roads lead nowhere near; None says that a
    way over held ground leads up to a goal. `extra` ways (crossings to a country) count as roads.
    """
    return Barrier(own, extra).cut(start, goals)


class Openings:
    """The places to take and links to open on the way from a start to anywhere that is opened soonest.

    What counts is the length of its ways: in full of those that touch ground not held or that cannot be
    used, a km of minor road as much as `HARD` of main road; `HELD` of those that are won already.
    Dijkstra's method, once for all that is asked: O(links · log places).
    """

    def __init__(self, own: SideGround, start: int) -> None:
        self.own = own
        self.before: dict[int, Way | None] = {}
        self.cost: dict[int, float] = {}
        at, ticket = own.network.at, count()
        heap: list[tuple[float, int, int, Way | None]] = [(0.0, next(ticket), start, None)]
        while heap:
            toil, _, n, came = heapq.heappop(heap)
            if n in self.before:
                continue
            self.before[n], self.cost[n] = came, toil
            for way in at[n]:
                if (other := way.other(n)) not in self.before:
                    heapq.heappush(heap, (toil + self.toil(way), next(ticket), other, way))

    def toil(self, way: Way) -> float:
        """Return what a way costs, in km of main road to be won."""
        members = self.own.members
        if way.a in members and way.b in members and self.own.is_usable(way):
            return HELD * way.effort
        return way.link.km * (1.0 if way.is_main else HARD)

    def to(self, goals: Iterable[int], extra: Sequence[Way] = ()) -> Cut | None:
        """Return the places to take and links to open for a way to a goal, maybe by one of `extra`."""
        wanted = set(goals)
        found: list[tuple[float, int, Way | None]] = [
            (self.cost[n], n, None) for n in sorted(wanted & self.cost.keys())
        ]
        for way in extra:
            for near, far in ((way.a, way.b), (way.b, way.a)):
                if far in wanted and near in self.cost:
                    found.append((self.cost[near] + way.link.km, near, way))
        if not found:
            return None
        _, n, door = min(found, key=lambda one: one[0])
        cut = self._obstacles(n)
        shut = (door,) if door is not None and not self.own.is_usable(door) else ()
        return Cut(cut.places, (*cut.ways, *shut))

    def _obstacles(self, end: int) -> Cut:
        """Return what is to be won on the way to a place; what held ground goes round is none of it."""
        own, steps = self.own, self._steps(end)
        last = {int(own.blobs[n]): i for i, (n, _) in enumerate(steps)}
        places, ways, i = [], [], 0
        while (i := last[int(own.blobs[steps[i][0]])] + 1) < len(steps):
            n, way = steps[i]
            if n not in own.members:
                places.append(n)
            if way is not None and not own.is_usable(way):
                ways.append(way)
        return Cut(tuple(places), tuple(ways))

    def _steps(self, end: int) -> list[tuple[int, Way | None]]:
        """Return the places on the way to a place, each with the way that led to it."""
        steps, n, way = [], end, self.before[end]
        while way is not None:
            steps.append((n, way))
            n = way.other(n)
            way = self.before[n]
        return [(n, None), *reversed(steps)]
