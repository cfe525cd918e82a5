"""Time expressions: found in text, read as TIMEX3 values and as intervals."""

from whoholds.reading.times.find import find_times
from whoholds.reading.times.narrative import running_time
from whoholds.reading.times.timex import Timex, TimexType

__all__ = ["Timex", "TimexType", "find_times", "running_time"]
