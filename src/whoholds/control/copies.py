"""Voices that repeat others without saying so.

A voice repeats another where much of what it says the other has just said, and a smaller part of the other's the
other way round. Two good reporters meet as well, on what is plain to see; but seldom on half of what they say. What
such a voice says after the one that it repeats counts as that one's echo.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

import numpy as np

from whoholds.control.book import Book
from whoholds.control.columns import Bools, Floats, Ints, Rows, distinct
from whoholds.control.tables import kinds
from whoholds.control.weights import weights

SPAN = 1 << 32
"""More voices than any ledger has, so that two of them are one key."""
LOOK_BACK = 8
"""So many claims of the same are looked back upon."""


class Copies:
    """How often each voice has said what another had just said.

    Args:
        before: what was counted before; None for nothing.

    Attributes:
        said: how many claims each voice has made that say who has a place.
        after: how often the first of two voices came after the second with the same, by `pair_key`.
    """

    def __init__(self, before: Copies | None = None) -> None:
        self.said: Counter[int] = Counter(before.said if before else ())
        self.after: Counter[int] = Counter(before.after if before else ())

    def hear(self, book: Book, heard: Ints, new: Bools) -> None:
        """Count claims.

        Args:
            book: the claims.
            heard: rows, those of some days before among them.
            new: which of them are to be counted.
        """
        rows = book.table.only(heard)
        tells = kinds().tells[rows["kind"]] & (rows["sign"] != 0) & ~rows["is_area"]
        speaker = np.array(book.speaker_of, np.int64)[rows["voice"]]
        self.said.update(speaker[tells & new].tolist())
        some = np.flatnonzero(tells)
        told = book.table.only(heard[some])
        pairs = _pairs(told, told["place"].astype(np.int64), speaker[some])
        later, who = pairs[0], speaker[some]
        is_new = new[some][later]
        said_after = distinct(later[is_new] * SPAN + who[pairs[1]][is_new])  # once, however often it was said
        self.after.update((who[said_after // SPAN] * SPAN + said_after % SPAN).tolist())

    @cached_property
    def repeats(self) -> Ints:
        """The pairs of voices of which the first repeats the second, as keys in order; of all that is heard."""
        rules = weights()["copies"]
        keys = np.array(sorted(self.after), np.int64)
        if not len(keys):
            return keys
        times = np.array([self.after[key] for key in keys.tolist()])
        said = np.zeros(max(self.said) + 1)
        said[list(self.said)] = list(self.said.values())
        first, second = keys // SPAN, keys % SPAN
        share = times / said[first]  # which part of a voice's claims came after another's of the same
        back = np.minimum(np.searchsorted(keys, second * SPAN + first), len(keys) - 1)
        other_way = np.where(keys[back] == second * SPAN + first, share[back], 0.0)
        copied = (times >= rules["least"]) & (share >= rules["share"]) & (share >= rules["oftener"] * other_way)
        found: Ints = keys[copied]
        return found


def echoes(book: Book, number: Ints, place: Ints, repeats: Ints) -> tuple[Ints, Ints]:
    """Return claims that a voice makes after the one that it repeats, and the claims that they repeat, as indices.

    Args:
        book: the claims.
        number: their rows.
        place: their places.
        repeats: pairs of voices, from `Copies.repeats`.
    """
    rows = book.table.only(number)
    speaker = np.array(book.speaker_of, np.int64)[rows["voice"]]
    later, earlier = _pairs(rows, place, speaker)
    copied = np.isin(speaker[later] * SPAN + speaker[earlier], repeats)
    later, earlier = later[copied], earlier[copied]
    _, first = np.unique(later, return_index=True)
    return later[first], earlier[first]


def _pairs(rows: Rows, place: Ints, speaker: Ints) -> tuple[Ints, Ints]:
    """Return pairs of claims of different voices that say the same within some days: the later and the earlier."""
    within: float = weights()["copies"]["days"] * 86_400.0
    published: Floats = rows["published"]
    state, sign = rows["state"], rows["sign"]
    order = np.lexsort((rows["order"], published, sign, state, place))
    told = [place[order], state[order], sign[order]]
    at, who = published[order], speaker[order]
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for back in range(1, min(LOOK_BACK, max(0, len(order) - 1)) + 1):
        same = (at[back:] - at[:-back] <= within) & (at[back:] > at[:-back]) & (who[back:] != who[:-back])
        for values in told:
            same &= values[back:] == values[:-back]
        later = np.flatnonzero(same) + back
        found.append((order[later], order[later - back]))
    return np.concatenate([later for later, _ in found]), np.concatenate([earlier for _, earlier in found])
