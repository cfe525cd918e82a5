"""From a report's text to claims as worded."""

from whoholds.reading.reader import Reader, dateline
from whoholds.reading.reading import Reading

__all__ = ["Reader", "Reading", "dateline"]
