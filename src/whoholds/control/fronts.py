"""Who stands next to each place, and for how long: hands change unreported near a front, and to who stands there.

Of each place it is kept who was last said to have it. What is believed of a place drifts with the time toward the
sides that are said to have the places one road away, in the parts in which they have them: far behind the lines
that is the holder, at a front it is the enemy as well.

Times are whole seconds, so that sums over them are exact in whatever order they are added.
"""

from __future__ import annotations

import numpy as np

from whoholds.control.book import Book
from whoholds.control.columns import NONE, Ints
from whoholds.control.tables import kinds
from whoholds.control.told import Told
from whoholds.control.weights import weights

SPAN = 1 << 40
"""More seconds than any war has, so that a place and an instant are one key."""
START = 1 << 39
"""Added to instants, so that those before 1970 are positive."""


class Fronts:
    """Who was said to have the places around, over time.

    Args:
        book: the claims.
        around: those that count, of the places asked about and of those one road away.
        on: the instant asked about, in seconds.
    """

    def __init__(self, book: Book, around: Told, on: float) -> None:
        self._begins, self._near = book.near()
        place, at, side = _turns(book, around)
        self._keys = place * SPAN + at + START
        self._at, self._side = at, side
        until = np.full(len(at), int(on))
        same = place[1:] == place[:-1]
        until[:-1][same] = at[1:][same]
        lasted = np.zeros((len(at) + 1, len(book.states)), np.int64)
        some = side > 0
        lasted[1:][some, side[some]] = np.maximum(0, until - at)[some]
        self._lasted = np.cumsum(lasted, axis=0)
        self._first = np.searchsorted(self._keys, np.arange(len(self._begins)) * SPAN)

    def sides(self, place: Ints) -> tuple[Ints, Ints]:
        """Return the sides that the places around each were ever said to be of: pairs of index and side."""
        owner, other = self._neighbours(place)
        first, last = self._first[other], self._first[other + 1]
        count = last - first
        each = np.repeat(np.arange(len(other)), count)
        entry = first[each] + np.arange(len(each)) - np.repeat(np.cumsum(count) - count, count)
        side = self._side[entry]
        return owner[each][side > 0], side[side > 0]

    def _neighbours(self, place: Ints) -> tuple[Ints, Ints]:
        count = self._begins[place + 1] - self._begins[place]
        owner = np.repeat(np.arange(len(place)), count)
        nth = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        return owner, self._near[self._begins[place][owner] + nth]

    def seconds(self, place: Ints, at: Ints) -> Ints:
        """Return how many seconds each side has had places around each place by an instant; n by states.

        Args:
            place: numbers of the places.
            at: instants, in whole seconds.
        """
        sums = np.zeros((len(place), self._lasted.shape[1]), np.int64)
        if not len(self._side):
            return sums
        degree = self._begins[place + 1] - self._begins[place]
        for nth in range(int(degree.max(initial=0))):
            some = np.flatnonzero(degree > nth)
            other = self._near[self._begins[place[some]] + nth]
            sums[some] += self._seconds_of(other, at[some])
        return sums

    def degree(self, place: Ints) -> Ints:
        """Return how many places are one road away."""
        degree: Ints = self._begins[place + 1] - self._begins[place]
        return degree

    def _seconds_of(self, place: Ints, at: Ints) -> Ints:
        last = np.searchsorted(self._keys, place * SPAN + at + START, side="right") - 1
        first = self._first[place]
        begun = last >= first
        entry = np.maximum(last, 0)
        sums = self._lasted[np.where(begun, entry, first)] - self._lasted[first]
        side = self._side[entry]
        now = begun & (side > 0)
        sums[now, side[now]] += (at - self._at[entry])[now]
        return sums


def _turns(book: Book, around: Told) -> tuple[Ints, Ints, Ints]:
    """Return who was said to have which place from when on, by place and instant; `NONE` for nobody.

    Who gives a place up leaves it to the one enemy where there is one. The baseline says nothing here: a village of
    which nobody has spoken since is no news of the town beside it.
    """
    table, number = kinds(), around.number
    kind, sign = book.column("kind")[number], book.column("sign")[number]
    plain = table.tells[kind] & ~book.column("is_area")[number]
    plain &= around.weight >= weights()["filter"]["turns_from"]
    leaves = (sign < 0) & (kind == table.number("yields"))
    entries = np.flatnonzero(plain & (leaves | (sign > 0)))
    side = np.where(leaves, around.opens, around.state)[entries]
    place, at = around.place[entries], np.floor(around.instant[entries]).astype(np.int64)
    order = np.argsort(place, kind="stable")  # the claims of a place come in the order of events and of their ids
    return place[order], at[order], np.where(side > 0, side, NONE)[order]
