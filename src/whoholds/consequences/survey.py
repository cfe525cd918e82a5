"""The ways of a theatre as its pack has them on one day, before any report is heard; made once and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import Theatre

if TYPE_CHECKING:
    import numpy as np

STUB_KM = 8.0
"""A place that lies off the main roads counts as on them when its shortest minor link to one is no longer."""

STUB_KINDS = frozenset({"capital", "city", "port", "base", "airfield", "crossing"})
"""Kinds of places that may hang on the main roads by a stub."""

ASSET_KINDS = ("port", "airfield", "base", "crossing", "capital", "city")
"""Kinds of places that are named when they are cut off, in this order."""

SETTLED = frozenset({"capital", "city", "town"})
"""Kinds of places that are preferred as the first of a piece among places of the same population."""

QUARTERS = frozenset({"port", "base", "airfield", "suburb"})
"""Kinds of places that may belong to a town and fall with it."""

MINOR_KM = 1.25
"""A km of minor road weighs as much as this many of main road when ways are chosen; lengths are told as is."""

KEPT = 4
"""How many surveys are kept: a desk asks about one theatre on a day or two."""


class Way(NamedTuple):
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

    @property
    def effort(self) -> float:
        """What the way weighs when routes are chosen, in km of main road."""
        return self.link.km if self.is_main else self.link.km * MINOR_KM

    def other(self, end: int) -> int:
        """Return the number of the place at the other end."""
        return self.b if end == self.a else self.a


class Survey:
    """Places with numbers, and every way between them as the pack has it on a day.

    Extents (countries, seas, regions) have numbers too, but only `exits` lead to them: nobody drives
    through a country. Built in O(places + links).

    Args:
        gazetteer: the places.
        links: the pack's rows.
        on: the day.
    """

    def __init__(self, gazetteer: Gazetteer, links: tuple[Link, ...], on: date) -> None:
        self.places: list[Place] = list(gazetteer)
        self.is_extended: list[bool] = [place.is_extended for place in self.places]
        self.number: dict[str, int] = {place.id: n for n, place in enumerate(self.places)}
        self.roads: list[Way] = []
        self.seas: list[Way] = []
        self.exits: list[Way] = []
        """Crossings and sea lanes that lead to an extent, which is their end `b`."""
        for way in self._ways(links, on):
            self._file(way)

    def _ways(self, links: tuple[Link, ...], on: date) -> Iterator[Way]:
        number, is_extended = self.number, self.is_extended
        rows, more = self._rows(links)
        stubs = _stubs(rows, more, {place.id: place.kind for place in self.places})
        for link_id, row in rows.items():
            if (usable := _row_of_the_day((row, *more.get(link_id, ())), on)) is None:
                continue
            link, why_not = usable
            is_main = link.grade == "main" or link_id in stubs or link.kind != "road"
            a, b = number[link.start], number[link.end]
            if is_extended[a]:
                a, b = b, a
            yield Way(a, b, link, is_main, not why_not, 0.0 if why_not else 1.0, why_not)

    def _rows(self, links: tuple[Link, ...]) -> tuple[dict[str, Link], dict[str, list[Link]]]:
        """Return the first row of each link between two places of the theatre, and the others of some."""
        rows: dict[str, Link] = {}
        more: dict[str, list[Link]] = {}
        for link in links:
            if link.start in self.number and link.end in self.number and link.start != link.end:
                link_id = link.id
                if link_id in rows:
                    more.setdefault(link_id, []).append(link)
                else:
                    rows[link_id] = link
        return rows, more

    def _file(self, way: Way) -> None:
        is_sea = way.link.kind == "sea"
        if not self.is_extended[way.b]:
            (self.seas if is_sea else self.roads).append(way)
        elif not (is_sea and self.is_extended[way.a]):
            self.exits.append(way)

    @cached_property
    def at(self) -> list[list[Way]]:
        """Road ways by the number of the place they touch, usable or not."""
        found: list[list[Way]] = [[] for _ in self.places]
        for way in self.roads:
            found[way.a].append(way)
            found[way.b].append(way)
        return found

    @cached_property
    def exits_at(self) -> dict[int, list[Way]]:
        """Exits by the number of the place that they lead out of."""
        found: dict[int, list[Way]] = defaultdict(list)
        for way in self.exits:
            found[way.a].append(way)
        return dict(found)

    @cached_property
    def spot(self) -> dict[str, tuple[str, int]]:
        """Where each link stands: in "roads", "seas" or "exits", and its position there."""
        homes = (("roads", self.roads), ("seas", self.seas), ("exits", self.exits))
        return {way.link.id: (name, i) for name, home in homes for i, way in enumerate(home)}

    @cached_property
    def ports(self) -> set[int]:
        """Numbers of the places that ships call at: of kind port, or with a sea lane."""
        ends = {n for way in self.seas for n in (way.a, way.b)} | {
            way.a for way in self.exits if way.link.kind == "sea"
        }
        return ends | {n for n, place in enumerate(self.places) if place.kind == "port"}

    @cached_property
    def named(self) -> dict[int, str]:
        """The places worth naming when they are cut off, with why: "port", "city", "airfield" ..."""
        kinds = {n: place.kind for n, place in enumerate(self.places) if place.kind in ASSET_KINDS}
        return kinds | dict.fromkeys(self.ports, "port")

    @cached_property
    def extents(self) -> list[int]:
        """Numbers of the countries, seas and regions."""
        return [n for n, is_extended in enumerate(self.is_extended) if is_extended]

    @cached_property
    def junctions(self) -> list[int]:
        """Numbers of the places where nobody lives."""
        return [n for n, place in enumerate(self.places) if place.kind == "junction"]

    @cached_property
    def on_main(self) -> frozenset[int]:
        """Numbers of the places that a main road, or a stub to one, touches, usable or not."""
        return frozenset(n for way in self.roads if way.is_main for n in (way.a, way.b))

    @cached_property
    def population(self) -> np.ndarray:
        """People of each place, 0 where not known: int64 by number of the place."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        return np.array([place.population for place in self.places], dtype=np.int64)

    @cached_property
    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        """Both ends of each road: two arrays of numbers, in the order of `roads`."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        starts = np.fromiter((way.a for way in self.roads), dtype=np.int32, count=len(self.roads))
        return starts, np.fromiter((way.b for way in self.roads), dtype=np.int32, count=len(self.roads))

    @cached_property
    def p(self) -> np.ndarray:
        """Probability that each road can be used as the pack has it: 1, or 0 where it is shut."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        return np.fromiter((way.p for way in self.roads), dtype=float, count=len(self.roads))

    @cached_property
    def is_main(self) -> np.ndarray:
        """Whether each road is in the main-road graph, in the order of `roads`."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        return np.fromiter((way.is_main for way in self.roads), dtype=bool, count=len(self.roads))

    @cached_property
    def rank(self) -> list[int]:
        """What makes a place the first of its piece, the capital apart: people, being a settlement, the id."""
        places = self.places
        keys = [(place.population, place.kind in SETTLED, place.id) for place in places]
        rank = [0] * len(places)
        for position, n in enumerate(sorted(range(len(places)), key=keys.__getitem__)):
            rank[n] = position
        return rank


class _Whose:
    """A theatre's places and links on a day, told apart by identity: both are never changed once made."""

    __slots__ = ("gazetteer", "links", "on")

    def __init__(self, theatre: Theatre, on: date) -> None:
        self.gazetteer, self.links, self.on = theatre.gazetteer, theatre.links, on

    def __hash__(self) -> int:
        return hash((id(self.gazetteer), id(self.links), self.on))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Whose):
            return NotImplemented
        return self.gazetteer is other.gazetteer and self.links is other.links and self.on == other.on


