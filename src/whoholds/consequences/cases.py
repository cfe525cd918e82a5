"""The ways that may exist, and the chance of one of them by counting every case where they are narrow enough."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, product
from math import prod
from typing import TYPE_CHECKING

from whoholds.consequences.dominators import components
from whoholds.consequences.side import Roads, SideGround
from whoholds.consequences.survey import Way

if TYPE_CHECKING:
    import numpy as np

STEPS = 6_000
"""Cases that `exact_chance` takes one step further before it gives up."""

BROADEST = 12
"""Where more places than this stand side by side it does not begin."""

Near = dict[int, list[tuple[int, str | None]]]


@dataclass
class Web:
    """The places and ways that some route may use, with what each hangs on.

    Places that are certain, and joined by ways that are, count as one.

    Attributes:
        start: where the route begins.
        goals: where it may end; empty where no route can exist.
        near: (neighbour, name of the way's variable or None) by place.
        rests_on: name of the variable that each place hangs on; a place missing here is certain.
        chances: probability of each variable, above 0 and below 1.
    """

    start: int
    goals: set[int]
    near: Near = field(default_factory=dict)
    rests_on: dict[int, str] = field(default_factory=dict)
    chances: dict[str, float] = field(default_factory=dict)


def web_of(own: SideGround, start: int, goals: set[int], roads: Roads, extra: Sequence[Way]) -> Web:
    """Return what lies on ways from `start` to a goal that can exist at all: O(places + links)."""
    p = own.chances.copy()
    p[start] = 1.0
    if extra:
        p[[goal for goal in goals if goal not in own.members]] = 1.0
    ways = _possible(own, p, roads, extra)
    joined = components(len(p), *_ends(ways))
    ways = [way for way in ways if joined[way.a] == joined[start]]
    sure = [way for way in ways if way.p >= 1 and p[way.a] >= 1 and p[way.b] >= 1]
    blob = components(len(p), *_ends(sure)).tolist()
    found = {goal for goal in goals if joined[goal] == joined[start] and p[goal] > 0}
    web = Web(blob[start], {blob[goal] for goal in found})
    if not web.goals or web.start in web.goals:
        return web
    _tie(web, ways, blob)
    _prune(web)
    _name(web, own, p, ways)
    return web


def _possible(own: SideGround, p: np.ndarray, roads: Roads, extra: Sequence[Way]) -> list[Way]:
    """Return the ways that may be usable between places that may be open to the side."""
    starts, ends = own.network.survey.ends
    alive = (own.network.p > 0) & (p[starts] > 0) & (p[ends] > 0)
    if roads == "main":
        alive &= own.network.survey.is_main
    found = [own.network.roads[row] for row in alive.nonzero()[0].tolist()]
    return found + [way for way in extra if way.p > 0 and p[way.a] > 0 and p[way.b] > 0]


def _ends(ways: Sequence[Way]) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    return np.array([way.a for way in ways], dtype=np.int64), np.array([way.b for way in ways], dtype=np.int64)


def _tie(web: Web, ways: Iterable[Way], blob: Sequence[int]) -> None:
    """Tie neighbours to each other; of several ways between two, one that is certain makes the others vain."""
    sure: set[tuple[int, int]] = set()
    ties: dict[tuple[int, int], set[str]] = {}
    for way in ways:
        a, b = sorted((blob[way.a], blob[way.b]))
        if a == b:
            continue
        if way.p < 1:
            ties.setdefault((a, b), set()).add(f"link {way.link.id}")
        else:
            sure.add((a, b))
    for a, b in sorted(sure | ties.keys()):
        names: list[str | None] = [None] if (a, b) in sure else [*sorted(ties[a, b])]
        web.near.setdefault(a, []).extend((b, name) for name in names)
        web.near.setdefault(b, []).extend((a, name) for name in names)


def _prune(web: Web) -> None:
    """Drop dead ends, again and again, until every place left lies between two others or is an end."""
    keep = {web.start, *web.goals}
    beside = {n: {other for other, _ in near} for n, near in web.near.items()}
    bare = deque(n for n, others in beside.items() if n not in keep and len(others) < 2)  # noqa: PLR2004
    while bare:
        n = bare.popleft()
        for other in beside.pop(n):
            beside[other].discard(n)
            if other not in keep and len(beside[other]) == 1:
                bare.append(other)
    web.near = {n: [step for step in near if step[0] in beside] for n, near in web.near.items() if n in beside}


def _name(web: Web, own: SideGround, p: np.ndarray, ways: Iterable[Way]) -> None:
    """Say what each place left hangs on, and how likely that and each way left is."""
    leans_on = own.ground.leans_on
    for n in web.near:
        if p[n] < 1:
            web.rests_on[n] = f"place {leans_on[n]}"
            web.chances[web.rests_on[n]] = float(p[n])
    used = {name for near in web.near.values() for _, name in near if name}
    odds = {name: way.p for way in ways if way.p < 1 and (name := f"link {way.link.id}") in used}
    web.chances |= odds


State = tuple[tuple[int, ...], tuple[bool, ...]]
"""Of one case: the group of each place on the edge of what was walked (0: joined to the start, -1: not
open), and the values of the variables that will be met again."""


def exact_chance(web: Web, steps: int = STEPS) -> float | None:
    """Return the probability that a goal is reached; None where the ways are too broad for it.

    Places are taken one by one from the start outward. Cases that agree in how the places on the edge of
    what was walked hang together need not be told apart any more, and are counted as one (the frontier
    method: Sekine and Imai 1995). So the cost grows with how broad the ways are, not how long.
    """
    walk = _Walk(web)
    if walk.breadth > BROADEST:
        return None
    cases: dict[State, float] = {((), ()): 1.0}
    reached = 0.0
    for n in walk.order:
        walk.meet(n)
        fresh: dict[State, float] = {}
        for case, weight in cases.items():
            for after, p in walk.step(n, case):
                if after is None:
                    reached += weight * p
                else:
                    fresh[after] = fresh.get(after, 0.0) + weight * p
            steps -= 1
        if steps - len(fresh) < 0:
            return None
        cases = fresh
        walk.move_on(n)
    return min(1.0, reached)


class _Walk:
    """A walk over a web, place by place, breadth first."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.order = _breadth_first(web)
        spot = {n: i for i, n in enumerate(self.order)}
        self.last_use = _last_uses(web, spot)
        last = len(self.order) - 1  # goals stay on the edge: what they hang together with may be reached later
        self.leaves_at = {
            n: last if n in web.goals else max(spot[other] for other, _ in [*web.near[n], (n, None)])
            for n in self.order
        }
        self.spot = spot
        self.edge: tuple[int, ...] = ()
        self.known: tuple[str, ...] = ()

    @property
    def breadth(self) -> int:
        """The most places that are on the edge of what was walked at any time."""
        change = [1] * (len(self.order) + 1)
        for leaves in self.leaves_at.values():
            change[leaves + 1] -= 1
        return max(accumulate(change))

    def meet(self, n: int) -> None:
        """Come to a place: see which ways lead back to the edge, and in which ways what is new may turn out."""
        rests_on, near = self.web.rests_on.get(n), self.web.near[n]
        self.ties = [(i, name) for i, other in enumerate(self.edge) for to, name in near if to == other]
        names = dict.fromkeys(name for name in (rests_on, *(name for _, name in self.ties)) if name)
        fresh = [name for name in names if name not in self.known]
        self.outcomes = [
            (dict(zip(fresh, choice, strict=True)), prod(map(self._odds, fresh, choice)))
            for choice in product((True, False), repeat=len(fresh))
        ]
        self.after = self._known_after(n)
        walked = (*self.edge, n)
        self.kept = [i for i, place in enumerate(walked) if self.leaves_at[place] > self.spot[n]]
        self.ends = [i for i, place in enumerate(walked) if place in self.web.goals]

    def _odds(self, name: str, is_up: bool) -> float:  # noqa: FBT001 - mapped over choices
        return self.web.chances[name] if is_up else 1 - self.web.chances[name]

    def step(self, n: int, case: State) -> Iterator[tuple[State | None, float]]:
        """Yield what becomes of a case at the place that was met, with its share: None where a goal is reached.

        Cases in which the start can reach nothing more are left out.
        """
        groups, values = case
        settled = dict(zip(self.known, values, strict=True))
        rests_on = self.web.rests_on.get(n, "")
        for fresh, share in self.outcomes:
            said = settled | fresh if settled else fresh
            merged = self._merged(n, groups, said) if said.get(rests_on, True) else [*groups, -1]
            if any(merged[i] == 0 for i in self.ends):
                yield None, share
                continue
            kept = [merged[i] for i in self.kept]
            if 0 in kept:
                yield (_renumbered(kept), tuple(said[name] for name in self.after)), share

    def _merged(self, n: int, groups: tuple[int, ...], said: Mapping[str, bool]) -> list[int]:
        """Return the groups with that of the place at the end: what it ties together is one."""
        here = 0 if n == self.web.start else len(groups) + 1
        joins = {groups[i] for i, name in self.ties if groups[i] >= 0 and (name is None or said[name])}
        least = min(joins, default=here) if here else 0
        return [*(least if group in joins else group for group in groups), least]

    def _known_after(self, n: int) -> tuple[str, ...]:
        """Return the variables met so far that a later place or way hangs on too."""
        at = self.spot[n]
        met = dict.fromkeys([*self.known, *self._names_at(n)])
        return tuple(name for name in met if self.last_use[name] > at)

    def _names_at(self, n: int) -> Iterator[str]:
        earlier = set(self.edge)
        yield from (name for name in [self.web.rests_on.get(n)] if name)
        yield from (name for other, name in self.web.near[n] if name and other in earlier)

    def move_on(self, n: int) -> None:
        """Leave a place behind: it and its neighbours may no longer be on the edge."""
        walked = (*self.edge, n)
        self.known, self.edge = self.after, tuple(walked[i] for i in self.kept)


def _renumbered(groups: Sequence[int]) -> tuple[int, ...]:
    """Return groups numbered in the order of their appearance; 0 and -1 stay."""
    numbers = {0: 0, -1: -1}
    return tuple(numbers.setdefault(group, len(numbers) - 1) for group in groups)


def _breadth_first(web: Web) -> list[int]:
    order, seen = [web.start], {web.start}
    for n in order:
        for other, _ in sorted(web.near.get(n, ()), key=lambda step: step[0]):
            if other not in seen:
                seen.add(other)
                order.append(other)
    return order


def _last_uses(web: Web, spot: dict[int, int]) -> dict[str, int]:
    """Return when each variable is met for the last time; a way is met at the later of its ends."""
    last: dict[str, int] = {}
    for n, at in spot.items():
        for name, when in [(web.rests_on.get(n), at), *((name, max(at, spot[to])) for to, name in web.near[n])]:
            if name:
                last[name] = max(last.get(name, -1), when)
    return last
