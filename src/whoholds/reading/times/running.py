"""The thread of a narrative: the day it has come to, and the asides that it makes to other years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from whoholds.reading.times.spans import MONTHS_IN, Span, midnight

FAR: Final = timedelta(days=183)
"""A date told with its year, farther than this from the thread, is an aside until the text goes on from it."""

_BACK = 3
"""How much farther a day seems that lies before the thread than one that lies after it."""


@dataclass(slots=True)
class Thread:
    """Where a narrative stands.

    Attributes:
        opening: the first full date of the text; what lies far before it is background.
        main: the last day, month or year of the thread itself.
        aside: a stretch far from it that was told since; None where there is none.
        is_open: True while the paragraph lasts that told the aside.
    """

    opening: Span | None = None
    main: Span | None = None
    aside: Span | None = None
    is_open: bool = False

    @property
    def here(self) -> Span | None:
        """The stretch that "the next day" counts from: the aside while its paragraph lasts, else the thread's."""
        return self.aside if self.is_open and self.aside else self.main

    def open_paragraph(self) -> None:
        """Start a paragraph: background is over, other asides may yet turn out to be the thread."""
        self.is_open = False
        if self.aside and self.opening and self.aside.start < self.opening.start - FAR:
            self.aside = None

    def tell(self, span: Span) -> None:
        """Take note of a stretch that the text has told."""
        if self.aside and _distance(self.aside, span) <= FAR < _distance_to(self.main, span):
            self.aside, self.main = (span, self.main) if self.is_open else (None, span)
        elif _distance_to(self.main, span) > FAR:
            self.aside, self.is_open = span, True
        else:
            self.main, self.is_open = span, False

    def year_of(self, month: int, day: int, latest: date | None) -> int | None:
        """Return the year of a day told without one; None where the text has told no year yet.

        Args:
            month: 1 to 12.
            day: of the month.
            latest: day of the dateline, after which nothing told can lie.
        """
        if self.here is None:
            return None
        if self.is_open or self.aside is None or self.main is None:
            return _year_near(self.here, month, day, latest)
        years = [_year_near(span, month, day, latest) for span in (self.main, self.aside)]
        costs = [_cost(span, year, month, day) for span, year in zip((self.main, self.aside), years, strict=True)]
        return years[costs[1] < costs[0]]


def _distance(told: Span, span: Span) -> timedelta:
    if told.start <= span.start < told.end:
        return timedelta()
    return min(abs(told.start - span.start), abs(told.end - span.start))


def _distance_to(told: Span | None, span: Span) -> timedelta:
    return _distance(told, span) if told else timedelta()


_FAR_MONTHS = 10


def _year_near(told: Span, month: int, day: int, latest: date | None) -> int:
    """Return the year last told, the next for January after December, the one before for the reverse."""
    year = told.start.year
    if told.unit not in {"year", "decade"}:
        year += (told.start.month - month >= _FAR_MONTHS) - (month - told.start.month >= _FAR_MONTHS)
    return year - 1 if latest and (year, month, day) > (latest.year, latest.month, latest.day) else year


def _cost(told: Span, year: int, month: int, day: int) -> timedelta:
    moment = midnight(date(year, month, min(day, 28)))
    if told.start <= moment < told.end:
        return timedelta()
    gap = moment - told.start
    return gap if gap >= timedelta() else -gap * _BACK


def is_day(span: Span | None) -> bool:
    """Say whether a stretch is a day or a part of one."""
    return span is not None and span.unit not in MONTHS_IN
