"""Finds the time expressions of a text and reads them against its dateline and its own narrative."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

from whoholds.model.when import When
from whoholds.reading.times import amounts, clock, dates, deictic, holidays
from whoholds.reading.times.context import Context
from whoholds.reading.times.grammar import Found, grammar
from whoholds.reading.times.meaning import READERS, Meaning
from whoholds.reading.times.spans import Span
from whoholds.reading.times.timex import Timex

_MODULES = (amounts, clock, dates, deictic, holidays)
"""The modules that enter their readers when they are imported."""


def find_times(text: str, published: When | None = None, zone: tzinfo = UTC, language: str = "en") -> list[Timex]:
    """Return the time expressions of a text, in order, none overlapping another.

    Args:
        text: any text.
        published: the dateline's interval; None leaves words that count from it unplaced.
        zone: the wall clock of the theatre, in which intervals are given.
        language: folder of the grammar.
    """
    rules = grammar(language)
    tokens = rules.lexicon.cut(text)
    today = published.start.astimezone(zone).date() if published else None
    context = Context(tokens, today)
    timexes: list[Timex] = []
    for found in rules.search(tokens):
        meaning = _meaning(found, context)
        if meaning is not None:
            timexes.append(_timex(found, meaning, zone))
            _go_on(context, meaning)
    return timexes


def _meaning(found: Found, context: Context) -> Meaning | None:
    try:
        return READERS[found.rule.means](found, context)
    except (OverflowError, ValueError):
        return None


def _go_on(context: Context, meaning: Meaning) -> None:
    if meaning.span is None:
        return
    if meaning.is_anchor:
        context.running = meaning.span
    if meaning.span.unit in {"quarter", "half"}:
        context.topic = meaning.span


def _timex(found: Found, meaning: Meaning, zone: tzinfo) -> Timex:
    when = _when(meaning.span, meaning, found.text, zone) if meaning.span else None
    return Timex(
        start=found.start,
        end=found.end,
        text=found.text,
        type=meaning.type,
        value=meaning.value,
        when=when,
        rule=found.rule.name,
        mod=meaning.mod,
        is_anchor=meaning.is_anchor,
    )


def _when(span: Span, meaning: Meaning, text: str, zone: tzinfo) -> When:
    start, end = (_aware(moment, meaning, zone) for moment in (span.start, span.end))
    return When(start, end, span.precision, text, meaning.value)


def _aware(moment: datetime, meaning: Meaning, zone: tzinfo) -> datetime:
    if moment.tzinfo is not None:
        return moment.astimezone(zone)
    if meaning.zone_hours is None:
        return moment.replace(tzinfo=zone)
    return moment.replace(tzinfo=timezone(timedelta(hours=meaning.zone_hours))).astimezone(zone)
