"""The ground of one side: its places, the ways between them, the parts they make, and the ways out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from whoholds.consequences.dominators import components
from whoholds.consequences.survey import Way

if TYPE_CHECKING:
    import numpy as np
    from rustworkx import PyGraph

    from whoholds.consequences.ground import Ground
    from whoholds.consequences.network import Network

Roads = Literal["main", "all"]

CONTESTED, UNKNOWN, NOWHERE = -1, -2, -3
"""Codes in `Ground.holder` of places that nobody holds, and of extents."""

LIKELY = 0.5
"""From this probability on, `likely` counts contested ground as a side's own."""


def shortest_between(ways: Iterable[Way]) -> dict[tuple[int, int], Way]:
    """Return the shortest of the ways between each two places, by their numbers, the lesser first."""
    best: dict[tuple[int, int], Way] = {}
    for way in ways:
        key = (way.a, way.b) if way.a < way.b else (way.b, way.a)
        if key not in best or way.link.km < best[key].link.km:
            best[key] = way
    return best


class RoadGraph:
    """Places and the shortest way between each two neighbours, as rustworkx takes them.

    Args:
        numbers: the numbers of the places, by row.
        ways: the way between each two neighbours, by their numbers, the lesser first.
    """

    def __init__(self, numbers: Sequence[int], ways: Mapping[tuple[int, int], Way]) -> None:
        import rustworkx as rx  # noqa: PLC0415 - heavy, loaded on use

        self.numbers, self.ways = numbers, ways
        self.row = {n: row for row, n in enumerate(numbers)}
        self.graph: PyGraph[int, float] = rx.PyGraph(multigraph=False)
        self.graph.add_nodes_from(numbers)
        row = self.row
        self.graph.add_edges_from([(row[a], row[b], way.effort) for (a, b), way in ways.items()])


