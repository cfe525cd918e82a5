"""Readers of lengths of time, of what lies so long ago or so much later, and of what comes again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from whoholds.reading.times.context import Context, tense_near
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.meaning import Meaning, dated, reader
from whoholds.reading.times.spans import MONTHS_IN, SECONDS_IN, Span, day_span, midnight, shift, span_of

LETTERS: Final = {
    "second": "TS", "minute": "TM", "hour": "TH", "night": "D", "day": "D", "week": "W", "fortnight": "W",
    "weekend": "W", "month": "M", "quarter": "Q", "season": "M", "year": "Y", "decade": "Y", "century": "Y",
    "millennium": "Y",
}  # fmt: skip
TIMES: Final = {"fortnight": 2, "season": 3, "decade": 10, "century": 100, "millennium": 1000}
UNITS_AS: Final = {"night": "day"}

_DAY_SECONDS: Final = 86_400
_QUARTERS: Final = 4
_AGES: Final = ((1e9, "GA"), (1e6, "MA"), (1e3, "KA"))
"""Years in one unit of the values for what lies before the calendar, and the letters that TIDES has for them."""


def counted(found: Found, part: str = "count") -> float | None:
    """Return the number that a count tells; None for "several" and the like."""
    words = [word for word in found.words(part) if word not in {"-", "and", "of", "a", "an", "the", "another"}]
    if not words:
        return 1.0 if found.has(part) else None
    if words[0] == "half":
        return 0.5
    if "/" in words:
        return _fraction(words)
    if words[0][0].isdigit():
        return float(words[0].replace(",", "")) * (found.lexicon.value("scale", words[-1]) or 1)
    return _spelled(words, found)


def _fraction(words: list[str]) -> float | None:
    """Return 2.5 for "2 1/2"."""
    at = words.index("/")
    if not words[at + 1].isdigit() or not words[at - 1].isdigit() or not int(words[at + 1]):
        return None
    whole = float(words[0].replace(",", "")) if words[:at][1:] else 0.0
    return whole + int(words[at - 1]) / int(words[at + 1])


def _spelled(words: list[str], found: Found) -> float | None:
    total = 0
    for word in words:
        value: Any = found.lexicon.value("numeral", word)
        if value is None:
            return 2.0 if word == "couple" else None
        total = max(total, 1) * value if found.lexicon.value("scale", word) else total + value
    return float(total)


def period(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length: P3D, PT2H, P2Y6M, PXW."""
    letter, times = LETTERS[unit], TIMES.get(unit, 1)
    head = "PT" if letter.startswith("T") else "P"
    letter = letter[-1]
    if count is None:
        return f"{head}X{'E' if unit == 'decade' else 'C' if unit == 'century' else letter}"
    amount = count * times
    whole = int(amount)
    rest = amount - whole
    if rest * _QUARTERS % 1:  # 4.8 years; two and a half are written as 2Y6M
        return f"{head}{amount:g}{letter}"
    if not rest:
        return f"{head}{whole}{letter}"
    smaller, parts = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60) if head == "PT" else ("D", 30)}.get(
        letter, ("", 0)
    )
    if not smaller:
        return f"{head}{amount:g}{letter}"
    return f"{head}{f'{whole}{letter}' if whole else ''}{round(rest * parts)}{smaller}"


def unit_of(found: Found) -> str:
    """Return the unit that a match names."""
    word = found.word("unit")
    unit = found.lexicon.value("any-unit", word) or found.lexicon.value("units", word)
    return str(unit or found.lexicon.value("unit", word))


@reader("amount")
def read_amount(found: Found, _context: Context) -> Meaning | None:
    """Read lengths: "two weeks", "a nine-month war", "more than four hours", "the past three years"."""
    unit = unit_of(found)
    count = _part_of_century(found) or (_with_half(found) if found.has("count") else _bare_count(found))
    return Meaning("DURATION", period(count, unit), mod="APPROX" if found.has("about") else "")


def _bare_count(found: Found) -> float | None:
    """Return 1 for "month-long", None for "months-long"."""
    return None if found.lexicon.value("units", found.word("unit")) and found.rule.name == "unit-long" else 1.0


