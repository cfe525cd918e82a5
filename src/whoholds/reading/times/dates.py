"""Readers of dates that stand on the calendar: days, months, years, decades, centuries, seasons, quarters."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from whoholds.reading.times.context import Context, likeliest, tense_near
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import Meaning, dated, hours_of, reader, stage_of, staged
from whoholds.reading.times.spans import (
    Span,
    century_span,
    day_span,
    decade_span,
    half_span,
    midnight,
    month_span,
    quarter_span,
    season_span,
    shift,
    span_of,
    week_span,
    year_span,
)

_PIVOT = 50
_OLD = 1800
_CENTURY = 100
_MONTHS = range(1, 13)
_DECADES = range(1000, 2100, 10)
_CENTURIES = range(1, 31)
_MONTHS_OF_WINTER = (1, 2)


def number_of(word: str) -> int:
    """Return the number that a token of digits, with or without an ending, writes."""
    return int(re.sub(r"\D", "", word) or 0)


def ordinal_of(found: Found, part: str = "ordinal") -> int:
    """Return the number of an ordinal: "5th", "fifth", "twenty-fifth"; 0 where there is none."""
    word = found.word(part)
    tens = found.value("tens") or 0
    value = found.lexicon.value("ordinal-word", word)
    return int(tens) + int(value if value is not None else number_of(word))


def year_told(found: Found, context: Context) -> int | None:
    """Return the year that the words themselves tell ("1998", "nineteen ninety-eight", "last year")."""
    if found.has("year"):
        return number_of(found.word("year"))
    if found.has("teens"):
        return spelled_year(found)
    if found.has("yeardeictic") and context.now:
        return context.now.year + int(found.value("yeardeictic", "deictic"))
    if found.has("yearanchored") and context.told:
        return context.told.year + int(found.value("yearanchored", "anchored"))
    return None


def spelled_year(found: Found) -> int:
    """Return the year of "nineteen ninety-eight"."""
    tens = found.value("tens") or 0
    return int(found.value("teens")) * 100 + int(tens) + int(found.value("ones", "numeral") or 0)


def year_meant(found: Found, context: Context, month: int, day: int = 1) -> int | None:
    """Return the year of a month or day that is told without one; None where nothing tells."""
    if context.lent_year is not None:
        return context.lent_year
    if context.is_narrative or context.today is None:
        return context.thread.year_of(month, day, context.today)
    return _year_by_tense(found, context, context.today, (month, day))


def _year_by_tense(found: Found, context: Context, today: date, month_day: tuple[int, int]) -> int:
    month, day = month_day
    is_month = not (found.has("day") or found.has("ordinal"))
    if is_month and month == today.month:
        return today.year
    words = found.lexicon.data["tense"]
    tense = tense_near(found.first, found.last, context, words)
    years = {}
    for year in (today.year - 1, today.year, today.year + 1):
        start = month_span(year, month).start + timedelta(days=day - 1)
        end = month_span(year, month).end if is_month else start
        gap = start if start.date() >= today else end
        years[(gap.date() - today).days] = year
    return years[likeliest(list(years), tense, words)]


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
    word = found.tokens.word(found.first)
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


@reader("year")
def read_year(found: Found, context: Context) -> Meaning | None:
    """Read a year; a fiscal year counts as the calendar's. Quantities are none."""
    if not is_year(found):
        return None
    span = year_span(number_of(found.word("year")))
    stage = stage_of(found)
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage)


def is_year(found: Found) -> bool:
    """Say whether the last number of a match is a year, and not 2000 soldiers."""
    if not found.has("year"):
        return False
    words = found.lexicon.data["quantities"]
    tokens = found.tokens
    following = tokens.word(found.last + 1) if found.last + 1 < len(tokens.starts) else "."
    if following.lower() in words["things"]:
        return False
    if number_of(found.word("year")) % words["round"] and number_of(found.word("year")) >= _OLD:
        return True
    before = tokens.word(found.first - 1).lower() if found.first else ""
    is_led = before in words["before"] or found.last > found.first
    return is_led and not (following.islower() and following not in words["joints"])


@reader("spelled-year")
def read_spelled_year(found: Found, context: Context) -> Meaning | None:
    """Read "nineteen ninety-eight" and "the year two thousand"."""
    span = year_span(spelled_year(found) if found.has("teens") else 2000)
    stage = stage_of(found)
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage)


@reader("years")
def read_years(found: Found, _context: Context) -> Meaning | None:
    """Read 2011-2018 and 1994-95."""
    first = number_of(found.word("from"))
    last = number_of(found.word("year")) if found.has("year") else number_of(found.word("short"))
    if not found.has("year"):
        last += first // 100 * 100
    if not first < last < first + 200:
        return None
    end = year_span(last)
    return Meaning("DATE", f"{first:04d}/{last:04d}", end.cut(year_span(first).start, end.end))


@reader("decade")
def read_decade(found: Found, context: Context) -> Meaning | None:
    """Read "the 1980s", "the late '80s", "the nineties"."""
    if found.has("nineties"):
        year = 1900 + int(found.value("nineties")) * 10
    else:
        if found.first == found.last and found.text[0].isdigit() and len(found.text) < len("1980s"):
            return None
        year = number_of(found.word("decade"))
        year += 1900 if year < _CENTURY else 0
    if year not in _DECADES:
        return None
    span = decade_span(year)
    stage = stage_of(found) or stage_of(found, "early")
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage)


