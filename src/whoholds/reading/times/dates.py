"""Readers of days, weeks and months of the calendar."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from whoholds.reading.times.context import Context
from whoholds.reading.times.deictic import read_weekday
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import Meaning, dated, hours_of, reader, stage_of, staged
from whoholds.reading.times.spans import Span, day_span, midnight, month_span, week_span, weekend_span
from whoholds.reading.times.years import number_of, ordinal_of, year_meant, year_told

_PIVOT = 50
_CENTURY = 100
_MONTHS = range(1, 13)


def day_meaning(year: int | None, month: int, day: int, found: Found, context: Context) -> Meaning | None:
    """Return the meaning of one day, None where the month has no such day."""
    if year is None:
        is_real = day <= (midnight(date(2000, month % 12 + 1, 1)) - timedelta(days=1)).day
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}") if is_real else None
    try:
        span = day_span(date(year, month, day))
    except ValueError:
        return None
    part = found.value("part")
    if part:
        hours = hours_of(span, str(part), stage_of(found, "partstage"), found)
        return dated(hours, mod=stage_of(found, "partstage"), is_anchor=True)
    stage = stage_of(found)
    piece = staged(span, stage, found, context)
    return Meaning("DATE", span.value, piece, stage, is_anchor=True)


@reader("stamp")
def read_stamp(found: Found, _context: Context) -> Meaning | None:
    """Read 2024-12-06 and 2024-12-06T10:30."""
    word = found.tokens.word(found.first).replace("/", "-")
    try:
        moment = datetime.fromisoformat(word)
    except ValueError:
        return None
    if len(word) == len("2024-12-06"):
        return dated(day_span(moment.date()), is_anchor=True)
    span = Span(moment, moment + timedelta(minutes=1), "minute", moment.isoformat(timespec="minutes"))
    return dated(span, is_anchor=True)


@reader("slashed")
def read_slashed(found: Found, _context: Context) -> Meaning | None:
    """Read 12/6/2024 (month first, unless it can be none), 6.12.2024 and 6-12-2024 (day first)."""
    word = found.tokens.word(found.first)
    first, second, year = (int(part) for part in re.split(r"[/.-]", word))
    if year < _CENTURY:
        year += 1900 if year >= _PIVOT else 2000
    month, day = (first, second) if "/" in word and first in _MONTHS else (second, first)
    try:
        return dated(day_span(date(year, month, day)), is_anchor=True)
    except ValueError:
        return None


@reader("date")
def read_date(found: Found, context: Context) -> Meaning | None:
    """Read a day of a month, with or without weekday and year, and a range of days of one month."""
    month = int(found.value("month"))
    day = number_of(found.word("day")) if found.has("day") else ordinal_of(found)
    year = year_told(found, context) or year_meant(found, context, month, day)
    last = day_meaning(year, month, day, found, context)
    if last is None or not found.has("from"):
        return last
    first = day_meaning(year, month, number_of(found.word("from")), found, context)
    if first is None:
        return None
    value = f"{first.value}/{last.value}"
    if first.span is None or last.span is None:
        return Meaning("DATE", value)
    return Meaning("DATE", value, last.span.cut(first.span.start, last.span.end), is_anchor=True)


@reader("day-beside")
def read_day_beside(found: Found, context: Context) -> Meaning | None:
    """Read "the day after Thursday" and "the day before 5 May"."""
    told = read_date(found, context) if found.has("month") else read_weekday(found, context)
    if told is None or told.span is None:
        return told
    way = int(found.value("away", "before-after"))
    return dated(day_span(told.span.day + timedelta(days=way)), is_anchor=True)


@reader("month")
def read_month(found: Found, context: Context) -> Meaning | None:
    """Read a month, with or without year, stage, and "last", "next", "this", "the following"."""
    month = int(found.value("month"))
    year = year_told(found, context) or _directed_year(found, context, month) or year_meant(found, context, month)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}", mod=stage_of(found))
    span = month_span(year, month)
    stage = stage_of(found)
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage, is_anchor=found.has("year"))


def _directed_year(found: Found, context: Context, month: int) -> int | None:
    """Return the year of "last March", "next March", "this March", "the following March"."""
    way, from_day = found.value("deictic"), context.now
    if way is None:
        way, from_day = found.value("anchored"), context.told
    if way is None or from_day is None:
        return None
    if way < 0:
        return from_day.year - (month >= from_day.month)
    return from_day.year + (month <= from_day.month) if way > 0 else from_day.year


@reader("months")
def read_months(found: Found, context: Context) -> Meaning | None:
    """Read "March to May 2022"."""
    first, last = int(found.value("from", "month")), int(found.value("month"))
    year = year_told(found, context) or year_meant(found, context, last)
    if year is None:
        return Meaning("DATE", f"XXXX-{first:02d}/XXXX-{last:02d}")
    start, end = month_span(year - (first > last), first), month_span(year, last)
    return Meaning("DATE", f"{start.value}/{end.value}", end.cut(start.start, end.end), is_anchor=found.has("year"))


@reader("week-of")
def read_week_of(found: Found, context: Context) -> Meaning | None:
    """Read "the week of March 6" and "the weekend of March 6"."""
    day = read_date(found, context)
    if day is None or day.span is None:
        return None
    return dated(weekend_span(day.span.day) if found.has("weekend") else week_span(day.span.day))


@reader("week-of-month")
def read_week_of_month(found: Found, context: Context) -> Meaning | None:
    """Read "the first week of July", "the last days of May": the month's value, a piece of it as interval."""
    month = int(found.value("month"))
    year = year_told(found, context) or year_meant(found, context, month)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}")
    span = month_span(year, month)
    length = timedelta(days=7 if found.has("week") else 4)
    if found.has("last") or stage_of(found) == "END":
        return dated(span.cut(span.end - length, span.end), mod="END")
    start = span.start + length * (max(ordinal_of(found), 1) - 1 if found.has("ordinal") else 0)
    return dated(span.cut(start, min(start + length, span.end)))
