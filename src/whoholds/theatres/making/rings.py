"""From the lines of a border, in no order, to closed rings."""

from __future__ import annotations

from collections.abc import Iterable

from whoholds.theatres.making.grid import At
from whoholds.theatres.making.shapes import RING_POINTS, Outline, Polygon, Ring, area


def polygons_from(lines: Iterable[list[At]]) -> list[Polygon]:
    """Return the polygons that lines close to; empty where they leave a gap.

    A ring inside another is a hole in it.

    >>> square = [[(0, 0), (0, 1), (1, 1)], [(0, 0), (1, 0), (1, 1)]]
    >>> polygons_from(square)
    [[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]]
    """
    rings = _rings([line for line in lines if len(line) > 1])
    if rings is None:
        return []
    polygons: list[Polygon] = []
    for ring in sorted(rings, key=area, reverse=True):
        lon, lat = ring[0]
        around = next((each for each in polygons if Outline([each]).holds((lat, lon))), None)
        if around is None:
            polygons.append([ring])
        else:
            around.append(ring)
    return polygons


def _rings(lines: list[list[At]]) -> list[Ring] | None:
    """Return closed rings of [longitude, latitude]; None where a line leads nowhere."""
    by_end: dict[At, list[int]] = {}
    for number, line in enumerate(lines):
        for end in (line[0], line[-1]):
            by_end.setdefault(end, []).append(number)
    used: set[int] = set()
    rings = []
    for number, line in enumerate(lines):
        if number in used:
            continue
        used.add(number)
        ring = list(line)
        while ring[-1] != ring[0]:
            onward = next((each for each in by_end[ring[-1]] if each not in used), None)
            if onward is None:
                return None
            used.add(onward)
            step = lines[onward]
            ring += step[1:] if step[0] == ring[-1] else step[-2::-1]
        if len(ring) >= RING_POINTS:
            rings.append([[lon, lat] for lat, lon in ring])
    return rings
