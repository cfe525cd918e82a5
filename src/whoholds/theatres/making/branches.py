"""Places without a road of their own, joined to the nearest place that has one."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whoholds.theatres.making.grid import At, straight_km

LEAST_KM_A_DEGREE = 110.0
"""A degree of latitude is never shorter; so much apart in latitude is at least so far away."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A straight line from a place that has a road to one that has none.

    Attributes:
        start: id of the place that is joined already.
        end: id of the place that hangs on it.
        km: length of the straight line.
    """

    start: str
    end: str
    km: float


def branches(joined: Iterable[str], spots: Mapping[str, At]) -> list[Branch]:
    """Return branches that join every spot to the nearest one that is joined already, nearest first.

    A branch is a dead end: it can shorten no way and bypass nothing. Where nothing is joined yet, the first
    spot by id counts as joined. Prim's algorithm: about n² distances at worst, once each.

    >>> near = {"inn": (0.0, 0.0), "mill": (0.0, 0.1), "farm": (0.0, 0.15)}
    >>> [(each.start, each.end) for each in branches(["inn"], near)]
    [('inn', 'mill'), ('mill', 'farm')]
    """
    done = set(joined) & set(spots)
    waiting = dict(sorted((spot, at) for spot, at in spots.items() if spot not in done))
    if not done and waiting:
        done.add(first := next(iter(waiting)))
        del waiting[first]
    return list(_grown(sorted(done), waiting, spots))


def _grown(done: list[str], waiting: dict[str, At], spots: Mapping[str, At]) -> Iterator[Branch]:
    best: dict[str, tuple[float, str]] = {}
    for other in done:
        _offer(other, spots[other], waiting, best)
    heap = [(km, spot, other) for spot, (km, other) in best.items()]
    heapq.heapify(heap)
    while waiting and heap:
        km, spot, other = heapq.heappop(heap)
        if spot in waiting:
            at = waiting.pop(spot)
            yield Branch(other, spot, km)
            for nearer in _offer(spot, at, waiting, best):
                heapq.heappush(heap, (best[nearer][0], nearer, spot))


def _offer(joined: str, at: At, waiting: Mapping[str, At], best: dict[str, tuple[float, str]]) -> list[str]:
    """Note a joined place as the nearest of those that have none so near; return these."""
    nearer = []
    for spot, there in waiting.items():
        known = best.get(spot)
        if known and abs(there[0] - at[0]) * LEAST_KM_A_DEGREE > known[0]:
            continue
        offer = (straight_km(there, at), joined)
        if known is None or offer < known:
            best[spot] = offer
            nearer.append(spot)
    return nearer
