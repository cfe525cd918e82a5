"""The probability that a route exists, when every place on it is held only probably."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from whoholds.consequences.cases import Web, exact_chance, web_of
from whoholds.consequences.side import Roads, SideGround
from whoholds.consequences.survey import Way

if TYPE_CHECKING:
    import numpy as np

DRAWS = 12_288
"""Cases drawn: half of them mirror images of the others (antithetic). Two standard errors are at most .0091."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability and how far it may be off.

    Attributes:
        p: the probability.
        error: two standard errors; 0 where every case was counted.
    """

    p: float
    error: float = 0.0


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
    it. Where the ways are narrow enough, every case is counted by `exact_chance`. Otherwise cases are
    drawn, and the error is stated: all cases are carried through the graph at once, one bit each, in
    O(draws / 64 · (places + links)) for each round, and there are about as many rounds as the longest
    route has bends.

    Args:
        own: the side's ground.
        start: number of the first place.
        goals: numbers of the places, or of the countries beyond `extra`.
        roads: which roads may be used.
        extra: crossings or sea lanes to the goals.
        rng: source of the draws; a fixed seed where none is given, so that the answer repeats.
    """
    web = web_of(own, start, set(goals), roads, extra)
    if not web.goals:
        return Chance(0.0)
    if web.start in web.goals:
        return Chance(1.0)
    counted = exact_chance(web)
    if counted is not None:
        return Chance(counted)
    masks = _drawn_cases(sorted(web.chances), web.chances, rng)
    return _chance(_spread(web, masks))


def _drawn_cases(
    names: Sequence[str], chances: dict[str, float], rng: np.random.Generator | None
) -> dict[str, int]:
    """Return a bit for every drawn case of every variable; the second half mirrors the first."""
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    rng = rng or np.random.default_rng(0)
    masks = {}
    for name in names:
        draws = rng.random(DRAWS // 2, dtype=np.float32)
        masks[name] = _pack(np.concatenate([draws < chances[name], draws > 1 - chances[name]]))
    return masks


def _pack(bits: np.ndarray) -> int:
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    return int.from_bytes(np.packbits(bits, bitorder="little").tobytes(), "little")


def _spread(web: Web, masks: dict[str, int]) -> int:
    """Return one bit for every case in which a goal is reached."""
    always = (1 << DRAWS) - 1
    up = {n: masks.get(web.rests_on.get(n, ""), always) for n in web.near}
    reached = {web.start: always}
    queue, waiting = deque([web.start]), {web.start}
    while queue:
        n = queue.popleft()
        waiting.discard(n)
        for other, link in web.near.get(n, ()):
            new = reached[n] & up[other] & (masks[link] if link else always)
            old = reached.get(other, 0)
            if new | old != old:
                reached[other] = new | old
                if other not in waiting and other not in web.goals:
                    queue.append(other)
                    waiting.add(other)
    bits = 0
    for goal in web.goals:
        bits |= reached.get(goal, 0)
    return bits


def _chance(bits: int) -> Chance:
    import numpy as np  # noqa: PLC0415 - heavy, loaded on use

    raw = np.frombuffer(bits.to_bytes((DRAWS + 7) // 8, "little"), dtype=np.uint8)
    hits = np.unpackbits(raw, bitorder="little", count=DRAWS)
    half = DRAWS // 2
    pairs = (hits[:half].astype(float) + hits[half:]) / 2
    return Chance(float(pairs.mean()), 2 * float(pairs.std(ddof=1)) / sqrt(half))
