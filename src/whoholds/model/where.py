"""Place with its relation and precision."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

EARTH_DIAMETER_KM = 12_742.0


@dataclass(frozen=True, slots=True)
class Where:
    """A place as a claim means it: the words, the pin if one is sure, and how near to the pin.

    Attributes:
        text: the words in the report.
        id: the theatre's place, or None where the words stay unresolved.
        name: the place's name in the theatre.
        lat: latitude in degrees, WGS 84.
        lon: longitude in degrees, WGS 84.
        relation: a relation of the vocabulary: in, near, toward, ...
        precision_km: how far from the pin the thing may be, in km.
        kind: kind of the place: town, crossing, country, ...
    """

    text: str
    id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    relation: str = "in"
    precision_km: float | None = None
    kind: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the place as the contract writes it; what is unknown is null."""
        return {
            "text": self.text,
            "id": self.id,
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "relation": self.relation,
            "precision_km": self.precision_km,
        }


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points in km (haversine on a sphere).

    >>> round(distance_km(33.51, 36.29, 34.73, 36.71))
    141
    """
    a, b, c, d = map(radians, (lat1, lon1, lat2, lon2))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return EARTH_DIAMETER_KM * asin(min(1.0, sqrt(h)))
