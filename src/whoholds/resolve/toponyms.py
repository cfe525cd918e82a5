"""All names of places in a text, resolved, with whether the place or its government is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from whoholds.model import Judgement, PlaceMention, Report
from whoholds.resolve.context import Context
from whoholds.resolve.places import judge_place, settle
from whoholds.resolve.weights import settings
from whoholds.terrain import Place
from whoholds.terrain.names import bare
from whoholds.theatres import Theatre

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['\u2019\u02bc](?!s\b)[^\W_]+)*")
_JOINT = re.compile(r"[ \u00a0-]|['\u2019] ?")
LONGEST = 4
WELL_KNOWN_FROM = 100_000
"""People from which a place is known without words that say where it is."""


SPELT_AS_PLACES = frozenset({"US", "U.S.", "UK", "U.K.", "UAE"})
"""Adjectives that are the country's own name as well."""


ABBREVIATED = frozenset({"st", "ste", "mt", "ft"})
"""First words of names that are written with a full stop ("St. Louis")."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a text.

    Attributes:
        start: offset of the name.
        end: offset after it.
        place: the place; None where it stays open.
        is_literal: False where its government or its people are meant.
        judgement: how it was decided.
    """

    start: int
    end: int
    place: Place | None
    is_literal: bool
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    is_first: bool

    @property
    def key(self) -> str:
        return self.text.casefold()

    @property
    def is_name(self) -> bool:
        return self.text[:1].isupper()


def resolve_mentions(report: Report, theatre: Theatre) -> list[Toponym]:
    """Return the names of places in a report's text, in order; names that overlap are given once.

    Adjectives of nationality ("Turkish troops") count as names of their country, not literal.
    """
    return _Finder(Context(report, theatre)).toponyms()


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(str(settings("toponyms")[name]).split())


