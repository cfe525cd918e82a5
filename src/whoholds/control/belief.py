"""What is believed of one place at one instant, and the two things that change it: time and claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from whoholds.control.weigh import Weighed
from whoholds.control.weights import CONTESTED, weights

OTHER = ""
"""The state "a side that nobody has named here"."""

LEAST = 1e-9
"""No state is ever quite ruled out."""


@dataclass(frozen=True, slots=True)
class Belief:
    """Probabilities over {sides, somebody unnamed, contested}.

    Attributes:
        contested: probability that the place is fought for or shared.
        holders: probability of each side, and of `OTHER`, given that it is not contested; sums to 1.
        even: the same where nothing is known: what `holders` drifts toward.
        fade_per_day: rate at which `contested` ends unless somebody speaks of it.
    """

    contested: float
    holders: Mapping[str, float]
    even: Mapping[str, float]
    fade_per_day: float

    def states(self) -> dict[str, float]:
        """Return the probability of every state; they sum to 1."""
        calm = 1 - self.contested
        return {CONTESTED: self.contested, **{side: calm * p for side, p in self.holders.items()}}

    def logit(self, state: str) -> float:
        """Return the log-odds of one state against all others."""
        states = self.states()
        return log(states[state]) - log(sum(p for name, p in states.items() if name != state))


def even_share(named: Iterable[str], sides: int) -> dict[str, float]:
    """Return the shares of ignorance: each side alike, the unnamed ones and nobody together in `OTHER`.

    Because the unnamed are lumped, naming one more side changes the share of no other.
    """
    listed = sorted(named)
    sides = max(sides or weights()["filter"]["unlisted_sides"], len(listed))
    return {**dict.fromkeys(listed, 1 / (sides + 1)), OTHER: 1 - len(listed) / (sides + 1)}


def blank(even: Mapping[str, float]) -> Belief:
    """Return the belief before anybody has spoken of the place."""
    rates = weights()["filter"]
    return Belief(rates["blank_contested"], even, even, rates["fade_per_day"])


def from_baseline(holder: str, even: Mapping[str, float]) -> Belief:
    """Return the belief on the day of a baseline row, whatever was believed before."""
    rates = weights()["filter"]
    if holder == CONTESTED:
        return Belief(rates["baseline_fought"], even, even, rates["hazard_per_day"])
    share = rates["baseline_share"]
    rest = 1 - even[holder]
    holders = {side: share if side == holder else (1 - share) * p / rest for side, p in even.items()}
    return Belief(rates["baseline_contested"], holders, even, rates["fade_per_day"])


def after_silence(belief: Belief, days: float) -> Belief:
    """Return the belief after `days` without a word: fights end, old knowledge fades.

    The same whether the days are passed at once or in parts.
    """
    kept = exp(-weights()["filter"]["hazard_per_day"] * days)
    holders = {side: even + (belief.holders[side] - even) * kept for side, even in belief.even.items()}
    contested = max(LEAST, belief.contested * exp(-belief.fade_per_day * days))
    return Belief(contested, holders, belief.even, belief.fade_per_day)


def after_claims(belief: Belief, claims: Iterable[Weighed]) -> Belief:
    """Return the belief after claims about one instant, whatever their order.

    First each told change gets its share: it may have happened unreported. Then the log-odds
    of each state move by the sum of the weights for and against it.
    """
    listed = list(claims)
    states = _shared_out(belief.states(), _shares(listed))
    pulls = _pulls(listed)
    states = {state: p * exp(pulls.get(state, 0.0)) for state, p in states.items()}
    return _as_belief(_humble(states), belief)


def _shares(claims: list[Weighed]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for weighed in claims:
        bearing = weighed.bearing
        for state, share in ((bearing.opens, weighed.share), (bearing.rival, weighed.rival_share)):
            if state is not None:
                shares[state] = max(shares.get(state, 0.0), share)
    return shares


def _shared_out(states: dict[str, float], shares: Mapping[str, float]) -> dict[str, float]:
    stay = 1 - sum(shares.values())
    if stay <= 0:
        shares, stay = {state: share / (2 * (1 - stay)) for state, share in shares.items()}, 0.5
    return {state: stay * p + shares.get(state, 0.0) for state, p in states.items()}


def _pulls(claims: list[Weighed]) -> dict[str, float]:
    most = weights()["filter"]["most_in_one_instant"]
    pulls: dict[str, float] = {}
    for weighed in claims:
        for state in (weighed.bearing.state, *weighed.bearing.also):
            pulls[state] = pulls.get(state, 0.0) + weighed.bearing.sign * weighed.weight
        if weighed.bearing.rival:
            pulls[weighed.bearing.rival] = pulls.get(weighed.bearing.rival, 0.0) + weighed.rival_weight
        if weighed.bearing.sitter:
            pulls[weighed.bearing.sitter] = pulls.get(weighed.bearing.sitter, 0.0) + weighed.sitter_weight
    return {state: max(-most, min(most, pull)) for state, pull in pulls.items()}


def _humble(states: dict[str, float]) -> dict[str, float]:
    """Nothing is ever surer than `surest`: what is over it goes to the others in proportion."""
    total = sum(states.values())
    states = {state: p / total for state, p in states.items()}
    top = max(states, key=lambda state: states[state])
    surest = weights()["filter"]["surest"]
    if states[top] <= surest:
        return states
    rest = sum(p for state, p in states.items() if state != top)
    return {state: surest if state == top else p * (1 - surest) / rest for state, p in states.items()}


def _as_belief(states: dict[str, float], before: Belief) -> Belief:
    contested = states.pop(CONTESTED)
    calm = sum(states.values())
    holders = {side: p / calm for side, p in states.items()}
    return Belief(contested, holders, before.even, before.fade_per_day)
