"""Marks: one shape and one colour a side, so that nobody needs the colour to read the map."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Any

from whoholds.model import Standing
from whoholds.telling.map.style import style
from whoholds.terrain import Place
from whoholds.theatres import Theatre

RIM_SHARE = 0.62
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class SideMark:
    """How a side is drawn."""

    side: str
    name: str
    shape: str
    colour: str

    @property
    def rim(self) -> str:
        """The colour darkened, for the outline: pale colours would be lost on their own shading."""
        parts = (int(self.colour[i : i + 2], 16) for i in (1, 3, 5))
        return "#" + "".join(f"{round(part * RIM_SHARE):02x}" for part in parts)


def side_marks(theatre: Theatre, holders: Sequence[str] = ()) -> dict[str, SideMark]:
    """Return the mark of every side, in the order of the theatre, then of holders that it does not list."""
    sides = [*theatre.sides, *sorted(set(holders) - set(theatre.sides))]
    shapes, colours = style()["shapes"], style()["colours"]
    marks = {}
    for number, side in enumerate(sides):
        actor = theatre.register.get(side)
        given = actor.colour if actor else ""
        colour = given if _COLOUR.fullmatch(given) else colours[number % len(colours)]
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
    if shape in _OUTLINES:
        return _polygon([(x * radius, y * radius) for x, y in _OUTLINES[shape]])
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


def _star(rays: int, inner: float) -> list[tuple[float, float]]:
    reach = 1.5
    turns = [pi * k / rays for k in range(2 * rays)]
    return [
        (reach * (inner if k % 2 else 1) * sin(turn), -reach * (inner if k % 2 else 1) * cos(turn))
        for k, turn in enumerate(turns)
    ]


def _turned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    eighth = hypot(1, 1) / 2
    return [((x - y) * eighth, (x + y) * eighth) for x, y in points]


_PLUS = [
    (-0.42, -1.2), (0.42, -1.2), (0.42, -0.42), (1.2, -0.42), (1.2, 0.42), (0.42, 0.42),
    (0.42, 1.2), (-0.42, 1.2), (-0.42, 0.42), (-1.2, 0.42), (-1.2, -0.42), (-0.42, -0.42),
]  # fmt: skip
_OUTLINES = {
    "cross": _PLUS,
    "saltire": _turned(_PLUS),
    "star": _star(5, 0.45),
    "burst": _star(4, 0.4),
    "bar": [(-1.4, -0.62), (1.4, -0.62), (1.4, 0.62), (-1.4, 0.62)],
    "pillar": [(-0.62, -1.4), (0.62, -1.4), (0.62, 1.4), (-0.62, 1.4)],
    "kite": [(0, -1.5), (0.95, -0.4), (0, 1.5), (-0.95, -0.4)],
}
"""Corners of the other shapes, in radii."""


def _polygon(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in points) + "Z"