@dataclass
class SideGround:
    """The ground of one side.

    Attributes:
        ground: the ground that it is a part of.
        side: id of the side.
        mask: whether each place is ground of the side, by its number.
        members: the numbers of those that are.
        capital: number of its capital; None where it has none.
    """

    ground: Ground
    side: str
    mask: np.ndarray = field(init=False, repr=False)
    members: set[int] = field(init=False)
    capital: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.network: Network = self.ground.network
        capital = self.ground.theatre.capitals.get(self.side, "")
        self.capital = self.network.number.get(capital)
        self.mask = self._mask()
        self.members = set(self.mask.nonzero()[0].tolist())

    def _mask(self) -> np.ndarray:
        """Return whether each place is ground of the side, by its number."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        holder, choice = self.ground.holder, self.ground.choice
        mask = np.isin(holder, self.ground.friends_of(self.side))
        if choice == "any":
            mask |= (holder == CONTESTED) | ((holder == UNKNOWN) & np.array(self.ground.is_inside, dtype=bool))
        elif choice == "likely":
            contested = (holder == CONTESTED).nonzero()[0].tolist()
            mask[[n for n in contested if self.p_of(n) >= LIKELY]] = True
        if self.capital is not None and holder[self.capital] in {CONTESTED, UNKNOWN}:
            mask[self.capital] = True
        return mask

    def is_friend(self, holder: str | None) -> bool:
        """Return whether the side may move through what `holder` holds."""
        return holder is not None and self.ground.are_friends(self.side, holder)

    def p_of(self, n: int) -> float:
        """Return the probability that the side can move through a place."""
        standing, choice = self.ground.hands[n], self.ground.choice
        if standing.state == "unknown":
            is_open = n == self.capital or (choice == "any" and self.ground.is_inside[n])
            return 1.0 if is_open else 0.0
        if not standing.odds:
            return standing.p if self._is_open_without_odds(n) else 0.0
        counts = choice == "any" or n == self.capital
        odds = standing.odds.items()
        p = sum(p for who, p in odds if (counts if who == "contested" else self.is_friend(who)))
        return min(1.0, p)

    def _is_open_without_odds(self, n: int) -> bool:
        standing = self.ground.hands[n]
        if standing.state == "held":
            return self.is_friend(standing.holder)
        return n == self.capital or self.ground.choice == "any"

    @cached_property
    def chances(self) -> np.ndarray:
        """`p_of` of every place by its number; 0 for extents."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        ground, found = self.ground, np.zeros(len(self.mask))
        for who, (numbers, chances) in ground.odds.items():
            if ground.choice == "any" if who == "contested" else self.is_friend(who):
                found[numbers] += chances
        if ground.choice == "any":
            found[(ground.holder == UNKNOWN) & np.array(ground.is_inside, dtype=bool)] = 1.0
        for n in [*ground.odds[None][0], *([] if self.capital is None else [self.capital])]:
            found[n] = self.p_of(n)
        return np.minimum(found, 1.0)

    @property
    def name(self) -> str:
        """The side's usual name."""
        return self.ground.theatre.register[self.side].name

    def why_not(self, n: int) -> str:
        """Return in words why a place is no ground of the side: who holds it, or contested, or unknown."""
        standing = self.ground.hands[n]
        if standing.state != "held" or standing.holder is None:
            return standing.state
        actor = self.ground.theatre.register.get(standing.holder)
        return f"held by {actor.name if actor else standing.holder}"

    def is_usable(self, way: Way) -> bool:
        """Return whether the side can use a way by its own standing: open, or in doubt where doubt is let in."""
        return way.is_open or (way.is_doubtful and self.ground.choice != "sure")

    def usable(self, roads: Roads) -> np.ndarray:
        """Return positions in the network's roads of those that the side can use, both ends on its ground."""
        return self._usable_main if roads == "main" else self._usable_all

    @cached_property
    def _usable_all(self) -> np.ndarray:
        network = self.network
        starts, ends = network.survey.ends
        is_usable = network.is_open if self.ground.choice == "sure" else network.is_open | network.is_doubtful
        found: np.ndarray = (is_usable & self.mask[starts] & self.mask[ends]).nonzero()[0]
        return found

    @cached_property
    def _usable_main(self) -> np.ndarray:
        found: np.ndarray = self._usable_all[self.network.survey.is_main[self._usable_all]]
        return found

    @cached_property
    def ways(self) -> dict[tuple[int, int], Way]:
        """The shortest usable road between each two neighbouring places of the ground, ends in order."""
        return self._shortest("all")

    @cached_property
    def main_ways(self) -> dict[tuple[int, int], Way]:
        """The same of main roads and the stubs to them."""
        return self._shortest("main")

    def _shortest(self, roads: Roads) -> dict[tuple[int, int], Way]:
        network = self.network
        return shortest_between(network.roads[position] for position in self.usable(roads).tolist())

    @cached_property
    def main_members(self) -> set[int]:
        """Places of the ground that main roads touch; the others have no part in main-road answers."""
        return self.members & self.network.survey.on_main

    def members_on(self, roads: Roads) -> set[int]:
        """Return the places that take part in main-road answers, or all."""
        return self.main_members if roads == "main" else self.members

    def graph(self, roads: Roads) -> RoadGraph:
        """Return the ground as a graph with the ways on its edges."""
        return self._main_graph if roads == "main" else self._all_graph

    @cached_property
    def _main_graph(self) -> RoadGraph:
        return RoadGraph(sorted(self.main_members), self.main_ways)

    @cached_property
    def _all_graph(self) -> RoadGraph:
        return RoadGraph(sorted(self.members), self.ways)

    @cached_property
    def neighbours(self) -> dict[Roads, dict[int, list[tuple[int, Way]]]]:
        """Neighbours of each place over main roads and over all roads."""
        return {"main": self._adjacency(self.main_ways), "all": self._adjacency(self.ways)}

    def _adjacency(self, ways: dict[tuple[int, int], Way]) -> dict[int, list[tuple[int, Way]]]:
        near: dict[int, list[tuple[int, Way]]] = defaultdict(list)
        for (a, b), way in ways.items():
            near[a].append((b, way))
            near[b].append((a, way))
        return near

    @cached_property
    def holdings(self) -> set[int]:
        """Places of the ground that the side holds itself, or counts as its own by the choice; no friend's."""
        holder, own = self.ground.holder, self.ground.code_of(self.side)
        return set((self.mask & ((holder == own) | (holder < 0))).nonzero()[0].tolist())

    def parts(self, roads: Roads) -> list[set[int]]:
        """Return the connected parts of the ground that the side itself holds some of, in O(places + links)."""
        return self._main_parts if roads == "main" else self._all_parts

    @cached_property
    def _main_parts(self) -> list[set[int]]:
        return self._parts("main")

    @cached_property
    def _all_parts(self) -> list[set[int]]:
        return self._parts("all")

    def is_at_home(self) -> bool:
        """Return whether at least half of the part round the origin is the side's own, not a friend's."""
        part = self.home("all")
        return bool(part) and 2 * len(part & self.holdings) >= len(part)

    def home(self, roads: Roads) -> set[int]:
        """Return the part of the ground that the origin is in; empty where roads of the kind do not touch it."""
        index = self.part_of(roads).get(self.origin) if self.origin is not None else None
        return set() if index is None else self.parts(roads)[index]

    @cached_property
    def blobs(self) -> np.ndarray:
        """For each place the least place of its connected ground; itself where it is no ground of the side."""
        starts, ends = self.network.survey.ends
        usable = self.usable("all")
        return components(len(self.mask), starts[usable], ends[usable])

    def part_of(self, roads: Roads) -> dict[int, int]:
        """Return the place in `parts` of the part that each place is in."""
        return self._part_of_main if roads == "main" else self._part_of_all

    @cached_property
    def _part_of_main(self) -> dict[int, int]:
        return {n: i for i, part in enumerate(self._main_parts) for n in part}

    @cached_property
    def _part_of_all(self) -> dict[int, int]:
        return {n: i for i, part in enumerate(self._all_parts) for n in part}

    @cached_property
    def people(self) -> int:
        """People in all places of the ground, where known."""
        return int(self.network.survey.population[self.mask].sum())

    @cached_property
    def main_people(self) -> int:
        """People in the places of the ground that main roads touch."""
        return int(self.network.survey.population[sorted(self.main_members)].sum())

    def _parts(self, roads: Roads) -> list[set[int]]:
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        nodes, starts, ends = self.rows(roads)
        root = components(len(nodes), starts, ends)
        order = np.argsort(root, kind="stable")
        bounds = np.flatnonzero(np.diff(root[order])) + 1
        found = [set(part.tolist()) for part in np.split(nodes[order], bounds)] if len(nodes) else []
        return [part for part in found if not part.isdisjoint(self.holdings)]

    def rows(self, roads: Roads) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the places that take part, by number, and both ends of each road that does, as rows of them."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        nodes = np.array(sorted(self.members_on(roads)), dtype=np.int64)
        row = np.zeros(len(self.mask), dtype=np.int64)
        row[nodes] = np.arange(len(nodes))
        starts, ends = self.network.survey.ends
        usable = self.usable(roads)
        return nodes, row[starts[usable]], row[ends[usable]]

    @cached_property
    def exits(self) -> list[Way]:
        """Usable crossings and sea lanes out of the ground; sea lanes lead to open sea and friendly shores only."""
        return [way for way in self.network.exits if way.a in self.members and self.can_leave_by(way)]

    def can_leave_by(self, way: Way) -> bool:
        """Return whether a crossing is open, or a sea lane leads to open sea or a friendly shore."""
        if not self.is_usable(way):
            return False
        end = self.network.places[way.b]
        if way.link.kind != "sea" or end.kind == "water":
            return True
        states = (a.id for a in self.ground.theatre.register if a.kind == "state" and a.country == end.country)
        return any(self.ground.are_friends(self.side, state) for state in states)

    @cached_property
    def sea_ways(self) -> list[Way]:
        """Usable sea lanes between two ports of the ground."""
        inside = (way for way in self.network.seas if way.a in self.members and way.b in self.members)
        return [way for way in inside if self.is_usable(way)]

    def weight(self, n: int) -> tuple[bool, int]:
        """Return what makes a place the first of its piece: capital, then people, then being a settlement."""
        return (n == self.capital, self.network.survey.rank[n])

    def first(self, part: set[int]) -> int:
        """Return the first place of a part: the one of the most `weight`."""
        if self.capital is not None and self.capital in part:
            return self.capital
        return max(part, key=self.network.survey.rank.__getitem__)

    @cached_property
    def origin(self) -> int | None:
        """Where the side starts from: its capital, else the first place of its most populous part."""
        if self.capital in self.members:
            return self.capital
        parts = self.parts("all")
        if not parts:
            return None
        places = self.network.places
        mine = [part & self.holdings for part in parts]
        biggest = max(mine, key=lambda part: (sum(places[n].population for n in part), len(part)))
        return self.first(biggest)
