"""Finds the time expressions of a text and reads them against its dateline and its own narrative."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from whoholds.model.when import When
from whoholds.reading.times import amounts, clock, dates, deictic, holidays, periods
from whoholds.reading.times.context import Context, is_said, tense_near
from whoholds.reading.times.grammar import Found, grammar
from whoholds.reading.times.meaning import READERS, Meaning
from whoholds.reading.times.opening import lent_year, opened, opens_a_year
from whoholds.reading.times.spans import Span, day_span
from whoholds.reading.times.timex import Timex

_MODULES = (amounts, clock, dates, deictic, holidays, periods)
"""The modules that enter their readers when they are imported."""

_TOPICAL = timedelta(days=366)
"""How long ago a quarter can have ended that a report is about."""


def find_times(
    text: str,
    published: When | None = None,
    zone: tzinfo = UTC,
    language: str = "en",
    *,
    is_history: bool = False,
) -> list[Timex]:
    """Return the time expressions of a text, in order, none overlapping another.

    Args:
        text: any text.
        published: the dateline's interval; None leaves words that count from it unplaced.
        zone: the wall clock of the theatre, in which intervals are given.
        language: folder of the grammar.
        is_history: whether the text is known to be no news but an account of the past, as in an encyclopaedia.
    """
    rules = grammar(language)
    tokens = rules.lexicon.cut(text)
    today = published.start.astimezone(zone).date() if published else None
    finds = list(rules.search(tokens))
    context = opened(finds, tokens, today, rules.lexicon.data["narrative"], is_history=is_history)
    if published and published.precision in {"minute", "hour"}:
        context.clock = published.start.astimezone(zone).time()
    timexes: list[Timex] = []
    for at, found in enumerate(finds):
        context.lent_year = lent_year(finds, at)
        if at and "\n" in text[finds[at - 1].end : found.start]:
            context.thread.open_paragraph()
        meaning = _meaning(found, context)
        if meaning is not None:
            meaning = _anchored(meaning, found, context)
            timexes.append(_timex(found, meaning, zone))
            _go_on(context, meaning, found)
    return timexes


def _meaning(found: Found, context: Context) -> Meaning | None:
    if _is_name(found):
        return None
    try:
        return READERS[found.rule.means](found, context)
    except (OverflowError, ValueError):
        return None


def _is_name(found: Found) -> bool:
    """Say whether the words are the name of a programme or a paper: units with capitals after a quotation mark."""
    data, tokens = found.lexicon.data, found.tokens
    if found.rule.means == "day-word":
        return _is_paper(found)
    if found.rule.means not in data["names"] or found.first in {0, found.last}:
        return False
    words = [tokens.word(index) for index in range(found.first, found.last + 1)]
    return tokens.word(found.first - 1) in data["quotes"] and all(
        word.istitle() or word.isdigit() for word in words
    )


def _is_paper(found: Found) -> bool:
    """Say whether a word is the end of a name: the "Today" of "Harbour Today said"."""
    tokens = found.tokens
    if found.first != found.last or not found.text.istitle() or not found.first:
        return False
    following = [tokens.word(index) for index in tokens.after(found.last, 1)]
    return tokens.word(found.first - 1)[0].isupper() and any(word[0].islower() for word in following)


def _anchored(meaning: Meaning, found: Found, context: Context) -> Meaning:
    """Return the meaning, without its anchor where the words date a saying."""
    if meaning.is_anchor and is_said(found.first, context.tokens, found.lexicon.data["tense"]):
        return replace(meaning, is_anchor=False)
    return meaning


def _go_on(context: Context, meaning: Meaning, found: Found) -> None:
    span = meaning.span
    if found.rule.facts.get("sets") == "topic" and (span is None or _opens_topic(span, context, found)):
        context.topic = span
    if span is None or (found.rule.facts.get("sets") == "no-thread" and not meaning.is_anchor):
        return
    if span.unit == "day" or meaning.is_anchor or meaning.day or opens_a_year(found, context):
        context.tell(day_span(meaning.day) if meaning.day else span)
        context.told_at = found.end
    if span.unit not in {"part", "hour", "minute"}:
        context.latest, context.latest_at = span, found.end


def _opens_topic(span: Span, context: Context, found: Found) -> bool:
    """Say whether the text is about a quarter: the last one that is over, or the first told that lies not ahead."""
    if context.today is None:
        return True
    today = day_span(context.today).start
    if span.end <= today:
        is_late = context.topic is None or span.start > context.topic.start
        return is_late and span.end > today - _TOPICAL
    tense = tense_near(found.first, found.last, context, found.lexicon.data["tense"])
    return context.topic is None and tense != "future"


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


def _when(span: Span, meaning: Meaning, text: str, zone: tzinfo) -> When | None:
    """Return the interval in the zone; None where it leaves the calendar, which ends with the year 9999."""
    try:
        start, end = (_aware(moment, meaning, zone) for moment in (span.start, span.end))
    except OverflowError:
        return None
    return When(start, end, span.precision, text, meaning.value)


def _aware(moment: datetime, meaning: Meaning, zone: tzinfo) -> datetime:
    if moment.tzinfo is not None:
        return moment.astimezone(zone)
    if meaning.zone_hours is None:
        return moment.replace(tzinfo=zone)
    return moment.replace(tzinfo=timezone(timedelta(hours=meaning.zone_hours))).astimezone(zone)
