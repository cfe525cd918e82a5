"""The filter over accounts, and the smoother: silence and claims in turn, all places at once, moment by moment.

A belief is a row of probabilities: contested, somebody unnamed, and the sides. Every operation works row by row, so
that one place alone gives, to the last bit, what it gives among thousands.

The smoother hears later claims as well. A side that is told to hold a place in May may well have had it in April;
who gives a place up, or from whom it is taken, had it before. The message of the later claims runs backwards
through the same silence and the same chances of unreported change as the filter runs forwards, and multiplies
what that believes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whoholds.control.columns import DAY_SECONDS, Floats, Ints
from whoholds.control.kept import Kept
from whoholds.control.layout import Layout
from whoholds.control.weights import weights

LEAST = 1e-9
"""No state is ever quite ruled out."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the accounts of a layout come to.

    Attributes:
        after: belief after each moment; m by s.
        end: belief at the instant asked about; n by s.
        smooth: the same with hindsight; n by s.
    """

    after: Floats
    end: Floats
    smooth: Floats


def silence(belief: Floats, even: Floats, kept: Floats, faded: Floats) -> Floats:
    """Return beliefs after a time without a word: fights end, old knowledge fades.

    Args:
        belief: n by s.
        even: the shares that knowledge fades toward, over the states other than contested; n by s - 1.
        kept: what is left of knowledge, 0 to 1; n.
        faded: what is left of the chance that the place is contested, 0 to 1; n.
    """
    out = np.empty_like(belief)
    contested = out[:, 0] = np.maximum(LEAST, belief[:, 0] * faded)
    calm = belief[:, 1:] / (1 - belief[:, 0])[:, None]
    out[:, 1:] = (1 - contested)[:, None] * (even + (calm - even) * kept[:, None])
    return out


def hear(belief: Floats, shares: Floats, stay: Floats, pushes: Floats) -> Floats:
    """Return beliefs after the claims of a moment.

    Args:
        belief: n by s.
        shares: chance that each state began unreported; n by s.
        stay: what is left of the others; n.
        pushes: factor of the odds of each state; n by s.
    """
    belief = (belief * stay[:, None] + shares) * pushes
    belief /= total(belief)[:, None]
    return humble(belief)


def total(belief: Floats) -> Floats:
    """Return the sum of each row, added from left to right whatever the number of rows."""
    sums: Floats = np.add.accumulate(belief, axis=1)[:, -1]
    return sums


def humble(belief: Floats) -> Floats:
    """Return beliefs of which none is surer than `surest`: what is over goes to the others in proportion."""
    surest = weights()["filter"]["surest"]
    if belief.max(initial=0.0) <= surest:
        return belief
    over = np.flatnonzero(belief.max(axis=1) > surest)
    if len(over):
        rows = belief[over]
        top = rows.argmax(axis=1)
        each = np.arange(len(over))
        rows[each, top] = 0.0
        rows *= ((1 - surest) / total(rows))[:, None]
        rows[each, top] = surest
        belief[over] = rows
    return belief


def run(layout: Layout, kept_runs: Kept | None = None) -> Run:
    """Return what each account comes to.

    Args:
        layout: the accounts.
        kept_runs: what runs before came to; takes in this one. None to run all from the start.
    """
    after, last = _forwards(layout, _passing(layout), kept_runs)
    if kept_runs is not None:
        kept_runs.keep(layout, after)
    end = quiet_end(layout, last)
    return Run(after, end, smoothed(layout, end))


def _passing(layout: Layout) -> tuple[Floats, Floats, Floats]:
    """Return what is left of knowledge and of a fight before each moment, and the factors of the odds at it."""
    fade = np.repeat(layout.fade, layout.count) / DAY_SECONDS
    return np.exp(-layout.quiet), np.exp(-fade * layout.gap), np.exp(layout.pulls)


def _by_count(count: Ints) -> tuple[Ints, list[int]]:
    """Return the places with most moments first, and how many of them have a moment of each number."""
    order = np.argsort(-count, kind="stable")
    going = np.searchsorted(-count[order], -np.arange(int(count.max(initial=0))), side="left")
    return order, going.tolist()


def _forwards(
    layout: Layout, passing: tuple[Floats, Floats, Floats], kept_runs: Kept | None = None
) -> tuple[Floats, Floats]:
    """Return the belief after each moment, and after the last of each place; m by s, n by s."""
    kept, faded, pushes = passing
    after = np.zeros_like(layout.pulls)
    done = np.zeros_like(layout.count) if kept_runs is None else kept_runs.recall(layout, after)
    last, some = layout.first.copy(), np.flatnonzero(done)
    last[some] = after[(layout.start + done - 1)[some]]
    order, going = _by_count(layout.count - done)
    start, belief = (layout.start + done)[order], last[order]
    for step, n in enumerate(going):
        at = start[:n] + step
        now = silence(belief[:n], layout.drift[at], kept[at], faded[at])
        now = hear(now, layout.shares[at], layout.stay[at], pushes[at])
        belief[:n] = after[at] = now
    last[order] = belief
    return after, last


def quiet_end(layout: Layout, belief: Floats) -> Floats:
    """Return the beliefs at `on` from those after the last moment."""
    faded = np.exp(-layout.fade / DAY_SECONDS * layout.gap_end)
    return silence(belief, layout.drift_end, np.exp(-layout.quiet_end), faded)


def rows_of(layout: Layout, place: int) -> Ints:
    """Return the moments of one place, by its index."""
    return np.arange(layout.start[place], layout.start[place] + layout.count[place])


def messages(layout: Layout, end: Floats) -> Floats:
    """Return the factor by which later claims multiply each state of each place; n by s.

    Args:
        layout: the accounts of the places.
        end: what the filter believes of them at the instant asked about; n by s.
    """
    message, later, rates = np.ones_like(end), layout.later, weights()["filter"]
    days = later.gap / DAY_SECONDS
    kept = np.exp(-(rates["hazard_per_day"] + rates["near_hazard_per_day"]) * days)
    faded = np.exp(-rates["fade_per_day"] * days)
    likely, had = np.exp(later.pulls), np.exp(later.before)
    for step in range(int(later.count.max(initial=0)) - 1, -1, -1):
        some = np.flatnonzero(later.count > step)
        at = later.start[some] + step
        now = message[some] * likely[at]
        moved = total(later.shares[at] * now)
        now = (later.stay[at][:, None] * now + moved[:, None]) * had[at]
        now = _back(now, layout.drift_end[some], end[some], kept[at], faded[at])
        message[some] = now / now.max(axis=1)[:, None]
    return message


def posteriors(layout: Layout) -> Floats:
    """Return the belief after each moment with all that came later known as well; m by s."""
    kept, faded, likely = passing = _passing(layout)
    after, _ = _forwards(layout, passing)
    order, going = _by_count(layout.count)
    start, message, at_moment = layout.start[order], np.ones_like(layout.first), np.ones_like(after)
    for step, n in reversed(list(enumerate(going))):
        at = start[:n] + step
        at_moment[at] = message[:n]
        now = message[:n] * likely[at]
        now = layout.stay[at][:, None] * now + total(layout.shares[at] * now)[:, None]
        earlier = after[np.maximum(at - 1, 0)]
        now = _back(now, layout.drift[at], earlier, kept[at], faded[at])
        message[:n] = now / now.max(axis=1)[:, None]
    belief = after * at_moment
    found: Floats = belief / total(belief)[:, None]
    return found


def smoothed(layout: Layout, end: Floats) -> Floats:
    """Return beliefs with hindsight: those of the filter times the message of the later claims; n by s."""
    belief = end * messages(layout, end)
    return humble(belief / total(belief)[:, None])


def _back(message: Floats, even: Floats, belief: Floats, kept: Floats, faded: Floats) -> Floats:
    """Return a message from before a silence to the instant at which the silence began."""
    calm = message[:, 1:]
    drifted = total(even * calm)
    out = np.empty_like(message)
    out[:, 1:] = kept[:, None] * calm + (1 - kept)[:, None] * drifted[:, None]
    holders = belief[:, 1:] / (1 - belief[:, 0])[:, None]
    out[:, 0] = faded * message[:, 0] + (1 - faded) * total(holders * out[:, 1:])
    return out
