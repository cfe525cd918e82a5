"""What an account sums up to: held, contested or unknown, and how likely."""

from __future__ import annotations

from dataclasses import replace

from whoholds.control.belief import OTHER, Belief, blank
from whoholds.control.fuse import Account, Moment, replay
from whoholds.control.weights import CONTESTED, weights
from whoholds.model import Standing
from whoholds.model.standing import PlaceState


def verdict(belief: Belief) -> tuple[PlaceState, str]:
    """Return the state, and the likeliest side.

    Held: that side is likely enough. Otherwise unknown where the doubt is mere ignorance (the unnamed
    outweigh the fight and the rivals of the likeliest side), and contested where it is not.
    """
    rules, states = weights()["verdict"], belief.states()
    sides = sorted((side for side in states if side not in {CONTESTED, OTHER}), key=lambda s: (-states[s], s))
    best = sides[0] if sides else OTHER
    if best and states[best] >= rules["held_from"]:
        return "held", best
    rivals = states[CONTESTED] + sum(states[side] for side in sides[1:])
    return "unknown" if states[OTHER] > rivals else "contested", best


def log_odds(belief: Belief, told: tuple[PlaceState, str]) -> float:
    """Return the log-odds of a verdict: that the side holds the place, or that it does not hold it alone."""
    state, best = told
    return -belief.logit(best) if state == "contested" else belief.logit(best)


def stand(account: Account) -> Standing:
    """Return the standing that an account sums up to."""
    return summed(account)[0]


def summed(account: Account) -> tuple[Standing, Belief]:
    """Return the standing that an account sums up to, and the belief behind it."""
    since, leads_since, last, leader = None, None, None, ""
    belief = blank(account.even)
    for moment, _, after in replay(account):
        belief, (state, best) = after, verdict(after)
        if best != leader or moment.row:
            leads_since, leader = _day(moment, account), best
        told = (state, best if state == "held" else "")
        if told != last or moment.row:
            since, last = _day(moment, account) or (leads_since if state == "held" else None), told
    return standing_of(account, belief, since), belief


class Stand:
    """`stand` for many accounts: those that are alike but for the place are summed up once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Account, Standing, Belief]] = {}

    def __call__(self, account: Account) -> Standing:
        """Return the standing that an account sums up to."""
        return replace(self._summed(account)[1], place=account.place)

    def belief(self, account: Account) -> Belief:
        """Return the belief that an account ends in."""
        return self._summed(account)[2]

    def _summed(self, account: Account) -> tuple[Account, Standing, Belief]:
        key = id(account.moments)
        if key not in self._known:
            self._known[key] = (account, *summed(account))  # the account is kept so that its id stays its own
        return self._known[key]


def _day(moment: Moment, account: Account) -> str | None:
    """Return the day since when; silence changes things on no day that anybody could name."""
    if moment.row:
        return moment.row.since.isoformat()
    if not moment.claims:
        return None
    return min(c.starts for c in moment.claims).astimezone(account.zone).date().isoformat()


def standing_of(account: Account, belief: Belief, since: str | None) -> Standing:
    """Return the standing of a belief."""
    state, best = verdict(belief)
    if state == "unknown":
        return Standing(place=account.place, state="unknown", claims=account.own)
    states = belief.states()
    return Standing(
        place=account.place,
        state=state,
        holder=best if state == "held" else None,
        p=states[best] if state == "held" else 1 - states[best],
        odds={side: p for side, p in states.items() if side != OTHER},
        since=since,
        claims=account.own,
    )
