"""How far each voice can be trusted, learned week by week from what later proved true.

A claim that says who has a place is judged two weeks after it was told, by what all others come to at the moment
when its voice began to say so, before and after; it teaches only where another voice has spoken of the place about
that time. A voice that goes on saying the same does not bear itself out: what it says again counts nothing in
judging. From the judged claims of each voice, and of each side that they favour, follows the share of right ones
(`lessons.py`). What is known in one week depends on nothing that was told later, so that the records of any
`known_by` are those of the week that it falls in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from whoholds.control.axes import Axes
from whoholds.control.book import Book
from whoholds.control.columns import DAY_SECONDS, Bools, Floats, Ints
from whoholds.control.copies import Copies
from whoholds.control.filter import posteriors
from whoholds.control.layout import Layout, lay_out
from whoholds.control.lessons import NOTHING, SURE, Lessons, lessons_from, logit, sigmoid, trust_of
from whoholds.control.tables import kinds
from whoholds.control.terms import Term
from whoholds.control.told import Told, told_between
from whoholds.control.weights import weights

WEEK_SECONDS = 7 * DAY_SECONDS
MONDAY = 4 * DAY_SECONDS
"""The first Monday after 1970 began."""
WEAK = 0.5
"""Fewer judged claims than this are not worth telling."""


@dataclass(frozen=True, slots=True)
class Regard:
    """What is thought of voices at one time.

    Attributes:
        trust: what each voice's record adds to the weight of its claims, by number.
        repeats: pairs of voices of which the first repeats the second.
    """

    trust: Floats
    repeats: Ints

    def is_as(self, other: Regard) -> bool:
        """Return whether another is the same, whatever voices have come since that are not thought anything of."""
        trust = np.trim_zeros(self.trust, "b"), np.trim_zeros(other.trust, "b")
        return np.array_equal(*trust) and np.array_equal(self.repeats, other.repeats)


class Learning:
    """The lessons of every week, worked out in turn and kept.

    Args:
        book: the claims.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._weeks: list[Lessons] = []
        self._copies: list[Copies] = []
        self._regards: dict[tuple[int, int], Regard] = {}
        self._first = 0
        self._order: Ints = np.empty(0, np.int64)
        self._known: Floats = np.empty(0)

    def forget_from(self, known_from: float) -> None:
        """Forget what was learned with claims known from an instant on: there are more of them now."""
        kept = max(0, week_of(known_from) + 1 - self._first)
        del self._weeks[kept:]
        del self._copies[kept:]
        self._regards.clear()

    def regard(self, known_by: float) -> Regard:
        """Return what is thought of voices in the week of `known_by`."""
        lessons, week = self.lessons(known_by), self._week(known_by)
        if week is None:
            return Regard(trust_of(self._book, lessons), np.empty(0, np.int64))
        key = week, len(self._book.voices)
        if key not in self._regards:
            self._regards[key] = Regard(trust_of(self._book, lessons), self._copies[week].repeats)
        return self._regards[key]

    def term(self, voice: int, known_by: float) -> Term:
        """Return what a voice's record adds to the weight of a claim, as a term with its sentence."""
        lessons, (name, side) = self.lessons(known_by), self._book.voices.names[voice].split("\t")
        trust, favouring = self.regard(known_by).trust, f" that favour {side}" if side else ""
        judged, right = float(lessons.judged[voice]), float(lessons.right(trust)[voice])
        says = f"of {judged:.1f} claims{favouring} that others let judge, {name} was right in {right:.1f}"
        if judged < WEAK:
            says = f"{name}'s record on other claims"
        return Term("record", float(trust[voice]), says)

    def lessons(self, known_by: float) -> Lessons:
        """Return what has been learned by the beginning of the week of the last claim known by then."""
        week = self._week(known_by)
        count = len(self._book.voices)
        if week is None:
            return NOTHING.wide(count)
        while len(self._weeks) <= week:
            before = self._weeks[-1].wide(count) if self._weeks else NOTHING.wide(count)
            self._next(before, self._first + len(self._weeks))
        return self._weeks[week].wide(count)

    def _week(self, known_by: float) -> int | None:
        """Return the week of the last claim known by then, counted from the first; None where none was known."""
        self._sort()
        known = int(np.searchsorted(self._known, known_by, side="right"))
        if not known:
            return None
        if not self._weeks:
            self._first = week_of(float(self._known[0]))
        return week_of(float(self._known[known - 1])) - self._first

    def _sort(self) -> None:
        """Keep the claims in the order in which they were known; a few new ones are put in their places."""
        known_from, old = self._book.column("known_from"), len(self._order)
        if len(known_from) == old:
            return
        new = np.arange(old, len(known_from))
        new = new[np.argsort(known_from[new], kind="stable")]
        at = np.searchsorted(self._known, known_from[new], side="right")
        self._order = np.insert(self._order, at, new)
        self._known = np.insert(self._known, at, known_from[new])

    def _between(self, start: float, end: float) -> Ints:
        first, last = np.searchsorted(self._known, [start, end])
        return self._order[first:last]

    def _next(self, before: Lessons, week: int) -> None:
        """Learn what was known by the beginning of a week."""
        book, rules = self._book, weights()["records"]
        end = MONDAY + week * WEEK_SECONDS
        copies = Copies(self._copies[-1] if self._copies else None)
        recent = self._between(end - WEEK_SECONDS - weights()["copies"]["days"] * DAY_SECONDS, end)
        copies.hear(book, recent, book.column("known_from")[recent] >= end - WEEK_SECONDS)
        judged_to = end - rules["lag_days"] * DAY_SECONDS
        judged_from = judged_to - WEEK_SECONDS
        if len(self._between(judged_from, judged_to)):
            heard = self._between(judged_from - rules["margin_days"] * DAY_SECONDS, end)
            regard = Regard(trust_of(book, before), copies.repeats)
            before = before + _judge(book, heard, (judged_from, judged_to, end), regard)
        self._weeks.append(before)
        self._copies.append(copies)


