"""Roads, places, crossings and borders out of an OpenStreetMap extract, in two passes over the file.

The first pass keeps the tags that are wanted and, of ways, the ids of their nodes; the second asks for the
positions of these nodes alone. So the memory that it takes grows with the roads of the extract, not with its
houses.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from whoholds.errors import NotText, TheatreError, TooLarge
from whoholds.theatres.making.grid import At, straight_km
from whoholds.theatres.making.net import Edge, Grade, RoadNet
from whoholds.theatres.making.osm_words import grade_of, kind_of, road_name, wanted_keys

OSM_CREDIT = "Roads, borders and places: © OpenStreetMap contributors, ODbL 1.0"
SHAPE_KM = 0.8
"""Between junctions a road keeps a point about every so many km; its length is that of all its points."""
MOST_NODES = 80_000_000
COUNTRY_LEVEL, REGION_LEVEL = "2", "4"
AREA_ROLES = frozenset({"", "outer", "inner"})
CODE_TAGS = ("ISO3166-1:alpha2", "ISO3166-1", "country_code_iso3166_1_alpha_2")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A place as OpenStreetMap has it.

    Attributes:
        kind: a kind of place.
        tags: its tags.
        source: "node 7", "way 7" or "relation 7".
        at: latitude and longitude.
    """

    kind: str
    tags: Mapping[str, str]
    source: str
    at: At


@dataclass(frozen=True, slots=True)
class Area:
    """A country or region as OpenStreetMap has it: its tags and the lines of its border, in no order."""

    tags: Mapping[str, str]
    lines: list[list[At]]


@dataclass(slots=True)
class Extract:
    """What an extract holds.

    Attributes:
        net: its roads.
        places: towns, crossings, airfields, ports and bases.
        countries: areas of admin_level 2, by ISO code.
        regions: areas of admin_level 4.
    """

    net: RoadNet
    places: list[Tagged]
    countries: dict[str, Area]
    regions: list[Area]


def read_extract(path: Path) -> Extract:
    """Return what an extract holds.

    Raises:
        TheatreError: if osmium is not installed.
        NotText, TooLarge: if the file is no OpenStreetMap data, or has more roads than memory should hold.
    """
    osmium = _osmium()
    if not path.is_file():
        raise NotText("is no file", str(path), "give an extract as .osm.pbf, .osm or .osm.gz")
    try:
        tags = _Tags(osmium, str(path))
        positions = _positions(osmium, str(path), tags.wanted())
    except (RuntimeError, ValueError, OSError, osmium.InvalidLocationError) as error:
        why = " ".join(str(error).split())[:120]
        raise NotText(f"is no OpenStreetMap data ({why})", str(path), "download it again") from None
    return tags.extract(positions)


def _osmium() -> Any:  # noqa: ANN401 a module that may not be there
    try:
        import osmium  # noqa: PLC0415 heavy, and an extra
        import osmium.filter  # noqa: PLC0415
    except ImportError:
        raise TheatreError("reading OpenStreetMap needs osmium", remedy="pip install 'whoholds[build]'") from None
    return osmium


@dataclass(frozen=True, slots=True)
class _Way:
    """A road or border: its first and last position in the list of node ids, and what it is."""

    start: int
    end: int
    grade: Grade | None
    name: str


@dataclass(slots=True)
class _Positions:
    """Where nodes are: ids in order, and a latitude and longitude for each; nan where the extract has none."""

    ids: Any
    at: Any

    def of(self, node_ids: Any) -> Any:  # noqa: ANN401 an array of numbers
        """Return a row of latitude and longitude for each node."""
        return self.at[np.searchsorted(self.ids, node_ids)]


