"""Pairs of places whose loss together cuts something off that neither cuts off alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from whoholds.consequences.dominators import Forest, Near, dominators
from whoholds.consequences.ground import Choice, Ground, ground_of
from whoholds.consequences.side import Roads, SideGround
from whoholds.model import Picture
from whoholds.theatres import Theatre

KINDS = ("border", "shore", "port")
"""What pairs are asked about, what matters most first."""

Asset = tuple[str, str]
"""Kind and id."""

ASSETS = 24
"""Of each part at most so many assets are asked about: borders first, then shores, then ports by their people."""

PASSES = 400
"""Places of each part that are taken away, one after the other: those of most people first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two places whose loss together cuts something off.

    Attributes:
        places: ids of the two, that of more people first.
        roads: "main": true of the main roads; "all": true of all roads.
        origin: id of the place that things are cut off from: the capital, or the first of the part.
        cuts: what is cut off that neither cuts off alone: {"kind": "border", "shore" or "port", "id"}.
        population: people cut off by both, where known; the places' own not counted.
    """

    places: tuple[str, str]
    roads: Roads
    origin: str
    cuts: tuple[Asset, ...]
    population: int

    def to_json(self) -> dict[str, Any]:
        """Return the pair as the contract writes a choke point, with two places."""
        return {
            "pair": list(self.places),
            "roads": self.roads,
            "from": self.origin,
            "cuts": [{"kind": kind, "id": name} for kind, name in self.cuts],
            "population": self.population,
        }


def pairs(
    theatre: Theatre, picture: Picture, side: str, *, roads: Roads = "main", ground: Ground | Choice = "likely"
) -> list[Pair]:
    """Return the pairs of a side's places whose loss cuts borders, shores or ports off, the gravest first.

    Only assets that two ways lead to and no third can be cut off so, and one of the two places has to lie
    on the first of these ways. Each such place is taken away in turn, and one pass over the rest
    finds all its partners for all assets: the vertices that have become cut vertices. Cost: O(places +
    links) for each place taken away, of which there are at most `PASSES` a part.

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
    found = [pair for part in own.parts(roads) for pair in _of_part(own, roads, part)]
    return sorted(found, key=lambda pair: (*_gravity(pair), -pair.population, pair.places))


def _gravity(pair: Pair) -> list[int]:
    kinds = [kind for kind, _ in pair.cuts]
    return [-kinds.count(kind) for kind in KINDS]


@dataclass(frozen=True)
class _Part:
    """One part of a ground in rows, its dead ends folded into where they branch off.

    Attributes:
        numbers: the number of the place in each row.
        near: the neighbours of each row, dead ends left out.
        root: the row of the first place.
        assets: what ways are asked to: (kind, id), and the rows that lead there: of a port its own.
        people: people in the place of each row.
        hanging: people in the dead ends that branch off each row.
    """

    numbers: list[int]
    near: Near
    root: int
    assets: dict[tuple[str, str], list[int]]
    people: list[int]
    hanging: list[int]


def _of_part(own: SideGround, roads: Roads, part: set[int]) -> Iterator[Pair]:
    rows = _rows(own, roads, part)
    whole = dominators(rows.near, [rows.root])
    gates = {asset: set(_gates(rows, whole, asset)) for asset in rows.assets}
    candidates = {n for asset, single in gates.items() for n in _on_one_of_two(rows, single, asset)}
    chosen = sorted(candidates, key=lambda n: (-rows.people[n], n))[:PASSES]
    ids = [own.network.places[n].id for n in rows.numbers]
    for first, second, cut, forest in _partners(rows, gates, chosen):
        one, other = sorted((first, second), key=lambda n: (-rows.people[n], ids[n]))
        yield Pair(
            places=(ids[one], ids[other]),
            roads=roads,
            origin=ids[rows.root],
            cuts=tuple(sorted(cut, key=lambda asset: (KINDS.index(asset[0]), asset[1]))),
            population=_lost(rows, whole, forest, first, second),
        )


def _gates(rows: _Part, forest: Forest, asset: Asset) -> list[int]:
    """Return the rows that every way from the root to an asset passes; none where no way leads there."""
    doors = [n for n in rows.assets[asset] if forest.size[n]]
    if not doors:
        return []
    last = reduce(forest.meet, doors)
    is_gate = asset[0] != "port" and last != rows.root
    return [*forest.gates(last), *([last] if is_gate else [])]


def _partners(
    rows: _Part, gates: dict[Asset, set[int]], chosen: Iterable[int]
) -> Iterator[tuple[int, int, list[Asset], Forest]]:
    """Yield each pair once, with the assets that it cuts off and the dominators without its first place."""
    done: set[frozenset[int]] = set()
    for n in chosen:
        forest = dominators(rows.near, [rows.root], without=n)
        cut: dict[int, list[Asset]] = {}
        for asset, single in gates.items():
            if n not in single and (asset[0] != "port" or n not in rows.assets[asset]):
                for other in set(_gates(rows, forest, asset)) - single:
                    cut.setdefault(other, []).append(asset)
        for other, assets in sorted(cut.items()):
            if (pair := frozenset((n, other))) not in done:
                done.add(pair)
                yield n, other, assets, forest


