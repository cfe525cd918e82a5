"""Which links to keep, so that no single loss cuts what in truth hangs together."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

import rustworkx as rx

WITH_ALL = 1.05
WITHOUT_ONE = 1.4

Ways = dict[str, dict[str, float]]


class Spanner:
    """A greedy 1-vertex-fault-tolerant spanner; links are offered to it from the shortest up.

    What it refuses can be spared: between the ends, the links taken so far give a way at most `WITH_ALL` times as
    long as the link, and at most `WITHOUT_ONE` times when any one place between them is lost.

    >>> triangle = Spanner()
    >>> [triangle.takes(*link) for link in (("a", "b", 10), ("b", "c", 10), ("a", "c", 20))]
    [True, True, True]
    >>> ladder = Spanner()
    >>> rungs = (("a", "b", 5), ("b", "c", 5), ("a", "d", 5), ("d", "c", 5), ("a", "c", 10))
    >>> [ladder.takes(*link) for link in rungs]  # the last has a way round by b, and one by d
    [True, True, True, True, False]
    """

    def __init__(self) -> None:
        self._ways: Ways = {}

    def takes(self, one: str, other: str, km: float) -> bool:
        """Return whether a link is needed, and note it if so; a pair is linked once."""
        if other in self._ways.get(one, ()) or self._can_be_spared(one, other, km):
            return False
        self.keep(one, other, km)
        return True

    def keep(self, one: str, other: str, km: float) -> None:
        """Note a link that is needed in any case."""
        self._ways.setdefault(one, {})[other] = km
        self._ways.setdefault(other, {})[one] = km

    def chokepoints(self) -> list[str]:
        """Return the places whose loss cuts others off from each other, in order.

        Hopcroft and Tarjan's articulation points, in time linear in the links.
        """
        graph: rx.PyGraph[str, None] = rx.PyGraph()
        ids = sorted(self._ways)
        number = {place: graph.add_node(place) for place in ids}
        graph.add_edges_from_no_data(
            [(number[one], number[other]) for one in ids for other in self._ways[one] if one < other]
        )
        return sorted(ids[each] for each in rx.articulation_points(graph))

    def pieces(self, places: Iterable[str], lost: str | None) -> list[frozenset[str]]:
        """Return the pieces into which places fall when one is lost, the largest first."""
        left = {place for place in places if place != lost}
        found = []
        while left:
            piece, waiting = set(), [left.pop()]
            while waiting:
                place = waiting.pop()
                piece.add(place)
                beyond = [each for each in self._ways.get(place, ()) if each in left]
                left.difference_update(beyond)
                waiting += beyond
            found.append(frozenset(piece))
        return sorted(found, key=lambda piece: (-len(piece), min(piece)))

    def _can_be_spared(self, one: str, other: str, km: float) -> bool:
        way = shortest_way(self._ways, one, other, km * WITH_ALL)
        return way is not None and all(
            shortest_way(self._ways, one, other, km * WITHOUT_ONE, lost) is not None for lost in way[1:-1]
        )


def shortest_way(
    ways: Mapping[str, Mapping[str, float]], one: str, other: str, most_km: float, lost: str = ""
) -> list[str] | None:
    """Return the shortest way of at most `most_km`, which does not touch the lost place; None where none is."""
    waiting, before = [(0.0, one, "")], {lost: ""} if lost else {}
    while waiting:
        km, place, last = heapq.heappop(waiting)
        if place in before:
            continue
        before[place] = last
        if place == other:
            return _back(before, other)
        for beyond, length in ways.get(place, {}).items():
            if beyond not in before and km + length <= most_km:
                heapq.heappush(waiting, (km + length, beyond, place))
    return None


def _back(before: Mapping[str, str], end: str) -> list[str]:
    way = [end]
    while before[way[-1]]:
        way.append(before[way[-1]])
    return way[::-1]
