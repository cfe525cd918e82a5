"""Suppositions as people type them: "hts takes homs", "the m5 is cut at rastan", "masnaa opens"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from whoholds.consequences.links import ids_of, links_at, links_between, links_called, links_through
from whoholds.consequences.suppose import Kind, Supposition
from whoholds.consequences.worded import pattern_of
from whoholds.errors import NoMeaning, QuestionError, UnknownActor, UnknownPlace
from whoholds.terrain import Link, Place
from whoholds.theatres import Theatre

EXAMPLES = 'write it as "hts takes homs", "the m5 is cut at rastan", "masnaa opens" or "sdf and hts are allied"'


def parse_supposition(words: str, theatre: Theatre) -> Supposition:
    """Return the supposition that a person's words mean.

    Args:
        words: one sentence, in plain English; case, articles and a final full stop do not matter.
        theatre: whose places, sides and roads the names are looked up in.

    Raises:
        NoMeaning: if the words say no change that can be supposed, or name a road that is not there.
        UnknownPlace: if a place is unknown, or several are meant alike.
        UnknownActor: if a side is unknown.
    """
    text = re.sub(r"\b(?:the|if|suppose|that)\b", " ", words.strip().rstrip(".!?"), flags=re.IGNORECASE)
    text = " ".join(text.split())
    if pattern_of("negated").search(text):
        raise NoMeaning(
            "says what is not so", words, "say what is so instead: who holds the place, which road is cut"
        )
    first: QuestionError | None = None
    for kind, pattern in _patterns():
        if found := pattern.fullmatch(text):
            try:
                return _meant(kind, found.groupdict(), words, theatre)
            except QuestionError as error:
                first = first or error
    raise first or NoMeaning("says no change that can be supposed", words, EXAMPLES)


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    text = files("whoholds.consequences").joinpath("suppositions.yaml").read_text("utf-8")
    table: Mapping[Kind, list[str]] = yaml.safe_load(text)
    return tuple((kind, _pattern(line)) for kind, lines in table.items() for line in lines)


def _pattern(line: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>.+?)", line), re.IGNORECASE)


def _meant(kind: Kind, names: Mapping[str, str], words: str, theatre: Theatre) -> Supposition:
    sides = {part: _side(names[part], theatre) for part in ("side", "other", "doer") if names.get(part)}
    if kind == "allies":
        return Supposition(kind=kind, text=words, side=sides["side"], other=sides["other"])
    if kind in {"takes", "falls", "contests"}:
        found = [
            Supposition(kind=kind, text=words, side=sides.get("side"), place=place.id)
            for place in _places(names["place"], theatre)
        ]
        return found[0] if len(found) == 1 else Supposition(kind="several", text=words, parts=tuple(found))
    place, links = _place_and_links(names, theatre)
    return Supposition(kind=kind, text=words, place=place, links=ids_of(links))


def _side(words: str, theatre: Theatre) -> str:
    """Return the actor that a name means, or plain words such as "the government" if only one can be meant."""
    try:
        return theatre.register.find(words).id
    except UnknownActor as error:
        plain = {*theatre.register.generic(words), *theatre.register.generic(f"the {words}")}
        if len(plain) == 1:
            return plain.pop()
        if plain:
            raise UnknownActor("may be any of several sides", words, f"say {', '.join(sorted(plain))}") from None
        raise error from None


def _places(words: str, theatre: Theatre) -> list[Place]:
    """Return the places that a list of names means; a name with "and" in it goes before the list."""
    try:
        return [theatre.gazetteer.find(words)]
    except UnknownPlace:
        names = [name for name in re.split(r",|\band\b", words) if name.strip()]
        if len(names) < 2:  # noqa: PLR2004 - one name is no list
            raise
        return [theatre.gazetteer.find(name.strip()) for name in names]


def _place_and_links(names: Mapping[str, str], theatre: Theatre) -> tuple[str | None, list[Link]]:
    """Return the place named and the links meant: of a road, at a place, between two, or over a crossing or bridge.

    Raises:
        NoMeaning: if there are none.
        UnknownPlace: if a name is neither a road nor a place.
    """
    road, thing = names.get("road"), names.get("thing")
    if thing is not None:
        return _thing(thing, theatre)
    place = theatre.gazetteer.find(names["place"])
    if "far" in names:
        return place.id, links_between(theatre, place, theatre.gazetteer.find(names["far"]), road)
    return place.id, links_at(theatre, road, place) if road else links_through(theatre, place)


def _thing(name: str, theatre: Theatre) -> tuple[str | None, list[Link]]:
    """Return the links of a road told by its name alone, else those over the crossing or bridge of that name."""
    if links := links_called(theatre, name):
        return None, links
    place = theatre.gazetteer.find(name)
    return place.id, links_through(theatre, place)
