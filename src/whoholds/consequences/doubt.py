"""The probability that a route exists, when every place on it is held only probably."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from whoholds.consequences.survey import Way
from whoholds.consequences.side import Roads, SideGround

if TYPE_CHECKING:
    import numpy as np

EXACT_VARIABLES = 14
"""Up to this many uncertain places and links every case is counted; above it cases are drawn."""

DRAWS = 16_384
"""Cases drawn: half of them mirror images of the others (antithetic). Two standard errors are below .008."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability and how far it may be off.

    Attributes:
        p: the probability.
        error: two standard errors; 0 where every case was counted.
    """

    p: float
    error: float = 0.0


@dataclass
class _Web:
    """The places and ways that some route may use, with what each hangs on.

    Attributes:
        near: (neighbour, name of the way's variable or None) by place.
        rests_on: name of the variable that each place hangs on; a place missing here is certain.
        chances: probability of each variable.
    """

    near: dict[int, list[tuple[int, str | None]]] = field(default_factory=dict)
    rests_on: dict[int, str] = field(default_factory=dict)
    chances: dict[str, float] = field(default_factory=dict)


def chance_of_route(
    own: SideGround,
    start: int,
    goals: Iterable[int],
    *,
    roads: Roads = "all",
    extra: Sequence[Way] = (),
    rng: np.random.Generator | None = None,
) -> Chance:
    """Return the probability that some route from `start` to a goal exists.

    Places count as independent of each other, but places that lean on the same place stand and fall with
    it. With few uncertain places all cases are counted; otherwise cases are drawn, and the error is
    stated. All cases are carried through the graph at once, one bit each: O(draws / 64 · (places + links))
    for each round, and there are about as many rounds as the longest route has bends.

    Args:
        own: the side's ground.
        start: number of the first place.
        goals: numbers of the places, or of the countries beyond `extra`.
        roads: which roads may be used.
        extra: crossings or sea lanes to the goals.
        rng: source of the draws; a fixed seed where none is given, so that the answer repeats.
    """
    wanted = set(goals)
    web = _web(own, start, wanted, roads, extra)
    names = sorted({name for name in web.chances if 0 < web.chances[name] < 1})
    if len(names) <= EXACT_VARIABLES:
        masks, weights = _all_cases(names, web.chances)
    else:
        masks, weights = _drawn_cases(names, web.chances, rng)
    bits = _spread(web, start, wanted, masks, weights.size)
    return _chance(bits, weights, is_exact=len(names) <= EXACT_VARIABLES)


def _web(own: SideGround, start: int, goals: set[int], roads: Roads, extra: Sequence[Way]) -> _Web:
    """Collect what lies on ways that can exist at all, and prune dead ends."""
    web = _Web()
    network, leans_on = own.network, own.ground.leans_on
    p_of = {n: own.p_of(n) for n in range(len(network.places)) if not network.places[n].is_extended}
    p_of.update(dict.fromkeys(goals - own.members, 1.0) if extra else {})
    p_of[start] = 1.0
    for way in [*network.roads, *extra]:
        if way.p > 0 and (roads == "all" or way.is_main) and p_of.get(way.a, 0) > 0 and p_of.get(way.b, 0) > 0:
            name = f"link {way.link.id}" if way.p < 1 else None
            if name:
                web.chances[name] = way.p
            web.near.setdefault(way.a, []).append((way.b, name))
            web.near.setdefault(way.b, []).append((way.a, name))
    _prune(web, {start, *goals})
    for n in web.near:
        if p_of[n] < 1:
            web.rests_on[n] = f"place {leans_on[n]}"
            web.chances[web.rests_on[n]] = p_of[n]
    used = {name for near in web.near.values() for _, name in near if name} | set(web.rests_on.values())
    web.chances = {name: p for name, p in web.chances.items() if name in used}
    return web


def _prune(web: _Web, keep: set[int]) -> None:
    """Drop dead ends, again and again, until every place left lies between two others or is an end."""
    bare = deque(n for n in web.near if n not in keep and len(web.near[n]) <= 1)
    while bare:
        n = bare.popleft()
        for other, _ in web.near.pop(n, ()):
            if other in web.near:
                web.near[other] = [step for step in web.near[other] if step[0] != n]
                if other not in keep and len(web.near[other]) <= 1:
                    bare.append(other)


def _all_cases(names: Sequence[str], chances: dict[str, float]) -> tuple[dict[str, int], np.ndarray]:
    """Return a bit for every case of every variable, and the probability of each case."""
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    cases = np.arange(2 ** len(names))
    weights = np.ones(cases.size)
    masks = {}
    for i, name in enumerate(names):
        is_up = (cases >> i) & 1 == 1
        weights *= np.where(is_up, chances[name], 1 - chances[name])
        masks[name] = _pack(is_up)
    return masks, weights


def _drawn_cases(
    names: Sequence[str], chances: dict[str, float], rng: np.random.Generator | None
) -> tuple[dict[str, int], np.ndarray]:
    """Return a bit for every drawn case of every variable; the second half mirrors the first."""
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    rng = rng or np.random.default_rng(0)
    masks = {}
    for name in names:
        draws = rng.random(DRAWS // 2, dtype=np.float32)
        masks[name] = _pack(np.concatenate([draws < chances[name], draws > 1 - chances[name]]))
    return masks, np.full(DRAWS, 1 / DRAWS)


def _pack(bits: np.ndarray) -> int:
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    return int.from_bytes(np.packbits(bits, bitorder="little").tobytes(), "little")


def _spread(web: _Web, start: int, goals: set[int], masks: dict[str, int], size: int) -> int:
    """Return one bit for every case in which a goal is reached."""
    always = (1 << size) - 1
    up = {n: masks.get(web.rests_on.get(n, ""), always) for n in web.near}
    reached = {start: always}
    queue, waiting = deque([start]), {start}
    while queue:
        n = queue.popleft()
        waiting.discard(n)
        for other, link in web.near.get(n, ()):
            new = reached[n] & up[other] & (masks.get(link, always) if link else always)
            old = reached.get(other, 0)
            if new | old != old:
                reached[other] = new | old
                if other not in waiting and other not in goals:
                    queue.append(other)
                    waiting.add(other)
    bits = 0
    for goal in goals:
        bits |= reached.get(goal, 0)
    return bits


def _chance(bits: int, weights: np.ndarray, *, is_exact: bool) -> Chance:
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    raw = np.frombuffer(bits.to_bytes((weights.size + 7) // 8, "little"), dtype=np.uint8)
    hits = np.unpackbits(raw, bitorder="little", count=weights.size)
    if is_exact:
        return Chance(float(min(1.0, weights[hits == 1].sum())))
    half = weights.size // 2
    pairs = (hits[:half].astype(float) + hits[half:]) / 2
    return Chance(float(pairs.mean()), 2 * float(pairs.std(ddof=1)) / sqrt(half))
