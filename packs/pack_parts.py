"""Ground that only named roads join: the banks of a great river, a peninsula, a country and its neighbours.

A simplified road net does not know where the water is. A town's zone reaches over the river, a village without a
road hangs on the nearest place, which may lie on the other bank; either would build a bridge that is not there.
`parts.yaml` draws the parts by hand. Within each part the net tells the links; from part to part only a course
does, since whoever writes it says which bridge he means. Roads abroad are left out: nobody drives through another
country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from pack_io import Row, read_yaml

from whoholds.theatres.making import RoadNet

At = tuple[float, float]
Ring = Sequence[At]
REST = "rest"


class Parts:
    """The parts of a theatre's ground.

    Args:
        rings: outline (lat, lon) by name of part; the first that holds a point counts, `REST` is what none holds.
        abroad: outlines of the neighbouring countries.
    """

    def __init__(self, rings: dict[str, Ring], abroad: Sequence[Ring]) -> None:
        self._rings = rings
        self._abroad = [(_box(ring), ring) for ring in abroad]

    @classmethod
    def read(cls, inputs: Path, border: dict[str, Any]) -> Parts:
        """Return the parts that `parts.yaml` draws; a theatre without the file is one part."""
        path = inputs / "parts.yaml"
        drawn = read_yaml(path)["parts"] if path.is_file() else {}
        countries = read_yaml(inputs / "build.yaml")["countries"]
        abroad = [
            [(lat, lon) for lon, lat in polygon[0]]
            for shape in border["features"] if shape["properties"]["code"] not in countries
            for polygon in shape["geometry"]["coordinates"]
        ]  # fmt: skip
        return cls({name: [tuple(point) for point in ring] for name, ring in drawn.items()}, abroad)

    def of(self, at: At) -> str:
        """Return the part in which a point lies."""
        return next((name for name, ring in self._rings.items() if holds(ring, at)), REST)

    def is_abroad(self, at: At) -> bool:
        """Return whether a point lies in a neighbouring country."""
        lat, lon = at
        return any(
            south <= lat <= north and west <= lon <= east and holds(ring, at)
            for (south, west, north, east), ring in self._abroad
        )

    def sheets(self, places: dict[str, Row], net: RoadNet) -> Iterator[tuple[dict[str, Row], RoadNet]]:
        """Yield, for each part, the places in it and the net in it."""
        nodes = {node: self.of(at) for node, at in net.nodes.items() if not self.is_abroad(at)}
        homes = {place: self.of((float(row["lat"]), float(row["lon"]))) for place, row in places.items()}
        for part in (*self._rings, REST):
            inside = {node for node, home in nodes.items() if home == part}
            edges = [edge for edge in net.edges if edge.one in inside and edge.other in inside]
            here = {place: row for place, row in places.items() if homes[place] == part}
            yield here, RoadNet({node: net.nodes[node] for node in inside}, edges)


def holds(ring: Ring, at: At) -> bool:
    """Return whether an outline holds a point, by the number of its sides to the east.

    >>> holds([(0, 0), (0, 2), (2, 2), (2, 0)], (1, 1)), holds([(0, 0), (0, 2), (2, 2), (2, 0)], (1, 3))
    (True, False)
    """
    lat, lon = at
    astride = ((a, b) for a, b in pairwise([*ring, ring[0]]) if (a[0] > lat) != (b[0] > lat))
    return sum(lon < a[1] + (lat - a[0]) * (b[1] - a[1]) / (b[0] - a[0]) for a, b in astride) % 2 == 1


def _box(ring: Ring) -> tuple[float, float, float, float]:
    lats, lons = [lat for lat, _ in ring], [lon for _, lon in ring]
    return min(lats), min(lons), max(lats), max(lons)
