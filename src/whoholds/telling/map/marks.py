"""Marks: one shape and one colour a side, so that nobody needs the colour to read the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from whoholds.model import Standing
from whoholds.telling.map.style import style
from whoholds.terrain import Place
from whoholds.theatres import Theatre


@dataclass(frozen=True, slots=True)
class SideMark:
    """How a side is drawn."""

    side: str
    name: str
    shape: str
    colour: str


def side_marks(theatre: Theatre, holders: Sequence[str] = ()) -> dict[str, SideMark]:
    """Return the mark of every side, in the order of the theatre, then of holders that it does not list."""
    sides = [*theatre.sides, *sorted(set(holders) - set(theatre.sides))]
    shapes, colours = style()["shapes"], style()["colours"]
    marks = {}
    for number, side in enumerate(sides):
        actor = theatre.register.get(side)
        colour = (actor.colour if actor else "") or colours[number % len(colours)]
        marks[side] = SideMark(side, actor.name if actor else side, shapes[number % len(shapes)], colour)
    return marks


def size_class(place: Place, seats: frozenset[str]) -> str:
    """Return the size class of a place: capital, city, town, village or post."""
    if place.id in seats:
        return "capital"
    size: str = style()["size_of_kind"].get(place.kind, "village")
    if size in {"village", "town"}:
        size = next((step["size"] for step in style()["raise_to"] if place.population >= step["population"]), size)
    return size


def certainty_of(standing: Standing) -> Mapping[str, Any]:
    """Return the step of certainty on which a held place stands."""
    steps: list[Mapping[str, Any]] = style()["certainty"]
    return next(step for step in steps if standing.p >= step["from"])


def rivals(standing: Standing) -> tuple[str, ...]:
    """Return the two sides that are likeliest at a contested place, best first; fewer where fewer are known."""
    sides = sorted((-p, side) for side, p in standing.odds.items() if side != "contested" and p > 0)
    return tuple(side for _, side in sides[:2])


def shape_path(shape: str, radius: float) -> str:
    """Return SVG path data of a shape around (0, 0), all shapes of about one area."""
    if shape == "circle":
        r = f"{radius:g}"
        return f"M-{r},0a{r},{r} 0 1,0 {2 * radius:g},0a{r},{r} 0 1,0 -{2 * radius:g},0Z"
    if shape == "cross":
        a, b = radius * 1.1, radius * 0.42
        points = [
            (-b, -a),
            (b, -a),
            (b, -b),
            (a, -b),
            (a, b),
            (b, b),
            (b, a),
            (-b, a),
            (-b, b),
            (-a, b),
            (-a, -b),
            (-b, -b),
        ]
        return _polygon(points)
    corners, reach, turn = _REGULAR[shape]
    return _polygon(
        [
            (radius * reach * sin(turn + 2 * pi * k / corners), -radius * reach * cos(turn + 2 * pi * k / corners))
            for k in range(corners)
        ]
    )


_REGULAR = {
    "square": (4, 1.27, pi / 4),
    "diamond": (4, 1.3, 0.0),
    "triangle": (3, 1.5, 0.0),
    "wedge": (3, 1.5, pi),
    "pentagon": (5, 1.18, 0.0),
    "hexagon": (6, 1.14, pi / 6),
}
"""Corners, distance of a corner from the centre in radii, turn of the first from straight up."""


def _polygon(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in points) + "Z"