def survey_of(theatre: Theatre, on: date) -> Survey:
    """Return the survey of a theatre on a day; the last few are kept, since pictures of one day share it."""
    return _survey(_Whose(theatre, on))


@lru_cache(maxsize=KEPT)
def _survey(whose: _Whose) -> Survey:
    return Survey(whose.gazetteer, whose.links, whose.on)


def _row_of_the_day(rows: tuple[Link, ...], on: date) -> tuple[Link, str] | None:
    """Return the row that speaks for a link on a day, and why it is not usable ("" where it is).

    A row with `is_shut` shuts the link while it runs, whatever other rows of the link say. None where
    the link does not exist on the day.
    """
    first = rows[0]
    if len(rows) == 1 and first.since is None and first.until is None and not first.is_shut:
        return first, ""
    for row in rows:
        if row.is_shut and not row.is_in_use(on):
            return row, f"shut since {row.since.isoformat()}" if row.since else "shut"
    for row in rows:
        if row.is_in_use(on):
            return row, ""
    return None


def _stubs(rows: Mapping[str, Link], more: Mapping[str, list[Link]], kinds: Mapping[str, str]) -> set[str]:
    """Return ids of the minor links that tie a port, base, crossing ... to the main roads.

    Each such place gets one stub at most, so that it hangs on the main roads as a leaf and no way
    *through* it comes about that is not a main road.
    """
    every = chain(rows.values(), *more.values())
    on_main = {end for link in every if link.grade == "main" for end in (link.start, link.end)}
    best: dict[str, tuple[float, str]] = {}
    for link_id, link in rows.items():
        if link.kind != "road" or link.grade == "main" or link.km > STUB_KM:
            continue
        for end, other in ((link.start, link.end), (link.end, link.start)):
            if kinds[end] in STUB_KINDS and end not in on_main and other in on_main:
                best[end] = min(best.get(end, (link.km, link_id)), (link.km, link_id))
    return {link_id for _, link_id in best.values()}
