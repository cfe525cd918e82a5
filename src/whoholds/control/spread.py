"""Places that nobody mentions lean on the mentioned ones around them, by road.

What spreads is not who holds a place but how far that has moved from the baseline: where nothing has changed
nearby, the baseline stands; where the towns around have changed hands, so, less surely, has the village between
them. A place's change is the mean of the changes of the mentioned places around it, each with the weight
exp(-km / k) of its distance by road, and of no change at all with a weight of its own: one captured neighbour alone
convinces nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from math import exp

import numpy as np
from numpy.typing import NDArray

from whoholds.control.weights import weights
from whoholds.terrain import Link

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Roads:
    """The roads of a theatre, over the numbers of its places.

    Attributes:
        places: ids, in the order of the numbers.
        ways: for each place the neighbours with the length of the way, in km.
    """

    places: tuple[str, ...]
    ways: Mapping[int, list[tuple[int, float]]]


def roads_of(places: Mapping[str, str], links: Iterable[Link], cut: Iterable[str] = ()) -> Roads:
    """Return the roads between places that had one holder; crossings, sea lanes and cut roads are left out.

    That nothing has changed beyond an old front says nothing of this side of it.

    Args:
        places: who held each place by the baseline, by place id.
        links: the theatre's links.
        cut: ids of the links that are cut.
    """
    number = {place: i for i, place in enumerate(places)}
    gone = set(cut)
    ways: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for link in links:
        is_road = link.kind == "road" and link.id not in gone and link.start in number
        if is_road and places.get(link.start) == places.get(link.end):
            one, other = number[link.start], number[link.end]
            ways[one].append((other, link.km))
            ways[other].append((one, link.km))
    return Roads(tuple(places), ways)


def spread(roads: Roads, changes: Floats, holds: Floats) -> Floats:
    """Return how far each place has changed, its neighbours heard.

    Args:
        roads: the roads over n places.
        changes: the change of the probability of each of k states since the baseline, n by k: what is said of the
            place itself.
        holds: how strongly what is said holds a place to its own change; n. 0 where nothing is said; infinite where
            nothing can move it: these are the ones that others lean on.

    Returns:
        The changes, n by k.
    """
    rules, fixed = weights()["spread"], np.isinf(holds)
    heard, loud = np.zeros_like(changes), np.zeros(len(holds))
    voices = np.zeros(len(holds))
    for i in np.flatnonzero(fixed).tolist():
        for j, km in around(roads, i, rules["reach_km"]):
            near = exp(-km / rules["km"])
            heard[j] += near * changes[i]
            loud[j] += near
            voices[j] += 1
    own = np.where(fixed, 0.0, holds)
    loud += rules["inertia"] + rules["alone"] / np.maximum(voices, 1)
    leaning: Floats = (heard + own[:, None] * changes) / (loud + own)[:, None]
    return np.where(fixed[:, None], changes, leaning)


def around(roads: Roads, start: int, reach_km: float) -> Iterable[tuple[int, float]]:
    """Return the places within reach of one by road, with their distance in km."""
    best, queue = {start: 0.0}, [(0.0, start)]
    while queue:
        km, at = heappop(queue)
        if km > best[at]:
            continue
        for other, step in roads.ways.get(at, ()):
            far = km + step
            if far <= reach_km and far < best.get(other, reach_km + 1):
                best[other] = far
                heappush(queue, (far, other))
    del best[start]
    return best.items()
