"""Which links of a theatre a person means: a road by its name, a bridge, a crossing, the way between two places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import count

from whoholds.consequences.survey import MINOR_KM
from whoholds.errors import NoMeaning
from whoholds.terrain import Link, Place
from whoholds.theatres import Theatre

KIND = re.compile(r"(?:road|highway|motorway)$")
REMEDY = "see the theatre's links.csv"


def links_called(theatre: Theatre, name: str) -> list[Link]:
    """Return the links of the road, bridge or highway of that name; empty where the pack names none so."""
    return [link for link in theatre.links if link.road and _key(link.road) == _key(name)]


def links_at(theatre: Theatre, road: str, place: Place) -> list[Link]:
    """Return the links of a road that meet at a place.

    Raises:
        NoMeaning: if the road does not meet the place.
    """
    found = [link for link in links_called(theatre, road) if place.id in {link.start, link.end}]
    if not found:
        raise NoMeaning(f"is not met by {road}", place.name, REMEDY)
    return found


def links_through(theatre: Theatre, place: Place) -> list[Link]:
    """Return the links that lead over a crossing, a bridge or another junction.

    Through a town many ways lead: which of them is meant has to be said.

    Raises:
        NoMeaning: if no crossing, bridge or junction is meant.
    """
    at = [link for link in theatre.links if place.id in {link.start, link.end}]
    found = [link for link in at if link.kind == "crossing" or place.kind == "junction"]
    if not found:
        remedy = f"say which road: the road between {place.name} and another place"
        raise NoMeaning("has no crossing or road like that", place.name, remedy)
    return found


def links_between(theatre: Theatre, start: Place, end: Place, road: str | None = None) -> list[Link]:
    """Return the links of the shortest way by road between two places, of the road of that name where one is told.

    Raises:
        NoMeaning: if no road joins them.
    """
    links = theatre.links if road is None else links_called(theatre, road)
    found = list(_between(links, start.id, end.id))
    if not found:
        raise NoMeaning(f"is not joined to {end.name} by {road or 'any road'}", start.name, REMEDY)
    return found


def ids_of(links: Iterable[Link]) -> tuple[str, ...]:
    """Return the ids of links, each once: a link has a row for every time in which it is open or shut."""
    return tuple(dict.fromkeys(link.id for link in links))


def _key(name: str) -> str:
    """Return a road's name in letters and digits alone, without the word "road" or "highway" at its end."""
    return KIND.sub("", re.sub(r"\W", "", name).casefold())


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
