"""Weighed claims in columns: one row a claim, numbers for names, so that NumPy can work on all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

HASHED = 18
"""Length of the id of a claim that is a hash."""
DAY_SECONDS = 86_400.0
NONE = -1
"""The number of no state, no place, no bundle."""

BEARING = np.dtype([
    ("place", "i4"), ("state", "i2"), ("sign", "i1"), ("kind", "i1"),
    ("opens", "i2"), ("rival", "i2"), ("sitter", "i2"), ("loser", "i2"), ("members", "i2"), ("is_area", "?"),
])  # fmt: skip
"""What a claim says of which place: alike for many claims."""
TELLING = np.dtype([
    ("order", "u8"),  # of the claim's id: ties are broken by it, whenever the claim came
    ("is_long", "?"), ("base", "f8"), ("prior", "f8"), ("voice", "i4"), ("echo", "i4"),
    # seconds since 1970, UTC
    ("starts", "f8"), ("latest", "f8"), ("counts_from", "f8"), ("published", "f8"), ("known_from", "f8"),
    ("withdrawn", "f8"),
])  # fmt: skip
"""Who says so, when, and how much that counts."""


class Rows:
    """Some rows of a table; a column of them is gathered when it is asked for.

    Args:
        columns: the columns of the table, by name.
        which: the rows: a slice, their numbers, or the number of one.
    """

    __slots__ = ("_columns", "_which")

    def __init__(self, columns: Mapping[str, NDArray[Any]], which: slice | Ints | int) -> None:
        self._columns, self._which = columns, which

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return one column of these rows; of one row its entry."""
        return self._columns[name][self._which]


class Table:
    """Rows that grow at the end, kept by column: most questions ask for few of the columns.

    Args:
        dtypes: the types of its columns, in one or several groups.
    """

    def __init__(self, *dtypes: np.dtype[Any]) -> None:
        self._columns = {name: np.empty(64, dtype[name]) for dtype in dtypes for name in dtype.names or ()}
        self._dtypes, self._room, self._count = dtypes, 64, 0

    def __len__(self) -> int:
        return self._count

    @property
    def rows(self) -> Rows:
        """The rows; their columns are views that stay valid until more are added."""
        return Rows(self._columns, slice(self._count))

    def only(self, numbers: Ints | int) -> Rows:
        """Return some rows by their numbers, or one."""
        return Rows(self._columns, numbers)

    def extend(self, count: int, *groups: Rows | NDArray[Any]) -> None:
        """Add rows at the end.

        Args:
            count: how many.
            groups: their columns, each group of them by name, in the order of the table's types.
        """
        start, self._count = self._count, self._count + count
        if self._count > self._room:
            self._room = max(self._count, 2 * self._room)
            for name, column in self._columns.items():
                grown = self._columns[name] = np.empty(self._room, column.dtype)
                grown[:start] = column[:start]
        for dtype, new in zip(self._dtypes, groups, strict=True):
            for name in dtype.names or ():
                self._columns[name][start : self._count] = new[name]


class Numbers:
    """Numbers for names, in the order in which they came."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names: list[str] = []
        self._of: dict[str, int] = {}
        for name in names:
            self.number(name)

    def __len__(self) -> int:
        return len(self.names)

    def number(self, name: str) -> int:
        """Return the number of a name, a new one where it has none."""
        found = self._of.get(name)
        if found is None:
            found = self._of[name] = len(self.names)
            self.names.append(name)
        return found

    def get(self, name: str) -> int | None:
        """Return the number of a name; None where it has none."""
        return self._of.get(name)


def distinct(numbers: Ints) -> Ints:
    """Return the numbers that occur, in order: as `np.unique`, whose table of hashes is slow for many of them."""
    ordered = np.sort(numbers)
    is_new = np.ones(len(ordered), bool)
    is_new[1:] = ordered[1:] != ordered[:-1]
    found: Ints = ordered[is_new]
    return found


def order_of(name: str) -> int:
    """Return a number from 0 to 2**64 - 1 that orders names alike whenever and wherever they are met.

    >>> order_of("c_00000000000000ff")
    255
    """
    digits = name[2:]
    if (
        len(name) == HASHED and name.startswith("c_") and digits.isalnum()
    ):  # the hash of a claim is a number already
        try:
            return int(digits, 16)
        except ValueError:
            return _hashed(name)
    return _hashed(name)


def _hashed(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def seconds(moment: datetime) -> float:
    """Return an instant as seconds since 1970."""
    return moment.timestamp()
