"""What every way from a root passes: the dominators of all places, by one depth-first search."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Forest:
    """A dominator tree for each root, in numbers of nodes; nodes that no root reaches are in none.

    Attributes:
        order: the nodes, each before all that hang behind it, which stand right behind it.
        above: the nearest node that every way from the root to a node passes; a root is its own.
        size: how many nodes hang behind each, itself included; 0 where no root reaches it.
        loose: into how many pieces what hangs behind a node falls without it.
        position: where each node stands in `order`; -1 where it does not.
        tops: where the roots stand in `order`, ascending.
    """

    order: list[int]
    above: list[int]
    size: list[int]
    loose: list[int]
    position: list[int]
    tops: list[int]

    def root(self, n: int) -> int:
        """Return the root of a node's tree."""
        return self.order[self.tops[bisect_right(self.tops, self.position[n]) - 1]]

    def is_behind(self, n: int, gate: int) -> bool:
        """Return whether a node hangs behind another, or is it."""
        return 0 <= self.position[n] - self.position[gate] < self.size[gate]

    def gates(self, n: int) -> list[int]:
        """Return the nodes that every way from the root to a node passes, nearest first; neither end."""
        found = []
        while (up := self.above[n]) != self.above[up]:
            found.append(up)
            n = up
        return found

    def meet(self, one: int, other: int) -> int:
        """Return the last node that all ways to either of two nodes of one tree pass."""
        while not self.is_behind(other, one):
            one = self.above[one]
        return one


@dataclass(frozen=True, slots=True)
class Near:
    """The neighbours of nodes in one flat list: those of node n are `heads[bounds[n]:bounds[n + 1]]`.

    Two lists of numbers rather than a list of lists: nothing in it that the collector of garbage has to walk.
    """

    bounds: list[int]
    heads: list[int]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def of(self, n: int) -> list[int]:
        """Return the neighbours of a node."""
        return self.heads[self.bounds[n] : self.bounds[n + 1]]

    @classmethod
    def of_edges(cls, size: int, starts: np.ndarray, ends: np.ndarray) -> Near:
        """Return the neighbours of each of `size` nodes, from the two ends of each edge."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        tails, heads = np.concatenate([starts, ends]), np.concatenate([ends, starts])
        order = np.argsort(tails, kind="stable")
        return cls(np.searchsorted(tails[order], np.arange(size + 1)).tolist(), heads[order].tolist())


def components(size: int, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return for each of `size` nodes the least node that edges join it to: int64.

    Each round hooks the root of either end onto the lesser one and halves all paths; the rounds grow as
    the logarithm of the size on roads (Shiloach and Vishkin 1982).
    """
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    root = np.arange(size)
    while len(starts):
        one, other = root[starts], root[ends]
        np.minimum.at(root, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(root, upper := root[root]):
            root = upper
        is_apart = root[starts] != root[ends]
        starts, ends = starts[is_apart], ends[is_apart]
    return root


def dominators(near: Near, roots: Iterable[int], without: int | None = None) -> Forest:
    """Return the dominator trees of an undirected graph, less one node; at most one root in each connected part.

    A node's dominator is the cut vertex at the top of its block (Hopcroft and Tarjan 1973), or what is
    above that. Iterative depth-first search with low points: O(nodes + edges).

    >>> dominators(Near([0, 1, 3, 4], [1, 0, 2, 1]), [0]).above
    [0, 0, 1]
    """
    order, parent, rank, low = _depth_first(near, roots, without)
    above, loose, size = list(parent), [0] * len(near), [0] * len(near)
    for n in order:
        up = parent[n]
        if low[n] < rank[up]:
            above[n] = above[up]
        elif up != n:
            loose[up] += 1
    for n in reversed(order):
        size[n] += 1
        if above[n] != n:
            size[above[n]] += size[n]
    return _laid_out(order, above, size, loose)


def _depth_first(
    near: Near, roots: Iterable[int], without: int | None
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return order of arrival, parent, rank in that order, and low point of each node."""
    heads, bounds, nexts = near.heads, near.bounds, near.bounds[:]
    order: list[int] = []
    parent, rank, low = list(range(len(near))), [-1] * len(near), [0] * len(near)
    if without is not None:
        rank[without] = len(near)  # as if it had been met last: nobody goes there, nobody comes from there
    for root in roots:
        n = root
        rank[n] = lowest = len(order)
        order.append(n)
        while True:
            at, stop = nexts[n], bounds[n + 1]
            while at < stop and (seen := rank[heads[at]]) >= 0:
                lowest = min(lowest, seen)
                at += 1
            low[n] = lowest
            if at < stop:
                nexts[n] = at + 1
                parent[heads[at]] = n
                n = heads[at]
                rank[n] = lowest = len(order)
                order.append(n)
            elif n == root:
                break
            else:
                n = parent[n]
                lowest = min(lowest, low[n])
    return order, parent, rank, low


def _laid_out(arrived: Sequence[int], above: list[int], size: list[int], loose: list[int]) -> Forest:
    """Put every node right behind the node above it: in order of arrival each takes the next room there."""
    position, room, taken = [-1] * len(above), [0] * len(above), 0
    order, tops = [0] * len(arrived), []
    for n in arrived:
        up = above[n]
        if up == n:
            place, taken = taken, taken + size[n]
            tops.append(place)
        else:
            place = room[up]
            room[up] += size[n]
        position[n], room[n] = place, place + 1
        order[place] = n
    return Forest(order, above, size, loose, position, tops)
