"""The accounts of many places as arrays: where each starts, and what each moment does to it.

The states of a place are `contested`, somebody unnamed, and the sides that its account names, in the order of their
names. Rows of places with fewer sides are filled up with zeros, which change nothing, to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whoholds.control.book import Book
from whoholds.control.columns import NONE, Floats, Ints
from whoholds.control.fronts import Fronts
from whoholds.control.tables import kinds
from whoholds.control.told import DAY_SECONDS, Told
from whoholds.control.weights import weights

UNNAMED = -1
"""The number of "somebody unnamed" among a place's states."""
PAD = -2
"""The number of no state: it fills up the rows of places with fewer sides."""


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
    told: Told,
    on: float,
    around: Told,
    later: Told,
    places: Iterable[int] | None = None,
    named: int = NONE,
    *,
    is_blank: bool = False,
) -> Layout:
    """Return the accounts of the places that have a baseline or a claim by then.

    Args:
        book: the claims.
        told: those that count.
        on: the instant asked about, in seconds.
        around: claims that count, of these places and of those one road away.
        later: claims true of a later time.
        places: numbers of the only places asked about; None for all.
        named: a side that every account is to name, whoever else it names; it changes nothing for the others.
        is_blank: whether to begin without the baseline.
    """
    rows = {} if is_blank else book.rows_on(on, places)
    order = np.array(book.place_order, np.uint64)
    known = np.array(sorted({*rows, *told.place.tolist()}, key=lambda place: book.place_order[place]), np.int64)
    begun = np.array([rows[place][0] if place in rows else np.nan for place in known.tolist()])
    holders = [rows[place][1] if place in rows else NONE for place in known.tolist()]
    at_place = np.searchsorted(order[known], order[told.place])
    counts = ~(told.instant < begun[at_place])
    told, at_place = told.only(counts), at_place[counts]
    later, at_later = _next_ones(later, order, known)
    fronts = Fronts(book, around, on)
    axes = Axes(book, ((told, at_place), (later, at_later)), np.array(holders, np.int64), fronts.sides(known), named)
    moment, heads = _moments(told, at_place)
    count = np.bincount(at_place[heads], minlength=len(known))
    shares, pulls = effects(book, told, axes.columns(told, at_place), moment, (len(heads), axes.width))
    shares, stay = stay_of(shares)
    first, fade = _first(axes, np.array(holders, np.int64))
    start, at = np.cumsum(count) - count, told.instant[heads]
    before, last = _earlier(at, begun, start, count, on)
    owner, n = np.repeat(np.arange(len(known)), count), np.arange(len(known))
    quiet, drift = _drift(axes, fronts, known, owner, (before, at))
    quiet_end, drift_end = _drift(axes, fronts, known, n, (last, np.full(len(n), on)))
    began = np.full(len(heads), np.inf)
    np.minimum.at(began, moment, book.column("starts")[told.number])
    return Layout(
        on=on, places=known, states=axes.states, even=axes.even, first=first, begun=begun, fade=fade, start=start,
        count=count, at=at, told=told, moment=moment, gap=at - before, gap_end=on - last,
        quiet=quiet, drift=drift, quiet_end=quiet_end, drift_end=drift_end,
        shares=shares, stay=stay, pulls=pulls, began=began, later=_later(book, axes, later, at_later, on), later_told=later, axes=axes,
    )  # fmt: skip


def _later(book: Book, axes: Axes, later: Told, at_later: Ints, on: float) -> Later:
    moment, heads = _moments(later, at_later)
    count = np.bincount(at_later[heads], minlength=len(axes.states))
    columns, shape = axes.columns(later, at_later), (len(heads), axes.width)
    shares, pulls = effects(book, later, columns, moment, shape)
    shares, stay = stay_of(shares)
    start, at = np.cumsum(count) - count, later.instant[heads]
    before, _ = _earlier(at, np.full(len(count), on), start, count, on)
    had = _had(book, later, columns, moment, shape)
    return Later(start=start, count=count, gap=at - before, shares=shares, stay=stay, pulls=pulls, before=had)


