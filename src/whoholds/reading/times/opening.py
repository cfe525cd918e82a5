"""Whether a text is news or a narrative of the past, told from the words of time that it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from whoholds.reading.times.context import Context
from whoholds.reading.times.grammar import Found
from whoholds.reading.times.lexicon import Tokens
from whoholds.reading.times.spans import year_span
from whoholds.reading.times.years import is_year, number_of

_JOINT = 2
"""Most tokens between two dates that belong together."""


def opened(
    finds: Sequence[Found],
    tokens: Tokens,
    today: date | None,
    limits: Mapping[str, Any],
    *,
    is_history: bool = False,
) -> Context:
    """Return the context in which a text's words of time are to be read, from its start.

    Args:
        finds: everything that the grammar found, in order.
        tokens: the text's tokens.
        today: day of the dateline.
        limits: the YAML's `narrative`.
        is_history: whether the text is known to tell of the past.
    """
    context = Context(tokens, today)
    years = Counter(number_of(found.word("year")) for found in finds if _names_a_year(found))
    year = _first_year(finds) or (_year_by_order(finds, today) if is_history and not years else None)
    if year and (is_history or _is_narrative(finds, years, today, limits)):
        context.is_narrative = today is not None
        context.thread.opening = context.thread.main = year_span(year)
    return context


def _names_a_year(found: Found) -> bool:
    return found.has("year") and (found.rule.means != "year" or is_year(found))


def _is_narrative(
    finds: Sequence[Found], years: Counter[int], today: date | None, limits: Mapping[str, Any]
) -> bool:
    if today is None:
        return True
    means = Counter(found.rule.means for found in finds)
    dates = sum(means[name] for name in limits["calendar"])
    deictic = sum(means[name] for name in limits["deictic"])
    year, count = years.most_common(1)[0]
    if count < limits["share"] * years.total() or _is_fresh(finds, today, limits):
        return False
    if dates >= max(limits["long-dates"], deictic * limits["long-times"]):
        return year <= today.year
    first = next(found for found in finds if found.has("month"))
    is_past = first.has("year") and year_span(year).end.date() + timedelta(days=limits["days"]) <= today
    return is_past and dates >= max(limits["dates"], deictic * limits["times"])


def _first_year(finds: Sequence[Found]) -> int | None:
    """Return the year of the first full date: days without a year before it belong to that year as well."""
    return next((number_of(f.word("year")) for f in finds if f.has("year") and f.has("month")), None)


def _year_by_order(finds: Sequence[Found], today: date | None) -> int | None:
    """Return the year of an account of the past that names none: last year where its days run past the dateline's.

    None where they do not, or where they run over a turn of the year.
    """
    told = [(f.value("month"), number_of(f.word("day"))) for f in finds if f.has("month") and f.has("day")]
    months = [month for month, _ in told]
    is_one_year = bool(told) and all(later >= sooner - 1 for sooner, later in pairwise(months))
    if today is None or not is_one_year or max(told) <= (today.month, today.day):
        return None
    return today.year - 1


def _is_fresh(finds: Sequence[Found], today: date, limits: Mapping[str, Any]) -> bool:
    """Say whether the first day of the text is the day before or so of its dateline, as in news."""
    first = next((found for found in finds if found.rule.means == "date"), None)
    if first is None or first.has("year") or not first.has("day"):
        return False
    last = today.toordinal()
    days = (date.fromordinal(number) for number in range(max(last - limits["fresh-days"], 1), last + 1))
    told = (first.value("month"), number_of(first.word("day")))
    return any((day.month, day.day) == told for day in days)


def opens_a_year(found: Found, context: Context) -> bool:
    """Say whether a narrative turns to a year here: "In 2015" at the start of a sentence."""
    if found.rule.means != "year" or found.first == 0 or not (context.is_narrative or context.today is None):
        return False
    before = context.tokens.word(found.first - 1)
    return before[0].isupper()


def lent_year(finds: Sequence[Found], at: int) -> int | None:
    """Return the year that a date without one takes from the date it is joined to: "24 May and 1 June 2022"."""
    found = finds[at]
    if not found.has("month") or found.has("year"):
        return None
    if at + 1 < len(finds) and _are_joined(found, finds[at + 1]):
        lender = finds[at + 1]
        return number_of(lender.word("year")) - int(found.value("month") > lender.value("month"))
    if at and _are_joined(finds[at - 1], found):
        lender = finds[at - 1]
        return number_of(lender.word("year")) + int(found.value("month") < lender.value("month"))
    return None


def _are_joined(first: Found, second: Found) -> bool:
    """Say whether two dates, one of them with a year, have nothing but small words between them."""
    if not (first.has("month") and second.has("month")) or first.has("year") == second.has("year"):
        return False
    if "\n" in first.tokens.text[first.end : second.start]:
        return False
    between = range(first.last + 1, second.first)
    return len(between) <= _JOINT and all(
        first.tokens.word(i).lower() in first.lexicon.data["joints"] for i in between
    )
