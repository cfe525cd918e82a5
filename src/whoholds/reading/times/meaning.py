"""What a rule's function returns, and how the functions are found by the names in the YAML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from whoholds.reading.times.context import Context
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.spans import Span, day_span
from whoholds.reading.times.timex import TimexType


@dataclass(frozen=True, slots=True)
class Meaning:
    """The reading of some words of time.

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value.
        span: the stretch of wall-clock time; None where it cannot be placed.
        mod: TIMEX3 modifier.
        is_anchor: True where a narrative may go on from here.
        day: the day from which the narrative goes on, where that is not the span's first.
        zone_hours: offset of a zone that the words name, in hours east of UTC; None for the theatre's.
    """

    type: TimexType
    value: str
    span: Span | None = None
    mod: str = ""
    is_anchor: bool = False
    zone_hours: float | None = None
    day: date | None = None


Reader = Callable[[Found, Context], Meaning | None]

READERS: Final[dict[str, Reader]] = {}
"""Readers by the name under which the YAML's `means` speaks of them."""


def reader(name: str) -> Callable[[Reader], Reader]:
    """Return a decorator that enters a function under a name."""

    def enter(function: Reader) -> Reader:
        READERS[name] = function
        return function

    return enter


def dated(span: Span, *, mod: str = "", is_anchor: bool = False, value: str = "") -> Meaning:
    """Return the meaning of words that name a stretch of the calendar."""
    kind: TimexType = "TIME" if span.unit in {"part", "hour", "minute", "second"} else "DATE"
    return Meaning(kind, value or span.value, span, mod, is_anchor)


def staged(span: Span, stage: str, found: Found, context: Context) -> Span:
    """Return the piece of a span that "early", "late", "the end of", "earlier" leave of it."""
    if span.unit == "day" and stage in {"START", "END", "MID"}:
        return hours_of(span, "day", stage, found)
    third = timedelta(days=round((span.end - span.start).days / 3)) or (span.end - span.start) / 3
    if stage == "START":
        return span.cut(span.start, span.start + third)
    if stage == "MID":
        return span.cut(span.start + third, span.end - third)
    if stage == "END":
        return span.cut(span.end - third, span.end)
    return _before_or_after(span, stage, context)


def _before_or_after(span: Span, stage: str, context: Context) -> Span:
    if context.today is None:
        return span
    today = hours_free(context)
    if not span.start <= today.start < span.end:
        return span
    if stage == "BEFORE":
        return span.cut(span.start, today.end)
    return span.cut(today.start, span.end) if stage == "AFTER" else span


def hours_free(context: Context) -> Span:
    """Return the dateline's day; the context must know it."""
    if context.today is None:
        raise ValueError(context)
    return day_span(context.today)


def hours_of(day: Span, code: str, stage: str, found: Found) -> Span:
    """Return a part of a day as the YAML's `hours` has it; the value keeps the day's."""
    hours: dict[str, Any] = found.lexicon.data["hours"][code]
    piece = {"START": "early", "END": "late", "MID": "mid"}.get(stage, "all")
    first, last = hours.get(piece) or hours["all"]
    start = day.start + timedelta(hours=first)
    value = day.value if code == "day" else f"{day.value}T{code}"
    if "clock" in hours:
        value = f"{day.value}T{hours['clock']}"
    return Span(start, day.start + timedelta(hours=last), "part", value)


def stage_of(found: Found, part: str = "stage") -> str:
    """Return the modifier that a part's words tell: START, MID, END, BEFORE, AFTER or none."""
    for word in found.words(part):
        stage = found.lexicon.value("stage", word)
        if stage:
            return str(stage)
    return ""