def week_of(at: float) -> int:
    """Return the number of the week of an instant in seconds; weeks begin on Monday, UTC."""
    return int((at - MONDAY) // WEEK_SECONDS)


def _judge(book: Book, heard: Ints, span: tuple[float, float, float], regard: Regard) -> Lessons:
    """Return what the claims known within a week teach."""
    judged_from, judged_to, end = span
    heard = heard[np.isin(book.column("place")[heard], _places_asked(book, heard, judged_from, judged_to))]
    heard_then = told_between(book, heard, end, regard.trust, regard.repeats)
    first = said_first(book, heard_then.past)
    past = _once(heard_then.past, first)
    layout = lay_out(book, replace(heard_then, past=past, around=past), end, is_blank=True)
    told = layout.told
    rows, tells = book.table.only(told.number), _is_judged(book, told.number)
    is_asked = _is_known(book, told.number, judged_from, judged_to) & tells
    is_asked &= rows["published"] - told.instant <= weights()["records"]["fresh_days"] * DAY_SECONDS
    is_asked &= has_others(told, np.array(book.speaker_of, np.int64)[rows["voice"]], tells)
    asked = np.flatnonzero(is_asked)
    expected = sigmoid(weights()["records"]["fair"] + rows["prior"][asked])
    return lessons_from(
        rows["voice"][asked], _what_others_say(book, layout, first[asked]), expected, len(book.voices)
    )


def _places_asked(book: Book, heard: Ints, judged_from: float, judged_to: float) -> Ints:
    """Return the places of the claims that may be judged: the others need not be worked out."""
    asked = _is_known(book, heard, judged_from, judged_to) & _is_judged(book, heard)
    places: Ints = book.column("place")[heard[asked]]
    return places


def _is_known(book: Book, numbers: Ints, start: float, end: float) -> Bools:
    """Return which claims became known within a span of time."""
    known_from = book.column("known_from")[numbers]
    return (known_from >= start) & (known_from < end)


def _is_judged(book: Book, numbers: Ints) -> Bools:
    """Return which claims say who has a place, and not only its region."""
    rows = book.table.only(numbers)
    tells: Bools = kinds().tells[rows["kind"]] & ~rows["is_area"]
    return tells


def has_others(told: Told, speaker: Ints, tells: Bools) -> Bools:
    """Return for which claims another voice has said who has the place about that time."""
    found = np.zeros(len(told), bool)
    some = np.flatnonzero(tells)
    place, who, at = told.place[some], speaker[some], told.instant[some]
    if not len(some):
        return found
    is_new = np.ones(len(some), bool)
    is_new[1:] = (place[1:] != place[:-1]) | (who[1:] != who[:-1])
    begins = np.flatnonzero(is_new)
    run = np.cumsum(is_new) - 1
    last = np.append(begins[1:], len(some)) - 1
    rules = weights()["records"]
    after, before = last[run] + 1, begins[run] - 1
    inside = after < len(some)
    follows = np.minimum(after, len(some) - 1)
    near = inside & (place[follows] == place) & (at[follows] - at <= rules["days_after"] * DAY_SECONDS)
    leads = np.maximum(before, 0)
    near |= (before >= 0) & (place[leads] == place) & (at - at[leads] <= rules["days_before"] * DAY_SECONDS)
    found[some] = near
    return found


def said_first(book: Book, told: Told) -> Ints:
    """Return for each claim, as an index, the first of those with which its voice has gone on saying the same.

    Args:
        book: the claims.
        told: some of them, by place and instant.
    """
    rows = book.table.only(told.number)
    speaker = np.array(book.speaker_of, np.int64)[rows["voice"]]
    turns = np.ones(len(speaker), bool)
    turns[1:] = told.place[1:] != told.place[:-1]
    order = np.argsort(np.cumsum(turns) * len(book.speakers) + speaker, kind="stable")
    goes_on = np.zeros(len(order), bool)
    goes_on[1:] = True
    for values in (told.place[order], speaker[order], told.state[order], rows["sign"][order]):
        goes_on[1:] &= values[1:] == values[:-1]
    first = np.empty(len(order), np.int64)
    first[order] = order[~goes_on][np.cumsum(~goes_on) - 1]
    return first


def _once(told: Told, first: Ints) -> Told:
    """Return claims of which those that say the same again count nothing."""
    again = first != np.arange(len(first))
    return replace(told, weight=np.where(again, 0.0, told.weight), heard=np.where(again, 0.0, told.heard))


def _what_others_say(book: Book, layout: Layout, asked: Ints) -> Floats:
    """Return how far all others speak for claims, in log-odds, against the sides that they might have named."""
    told, rules = layout.told, weights()["records"]
    place = np.repeat(np.arange(len(layout.places)), layout.count)[layout.moment[asked]]
    beliefs = posteriors(layout)[layout.moment[asked]]
    column = Axes.column_of(layout.states[place], told.state[asked])
    sign = book.column("sign")[told.number[asked]]
    belief = np.clip(beliefs[np.arange(len(asked)), column], SURE, 1 - SURE)
    rivals = np.maximum(1, (layout.states[place] > 0).sum(axis=1) - 1)
    odds = logit(belief) - sign * told.weight[asked]
    speaks: Floats = rules["others"] * np.where(sign > 0, odds + np.log(rivals), -odds) - rules["self"]
    return speaks
