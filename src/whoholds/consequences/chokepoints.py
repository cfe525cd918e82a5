"""Places whose loss cuts something off, all at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from whoholds.consequences.dominators import Forest, Near, dominators
from whoholds.consequences.ground import Choice, Ground, ground_of
from whoholds.consequences.side import Roads, SideGround
from whoholds.consequences.survey import ASSET_KINDS
from whoholds.model import Picture
from whoholds.terrain import LinkKind
from whoholds.theatres import Theatre


@dataclass(frozen=True, slots=True)
class _Shed:
    """Places of one side in an order in which whatever a place's loss cuts off stands right behind it.

    Attributes:
        ids: ids of the places.
        assets: (position, kind, id) of places worth naming, by position.
        people: people in the places before each position; one longer than `ids`.
    """

    ids: list[str]
    assets: list[tuple[int, str, str]]
    people: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chokepoint:
    """A place whose loss cuts something off from the first place of its part.

    Attributes:
        place: id of the place.
        roads: "main": true of the main roads; "all": true of all roads.
        origin: id of the place that things are cut off from: the capital, or the first of the part.
        borders: ids of the countries that no open crossing can be reached to; the place may be the last one.
        shores: ids of the friendly shores and open seas that no port can be reached to.
        population: people cut off, where known; the place's own not counted.
        count: number of places cut off.
        pieces: number of parts, not joined any more, that what is cut off falls into.
    """

    place: str
    roads: Roads
    origin: str
    borders: tuple[str, ...]
    shores: tuple[str, ...]
    population: int
    count: int
    pieces: int
    _shed: _Shed = field(repr=False, compare=False)
    _from: int = field(repr=False, compare=False)

    @property
    def cut_off(self) -> tuple[str, ...]:
        """Ids of the places cut off."""
        return tuple(self._shed.ids[self._from : self._from + self.count])

    @property
    def cuts(self) -> list[dict[str, str]]:
        """What is cut off by name: borders, shores, then ports, airfields, bases, crossings and cities."""
        low = bisect_left(self._shed.assets, (self._from,))
        high = bisect_left(self._shed.assets, (self._from + self.count,))
        named = [{"kind": kind, "id": name} for _, kind, name in self._shed.assets[low:high]]
        named.sort(key=lambda cut: ASSET_KINDS.index(cut["kind"]))
        beyond = [{"kind": "border", "id": name} for name in self.borders]
        return beyond + [{"kind": "shore", "id": name} for name in self.shores] + named

    def to_json(self) -> dict[str, Any]:
        """Return the choke point as the contract writes it, with its figures beside."""
        return {
            "place": self.place,
            "roads": self.roads,
            "from": self.origin,
            "cuts": self.cuts,
            "places": list(self.cut_off),
            "population": self.population,
            "pieces": self.pieces,
        }


def chokepoints(
    theatre: Theatre, picture: Picture, side: str, *, roads: Roads = "main", ground: Ground | Choice = "likely"
) -> list[Chokepoint]:
    """Return every place of a side whose loss cuts something off, the gravest first.

    In each part of the ground, things are cut off from its first place: the capital, else the most
    populous. That first place is no choke point of its own part. One depth-first search finds all
    `dominators`; a country's is where the ways to its open crossings part. O(places + links) for all
    places together, and the ordering of the answer.

    Args:
        theatre: the theatre.
        picture: the standings.
        side: id of the side.
        roads: which roads may be used.
        ground: which ground counts, or the picture's ground where it is already built.

    Raises:
        UnknownActor: if the theatre has no such side.
    """
    own = ground_of(theatre, picture, ground).of(side)
    found = list(_found(own, roads))
    found.sort(key=lambda c: (-len(c.borders), -len(c.shores), -c.population, -c.count, c.place))
    return found


def _found(own: SideGround, roads: Roads) -> Iterator[Chokepoint]:
    web = web_of(own, roads)
    forest, numbers, ids = web.forest, web.numbers, [place.id for place in own.network.places]
    shed = _shed(own, [numbers[row] for row in forest.order])
    borders, shores = (_lost(own, web, kind) for kind in ("crossing", "sea"))
    origin = ""
    for position, row in enumerate(forest.order):
        if forest.above[row] == row:
            origin = ids[numbers[row]]
        elif forest.size[row] > 1 or row in borders or row in shores:
            count = forest.size[row] - 1
            yield Chokepoint(
                place=shed.ids[position],
                roads=roads,
                origin=origin,
                borders=tuple(borders.get(row, ())),
                shores=tuple(shores.get(row, ())),
                population=shed.people[position + 1 + count] - shed.people[position + 1],
                count=count,
                pieces=forest.loose[row],
                _shed=shed,
                _from=position + 1,
            )


@dataclass(frozen=True, slots=True)
class Web:
    """A side's ground in rows: what hangs on what.

    Attributes:
        numbers: the number of the place in each row.
        row: the row of each place.
        near: neighbours of each row.
        roots: the row of the first place of each part.
        forest: the dominators.
    """

    numbers: list[int]
    row: dict[int, int]
    near: Near
    roots: list[int]
    forest: Forest


def web_of(own: SideGround, roads: Roads) -> Web:
    """Return what hangs on what over a side's ground: O(places + links)."""
    nodes, starts, ends = own.rows(roads)
    numbers = nodes.tolist()
    row = {n: i for i, n in enumerate(numbers)}
    near = Near.of_edges(len(numbers), starts, ends)
    roots = [row[own.first(part)] for part in own.parts(roads)]
    return Web(numbers, row, near, roots, dominators(near, roots))


def _shed(own: SideGround, order: list[int]) -> _Shed:
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    places, survey = own.network.places, own.network.survey
    people = np.concatenate([[0], np.cumsum(survey.population[order])]) if order else np.zeros(1, dtype=np.int64)
    named = survey.named
    assets = [(position, named[n], places[n].id) for position, n in enumerate(order) if n in named]
    return _Shed([places[n].id for n in order], assets, people.tolist())


def _lost(own: SideGround, web: Web, kind: LinkKind) -> dict[int, list[str]]:
    """Return, by row, what its loss puts out of reach beyond the crossings, or beyond the ports."""
    forest, gates = web.forest, dict[tuple[int, int], int]()
    for way in own.exits:
        row = web.row.get(way.a, -1)
        if row >= 0 and forest.position[row] >= 0 and way.link.kind == kind:
            key = (way.b, forest.root(row))
            gates[key] = forest.meet(gates.get(key, row), row)
    lost: dict[int, list[str]] = {}
    for (beyond, root), gate in sorted(gates.items()):
        row = gate
        while row != root:
            lost.setdefault(row, []).append(own.network.places[beyond].id)
            row = forest.above[row]
    return lost
