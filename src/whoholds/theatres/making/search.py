"""Ways over a zoned net: from a place to its neighbours, and out of a piece that seems cut off."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from whoholds.theatres.making.grid import straight_km
from whoholds.theatres.making.zones import Stretch, ZonedNet

STREET_WINDING = 1.15
"""Length of a way inside a town, times the straight line, where the net itself tells none."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way between two places that runs through no third one's zone.

    Attributes:
        start: place id of one end.
        end: place id of the other.
        km: its length, from core to core.
        stretches: what it runs on, from its end back to its start.
    """

    start: str
    end: str
    km: float
    stretches: tuple[Stretch, ...]


class Searcher:
    """Searches over a zoned net.

    Args:
        zones: the net.
    """

    def __init__(self, zones: ZonedNet) -> None:
        self._zones = zones
        members: dict[str, list[str]] = defaultdict(list)
        for node, owner in zones.owner.items():
            members[owner].append(node)
        self._inner = {spot: self._from_core(spot, core, members[spot]) for spot, core in zones.core.items()}

    def neighbours(self, spot: str, most: int) -> Iterator[Way]:
        """Yield the shortest way from a place to each neighbour, the nearest `most` of them."""
        found: dict[str, tuple[float, str]] = {}
        farthest_km = inf
        ways = self._ways_from([spot])
        for km, node in ways.nearest_first():
            owner = self._zones.owner.get(node)
            if km > farthest_km:
                break
            if owner is None or owner == spot:
                self._go_on(ways, km, node, frozenset((spot,)))
            else:
                offer = (km + self._inner[owner][node], node)
                if offer < found.get(owner, (inf, "")):
                    found[owner] = offer
                    farthest_km = (
                        sorted(each[0] for each in found.values())[most - 1] if len(found) >= most else inf
                    )
        for other, (km, node) in found.items():
            yield Way(spot, other, km, tuple(ways.back_from(node)))

    def way_out(self, piece: frozenset[str], lost: str | None) -> Way | None:
        """Return a short way out of a piece of the net to another place, not by the lost one; None if none."""
        ways = self._ways_from(piece)
        for km, node in ways.nearest_first():
            owner = self._zones.owner.get(node)
            if owner is not None and owner == lost:
                continue
            if owner is None or owner in piece:
                self._go_on(ways, km, node, piece)
                continue
            stretches = tuple(ways.back_from(node))
            first = ways.first_of(node)
            return Way(self._zones.owner[first], owner, km + self._inner[owner][node], stretches)
        return None

    def _ways_from(self, places: Iterable[str]) -> Ways:
        ways = Ways()
        for place in sorted(places):
            for node, km in self._inner[place].items():
                ways.offer(km, node, None)
        return ways

    def _go_on(self, ways: Ways, km: float, node: str, inside: frozenset[str]) -> None:
        """Offer what lies beyond a node, but for the zones that the search began in."""
        for stretch in self._zones.ways.get(node, ()):
            if self._zones.owner.get(stretch.to) not in inside:
                ways.offer(km + stretch.km, stretch.to, (node, stretch))

    def _from_core(self, spot: str, core: str, members: list[str]) -> dict[str, float]:
        """Return the length of the way from a place's core to every node of its zone."""
        zones, ways, found = self._zones, Ways(), {}
        ways.offer(0.0, core, None)
        for km, node in ways.nearest_first():
            found[node] = km
            for stretch in zones.ways.get(node, ()):
                if zones.owner.get(stretch.to) == spot:
                    ways.offer(km + stretch.km, stretch.to, (node, stretch))
        for node in members:
            found.setdefault(node, straight_km(zones.at[core], zones.at[node]) * STREET_WINDING)
        return found


class Ways:
    """The growing ways of one Dijkstra search."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, str]] = []
        self._best: dict[str, float] = {}
        self._before: dict[str, tuple[str, Stretch] | None] = {}

    def offer(self, km: float, node: str, before: tuple[str, Stretch] | None) -> None:
        """Note a way to a node, unless a shorter one is known."""
        if km < self._best.get(node, inf):
            self._best[node], self._before[node] = km, before
            heapq.heappush(self._waiting, (km, node))

    def nearest_first(self) -> Iterator[tuple[float, str]]:
        """Yield each node with its length, from the shortest up, while ways are offered."""
        while self._waiting:
            km, node = heapq.heappop(self._waiting)
            if km <= self._best[node]:
                yield km, node

    def back_from(self, node: str) -> list[Stretch]:
        """Return the stretches of the way that ends at a node."""
        way = []
        while step := self._before[node]:
            node = step[0]
            way.append(step[1])
        return way

    def first_of(self, node: str) -> str:
        """Return the node that the way to a node began at."""
        while step := self._before[node]:
            node = step[0]
        return node
