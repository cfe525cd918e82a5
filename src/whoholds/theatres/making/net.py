"""A road net: nodes, and straight edges between them that know the true length of the road."""

from __future__ import annotations

import gzip
import heapq
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from whoholds.errors import NotText
from whoholds.theatres.making.grid import At, StretchGrid, off_segment

Grade = Literal["main", "minor"]
LARGEST_BYTES = 1_000_000_000
"""No road file is larger when unpacked; what is, is an attack or a mistake."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A stretch of road between two nodes.

    Attributes:
        one: node id of one end.
        other: node id of the other.
        km: length along the road.
        grade: main or minor.
        road: its name or number; empty where unknown.
    """

    one: str
    other: str
    km: float
    grade: Grade = "main"
    road: str = ""


class RoadNet:
    """Roads between nodes, and lengths measured along them.

    Args:
        nodes: (latitude, longitude) by node id.
        edges: stretches; of two between the same nodes the shorter counts.
    """

    def __init__(self, nodes: Mapping[str, At], edges: Iterable[Edge]) -> None:
        self.nodes = dict(nodes)
        best: dict[frozenset[str], Edge] = {}
        for edge in edges:
            pair = frozenset((edge.one, edge.other))
            if len(pair) > 1 and (pair not in best or edge.km < best[pair].km):
                best[pair] = edge
        self.edges = list(best.values())
        self._ways: dict[str, dict[str, float]] = {}
        for edge in self.edges:
            self._join(edge.one, edge.other, edge.km)

    @classmethod
    def read(cls, path: str | Path) -> RoadNet:
        """Return the net that a `roads-*.json.gz` file tells.

        The file is `{"nodes": {id: [lat, lon]}, "edges": [[id, id, km], …]}`; an edge may go on with "main" or
        "minor" and the road's name.

        Raises:
            NotText: if the file is none of that kind.
        """
        try:
            return cls(*_told(json.loads(_unpacked(path))))
        except OSError as error:
            why = error.strerror or "it is not gzip"
            raise NotText(f"cannot be read ({why})", str(path), "give a road net as .json.gz") from None
        except (ValueError, TypeError, KeyError, AttributeError, EOFError, zlib.error, RecursionError):
            raise NotText(
                "is no road net", str(path), 'it should hold {"nodes": {id: [lat, lon]}, "edges": [[id, id, km]]}'
            ) from None

    def grid(self) -> StretchGrid:
        """Return a grid over the edges, in their order."""
        return StretchGrid([(self.nodes[edge.one], self.nodes[edge.other]) for edge in self.edges])

    def only(self, grade: Grade) -> RoadNet:
        """Return the net of the roads of one grade."""
        return RoadNet(self.nodes, (edge for edge in self.edges if edge.grade == grade))

    def beyond(self, node: str) -> list[str]:
        """Return the nodes at the other ends of a node's edges."""
        return list(self._ways.get(node, ()))

    def attach(self, spots: Mapping[str, At], reach_km: float) -> dict[str, float]:
        """Put each spot on the nearest road within `reach_km`; return how far off it lies, in km, by id.

        After the call `path_km` knows the spots. Cost: a look at the edges around each spot.
        """
        grid = self.grid()
        found: dict[str, float] = {}
        by_edge: dict[int, list[tuple[float, str]]] = {}
        for spot, at in spots.items():
            hits = ((*self.off(number, at), number) for number in grid.near(at, reach_km))
            nearest = min(hits, key=lambda hit: (hit[0], hit[2]), default=None)
            if nearest and nearest[0] <= reach_km:
                found[spot] = nearest[0]
                by_edge.setdefault(nearest[2], []).append((nearest[1], spot))
        for number, on_it in by_edge.items():
            self._split(self.edges[number], sorted(on_it))
        return found

    def off(self, number: int, at: At) -> tuple[float, float]:
        """Return how far a point lies off an edge, in km, and the share of the edge at its foot."""
        edge = self.edges[number]
        return off_segment(at, self.nodes[edge.one], self.nodes[edge.other])

    def path_km(self, one: str, other: str) -> float | None:
        """Return the length along the net between two attached spots, or None where there is no way.

        Dijkstra's search, which stops at its goal.
        """
        start, goal = f"at:{one}", f"at:{other}"
        waiting, done = [(0.0, start)], set()
        while waiting:
            km, node = heapq.heappop(waiting)
            if node == goal and node in self._ways:
                return km
            if node not in done:
                done.add(node)
                for beyond, length in self._ways.get(node, {}).items():
                    if beyond not in done:
                        heapq.heappush(waiting, (km + length, beyond))
        return None

    def _join(self, one: str, other: str, km: float) -> None:
        self._ways.setdefault(one, {})[other] = km
        self._ways.setdefault(other, {})[one] = km

    def _split(self, edge: Edge, on_it: list[tuple[float, str]]) -> None:
        """Put spots on an edge, each at its share of the length."""
        del self._ways[edge.one][edge.other], self._ways[edge.other][edge.one]
        last, last_share = edge.one, 0.0
        for share, spot in [*on_it, (1.0, "")]:
            key = f"at:{spot}" if spot else edge.other
            self._join(last, key, edge.km * (share - last_share))
            last, last_share = key, share


def _unpacked(path: str | Path) -> bytes:
    with gzip.open(path, "rb") as packed:
        text = packed.read(LARGEST_BYTES + 1)
    if len(text) > LARGEST_BYTES:
        raise ValueError
    return text


def _told(document: Any) -> tuple[dict[str, At], list[Edge]]:  # noqa: ANN401 JSON holds anything
    """Return nodes and edges of a road file's document."""
    nodes = {str(key): _at(lat, lon) for key, (lat, lon) in document["nodes"].items()}
    edges = []
    for one, other, km, *more in document["edges"]:
        grade: Grade = "minor" if more[:1] == ["minor"] else "main"
        if not 0 <= float(km) < 40_000 or not {str(one), str(other)} <= nodes.keys():  # noqa: PLR2004 the Earth's girth
            raise ValueError
        edges.append(Edge(str(one), str(other), float(km), grade, str(more[1]) if len(more) > 1 else ""))
    return nodes, edges


def _at(lat: object, lon: object) -> At:
    at = float(str(lat)), float(str(lon))
    if not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):  # noqa: PLR2004 degrees
        raise ValueError
    return at