class _Tags:
    """The first pass: everything with a tag that is wanted; ways by the ids of their nodes."""

    def __init__(self, osmium: Any, path: str) -> None:  # noqa: ANN401 a module
        self.nodes = array("q")
        self.roads: list[_Way] = []
        self.borders: dict[int, _Way] = {}
        self.spots: list[tuple[str, dict[str, str], str, At | int]] = []
        self.areas: list[tuple[dict[str, str], list[int]]] = []
        for each in osmium.FileProcessor(path).with_filter(osmium.filter.KeyFilter(*wanted_keys())):
            if each.is_node():
                self._node(each)
            elif each.is_way():
                self._way(each, path)
            elif each.is_relation():
                self._relation(each)

    def wanted(self) -> Any:  # noqa: ANN401 an array of numbers
        """Return the ids of the nodes whose positions are wanted, in order."""
        ends = [at for *_, at in self.spots if isinstance(at, int)]
        return np.unique(np.concatenate([np.asarray(self.nodes, dtype=np.int64), np.asarray(ends, dtype=np.int64)]))

    def extract(self, positions: _Positions) -> Extract:
        """Return what the file holds, now that the positions are known."""
        net = RoadNet(*_roads(np.asarray(self.nodes, dtype=np.int64), self.roads, positions))
        places = [
            Tagged(kind, tags, source, at)
            for kind, tags, source, where in self.spots
            if (at := where if isinstance(where, tuple) else _at(positions.of([where])[0])) is not None
        ]
        countries, regions = {}, []
        for tags, members in self.areas:
            area = Area(tags, [self._line(self.borders[way], positions) for way in members if way in self.borders])
            if tags["admin_level"] == REGION_LEVEL:
                regions.append(area)
            elif code := next((tags[key].upper() for key in CODE_TAGS if key in tags), ""):
                countries[code] = area
        return Extract(net, places, countries, regions)

    def _node(self, node: Any) -> None:  # noqa: ANN401 osmium's own
        if (kind := kind_of(node.tags)) and node.location.valid():
            at = (node.location.lat, node.location.lon)
            self.spots.append((kind, dict(node.tags), f"node {node.id}", at))

    def _way(self, way: Any, path: str) -> None:  # noqa: ANN401 osmium's own
        tags = way.tags
        if grade := grade_of(tags):
            self.roads.append(self._kept(way, grade, road_name(tags), path))
        elif tags.get("boundary") == "administrative":
            self.borders[way.id] = self._kept(way, None, "", path)
        elif (kind := kind_of(tags)) and len(way.nodes):
            self.spots.append((kind, dict(tags), f"way {way.id}", int(way.nodes[0].ref)))

    def _kept(self, way: Any, grade: Grade | None, name: str, path: str) -> _Way:  # noqa: ANN401 osmium's own
        start = len(self.nodes)
        self.nodes.extend(node.ref for node in way.nodes)
        if len(self.nodes) > MOST_NODES:
            raise TooLarge(
                f"has over {MOST_NODES} points of roads", str(path), "take an extract of fewer countries"
            )
        return _Way(start, len(self.nodes), grade, name)

    def _relation(self, relation: Any) -> None:  # noqa: ANN401 osmium's own
        tags = relation.tags
        if tags.get("boundary") == "administrative" and tags.get("admin_level") in {COUNTRY_LEVEL, REGION_LEVEL}:
            ways = [
                each.ref for each in relation.members if each.type == "w" and each.role in {"", "outer", "inner"}
            ]
            self.areas.append((dict(tags), ways))

    def _line(self, way: _Way, positions: _Positions) -> list[At]:
        rows = positions.of(np.asarray(self.nodes[way.start : way.end], dtype=np.int64))
        return [at for row in rows if (at := _at(row)) is not None]


def _positions(osmium: Any, path: str, wanted: Any) -> _Positions:  # noqa: ANN401 a module and an array
    """The second pass: where the wanted nodes are."""
    found = _Positions(wanted, np.full((len(wanted), 2), np.nan))
    if not len(wanted):
        return found
    nodes = osmium.FileProcessor(path, osmium.osm.NODE).with_filter(osmium.filter.IdFilter(wanted.tolist()))
    for node in nodes:
        if node.location.valid():
            found.at[np.searchsorted(wanted, node.id)] = node.location.lat, node.location.lon
    return found


def _at(row: Any) -> At | None:  # noqa: ANN401 an array of two numbers
    lat, lon = float(row[0]), float(row[1])
    return None if lat != lat or lon != lon else (lat, lon)  # noqa: PLR0124 nan differs from itself


def _roads(node_ids: Any, roads: Iterable[_Way], positions: _Positions) -> tuple[dict[str, At], list[Edge]]:  # noqa: ANN401
    """Return nodes and edges of the roads: junctions, ends, and some points between."""
    roads = list(roads)
    uses = np.zeros(len(positions.ids), dtype=np.int32)
    nodes: dict[str, At] = {}
    edges: list[Edge] = []
    places = np.searchsorted(positions.ids, node_ids)
    for way in roads:
        np.add.at(uses, places[way.start : way.end], 1)
    for way in roads:
        run = places[way.start : way.end]
        for stop, km, last in _stops(run, uses, positions):
            nodes.setdefault(str(positions.ids[stop]), _at(positions.at[stop]) or (0.0, 0.0))
            if last is not None:
                ends = str(positions.ids[last]), str(positions.ids[stop])
                edges.append(Edge(*ends, km, way.grade or "minor", way.name))
    return nodes, edges


def _stops(run: Any, uses: Any, positions: _Positions) -> Iterator[tuple[int, float, int | None]]:  # noqa: ANN401
    """Yield the points of a way that are kept, each with the km from the one before; a gap starts anew."""
    last: int | None = None
    before: At | None = None
    km = 0.0
    for step, stop in enumerate(run.tolist()):
        at = _at(positions.at[stop])
        if at is None:
            last, before = None, None
            continue
        km += straight_km(before, at) if before else 0.0
        is_end = before is None or step == len(run) - 1
        if is_end or uses[stop] > 1 or km >= SHAPE_KM:
            yield stop, km, last
            last, km = stop, 0.0
        before = at
