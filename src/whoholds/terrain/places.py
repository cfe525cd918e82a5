"""A place of a theatre."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "capital", "city", "town", "village", "suburb", "base", "airfield", "port", "crossing", "junction",
    "region", "country", "area", "water",
)  # fmt: skip
"""What a place can be. The last four have an extent: they are named, never held as one point."""

EXTENDED = frozenset({"region", "country", "area", "water"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place: a row of `places.csv`, or of the world's gazetteer.

    Attributes:
        id: slug, unique in the theatre.
        name: the name used in English reports.
        other_names: other spellings, in any script.
        kind: one of `KINDS`.
        lat: latitude in degrees, WGS 84.
        lon: longitude in degrees, WGS 84.
        admin1: first-level region, by name; empty where none.
        country: ISO 3166 alpha-2 code; empty for seas and continents.
        to_country: for a crossing, the country on its other side; empty otherwise.
        population: people; 0 where unknown.
        source: where the row comes from.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: str = "town"
    lat: float = 0.0
    lon: float = 0.0
    admin1: str = ""
    country: str = ""
    to_country: str = ""
    population: int = 0
    source: str = ""

    @property
    def is_extended(self) -> bool:
        """Whether the place is an extent (a region, a country, a sea) rather than a spot."""
        return self.kind in EXTENDED
