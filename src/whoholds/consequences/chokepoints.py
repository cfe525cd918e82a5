"""Places whose loss cuts something off, all at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whoholds.consequences.ground import Choice, Ground, ground_of
from whoholds.consequences.side import Roads, SideGround
from whoholds.model import Picture
from whoholds.terrain import LinkKind
from whoholds.theatres import Theatre

ASSET_KINDS = ("port", "airfield", "base", "crossing", "capital", "city")
"""Kinds of places that are named when they are cut off."""


@dataclass(frozen=True, slots=True)
class _Shed:
    """Places of one part in an order in which whatever a place's loss cuts off stands right behind it.

    Attributes:
        order: numbers of the places.
        ids: their ids in the same order.
        assets: (position, kind, id) of places worth naming, by position.
        people: people in the places before each position; one longer than `order`.
    """

    order: tuple[int, ...]
    ids: tuple[str, ...]
    assets: tuple[tuple[int, str, str], ...]
    people: tuple[int, ...]


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
    """

    place: str
    roads: Roads
    origin: str
    borders: tuple[str, ...]
    shores: tuple[str, ...]
    population: int
    count: int
    _shed: _Shed = field(repr=False, compare=False)
    _from: int = field(repr=False, compare=False)

    @property
    def cut_off(self) -> tuple[str, ...]:
        """Ids of the places cut off."""
        return self._shed.ids[self._from : self._from + self.count]

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
        }


def chokepoints(
    theatre: Theatre, picture: Picture, side: str, *, roads: Roads = "main", ground: Ground | Choice = "likely"
) -> list[Chokepoint]:
    """Return every place of a side whose loss cuts something off, the gravest first.

    In each part of the ground, things are cut off from its first place: the capital, else the most
    populous. That first place is no choke point of its own part. One depth-first search per part finds
    all dominators (a place's dominator is the cut vertex at the top of its block, Hopcroft and Tarjan
    1973); a country's dominator is where the ways to its open crossings part. O(places + links) for
    all places together, and the ordering of the answer.

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
    found = [choke for part in own.parts(roads) for choke in _of_part(own, part, roads)]
    found.sort(key=lambda c: (-len(c.borders), -len(c.shores), -c.population, -c.count, c.place))
    return found


def _of_part(own: SideGround, part: set[int], roads: Roads) -> list[Chokepoint]:
    root = max(part, key=own.weight)
    near = {n: [other for other, _ in own.neighbours[roads].get(n, ())] for n in part}
    above = dominators(near, root)
    order, size = _preorder(above, root)
    shed, places = _shed(own, order), own.network.places
    lost = {kind: _lost(own, order, above, kind) for kind in ("crossing", "sea")}
    found = []
    for position, n in enumerate(order[1:], start=1):
        count = size[n] - 1
        if count or n in lost["crossing"] or n in lost["sea"]:
            first = position + 1
            people = shed.people[first + count] - shed.people[first]
            found.append(
                Chokepoint(
                    place=places[n].id,
                    roads=roads,
                    origin=places[root].id,
                    borders=tuple(lost["crossing"].get(n, ())),
                    shores=tuple(lost["sea"].get(n, ())),
                    population=people,
                    count=count,
                    _shed=shed,
                    _from=first,
                )
            )
    return found


def dominators(near: Mapping[int, Sequence[int]], root: int) -> dict[int, int]:
    """Return, for each place reachable from the root, the nearest place that every way to it passes.

    The root is its own. Iterative depth-first search with low points: O(places + links).

    >>> dominators({1: [2], 2: [1, 3], 3: [2]}, 1)
    {1: 1, 2: 1, 3: 2}
    """
    above = {root: root}
    parent, rank, low, order = _depth_first(near, root)
    for n in order[1:]:
        up = parent[n]
        above[n] = up if low[n] >= rank[up] else above[up]
    return above


def _depth_first(
    near: Mapping[int, Sequence[int]], root: int
) -> tuple[dict[int, int], dict[int, int], dict[int, int], list[int]]:
    """Return parent, rank, low point and order of a depth-first search."""
    parent, rank, low = {root: root}, {root: 0}, {root: 0}
    order = [root]
    stack = [(root, iter(near[root]))]
    while stack:
        n, rest = stack[-1]
        for other in rest:
            if other not in rank:
                parent[other] = n
                rank[other] = low[other] = len(order)
                order.append(other)
                stack.append((other, iter(near[other])))
                break
            if other != parent[n] and rank[other] < low[n]:
                low[n] = rank[other]
        else:
            stack.pop()
            low[parent[n]] = min(low[parent[n]], low[n])
    return parent, rank, low, order


def _preorder(above: Mapping[int, int], root: int) -> tuple[list[int], dict[int, int]]:
    """Return the dominator tree's places in preorder, and how many each has below it, itself included."""
    below: dict[int, list[int]] = {}
    for n, up in above.items():
        if n != root:
            below.setdefault(up, []).append(n)
    order, stack = [], [root]
    while stack:
        n = stack.pop()
        order.append(n)
        stack.extend(below.get(n, ()))
    size = dict.fromkeys(order, 1)
    for n in reversed(order[1:]):
        size[above[n]] += size[n]
    return order, size


def _shed(own: SideGround, order: list[int]) -> _Shed:
    places = own.network.places
    kinds = ("port" if n in own.network.ports else places[n].kind for n in order)
    assets = tuple((i, kind, places[order[i]].id) for i, kind in enumerate(kinds) if kind in ASSET_KINDS)
    people = [0]
    for n in order:
        people.append(people[-1] + places[n].population)
    return _Shed(tuple(order), tuple(places[n].id for n in order), assets, tuple(people))


def _lost(own: SideGround, order: list[int], above: Mapping[int, int], kind: LinkKind) -> dict[int, list[str]]:
    """Return, by place, what its loss puts out of reach beyond the crossings, or beyond the ports."""
    root = order[0]
    depth = {root: 0}
    for n in order[1:]:
        depth[n] = depth[above[n]] + 1
    gates: dict[int, int] = {}
    for way in own.exits:
        if way.a in depth and way.link.kind == kind:
            gates[way.b] = _meet(gates.get(way.b, way.a), way.a, above, depth)
    lost: dict[int, list[str]] = {}
    for beyond, gate in sorted(gates.items()):
        n = gate
        while n != root:
            lost.setdefault(n, []).append(own.network.places[beyond].id)
            n = above[n]
    return lost


def _meet(one: int, other: int, above: Mapping[int, int], depth: Mapping[int, int]) -> int:
    """Return the lowest place that stands above both in the dominator tree."""
    while one != other:
        if depth[one] < depth[other]:
            one, other = other, one
        one = above[one]
    return one
