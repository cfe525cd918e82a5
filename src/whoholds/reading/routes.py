"""Roads that are told by their two ends: "the road from Ajdabiya to Brega", "the Kabul-Kandahar highway"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from whoholds.reading.lexicon import load_yaml
from whoholds.reading.placephrase import PlacePhrase, words_of
from whoholds.reading.syntax import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from whoholds.reading.names import Namer

DASH = re.compile(r"\s?[-‐‑–—]\s?")
MOST_BETWEEN = 5
"""Plain words at most before a name: "the rebel-held city of"."""

Range = tuple[int, int]
"""Words of a name by number, [start, end)."""


class Ends(NamedTuple):
    """The two ends of a road.

    Attributes:
        first: words of the one that is told first.
        second: words of the other.
        is_between: whether the road is told to lie between them.
    """

    first: Range
    second: Range
    is_between: bool


def is_route(noun: Token) -> bool:
    """Return whether a noun is a road that has two ends."""
    return lemma_of(noun) in _words()["routes"]


def read_route(road: Token, relation: str, called: PlacePhrase | None, namer: Namer) -> PlacePhrase | None:
    """Return a road told by its two ends as the first that the gazetteer knows, with the other; None for others.

    Args:
        road: the noun for the road.
        relation: how the claim relates to it; a road "between" two towns is a gap where nothing more is told.
        called: its name, "Kabul-Kandahar" or "M5", where it has one.
        namer: the theatre's names.
    """
    told = ends_behind(road, namer)
    if told is not None:
        ends = [_end(span, road, namer) for span in (told.first, told.second)]
        is_gap = told.is_between and relation == "in" and called is None
        return _joined(ends, words_of(road, "between" if is_gap else "along"))
    pair = ends_in_name(called.name, namer) if called is not None and not called.is_known else None
    if called is None or pair is None:
        return None
    at = called.start + road.doc.text[called.start : called.end].index(pair[1], len(pair[0]))
    other = PlacePhrase(road, at, at + len(pair[1]), pair[1], "along", is_known=True)
    return replace(called, name=pair[0], relation="along", is_known=True, noun_kind="road", other=other)


def _end(span: Range, road: Token, namer: Namer) -> PlacePhrase:
    words = road.doc[span[0] : span[1]]
    is_known = namer.place(words.text) is not None
    return PlacePhrase(road, words.start_char, words.end_char, words.text, is_known=is_known)


def _joined(ends: list[PlacePhrase], road: PlacePhrase) -> PlacePhrase | None:
    """One phrase of the ends of a road; None where no gazetteer knows either."""
    known = sorted(ends, key=lambda end: not end.is_known)
    if not known[0].is_known:
        return None
    place, other = (replace(end, relation=road.relation) for end in known)
    return replace(place, start=road.start, end=max(p.end for p in ends), noun_kind="road", other=other)


def ends_behind(road: Token, namer: Namer) -> Ends | None:
    """Return the ends that are told right behind a road, whatever the parser hangs them on.

    Cost: a few words are looked at.
    """
    doc, words = road.doc, _words()
    at = road.i + 1
    while at < len(doc) and doc[at].lower_ in words["opening"]:
        at += 1
    if at >= len(doc) or doc[at].lower_ not in words["linking"]:
        return None
    first = _name_from(road, at + 1, namer)
    if first is None or first[1] >= len(doc) or doc[first[1]].lower_ not in words["second"]:
        return None
    second = _name_from(road, first[1] + 1, namer)
    if second is None or _is_told_nearer(road, second[1]):
        return None
    return Ends(first, second, doc[at].lower_ == "between")


def _is_told_nearer(road: Token, at: int) -> bool:
    """Whether "near" or "at" goes on to say where on the road: that is the place, not the ends."""
    return at < len(road.doc) and road.doc[at].lower_ in _words()["nearer"]


def ends_in_name(name: str, namer: Namer) -> tuple[str, str] | None:
    """Return the two towns that a road is called by; None where it is not called by two."""
    parts = ((name[: dash.start()], name[dash.end() :]) for dash in DASH.finditer(name))
    return next((pair for pair in parts if all(has_spot(part, namer) for part in pair)), None)


def has_spot(name: str, namer: Namer) -> bool:
    """Return whether a town or another spot has the name, whatever else has it too."""
    return bool(namer.kinds(name) - {"country", "region", "area", "water"})


def _name_from(road: Token, at: int, namer: Namer) -> Range | None:
    """The name that begins at a word, or behind "the city of"."""
    for token in _ahead(road, at):
        if token.lower_ not in _words()["before_name"] or namer.is_name(token):
            return namer.span(token) if namer.is_name(token) else None
    return None


def _ahead(road: Token, at: int) -> Iterator[Token]:
    end = min(at + MOST_BETWEEN, road.sent.end)
    return (road.doc[i] for i in range(at, end))


@cache
def _words() -> dict[str, Any]:
    data = load_yaml("relations.yaml")
    names = ("routes", "opening", "linking", "second", "before_name", "nearer")
    return {name: frozenset(data[name]) for name in names}
