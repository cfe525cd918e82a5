"""What others make of the claims of each voice, and the share of right ones that follows from it.

Of each judged claim it is kept how far all others speak for it, in log-odds, against what a wrong claim would have
named; not whether it was right, for that depends on how good the voice is, which is what is asked. The share of
right claims is the one that makes all that likeliest, with the voice's grade and interest as prior: the point at
which expectation maximisation over the judged claims stands still.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whoholds.control.book import Book
from whoholds.control.columns import Floats, Ints
from whoholds.control.weights import weights

STEP = 0.5
"""Log-odds from one level to the next."""
LEVELS = np.arange(-6.0, 6.0 + STEP, STEP)
"""How far others speak for a claim, in log-odds; what is over the ends counts as the end."""
SURE = 1e-9
HALVINGS = 14
"""So often the interval in which a share lies is halved."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the judged claims of each voice, with the side that it favours, come to; one entry a voice.

    Attributes:
        counts: how many of its claims others spoke for by each level; voices by levels.
        expected: how many of them would have been right, by the grade and interest of the voice.
    """

    counts: Floats
    expected: Floats

    def wide(self, count: int) -> Lessons:
        """Return the lessons with room for more voices."""
        more = count - len(self.counts)
        return Lessons(np.pad(self.counts, ((0, more), (0, 0))), np.pad(self.expected, (0, more))) if more else self

    def __add__(self, other: Lessons) -> Lessons:
        """Return the lessons of both."""
        return Lessons(self.counts + other.counts, self.expected + other.expected)

    def by(self, group: Ints, count: int) -> Lessons:
        """Return the lessons of groups of voices.

        Args:
            group: the group of each voice.
            count: how many groups there are.
        """
        counts = np.zeros((count, len(LEVELS)))
        np.add.at(counts, group, self.counts)
        return Lessons(counts, np.bincount(group, self.expected, count).astype(np.float64))

    @property
    def heard(self) -> Floats:
        """How many claims of each voice others spoke of."""
        heard: Floats = self.counts.sum(axis=1)
        return heard

    @property
    def judged(self) -> Floats:
        """How many claims of each voice others judged, each by how far they decide it."""
        judged: Floats = self.counts @ np.abs(2 * sigmoid(LEVELS) - 1)
        return judged

    def right(self, shift: Floats) -> Floats:
        """Return how many of the judged claims of each voice were right.

        Args:
            shift: by how much the log-odds of being right differ from the expected.
        """
        share = np.clip(self.expected / np.maximum(1, self.heard), SURE, 1 - SURE)
        likely = sigmoid((logit(share) + shift)[:, None] + LEVELS)
        right: Floats = (self.counts * np.abs(2 * sigmoid(LEVELS) - 1) * likely).sum(axis=1)
        return right


NOTHING = Lessons(np.zeros((0, len(LEVELS))), np.zeros(0))


def lessons_from(voice: Ints, others: Floats, expected: Floats, count: int) -> Lessons:
    """Return what some claims teach.

    Args:
        voice: whose claim each is, by number.
        others: how far all others speak for it, in log-odds.
        expected: how likely it is right by the grade and interest of the voice.
        count: how many voices there are.
    """
    level = np.clip(np.rint((others - LEVELS[0]) / STEP), 0, len(LEVELS) - 1).astype(np.int64)
    counts = np.bincount(voice * len(LEVELS) + level, minlength=count * len(LEVELS))
    return Lessons(
        counts.reshape(count, len(LEVELS)).astype(np.float64),
        np.bincount(voice, expected, count).astype(np.float64),
    )


def trust_of(book: Book, lessons: Lessons) -> Floats:
    """Return what each voice's record adds to the weight of its claims.

    A voice's record for one side leans on its record as a whole, and that on its grade and interest.
    """
    most = weights()["records"]["most"]
    _, of_side = shifts(book, lessons.wide(len(book.voices)))
    trust: Floats = np.clip(of_side, -most, most)
    return trust


def whole_of(book: Book, lessons: Lessons) -> Lessons:
    """Return the lessons of each voice alone, over all sides that its claims favour."""
    speaker = np.array(book.speaker_of, np.int64)
    return lessons.wide(len(book.voices)).by(speaker, len(book.speakers))


def shifts(book: Book, lessons: Lessons) -> tuple[Floats, Floats]:
    """Return by how much the log-odds of being right differ from the expected: of voices, and for each side."""
    rules, speaker = weights()["records"], np.array(book.speaker_of, np.int64)
    shift = _shift(whole_of(book, lessons), np.zeros(len(book.speakers)), rules["strength"])
    return shift, _shift(lessons, shift[speaker], rules["side_strength"])


def _shift(lessons: Lessons, start: Floats, strength: float) -> Floats:
    heard = lessons.heard
    some = heard > 0
    shift = start.copy()
    expected = logit(lessons.expected[some] / heard[some])
    shift[some] = likeliest(lessons.counts[some], expected + start[some], strength) - expected
    return shift


def likeliest(counts: Floats, prior: Floats, strength: float) -> Floats:
    """Return the log-odds of being right that make judged claims likeliest.

    Args:
        counts: how many claims others spoke for by each level; n by levels.
        prior: log-odds of being right before that; n.
        strength: how many judged claims that is worth.
    """
    total, middle = counts.sum(axis=1), np.zeros(len(counts))
    step = 10.0
    for _ in range(HALVINGS):
        step /= 2
        share = sigmoid(middle)
        # Expectation maximisation would move the share up where this is positive.
        moves = strength * (sigmoid(prior) - share) - total * share
        moves += (counts * sigmoid(middle[:, None] + LEVELS)).sum(axis=1)
        middle += np.where(moves > 0, step, -step)
    return middle


def learned_shares(book: Book, lessons: Lessons, rows: Ints) -> tuple[Floats, Floats]:
    """Return the share of right claims of each voice, and of each voice for each side, after what was learned.

    Args:
        book: the claims.
        lessons: what was learned.
        rows: claims from which the grade and interest of a voice of which nothing was learned are told.
    """
    voice, lessons = book.column("voice")[rows], lessons.wide(len(book.voices))
    prior = sigmoid(weights()["records"]["fair"] + book.column("prior")[rows])
    shift_of_whole, shift_of_side = shifts(book, lessons)
    shares = []
    for number, part, shift in (
        (np.array(book.speaker_of, np.int64)[voice], whole_of(book, lessons), shift_of_whole),
        (voice, lessons, shift_of_side),
    ):
        count, sums = np.bincount(number, minlength=len(shift)), np.bincount(number, prior, len(shift))
        heard = part.heard
        expected = np.where(heard > 0, part.expected, sums) / np.where(heard > 0, heard, np.maximum(count, 1))
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
