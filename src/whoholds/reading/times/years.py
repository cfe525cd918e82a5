"""The year that words tell or mean, and numbers in digits and words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from whoholds.reading.times.context import Context, likeliest, tense_near
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.spans import month_span

_OLD = 1800


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
    if found.first and found.tokens.word(found.first - 1).lower() in words["over"]:
        years = {days: year for days, year in years.items() if days <= 0}
    return years[likeliest(list(years), tense, words)]


def is_year(found: Found) -> bool:
    """Say whether the last number of a match is a year, and not 2000 soldiers."""
    if not found.has("year"):
        return False
    words = found.lexicon.data["quantities"]
    tokens = found.tokens
    following, further = (*(tokens.word(index) for index in tokens.after(found.last, 2)), ".", ".")[:2]
    if number_of(found.word("year")) % words["round"] and number_of(found.word("year")) >= _OLD:
        return True
    before = tokens.word(found.first - 1).lower() if found.first else ""
    if before in words["named"] and following[0].isupper():  # "the 2000 Olympics"
        return further.lower() not in found.lexicon.table("thing")
    is_led = before in words["before"] or found.last > found.first
    return is_led and not (following.islower() and following not in words["joints"])
