"""Text that is all in capitals, read under a twin in the usual case, of the same length.

Which words are names is told, word by word, by dictionary, register and neighbours (`casing.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from whoholds.reading.bands import called
from whoholds.reading.engine import dictionary
from whoholds.reading.lexicon import irregular, load_yaml
from whoholds.terrain.names import fold

if TYPE_CHECKING:
    from whoholds.theatres import Theatre

SHOUT = re.compile(r"[^a-z]{60}")
"""Where no stretch like this is, nothing is in capitals but names and headings."""

BLOCK = re.compile(r"(?:.+\n?)+")
"""Lines without a blank one between them."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ENDS = re.compile(r"(?:[.?!:][\])\"”’']*|--)\s*[\[(\"“‘']*$")
DEFINED = re.compile(r"(?<=[A-Z\"”])\s?[\[(] ?(?P<short>[A-Z][A-Z0-9]{1,9}(?:-[A-Z0-9]{1,5})?) ?[\])]")
"""The abbreviation in "NATIONAL LIBERATION ARMY [ELN]"."""

SPELLED = re.compile(r"\b(?P<short>[A-Z]{2,8})\s\[(?P<long>[A-Z][A-Z'’\s-]{8,60})\]")
"""The same the other way round: "ELN [NATIONAL LIBERATION ARMY]"."""

NOTE = re.compile(r"\[[^\]]*\]\s*$")
LETTERS = 40
"""Letters from which a paragraph in capitals is no heading."""

CAPITALS = 0.93
"""Share of capitals among the letters of a text in capitals."""

SHORT = 3
BIG_TOWN = 150_000
"""People from which a town is meant where a rare noun is spelled like it."""

ENDINGS = {
    "ies": "y",
    "ied": "y",
    **dict.fromkeys(("es", "s", "ed", "ing", "er", "ers", "est", "ly", "ness"), ""),
}
"""Endings of regular forms, with what the plain form has in their place; a mute "e" is tried as well."""

ENGLISH_ENDINGS = ("ed", "ing", "tion", "tions", "ly", "ness", "ist", "ists", "ism", "ity", "ment", "able")
"""Endings of words that no dictionary has and that are no names ("machinegunned")."""


class Word(NamedTuple):
    """A word of a text in capitals.

    Attributes:
        start: its offset.
        lower: the word in lower case.
        opens: whether a sentence opens with it.
    """

    start: int
    lower: str
    opens: bool


