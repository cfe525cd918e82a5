"""Whose words a stretch of text is: an index over the attributions of a report, built once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from whoholds.reading.attribution.model import Attribution


class VoiceIndex:
    """Answers who speaks a span, the first voice first.

    Building sorts the pieces of what is said; a question then looks only at the pieces that begin before the span
    and can still be open there. As contents are bounded, reading a report stays linear in its claims.

    Args:
        attributions: of one text; those that the report itself tells of (wishes, verdicts) are left out.
    """

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        """Sort the pieces of the voiced attributions by where they begin."""
        self._attributions = attributions
        self._depths = _depths(attributions)
        self._pieces = sorted(
            (piece.start, piece.end, i) for i, a in enumerate(attributions) if a.is_voiced for piece in a.content
        )
        self._starts = [start for start, _, _ in self._pieces]
        self._reach = list(accumulate((end for _, end, _ in self._pieces), max))

    def at(self, start: int, end: int) -> list[Attribution]:
        """Return the voiced attributions whose content holds a span, the innermost (first voice) first."""
        found = []
        k = bisect_right(self._starts, start) - 1
        while k >= 0 and self._reach[k] > start:
            _, piece_end, i = self._pieces[k]
            if piece_end > start and self._attributions[i].covers(start, end):
                found.append(i)
            k -= 1
        found.sort(key=lambda i: (-self._depths[i], -i))
        return [self._attributions[i] for i in found]


def voices_at(attributions: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    """Return the voices of one span, as `VoiceIndex.at` does; who asks more than once builds the index."""
    return VoiceIndex(attributions).at(start, end)


def _depths(attributions: Sequence[Attribution]) -> list[int]:
    """Return how many attributions hold each one; every chain is walked once."""
    depths = [-1] * len(attributions)
    for i in range(len(attributions)):
        chain: list[int] = []
        at: int | None = i
        while at is not None and depths[at] < 0:
            chain.append(at)
            at = attributions[at].inside
        depth = -1 if at is None else depths[at]
        for below in reversed(chain):
            depth += 1
            depths[below] = depth
    return depths
