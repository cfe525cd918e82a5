"""Readers of years, decades and centuries, seasons, quarters and halves."""

from __future__ import annotations

from datetime import date, timedelta

from whoholds.reading.times.context import Context
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import Meaning, dated, reader, stage_of, staged
from whoholds.reading.times.spans import (
    Span,
    century_span,
    decade_span,
    half_span,
    midnight,
    month_span,
    quarter_span,
    season_span,
    shift,
    span_of,
    year_span,
)
from whoholds.reading.times.years import is_year, number_of, ordinal_of, spelled_year, year_meant, year_told

_CENTURY = 100
_DECADES = range(1000, 2100, 10)
_CENTURIES = range(1, 31)
_MONTHS_OF_WINTER = (1, 2)


@reader("year")
def read_year(found: Found, context: Context) -> Meaning | None:
    """Read a year; a fiscal year counts as the calendar's. Quantities are none."""
    if not is_year(found):
        return None
    span = year_span(number_of(found.word("year")))
    stage = stage_of(found)
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage)


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
    is_bare_number = found.first == found.last and found.text[0].isdigit() and len(found.text) < len("1980s")
    year = decade_told(found)
    if year is None or is_bare_number:
        return None
    span = decade_span(year)
    stage = stage_of(found) or stage_of(found, "early")
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage)


def decade_told(found: Found) -> int | None:
    """Return the first year of a decade in words or digits; None where the digits name none."""
    if found.has("nineties"):
        return 1900 + int(found.value("nineties")) * 10
    year = number_of(found.word("decade"))
    year += 1900 if year < _CENTURY else 0
    return year if year in _DECADES else None


def _half_of(span: Span, number: int) -> Meaning:
    """Return the first or second half of a span, under the whole span's value."""
    middle = span.start + timedelta(days=(span.end - span.start).days // 2)
    piece = span.cut(span.start, middle) if number == 1 else span.cut(middle, span.end)
    return Meaning("DATE", span.value, piece, "START" if number == 1 else "END")


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
    if way < 0:  # "last summer" is over, "this past summer" may just be ending
        closed = this.start if found.word("deictic") == "past" else this.end
        return now.year - (closed > midnight(now))
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
        return _half_of(month_span(year, month), number) if year else Meaning("DATE", f"XXXX-{month:02d}")
    if found.has("decade"):
        year = decade_told(found)
        return _half_of(decade_span(year), number) if year else None
    year = year_told(found, context) or (context.now.year if context.now else None)
    return dated(half_span(year, number)) if year else Meaning("DATE", f"XXXX-H{number}")


@reader("year-end")
def read_year_end(found: Found, context: Context) -> Meaning | None:
    """Read "year-end", "month's end": the end of the dateline's year or month."""
    if context.now is None:
        return Meaning("DATE", "XXXX", mod="END")
    now = context.now
    if found.has("month"):
        span = month_span(now.year, now.month)
        return Meaning("DATE", span.value, staged(span, "END", found, context), "END")
    span = year_span(now.year)
    return Meaning("DATE", span.value, span.cut(month_span(now.year, 12).start, span.end), "END")


@reader("topic")
def read_topic(found: Found, context: Context) -> Meaning | None:
    """Read "the quarter", "the 1988 period", "year-earlier": the quarter that the text is about, or its year's."""
    if context.now is None or _is_town_quarter(found, context):
        return None
    if found.has("current"):
        return dated(span_of("quarter", context.now))
    ended = None if context.topic else _ended(found, context)
    if ended is not None:
        return dated(ended)
    topic = _topic(found, context, context.now)
    if found.has("year"):
        years = number_of(found.word("year")) - topic.start.year
    elif found.has("yeardeictic"):
        years = context.now.year + int(found.value("yeardeictic", "deictic")) - topic.start.year
    else:
        years = -1 if found.has("away") or found.has("ago") else 0
    return dated(span_of(topic.unit, shift(topic.start, 12 * years, "month").date()))


_HALF_QUARTER = timedelta(days=45)


def _ended(found: Found, context: Context) -> Span | None:
    """Return the quarter of "the quarter ended July 31": the calendar's that holds the middle of it."""
    tokens, at = found.tokens, found.last + 1
    words = [tokens.word(index).lower() for index in range(at, min(at + 3, len(tokens.starts)))]
    month = found.lexicon.value("month", words[1]) if len(words) > 1 else None
    if month is None or words[0] not in found.lexicon.table("ending") or context.now is None:
        return None
    year = context.now.year - (month > context.now.month)
    last = month_span(year, month).end if not words[2:] or not words[2].isdigit() else None
    end = last or month_span(year, month).start + timedelta(days=int(words[2]))
    return span_of("quarter", (end - _HALF_QUARTER).date())


def _is_town_quarter(found: Found, context: Context) -> bool:
    """Say whether "the quarter" and "the period" may be a part of a town and any time, for no other was named."""
    is_bare = found.first + 1 == found.last and not (found.has("year") or found.has("away") or found.has("ago"))
    endings = found.lexicon.table("ending")
    following = found.tokens.word(found.last + 1).lower() if found.last + 1 < len(found.tokens.starts) else ""
    return is_bare and context.topic is None and following not in endings


def _topic(found: Found, context: Context, now: date) -> Span:
    """Return the quarter that the text is about; a year, where neither it nor the words speak of quarters."""
    if context.topic:
        return context.topic
    return quarter_before(now) if found.has("unit") else year_span(now.year)


def quarter_before(day: date) -> Span:
    """Return the last quarter that had ended by a day."""
    return span_of("quarter", shift(midnight(day), -3, "month").date())
