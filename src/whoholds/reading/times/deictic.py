"""Readers of words that count from the dateline or from the running date of the narrative."""

from __future__ import annotations

from datetime import date, timedelta

from whoholds.reading.times.context import Context, is_said, tense_near
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import Meaning, dated, hours_of, reader, stage_of, staged
from whoholds.reading.times.reported import reported_part
from whoholds.reading.times.spans import (
    MONTHS_IN,
    Span,
    day_span,
    midnight,
    shift,
    span_of,
    week_span,
    weekend_span,
)

_UNKNOWN_DAY = "XXXX-XX-XX"
_OWNING = (["'s"], ["’s"])


@reader("day-word")
def read_day_word(found: Found, context: Context) -> Meaning | None:
    """Read today, yesterday, tomorrow, tonight, "late yesterday", "yesterday morning"."""
    part = str(found.value("part") or ("NI" if found.word("day") == "tonight" else ""))
    if context.now is None:
        value = f"{_UNKNOWN_DAY}T{part}" if part else _UNKNOWN_DAY
        return Meaning("TIME" if part else "DATE", value)
    now = (context.told if context.is_narrative else None) or context.now  # an old speech's "yesterday" is old
    day = day_span(now + timedelta(days=int(found.value("day", "day-word"))))
    return _day_piece(day, part, found, context)


def _day_piece(day: Span, part: str, found: Found, context: Context) -> Meaning:
    """Return a day, a part of it, or "early", "late" and "earlier" on it."""
    stage = stage_of(found) or stage_of(found, "partstage")
    if part:
        span = hours_of(day, part, stage, found)
        return Meaning("TIME", span.value, span, stage, is_anchor=True)
    return Meaning("DATE", day.value, staged(day, stage, found, context), stage, is_anchor=True)


@reader("two-days-off")
def read_two_days_off(found: Found, context: Context) -> Meaning | None:
    """Read "the day before yesterday" and "the day after tomorrow"."""
    if context.now is None:
        return Meaning("DATE", _UNKNOWN_DAY)
    return dated(day_span(context.now + timedelta(days=-2 if found.has("before") else 2)))


@reader("weekday")
def read_weekday(found: Found, context: Context) -> Meaning | None:
    """Read weekdays, with part of the day, stage, and "last", "next", "the previous"."""
    number = int(found.value("weekday") or found.value("weekday", "weekdays"))
    part = str(found.value("part") or "")
    now = context.told if found.has("anchored") or context.is_narrative else context.now
    if now is None and (_is_of_this_year(context) or _dates_a_saying(found, context)):
        now = context.now
    if now is None:
        value = f"XXXX-WXX-{number}" + (f"T{part}" if part else "")
        return Meaning("TIME" if part else "DATE", value)
    day = day_span(_weekday_near(number, now, found, context))
    return _day_piece(day, part, found, context)


def _is_of_this_year(context: Context) -> bool:
    """Say whether a narrative that has told no day yet plays in the dateline's own year."""
    here = context.thread.here
    return here is not None and context.today is not None and here.start.year == context.today.year


def _dates_a_saying(found: Found, context: Context) -> bool:
    """Say whether words date what was said to the reporter ("he said Saturday"), and not the tale that he told."""
    return is_said(found.first, context.tokens, found.lexicon.data["tense"])


def _weekday_near(number: int, now: date, found: Found, context: Context) -> date:
    back = (now.isoweekday() - number) % 7
    way = found.value("deictic")
    way = found.value("anchored") if way is None else way
    if way is not None and way < 0:
        return now - timedelta(days=back or 7)
    if way is not None and way > 0:
        return now + timedelta(days=(-back) % 7 or 7)
    if back == 0:
        return now
    if context.is_narrative and context.told:
        return now + timedelta(days=7 - back)
    words = found.lexicon.data["tense"]
    is_ahead = not _has_happened(found) and tense_near(found.first, found.last, context, words) == "future"
    return now + timedelta(days=7 - back) if is_ahead else now - timedelta(days=back)


