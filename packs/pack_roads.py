"""The road net, and lengths measured along it."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path

import networkx as nx

KM_A_DEGREE = 111.2


def straight_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance between two (lat, lon) points in km."""
    a, b, c, d = map(radians, (*one, *other))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 12_742.0 * asin(sqrt(h))


@dataclass
class RoadNet:
    """Roads as straight edges between nodes.

    Attributes:
        graph: nodes with `at` (lat, lon), edges with `km`.
    """

    graph: nx.Graph

    @classmethod
    def read(cls, path: Path) -> RoadNet:
        """Return the net that a `roads-*.json.gz` file tells."""
        with gzip.open(path, "rt", encoding="utf-8") as text:
            document = json.load(text)
        graph = nx.Graph()
        for node, at in document["nodes"].items():
            graph.add_node(str(node), at=tuple(at))
        for one, other, km in document["edges"]:
            graph.add_edge(str(one), str(other), km=km)
        return cls(graph)

    def attach(self, spots: dict[str, tuple[float, float]], reach_km: float) -> dict[str, float]:
        """Put each spot on the nearest road within `reach_km`; return how far off it lies, in km, by id."""
        found = {}
        edges = list(self.graph.edges(data="km"))
        nearest = {spot: self._nearest(at, edges, reach_km) for spot, at in spots.items()}
        by_edge: dict[tuple[str, str], list[tuple[float, str]]] = {}
        for spot, hit in nearest.items():
            if hit:
                off_km, edge, share = hit
                found[spot] = off_km
                by_edge.setdefault(edge, []).append((share, spot))
        for (one, other), on_it in by_edge.items():
            self._split(one, other, sorted(on_it))
        return found

    def _nearest(
        self, at: tuple[float, float], edges: list[tuple[str, str, float]], reach_km: float
    ) -> tuple[float, tuple[str, str], float] | None:
        best = None
        spots = self.graph.nodes
        for one, other, _ in edges:
            off_km, share = _off_segment(at, spots[one]["at"], spots[other]["at"])
            if off_km <= reach_km and (best is None or off_km < best[0]):
                best = (off_km, (one, other), share)
        return best

    def _split(self, one: str, other: str, on_it: list[tuple[float, str]]) -> None:
        km = self.graph.edges[one, other]["km"]
        self.graph.remove_edge(one, other)
        last, last_share = one, 0.0
        for share, spot in [*on_it, (1.0, other)]:
            key = spot if spot == other else f"at:{spot}"
            self.graph.add_edge(last, key, km=km * (share - last_share))
            last, last_share = key, share

    def path_km(self, one: str, other: str) -> float | None:
        """Return the length along the net between two attached spots, or None where there is no way."""
        try:
            return float(nx.dijkstra_path_length(self.graph, f"at:{one}", f"at:{other}", weight="km"))
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return None


def _off_segment(
    at: tuple[float, float], one: tuple[float, float], other: tuple[float, float]
) -> tuple[float, float]:
    """Return (distance in km of a point from a segment, share of the segment at its foot)."""
    squeeze = cos(radians(at[0]))
    ax, ay = (one[1] - at[1]) * squeeze, one[0] - at[0]
    bx, by = (other[1] - at[1]) * squeeze, other[0] - at[0]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * (bx - ax) + ay * (by - ay)) / length))
    return hypot(ax + share * (bx - ax), ay + share * (by - ay)) * KM_A_DEGREE, share
