"""Standings of places that nobody mentions, from what has changed around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from math import exp

import numpy as np
from numpy.typing import NDArray

from whoholds.control.bearing import Bearing
from whoholds.control.belief import LEAST, OTHER, Belief
from whoholds.control.fuse import DAY_SECONDS, Account, replay
from whoholds.control.spread import roads_of, spread
from whoholds.control.verdict import Stand, standing_of
from whoholds.control.weigh import Weighed
from whoholds.control.weights import CONTESTED, weights
from whoholds.model import Standing
from whoholds.theatres import Theatre

Floats = NDArray[np.float64]


def inferred(
    theatre: Theatre,
    accounts: Mapping[str, Account],
    stand: Stand,
    later: Mapping[str, Sequence[Weighed]],
    cut: Iterable[str],
    on: datetime,
) -> dict[str, Standing]:
    """Return the standings of places of which nobody says outright who has them, and that their neighbours move.

    Args:
        theatre: the theatre.
        accounts: the accounts of its spots, by place id.
        stand: what they were summed up with.
        later: claims about a time after `on`, by place id: a change of hands had a before.
        cut: ids of links that are cut.
        on: the instant asked about.
    """
    holds = np.array([hold(account) for account in accounts.values()])
    if not len(holds) or not np.isinf(holds).any():
        return {}
    states = (*sorted({side for account in accounts.values() for side in account.even} - {OTHER}), CONTESTED)
    ends = _Ends(states, stand)
    changes = np.array([ends.change(account) for account in accounts.values()])
    for i, (id_, account) in enumerate(accounts.items()):
        before = had_before(later.get(id_, ()), on)
        if before and before[0] in states and before[1] > 0 and not np.isinf(holds[i]):
            side, strength = before
            told = np.array([float(state == side) for state in states]) - ends.before(account)
            changes[i] = (holds[i] * changes[i] + strength * told) / (holds[i] + strength)
            holds[i] += strength
    leaning = spread(roads_of(first_holders(accounts), theatre.links, cut), changes, holds)
    moved = np.abs(leaning).max(axis=1) > weights()["spread"]["least"]
    return {
        id_: _standing(account, ends.before(account) + leaning[i], states)
        for i, (id_, account) in enumerate(accounts.items())
        if moved[i] and not has_own_claims(account)
    }


def first_holders(accounts: Mapping[str, Account]) -> dict[str, str]:
    """Return who held each place by the baseline; empty where it names nobody."""
    return {id_: next((m.row.holder for m in a.moments if m.row), "") for id_, a in accounts.items()}


def had_before(later: Sequence[Weighed], on: datetime) -> tuple[str, float] | None:
    """Return the side that had a place before its next change of hands that is told, and how strongly that speaks.

    Who gives a place up had it; from whom it was taken had it.
    """
    rules = weights()["spread"]
    for claim in sorted(later, key=lambda item: (item.counts_from, item.id)):
        side = _left_by(claim.bearing)
        if side is None:
            continue
        days = (claim.counts_from - on).total_seconds() / DAY_SECONDS
        return side, rules["hindsight"] * claim.weight * exp(-rules["hindsight_per_day"] * days)
    return None


def _left_by(bearing: Bearing) -> str | None:
    """Return the side that had a place before the change of hands that a claim tells; a denial tells none."""
    if bearing.is_area:
        return None
    if bearing.kind == "yields" and bearing.sign < 0:
        return bearing.state
    return bearing.hurts if bearing.kind == "gains" and bearing.sign > 0 else None


def has_own_claims(account: Account) -> bool:
    """Return whether somebody speaks of the place itself, and not only of its region or the ground around it."""
    return any(not c.bearing.is_area and c.bearing.kind not in {"nears", "encloses"} for c in account.claims)


def hold(account: Account) -> float:
    """Return how strongly what is said of a place holds it: infinite where somebody says who has it.

    What is said of its region, its surroundings, or of fights in it leaves it to lean on its neighbours as well.
    """
    rules, strength = weights()["spread"], 0.0
    for claim in account.claims:
        bearing = claim.bearing
        is_plain = bearing.kind in {"gains", "keeps", "yields"} and not bearing.is_area
        if is_plain and claim.weight >= rules["told_from"]:
            return float("inf")
        strength += rules["loose"] * claim.weight
    return strength


class _Ends:
    """Beliefs at the end of accounts as vectors over states; accounts that are alike are looked at once."""

    def __init__(self, states: Sequence[str], stand: Stand) -> None:
        self._states = states
        self._stand = stand
        self._before: dict[tuple[object, ...], Floats] = {}
        self._changes: dict[int, Floats] = {}

    def before(self, account: Account) -> Floats:
        """Return what the baseline alone says."""
        rows = tuple(moment for moment in account.moments if moment.row)
        key = (tuple((m.row.holder, m.row.since) for m in rows if m.row), tuple(sorted(account.even.items())))
        if key not in self._before:
            *_, (_, _, belief) = replay(replace(account, moments=rows))
            self._before[key] = self._vector(belief)
        return self._before[key]

    def change(self, account: Account) -> Floats:
        """Return how far claims have moved each state from what the baseline says."""
        key = id(account.moments)
        if key not in self._changes:
            self._changes[key] = self._vector(self._stand.belief(account)) - self.before(account)
        return self._changes[key]

    def _vector(self, belief: Belief) -> Floats:
        odds = belief.states()
        return np.array([odds.get(state, 0.0) for state in self._states])


def _standing(account: Account, odds: Floats, states: Sequence[str]) -> Standing:
    odds = np.clip(odds, LEAST, 1.0)
    total = float(odds.sum())
    odds = odds / max(1.0, total + LEAST)
    contested = float(odds[-1])
    calm = 1 - contested
    holders = {state: float(p) / calm for state, p in zip(states[:-1], odds[:-1], strict=True)}
    holders[OTHER] = max(0.0, 1 - sum(holders.values()))
    belief = Belief(contested, holders, account.even, 0.0)
    likeliest = max(holders, key=lambda side: (holders[side], side))
    if likeliest != OTHER and calm * holders[likeliest] >= weights()["spread"]["held_from"]:
        told = {state: float(p) for state, p in zip(states, odds, strict=True) if p > LEAST}
        return Standing(
            place=account.place,
            state="held",
            holder=likeliest,
            p=calm * holders[likeliest],
            odds=told,
            inferred=True,
        )
    return replace(standing_of(account, belief, None), inferred=True, claims=0)
