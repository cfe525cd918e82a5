"""How often each voice has turned out right: its record in this ledger, beside the grade that it started with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from math import sqrt

import numpy as np

from whoholds.control.book import Book
from whoholds.control.columns import Floats, Ints, seconds
from whoholds.control.lessons import Lessons, learned_shares, shifts, whole_of
from whoholds.control.picture import Control
from whoholds.control.sides import Sides
from whoholds.control.tables import kinds
from whoholds.control.weights import weights
from whoholds.model import Evidence
from whoholds.theatres import Theatre

NORMAL = 1.645
"""Standard deviations on each side of the mean that hold nine tenths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A voice's record, as a whole or for one side.

    Attributes:
        voice: id of the outlet or actor; the words where it has none.
        name: what it is called.
        grade: the grade that it started with; "party" and "unlisted" for voices without one.
        side: the side that the claims favour; None for all together.
        claims: how many of its claims say who has a place.
        judged: how many of them others let judge, each by how far they decide it.
        right: how many of those turned out right, in expectation.
        expected: share of right claims that grade and interest stand for, 0 to 1.
        learned: share after the record, 0 to 1: the mean of the Beta distribution.
        low: lower end of its interval of nine tenths.
        high: upper end.
        sides: its records for each side that its claims favour; empty for one side.
    """

    voice: str
    name: str
    grade: str
    side: str | None = None
    claims: int
    judged: float
    right: float
    expected: float
    learned: float
    low: float
    high: float
    sides: tuple[Record, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the record, figures rounded to four places."""
        names = ("judged", "right", "expected", "learned", "low", "high")
        fields: dict[str, object] = {name: round(getattr(self, name), 4) for name in names}
        if self.side is not None:
            return {"side": self.side or None, "claims": self.claims, **fields}
        sides = [side.to_json() for side in self.sides]
        return {"voice": self.voice, "name": self.name, "grade": self.grade, "claims": self.claims, **fields,
                "sides": sides}  # fmt: skip


def records(
    theatre: Theatre, evidence: Iterable[Evidence], on: datetime, known_by: datetime | None = None
) -> list[Record]:
    """Return the record of every first voice that says who has a place, the one with most judged claims first.

    Args:
        theatre: the theatre.
        evidence: all claims.
        on: claims told after this instant do not count.
        known_by: claims told later do not count; None counts all up to `on`.
    """
    return records_of(Control(theatre, evidence), on, known_by)


def records_of(control: Control, on: datetime, known_by: datetime | None = None) -> list[Record]:
    """Return the record of every first voice: see `records`."""
    book, clock = control.book, seconds(on) if known_by is None else min(seconds(on), seconds(known_by))
    lessons, sides = control.learning.lessons(clock).wide(len(control.book.voices)), Sides(control.theatre)
    rows = _telling(book, clock)
    claims = np.bincount(book.column("voice")[rows], minlength=len(book.voices))
    shares, shift, rules = learned_shares(book, lessons, rows), shifts(book, lessons), weights()["records"]
    whole = _Column.of(whole_of(book, lessons), shares[0], shift[0], rules["strength"])
    by_side = _Column.of(lessons, shares[1], shift[1], rules["side_strength"])
    of_speaker: defaultdict[int, list[int]] = defaultdict(list)
    for voice in np.flatnonzero(claims).tolist():
        of_speaker[book.speaker_of[voice]].append(voice)
    found = []
    for speaker, voices in of_speaker.items():
        named = _name(control.theatre, sides, book.speakers.names[speaker])
        parts = [by_side.record(named, v, int(claims[v]), book.voices.names[v].split("\t")[1]) for v in voices]
        record = whole.record(named, speaker, int(claims[voices].sum()), None)
        found.append(replace(record, sides=tuple(sorted(parts, key=lambda part: (-part.claims, part.side or "")))))
    return sorted(found, key=lambda record: (-record.judged, -record.claims, record.voice))


def _telling(book: Book, clock: float) -> Ints:
    """Return the claims that say who has a place, as known by then."""
    rows = book.table.rows
    tells = kinds().tells[rows["kind"]] & ~rows["is_area"] & (rows["sign"] != 0)
    return np.flatnonzero(tells & (rows["known_from"] <= clock) & (rows["withdrawn"] > clock))


def _name(theatre: Theatre, sides: Sides, voice: str) -> tuple[str, str, str]:
    """Return the id, the name and the grade of a voice."""
    outlet, actor = sides.outlet(voice), theatre.register.get(voice)
    grade = outlet.grade if outlet else "party" if actor else "unlisted"
    return voice, outlet.name if outlet else actor.name if actor else voice, grade


@dataclass(frozen=True, slots=True)
class _Column:
    """What was learned of voices, or of voices for one side, by number."""

    judged: Floats
    right: Floats
    expected: Floats
    learned: Floats
    strength: float

    @classmethod
    def of(cls, lessons: Lessons, learned: Floats, shift: Floats, strength: float) -> _Column:
        """Return what lessons, shares of right claims, and how far these are from the expected, come to."""
        heard = lessons.heard
        expected = np.where(heard > 0, lessons.expected / np.maximum(1, heard), learned)
        return cls(lessons.judged, lessons.right(shift), expected, learned, strength)

    def record(self, named: tuple[str, str, str], number: int, claims: int, side: str | None) -> Record:
        """Return the record of one of them."""
        voice, name, grade = named
        judged, mean = float(self.judged[number]), float(self.learned[number])
        spread = NORMAL * sqrt(mean * (1 - mean) / (self.strength + judged + 1))
        return Record(
            voice=voice, name=name, grade=grade, side=side, claims=claims, judged=judged,
            right=float(self.right[number]), expected=float(self.expected[number]), learned=mean,
            low=max(0.0, mean - spread), high=min(1.0, mean + spread),
        )  # fmt: skip
