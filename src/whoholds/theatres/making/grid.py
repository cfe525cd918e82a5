"""Straight stretches of road in a grid, so that those near a point are found without a look at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil, cos, floor, hypot, radians

from whoholds.model.where import distance_km

At = tuple[float, float]
"""A point: latitude and longitude in degrees."""

KM_A_DEGREE = 111.2
CELL_DEGREES = 0.05


def straight_km(one: At, other: At) -> float:
    """Return the great-circle distance between two points in km."""
    return distance_km(*one, *other)


def off_segment(at: At, one: At, other: At) -> tuple[float, float]:
    """Return (distance in km of a point from a stretch, share of the stretch at its foot).

    >>> km, share = off_segment((0.01, 0.05), (0.0, 0.0), (0.0, 0.1))
    >>> round(km, 2), round(share, 2)
    (1.11, 0.5)
    """
    squeeze = cos(radians(at[0]))
    ax, ay = (one[1] - at[1]) * squeeze, one[0] - at[0]
    bx, by = (other[1] - at[1]) * squeeze, other[0] - at[0]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * (bx - ax) + ay * (by - ay)) / length))
    return hypot(ax + share * (bx - ax), ay + share * (by - ay)) * KM_A_DEGREE, share


class StretchGrid:
    """A grid over stretches, each given by its two ends.

    Args:
        stretches: pairs of points; asked about by their position in this sequence.
    """

    def __init__(self, stretches: Sequence[tuple[At, At]]) -> None:
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (one, other) in enumerate(stretches):
            for cell in _cells_along(one, other):
                self._cells[cell].append(number)

    def near(self, at: At, reach_km: float) -> list[int]:
        """Return, in order, every stretch within `reach_km` of a point, and some that lie farther off."""
        rows = ceil(reach_km / KM_A_DEGREE / CELL_DEGREES) + 1
        columns = ceil(reach_km / KM_A_DEGREE / max(0.05, cos(radians(at[0]))) / CELL_DEGREES) + 1
        row, column = _cell(at)
        return sorted({
            number
            for y in range(row - rows, row + rows + 1)
            for x in range(column - columns, column + columns + 1)
            for number in self._cells.get((y, x), ())
        })  # fmt: skip


def _cell(at: At) -> tuple[int, int]:
    return floor(at[0] / CELL_DEGREES), floor(at[1] / CELL_DEGREES)


def _cells_along(one: At, other: At) -> Iterator[tuple[int, int]]:
    """Yield the cells of points on a stretch, at most half a cell apart; each cell it passes is a neighbour."""
    steps = max(1, ceil(max(abs(one[0] - other[0]), abs(one[1] - other[1])) / CELL_DEGREES * 2))
    last = None
    for step in range(steps + 1):
        share = step / steps
        cell = _cell((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        if cell != last:
            yield cell
        last = cell
