"""Where the war is: hands change unreported more often near fighting than far from it.

A place is hot for some days after somebody tells of fighting, or of a change of hands, one road away. How fast
knowledge of who holds it fades depends on that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from whoholds.control.columns import Floats, Ints
from whoholds.control.weights import weights
from whoholds.terrain import Link

DAY_SECONDS = 86_400.0


def neighbours(links: Iterable[Link]) -> dict[str, list[str]]:
    """Return the places one road away from each, by place id."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind == "road":
            near[link.start].add(link.end)
            near[link.end].add(link.start)
    return {place: sorted(others) for place, others in near.items()}


class Heat:
    """How many days each place has been hot by any instant.

    Args:
        owner: index of the place that each lively event makes hot.
        at: instant of the event, in seconds.
        count: number of places.
    """

    def __init__(self, owner: Ints, at: Floats, count: int) -> None:
        day = np.floor(at / DAY_SECONDS).astype(np.int64)
        pairs = np.unique(np.stack([owner, day], axis=1), axis=0) if len(owner) else np.empty((0, 2), np.int64)
        self._owner, self._day = pairs[:, 0], pairs[:, 1]
        self._lasts = int(weights()["filter"]["hot_days"])
        until_next = np.full(len(pairs), self._lasts)
        same = self._owner[1:] == self._owner[:-1]
        until_next[:-1][same] = np.minimum(self._lasts, (self._day[1:] - self._day[:-1])[same])
        self._before = np.concatenate([[0], np.cumsum(until_next)])
        self._first = np.searchsorted(self._owner, np.arange(count + 1))
        self._keys = self._owner * SPAN + self._day

    def days(self, owner: Ints, at: Floats) -> Floats:
        """Return how many hot days each place has had by an instant; only differences mean anything."""
        if not len(self._keys):
            return np.zeros(len(owner))
        day = at / DAY_SECONDS
        last = np.searchsorted(self._keys, owner * SPAN + np.floor(day).astype(np.int64), side="right") - 1
        first = self._first[owner]
        has_one = last >= first
        last = np.maximum(last, 0)
        here = np.minimum(self._lasts, day - self._day[last])
        return np.where(has_one, self._before[last] - self._before[first] + here, 0.0)


SPAN = 10_000_000
"""More days than any war has, so that a place and a day are one key."""
