"""Places that nobody mentions lean on the mentioned ones around them, by road.

What spreads is not who holds a place but how far that has moved from the baseline: where nothing has changed
nearby, the baseline stands; where the towns around have changed hands, so, less surely, has the village between
them. A place's change is the mean of the changes of the mentioned places around it, each with the weight
exp(-km / k) of its distance by road, and of what is said of its region and its surroundings (no change at all,
where nothing is) with a weight of its own: one captured neighbour alone convinces nobody. A captured neighbour
counts more where the place lies behind it, and less where it lies beyond (`ground.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from math import exp

from whoholds.control.columns import Floats
from whoholds.control.weights import weights
from whoholds.terrain import Link

METRES = 1000


class Roads:
    """The roads between places that had one holder; crossings and sea lanes are left out.

    That nothing has changed beyond an old front says nothing of this side of it.

    Args:
        links: the theatre's links.
        holders: who held each place by the baseline, by place id; a place not in it had nobody.
    """

    def __init__(self, links: Iterable[Link], holders: Mapping[str, str]) -> None:
        self._ways: defaultdict[str, list[tuple[str, int, str]]] = defaultdict(list)
        for link in links:
            if link.kind == "road" and holders.get(link.start) == holders.get(link.end):
                metres, id_ = round(link.km * METRES), link.id
                self._ways[link.start].append((link.end, metres, id_))
                self._ways[link.end].append((link.start, metres, id_))

    def around(self, start: str, reach_km: float, cut: frozenset[str] = frozenset()) -> dict[str, float]:
        """Return the places within reach of one by road, with their distance in km.

        Distances are summed in metres, so that they are the same from either end.

        Args:
            start: id of the place.
            reach_km: how far.
            cut: ids of the links that are cut.
        """
        reach, best, queue = round(reach_km * METRES), {start: 0}, [(0, start)]
        while queue:
            metres, at = heappop(queue)
            if metres > best[at]:
                continue
            for other, step, link in self._ways.get(at, ()):
                far = metres + step
                if far <= best.get(other, reach) and link not in cut and (other not in best or far < best[other]):
                    best[other] = far
                    heappush(queue, (far, other))
        del best[start]
        return {place: metres / METRES for place, metres in best.items()}


def leaning(change: Floats, near: Sequence[tuple[float, float, Floats]], later: tuple[float, Floats]) -> Floats:
    """Return how far a place has changed, its neighbours heard.

    Args:
        change: the change of the probability of each of k states since the baseline, by what is said of the place's
            region and surroundings; none where nothing is.
        near: the places that it leans on, always in the same order: distance in km, how many times as much as by
            that alone it counts, and change.
        later: how much what is told of a later change of hands counts, and the change by that.
    """
    rules, (strength, before) = weights()["spread"], later
    inertia = rules["inertia"] + rules["alone"] / max(len(near), 1)
    heard, loud = inertia * change + strength * before, inertia + strength
    for km, times, other in near:
        weight = times * exp(-km / rules["km"])
        heard += weight * other
        loud += weight
    found: Floats = heard / loud
    return found
