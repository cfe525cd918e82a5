"""Labels that do not touch one another: the weightiest first, each at the first free spot around its mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

CELL_PX = 40.0
LEADER_STEP_PX = 4.0
LED_FROM = 40.0
"""From this importance on, a label that finds no room beside its mark moves off and gets a leader."""
LEAD_STEPS = (0, 1, -1, 2, -2, 8, 7, -7, 6, -6, 3, -3, 5, -5, 4, -4)
"""Directions of a leader in sixteenths of a turn: 0 is to the right, 4 straight down."""
LEADS_PX = (12.0, 20.0, 30.0, 42.0, 56.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet, in px."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether the two share ground."""
        apart = (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )
        return not apart

    def within(self, other: Box) -> bool:
        """Return whether this one lies wholly in `other`."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


class Crowd:
    """Boxes on a grid, so that a collision is found without asking all of them."""

    def __init__(self, boxes: Iterable[tuple[str, Box]] = ()) -> None:
        self._cells: defaultdict[tuple[int, int], list[tuple[str, Box]]] = defaultdict(list)
        for owner, box in boxes:
            self.add(owner, box)

    def add(self, owner: str, box: Box) -> None:
        """Take up a box; `owner` names whose it is."""
        for cell in _cells(box):
            self._cells[cell].append((owner, box))

    def is_free(self, box: Box, owner: str) -> bool:
        """Return whether `box` meets no box but those of `owner`."""
        return not any(
            whose != owner and box.meets(other)
            for cell in _cells(box)
            for whose, other in self._cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // CELL_PX), int(box.right // CELL_PX) + 1):
        for row in range(int(box.top // CELL_PX), int(box.bottom // CELL_PX) + 1):
            yield column, row


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text beside its mark.

    Attributes:
        owner: id of the place.
        text: the words.
        x: the mark's centre, in px.
        y: the mark's centre, in px.
        radius: px of the mark that the text stays clear of.
        width: of the text, in px.
        size: of the type, in px.
        weight: name of the face.
        importance: more is placed earlier.
        dx: from the mark's centre to the text's anchor.
        dy: from the mark's centre to the text's base line.
        anchor: start, middle or end.
    """

    owner: str
    text: str
    x: float
    y: float
    radius: float
    width: float
    size: float
    weight: str
    importance: float
    dx: float = 0.0
    dy: float = 0.0
    anchor: str = "start"

    @property
    def box(self) -> Box:
        """The ground that the text covers."""
        left = self.x + self.dx - self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        base = self.y + self.dy
        return Box(left - 1.5, base - self.size * 0.76, left + self.width + 1.5, base + self.size * 0.24)

    @property
    def leader(self) -> tuple[float, float, float, float] | None:
        """The line from the mark to a label that stands off, around the mark's centre; None beside the mark."""
        reach = hypot(self.dx, self.dy - self.size * 0.33)
        if reach < self.radius + LEADS_PX[0]:
            return None
        x, y = self.dx, self.dy - self.size * 0.33
        start = self.radius / reach
        return round(x * start, 1), round(y * start, 1), round(x * 0.96, 1), round(y * 0.96, 1)

    def leader_boxes(self) -> Iterator[Box]:
        """Yield small boxes along the leader; none where there is no leader."""
        if self.leader is None:
            return
        x1, y1, x2, y2 = self.leader
        steps = max(2, round(hypot(x2 - x1, y2 - y1) / LEADER_STEP_PX))
        for step in range(steps + 1):
            x, y = self.x + x1 + (x2 - x1) * step / steps, self.y + y1 + (y2 - y1) * step / steps
            yield Box(x - 1, y - 1, x + 1, y + 1)

    def at(self, zoom: float) -> Label:
        """Return the label with its mark where a zoom puts it; text and mark keep their size."""
        return replace(self, x=self.x * zoom, y=self.y * zoom)

    def spots(self) -> Iterator[Label]:
        """Yield the label at its possible spots, best first: right, left, above, below, then the corners."""
        aside, middle = self.radius + 3.0, self.size * 0.33
        above, below = -self.radius - self.size * 0.28, self.radius + self.size * 0.82
        near, raised, lowered = (
            self.radius * 0.7 + 1.5,
            -self.radius * 0.55 - 1,
            self.radius * 0.55 + self.size * 0.62,
        )
        spots: tuple[tuple[float, float, str], ...] = (
            (aside, middle, "start"), (-aside, middle, "end"), (0, above, "middle"), (0, below, "middle"),
            (near, raised, "start"), (near, lowered, "start"), (-near, raised, "end"), (-near, lowered, "end"),
        )  # fmt: skip
        for dx, dy, anchor in spots:
            yield replace(self, dx=round(dx, 1), dy=round(dy, 1), anchor=anchor)
        if self.importance >= LED_FROM:
            yield from self._led_spots()

    def _led_spots(self) -> Iterator[Label]:
        for lead in LEADS_PX:
            for step in LEAD_STEPS:
                angle = step * pi / 8
                dx, dy = (self.radius + lead) * cos(angle), (self.radius + lead) * sin(angle)
                anchor = ("middle", "start", "end")[round(cos(angle) * 0.9)]
                yield replace(self, dx=round(dx, 1), dy=round(dy + self.size * 0.33, 1), anchor=anchor)


def place_labels(
    wanted: Sequence[Label], obstacles: Iterable[tuple[str, Box]], frame: Box, at_most: int
) -> list[Label]:
    """Return the labels that find room, each at its spot.

    After the call no two of them touch, none covers a mark but its own, no leader crosses a label, and all
    lie within `frame`.
    Greedy in order of importance (ties by id), so the same input gives the same map.

    Args:
        wanted: labels with mark, size and importance.
        obstacles: (owner, box) of marks and whatever else a text must not cover.
        frame: the visible part.
        at_most: how many to place.
    """
    crowd, texts = Crowd(obstacles), Crowd()
    placed: list[Label] = []
    for label in sorted(wanted, key=lambda one: (-one.importance, one.owner)):
        if len(placed) >= at_most:
            break
        spot = next((s for s in label.spots() if _has_room(s, crowd, texts, frame)), None)
        if spot:
            for box in (spot.box, *spot.leader_boxes()):
                crowd.add("", box)
            texts.add("", spot.box)
            placed.append(spot)
    return placed


def _has_room(spot: Label, crowd: Crowd, texts: Crowd, frame: Box) -> bool:
    return (
        spot.box.within(frame)
        and crowd.is_free(spot.box, spot.owner)
        and all(texts.is_free(box, spot.owner) for box in spot.leader_boxes())
    )