def _lost(rows: _Part, whole: Forest, without: Forest, first: int, second: int) -> int:
    """Return the people behind both: what the second cuts off where the first is gone, and what that cuts off."""
    at = without.position[second]
    behind = set(without.order[at + 1 : at + without.size[second]])
    behind |= {n for n in whole.order if without.position[n] < 0} - {first}
    return sum(rows.people[n] + rows.hanging[n] for n in behind) + rows.hanging[first] + rows.hanging[second]


def _rows(own: SideGround, roads: Roads, part: set[int]) -> _Part:
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    root, places = own.first(part), own.network.places
    assets = _chosen_assets(own, part, root)
    near, hanging = _folded(own, roads, part, {root, *(n for doors in assets.values() for n in doors)})
    numbers = sorted(near)
    row = {n: i for i, n in enumerate(numbers)}
    edges = [(row[n], row[other]) for n in numbers for other in near[n] if n < other]
    starts, ends = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    return _Part(
        numbers=numbers,
        near=Near.of_edges(len(numbers), starts, ends),
        root=row[root],
        assets={asset: [row[n] for n in doors] for asset, doors in assets.items()},
        people=[places[n].population for n in numbers],
        hanging=[hanging.get(n, 0) for n in numbers],
    )


def _chosen_assets(own: SideGround, part: set[int], root: int) -> dict[Asset, list[int]]:
    """Return the assets that matter most, with the numbers of the places that lead there."""
    places, doors = own.network.places, dict[Asset, list[int]]()
    for way in own.exits:
        if way.a in part:
            kind = "shore" if way.link.kind == "sea" else "border"
            doors.setdefault((kind, places[way.b].id), []).append(way.a)
    ports = sorted((part & own.network.ports) - {root}, key=own.weight, reverse=True)
    found = [*sorted(doors.items()), *((("port", places[n].id), [n]) for n in ports)]
    return dict(found[:ASSETS])


def _folded(
    own: SideGround, roads: Roads, part: set[int], keep: set[int]
) -> tuple[dict[int, set[int]], dict[int, int]]:
    """Return neighbours without dead ends, and the people of the dead ends by where they branch off."""
    near = {n: {other for other, _ in own.neighbours[roads].get(n, ())} for n in part}
    hanging: dict[int, int] = {}
    bare = [n for n in part if len(near[n]) <= 1 and n not in keep]
    while bare:
        n = bare.pop()
        people = own.network.places[n].population + hanging.pop(n, 0)
        for other in near.pop(n):
            hanging[other] = hanging.get(other, 0) + people
            near[other].discard(n)
            if len(near[other]) == 1 and other not in keep:
                bare.append(other)
    return near, hanging


def _on_one_of_two(rows: _Part, single: set[int], asset: Asset) -> list[int]:
    """Return the places on one of the two ways from the root to an asset; none where there is a third way.

    Ways share no places but those that cut the asset off alone.
    """
    doors = rows.assets[asset]
    goal, doors = (doors[0], []) if asset[0] == "port" else (len(rows.numbers), doors)
    flow = _Ways(rows.near, {rows.root, goal, *single}, rows.root, goal, frozenset(doors))
    found = 0
    while found <= 2 and flow.push():  # noqa: PLR2004 - a third way is one too many
        found += 1
    return flow.first_way() if found == 2 else []  # noqa: PLR2004 - as above


class _Ways:
    """Ways from a root to a goal that have only `shared` places in common, found one by one (augmenting paths).

    A node is an odd number where a place is left and an even one where it is come to. The goal is a
    place, or what lies beyond the doors.
    """

    def __init__(self, near: Near, shared: set[int], root: int, goal: int, doors: frozenset[int]) -> None:
        self.near, self.shared, self.root, self.goal, self.doors = near, shared, root, goal, doors
        self.flow: dict[tuple[int, int], int] = {}

    def push(self) -> bool:
        """Find one more way; False where there is none."""
        start, end = 2 * self.root + 1, 2 * self.goal
        came = {start: start}
        queue = [start]
        for node in queue:
            for other in self._onward(node):
                if other not in came:
                    came[other] = node
                    queue.append(other)
            if end in came:
                break
        if end not in came:
            return False
        while end != start:
            self._add(came[end], end)
            end = came[end]
        return True

    def _add(self, a: int, b: int) -> None:
        if self.flow.get((b, a), 0):
            self.flow[b, a] -= 1
        else:
            self.flow[a, b] = self.flow.get((a, b), 0) + 1

    def _onward(self, node: int) -> Iterator[int]:
        n = node >> 1
        if node & 1:
            yield from self._ahead(n)
            if self.flow.get((node - 1, node), 0):
                yield node - 1
            return
        if n in self.shared or not self.flow.get((node, node + 1), 0):
            yield node + 1
        yield from (2 * other + 1 for other in self.near.of(n) if self.flow.get((2 * other + 1, node), 0))

    def _ahead(self, n: int) -> list[int]:
        return [2 * other for other in self.near.of(n)] + ([2 * self.goal] if n in self.doors else [])

    def first_way(self) -> list[int]:
        """Return the places of one way that are not shared."""
        left, node, found = dict(self.flow), 2 * self.root + 1, []
        while node != 2 * self.goal:
            onward = self._ahead(node >> 1) if node & 1 else [node + 1]
            step = next(other for other in onward if left.get((node, other), 0))
            left[node, step] -= 1
            node = step
            if not node & 1 and node >> 1 not in self.shared:
                found.append(node >> 1)
        return found
