"""Courses laid along the links of the net, so that a road written by hand need not name every village it passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from pack_io import Row

from whoholds.theatres.making import straight_km
from whoholds.theatres.making.spanner import shortest_way

MOST_WINDING, SLACK_KM = 1.3, 3.0
"""A step of a course follows the net while that way is at most so much longer than the straight line."""


class Ways:
    """The links of the net, asked for the way between two places.

    Args:
        rows: links of the net.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._ways: dict[str, dict[str, float]] = {}
        for row in rows:
            self._ways.setdefault(row["from"], {})[row["to"]] = row["km"]
            self._ways.setdefault(row["to"], {})[row["from"]] = row["km"]

    def km(self, one: str, other: str) -> float | None:
        """Return the length of the link of two places; None where the net has none."""
        return self._ways.get(one, {}).get(other)

    def filled(self, stops: list[str], spots: Mapping[str, tuple[float, float]]) -> list[str]:
        """Return the stops of a course with the places between them that the net's links pass."""
        found = [stops[0]]
        for one, other in pairwise(stops):
            most_km = straight_km(spots[one], spots[other]) * MOST_WINDING + SLACK_KM
            found += self._between(one, other, most_km) or [other]
        return found

    def _between(self, one: str, other: str, most_km: float) -> list[str]:
        """Return the places after `one` on the shortest way of at most `most_km`; empty where there is none."""
        return (shortest_way(self._ways, one, other, most_km) or [])[1:]
