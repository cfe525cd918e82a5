"""How far from a place, and on which side of it: "some 10 km south-east of", "within artillery range of"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from whoholds.reading.lexicon import lexicon, load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LONGEST = 70
"""Characters looked at before a unit."""

TOLD = "told"
"""Where a parsed text keeps its relations, by the offset at which each ends."""

STANDS_AS = "stands_as"
"""Where a parsed text keeps the preposition that the words of a relation were parsed as, by number of the word."""

ASIDE = "aside"
"""What a relation stands as right behind a name: no part of the sentence, but of the name."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words before a place's name that tell where something lies, seen from that place.

    Attributes:
        start: offset of the words.
        end: offset after them; the place is named behind.
        relation: relation of the vocabulary.
        distance_km: how far; None where the words tell a relation alone.
        stands_as: the preposition that they can be parsed as; empty where they are best left as they are.
    """

    start: int
    end: int
    relation: str
    distance_km: float | None = None
    stands_as: str = "near"


def find_told(text: str) -> list[Told]:
    """Return the relations that a text tells by distance or range, in the order of the text.

    Cost: one search for units and the like over the text, and a bounded look around each.

    >>> [(t.relation, t.distance_km) for t in find_told("a post some ten kilometres south-east of Palmyra")]
    [('southeast', 10.0)]
    >>> find_told("they pulled back 20 km from Tripoli")
    []
    """
    found: list[Told] = []
    for anchor in _anchors().finditer(text):
        told = _READERS[str(anchor.lastgroup)](text, anchor)
        if told is not None and (not found or told.start >= found[-1].end):
            found.append(told)
    return found


def keep_told(doc: Doc, told: Sequence[Told], is_spot: Callable[[str], bool]) -> dict[int, str]:
    """Note the relations of a text with its words; return the preposition for each word to be parsed as one.

    Args:
        doc: the text, with the words of each relation made one.
        told: its relations.
        is_spot: whether a word with a capital names a spot; then "X, 15 km north of Y" happened at X.
    """
    words: dict[int, str] = {}
    asides: set[int] = set()
    for one in told:
        span = doc.char_span(one.start, one.end) if one.stands_as else None
        if span is not None and len(span) == 1:
            words[span.start] = one.stands_as
            if _is_behind_name(doc, span.start, is_spot):
                asides.add(span.start)
    if told:
        doc.user_data[TOLD] = {one.end: one for one in told}
        doc.user_data[STANDS_AS] = {i: ASIDE if i in asides else word for i, word in words.items()}
    return words


def _is_behind_name(doc: Doc, at: int, is_spot: Callable[[str], bool]) -> bool:
    last = at - 1
    if last > 0 and doc[last].text in {",", "(", "\u2013", "\u2014"}:
        last -= 1
    if last < 0 or not doc[last].text[:1].isupper() or (last and doc[last - 1].lower_ == "the"):
        return False  # "the Dnieper, 5 km from Kherson" is a river
    return is_spot(doc[last].text)


def told_behind(doc: Doc, end: int) -> Token | None:
    """Return the noun that a name is told to lie by, right behind the name: the Y of "X, 15 km north of Y".

    None where Y is so far off that it does not tell where X is.
    """
    stands_as: Mapping[int, str] = doc.user_data.get(STANDS_AS) or {}
    at = next((i for i in (end, end + 1) if stands_as.get(i) == ASIDE), None)
    beside = None if at is None else next((c for c in doc[at].children if c.dep_ == "pobj"), None)
    told = told_of(beside) if beside is not None else None
    is_near = told is not None and told.distance_km is not None and told.distance_km <= _words()["lies_by_km"]
    return beside if is_near else None


def told_in(sentence: Span) -> list[Token]:
    """Return the nouns behind the relations of a sentence, those right behind a name left out."""
    doc = sentence.doc
    stands_as: Mapping[int, str] = doc.user_data.get(STANDS_AS) or {}
    told = (doc[i] for i, word in stands_as.items() if word == "near" and sentence.start <= i < sentence.end)
    return [child for token in told for child in token.rights if child.dep_ == "pobj"]


def told_of(head: Token) -> Told | None:
    """Return the relation that the words before a noun phrase tell of it, or of the list that it stands in."""
    known: Mapping[int, Told] = head.doc.user_data.get(TOLD) or {}
    if not known:
        return None
    node = head
    while node.dep_ == "conj" and node.head.i < node.i:
        node = node.head
    holder = node.head
    return known.get(holder.idx + len(holder)) if holder.i < node.i else None


@cache
def _words() -> dict[str, Any]:
    return load_yaml("relations.yaml")


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest first; any blank between their parts."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def _anchors() -> re.Pattern[str]:
    """What a relation is found by: its unit, or the word that stands for one."""
    data = _words()
    travel = data["travel"]
    ways = _any({way for told in travel.values() for way in told})
    ranges = rf"(?:{_any(data['ranges'])}\s+)?{_any(data['range_words'])}"
    return re.compile(
        rf"(?<![^\W\d])(?:(?P<unit>{_any(data['units'])})"
        rf"|(?P<travel>{_any(travel)}(?:['’]s|s['’]|s)?[\s-]{ways})"
        rf"|(?P<halfway>{_any(data['halfway'])})\s+between"
        rf"|(?P<just>{_any(data['just']['words'])})(?=\s)"
        rf"|(?P<range>within\s+{ranges}\s+of)"
        rf"|(?P<side>{_sides()})\s+of)(?![^\W_])",
        re.IGNORECASE,
    )


@cache
def _quantity() -> re.Pattern[str]:
    """The number before a unit, with what rounds it, up to the end of what is searched."""
    data = _words()
    tens = _any(word for word, number in data["numbers"].items() if number in range(20, 100, 10))
    words = rf"{tens}-{_any(data['numbers'])}|{_any([*data['numbers'], *data['vague']])}"
    number = rf"(?:\d[\d,]*(?:\.\d+)?|{words})"
    return re.compile(
        rf"(?<![\w.])(?:(?P<within>within|between)\s+)?(?:{_any(data['roundings'])}\s+)*"
        rf"(?P<low>{number})(?:\s*{_any(data['to'])}\s*(?P<high>{number}))?[\s-]*\Z",
        re.IGNORECASE,
    )


@cache
def _behind() -> re.Pattern[str]:
    """What follows a unit: a side of the compass and the word before the place."""
    data = _words()
    side = rf"(?:(?:north|south|east|west)-(?=north|south))?(?P<side>{_sides()})"
    return re.compile(
        rf"(?:\s*\([^()]{{1,24}}\))?\s+(?:(?:(?:due|farther|further|deeper)\s+)?(?:(?:to\s+)?the\s+)?{side}\s+)?(?P<end>{_any(data['behind'])})(?=\s)",
        re.IGNORECASE,
    )


@cache
def _sides() -> str:
    sides = "(?:north|south)(?:[- ]?(?:east|west))?|east|west"
    return f"(?:{sides})"


def _relation(side: str | None) -> str:
    return lexicon().compass[re.sub(r"[\s-]", "", side.lower())] if side else "near"


def _at_unit(text: str, anchor: re.Match[str]) -> Told | None:
    """Read "some 15 km north of" around its unit."""
    low = max(0, anchor.start() - LONGEST)
    before = _quantity().search(text[low : anchor.start()])
    behind = _behind().match(text, anchor.end())
    if before is None or behind is None:
        return None
    is_within = (before["within"] or "").lower() == "within"
    if behind["end"].lower() in _words()["bare"] and not behind["side"] and not is_within:
        return None  # "20 km of road"
    start = low + before.start()
    if not behind["side"] and not is_within and _last_word(text, start) in _words()["gone"]:
        return None
    distance = _middle(before["low"], before["high"]) * _unit_km(anchor.group())
    stands_as = "" if is_within else "near"  # the lexicon has frames for "within"
    return Told(start, behind.end(), _relation(behind["side"]), round(distance, 2), stands_as)


def _last_word(text: str, end: int) -> str:
    found = re.search(r"([\w-]+)\s+\Z", text[max(0, end - LONGEST) : end])
    return found[1].lower() if found else ""


def _middle(low: str, high: str | None) -> float:
    return (_number(low) + _number(high)) / 2 if high else _number(low)


def _number(words: str) -> float:
    """Return what a number in digits or words counts.

    >>> _number("1,500"), _number("twenty-five"), _number("a few")
    (1500.0, 25.0, 3.0)
    """
    data = _words()
    plain = re.sub(r"\s+", " ", words.lower())
    if plain[0].isdigit():
        return float(plain.replace(",", "").rstrip("."))
    if plain in data["vague"]:
        return float(data["vague"][plain])
    if plain in data["numbers"]:
        return float(data["numbers"][plain])
    return float(sum(data["numbers"][part] for part in plain.split("-")))


def _unit_km(words: str) -> float:
    """Return the kilometres in a unit, or in the way that takes a time: "day's march"."""
    data = _words()
    plain = re.sub(r"\s+", " ", words.lower())
    if plain in data["units"]:
        return float(data["units"][plain])
    time, way = re.split(r"[\s-]", re.sub(r"['’]s|s['’]", "", plain), maxsplit=1)
    return float(data["travel"][time.removesuffix("s")][way])


def _at_halfway(text: str, anchor: re.Match[str]) -> Told:  # noqa: ARG001 - one shape for all readers
    return Told(anchor.start(), anchor.end(), "between", None, "between")


def _at_just(text: str, anchor: re.Match[str]) -> Told | None:
    """Read "just outside" and "just to the north of"."""
    just = _words()["just"]
    behind = _beyond().match(text, anchor.end())
    if behind is None:
        return None
    return Told(anchor.start(), behind.end(), _relation(behind["side"]), float(just["km"]))


@cache
def _beyond() -> re.Pattern[str]:
    outside = _any(_words()["just"]["outside"])
    return re.compile(rf"\s+(?:{outside}|(?:to\s+the\s+)?(?P<side>{_sides()})\s+of)(?=\s)", re.IGNORECASE)


def _at_range(text: str, anchor: re.Match[str]) -> Told:  # noqa: ARG001 - one shape for all readers
    """Read "within artillery range of"."""
    data = _words()
    words = anchor.group().lower().split()[1:-1]
    told: Iterator[float] = (data["ranges"][word] for word in words if word in data["ranges"])
    distance = next(told, None) or data["range_words"][" ".join(words)]
    return Told(anchor.start(), anchor.end(), "near", float(distance), "")


def _at_side(text: str, anchor: re.Match[str]) -> Told | None:
    """Read "north of" and "to the north of"; "the north of" is a part, "south and west of" two sides."""
    start = anchor.start()
    before = _before_side().search(text, max(0, start - LONGEST), start)
    if before is not None and not before["to"]:
        return None
    return Told(before.start() if before else start, anchor.end(), _relation(anchor["side"]))


@cache
def _before_side() -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<to>to\s+)?the|{_sides()}\s+(?:and|or))\s+\Z", re.IGNORECASE)


_READERS = {
    "side": _at_side,
    "unit": _at_unit,
    "travel": _at_unit,
    "halfway": _at_halfway,
    "just": _at_just,
    "range": _at_range,
}
