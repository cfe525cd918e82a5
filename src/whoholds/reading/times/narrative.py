"""The running time of a text: when a sentence without words of time is likely to play."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from whoholds.model.when import When
from whoholds.reading.times.timex import Timex

REACH: Final = 1000
"""How many characters a date is taken to govern where the text, and with it the paragraph's end, is not given."""


def running_time(timexes: Sequence[Timex], offset: int, text: str = "") -> When | None:
    """Return when a sentence without words of time plays: the day last told before it in its own paragraph.

    Deliberately shy. The answer is None where the last date told is a year ("recaptured in 2017"), a week, or a
    vaguer stretch; where only a saying was dated ("said on Friday"); where a paragraph has ended since; and where
    nothing was told. A month told in full is an answer, with a month's precision.

    Args:
        timexes: of one text, in order, as `find_times` returns them.
        offset: in characters, where the sentence starts.
        text: the text; without it a date governs the next `REACH` characters.
    """
    for timex in reversed(timexes[: bisect_left(timexes, offset, key=lambda timex: timex.end)]):
        if _has_faded(timex, offset, text):
            return None
        if timex.when is None or timex.type in {"DURATION", "SET"}:
            continue
        if timex.is_anchor and timex.when.precision != "year":
            return timex.when
        if not _is_day(timex.when):
            return None
    return None


def _has_faded(timex: Timex, offset: int, text: str) -> bool:
    """Say whether a date is too far back to govern a sentence."""
    return "\n" in text[timex.end : offset] if text else offset - timex.end > REACH


def _is_day(when: When) -> bool:
    return when.precision in {"minute", "hour", "day"} and (when.end - when.start).days <= 1
