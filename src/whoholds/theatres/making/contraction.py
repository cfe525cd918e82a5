"""From a road net to links between neighbouring places.

Every place whose zone (`zones`) the net touches is one point; everything else of the net is only way. Two places
are neighbours where a way joins them that runs through no third place's zone: so a place is never made a choke
point by a road that passes it by, and a junction in the fields needs no place of its own, since the places around
it are linked two by two.

In a land full of lanes almost every place is everybody's neighbour in this sense. So each place looks for its
`NEAREST` neighbours, and of these links are kept those of a *1-fault-tolerant spanner* (`spanner`): what is spared
has a way at most `WITH_ALL` times as long by those that are kept, and `WITHOUT_ONE` times whichever one place is
lost. Then the links are mended: with no place lost, and with each in turn that alone holds others together, the
places that hang together on the net must hang together by the links, and where they do not, the shortest way that
the net has is added. `tests/laws/test_making_laws.py` holds this on random nets.

Main roads are contracted first, and alone, since questions about routes are answered for them alone; ways that use
other roads are added where they tell something new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whoholds.theatres.making.net import Grade, RoadNet
from whoholds.theatres.making.search import Searcher, Way
from whoholds.theatres.making.spanner import Spanner
from whoholds.theatres.making.zones import Spot, zoned

NAMED_SHARE = 0.5
"""A link bears a road's name where so much of it runs on that road."""
NEAREST = 10
"""So many neighbours are looked for first; where more are needed, `_mended` finds them."""


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

    Cost: a Dijkstra search from each place as far as its nearest neighbours, the spanner's few short searches a
    link, and for each choke point one search out of every piece but the largest that its loss leaves.
    """
    spanner = Spanner()
    kept = list(_kept(net.only("main"), spots, spanner))
    if any(edge.grade == "minor" for edge in net.edges):
        kept += _kept(net, spots, spanner)
    return sorted(kept, key=lambda link: (link.start, link.end))


def _kept(net: RoadNet, spots: Mapping[str, Spot], spanner: Spanner) -> Iterator[RoadLink]:
    zones = zoned(net, spots)
    searcher = Searcher(zones)
    found: dict[tuple[str, str], Way] = {}
    for spot in sorted(zones.core):
        for way in searcher.neighbours(spot, NEAREST):
            pair = (min(way.start, way.end), max(way.start, way.end))
            if pair not in found or way.km < found[pair].km:
                found[pair] = way
    for _, way in sorted(found.items(), key=lambda each: (each[1].km, each[0])):
        if spanner.takes(way.start, way.end, way.km):
            yield _link(way)
    yield from map(_link, _mended(sorted(zones.core), searcher, spanner))


def _mended(spots: list[str], searcher: Searcher, spanner: Spanner) -> Iterator[Way]:
    """Yield the ways that join again what seems cut off, with no place lost and with each choke point lost."""
    yield from _joined(spots, None, searcher, spanner)
    for lost in spanner.chokepoints():
        yield from _joined(spots, lost, searcher, spanner)


def _joined(spots: list[str], lost: str | None, searcher: Searcher, spanner: Spanner) -> Iterator[Way]:
    closed: set[frozenset[str]] = set()
    pieces = spanner.pieces(spots, lost)
    while open_ones := [piece for piece in pieces[1:] if piece not in closed]:
        way = searcher.way_out(open_ones[-1], lost)
        if way is None:
            closed.add(open_ones[-1])
            continue
        spanner.keep(way.start, way.end, way.km)
        yield way
        pieces = spanner.pieces(spots, lost)


def _link(way: Way) -> RoadLink:
    """Return a way as a link, its ends in order."""
    total = sum(stretch.km for stretch in way.stretches)
    by_road: dict[str, float] = defaultdict(float)
    for stretch in way.stretches:
        by_road[stretch.edge.road] += stretch.km
    road, most_km = max(by_road.items(), key=lambda each: (each[1], each[0]), default=("", 0.0))
    is_main = all(stretch.edge.grade == "main" for stretch in way.stretches)
    start, end = sorted((way.start, way.end))
    name = road if most_km >= total * NAMED_SHARE else ""
    return RoadLink(start, end, way.km, "main" if is_main else "minor", name)
