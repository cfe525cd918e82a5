"""An invented island as OpenStreetMap would have it, with the traps that true maps set.

It stands in for Heard Island (HM), where nobody lives, with a made-up neighbour (BV) in the east of it. A dual
carriageway leads from the capital to a roundabout in Bramble, a bridge crosses a river, Fenwick lies five km off
the motorway, Skerry lies on an islet, and four roads go over the border: a main road by a border post, one without,
a lane, and one that only weaves along it.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

At = tuple[float, float]
WEST, MIDDLE, BORDER, NORTH, SOUTH = 73.3, 73.95, 74.5, -52.8, -53.4

TOWNS: dict[str, tuple[float, float, dict[str, str]]] = {
    "Port Anvil": (
        -53.0,
        73.5,
        {"place": "city", "capital": "yes", "population": "40 000", "name:ru": "Порт-Анвил"},
    ),
    "Bramble": (-53.0, 73.8, {"place": "town", "population": "9000", "alt_name": "Brambleton;Old Bramble"}),
    "Cinder": (-53.0, 74.1, {"place": "town", "population": "6000"}),
    "Elver": (-53.0, 74.4, {"place": "town", "population": "3000"}),
    "Dunmoor": (-53.25, 73.8, {"place": "town", "population": "5000"}),
    "Gorse": (-53.25, 74.2, {"place": "village", "population": "700"}),
    "Fenwick": (-52.955, 73.65, {"place": "village", "population": "300"}),
    "Hollin": (-53.12, 73.8, {"place": "village"}),
    "Ironbridge": (-53.005, 73.95, {"place": "village", "population": "200"}),
    "Marsh": (-53.25, 73.5, {"place": "village"}),
    "Skerry": (-53.55, 73.5, {"place": "village", "population": "80"}),
    "Kiln": (-52.85, 74.1, {"place": "village"}),
    "Far Town": (-53.0, 74.7, {"place": "town", "population": "8000"}),
}  # fmt: skip
"""Name, latitude, longitude, tags. Far Town lies abroad."""


class Map:
    """An OpenStreetMap file in the making; a node at a point is made once."""

    def __init__(self) -> None:
        self._parts: dict[str, list[str]] = {"node": [], "way": [], "relation": []}
        self._nodes: dict[At, int] = {}

    def node(self, at: At, **tags: str) -> int:
        if tags or at not in self._nodes:
            number = len(self._parts["node"]) + 1
            self._parts["node"].append(f'<node id="{number}" lat="{at[0]}" lon="{at[1]}">{_tags(tags)}</node>')
            if tags:
                return number
            self._nodes[at] = number
        return self._nodes[at]

    def way(self, points: list[At], **tags: str) -> int:
        number = 1000 + len(self._parts["way"])
        refs = "".join(f'<nd ref="{self.node(at)}"/>' for at in points)
        self._parts["way"].append(f'<way id="{number}">{refs}{_tags(tags)}</way>')
        return number

    def relation(self, ways: list[int], **tags: str) -> int:
        number = 5000 + len(self._parts["relation"])
        members = "".join(f'<member type="way" ref="{way}" role="outer"/>' for way in ways)
        self._parts["relation"].append(f'<relation id="{number}">{members}{_tags(tags)}</relation>')
        return number

    def text(self) -> str:
        body = "\n".join(line for lines in self._parts.values() for line in lines)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="by hand">\n{body}\n</osm>\n'


def _tags(tags: dict[str, str]) -> str:
    return "".join(f'<tag k="{key.replace("__", ":")}" v={quoteattr(value)}/>' for key, value in tags.items())


def island() -> Map:
    """Return the island."""
    chart = Map()
    for name, (lat, lon, tags) in TOWNS.items():
        chart.node((lat, lon), name=name, **{key.replace(":", "__"): value for key, value in tags.items()})
    _roads(chart)
    _border(chart)
    chart.node((-53.0, BORDER), barrier="border_control", name="Last Gate")
    chart.node((-53.01, 73.47), harbour="yes", name="Anvil Harbour")
    chart.way([(-53.05, 73.45), (-53.05, 73.46), (-53.06, 73.46)], aeroway="aerodrome", name="Anvil airport")
    chart.node((-53.1, 73.9), shop="yes", name="Nowhere Store")
    return chart


def _roads(chart: Map) -> None:
    ring = [(-53.0, 73.79), (-52.998, 73.8), (-53.0, 73.81), (-53.002, 73.8), (-53.0, 73.79)]
    chart.way(ring, highway="primary", junction="roundabout", ref="A1")
    for off in (0.0003, -0.0003):
        lane = [(-53.0, 73.5), (-53.0 + off, 73.52), (-53.0 + off, 73.65), (-53.0 + off, 73.78), (-53.0, 73.79)]
        chart.way(lane, highway="motorway", oneway="yes", ref="A1")
    chart.way([(-53.0, 73.81), (-53.0, 73.94)], highway="primary", ref="A1")
    chart.way([(-53.0, 73.94), (-53.0, 73.96)], highway="primary", ref="A1", bridge="yes")
    chart.way([(-53.0, 73.96), (-53.0, 74.1), (-53.0, 74.4), (-53.0, 74.7)], highway="primary", ref="A1")
    chart.way([(-53.002, 73.8), (-53.12, 73.79), (-53.25, 73.8)], highway="trunk", name="Moor Road")
    chart.way([(-53.25, 73.8), (-53.25, 74.2), (-53.25, 74.8)], highway="primary", ref="A2")
    chart.way([(-53.25, 73.5), (-53.25, 73.8)], highway="unclassified")
    weaving = [(-53.25, 74.2), (-53.1, 74.49), (-53.09, 74.502), (-53.08, 74.49), (-53.0, 74.4)]
    chart.way(weaving, highway="primary", ref="A3")
    chart.way([(-53.0, 74.1), (-52.9, 74.1), (-52.85, 74.1), (-52.85, 74.7)], highway="tertiary")
    chart.way([(-53.25, 73.5), (-53.0, 73.5)], highway="footway")
    chart.way([(-53.25, 73.5), (-53.01, 73.5)], highway="tertiary", access="no")


def _border(chart: Map) -> None:
    line = {"boundary": "administrative", "admin_level": "2"}
    west = chart.way([(NORTH, MIDDLE), (NORTH, WEST), (SOUTH, WEST), (SOUTH, MIDDLE)], **line)
    north = chart.way([(NORTH, BORDER), (NORTH, MIDDLE)], **line)
    south = chart.way([(SOUTH, MIDDLE), (SOUTH, BORDER)], **line)
    border = chart.way([(NORTH, BORDER), (SOUTH, BORDER)], **line)
    islet = [(-53.5, 73.4), (-53.5, 73.6), (-53.6, 73.6), (-53.6, 73.4), (-53.5, 73.4)]
    islet_way = chart.way(islet, **line)
    split = chart.way([(NORTH, MIDDLE), (SOUTH, MIDDLE)], boundary="administrative", admin_level="4")
    country = {"boundary": "administrative", "admin_level": "2"}
    chart.relation([west, south, border, north, islet_way], **country, name="The Island", ISO3166_1__alpha2="HM")
    chart.relation([border, 9999], **country, name="Far Land", ISO3166_1__alpha2="BV")
    region = {"boundary": "administrative", "admin_level": "4"}
    chart.relation([west, split, islet_way], **region, name="Westland", name__uk="Захід")
    chart.relation([north, split, south, border], **region, name="Eastland")


def write_island(folder: Path) -> Path:
    """Write the island into a folder and return the file."""
    path = folder / "island.osm"
    path.write_text(island().text().replace("ISO3166_1", "ISO3166-1"), encoding="utf-8")
    return path