def _has_happened(found: Found) -> bool:
    """Say whether the words own a deed that is over: "Friday's raid", "Sunday night's attack"."""
    words = [found.tokens.word(index).lower() for index in found.tokens.after(found.last, 2)]
    return words[:1] in _OWNING and words[1:] != [] and words[1] in found.lexicon.data["tense"]["happened"]


@reader("weekday-of-week")
def read_weekday_of_week(found: Found, context: Context) -> Meaning | None:
    """Read "Monday last week", "next week's Friday", "Sunday of the following week"."""
    now = context.told if found.has("anchored") else context.now
    if now is None:
        return read_weekday(found, context)
    week = moved("week", int(found.value("deictic") or found.value("anchored") or 0), now)
    day = day_span(week.day + timedelta(days=int(found.value("weekday")) - 1))
    return _day_piece(day, str(found.value("part") or ""), found, context)


def anchored_way(found: Found) -> int:
    """Return how many units "the next", "the previous" or "the ... before" lie from the running date."""
    way = found.value("anchored")
    return int(found.value("anchored", "before-after") or 0) if way is None else int(way)


@reader("part")
def read_part(found: Found, context: Context) -> Meaning | None:
    """Read "this morning", "last night", "that evening", "the next morning", "the morning"."""
    code = str(found.value("part"))
    way, now = found.value("deictic"), context.now
    if way is None:
        way, now = anchored_way(found), context.told
    if now is None:
        return Meaning("TIME", f"{_UNKNOWN_DAY}T{code}", mod=stage_of(found))
    day, stage = now + timedelta(days=int(way)), stage_of(found)
    is_bare = not (found.has("deictic") or found.has("anchored"))
    span = (
        reported_part(day, code, stage, found, context) if is_bare else hours_of(day_span(day), code, stage, found)
    )
    return Meaning("TIME", span.value, span, stage)


@reader("overnight")
def read_overnight(found: Found, context: Context) -> Meaning | None:
    """Read "overnight": the night that ended on the day of the dateline."""
    if context.now is None:
        return Meaning("TIME", f"{_UNKNOWN_DAY}TNI")
    span = hours_of(day_span(context.now - timedelta(days=1)), "NI", "", found)
    return dated(span)


def moved(unit: str, count: int, day: date) -> Span:
    """Return the calendar stretch that lies `count` units from the one that holds a day."""
    step = "week" if unit == "weekend" else unit
    if unit in {"decade", "century"}:
        return span_of(unit, shift(midnight(day), count * MONTHS_IN[unit] // 12, "year").date())
    return span_of(unit, shift(midnight(day), count, step).date())


@reader("unit")
def read_unit(found: Found, context: Context) -> Meaning | None:
    """Read "last week", "earlier this year", "the end of the month"; "the past decade" is a length up to now."""
    unit, way = str(found.value("unit")), int(found.value("deictic") or 0)
    if unit in {"decade", "century"} and found.word("deictic") == "past":
        return Meaning("DURATION", "P10Y" if unit == "decade" else "P100Y")
    now = context.told_in(unit) if context.is_narrative and way > 0 else context.now
    if now is None:
        return Meaning("DATE", "XXXX")
    span = moved(unit, way, now)
    stage = stage_of(found)
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage)


@reader("anchored-unit")
def read_anchored_unit(found: Found, context: Context) -> Meaning | None:
    """Read "the next day", "the same day", "the previous week", "that year", "the following month"."""
    unit = str(found.value("unit") or "day")
    told = context.told_in(unit)
    if told is None:
        return Meaning("DATE", _UNKNOWN_DAY if unit == "day" else "XXXX")
    span = moved(unit, anchored_way(found), told)
    stage = stage_of(found)
    return Meaning("DATE", span.value, staged(span, stage, found, context), stage, is_anchor=unit == "day")


@reader("weekend")
def read_weekend(found: Found, context: Context) -> Meaning | None:
    """Read "the weekend": the last one that has begun; the coming one where the words around look ahead."""
    if context.now is None:
        return Meaning("DATE", "XXXX-WXX-WE")
    span = weekend_span(context.now)
    tense = tense_near(found.first, found.last, context, found.lexicon.data["tense"])
    if span.start > midnight(context.now) and tense != "future":
        span = weekend_span(week_span(context.now).day - timedelta(days=1))
    return dated(span)
