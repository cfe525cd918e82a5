"""Readers of times of day: "10:35 a.m. EST Friday", "noon", "at dawn on Tuesday"."""

from __future__ import annotations

import re
from datetime import timedelta

from whoholds.reading.times.context import Context
from whoholds.reading.times.dates import read_date
from whoholds.reading.times.deictic import read_weekday
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import Meaning, hours_of, reader
from whoholds.reading.times.reported import days_off, reported_part
from whoholds.reading.times.spans import Span, day_span
from whoholds.reading.times.years import number_of

_UNKNOWN_DAY = "XXXX-XX-XX"
_NOON = 12
_SMALL = 6
_HOURS = 24
_MINUTES = 60


@reader("clock")
def read_clock(found: Found, context: Context) -> Meaning | None:
    """Read an hour with its day; the dateline's day where none is told."""
    told = _hour_and_minute(found)
    if told is None:
        return None
    hour, minute = told
    stamp = f"T{hour:02d}:{minute:02d}"
    day = day_told(found, context)
    if day is None:
        return Meaning("TIME", f"{_UNKNOWN_DAY}{stamp}")
    if _is_small_hour(found, hour) and found.has("part") and _has_day(found):
        day = day_span(day.day + timedelta(days=1))
    if not _has_day(found) and found.value("zone") is None:
        day = _reported_day(day, hour, minute, found, context)
    start = day.start + timedelta(hours=hour, minutes=minute)
    is_whole = minute == 0 and not found.has("clock") and not found.has("military")
    span = Span(start, start + timedelta(minutes=1), "hour" if is_whole else "minute", f"{day.value}{stamp}")
    zone = found.value("zone")
    told_day = day.day if _has_day(found) else None
    return Meaning("TIME", span.value, span, zone_hours=None if zone is None else float(zone), day=told_day)


def _reported_day(day: Span, hour: int, minute: int, found: Found, context: Context) -> Span:
    """Return the day of an hour told without one: the last or the next one where the report's hour says so."""
    start = day.start + timedelta(hours=hour, minutes=minute)
    step = days_off(day.cut(start, start + timedelta(minutes=1)), "", found, context)
    return day_span(day.day + timedelta(days=step))


def _hour_and_minute(found: Found) -> tuple[int, int] | None:
    if found.has("military"):
        hour, minute = divmod(number_of(found.word("military")), 100)
    elif found.has("clock"):
        hour, minute = (int(part) for part in re.split("[:.]", found.word("clock"))[:2])
    else:
        spelled = found.value("spelled", "numeral")
        hour, minute = int(spelled if spelled is not None else number_of(found.word("hour"))), 0
    meridiem = found.word("meridiem")[:1] or _meridiem_of(found, hour)
    if meridiem:
        hour = hour % _NOON + (_NOON if meridiem == "p" and hour <= _NOON else 0) if hour <= _NOON else hour
    return (hour, minute) if hour <= _HOURS and minute < _MINUTES else None


def _meridiem_of(found: Found, hour: int) -> str:
    """Return a or p for "4 in the morning", "9 in the evening", "1 in the night"."""
    part = found.word("part")
    return "" if not part else "a" if part == "morning" or _is_small_hour(found, hour) else "p"


def _is_small_hour(found: Found, hour: int) -> bool:
    """Say whether an hour of the night belongs to the day on which the night ends."""
    return found.word("part") == "night" and hour % _NOON < _SMALL


def day_told(found: Found, context: Context) -> Span | None:
    """Return the day that stands beside an hour, else the day that the text is at."""
    if found.has("month"):
        meaning = read_date(found, context)
    elif found.has("weekday"):
        meaning = read_weekday(found, context)
    else:
        is_told = found.has("anchored") or context.is_narrative or context.is_told_nearby(found.start)
        now = context.told if is_told else context.now
        step = int(found.value("day", "day-word") or found.value("deictic") or found.value("anchored") or 0)
        return day_span(now + timedelta(days=step)) if now else None
    return day_span(meaning.span.day) if meaning and meaning.span else None


@reader("point")
def read_point(found: Found, context: Context) -> Meaning | None:
    """Read noon, midnight, dawn, dusk, with or without their day."""
    code = str(found.value("part"))
    day = _point_day(found, context)
    if day is None:
        return Meaning("TIME", f"{_UNKNOWN_DAY}T{code}")
    span = hours_of(day, code, "", found) if _has_day(found) else reported_part(day.day, code, "", found, context)
    zone = found.value("zone")
    return Meaning("TIME", span.value, span, zone_hours=None if zone is None else float(zone))


def _has_day(found: Found) -> bool:
    return any(found.has(part) for part in ("month", "weekday", "day", "deictic", "anchored"))


def _point_day(found: Found, context: Context) -> Span | None:
    if found.has("weekday"):
        number = int(found.value("weekday"))
        now = context.now
        return None if now is None else day_span(now - timedelta(days=(now.isoweekday() - number) % 7))
    return day_told(found, context)
