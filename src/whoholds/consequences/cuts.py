"""What bars a way: the fewest places and links that every way passes, and the fewest that would open one."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from whoholds.consequences.survey import Way
from whoholds.consequences.side import Roads, SideGround


@dataclass(frozen=True, slots=True)
class Cut:
    """What bars every way between two ends.

    Attributes:
        places: numbers of the places not held that bar it.
        ways: the shut or cut links that bar it.
    """

    places: tuple[int, ...] = ()
    ways: tuple[Way, ...] = ()


class _Barrier:
    """Unit-capacity flow from a start to goals, in which only places not held and unusable links are narrow.

    Every place is split into an arriving and a leaving half; so is every unusable link. Augmenting paths
    by breadth-first search: O(size of the cut · (places + links)).
    """

    def __init__(self, own: SideGround, roads: Roads, extra: Sequence[Way]) -> None:
        self.own = own
        self.near: list[list[tuple[int, int]]] = []
        self.flow: dict[tuple[int, int], int] = {}
        self.size = len(own.network.places)
        self.names: dict[int, Way] = {}
        self.room: dict[tuple[int, int], float] = {}
        self.arcs: dict[int, list[int]] = {}
        for n in range(self.size):
            is_wide = n in own.members or own.network.places[n].is_extended
            self._arc(2 * n, 2 * n + 1, float("inf") if is_wide else 1)
        for way in [*own.network.roads, *extra]:
            if roads == "all" or way.is_main:
                self._way(way)

    def _way(self, way: Way) -> None:
        if self.own.is_usable(way):
            self._arc(2 * way.a + 1, 2 * way.b, float("inf"))
            self._arc(2 * way.b + 1, 2 * way.a, float("inf"))
            return
        gate = 2 * self.size + 2 * len(self.names)
        self.names[gate] = way
        self._arc(gate, gate + 1, 1)
        for end in (way.a, way.b):
            self._arc(2 * end + 1, gate, float("inf"))
            self._arc(gate + 1, 2 * end, float("inf"))

    def _arc(self, a: int, b: int, room: float) -> None:
        self.room[a, b] = max(room, self.room.get((a, b), 0))
        self.room.setdefault((b, a), 0)
        self.arcs.setdefault(a, []).append(b)
        self.arcs.setdefault(b, []).append(a)

    def cut(self, start: int, goals: Iterable[int]) -> Cut | None:
        """Return the smallest cut, the one nearest to the start; None where nothing can bar the way."""
        source = 2 * start + 1
        ends = {2 * goal + 1 for goal in goals}
        while True:
            seen, end = self._search(source, ends)
            if end is None:
                return self._narrow(seen)
            if not self._push(seen, source, end):
                return None

    def _search(self, source: int, ends: set[int]) -> tuple[dict[int, int], int | None]:
        before = {source: source}
        queue = deque([source])
        while queue:
            node = queue.popleft()
            if node in ends:
                return before, node
            for other in self.arcs.get(node, ()):
                if other not in before and self.room[node, other] > 0:
                    before[other] = node
                    queue.append(other)
        return before, None

    def _push(self, before: dict[int, int], source: int, end: int) -> bool:
        path = [end]
        while path[-1] != source:
            path.append(before[path[-1]])
        steps = [(a, b) for b, a in pairwise(path)]
        if min(self.room[step] for step in steps) == float("inf"):
            return False
        for a, b in steps:
            self.room[a, b] -= 1
            self.room[b, a] += 1
        return True

    def _narrow(self, seen: dict[int, int]) -> Cut:
        places = tuple(n for n in range(self.size) if 2 * n in seen and 2 * n + 1 not in seen)
        ways = tuple(way for gate, way in self.names.items() if gate in seen and gate + 1 not in seen)
        return Cut(places, ways)


def smallest_cut(
    own: SideGround, start: int, goals: Iterable[int], *, roads: Roads = "all", extra: Sequence[Way] = ()
) -> Cut | None:
    """Return the fewest places not held, and links not usable, that every way from `start` to a goal passes.

    The cut is the one nearest to the start. An empty cut says that the roads lead nowhere near; None
    says that a way over held ground exists. `extra` ways (crossings to a country) count as roads.
    """
    return _Barrier(own, roads, extra).cut(start, goals)


def fewest_to_open(
    own: SideGround, start: int, goals: Iterable[int], *, roads: Roads = "all", extra: Sequence[Way] = ()
) -> Cut | None:
    """Return the fewest places to take and links to open that would make a way; None where none would.

    Among equals the shortest way in km counts. Dijkstra's method on (obstacles, km).
    """
    wanted = set(goals)
    near = _neighbours(own, roads, extra)
    ticket = count()
    heap: list[tuple[int, float, int, int, Way | None]] = [(0, 0.0, next(ticket), start, None)]
    before: dict[int, Way | None] = {}
    while heap:
        bars, km, _, n, came = heapq.heappop(heap)
        if n in before:
            continue
        before[n] = came
        if n in wanted:
            return _obstacles(own, before, n)
        for other, way in near.get(n, ()):
            if other not in before:
                cost = (other not in own.members) + (not own.is_usable(way))
                heapq.heappush(heap, (bars + cost, km + way.link.km, next(ticket), other, way))
    return None


def _neighbours(own: SideGround, roads: Roads, extra: Sequence[Way]) -> dict[int, list[tuple[int, Way]]]:
    near: dict[int, list[tuple[int, Way]]] = {}
    for way in [*own.network.roads, *extra]:
        if roads == "all" or way.is_main:
            near.setdefault(way.a, []).append((way.b, way))
            near.setdefault(way.b, []).append((way.a, way))
    return near


def _obstacles(own: SideGround, before: dict[int, Way | None], end: int) -> Cut:
    places, ways = [], []
    n, way = end, before[end]
    while way is not None:
        if n not in own.members and not own.network.places[n].is_extended:
            places.append(n)
        if not own.is_usable(way):
            ways.append(way)
        n = way.other(n)
        way = before[n]
    return Cut(tuple(reversed(places)), tuple(reversed(ways)))