class _Finder:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.report.text
        self.words = list(_words(self.text))
        self.lower = {word.text for word in self.words if word.text.islower()}

    def toponyms(self) -> list[Toponym]:
        spots = list(self._spots())
        settle((self.text[start:end] for start, end, _ in spots), self.context)
        return list(self._resolved(spots))

    def _resolved(self, spots: list[tuple[int, int, int]]) -> Iterator[Toponym]:
        for start, end, at in spots:
            country = self._of_adjective(self.text[start:end])
            words = country.name if country else self.text[start:end]
            mention = PlaceMention(self.text[start:end], start, end, words if country else "")
            judgement = judge_place("", "place", mention, self.context)
            place = country or self.context.theatre.gazetteer.get(judgement.value or "")
            if place is not None and not country and not self._is_borne_out(place, start, end, at):
                continue
            if place is not None or (self._is_located(at) and not self._is_in_party(start, end)):
                yield Toponym(start, end, place, not country and self._is_literal(place, start, end, at), judgement)

    def _spots(self) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, index of the first word) of runs that some place or adjective is called."""
        beyond = 0
        for i, word in enumerate(self.words):
            if i < beyond or not word.is_name:
                continue
            size = next((n for n in range(LONGEST, 0, -1) if self._is_known(i, n)), 0)
            if size:
                beyond = i + size
                yield word.start, self.words[i + size - 1].end, i

    def _is_known(self, i: int, size: int) -> bool:
        run = self.words[i : i + size]
        if len(run) < size or not run[-1].is_name or not self._is_joined(run):
            return False
        if size == 1 and self._is_common(run[0]):
            return False
        words = self.text[run[0].start : run[-1].end]
        if self._of_adjective(words):
            return True
        found = self.context.theatre.gazetteer.candidates(words, fuzzy=False, limit=1)
        is_loose = run[0].key in _listed("never") and bool(found) and found[0].how == "bare"
        return bool(found) and not is_loose

    def _is_joined(self, run: list[_Word]) -> bool:
        gaps = ((a.key, self.text[a.end : b.start]) for a, b in pairwise(run))
        return all(_JOINT.fullmatch(gap) or (gap == ". " and key in ABBREVIATED) for key, gap in gaps)

    def _is_common(self, word: _Word) -> bool:
        return word.key in _listed("never") or (word.is_first and word.key in self.lower)

    def _is_in_party(self, start: int, end: int) -> bool:
        return any(span.start <= start and end <= span.stop for span in self._parties)

    @cached_property
    def _parties(self) -> list[range]:
        """Spans of names of groups; a town's name inside one ("Tahrir al-Sham") is none of a town."""
        register = self.context.theatre.register
        names = {s for s, i in register.spellings() if register[i].kind != "state" and s in self.text}
        found = (match for name in names for match in re.finditer(rf"\b{re.escape(name)}\b", self.text))
        return [range(*match.span()) for match in found]

    @cached_property
    def _adjectives(self) -> dict[str, str]:
        states = [a for a in self.context.theatre.register if a.kind == "state" and a.country]
        return {form: a.country for a in states for adj in a.adjectives for form in (adj, f"{adj}s")}

    def _of_adjective(self, words: str) -> Place | None:
        """Return the country or part of the world that an adjective or a people belongs to."""
        area = settings("toponyms")["areas"].get(words)
        if area:
            found = self.context.theatre.gazetteer.candidates(area, fuzzy=False)
            return next((c.place for c in found if c.place.is_extended), None)
        country = self._adjectives.get(words)
        return self._country(country) if country and words not in SPELT_AS_PLACES else None

    def _country(self, code: str) -> Place | None:
        names = (a.name for a in self.context.theatre.register if a.country == code and a.kind == "state")
        spellings = [s for n in names for s in (n, n.removesuffix(" government"))]
        register = self.context.theatre.register
        spellings += [s for a in register if a.country == code and a.kind == "state" for s in a.names.get("en", ())]
        for spelling in spellings:
            for candidate in self.context.theatre.gazetteer.candidates(spelling, fuzzy=False):
                if candidate.place.kind == "country" and candidate.place.country == code:
                    return candidate.place
        return None

    def _is_borne_out(self, place: Place, start: int, end: int, at: int) -> bool:
        """Return whether the words around a name let it be one of a place rather than of a person or a thing."""
        if not place.is_extended and self._is_in_party(start, end):
            return False
        is_known = place.is_extended or place.population >= WELL_KNOWN_FROM
        before = self.words[at - 1] if at else None
        after = self._after(end)
        is_person = before is not None and self._touches(before, start) and before.key in _listed("titles")
        if is_person:
            return False
        has_neighbour = self._is_other_name(before, start) or self._is_other_name_after(after, end)
        return is_known if has_neighbour else is_known or self._is_located(at) or self._has_region(place, end)

    def _after(self, end: int) -> _Word | None:
        return next((word for word in self.words if word.start >= end), None)

    def _touches(self, before: _Word, start: int) -> bool:
        return self.text[before.end : start].strip(".") == " "

    def _is_other_name(self, before: _Word | None, start: int) -> bool:
        if before is None or not before.is_name or not self._touches(before, start):
            return False
        return before.key not in _listed("beside") and not (before.is_first and before.key in _listed("never"))

    def _is_other_name_after(self, after: _Word | None, end: int) -> bool:
        is_next = after is not None and after.is_name and self.text[end : after.start] == " "
        return is_next and after is not None and after.key not in _listed("beside")

    def _is_located(self, at: int) -> bool:
        before = self.words[at - 1].key if at else ""
        if before in {"the", *_listed("beside")} and at > 1:
            before = self.words[at - 2].key
        return before in _listed("locative")

    def _has_region(self, place: Place, end: int) -> bool:
        joint = re.match(r", ((?:[A-Z][\w.]+ ?){1,2})", self.text[end : end + 40])
        return bool(joint and place.admin1 and bare(place.admin1) == bare(joint[1]))

    def _is_literal(self, place: Place | None, start: int, end: int, at: int) -> bool:
        """Return whether the place itself is meant: where something is, or what has no government to stand for."""
        if self._is_located(at):
            return True
        after = self._after(end)
        if after is not None and after.key in _listed("speaking") and self.text[end : after.start].isspace():
            return False
        before = self.words[at - 1] if at else None
        if self._is_other_name(before, start) or self._is_other_name_after(after, end):
            return False
        return place is None or place.kind not in {"country", "capital"}


def _words(text: str) -> Iterator[_Word]:
    last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()]
        is_first = last == 0 or "\n" in gap or bool(re.search(r"[.!?][\"\u201d')]*\s|[\u201c\"]", gap))
        yield _Word(match.group(), match.start(), match.end(), is_first)
        last = match.end()