@reader("century")
def read_century(found: Found, context: Context) -> Meaning | None:
    """Read "the 20th century": value 19, as TIMEX3 counts."""
    number = ordinal_of(found)
    if number not in _CENTURIES:
        return None
    span = century_span(number)
    stage = stage_of(found) or stage_of(found, "early")
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage)


@reader("season")
def read_season(found: Found, context: Context) -> Meaning | None:
    """Read seasons: of a told year, or "last summer", "this spring", "the winter"."""
    season = str(found.value("season"))
    year = year_told(found, context)
    if year is None:
        year = _season_year(found, context, season)
    if year is None:
        return Meaning("DATE", f"XXXX-{season}")
    span = season_span(year, season)
    stage = stage_of(found) or stage_of(found, "early")
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage)


def _season_year(found: Found, context: Context, season: str) -> int | None:
    """Return the year of a season: this year's has begun or lies ahead; "last" is the last that ended."""
    now = context.told if found.has("anchored") or context.is_narrative else context.now
    if now is None:
        return None
    way = int(found.value("deictic") or 0) or int(found.value("anchored") or 0)
    this = season_span(now.year, season)
    if way < 0 and found.word("deictic") != "past":
        return now.year - (this.end > midnight(now))
    if way > 0:
        return now.year + (this.start <= midnight(now))
    return now.year - (season == "WI" and now.month in _MONTHS_OF_WINTER)


@reader("quarter")
def read_quarter(found: Found, context: Context) -> Meaning | None:
    """Read "the third quarter", "1988 second quarter", "the first half of the year"."""
    number = ordinal_of(found) if found.has("ordinal") else 0
    earlier = -1 if found.has("yearaway") else 0
    year = year_told(found, context) or _quarter_year(number, context, is_half=found.has("half"))
    limit = 2 if found.has("half") else 4
    number = number or limit
    if not 1 <= number <= limit:
        return None
    if year is not None:
        year += earlier
    letter = "H" if found.has("half") else "Q"
    if year is None:
        return Meaning("DATE", f"XXXX-{letter}{number}")
    return dated(half_span(year, number) if found.has("half") else quarter_span(year, number))


def _quarter_year(number: int, context: Context, *, is_half: bool) -> int | None:
    """Return the year of a quarter without one: the last that has begun before the dateline."""
    day = context.now
    if day is None:
        return None
    months = 6 if is_half else 3
    starts = (number - 1) * months + 1
    return day.year - (starts > day.month)


@reader("half")
def read_half(found: Found, context: Context) -> Meaning | None:
    """Read "the first half of 2012", "the second half of May"."""
    number = ordinal_of(found) if found.has("ordinal") else 2
    if number not in {1, 2}:
        return None
    if found.has("month"):
        month = int(found.value("month"))
        year = year_told(found, context) or year_meant(found, context, month)
        if year is None:
            return Meaning("DATE", f"XXXX-{month:02d}")
        span = month_span(year, month)
        middle = span.start + timedelta(days=15)
        piece = span.cut(span.start, middle) if number == 1 else span.cut(middle, span.end)
        return Meaning("DATE", span.value, piece, "START" if number == 1 else "END")
    year = year_told(found, context) or (context.now.year if context.now else None)
    return dated(half_span(year, number)) if year else Meaning("DATE", f"XXXX-H{number}")


@reader("week-of")
def read_week_of(found: Found, context: Context) -> Meaning | None:
    """Read "the week of March 6"."""
    day = read_date(found, context)
    return dated(week_span(day.span.day)) if day and day.span else None


@reader("year-end")
def read_year_end(_found: Found, context: Context) -> Meaning | None:
    """Read "year-end": the end of the dateline's year."""
    if context.now is None:
        return Meaning("DATE", "XXXX", mod="END")
    span = year_span(context.now.year)
    return Meaning("DATE", span.value, span.cut(month_span(context.now.year, 12).start, span.end), "END")


@reader("topic")
def read_topic(found: Found, context: Context) -> Meaning | None:
    """Read "the quarter", "the 1988 period", "year-earlier": the quarter that the text is about, or its year's."""
    if context.now is None:
        return None
    if found.has("current"):
        return dated(span_of("quarter", context.now))
    topic = _topic(found, context, context.now)
    if found.has("year"):
        years = number_of(found.word("year")) - topic.start.year
    else:
        years = -1 if found.has("away") or found.has("ago") else 0
    return dated(span_of(topic.unit, shift(topic.start, 12 * years, "month").date()))


def _topic(found: Found, context: Context, now: date) -> Span:
    """Return the quarter that the text is about; a year, where neither it nor the words speak of quarters."""
    if context.topic and context.topic.end <= midnight(now):
        return context.topic
    return quarter_before(now) if found.has("unit") else year_span(now.year)


def quarter_before(day: date) -> Span:
    """Return the last quarter that had ended by a day."""
    return span_of("quarter", shift(midnight(day), -3, "month").date())


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
