"""Roads by hand: a course names the places that a road passes, in order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from whoholds.theatres.making.grid import At, straight_km

WINDING = {"main": 1.15, "minor": 1.25}
KEPT = ("road", "grade", "since", "until", "is_shut")


def course_rows(course: Mapping[str, Any], spots: Mapping[str, At], source: str) -> list[dict[str, str]]:
    """Return the rows of `links.csv` that a course makes, each pair of neighbours one.

    A link is as long as the straight line times 1.15 on main roads and 1.25 on others; where the course says its
    own length (`km`), its links are scaled to it, and are never shorter than the straight line.

    Raises:
        KeyError: with the id of a place that is none.

    >>> rows = course_rows({"road": "M1", "grade": "main", "km": 30, "through": ["a", "b", "c"]},
    ...                    {"a": (0, 0), "b": (0, 0.1), "c": (0, 0.2)}, "by hand")
    >>> [(row["from"], row["to"], row["road"], row["km"]) for row in rows]
    [('a', 'b', 'M1', '15.0'), ('b', 'c', 'M1', '15.0')]
    """
    steps = [(one, other, straight_km(spots[one], spots[other])) for one, other in pairwise(course["through"])]
    winding = WINDING.get(str(course.get("grade")), WINDING["minor"])
    whole_km = sum(km for *_, km in steps)
    if course.get("km") and whole_km:
        winding = max(1.0, float(course["km"]) / whole_km)
    told = {key: str(course[key]) for key in KEPT if course.get(key)}
    return [
        {"from": one, "to": other, "km": f"{max(0.3, km * winding):.1f}", **told, "source": source}
        for one, other, km in steps
    ]