class Caser:
    """Gives text in capitals its usual case.

    Args:
        theatre: its names of actors, outlets and well-known places keep their capitals.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._words = {kind: frozenset(words) for kind, words in load_yaml("casing.yaml").items()}
        self._always = frozenset().union(
            *(self._words[kind] for kind in ("openers", "weekdays", "names", "short_months"))
        )
        self._runs_on = self._words["organisation"] | self._words["organisation_joints"]
        self._towns: dict[str, bool] = {}

    def twin(self, text: str) -> str:
        """Return the text with its paragraphs in capitals in the usual case; every offset stays what it was.

        Cost: one search where nothing is in capitals, else linear in the text.

        >>> from whoholds.theatres import load_theatre
        >>> Caser(load_theatre("world")).twin("REBELS OF THE FMLN ATTACKED A POLICE POST NEAR SAN MIGUEL ON 3 MAY.")
        'Rebels of the FMLN attacked a police post near San Miguel on 3 May.'
        """
        if not SHOUT.search(text):
            return text
        blocks = [(m.start(), m.end()) for m in BLOCK.finditer(text) if _is_shouted(m.group())]
        if not blocks:
            return text
        kept = {m["short"].lower() for m in DEFINED.finditer(text) if _is_defined(text, m)}
        kept |= {m["short"].lower() for m in SPELLED.finditer(text) if _stands_for(m["short"], m["long"])}
        told: list[tuple[int, int, list[Word], list[bool]]] = []
        names: set[str] = set()
        for start, end in blocks:
            words = list(_words_of(text[start:end]))
            capitals = [self._is_name(words, i) for i in range(len(words))]
            names |= self._spread(text[start:end], words, capitals)
            names |= called(text[start:end], words, capitals)
            told.append((start, end, words, capitals))
        letters = list(text)
        for start, end, words, capitals in told:
            named = [is_name or _owner(w.lower) in names for w, is_name in zip(words, capitals, strict=True)]
            letters[start:end] = self._cased(text[start:end], words, named, kept)
        return "".join(letters)

    def _cased(self, block: str, words: list[Word], capitals: list[bool], kept: set[str]) -> str:
        letters = list(_lower(block))
        for word, is_name in zip(words, capitals, strict=True):
            size = len(word.lower)
            if _owner(word.lower) in kept or self._is_short_name(word.lower):
                size = len(_owner(word.lower))
                letters[word.start : word.start + size] = block[word.start : word.start + size]
            elif (
                is_name
                or word.opens
                or word.lower == "i"
                or _is_letter(block, word)
                or word.lower in self._words["titles"]
            ):
                letters[word.start] = block[word.start]
        for start, spelling in self._known_names("".join(letters).lower()):
            letters[start : start + len(spelling)] = spelling
        return "".join(letters)

    def _is_name(self, words: list[Word], i: int) -> bool:
        """Whether a word is a name by itself and the word before it."""
        lower = _owner(words[i].lower)
        before = words[i - 1].lower if i else ""
        lists = self._words
        if lower in lists["months"]:
            return lower not in {"may", "march"} or self._is_dated(words, i)
        if lower in self._always or lower in self._single_names:
            return True
        if lower in dictionary().small:
            return False
        if before in lists["titles"] or (before in lists["openers"] and before not in {"new", "port", "mount"}):
            return True
        return not self._is_plain(lower) or self._is_town(lower)

    def _is_dated(self, words: list[Word], i: int) -> bool:
        """Whether a "may" or "march" is a month: a number is near, or a small word before it that dates."""
        gap = words[i + 1].start - words[i].start - len(words[i].lower) if i + 1 < len(words) else 0
        behind = words[i].start - words[i - 1].start - len(words[i - 1].lower) if i else 0
        before = words[i - 1].lower if i else ""
        return gap > SHORT or behind > 2 or before in {"in", "of", "since", "last", "late", "early", "until", "th"}  # noqa: PLR2004 - more than ". "

    def _is_plain(self, lower: str) -> bool:
        if _has_stem(lower) or (len(lower) > len("killing") and lower.endswith(ENGLISH_ENDINGS)):
            return True
        return any(
            lower.startswith(p) and len(lower) > len(p) + SHORT and _has_stem(lower[len(p) :])
            for p in self._words["prefixes"]
        )

    def _is_town(self, lower: str) -> bool:
        """Whether a word that is a noun only names a big town or a country."""
        if lower not in self._towns:
            is_asked = lower in dictionary().nouns and lower not in dictionary().others
            found = self._theatre.gazetteer.candidates(lower.title(), fuzzy=False, limit=3) if is_asked else []
            self._towns[lower] = any(
                fold(one.place.name) == fold(lower) and (one.place.population or 0) >= BIG_TOWN for one in found
            )
        return self._towns[lower]

    def _is_short_name(self, lower: str) -> bool:
        """Whether a word is an abbreviation: known as one, without a vowel, or too short for a name."""
        is_plain = lower in dictionary().others or lower in dictionary().small or lower in _plain()
        if lower in self._abbreviations and not is_plain and (len(lower) <= SHORT or not _has_stem(lower)):
            return True
        if len(lower) < 2 or _has_stem(lower) or lower in dictionary().small:  # noqa: PLR2004 - a letter alone is none
            return False
        return not set(lower) & set("aeiouyáéíóú") and lower not in self._words["titles"]

    def _spread(self, block: str, words: list[Word], capitals: list[bool]) -> set[str]:
        """Carry capitals on: "FARABUNDO MARTI [NATIONAL LIBERATION FRONT]", "RIO DE [LAS] CANAS".

        Returns the words that are names by their neighbours only: they are names in the rest of the text as well.
        """
        lists = self._words
        for i, word in enumerate(words):
            if word.lower in lists["inside"] and i and i + 1 < len(words) and capitals[i - 1]:
                capitals[i], capitals[i + 1] = (
                    False,
                    capitals[i + 1] or words[i + 1].lower not in dictionary().small,
                )
        for first, end in self._runs(words):
            name_before = first and capitals[first - 1] and words[first - 1].lower not in self._adjectives
            last = words[end - 1]
            if (name_before and not words[first].opens) or DEFINED.match(block, last.start + len(last.lower)):
                for i in range(first, end):
                    capitals[i] = words[i].lower in lists["organisation"]
        return self._surrounded(words, capitals)

    def _surrounded(self, words: list[Word], capitals: list[bool]) -> set[str]:
        """Make names of nouns between two names ("ANA [LUNA] PEREZ") or behind a short title; return them."""
        found = set()
        for i in range(1, len(words)):
            noun, before = words[i], words[i - 1]
            is_next = noun.start == before.start + len(before.lower) + 1
            is_titled = capitals[i] and before.lower in self._words["titles"]
            is_between = (
                i + 1 < len(words) and not capitals[i] and capitals[i - 1] and capitals[i + 1] and is_next
                and words[i + 1].start == noun.start + len(noun.lower) + 1
                and before.lower not in self._adjectives and not before.lower.endswith("'s")
                and noun.lower in dictionary().nouns and noun.lower not in dictionary().others
                and noun.lower not in self._words["organisation"] and words[i + 1].lower not in self._always
            )  # fmt: skip
            if is_titled or is_between:
                capitals[i] = True
                found.add(_owner(noun.lower))
        return found

    def _runs(self, words: list[Word]) -> Iterator[tuple[int, int]]:
        """Yield the stretches of words of organisations, from the first to behind the last."""
        lists = self._words
        i = 0
        while i < len(words):
            end = i
            while end < len(words) and words[end].lower in (self._runs_on if end > i else lists["organisation"]):
                end += 1
            while end > i and words[end - 1].lower in lists["organisation_joints"]:
                end -= 1
            if end > i:
                yield i, end
            i = max(end, i + 1)

    def _known_names(self, lower: str) -> Iterator[tuple[int, str]]:
        automaton, spellings = self._names
        for which, start, end in automaton.find_matches_as_indexes(lower):
            if not lower[start - 1 : start].isalnum() and not lower[end : end + 1].isalnum():
                yield start, spellings[which]

    @cached_property
    def _names(self) -> tuple[AhoCorasick, list[str]]:
        """Names of several words with more than one capital, found without regard to case."""
        spellings = sorted({s for s in self._spellings() if _has_capitals(s)})
        return AhoCorasick([s.lower() for s in spellings], matchkind=MatchKind.LeftmostLongest), spellings

    def _spellings(self) -> Iterator[str]:
        for spelling, _ in self._theatre.register.spellings():
            if spelling.isascii():
                yield spelling
        for outlet in self._theatre.outlets.values():
            yield from (s for s in (outlet.name, *outlet.names) if s.isascii())

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return frozenset(s.lower() for s in self._spellings() if s.isupper() and s.isalpha())

    @cached_property
    def _adjectives(self) -> frozenset[str]:
        return frozenset(a.lower() for actor in self._theatre.register for a in actor.adjectives)

    @cached_property
    def _single_names(self) -> frozenset[str]:
        """States, their capitals and peoples, where these are one word."""
        states = [actor for actor in self._theatre.register if actor.kind == "state"]
        spelled = {
            s
            for a in states
            for s in (a.name, *a.capitals, *a.adjectives, *(n for x in a.names.values() for n in x))
        }
        single = frozenset(s.lower() for s in spelled if s.isalpha() and s.istitle()) | self._adjectives
        return (single | {f"{word}s" for word in self._adjectives}) - dictionary().small


def _words_of(block: str) -> Iterator[Word]:
    for match in WORD.finditer(block):
        start = match.start()
        yield Word(start, _lower(match.group()), _opens(block, start) and not _is_short(block, start))


def _opens(block: str, start: int) -> bool:
    """Whether a sentence opens with the word at an offset; editors' notes before it count as nothing."""
    before = block[max(0, start - 100) : start]
    while (note := NOTE.search(before)) and (
        "[" in before[: note.start()] or not DEFINED.match(block, start - len(before) + note.start())
    ):
        before = before[: note.start()]
    return bool(ENDS.search(before[-8:])) or (start < 100 and not before.strip(" \n\"“'‘[("))  # noqa: PLR2004 - the stretch above