def _with_half(found: Found) -> float | None:
    """Return the number that a count tells, with the half that "and a half" adds."""
    count = counted(found)
    return count + 0.5 if count is not None and found.has("half") else count


def _part_of_century(found: Found) -> float | None:
    """Return 0.25 for "a quarter of a century"."""
    return 0.75 if found.has("fourths") else 0.25 if found.has("fourth") else None


@reader("long-word")
def read_long_word(found: Found, _context: Context) -> Meaning | None:
    """Read "weeklong", "yearlong"."""
    return Meaning("DURATION", str(found.value("length", "long-word")))


@reader("vague-units")
def read_vague_units(found: Found, _context: Context) -> Meaning | None:
    """Read "weeks", "recent months"."""
    recent = found.has("recent")
    value = "PAST_REF" if recent else period(None, unit_of(found))
    return Meaning("DATE" if recent else "DURATION", value)


def _at_distance(found: Found, moment: datetime | None, way: int) -> Meaning:
    unit, count = unit_of(found), counted(found)
    if count is None and unit in SECONDS_IN:
        count = 1.0  # "hours later" is the same day
    if count is None:
        return Meaning("DURATION", period(None, unit)) if way > 0 else Meaning("DATE", "PAST_REF")
    if moment is None:
        return Meaning("DATE", "XXXX")
    plans = found.lexicon.data["ago"]
    plan = plans.get(unit, plans["century"])
    count += 0.5 if found.has("half") else 0
    step = UNITS_AS.get(unit, "century" if unit == "millennium" else unit)
    grain = "week" if unit == "week" and count >= plans["weeks-from"] else plan["value"]
    span = span_of(grain, shift(moment, way * count * (10 if unit == "millennium" else 1), step).date())
    day = span.day if span.unit == "day" else None
    return Meaning("DATE", span.value, _widened(span, timedelta(days=plan["blur_days"])), day=day)


def _widened(span: Span, blur: timedelta) -> Span:
    return replace(span, start=span.start - blur, end=span.end + blur)


@reader("ago")
def read_ago(found: Found, context: Context) -> Meaning | None:
    """Read "a week ago", "nearly four years ago": back from the dateline."""
    if found.has("today") or found.has("weekday"):
        return _day_ago(found, context)
    if _is_year_of_topic(found, context):
        return _year_before_topic(context)
    return _ages_ago(found, context) or _at_distance(found, context.moment, -1)


def _ages_ago(found: Found, context: Context) -> Meaning | None:
    """Return MA65 for "65 million years ago"; None for what the calendar holds."""
    count, unit = counted(found), unit_of(found)
    if count is None or LETTERS[unit] != "Y" or context.moment is None:
        return None
    years = count * TIMES.get(unit, 1)
    if years < context.moment.year:
        return None
    size, letters = next(age for age in _AGES if years >= age[0])
    return Meaning("DATE", f"{letters}{years / size:g}")


def _day_ago(found: Found, context: Context) -> Meaning | None:
    """Return the very day of "a year ago today"; of "a week ago Sunday" the Sunday nearest to that day."""
    count = counted(found)
    if context.moment is None or count is None:
        return _at_distance(found, context.moment, -1)
    unit = unit_of(found)
    step = UNITS_AS.get(unit, "century" if unit == "millennium" else unit)
    day = shift(context.moment, -count, step).date()
    if found.has("weekday"):
        day += timedelta(days=(int(found.value("weekday")) - day.isoweekday() + 3) % 7 - 3)
    return dated(day_span(day), is_anchor=True)


@reader("from-now")
def read_from_now(found: Found, context: Context) -> Meaning | None:
    """Read "two years from now", "a week from tomorrow"."""
    moment = context.moment
    if moment is not None and found.has("tomorrow"):
        moment += timedelta(days=1)
    return _at_distance(found, moment, 1)


