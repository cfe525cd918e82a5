"""From degrees to the sheet: equirectangular, true to scale along the middle latitude."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

KM_PER_DEGREE = 111.195
FINEST_PX = 0.5

Ring = list[tuple[float, float]]
"""Points of a ring or line, (lon, lat) or (x, y)."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """West, south, east and north in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> Bounds:
        """Return the smallest bounds that hold all (lon, lat) points; the whole earth where there are none."""
        pairs = list(points)
        if not pairs:
            return cls(-180, -85, 180, 85)
        lons, lats = zip(*pairs, strict=True)
        return cls(min(lons), min(lats), max(lons), max(lats))

    def padded(self, share: float, least_degrees: float = 0.05) -> Bounds:
        """Return the bounds with a share of their size added on every side."""
        aside = max((self.east - self.west) * share, least_degrees)
        above = max((self.north - self.south) * share, least_degrees)
        return Bounds(self.west - aside, self.south - above, self.east + aside, self.north + above)


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to px.

    Attributes:
        bounds: what is shown.
        width: px.
        height: px.
    """

    bounds: Bounds
    width: float
    height: float

    @classmethod
    def fit(cls, bounds: Bounds, width: float, least_height: float, most_height: float) -> Projection:
        """Return the projection that shows `bounds` at full `width`, widened where the height would not do."""
        b = bounds
        squeeze = cos(radians((b.south + b.north) / 2))
        high, wide = b.north - b.south, (b.east - b.west) * squeeze
        height = min(max(width * high / wide, least_height), most_height)
        per_degree = min(width / wide, height / high)
        aside = (width / per_degree - wide) / squeeze / 2
        above = (height / per_degree - high) / 2
        shown = Bounds(b.west - aside, b.south - above, b.east + aside, b.north + above)
        return cls(shown, width, height)

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        """Return (x, y) in px from the upper left corner."""
        b = self.bounds
        x = (lon - b.west) / (b.east - b.west) * self.width
        y = (b.north - lat) / (b.north - b.south) * self.height
        return round(x, 1), round(y, 1)

    @property
    def px_per_km(self) -> float:
        """Scale along the meridian."""
        return self.height / ((self.bounds.north - self.bounds.south) * KM_PER_DEGREE)

    def shows(self, lon: float, lat: float) -> bool:
        """Return whether a point lies on the map."""
        b = self.bounds
        return b.west <= lon <= b.east and b.south <= lat <= b.north


def rings_of(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Yield the rings (or lines) of a GeoJSON geometry as (lon, lat) pairs; points have none."""
    kind, content = geometry.get("type"), geometry.get("coordinates", ())
    if kind == "GeometryCollection":
        for part in geometry.get("geometries", ()):
            yield from rings_of(part)
    elif kind in {"Polygon", "MultiLineString"}:
        yield from ([(p[0], p[1]) for p in ring] for ring in content)
    elif kind == "MultiPolygon":
        yield from ([(p[0], p[1]) for p in ring] for polygon in content for ring in polygon)
    elif kind == "LineString":
        yield [(p[0], p[1]) for p in content]


def features_of(collection: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield (properties, geometry) of every feature of a GeoJSON FeatureCollection that has a geometry."""
    for feature in collection.get("features", ()):
        if feature.get("geometry"):
            yield feature.get("properties") or {}, feature["geometry"]


def path_of(geometry: Mapping[str, Any], project: Projection) -> str:
    """Return the geometry as SVG path data; points nearer than half a px to the last are left out."""
    return "".join(_ring_path([project(*point) for point in ring]) for ring in rings_of(geometry))


def _ring_path(points: Ring) -> str:
    kept = points[:1]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST_PX:
            kept.append((x, y))
    if len(kept) == 1:
        return ""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in kept) + "Z"
