"""From plain words to suppositions: what the reader makes of them, else the small grammar for typed ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from whoholds.consequences import Supposition, joined, parse_supposition, suppositions_of
from whoholds.errors import QuestionError
from whoholds.extraction import Extractor
from whoholds.model import Report, ResolvedClaim
from whoholds.terrain.names import fold
from whoholds.theatres import Theatre

OPENING = re.compile(r"^\s*(?:what\s+if|suppose|imagine|if)\s+(?:that\s+)?", re.IGNORECASE)

BREAKS = re.compile(r"\s*(?:,\s*(?:and|while)\s|,|\band\b|\bwhile\b)\s*", re.IGNORECASE)
"""Where one sentence may hold several changes; tried only where the whole means nothing."""

MOST_WORDS = 5
"""Words in a name, at most: "Hayat Tahrir al-Sham"."""

LEAST_LETTERS = 3
"""Letters in a name written small, at least: "is" is no name."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the words, as the theatre writes it, and where it stands there."""

    start: int
    end: int
    spelling: str


class Supposer:
    """Reads suppositions.

    Each clause is first read as a sentence of a report of the picture's day, by the reader's own frames, and
    understood so if its claims take in every name in it. What is no sentence of a report ("masnaa opens",
    "sdf and hts are allied") is left to the small grammar. Where the whole means nothing, it may be several
    changes joined by "and" or commas.

    Make one and ask it often: it folds all names of the theatre once.

    Args:
        extractor: reads and resolves.
    """

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._names = _Names(extractor.theatre)

    @property
    def _theatre(self) -> Theatre:
        return self._extractor.theatre

    def read(self, words: str, on: date) -> Supposition:
        """Return what one sentence supposes; several changes are one supposition of several parts.

        Args:
            words: the sentence, as typed.
            on: the picture's day.

        Raises:
            NoMeaning: if a clause says no change that can be supposed.
            UnknownPlace: if a place is unknown, or several are meant alike.
            UnknownActor: if a side is unknown.
        """
        clauses = [clause.strip() for clause in OPENING.sub("", words).split(";") if clause.strip()]
        return joined((self._clause(clause, on) for clause in clauses or [words]), words)

    def _clause(self, clause: str, on: date) -> Supposition:
        try:
            return self._whole(clause, on)
        except QuestionError as error:
            return self._several(clause, on, error)

    def _several(self, clause: str, on: date, error: QuestionError) -> Supposition:
        """Return a clause as two that each mean something.

        Raises:
            QuestionError: `error`, or, where only one of the two means something, what is wrong with the other.
        """
        for gap in BREAKS.finditer(clause):
            first, rest = clause[: gap.start()], clause[gap.end() :]
            try:
                start = self._whole(first, on)
            except QuestionError:
                continue
            return joined((start, self._clause(rest, on)), clause)
        raise error

    def _whole(self, clause: str, on: date) -> Supposition:
        """Return a clause as one sentence, by the reader or by the grammar.

        Raises:
            QuestionError: the grammar's, if neither understands it.
        """
        return self._as_reported(clause, on) or parse_supposition(clause, self._theatre)

    def _as_reported(self, clause: str, on: date) -> Supposition | None:
        """Return what the reader understands; None where it leaves out a name, or finds no change."""
        text = self._names.capitalised(clause).rstrip(".!? ") + "."
        text = text[:1].upper() + text[1:]
        report = Report(id="supposition", text=text, published=on.isoformat())
        claims = self._extractor.extract(report).claims
        if not claims or not self._takes_in_all(claims, text):
            return None
        try:
            return joined(suppositions_of(claims, self._theatre, clause), clause)
        except QuestionError:
            return None

    def _takes_in_all(self, claims: tuple[ResolvedClaim, ...], text: str) -> bool:
        """Return whether every name in a text stands in words that some claim has found a part for."""
        parts = [
            (mention.start, mention.end)
            for claim in claims
            for mention in (claim.claim.actor, claim.claim.target, claim.claim.place, claim.claim.origin)
            if mention is not None
        ]
        names = self._names.found_in(text)
        return all(any(low <= name.start and name.end <= high for low, high in parts) for name in names)


class _Names:
    """The names of a theatre's places, actors and roads, as they stand in typed words.

    Args:
        theatre: the theatre.
    """

    def __init__(self, theatre: Theatre) -> None:
        spellings = [spelling for spelling, _ in theatre.register.spellings()]
        roads = {link.road for link in theatre.links if link.road}
        self._known: dict[str, str] = {}
        for spelling in (*spellings, *theatre.gazetteer.spellings(), *sorted(roads)):
            self._known.setdefault(fold(spelling), spelling)

    def found_in(self, text: str) -> Iterator[_Name]:
        """Yield the names in a text, the longest at each word, in order."""
        words = list(re.finditer(r"\S*\w", text))
        at = 0
        while at < len(words):
            name = self._at(text, words[at : at + MOST_WORDS])
            if name is None:
                at += 1
                continue
            yield name
            at += sum(name.start <= word.start() < name.end for word in words)

    def _at(self, text: str, words: list[re.Match[str]]) -> _Name | None:
        for last in reversed(words):
            low, high = words[0].start(), last.end()
            spelling = self._known.get(fold(text[low:high]), "")
            if spelling and (high - low >= LEAST_LETTERS or spelling == text[low:high]):
                return _Name(low, high, spelling)
        return None

    def capitalised(self, text: str) -> str:
        """Return a text typed all in small letters with names as the theatre writes them; any other as it is."""
        if text != text.lower():
            return text
        for name in reversed(list(self.found_in(text))):
            text = text[: name.start] + name.spelling + text[name.end :]
        return text
