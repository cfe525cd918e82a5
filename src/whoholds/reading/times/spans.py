"""Stretches of the calendar: days, weeks, months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from whoholds.model.vocabulary import Precision

MONTHS_IN: Final = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_IN: Final = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
SECONDS_IN: Final = {"second": 1, "minute": 60, "hour": 3600}
SEASON_STARTS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First months of the seasons of the northern hemisphere, as meteorologists count them."""

_PRECISION: Final[dict[str, Precision]] = {
    "second": "minute", "minute": "minute", "hour": "hour", "part": "hour",
    "day": "day", "weekend": "day", "week": "day", "fortnight": "day",
    "month": "month", "quarter": "month", "half": "month", "season": "month",
    "year": "year", "decade": "year", "century": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of wall-clock time.

    Attributes:
        start: first instant, naive: on the wall clock of the theatre.
        end: first instant after it.
        unit: what it is a stretch of: day, week, month, part (of a day), ...
        value: TIMEX3 value.
    """

    start: datetime
    end: datetime
    unit: str
    value: str

    @property
    def precision(self) -> Precision:
        """The grain of the words, in the model's words."""
        return _PRECISION[self.unit]

    @property
    def day(self) -> date:
        """The first day."""
        return self.start.date()

    def cut(self, start: datetime, end: datetime) -> Span:
        """Return the same value over another stretch; an empty one leaves the span as it is."""
        return replace(self, start=start, end=end) if start < end else self


def midnight(day: date) -> datetime:
    """Return the first instant of a day."""
    return datetime.combine(day, time())


def day_span(day: date) -> Span:
    """Return one day."""
    return Span(midnight(day), midnight(day) + timedelta(days=1), "day", day.isoformat())


def week_span(day: date) -> Span:
    """Return the ISO week that holds a day, Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    monday = midnight(day - timedelta(days=weekday - 1))
    return Span(monday, monday + timedelta(days=7), "week", f"{year:04d}-W{week:02d}")


def weekend_span(day: date) -> Span:
    """Return the Saturday and Sunday of the ISO week that holds a day."""
    week = week_span(day)
    return Span(week.start + timedelta(days=5), week.end, "weekend", f"{week.value}-WE")


def month_span(year: int, month: int) -> Span:
    """Return one month."""
    start = midnight(date(year, month, 1))
    return Span(start, add_months(start, 1), "month", f"{year:04d}-{month:02d}")


def months_span(year: int, month: int, unit: str, value: str) -> Span:
    """Return a stretch of several months that starts with a month."""
    start = month_span(year, month).start
    return Span(start, add_months(start, MONTHS_IN[unit]), unit, value)


def quarter_span(year: int, quarter: int) -> Span:
    """Return quarter 1 to 4 of a year."""
    return months_span(year, quarter * 3 - 2, "quarter", f"{year:04d}-Q{quarter}")


def half_span(year: int, half: int) -> Span:
    """Return half 1 or 2 of a year."""
    return months_span(year, half * 6 - 5, "half", f"{year:04d}-H{half}")


def season_span(year: int, season: str) -> Span:
    """Return a season: SP, SU, FA, WI. Winter counts to the year in which it starts."""
    return months_span(year, SEASON_STARTS[season], "season", f"{year:04d}-{season}")


def year_span(year: int) -> Span:
    """Return one year."""
    return months_span(year, 1, "year", f"{year:04d}")


def decade_span(year: int) -> Span:
    """Return the decade that holds a year."""
    return months_span(year // 10 * 10, 1, "decade", f"{year // 10:03d}")


def century_span(number: int) -> Span:
    """Return the n-th century: the 20th is 1900 to 1999, as TIMEX3 counts."""
    return months_span(max(number * 100 - 100, 1), 1, "century", f"{number - 1:02d}")


def span_of(unit: str, day: date) -> Span:
    """Return the calendar stretch of a unit that holds a day; a year for any unit that is none."""
    holding = _SPANS.get(unit)
    return holding(day) if holding else year_span(day.year)


def season_of(day: date) -> Span:
    """Return the season that holds a day."""
    name = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
    return season_span(day.year - (day.month < SEASON_STARTS["SP"]), name)


_SPANS: Final[dict[str, Callable[[date], Span]]] = {
    "second": day_span,
    "minute": day_span,
    "hour": day_span,
    "day": day_span,
    "week": week_span,
    "fortnight": week_span,
    "weekend": weekend_span,
    "month": lambda day: month_span(day.year, day.month),
    "quarter": lambda day: quarter_span(day.year, (day.month + 2) // 3),
    "half": lambda day: half_span(day.year, (day.month + 5) // 6),
    "season": season_of,
    "decade": lambda day: decade_span(day.year),
    "century": lambda day: century_span(day.year // 100 + 1),
}


def add_months(moment: datetime, months: int) -> datetime:
    """Return the moment some months on; the 31st becomes the last day of a shorter month."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    for day in (moment.day, 30, 29, 28):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise OverflowError(months)


def shift(moment: datetime, count: float, unit: str) -> datetime:
    """Return the moment `count` units on; whole months for months and more, else exact.

    Raises:
        OverflowError: beyond the calendar.
    """
    if unit in MONTHS_IN:
        return add_months(moment, round(count * MONTHS_IN[unit]))
    seconds = DAYS_IN[unit] * 86_400 if unit in DAYS_IN else SECONDS_IN[unit]
    return moment + timedelta(seconds=count * seconds)
