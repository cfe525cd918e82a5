"""The running time of a text: when a sentence without words of time is likely to play."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from whoholds.model.when import When
from whoholds.reading.times.timex import Timex


def running_time(timexes: Sequence[Timex], offset: int) -> When | None:
    """Return the narrative's day at an offset: that of the last full date told before it; None before the first.

    Args:
        timexes: of one text, in order.
        offset: in characters, where the sentence starts.
    """
    index = bisect_right([timex.start for timex in timexes], offset)
    for timex in reversed(timexes[:index]):
        if timex.is_anchor:
            return timex.when
    return None
