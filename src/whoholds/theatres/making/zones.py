"""Which stretches of road run through which place.

A place is wider than its pin, and commands the roads close by. Its *zone* is what of the net lies within its reach:
`BASE_KM`, and the radius of a built-up area of its size. On a net whose edges are drawn straight, the true road
may bulge: an edge of true length k between ends s apart stays within half the root of (k² - s²) of the straight
line (an ellipse), and so much, `MOST_BULGE_KM` at most, is added for that edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import pi, sqrt

from whoholds.theatres.making.grid import At, straight_km
from whoholds.theatres.making.net import Edge, RoadNet

BASE_KM = 1.5
MOST_BULGE_KM = 2.5
PEOPLE_A_KM2 = 3_500
"""About what a town's built-up ground holds."""
WIDEST_KM = 7.0
"""Larger cities are many places; theirs is the core."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on its way into a pack.

    Attributes:
        lat: degrees.
        lon: degrees.
        population: people; 0 where unknown.
    """

    lat: float
    lon: float
    population: int = 0

    @property
    def at(self) -> At:
        """Latitude and longitude."""
        return self.lat, self.lon

    @property
    def reach_km(self) -> float:
        """How far off a road may pass and still run through the place.

        >>> [round(Spot(0, 0, people).reach_km, 1) for people in (0, 10_000, 100_000, 3_000_000)]
        [1.5, 2.5, 4.5, 8.5]
        """
        return BASE_KM + min(WIDEST_KM, sqrt(self.population / PEOPLE_A_KM2 / pi))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One way out of a node: the node at its end, its length in km, and the edge that it is a part of."""

    to: str
    km: float
    edge: Edge


@dataclass
class ZonedNet:
    """A net in which nodes know the place whose zone they lie in.

    Attributes:
        ways: the stretches out of each node; edges that pass a place are split there.
        owner: place by node, for the nodes in zones.
        core: for each place with a zone, the point of the road that is nearest to its pin.
        at: latitude and longitude by node.
        off_km: how far each place lies off its nearest road.
    """

    ways: dict[str, list[Stretch]] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    core: dict[str, str] = field(default_factory=dict)
    at: dict[str, At] = field(default_factory=dict)
    off_km: dict[str, float] = field(default_factory=dict)


def zoned(net: RoadNet, spots: Mapping[str, Spot]) -> ZonedNet:
    """Return the net with the zones of the spots; a spot without a road in its reach has none.

    Where two zones overlap, a point belongs to the place of which it lies the deeper inside. Cost: a look at the
    edges around each spot.
    """
    draft = _Draft(net)
    grid = net.grid()
    for spot_id, spot in sorted(spots.items()):
        for number in grid.near(spot.at, spot.reach_km + MOST_BULGE_KM):
            draft.pass_by(number, spot_id, spot)
    return draft.laid()


def bulge_km(net: RoadNet, edge: Edge, share: float) -> float:
    """Return how far the true road may lie off its straight edge at a share of it, `MOST_BULGE_KM` at most."""
    straight = straight_km(net.nodes[edge.one], net.nodes[edge.other])
    widest = sqrt(max(0.0, edge.km**2 - straight**2)) / 2
    return min(MOST_BULGE_KM, widest * 2 * sqrt(share * (1 - share)))


class _Draft:
    """A zoned net in the making."""

    def __init__(self, net: RoadNet) -> None:
        self.net = net
        self.found = ZonedNet(at=dict(net.nodes))
        self._depth: dict[str, float] = {}
        self._feet: dict[int, list[tuple[float, str]]] = {}
        self._nearest: dict[str, tuple[float, int, float]] = {}

    def pass_by(self, number: int, spot_id: str, spot: Spot) -> None:
        """Give a spot what lies in its reach of an edge."""
        off_km, share = self.net.off(number, spot.at)
        edge = self.net.edges[number]
        if off_km > spot.reach_km + bulge_km(self.net, edge, share):
            return
        self._claim_ends(edge, spot_id, spot)
        if 0.0 < share < 1.0:
            self._add_foot(number, share, spot_id)
        self._nearest[spot_id] = min(self._nearest.get(spot_id, (off_km, number, share)), (off_km, number, share))

    def laid(self) -> ZonedNet:
        """Return the net, each spot's core in its own zone and each edge laid by way of its feet."""
        for spot_id, (off_km, number, share) in self._nearest.items():
            edge = self.net.edges[number]
            end = edge.one if share == 0.0 else edge.other
            is_end = share in (0.0, 1.0) and self.found.owner.get(end) == spot_id
            self.found.core[spot_id] = end if is_end else self._add_foot(number, share, spot_id)
            self.found.off_km[spot_id] = off_km
        for number, edge in enumerate(self.net.edges):
            _lay(self.found, edge, sorted(self._feet.get(number, [])))
        return self.found

    def _claim_ends(self, edge: Edge, spot_id: str, spot: Spot) -> None:
        """Give the ends of an edge that lie in a spot's reach to it, unless another is nearer for its size."""
        for node in (edge.one, edge.other):
            share = straight_km(self.net.nodes[node], spot.at) / spot.reach_km
            if share < self._depth.get(node, 1.0):
                self._depth[node], self.found.owner[node] = share, spot_id

    def _add_foot(self, number: int, share: float, spot_id: str) -> str:
        """Put a node of the spot's on an edge; return it."""
        edge = self.net.edges[number]
        foot = f"{edge.one}:{edge.other}:{spot_id}"
        if foot not in self.found.at:
            one, other = self.net.nodes[edge.one], self.net.nodes[edge.other]
            self.found.at[foot] = (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1]))
            self.found.owner[foot] = spot_id
            self._feet.setdefault(number, []).append((share, foot))
        return foot


def _lay(found: ZonedNet, edge: Edge, on_it: list[tuple[float, str]]) -> None:
    """Lay an edge by way of the feet on it."""
    last, last_share = edge.one, 0.0
    for share, node in [*on_it, (1.0, edge.other)]:
        km = edge.km * (share - last_share)
        found.ways.setdefault(last, []).append(Stretch(node, km, edge))
        found.ways.setdefault(node, []).append(Stretch(last, km, edge))
        last, last_share = node, share
