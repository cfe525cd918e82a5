"""The ways of a theatre on one day: which links can be used, which are main roads, which are shut and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from whoholds.model import LinkStanding, Picture
from whoholds.terrain import Link, Place
from whoholds.theatres import Theatre

STUB_KM = 8.0
"""A place that lies off the main roads counts as on them when its shortest minor link to one is no longer."""

STUB_KINDS = frozenset({"capital", "city", "port", "base", "airfield", "crossing"})
"""Kinds of places that may hang on the main roads by a stub."""


@dataclass(frozen=True, slots=True)
class Way:
    """One link as it stands on the day.

    Attributes:
        a: number of the place at one end.
        b: number of the place at the other end.
        link: the pack's row.
        is_main: whether the main-road graph has it (a main road, or the stub of a port, base, crossing ...).
        is_open: whether it can be used.
        p: probability that it can be used.
        why_not: why it cannot be used; empty where it can.
        is_doubtful: whether its standing is unknown rather than open or cut.
    """

    a: int
    b: int
    link: Link
    is_main: bool
    is_open: bool
    p: float
    why_not: str = ""
    is_doubtful: bool = False

    def other(self, end: int) -> int:
        """Return the number of the place at the other end."""
        return self.b if end == self.a else self.a


class Network:
    """Places with numbers, and the ways between them on the day of a picture.

    Extents (countries, seas, regions) have numbers too, but only `exits` lead to them: nobody drives
    through a country. Built in O(places + links).

    Args:
        theatre: the theatre.
        picture: its day and the standings of its links.
    """

    def __init__(self, theatre: Theatre, picture: Picture) -> None:
        self.on: date = picture.on.astimezone(theatre.time_zone).date()
        self.places: list[Place] = list(theatre.gazetteer)
        self.is_extended: list[bool] = [place.is_extended for place in self.places]
        self.number: dict[str, int] = {place.id: n for n, place in enumerate(self.places)}
        self.roads: list[Way] = []
        self.seas: list[Way] = []
        self.exits: list[Way] = []
        """Crossings and sea lanes that lead to an extent, which is their end `b`."""
        self.at: list[list[Way]] = [[] for _ in self.places]
        """Road ways by the number of the place they touch, usable or not."""
        self.exits_at: list[list[Way]] = [[] for _ in self.places]
        for way in self._ways(theatre.links, picture):
            self._file(way)

    def _ways(self, links: Iterable[Link], picture: Picture) -> Iterator[Way]:
        rows: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            if link.start in self.number and link.end in self.number and link.start != link.end:
                rows[link.id].append(link)
        stubs = _stubs(rows, {place.id: place.kind for place in self.places})
        for link_id, same in rows.items():
            if (usable := _row_of_the_day(same, self.on)) is None:
                continue
            link, why_not = usable
            is_main = link.grade == "main" or link_id in stubs or link.kind != "road"
            yield self._way(link, why_not, picture.links.get(link_id), is_main=is_main)

    def _way(self, link: Link, why_not: str, said: LinkStanding | None, *, is_main: bool) -> Way:
        """Return a link as it stands: what the pack knows to be shut only a report that it is open opens."""
        a, b = self.number[link.start], self.number[link.end]
        if self.is_extended[a]:
            a, b = b, a
        is_shut = bool(why_not)
        is_open, p = not is_shut, 0.0 if is_shut else 1.0
        if said is not None and (said.state == "open" or not is_shut):
            is_open, p = said.state == "open", said.p
            why_not = f"{said.state}: {said.reason.partition(' (')[0]}" if said.reason else said.state
        return Way(
            a,
            b,
            link,
            is_main=is_main,
            is_open=is_open,
            p=p,
            why_not="" if is_open else why_not,
            is_doubtful=said is not None and said.state == "unknown" and not is_shut,
        )

    def _file(self, way: Way) -> None:
        if self.is_extended[way.b]:
            if way.link.kind == "sea" and self.is_extended[way.a]:
                return
            self.exits.append(way)
            self.exits_at[way.a].append(way)
        elif way.link.kind == "sea":
            self.seas.append(way)
        else:
            self.roads.append(way)
            self.at[way.a].append(way)
            self.at[way.b].append(way)

    @cached_property
    def ports(self) -> set[int]:
        """Numbers of the places that ships call at: of kind port, or with a sea lane."""
        ends = {n for way in self.seas for n in (way.a, way.b)} | {
            way.a for way in self.exits if way.link.kind == "sea"
        }
        return ends | {n for n, place in enumerate(self.places) if place.kind == "port"}

    def touches_main(self, n: int) -> bool:
        """Return whether a main road, or a stub to one, touches the place, usable or not."""
        return any(way.is_main for way in self.at[n])


def _row_of_the_day(rows: list[Link], on: date) -> tuple[Link, str] | None:
    """Return the row that speaks for a link on a day, and why it is not usable ("" where it is).

    A row with `is_shut` shuts the link while it runs, whatever other rows of the link say. None where
    the link does not exist on the day.
    """
    for row in rows:
        if row.is_shut and not row.is_in_use(on):
            return row, f"shut since {row.since.isoformat()}" if row.since else "shut"
    for row in rows:
        if row.is_in_use(on):
            return row, ""
    return None


def _stubs(rows: dict[str, list[Link]], kinds: dict[str, str]) -> set[str]:
    """Return ids of the minor links that tie a port, base, crossing ... to the main roads.

    Each such place gets one stub at most, so that it hangs on the main roads as a leaf and no way
    *through* it comes about that is not a main road.
    """
    on_main = {
        end for same in rows.values() for link in same if link.grade == "main" for end in (link.start, link.end)
    }
    best: dict[str, tuple[float, str]] = {}
    for link_id, same in rows.items():
        link = same[0]
        if link.kind != "road" or link.grade == "main" or link.km > STUB_KM:
            continue
        for end, other in ((link.start, link.end), (link.end, link.start)):
            if kinds[end] in STUB_KINDS and end not in on_main and other in on_main:
                best[end] = min(best.get(end, (link.km, link_id)), (link.km, link_id))
    return {link_id for _, link_id in best.values()}
