"""Readers of feasts: Christmas Eve, Thanksgiving Day, New Year's Day, Easter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from whoholds.reading.times.context import Context, likeliest, tense_near
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import Meaning, dated, reader
from whoholds.reading.times.spans import day_span, week_span, weekend_span
from whoholds.reading.times.years import year_told

_MONTH_OF_EASTER = 4


@reader("holiday")
def read_holiday(found: Found, context: Context) -> Meaning | None:
    """Read a feast: of a told year, the last or next one, else the one that is near and fits the tense."""
    name = str(found.rule.facts.get("holiday") or found.value("holiday") or found.value("holiday", "named-day"))
    feast = found.lexicon.data["holidays"][name]
    eve = timedelta(days=1 if found.has("eve") else 0)
    year = year_told(found, context) or _year_of_tale(feast, context)
    if year is not None:
        return dated(day_span(feast_on(feast, year) - eve), is_anchor=found.has("year"))
    if context.now is None:
        return Meaning("DATE", "XXXX")
    days = [feast_on(feast, context.now.year + step) - eve for step in (-1, 0, 1)]
    if found.value("deictic"):
        return dated(day_span(_directed(days, context.now, int(found.value("deictic")))))
    words = found.lexicon.data["tense"]
    tense = tense_near(found.first, found.last, context, words)
    ahead = [(day - context.now).days for day in days]
    return dated(day_span(context.now + timedelta(days=likeliest(ahead, tense, words))))


def _year_of_tale(feast: Mapping[str, Any], context: Context) -> int | None:
    """Return the year in which a narrative comes to a feast; None for news."""
    if not context.is_narrative:
        return None
    return context.thread.year_of(feast.get("month", _MONTH_OF_EASTER), 1, context.today)


@reader("holiday-week")
def read_holiday_week(found: Found, context: Context) -> Meaning | None:
    """Read "Easter week" and "the Christmas weekend": the week or weekend that holds the feast."""
    feast = read_holiday(found, context)
    if feast is None or feast.span is None:
        return feast
    return dated(weekend_span(feast.span.day) if found.has("weekend") else week_span(feast.span.day))


def _directed(days: list[date], now: date, way: int) -> date:
    """Return the last or the next of some days."""
    return max(day for day in days if day < now) if way < 0 else min(day for day in days if day > now)


def feast_on(feast: Mapping[str, Any], year: int) -> date:
    """Return the day of a feast in a year.

    Args:
        feast: month and day; or month, weekday and the day from which it is looked for; or days from Easter.
        year: of the common era.
    """
    if "easter" in feast:
        return easter_on(year) + timedelta(days=feast["easter"])
    if "day" in feast:
        return date(year, feast["month"], feast["day"])
    first = date(year, feast["month"], feast["from"])
    return first + timedelta(days=(feast["weekday"] - first.isoweekday()) % 7)


def easter_on(year: int) -> date:
    """Return the Sunday of the western Easter (Gauss's rule in Meeus's Gregorian form)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, over = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * over + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
