"""The states of each place, as columns, and which columns a claim speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from whoholds.control.book import Book
from whoholds.control.columns import NONE, Floats, Ints, distinct
from whoholds.control.told import Told
from whoholds.control.weights import weights

NO_SIDE = 1
"""The column of "somebody unnamed"."""
UNNAMED = -1
"""The number of "somebody unnamed" among a place's states."""
NOW = ("rival", "sitter")
BEFORE = (*NOW, "loser")
"""The parts that sides play in a claim: now, and before what it tells."""
PAD = -2
"""The number of no state: it fills up the rows of places with fewer sides."""


class Axes:
    """The states of each place: contested, somebody unnamed, and the sides that its account names.

    Args:
        book: the claims.
        told: the claims, and the claims of a later time, each with the place of each as an index.
        holders: the state of each place by its baseline; `NONE` where it has none.
        near: sides that have places around: the place of each, as an index, and the side.
        named: a side that is named everywhere; `NONE` for none.
    """

    def __init__(
        self,
        book: Book,
        told: Iterable[tuple[Told, Ints]],
        holders: Ints,
        near: tuple[Ints, Ints],
        named: int = NONE,
    ) -> None:
        self._book = book
        names = book.states.names
        self._rank = np.empty(len(names), np.int64)
        self._rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
        by_rank = np.argsort(self._rank)
        n = len(holders)
        pairs = [np.arange(n)[holders > 0] * len(names) + self._rank[holders[holders > 0]]]
        pairs.append(near[0] * len(names) + self._rank[near[1]])
        if named > 0:
            pairs.append(np.arange(n) * len(names) + self._rank[named])
        # Who lost a place is named by later claims only: it had the place before.
        for (claims, at_place), parts in zip(told, (NOW, BEFORE), strict=True):
            for sides in _sides(book, claims, parts):
                is_named = sides > 0
                pairs.append(at_place[is_named] * len(names) + self._rank[sides[is_named]])
        self._keys = distinct(np.concatenate(pairs))
        place = self._keys // len(names)
        self._begins = np.searchsorted(self._keys, np.arange(n) * len(names))
        column = np.arange(len(self._keys)) - self._begins[place] + 2
        self.width = int(column.max(initial=2)) + 1
        self.states = np.full((n, self.width), PAD)
        self.states[:, 0], self.states[:, 1] = 0, UNNAMED
        self.states[place, column] = by_rank[self._keys % len(names)]
        self.even = self._even(np.bincount(place, minlength=n))

    def _even(self, named: Ints) -> Floats:
        sides = len(self._book.theatre.sides) or weights()["filter"]["unlisted_sides"]
        self.each: Floats = 1 / (np.maximum(sides, named) + 1)
        even: Floats = np.where(self.states[:, 1:] > 0, self.each[:, None], 0.0)
        even[:, 0] = 1 - named * self.each
        return even

    def columns(self, told: Told, at_place: Ints) -> Columns:
        """Return the columns of the sides that each claim names; `NONE` where it names none."""
        named = _sides(self._book, told, BEFORE)
        state, opens, rival, sitter, loser = (self.column(at_place, sides) for sides in named)
        members = self._members(told, at_place)
        return Columns(state, opens, rival, sitter, loser, *members, self.even[at_place])

    def from_states(self, owner: Ints, shares: Floats) -> Floats:
        """Return shares over all states as shares over the columns of places, but for contested; m by s - 1.

        Args:
            owner: the place of each row, as an index; m.
            shares: m by the number of states.
        """
        states = self.states[owner, 1:]
        found: Floats = np.where(states > 0, shares[np.arange(len(owner))[:, None], np.maximum(states, 0)], 0.0)
        return found

    @staticmethod
    def column_of(states: Ints, wanted: Ints) -> Ints:
        """Return the column of a state in each row of states; the first where a row does not have it."""
        column: Ints = (states == wanted[:, None]).argmax(axis=1)
        return column

    def column(self, at_place: Ints, states: Ints) -> Ints:
        """Return the column of a state at a place; `NONE` where the place does not have it."""
        keys = at_place * len(self._rank) + self._rank[np.maximum(states, 0)]
        found = np.minimum(np.searchsorted(self._keys, keys), max(0, len(self._keys) - 1))
        is_there = self._keys[found] == keys if len(self._keys) else np.zeros(len(keys), bool)
        column = np.where(is_there, found - self._begins[at_place] + 2, NONE)
        return np.where(states > 0, column, np.where(states == 0, 0, NONE))

    def _members(self, told: Told, at_place: Ints) -> tuple[Ints, Ints]:
        """Return the claims that speak of an umbrella, once for each member, and the member's column."""
        members = self._book.column("members")[told.number]
        pairs = [(at, m) for at in np.flatnonzero(members).tolist() for m in self._book.members(int(members[at]))]
        claims = np.array([at for at, _ in pairs], np.int64)
        columns = self.column(at_place[claims], np.array([m for _, m in pairs], np.int64))
        return claims[columns >= 0], columns[columns >= 0]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of what claims name: one entry a claim, and those of an umbrella's members apart.

    Attributes:
        state: what it speaks for or against.
        opens: what may have begun unreported.
        rival: who fights for the place.
        sitter: who is attacked there.
        loser: from whom it is taken.
        of_umbrella: claims that speak of an umbrella, once for each member that the place knows.
        member: the member's column.
        even: the shares of ignorance at the claim's place, over its columns but the first.
    """

    state: Ints
    opens: Ints
    rival: Ints
    sitter: Ints
    loser: Ints
    of_umbrella: Ints
    member: Ints
    even: Floats


def _sides(book: Book, told: Told, parts: tuple[str, ...]) -> Iterator[Ints]:
    """Yield the states that claims name: what they speak for, what may have begun, and who plays each part."""
    yield told.state
    yield told.opens
    for name in parts:
        yield book.column(name)[told.number].astype(np.int64)
