"""Points and outlines, for tests of what packs draw."""

from __future__ import annotations

from itertools import pairwise
from typing import Any


def is_inside(lat: float, lon: float, geometry: dict[str, Any]) -> bool:
    """Return whether a ray from the point crosses the outer rings an odd number of times."""
    crossed = 0
    for polygon in geometry["coordinates"]:
        for (x1, y1), (x2, y2) in pairwise(polygon[0]):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                crossed += 1
    return crossed % 2 == 1


def points_along(geometry: dict[str, Any]) -> list[tuple[float, float]]:
    """Return (lat, lon) of twenty points on every edge of the outer rings."""
    edges = [edge for polygon in geometry["coordinates"] for edge in pairwise(polygon[0])]
    shares = [step / 20 for step in range(20)]
    return [(y1 + share * (y2 - y1), x1 + share * (x2 - x1)) for (x1, y1), (x2, y2) in edges for share in shares]
