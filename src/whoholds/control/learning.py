"""How far each voice can be trusted, learned week by week from what later proved true.

A claim that says who has a place is judged two weeks after it was told, by what all claims about the place come
to at that moment, before and after, its own left out; it teaches only where another voice has spoken of the place
about that time, and only as much as those others decide. What is learned is the share of right claims of each
voice, for each side that its claims favour, with the voice's starting grade and interest as prior: expectation
maximisation, each week once, on top of what all weeks before have taught. What is known in one week depends on
nothing that was told later, so that the records of any `known_by` are those of the week that it falls in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whoholds.control.axes import Axes
from whoholds.control.book import Book
from whoholds.control.columns import DAY_SECONDS, Bools, Floats, Ints
from whoholds.control.copies import Copies
from whoholds.control.filter import posteriors
from whoholds.control.layout import Layout, lay_out
from whoholds.control.tables import kinds
from whoholds.control.terms import Term
from whoholds.control.told import Told, told_between
from whoholds.control.weights import weights

WEEK_SECONDS = 7 * DAY_SECONDS
MONDAY = 4 * DAY_SECONDS
"""The first Monday after 1970 began."""
SURE = 1e-9
WEAK = 0.5
"""Fewer judged claims than this are not worth telling."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the judged claims of each voice, with the side that it favours, come to; one entry a voice.

    Attributes:
        judged: how many claims were judged, each by how far others decide it.
        right: how many of them were right, in expectation.
        expected: how many would have been, by the grade and interest of the voice.
    """

    judged: Floats
    right: Floats
    expected: Floats

    def wide(self, count: int) -> Lessons:
        """Return the lessons with room for more voices."""
        return Lessons(*(np.pad(a, (0, count - len(a))) for a in (self.judged, self.right, self.expected)))

    def __add__(self, other: Lessons) -> Lessons:
        """Return the lessons of both."""
        return Lessons(self.judged + other.judged, self.right + other.right, self.expected + other.expected)


NOTHING = Lessons(np.zeros(0), np.zeros(0), np.zeros(0))


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
        judged, right = lessons.judged[voice], lessons.right[voice]
        favouring = f" that favour {side}" if side else ""
        says = f"of {judged:.1f} claims{favouring} that others let judge, {name} was right in {right:.1f}"
        if judged < WEAK:
            says = f"{name}'s record on other claims"
        return Term("record", float(self.regard(known_by).trust[voice]), says)

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
    layout = lay_out(book, told_between(book, heard, end, regard.trust, regard.repeats), end, is_blank=True)
    told = layout.told
    rows, tells = book.table.only(told.number), _is_judged(book, told.number)
    is_asked = _is_known(book, told.number, judged_from, judged_to) & tells
    is_asked &= rows["published"] - told.instant <= weights()["records"]["fresh_days"] * DAY_SECONDS
    is_asked &= has_others(told, np.array(book.speaker_of, np.int64)[rows["voice"]], tells)
    asked = np.flatnonzero(is_asked)
    others, rivals = _what_others_say(book, layout, asked)
    voice, count = rows["voice"][asked], len(book.voices)
    prior = weights()["records"]["fair"] + rows["prior"][asked]
    trusted = sigmoid(prior + regard.trust[voice])
    right = trusted * others / (trusted * others + (1 - trusted) / rivals * (1 - others))
    decided = np.abs(2 * others - 1)
    parts = (decided, decided * right, decided * sigmoid(prior))
    return Lessons(*(_sums(voice, part, count) for part in parts))


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


def _what_others_say(book: Book, layout: Layout, asked: Ints) -> tuple[Floats, Floats]:
    """Return the probability of what each claim says by all others, and how many other sides it might name."""
    told = layout.told
    place = np.repeat(np.arange(len(layout.places)), layout.count)[layout.moment[asked]]
    beliefs = posteriors(layout)[layout.moment[asked]]
    column = Axes.column_of(layout.states[place], told.state[asked])
    sign = book.column("sign")[told.number[asked]]
    each = np.arange(len(asked))
    own = beliefs[each, column] * np.exp(-sign * told.weight[asked])
    rest = 1 - beliefs[each, column]
    p = own / (own + rest)
    rivals = np.maximum(1, (layout.states[place] > 0).sum(axis=1) - 1)
    return np.where(sign > 0, p, 1 - p), np.where(sign > 0, rivals, 1)


def trust_of(book: Book, lessons: Lessons) -> Floats:
    """Return what each voice's record adds to the weight of its claims.

    A voice's record for one side leans on its record as a whole, and that on its grade and interest.
    """
    most = weights()["records"]["most"]
    _, of_side = _shifts(book, lessons.wide(len(book.voices)))
    trust: Floats = np.clip(of_side, -most, most)
    return trust


def whole_of(book: Book, lessons: Lessons) -> Lessons:
    """Return the lessons of each voice alone, over all sides that its claims favour."""
    speaker, lessons = np.array(book.speaker_of, np.int64), lessons.wide(len(book.voices))
    parts = (lessons.judged, lessons.right, lessons.expected)
    return Lessons(*(_sums(speaker, part, len(book.speakers)) for part in parts))


def _sums(number: Ints, values: Floats, count: int) -> Floats:
    sums: Floats = np.bincount(number, values, count).astype(np.float64)
    return sums


def _shifts(book: Book, lessons: Lessons) -> tuple[Floats, Floats]:
    """Return by how much the log-odds of being right differ from the expected: of voices, and for each side."""
    rules, speaker = weights()["records"], np.array(book.speaker_of, np.int64)
    shift = _shift(whole_of(book, lessons), np.zeros(len(book.speakers)), rules["strength"])
    return shift, _shift(lessons, shift[speaker], rules["side_strength"])


def _shift(lessons: Lessons, start: Floats, strength: float) -> Floats:
    some = lessons.judged > 0
    shift = start.copy()
    expected = lessons.expected[some] / lessons.judged[some]
    prior = sigmoid(logit(expected) + start[some])
    learned = (strength * prior + lessons.right[some]) / (strength + lessons.judged[some])
    shift[some] = logit(learned) - logit(expected)
    return shift


def learned_shares(book: Book, lessons: Lessons, rows: Ints) -> tuple[Floats, Floats]:
    """Return the share of right claims of each voice, and of each voice for each side, after what was learned.

    Args:
        book: the claims.
        lessons: what was learned.
        rows: claims from which the grade and interest of a voice of which nothing was learned are told.
    """
    voice, lessons = book.column("voice")[rows], lessons.wide(len(book.voices))
    prior = sigmoid(weights()["records"]["fair"] + book.column("prior")[rows])
    shifts = _shifts(book, lessons)
    shares = []
    for heard, part, shift in (
        (np.array(book.speaker_of, np.int64)[voice], whole_of(book, lessons), shifts[0]),
        (voice, lessons, shifts[1]),
    ):
        count, sums = np.bincount(heard, minlength=len(shift)), np.bincount(heard, prior, len(shift))
        expected = np.where(part.judged > 0, part.expected, sums) / np.where(
            part.judged > 0, part.judged, np.maximum(count, 1)
        )
        shares.append(sigmoid(logit(np.clip(expected, SURE, 1 - SURE)) + shift))
    return shares[0], shares[1]


def sigmoid(x: Floats) -> Floats:
    """Return the probability of log-odds."""
    p: Floats = 1 / (1 + np.exp(-x))
    return p


def logit(p: Floats) -> Floats:
    """Return the log-odds of a probability."""
    odds: Floats = np.log(p) - np.log1p(-p)
    return odds
