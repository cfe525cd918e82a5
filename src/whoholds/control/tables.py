"""The tables of `weights.yaml` that are by kind of claim, as arrays over the numbers of the kinds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from whoholds.control.columns import Bools, Floats
from whoholds.control.weights import weights

TELLS = ("gains", "keeps", "yields")
"""Kinds that say who has a place."""
TAKERLESS = ("unnamed", "departs", "yields")
"""Kinds that do not say who has the place now: "the fall of X"."""
QUIET = ("keeps", "sits")
"""Kinds that tell of neither fighting nor a change of hands."""
AROUND = ("nears", "encloses")
"""Kinds that speak of the ground around a place rather than of the place itself."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """What each kind of claim adds, by its number.

    Attributes:
        names: the kinds.
        share: chance that hands changed unreported, given that somebody says so.
        rival: chance that the side which fights for the place has it already.
        lean: part of the weight that speaks for that side.
        sits: part of the weight that speaks for the side that is attacked.
        tells: whether it says who has the place.
        is_takerless: whether it does not say who has the place now.
        is_lively: whether it tells of fighting or of a change of hands.
        is_around: whether it speaks of the ground around.
    """

    names: tuple[str, ...]
    share: Floats
    rival: Floats
    lean: Floats
    sits: Floats
    tells: Bools
    is_takerless: Bools
    is_lively: Bools
    is_around: Bools

    def number(self, kind: str) -> int:
        """Return the number of a kind."""
        return self.names.index(kind)


@cache
def kinds() -> Kinds:
    """Return the kinds of `weights.yaml`."""
    table = weights()["kinds"]
    names = tuple(table)
    columns = {
        word: np.array([float(table[name].get(word, 0.0)) for name in names])
        for word in ("share", "rival", "lean", "sits")
    }
    return Kinds(
        names, **columns, tells=_among(names, TELLS), is_takerless=_among(names, TAKERLESS),
        is_lively=~_among(names, QUIET), is_around=_among(names, AROUND),
    )  # fmt: skip


@cache
def kind_numbers() -> dict[str, int]:
    """Return the number of each kind."""
    return {name: number for number, name in enumerate(kinds().names)}


def _among(names: tuple[str, ...], chosen: tuple[str, ...]) -> Bools:
    return np.array([name in chosen for name in names])
