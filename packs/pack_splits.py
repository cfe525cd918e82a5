"""Regions that a packaged map does not know, cut out of those that it has along straight lines."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Ring = list[list[float]]
Line = list[float]


def with_splits(regions: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """Return the regions with those of `split_regions` cut out of the ones that they are from.

    A line [a, b, c] keeps the points where a * lon + b * lat <= c; a new region keeps what lies on the right side
    of all its lines, and the old ones keep the rest.
    """
    features = {shape["properties"]["code"]: shape for shape in regions["features"]}
    for split in settings.get("split_regions", []):
        inside: list[list[Ring]] = []
        for code in split["from"]:
            polygons = features[code]["geometry"]["coordinates"]
            inside += _within(polygons, split["lines"])
            features[code]["geometry"]["coordinates"] = _outside(polygons, split["lines"])
        features[split["code"]] = {
            "type": "Feature",
            "properties": {"code": split["code"], "name": split["name"]},
            "geometry": {"type": "MultiPolygon", "coordinates": inside},
        }
    return {"type": "FeatureCollection", "features": list(features.values())}


def _within(polygons: list[list[Ring]], lines: list[Line]) -> list[list[Ring]]:
    for line in lines:
        polygons = _cut(polygons, line)
    return polygons


def _outside(polygons: list[list[Ring]], lines: list[Line]) -> list[list[Ring]]:
    """Return what is beyond the first line, beyond the second but within the first, and so on."""
    left: list[list[Ring]] = []
    for line in lines:
        left += _cut(polygons, [-each for each in line])
        polygons = _cut(polygons, line)
    return left


def _cut(polygons: list[list[Ring]], line: Line) -> list[list[Ring]]:
    cut = [[_clip(ring, line) for ring in polygon] for polygon in polygons]
    return [[ring for ring in polygon if ring] for polygon in cut if polygon[0]]


def _clip(ring: Ring, line: Line) -> Ring:
    """Return the part of a closed ring on one side of a line (Sutherland and Hodgman 1974); empty where none is."""
    a, b, c = line
    kept: Ring = []
    for one, other in pairwise(ring):
        here, there = a * one[0] + b * one[1] - c, a * other[0] + b * other[1] - c
        if here <= 0:
            kept.append(one)
        if here * there < 0:
            share = here / (here - there)
            kept.append([round(x + share * (y - x), 3) for x, y in zip(one, other, strict=True)])
    return [*kept, kept[0]] if kept else []