def _is_letter(block: str, word: Word) -> bool:
    """Whether a letter stands for something: "U.S.", "M-16", "JOHN F. KENNEDY"."""
    return len(word.lower) == 1 and block[word.start + 1 : word.start + 2] in {".", "-"}


def _owner(lower: str) -> str:
    return lower.removesuffix("'s").removesuffix("’s")


def _is_short(block: str, start: int) -> bool:
    """Whether the full stop before a word ends a short form ("COL. RIVAS", "U.S. TROOPS") and no sentence."""
    before = re.search(r"([^\W\d_]+)\.\s*$", block[max(0, start - 10) : start])
    return before is not None and (len(before[1]) == 1 or before[1].lower() in _short_forms())


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(load_yaml("casing.yaml")["titles"])


@cache
def _plain() -> frozenset[str]:
    return frozenset(load_yaml("casing.yaml")["plain"]) | irregular().keys()


def _lower(text: str) -> str:
    """The text in lower case, letters left alone whose small form has another length ("İ")."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_defined(text: str, match: re.Match[str]) -> bool:
    short = match["short"]
    return not _has_stem(short.lower()) or _stands_for(short, text[max(0, match.start() - 60) : match.start()])


def _stands_for(short: str, spelled: str) -> bool:
    """Whether an abbreviation may stand for a name: two of its letters at least begin words of it."""
    initials = {word[0] for word in spelled.split() if word[0].isalpha()}
    return short.lower() not in dictionary().small and sum(letter in initials for letter in short) > 1


def _is_shouted(block: str) -> bool:
    letters = sum(map(str.isalpha, block))
    return letters >= LETTERS and sum(map(str.isupper, block)) >= CAPITALS * letters


def _has_capitals(spelling: str) -> bool:
    return " " in spelling and sum(word[:1].isupper() for word in spelling.split()) > 1


def _has_stem(lower: str) -> bool:
    """Whether a dictionary has the word, or one that it is a regular form of."""
    known = dictionary()
    if lower in known.nouns or lower in known.others or lower in known.small or lower in _plain():
        return True
    if "'" in lower or "’" in lower:
        return _has_stem(re.split("['’]", lower)[0])
    for suffix, ending in ENDINGS.items():
        if lower.endswith(suffix) and len(lower) > len(suffix) + 1:
            stem = lower.removesuffix(suffix) + ending
            if f"{stem}e" in known.others or f"{stem}e" in known.nouns:
                return True
            if (
                stem in known.nouns
                or stem in known.others
                or (stem[-1:] == stem[-2:-1] and stem[:-1] in known.others)
            ):
                return True
    return False
