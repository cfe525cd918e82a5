"""What could be known from the same claims by somebody who knows every voice: a mark to aim at.

A plain hidden Markov filter a day at a time, over who holds each place. It is told what the product is not: the
true share of right claims of each voice (for parties apart by side favoured), and which claims are copies. Hands
change unreported with a small chance a day, larger where an enemy is believed to stand next to the place. It knows
no fights, and leaves unknown what has neither baseline nor claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from control_simple import NAMES
from control_voices import gain_of
from simulated import FIRST, Told, War, end_of_day

Floats = NDArray[np.float64]
AT_FRONT, IN_REAR = 0.004, 0.0001
"""Chance a day that a place changed hands and nobody told: beside an enemy, and anywhere. Round figures."""

ALMOST = 0.999


class Ceiling:
    """The filter of one war.

    Args:
        war: the war.
    """

    def __init__(self, war: War) -> None:
        self.war, self.sides = war, war.land.sides
        self.number = {place.id: i for i, place in enumerate(war.land.places)}
        self.near = np.zeros((len(self.number), len(self.number)))
        for link in war.land.links:
            one, other = self.number[link.start], self.number[link.end]
            self.near[one, other] = self.near[other, one] = 1.0
        self.enemies = np.array([[float(b in war.land.enemies[a]) for b in self.sides] for a in self.sides])
        shares = _true_shares(war)
        self.seen = [item for told in war.told if (item := self._seen(told, shares))]

    def odds(self, day: int) -> dict[str, Mapping[str, float]]:
        """Return the probability of each side, by place, at the end of a day as known then."""
        known = {row.place for row in self.war.theatre.baseline}
        told: Floats = np.zeros((day + 1, len(self.number), len(self.sides)))
        for published, at, place, weight in self.seen:
            if published <= end_of_day(day) and at <= day:
                told[at, self.number[place]] += weight
                known.add(place)
        belief = self._first()
        for today in told:
            belief = self._passed(belief) * np.exp(today)
            belief /= belief.sum(axis=1, keepdims=True)
        return {p: dict(zip(self.sides, belief[self.number[p]].tolist(), strict=True)) for p in sorted(known)}

    def _first(self) -> Floats:
        belief: Floats = np.full((len(self.number), len(self.sides)), 1 / len(self.sides))
        for row in self.war.theatre.baseline:
            held = np.array([ALMOST if side == row.holder else 1 - ALMOST for side in self.sides])
            belief[self.number[row.place]] = held / held.sum()
        return belief

    def _passed(self, belief: Floats) -> Floats:
        """Return the belief a day later: each side may have come in that is believed to stand beside a place."""
        beside = 1 - np.exp(self.near @ np.log(1 - belief * ALMOST))
        comes = AT_FRONT * beside + IN_REAR
        moves = self.enemies[None, :, :] * comes[:, None, :]
        stays = 1 - moves.sum(axis=2)
        passed: Floats = belief * stays + np.einsum("pi,pij->pj", belief, moves)
        return passed

    def _seen(
        self, told: Told, shares: Mapping[tuple[str, str], float]
    ) -> tuple[datetime, int, str, Floats] | None:
        """Return when a claim came out, of which day and place it speaks, and the log-likelihood of each side."""
        saying, published, when = told.saying, told.evidence.published, told.evidence.claim.when
        names = NAMES.get(saying.action)
        if told.copy_of is not None or names is None:
            return None
        right = shares[told.voice, gain_of(self.war, told)]
        named = saying.target if names == "target" else saying.actor
        is_against = saying.is_denied or not named
        subject = named or saying.actor
        fits = np.array([(side == subject) != is_against for side in self.sides])
        weight = np.where(fits, np.log(right / fits.sum()), np.log((1 - right) / (~fits).sum()))
        day = saying.day if when else (published.date() - FIRST).days
        return published, day, saying.place, weight


def _true_shares(war: War) -> dict[tuple[str, str], float]:
    said: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for told in war.told:
        if told.saying.action in NAMES:
            said[told.voice, gain_of(war, told)].append(told.saying.is_right)
    return {key: (sum(right) + 1) / (len(right) + 2) for key, right in said.items()}
