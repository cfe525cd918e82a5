"""What runs of the filter came to, kept by place: a later run goes on from the first moment that has changed.

What is believed after a moment follows from the moments up to it alone. A report more about a town of which much
is told changes the last of its moments, as a rule; the others are compared, which is cheaper than to run them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whoholds.control.axes import PAD
from whoholds.control.columns import Floats, Ints
from whoholds.control.layout import Layout

LONG = 32
"""A place with fewer moments is run from the start: comparing them is no cheaper."""


@dataclass(frozen=True, slots=True)
class _Account:
    """The account of one place as it was run.

    Attributes:
        head: its states, the belief at the start, and the rate at which its fights end.
        moments: what each moment does to a belief; m by some.
        after: belief after each moment; m by s.
    """

    head: Floats
    moments: Floats
    after: Floats


class Kept:
    """The accounts of places with many moments, as they were run last."""

    def __init__(self) -> None:
        self._accounts: dict[int, _Account] = {}

    def recall(self, layout: Layout, after: Floats) -> Ints:
        """Return how many moments of each place are as they were when it was run last; n.

        Args:
            layout: the accounts to be run.
            after: takes in the beliefs after those moments; m by s.
        """
        same = np.zeros(len(layout.places), np.int64)
        for i in np.flatnonzero(layout.count >= LONG).tolist():
            kept = self._accounts.get(int(layout.places[i]))
            if kept is None:
                continue
            head, moments = _told_of(layout, i)
            if np.array_equal(head, kept.head):
                start, same[i] = layout.start[i], _alike(moments, kept.moments)
                after[start : start + same[i], : kept.after.shape[1]] = kept.after[: same[i]]
        return same

    def keep(self, layout: Layout, after: Floats) -> None:
        """Keep what was run, until the same places are run again.

        Args:
            layout: the accounts.
            after: belief after each moment; m by s.
        """
        for i in np.flatnonzero(layout.count >= LONG).tolist():
            start, end, width = _span(layout, i)
            self._accounts[int(layout.places[i])] = _Account(*_told_of(layout, i), after[start:end, :width].copy())


def _span(layout: Layout, i: int) -> tuple[int, int, int]:
    """Return the first moment of a place, the one after its last, and how many states it has."""
    start = int(layout.start[i])
    return start, start + int(layout.count[i]), int((layout.states[i] != PAD).sum())


def _told_of(layout: Layout, i: int) -> tuple[Floats, Floats]:
    """Return all that the beliefs of a place follow from: its start, and its moments."""
    start, end, width = _span(layout, i)
    head = np.concatenate([layout.states[i, :width], layout.first[i, :width], layout.fade[i : i + 1]])
    moments = np.concatenate([
        np.stack([values[start:end] for values in (layout.quiet, layout.gap, layout.stay)], axis=1),
        layout.drift[start:end, : width - 1],
        layout.shares[start:end, :width], layout.pulls[start:end, :width],
    ], axis=1)  # fmt: skip
    return head, moments


def _alike(moments: Floats, kept: Floats) -> int:
    """Return how many moments are alike from the first on."""
    most = min(len(moments), len(kept))
    differs = (moments[:most] != kept[:most]).any(axis=1)
    return int(differs.argmax()) if differs.any() else most
