"""From a road net to links between neighbouring places.

Every place whose zone (`zones`) the net touches is one point; everything else of the net is only way. Two places
are neighbours where a way joins them that runs through no third place's zone: so a place is never made a choke
point by a road that passes it by, and a junction in the fields needs no place of its own, since the places around
it are linked two by two. Of these links are kept those of a *1-fault-tolerant spanner* (`spanner`): whichever one
place is lost, the way that remains is at most `WITHOUT_ONE` times as long as on the net, and while none is lost at
most `WITH_ALL` times.

Main roads are contracted first, and alone, since questions about routes are answered for them alone; ways that use
other roads are added where they tell something new.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf

from whoholds.theatres.making.grid import straight_km
from whoholds.theatres.making.net import Grade, RoadNet
from whoholds.theatres.making.spanner import Spanner
from whoholds.theatres.making.zones import Spot, Stretch, ZonedNet, zoned

STREET_WINDING = 1.15
"""Length of a way inside a town, times the straight line, where the net itself tells none."""
NAMED_SHARE = 0.5
"""A link bears a road's name where so much of it runs on that road."""

Inner = dict[str, dict[str, float]]
"""For each place, the km from its core to each node of its zone."""


@dataclass(frozen=True, slots=True)
class RoadLink:
    """A way between two neighbouring places.

    Attributes:
        start: place id of one end.
        end: place id of the other.
        km: length along the net.
        grade: main where all of it runs on main roads.
        road: the road that most of it runs on; empty where unknown.
    """

    start: str
    end: str
    km: float
    grade: Grade
    road: str = ""


def contracted(net: RoadNet, spots: Mapping[str, Spot]) -> list[RoadLink]:
    """Return the links between the places of a net, in order of their ends; places off the net have none.

    Cost: one Dijkstra search from each place, which ends at its neighbours, and the spanner's few short searches a
    link.
    """
    spanner = Spanner()
    kept = list(_kept(net.only("main"), spots, spanner))
    if any(edge.grade == "minor" for edge in net.edges):
        kept += _kept(net, spots, spanner)
    return sorted(kept, key=lambda link: (link.start, link.end))


def _kept(net: RoadNet, spots: Mapping[str, Spot], spanner: Spanner) -> Iterator[RoadLink]:
    zones = zoned(net, spots)
    inner = _inside(zones)
    found = [link for spot in sorted(zones.core) for link in _links_from(spot, zones, inner)]
    for link in sorted(found, key=lambda link: (link.km, link.start, link.end)):
        if spanner.takes(link.start, link.end, link.km):
            yield link


def _links_from(spot: str, zones: ZonedNet, inner: Inner) -> Iterator[RoadLink]:
    """Yield the shortest way from a place to each neighbour that comes after it in order of id."""
    ways = _Ways()
    for node, km in inner[spot].items():
        ways.offer(km, node, None)
    found: dict[str, tuple[float, str]] = {}
    for km, node in ways.nearest_first():
        owner = zones.owner.get(node)
        if owner not in (None, spot):
            offer = (km + inner[owner][node], node)
            found[owner] = min(found.get(owner, offer), offer)
            continue
        for stretch in zones.ways.get(node, ()):
            if zones.owner.get(stretch.to) != spot:
                ways.offer(km + stretch.km, stretch.to, (node, stretch))
    for other, (km, node) in found.items():
        if spot < other:
            yield _link(spot, other, km, ways.back_from(node))


def _link(spot: str, other: str, km: float, way: list[Stretch]) -> RoadLink:
    total = sum(stretch.km for stretch in way)
    by_road: dict[str, float] = defaultdict(float)
    for stretch in way:
        by_road[stretch.edge.road] += stretch.km
    road, most_km = max(by_road.items(), key=lambda each: (each[1], each[0]), default=("", 0.0))
    is_main = all(stretch.edge.grade == "main" for stretch in way)
    return RoadLink(spot, other, km, "main" if is_main else "minor", road if most_km >= total * NAMED_SHARE else "")


def _inside(zones: ZonedNet) -> Inner:
    """Return the length of the way from each place's core to every node of its zone."""
    members: dict[str, list[str]] = defaultdict(list)
    for node, owner in zones.owner.items():
        members[owner].append(node)
    return {spot: _from_core(zones, spot, core, members[spot]) for spot, core in zones.core.items()}


def _from_core(zones: ZonedNet, spot: str, core: str, members: list[str]) -> dict[str, float]:
    ways = _Ways()
    ways.offer(0.0, core, None)
    found = {}
    for km, node in ways.nearest_first():
        found[node] = km
        for stretch in zones.ways.get(node, ()):
            if zones.owner.get(stretch.to) == spot:
                ways.offer(km + stretch.km, stretch.to, (node, stretch))
    for node in members:
        found.setdefault(node, straight_km(zones.at[core], zones.at[node]) * STREET_WINDING)
    return found


class _Ways:
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
