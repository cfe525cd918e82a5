"""The running time of a text: when a sentence without words of time is likely to play."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from whoholds.model.when import When
from whoholds.reading.times.timex import Timex

REACH: Final = 1000
"""How many characters a date is taken to govern where the text, and with it the paragraph's end, is not given."""


LONGEST_HEADING: Final = 80
"""Characters of a line that can be a heading."""

SENTENCE_ENDS: Final = frozenset('.!?:;,"\u201d)]')
HEADING_MARKS: Final = " =*#:-\u2013\u2014"


def running_time(
    timexes: Sequence[Timex], offset: int, text: str = "", old_before: datetime | None = None
) -> When | None:
    """Return when a sentence without words of time plays: the day last told before it in its own paragraph.

    Deliberately shy. The answer is None where the last date told is a year ("recaptured in 2017"), a week, or a
    vaguer stretch; where only a saying was dated ("said on Friday"); where a paragraph has ended since, unless the
    day is a heading over it; and where nothing was told. A month told in full is an answer, with a month's
    precision.

    Args:
        timexes: of one text, in order, as `find_times` returns them.
        offset: in characters, where the sentence starts.
        text: the text; without it a date governs the next `REACH` characters.
        old_before: the day on which something was said is an answer too where it ended before this: a text that
            tells of days long past goes from one saying to the next. None where it is not known.
    """
    before = timexes[: bisect_left(timexes, offset, key=lambda timex: timex.end)]
    for timex in reversed(before):
        if _has_faded(timex, offset, text):
            return _of_heading(before, offset, text)
        if timex.when is None or timex.type in {"DURATION", "SET"}:
            continue
        is_old = old_before is not None and timex.when.end < old_before and _is_day(timex.when)
        if (timex.is_anchor or is_old) and timex.when.precision != "year":
            return timex.when
        if not _is_day(timex.when):
            return None
    return None


def _of_heading(timexes: Sequence[Timex], offset: int, text: str) -> When | None:
    """Return the day that stands as a heading over a paragraph, where no other heading stands between."""
    line_end = text.rfind("\n", 0, offset)
    while line_end > 0:
        line_start = text.rfind("\n", 0, line_end) + 1
        line = text[line_start:line_end].strip()
        if line and line[-1] not in SENTENCE_ENDS and len(line) <= LONGEST_HEADING:
            return _day_of(line, line_start, line_end, timexes)
        line_end = line_start - 1
    return None


def _day_of(line: str, start: int, end: int, timexes: Sequence[Timex]) -> When | None:
    """The day of a heading that is nothing but a date."""
    here = [timex for timex in timexes if start <= timex.start and timex.end <= end]
    if len(here) != 1 or line.strip(HEADING_MARKS) != here[0].text or here[0].when is None:
        return None
    return here[0].when if _is_day(here[0].when) else None


def _has_faded(timex: Timex, offset: int, text: str) -> bool:
    """Say whether a date is too far back to govern a sentence."""
    return "\n" in text[timex.end : offset] if text else offset - timex.end > REACH


def _is_day(when: When) -> bool:
    return when.precision in {"minute", "hour", "day"} and (when.end - when.start).days <= 1
