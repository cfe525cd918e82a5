"""What a report tells of lay before it was published: parts of a day and hours without a day of their own."""

from __future__ import annotations

from datetime import date, timedelta

from whoholds.reading.times.context import Context, tense_near
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import hours_of
from whoholds.reading.times.spans import Span, day_span


def reported_part(day: date, code: str, stage: str, found: Found, context: Context) -> Span:
    """Return a part of a day that is told without its day, the day before where it had not begun yet.

    Args:
        day: day that the text is at.
        code: part of the day, as TIMEX3 has it.
        stage: START, MID, END or none.
        found: the words.
        context: dateline and tense. Where only its day is known, noon stands for its clock with nights only.
    """
    span = hours_of(day_span(day), code, stage, found)
    if not is_ahead(span, code, found, context):
        return span
    return hours_of(day_span(day - timedelta(days=1)), code, stage, found)


def is_ahead(span: Span, code: str, found: Found, context: Context) -> bool:
    """Say whether a stretch had not begun when the report was published, and nothing says that it lies ahead.

    Args:
        span: on the wall clock.
        code: part of the day; one with `begun` in the YAML's `hours` counts from that hour. Empty for an hour.
        found: the words.
        context: dateline and tense.
    """
    hours = found.lexicon.data["hours"].get(code, {})
    moment = context.moment
    if context.today is None or moment is None or (context.clock is None and "begun" not in hours):
        return False
    begun = day_span(span.day).start + timedelta(hours=hours["begun"]) if "begun" in hours else span.start
    if begun <= moment:
        return False
    return tense_near(found.first, found.last, context, found.lexicon.data["tense"]) != "future"
