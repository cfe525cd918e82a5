"""Parts of a day and hours without a day of their own: told ones lie before the report, planned ones after."""

from __future__ import annotations

from datetime import date, timedelta

from whoholds.reading.times.context import Context, tense_near
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import hours_of
from whoholds.reading.times.spans import Span, day_span


def reported_part(day: date, code: str, stage: str, found: Found, context: Context) -> Span:
    """Return a part of a day that is told without its day, on the day that fits the report's hour and the tense.

    Args:
        day: day that the text is at.
        code: part of the day, as TIMEX3 has it.
        stage: START, MID, END or none.
        found: the words.
        context: dateline and tense.
    """
    span = hours_of(day_span(day), code, stage, found)
    step = days_off(span, code, found, context)
    return hours_of(day_span(day + timedelta(days=step)), code, stage, found) if step else span


def days_off(span: Span, code: str, found: Found, context: Context) -> int:
    """Return -1 for what had not begun when the report appeared, 1 for what is planned and was over, else 0.

    Where only the day of the report is known, noon stands for its hour with nights only, which are then the last.

    Args:
        span: on the wall clock, on the day that the text is at.
        code: part of the day; one with `begun` in the YAML's `hours` counts from that hour. Empty for an hour.
        found: the words.
        context: dateline and tense.
    """
    hours = found.lexicon.data["hours"].get(code, {})
    moment = context.moment
    if context.today is None or moment is None or (context.clock is None and "begun" not in hours):
        return 0
    is_planned = tense_near(found.first, found.last, context, found.lexicon.data["tense"]) == "future"
    if is_planned:
        return int(context.clock is not None and span.end <= moment and span.day == context.today)
    begun = day_span(span.day).start + timedelta(hours=hours["begun"]) if "begun" in hours else span.start
    return -1 if begun > moment else 0