@reader("later")
def read_later(found: Found, context: Context) -> Meaning | None:
    """Read "two days later", "a year earlier": from the running date; days keep the narrative going."""
    way = int(found.value("away"))
    unit = unit_of(found)
    if way < 0 and _is_year_of_topic(found, context):
        return _year_before_topic(context)
    meaning = _at_distance(found, _told_moment(unit, found, context), way)
    if unit in SECONDS_IN and _is_within_a_day(found, unit):
        meaning = replace(meaning, type="DURATION", value=period(_with_half(found), unit))
    return replace(meaning, is_anchor=meaning.span is not None and unit not in MONTHS_IN)


def _is_within_a_day(found: Found, unit: str) -> bool:
    """Say whether "an hour later" tells a length that no date would."""
    count = counted(found)
    return count is not None and count * SECONDS_IN[unit] < _DAY_SECONDS


def _told_moment(unit: str, found: Found, context: Context) -> datetime | None:
    """Return the moment that "later" counts from: hours from noon of the day told, so that a few stay on it.

    Months and years count from one told in the same sentence, "in June 2022, and two years later", or by "that".
    """
    is_latest = found.rule.name == "before-that" or context.is_latest_nearby(found.start)
    told = context.told_in(unit) if unit in MONTHS_IN and is_latest else context.told
    if told is None:
        return None
    return midnight(told) + timedelta(hours=12 if unit in SECONDS_IN else 0)


def _is_year_of_topic(found: Found, context: Context) -> bool:
    """Say whether "a year ago" compares with the quarter that the text is about."""
    return (
        context.topic is not None
        and unit_of(found) == "year"
        and counted(found, "count") == 1
        and not found.has("about")
    )


def _year_before_topic(context: Context) -> Meaning | None:
    if context.topic is None:
        return None
    span = span_of(context.topic.unit, shift(context.topic.start, -12, "month").date())
    return Meaning("DATE", span.value, span)


@reader("nothing")
def read_nothing(_found: Found, _context: Context) -> Meaning | None:
    """Read words that look like time and are none: ages, fractions, "as soon as"."""
    return None


@reader("set-word")
def read_set_word(found: Found, _context: Context) -> Meaning | None:
    """Read daily, weekly, annually; "the daily" before a name is a newspaper."""
    tokens, after = found.tokens, found.last + 1
    if found.text.islower() and after < len(tokens.starts) and tokens.word(after)[0].isupper():
        return None
    return Meaning("SET", str(found.value("set", "set-word")))


@reader("every")
def read_every(found: Found, _context: Context) -> Meaning | None:
    """Read "every day", "each Thursday", "Tuesday nights", "every two weeks", "twice a year"."""
    if found.has("weekends") or found.has("workdays"):
        return Meaning("SET", "XXXX-WXX-WE" if found.has("weekends") else "XXXX-WXX-WD")
    part = found.value("part") or found.value("part", "parts")
    if found.has("weekday"):
        number = found.value("weekday") or found.value("weekday", "weekdays")
        return Meaning("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
    if found.has("month"):
        return Meaning("SET", f"XXXX-{int(found.value('month')):02d}")
    if found.has("season"):
        return Meaning("SET", f"XXXX-{found.value('season')}")
    if part:
        return Meaning("SET", f"XXXX-XX-XXT{part}")
    count = 2.0 if found.has("other") else counted(found) if found.has("count") else 1.0
    return Meaning("SET", period(count, unit_of(found)))


@reader("soon")
def read_soon(found: Found, context: Context) -> Meaning | None:
    """Read "soon" as the future; with a past verb ("soon fell") it says only that little time had gone by."""
    tense = tense_near(found.first, found.last, context, found.lexicon.data["tense"])
    return None if tense == "past" else Meaning("DATE", "FUTURE_REF")


@reader("ref")
def read_ref(found: Found, _context: Context) -> Meaning | None:
    """Read words that say only past, present or future."""
    if _opens_speech(found):
        return None
    value = found.rule.facts.get("value") or found.value("ref")
    return Meaning("DATE", str(value))


def _opens_speech(found: Found) -> bool:
    """Say whether "Now," with a capital and a comma only leads on to what comes next."""
    following = [found.tokens.word(index) for index in found.tokens.after(found.last, 1)]
    return found.text == "Now" and following == [","]
