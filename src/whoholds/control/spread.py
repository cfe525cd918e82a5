"""Places that nobody mentions lean on their neighbours along the roads.

What spreads is not who holds a place but how far that has moved from the baseline: where nothing has changed
nearby, the baseline stands; where the towns around have changed hands, so, less surely, has the village between
them. Places of which somebody has spoken are fixed. The others settle where

    sum over links  w_ij (y_i - y_j)^2  +  sum over places  m y_i^2

is least: y is the change of each side's probability since the baseline, w falls with the length of the link, and m
pulls back to the baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whoholds.control.weights import weights
from whoholds.terrain import Link

Floats = NDArray[np.float64]
ROUNDS = 200
ENOUGH = 1e-4
"""Rounds stop when no probability moves by more."""


@dataclass(frozen=True, slots=True)
class Roads:
    """The roads of a theatre as arrays over its places.

    Attributes:
        places: ids, in the order of the arrays.
        start: number of each link's first place.
        end: of its second.
        weight: how strongly the two lean on each other, 1 for places side by side.
    """

    places: tuple[str, ...]
    start: NDArray[np.intp]
    end: NDArray[np.intp]
    weight: Floats


def roads_of(places: Mapping[str, str], links: Iterable[Link]) -> Roads:
    """Return the roads between places that had one holder; crossings and sea lanes are left out.

    That nothing has changed beyond an old front says nothing of this side of it.

    Args:
        places: who held each place by the baseline, by place id.
        links: the theatre's links.
    """
    number = {place: i for i, place in enumerate(places)}
    kept = [
        link
        for link in links
        if link.kind == "road" and link.start in number and places.get(link.start) == places.get(link.end)
    ]
    scale = weights()["spread"]["km"]
    return Roads(
        tuple(places),
        np.array([number[link.start] for link in kept], dtype=np.intp),
        np.array([number[link.end] for link in kept], dtype=np.intp),
        np.exp(-np.array([link.km for link in kept]) / scale),
    )


def spread(roads: Roads, changes: Floats, holds: Floats) -> Floats:
    """Return how far each place has changed, its neighbours heard.

    Args:
        roads: the roads over n places.
        changes: the change of the probability of each of k states since the baseline, n by k: what is said of the
            place itself.
        holds: how strongly what is said holds a place to its own change; n. 0 where nothing is said; infinite where
            nothing can move it.

    Returns:
        The changes, n by k.
    """
    count = len(roads.places)
    fixed = np.isinf(holds)
    held = np.where(fixed, 0.0, holds)[:, None]
    pull = np.full(count, float(weights()["spread"]["pull"])) + held[:, 0]
    np.add.at(pull, roads.start, roads.weight)
    np.add.at(pull, roads.end, roads.weight)
    values = changes.copy()
    for _ in range(ROUNDS):
        settled = np.where(fixed[:, None], changes, (_heard(roads, values) + held * changes) / pull[:, None])
        moved = float(np.abs(settled - values).max(initial=0.0))
        values = settled
        if moved < ENOUGH:
            break
    return values


def _heard(roads: Roads, values: Floats) -> Floats:
    """Return the sum over each place's links of their weight times the other end's values."""
    heard = np.zeros_like(values)
    np.add.at(heard, roads.start, roads.weight[:, None] * values[roads.end])
    np.add.at(heard, roads.end, roads.weight[:, None] * values[roads.start])
    return heard
