"""Weighed claims in columns: one row a claim, numbers for names, so that NumPy can work on all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
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
NONE = -1
"""The number of no state, no place, no bundle."""

ROW = np.dtype([
    ("order", "u8"),  # of the claim's id: ties are broken by it, whenever the claim came
    ("place", "i4"), ("state", "i2"), ("sign", "i1"), ("kind", "i1"),
    ("opens", "i2"), ("rival", "i2"), ("sitter", "i2"), ("loser", "i2"), ("members", "i2"),
    ("is_area", "?"), ("is_long", "?"), ("base", "f8"), ("prior", "f8"), ("voice", "i4"), ("echo", "i4"),
    # seconds since 1970, UTC
    ("starts", "f8"), ("latest", "f8"), ("counts_from", "f8"), ("published", "f8"), ("known_from", "f8"),
    ("withdrawn", "f8"),
])  # fmt: skip


class Table:
    """Rows that grow at the end, in one array.

    Args:
        dtype: type of a row.
    """

    def __init__(self, dtype: np.dtype[Any] = ROW) -> None:
        self._rows = np.empty(64, dtype)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def rows(self) -> NDArray[Any]:
        """The rows; a view that stays valid until more are added."""
        return self._rows[: self._count]

    def extend(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows at the end."""
        need = self._count + len(rows)
        if need > len(self._rows):
            grown = np.empty(max(need, 2 * len(self._rows)), self._rows.dtype)
            grown[: self._count] = self.rows
            self._rows = grown
        self._rows[self._count : need] = np.array(rows, self._rows.dtype)
        self._count = need


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


def order_of(name: str) -> int:
    """Return a number from 0 to 2**64 - 1 that orders names alike whenever and wherever they are met.

    >>> order_of("c_00000000000000ff")
    255
    """
    if len(name) == HASHED and name.startswith("c_"):  # the hash of a claim is a number already
        with suppress(ValueError):
            return int.from_bytes(bytes.fromhex(name[2:]), "big")
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def seconds(moment: datetime) -> float:
    """Return an instant as seconds since 1970."""
    return moment.timestamp()
