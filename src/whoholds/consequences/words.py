"""Suppositions as people type them: "hts takes homs", "the m5 is cut at rastan", "masnaa opens"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from heapq import heappop, heappush
from importlib.resources import files
from itertools import count

import yaml

from whoholds.consequences.suppose import Kind, Supposition
from whoholds.consequences.survey import MINOR_KM
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
    sides = {part: _side(names[part], theatre) for part in ("side", "other") if part in names}
    if kind == "allies":
        return Supposition(kind=kind, text=words, side=sides["side"], other=sides["other"])
    if kind in {"takes", "falls", "contests"}:
        found = [
            Supposition(kind=kind, text=words, side=sides.get("side"), place=place.id)
            for place in _places(names["place"], theatre)
        ]
        return found[0] if len(found) == 1 else Supposition(kind="several", text=words, parts=tuple(found))
    place = theatre.gazetteer.find(names["place"])
    far = theatre.gazetteer.find(names["far"]) if "far" in names else None
    links = tuple(dict.fromkeys(link.id for link in _links(theatre, names.get("road"), place, far)))
    return Supposition(kind=kind, text=words, place=place.id, links=links)


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


def _links(theatre: Theatre, road: str | None, place: Place, far: Place | None) -> list[Link]:
    """Return the links meant: those of the road at the place, between two places, or through a crossing.

    Raises:
        NoMeaning: if there are none.
    """
    links = [link for link in theatre.links if road is None or _same_road(link.road, road)]
    if far is not None:
        found = list(_between(links, place.id, far.id))
    elif road is None:
        found = [link for link in links if link.kind == "crossing" and place.id in {link.start, link.end}]
    else:
        found = [link for link in links if place.id in {link.start, link.end}]
    if not found:
        what = f"is not met by {road}" if road else "has no crossing or road like that"
        raise NoMeaning(what, place.name, "see the theatre's links.csv")
    return found


def _same_road(name: str, words: str) -> bool:
    return bool(name) and re.sub(r"\W", "", name).casefold() == re.sub(r"\W", "", words).casefold()


def _between(links: Iterable[Link], start: str, end: str) -> Iterator[Link]:
    """Yield the links of the shortest way by road, main roads preferred; nothing where there is none."""
    near: dict[str, list[Link]] = {}
    for link in links:
        if link.kind == "road":
            near.setdefault(link.start, []).append(link)
            near.setdefault(link.end, []).append(link)
    ticket = count()
    heap: list[tuple[float, int, str, Link | None]] = [(0.0, next(ticket), start, None)]
    before: dict[str, Link | None] = {}
    while heap and end not in before:
        km, _, here, came = heappop(heap)
        if here not in before:
            before[here] = came
            for link in near.get(here, ()):
                weight = link.km if link.grade == "main" else link.km * MINOR_KM
                heappush(heap, (km + weight, next(ticket), _far_end(link, here), link))
    while (back := before.get(end)) is not None:
        yield back
        end = _far_end(back, end)


def _far_end(link: Link, end: str) -> str:
    return link.end if link.start == end else link.start
