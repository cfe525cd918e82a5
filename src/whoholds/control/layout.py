"""The accounts of many places as arrays: where each starts, and what each moment does to it.

The states of a place are `contested`, somebody unnamed, and the sides that its account names, in the order of their
names. Rows of places with fewer sides are filled up with zeros, which change nothing, to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whoholds.control.axes import Axes
from whoholds.control.book import Book
from whoholds.control.columns import DAY_SECONDS, NONE, Floats, Ints, distinct
from whoholds.control.effects import effects, had_before, stay_of
from whoholds.control.fronts import Fronts
from whoholds.control.told import Heard, Told
from whoholds.control.weights import weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Moments after the instant asked about, of n places over at most s states; m in all.

    Attributes:
        start: number of the first moment of each place; n.
        count: how many moments it has; n.
        gap: seconds from the moment before, or from the instant asked about, to each moment; m.
        shares: chance that each state began unreported; m by s.
        stay: what is left of the others; m.
        pulls: log-odds that the claims add to each state after the moment; m by s.
        before: log-odds that they add to each state before it; m by s.
    """

    start: Ints
    count: Ints
    gap: Floats
    shares: Floats
    stay: Floats
    pulls: Floats
    before: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The accounts of n places over at most s states, with m moments in all.

    Attributes:
        on: the instant asked about, in seconds.
        places: numbers of the places; n.
        states: numbers of their states: contested, unnamed, sides; n by s.
        even: shares of ignorance over the states other than contested; n by s - 1.
        first: belief at the start; n by s.
        begun: instant of the baseline row that it starts from, in seconds; NaN where there is none; n.
        fade: rate per day at which a fight of which nobody speaks ends; n.
        start: number of the first moment of each place; n.
        count: how many moments it has; n.
        at: instant of each moment, in seconds; m.
        told: the claims, by place and instant.
        moment: the moment of each claim.
        gap: seconds from the moment before, or the baseline, to each moment; m.
        gap_end: seconds from the last moment to `on`; n.
        quiet: exponent by which knowledge has faded from the moment before to this one; m.
        drift: the shares that it has faded toward, over the states other than contested; m by s - 1.
        quiet_end: exponent from the last moment to `on`; n.
        drift_end: shares from the last moment to `on`; n by s - 1.
        shares: chance that each state began unreported; m by s.
        stay: what is left of the others; m.
        pulls: log-odds that the claims add to each state; m by s.
        began: the first instant at which the claims of the moment may be true; m.
        later: what the next claims of a later time do.
        later_told: those claims.
        axes: finds the columns of further claims.
    """

    on: float
    places: Ints
    states: Ints
    even: Floats
    first: Floats
    begun: Floats
    fade: Floats
    start: Ints
    count: Ints
    at: Floats
    told: Told
    moment: Ints
    gap: Floats
    gap_end: Floats
    quiet: Floats
    drift: Floats
    quiet_end: Floats
    drift_end: Floats
    shares: Floats
    stay: Floats
    pulls: Floats
    began: Floats
    later: Later
    later_told: Told
    axes: Axes


def lay_out(
    book: Book,
    heard: Heard,
    on: float,
    places: Iterable[int] | None = None,
    named: int = NONE,
    *,
    is_blank: bool = False,
) -> Layout:
    """Return the accounts of the places that have a baseline or a claim by then.

    Args:
        book: the claims.
        heard: those that count.
        on: the instant asked about, in seconds.
        places: numbers of the only places asked about; None for all.
        named: a side that every account is to name, whoever else it names; it changes nothing for the others.
        is_blank: whether to begin without the baseline.
    """
    told = heard.past
    rows = {} if is_blank else book.rows_on(on, places)
    order = book.orders()
    known = distinct(np.concatenate([np.array(list(rows), np.int64), told.place]))
    known = known[np.argsort(order[known], kind="stable")]
    begun = np.array([rows[place][0] if place in rows else np.nan for place in known.tolist()])
    holders = [rows[place][1] if place in rows else NONE for place in known.tolist()]
    at_place = np.searchsorted(order[known], order[told.place])
    counts = ~(told.instant < begun[at_place])
    told, at_place = told.only(counts), at_place[counts]
    later, at_later = _next_ones(heard.later, order, known)
    # Without a baseline the claims of some weeks are looked at: too few to tell fronts by.
    fronts = Fronts(book, heard.around.only(slice(0)) if is_blank else heard.around, on)
    axes = Axes(
        book, ((told, at_place), (later, at_later)), np.array(holders, np.int64), fronts.sides(known), named
    )
    first, fade = _first(axes, np.array(holders, np.int64))
    moment, heads = _moments(told, at_place)
    count = np.bincount(at_place[heads], minlength=len(known))
    start, at = np.cumsum(count) - count, told.instant[heads]
    before, last = _earlier(at, begun, start, count, on)
    shares, pulls = effects(book, told, axes.columns(told, at_place), moment, (len(heads), axes.width))
    shares, stay = stay_of(shares)
    owner, every = np.repeat(np.arange(len(known)), count), np.arange(len(known))
    had, had_before, had_last = _had(fronts, known, (start, count), (before, at, last))
    quiet, drift = _drift(axes, fronts.degree(known), owner, (before, at), (had_before, had))
    had_end = fronts.seconds(known, np.full(len(known), int(np.floor(on))))
    quiet_end, drift_end = _drift(
        axes, fronts.degree(known), every, (last, np.full(len(known), on)), (had_last, had_end)
    )
    return Layout(
        on=on, places=known, states=axes.states, even=axes.even, first=first, begun=begun, fade=fade, start=start,
        count=count, at=at, told=told, moment=moment, gap=at - before, gap_end=on - last, quiet=quiet, drift=drift,
        quiet_end=quiet_end, drift_end=drift_end, shares=shares, stay=stay, pulls=pulls,
        began=_began(book, told, moment, len(heads)), later=_later(book, axes, later, at_later, on),
        later_told=later, axes=axes,
    )  # fmt: skip


def _began(book: Book, told: Told, moment: Ints, moments: int) -> Floats:
    """Return the first instant at which the claims of each moment may be true."""
    began = np.full(moments, np.inf)
    np.minimum.at(began, moment, book.column("starts")[told.number])
    return began


def _later(book: Book, axes: Axes, later: Told, at_later: Ints, on: float) -> Later:
    moment, heads = _moments(later, at_later)
    count = np.bincount(at_later[heads], minlength=len(axes.states))
    columns, shape = axes.columns(later, at_later), (len(heads), axes.width)
    shares, pulls = effects(book, later, columns, moment, shape)
    shares, stay = stay_of(shares)
    start, at = np.cumsum(count) - count, later.instant[heads]
    before, _ = _earlier(at, np.full(len(count), on), start, count, on)
    had = had_before(book, later, columns, moment, shape)
    return Later(start=start, count=count, gap=at - before, shares=shares, stay=stay, pulls=pulls, before=had)


def _had(
    fronts: Fronts, places: Ints, moments: tuple[Ints, Ints], instants: tuple[Floats, Floats, Floats]
) -> tuple[Ints, Ints, Ints]:
    """Return how long each side has had the places around, by each moment, the one before it, and the last one.

    Args:
        fronts: who had the places around.
        places: numbers of the places; n.
        moments: the first moment of each place, and how many it has; n.
        instants: before each moment and at it, m; the last instant of each place, n.
    """
    (start, count), (before, at, last) = moments, instants
    some = count > 0
    heads, begin = start[some], last.copy()
    begin[some] = before[heads]
    first = fronts.seconds(places, np.floor(begin).astype(np.int64))
    had = fronts.seconds(np.repeat(places, count), np.floor(at).astype(np.int64))
    had_before, had_last = np.empty_like(had), first.copy()
    had_before[1:] = had[:-1]
    had_before[heads] = first[some]
    had_last[some] = had[(start + count - 1)[some]]
    return had, had_before, had_last


def _drift(
    axes: Axes, degree: Ints, owner: Ints, span: tuple[Floats, Floats], had: tuple[Ints, Ints]
) -> tuple[Floats, Floats]:
    """Return by how much knowledge fades over each span of time, and toward which shares; m, m by s - 1.

    It fades toward the sides that have the places around, in the parts in which they had them, and a little toward
    ignorance.

    Args:
        axes: the states of the places.
        degree: how many places are around each; n.
        owner: the place of each span, as an index; m.
        span: its beginning and end, in seconds; m.
        had: how long each side has had the places around by then, in seconds; m by the number of states.
    """
    rates, (start, end) = weights()["filter"], span
    length = np.maximum(1, np.floor(end).astype(np.int64) - np.floor(start).astype(np.int64))
    part = (had[1] - had[0]) / np.maximum(1, degree[owner] * length)[:, None]
    found = axes.from_states(owner, part)
    near = rates["near_hazard_per_day"] * found
    rate = rates["hazard_per_day"] + np.add.accumulate(near, axis=1)[:, -1]
    target = (rates["hazard_per_day"] * axes.even[owner] + near) / rate[:, None]
    return rate * (end - start) / DAY_SECONDS, target


def _next_ones(later: Told, order: NDArray[np.uint64], known: Ints) -> tuple[Told, Ints]:
    """Return the next claims of a later time about each place, and its index; those after them are not heard."""
    if not len(known):
        return later.only(np.empty(0, np.int64)), np.empty(0, np.int64)
    at = np.minimum(np.searchsorted(order[known], order[later.place]), len(known) - 1)
    later, at = (kept := later.only(known[at] == later.place)), at[known[at] == later.place]
    nth = np.arange(len(at)) - np.searchsorted(at, at)
    heard = nth < weights()["filter"]["hindsight_claims"]
    return kept.only(heard), at[heard]


def _moments(told: Told, at_place: Ints) -> tuple[Ints, Ints]:
    """Return the moment of each claim, and the first claim of each moment."""
    if not len(told):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    is_calm = told.state != 0
    is_new = np.ones(len(told), bool)
    is_new[1:] = (
        (at_place[1:] != at_place[:-1]) | (told.instant[1:] != told.instant[:-1]) | (is_calm[1:] != is_calm[:-1])
    )
    return np.cumsum(is_new) - 1, np.flatnonzero(is_new)


def _first(axes: Axes, holders: Ints) -> tuple[Floats, Floats]:
    """Return the belief at the start of each place, and the rate at which its fights end."""
    rates, n = weights()["filter"], len(holders)
    is_fought, is_held = holders == 0, holders > 0
    calm = axes.even.copy()
    place = np.flatnonzero(is_held)
    column = axes.column(place, holders[place]) - 1
    own, share = axes.even[place, column], rates["baseline_share"]
    calm[place] *= ((1 - share) / (1 - own))[:, None]
    calm[place, column] = share
    contested = np.full(n, float(rates["blank_contested"]))
    contested[is_fought], contested[is_held] = rates["baseline_fought"], rates["baseline_contested"]
    fade = np.where(is_fought, rates["hazard_per_day"], rates["fade_per_day"])
    return np.concatenate([contested[:, None], (1 - contested)[:, None] * calm], axis=1), fade


def _earlier(at: Floats, begun: Floats, start: Ints, count: Ints, on: float) -> tuple[Floats, Floats]:
    """Return the instant before each moment, and the last instant of each place: its own where there is none."""
    before, last = np.empty_like(at), np.where(np.isnan(begun), on, begun)
    before[1:] = at[:-1]
    some = count > 0
    heads = start[some]
    before[heads] = np.where(np.isnan(begun[some]), at[heads], begun[some])
    last[some] = at[(start + count - 1)[some]]
    return before, last
