"""Outlines of countries and regions: slimmed, measured, and asked what lies in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

import numpy as np

from whoholds.theatres.making.grid import KM_A_DEGREE, At

Ring = list[list[float]]
"""A closed line: [longitude, latitude] in degrees, the last point that of the first."""
Polygon = list[Ring]
"""An outer ring, and the rings of its holes."""

RING_POINTS = 4
"""A closed ring has no fewer points."""


def polygons_of(geometry: Mapping[str, Any] | None) -> list[Polygon]:
    """Return the polygons of a GeoJSON geometry; none where it is no area."""
    kind = (geometry or {}).get("type")
    coordinates = (geometry or {}).get("coordinates")
    if kind == "Polygon" and isinstance(coordinates, list):
        return [coordinates]
    return coordinates if kind == "MultiPolygon" and isinstance(coordinates, list) else []


class Outline:
    """An area on the map.

    Args:
        polygons: its polygons; a point in an even number of rings is outside.
        is_open: the rings are but stretches of its border: distances count, and nothing lies inside.

    Raises:
        ValueError, TypeError, IndexError: if they are no rings of points.
    """

    def __init__(self, polygons: Iterable[Polygon], *, is_open: bool = False) -> None:
        self._is_open = is_open
        rings = [np.asarray([point[:2] for point in ring], dtype=float) for group in polygons for ring in group]
        rings = [ring for ring in rings if len(ring) >= (2 if is_open else RING_POINTS)]
        if any(ring.ndim != 2 or not np.isfinite(ring).all() for ring in rings):  # noqa: PLR2004 points by degrees
            raise ValueError("a ring is no list of points")
        self._starts = np.concatenate([ring[:-1] for ring in rings]) if rings else np.empty((0, 2))
        self._ends = np.concatenate([ring[1:] for ring in rings]) if rings else np.empty((0, 2))

    def __bool__(self) -> bool:
        return len(self._starts) > 0

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """South, west, north, east, in degrees."""
        (west, south), (east, north) = self._starts.min(axis=0), self._starts.max(axis=0)
        return float(south), float(west), float(north), float(east)

    def holds(self, at: At) -> bool:
        """Return whether a point lies inside."""
        lat, lon = at
        (x1, y1), (x2, y2) = self._starts.T, self._ends.T
        astride = (y1 > lat) != (y2 > lat)
        cuts = x1[astride] + (lat - y1[astride]) * (x2[astride] - x1[astride]) / (y2[astride] - y1[astride])
        return not self._is_open and bool(np.count_nonzero(cuts > lon) % 2)

    def away_km(self, at: At) -> float:
        """Return how far a point lies from the outline, in km, on either side of it."""
        squeeze = np.array([cos(radians(at[0])), 1.0])
        one = (self._starts - (at[1], at[0])) * squeeze
        along = (self._ends - self._starts) * squeeze
        length = np.maximum((along**2).sum(axis=1), 1e-18)
        share = np.clip(-(one * along).sum(axis=1) / length, 0.0, 1.0)
        foot = one + share[:, None] * along
        return float(np.sqrt((foot**2).sum(axis=1).min()) * KM_A_DEGREE) if len(one) else float("inf")

    def outside_km(self, at: At) -> float:
        """Return how far a point lies outside, in km; zero inside."""
        return 0.0 if self.holds(at) else self.away_km(at)

    def cut_by(self, one: At, other: At) -> At | None:
        """Return where the line from one point to another first cuts the outline; None where it does not."""
        start, step = np.array(one[::-1]), np.array(other[::-1]) - np.array(one[::-1])
        along, gap = self._ends - self._starts, self._starts - start
        turn = step[0] * along[:, 1] - step[1] * along[:, 0]
        with np.errstate(divide="ignore", invalid="ignore"):
            on_line = (gap[:, 0] * along[:, 1] - gap[:, 1] * along[:, 0]) / turn
            on_edge = (gap[:, 0] * step[1] - gap[:, 1] * step[0]) / turn
        hits = on_line[(on_line >= 0) & (on_line <= 1) & (on_edge >= 0) & (on_edge <= 1)]
        if not len(hits):
            return None
        lon, lat = start + hits.min() * step
        return float(lat), float(lon)


def slimmed(geometry: Mapping[str, Any], grain: float) -> list[Polygon]:
    """Return the polygons of a geometry without the points that matter less than `grain` degrees."""
    slim_ones = [[slim(ring, grain) for ring in group] for group in polygons_of(geometry)]
    return [
        [ring for ring in group if len(ring) >= RING_POINTS]
        for group in slim_ones
        if group and len(group[0]) >= RING_POINTS
    ]


def slim(ring: Ring, grain: float) -> Ring:
    """Return a closed ring without the points that matter less than `grain` degrees (Douglas and Peucker 1973)."""
    half = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]))
    line = slim_line(ring[: half + 1], grain)[:-1] + slim_line(ring[half:], grain)
    return [[round(x, 3), round(y, 3)] for x, y in line]


def slim_line(line: Ring, grain: float) -> Ring:
    """Return a line without the points that matter less than `grain` degrees; its ends stay."""
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


def area(ring: Ring) -> float:
    """Return a ring's area in square degrees."""
    return abs(_signed(ring))


def _signed(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def centre(polygons: Iterable[Polygon]) -> At:
    """Return (lat, lon) of a point inside the largest polygon: its centre of gravity, or near it."""
    ring = max((polygon[0] for polygon in polygons), key=area)
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