def _had(book: Book, later: Told, columns: Columns, moment: Ints, shape: tuple[int, int]) -> Floats:
    """Return what claims of a change of hands say of the time before it.

    Who gives a place up had it, alone or fighting for it; from whom it was taken had it likewise, and who took it had
    it not.
    """
    table, rules = kinds(), weights()["filter"]
    kind, sign = book.column("kind")[later.number], book.column("sign")[later.number]
    weight = rules["hindsight"] * later.weight
    gains = (kind == table.number("gains")) & (sign > 0)
    yields = (kind == table.number("yields")) & (sign < 0)
    had = np.zeros(shape)
    fought = np.zeros_like(columns.state)
    has_loser = gains & (columns.loser >= 0)
    for some, column, strength in (
        (gains, columns.loser, weight), (has_loser, fought, weight), (gains, columns.state, -weight),
        (yields, columns.state, weight), (yields, fought, weight),
    ):  # fmt: skip
        known = some & (column >= 0)
        np.add.at(had, (moment[known], column[known]), strength[known])
    most = weights()["filter"]["most_in_one_instant"]
    return np.clip(had, -most, most)


def _drift(
    axes: Axes, fronts: Fronts, places: Ints, owner: Ints, span: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """Return by how much knowledge fades over each span of time, and toward which shares; m, m by s - 1.

    It fades toward the sides that have the places around, in the parts in which they had them, and a little toward
    ignorance.
    """
    rates, (start, end) = weights()["filter"], span
    begins, ends = np.floor(start).astype(np.int64), np.floor(end).astype(np.int64)
    had = fronts.seconds(places[owner], ends) - fronts.seconds(places[owner], begins)
    whole = np.maximum(1, fronts.degree(places[owner]) * np.maximum(1, ends - begins))
    part = had / whole[:, None]
    found = axes.from_states(owner, part)
    near = rates["near_hazard_per_day"] * found
    rate = rates["hazard_per_day"] + np.add.accumulate(near, axis=1)[:, -1]
    target = (rates["hazard_per_day"] * axes.even[owner] + near) / rate[:, None]
    return rate * (end - start) / DAY_SECONDS, target


class Axes:
    """The states of each place: contested, somebody unnamed, and the sides that its account names.

    Args:
        book: the claims.
        told: the claims, and the claims of a later time, each with the place of each as an index.
        holders: the state of each place by its baseline; `NONE` where it has none.
        near: sides that have places around: the place of each, as an index, and the side.
        named: a side that is named everywhere; `NONE` for none.
    """

    def __init__(
        self,
        book: Book,
        told: Iterable[tuple[Told, Ints]],
        holders: Ints,
        near: tuple[Ints, Ints],
        named: int = NONE,
    ) -> None:
        self._book = book
        names = book.states.names
        self._rank = np.empty(len(names), np.int64)
        self._rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
        by_rank = np.argsort(self._rank)
        n = len(holders)
        pairs = [np.arange(n)[holders > 0] * len(names) + self._rank[holders[holders > 0]]]
        pairs.append(near[0] * len(names) + self._rank[near[1]])
        if named > 0:
            pairs.append(np.arange(n) * len(names) + self._rank[named])
        for number, (claims, at_place) in enumerate(told):
            # Who lost a place is named by later claims only: it had the place before.
            for sides in list(_sides(book, claims))[: 5 if number else 4]:
                is_named = sides > 0
                pairs.append(at_place[is_named] * len(names) + self._rank[sides[is_named]])
        self._keys = np.unique(np.concatenate(pairs))
        place = self._keys // len(names)
        self._begins = np.searchsorted(self._keys, np.arange(n) * len(names))
        column = np.arange(len(self._keys)) - self._begins[place] + 2
        self.width = int(column.max(initial=2)) + 1
        self.states = np.full((n, self.width), PAD)
        self.states[:, 0], self.states[:, 1] = 0, UNNAMED
        self.states[place, column] = by_rank[self._keys % len(names)]
        self.even = self._even(np.bincount(place, minlength=n))

    def _even(self, named: Ints) -> Floats:
        sides = len(self._book.theatre.sides) or weights()["filter"]["unlisted_sides"]
        self.each: Floats = 1 / (np.maximum(sides, named) + 1)
        even: Floats = np.where(self.states[:, 1:] > 0, self.each[:, None], 0.0)
        even[:, 0] = 1 - named * self.each
        return even

    def columns(self, told: Told, at_place: Ints) -> Columns:
        """Return the columns of the sides that each claim names; `NONE` where it names none."""
        sides = (self.column(at_place, sides) for sides in _sides(self._book, told))
        return Columns(*sides, *self._members(told, at_place))

    def from_states(self, owner: Ints, shares: Floats) -> Floats:
        """Return shares over all states as shares over the columns of places, but for contested; m by s - 1.

        Args:
            owner: the place of each row, as an index; m.
            shares: m by the number of states.
        """
        states = self.states[owner, 1:]
        found: Floats = np.where(states > 0, shares[np.arange(len(owner))[:, None], np.maximum(states, 0)], 0.0)
        return found

    @staticmethod
    def column_of(states: Ints, wanted: Ints) -> Ints:
        """Return the column of a state in each row of states; the first where a row does not have it."""
        column: Ints = (states == wanted[:, None]).argmax(axis=1)
        return column

    def column(self, at_place: Ints, states: Ints) -> Ints:
        """Return the column of a state at a place; `NONE` where the place does not have it."""
        keys = at_place * len(self._rank) + self._rank[np.maximum(states, 0)]
        found = np.minimum(np.searchsorted(self._keys, keys), max(0, len(self._keys) - 1))
        is_there = self._keys[found] == keys if len(self._keys) else np.zeros(len(keys), bool)
        column = np.where(is_there, found - self._begins[at_place] + 2, NONE)
        return np.where(states > 0, column, np.where(states == 0, 0, NONE))

    def _members(self, told: Told, at_place: Ints) -> tuple[Ints, Ints]:
        """Return the claims that speak of an umbrella, once for each member, and the member's column."""
        members = self._book.column("members")[told.number]
        pairs = [(at, m) for at in np.flatnonzero(members).tolist() for m in self._book.members(int(members[at]))]
        claims = np.array([at for at, _ in pairs], np.int64)
        columns = self.column(at_place[claims], np.array([m for _, m in pairs], np.int64))
        return claims[columns >= 0], columns[columns >= 0]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of what claims name: one entry a claim, and those of an umbrella's members apart.

    Attributes:
        state: what it speaks for or against.
        opens: what may have begun unreported.
        rival: who fights for the place.
        sitter: who is attacked there.
        loser: from whom it is taken.
        of_umbrella: claims that speak of an umbrella, once for each member that the place knows.
        member: the member's column.
    """

    state: Ints
    opens: Ints
    rival: Ints
    sitter: Ints
    loser: Ints
    of_umbrella: Ints
    member: Ints


def _sides(book: Book, told: Told) -> Iterator[Ints]:
    """Yield the states that claims name, one array for each part that they play."""
    yield told.state
    yield told.opens
    for name in ("rival", "sitter", "loser"):
        yield book.column(name)[told.number].astype(np.int64)


def _next_ones(later: Told, order: NDArray[np.uint64], known: Ints) -> tuple[Told, Ints]:
    """Return the next claims of a later time about each place, and its index; what comes after them is not heard."""
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


def effects(
    book: Book, told: Told, columns: Columns, moment: Ints, shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Return what claims do at each moment to each state: the chance that it began unreported, and log-odds.

    First each told change gets its share: it may have happened unreported. Then the log-odds of each state move by the
    sum of the weights for and against it.
    """
    table, rows = kinds(), book.table.rows[told.number]
    kind, sign, weight = rows["kind"], rows["sign"], told.weight
    shares, pulls = np.zeros(shape), np.zeros(shape)
    for column, share in ((columns.opens, table.share), (columns.rival, table.rival)):
        some = column >= 0
        np.maximum.at(shares, (moment[some], column[some]), (share[kind] * told.heard)[some])
    umbrella = columns.of_umbrella
    parts = (
        (moment, columns.state, sign * weight),
        (moment[umbrella], columns.member, (sign * weight)[umbrella]),
        (moment, columns.rival, table.lean[kind] * weight),
        (moment, columns.sitter, table.sits[kind] * weight),
    )
    for at, column, pull in parts:
        some = column >= 0
        np.add.at(pulls, (at[some], column[some]), pull[some])
    most = weights()["filter"]["most_in_one_instant"]
    return shares, np.clip(pulls, -most, most)


def stay_of(shares: Floats) -> tuple[Floats, Floats]:
    """Return the shares, and what is left of the states that were believed before; at least half."""
    stay = 1 - np.cumsum(shares, axis=1)[:, -1]
    none_left = stay <= 0
    shares[none_left] /= (2 * (1 - stay[none_left]))[:, None]
    stay[none_left] = 0.5
    return shares, stay


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
