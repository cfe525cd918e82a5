"""Neighbours by the straight line, for places whose roads nobody has told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from whoholds.theatres.making.grid import At

FIRST_LOOK = 16


def relative_neighbours(spots: Mapping[str, At]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of places that no third place lies nearer to than they lie to each other.

    This is the relative neighbourhood graph (Toussaint 1980): it hangs together, and has about as many links as a
    road net. Cost: for each place a look at all others by its sixteen nearest, and at the few that are left by all.

    >>> sorted(relative_neighbours({"a": (0, 0), "b": (0, 1), "c": (0, 2), "d": (0.9, 1)}))
    [('a', 'b'), ('b', 'c'), ('b', 'd')]
    """
    ids = sorted(spots)
    points = _on_the_globe([spots[each] for each in ids])
    for here in range(len(ids)):
        for there in _neighbours_of(here, points):
            if here < there:
                yield ids[here], ids[there]


def _on_the_globe(places: list[At]) -> Any:  # noqa: ANN401 an array
    """Return points on the unit sphere, whose straight distances order as those along the ground."""
    lat, lon = np.radians(np.asarray(places, dtype=float).reshape(-1, 2)).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _neighbours_of(here: int, points: Any) -> Iterator[int]:  # noqa: ANN401 an array
    away = ((points - points[here]) ** 2).sum(axis=1)
    order = np.argsort(away, kind="stable")
    order = order[order != here]
    left = np.ones(len(points), dtype=bool)
    left[here] = False
    for between in order[:FIRST_LOOK]:
        left &= ~_is_between(between, away, points)
    for there in order[left[order]]:
        nearer = order[: int(np.searchsorted(away[order], away[there]))]
        gaps = ((points[nearer] - points[there]) ** 2).sum(axis=1)
        if not (gaps < away[there]).any():
            yield int(there)


def _is_between(between: int, away: Any, points: Any) -> Any:  # noqa: ANN401 arrays
    """Return, for every place, whether `between` is nearer both to it and to the place looked from."""
    gaps = ((points - points[between]) ** 2).sum(axis=1)
    return (gaps < away) & (away[between] < away) & (np.arange(len(points)) != between)
