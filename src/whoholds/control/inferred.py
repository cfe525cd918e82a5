"""Standings of places that nobody mentions, from what has changed around them.

What is said of the places themselves, at one pair of clocks, is kept by place, so that a report more is a change to
a few of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from whoholds.control.book import Book
from whoholds.control.columns import DAY_SECONDS, NONE, Bools, Floats, Ints, Rows
from whoholds.control.filter import LEAST, Run, silence
from whoholds.control.ground import Ground
from whoholds.control.layout import Layout
from whoholds.control.spread import Roads, leaning
from whoholds.control.tables import kinds
from whoholds.control.told import Told
from whoholds.control.verdict import verdicts
from whoholds.control.weights import CONTESTED, weights
from whoholds.model import Standing

SHOWN = 0.005
"""Sides that are less likely are not named."""


class Inference:
    """What is said of places themselves at one pair of clocks, and how others lean on them.

    Args:
        book: the claims.
        roads: the roads along which places lean.
        ground: where places are, and who held them from the start.
        cut: ids of links that are cut.
    """

    def __init__(self, book: Book, roads: Roads, ground: Ground, cut: frozenset[str]) -> None:
        self._book, self._roads, self._ground, self._cut = book, roads, ground, cut
        self._names, self._position = _all_states(book)
        self._base: dict[int, Floats] = {}
        self._changes: dict[int, Floats] = {}
        self._later: dict[int, tuple[float, Floats]] = {}
        self._takers: dict[int, str] = {}
        self._named: dict[int, Bools] = {}
        self._fixed: set[int] = set()
        self._open: set[int] = set()
        self._heard: dict[int, dict[int, float]] = {}

    @property
    def is_current(self) -> bool:
        """Whether no side has been named for the first time since."""
        return len(self._position) == len(self._book.states)

    def update(self, layout: Layout, run: Run, later: Told, asked: frozenset[int] | None = None) -> set[int]:
        """Take in what is said of some places now.

        Args:
            layout: the accounts of the places.
            run: what they come to.
            later: claims about a later time: a change of hands had a before.
            asked: the only places whose leaning is asked for; None for all.

        Returns:
            The places whose leaning may differ now.
        """
        places = layout.places.tolist()
        is_fixed, own = is_told(self._book, layout), has_own_claims(self._book, layout)
        base = _spread_out(layout, _baseline_alone(layout), self._position)
        changes = _spread_out(layout, np.where(is_fixed[:, None], run.smooth, run.end), self._position) - base
        before = _look_back(self._book, layout, later, base, self._position)
        named = _named(layout, self._position)
        for i, place in enumerate(places):
            self._base[place], self._changes[place] = base[i], changes[i]
            self._later[place] = before.get(i, (0.0, np.zeros(base.shape[1])))
            self._named[place] = named[i]
        self._takers.update(zip(places, _takers(layout, base + changes, self._names, self._position), strict=True))
        fixed = {place for place, is_one in zip(places, is_fixed.tolist(), strict=True) if is_one}
        opened = {place for place, is_own in zip(places, own.tolist(), strict=True) if not is_own}
        return self._link(set(places), fixed, opened if asked is None else opened & asked)

    def forget(self, place: int) -> None:
        """Let go of a place that has no account any more."""
        if place in self._fixed:
            self._tell(place, is_fixed=False)
        self._fixed.discard(place)
        self._open.discard(place)
        self._heard.pop(place, None)
        self._base.pop(place, None)
        self._takers.pop(place, None)
        self._later.pop(place, None)
        self._named.pop(place, None)

    def _link(self, places: set[int], fixed: set[int], opened: set[int]) -> set[int]:
        """Keep which open places hear which fixed ones; return the open places that may differ."""
        was_fixed, was_open = self._fixed, self._open
        new_fixed, new_open = fixed - was_fixed, opened - was_open
        self._fixed, self._open = (was_fixed - places) | fixed, (was_open - places) | opened
        for place in (was_open & places) - opened:
            self._heard.pop(place, None)
        # Of two new groups one side finds all pairs: the smaller, for each place is a search.
        by_fixed = bool(was_open) or len(new_fixed) <= len(new_open)
        touched = set(opened)
        for place in new_open if was_fixed or not by_fixed else ():
            self._heard[place] = {i: km for i, km in self._around(place).items() if i in self._fixed}
        for place in (new_fixed if by_fixed else set()) | (was_fixed & places):
            touched |= self._tell(place, is_fixed=place in fixed)
        return touched

    def _tell(self, place: int, *, is_fixed: bool) -> set[int]:
        """Let the open places around hear a place, or hear it no more; return them."""
        near = {other: km for other, km in self._around(place).items() if other in self._open}
        for other, km in near.items():
            heard = self._heard.setdefault(other, {})
            if is_fixed:
                heard[place] = km
            else:
                heard.pop(place, None)
        return set(near)

    def _around(self, place: int) -> dict[int, float]:
        """Return the places around one that have an account, with their distance by road in km."""
        numbers, names = self._book.places, self._book.places.names
        near = self._roads.around(names[place], weights()["spread"]["reach_km"], self._cut)
        found = ((numbers.get(other), km) for other, km in near.items())
        return {other: km for other, km in found if other is not None and other in self._base}

    def standings(self, places: Iterable[int]) -> dict[int, Standing]:
        """Return the standings of those places of which nobody says who has them and that their neighbours move."""
        asked = sorted((place for place in places if place in self._open), key=self._order)
        if not asked:
            return {}
        # A side that nobody names here or around is one of the unnamed, whoever else has ever named it.
        named = np.stack([self._named_around(place) for place in asked])
        changed = np.where(named, np.stack([self._leaning(place) for place in asked]), 0.0)
        base = np.stack([self._base[place] for place in asked])
        moved = np.flatnonzero(np.abs(changed).max(axis=1) > weights()["spread"]["least"])
        ids = [self._book.places.names[asked[i]] for i in moved.tolist()]
        found = _standings(ids, (base + changed)[moved], named[moved], self._names)
        return {asked[i]: standing for i, standing in zip(moved.tolist(), found, strict=True)}

    def _order(self, place: int) -> int:
        return self._book.place_order[place]

    def _named_around(self, place: int) -> Bools:
        """Return which states the accounts of a place and of those that it leans on name."""
        accounts = [self._named[place], *(self._named[other] for other in self._heard.get(place, ()))]
        around: Bools = np.logical_or.reduce(accounts)
        return around

    def _leaning(self, place: int) -> Floats:
        heard = self._heard.get(place, {})
        others, names = sorted(heard, key=self._order), self._book.places.names
        taken = [i for i in others if self._takers[i]]
        found = self._ground.loudness(names[place], [(names[i], self._takers[i]) for i in taken]) if taken else []
        times = dict(zip(taken, found, strict=True))
        near = [(heard[i], times.get(i, 1.0), self._changes[i]) for i in others]
        return leaning(self._changes[place], near, self._later[place])


def is_told(book: Book, layout: Layout) -> Bools:
    """Return where somebody says who has the place itself."""
    told = layout.told
    tells = kinds().tells[book.column("kind")[told.number]] & ~book.column("is_area")[told.number]
    found = np.zeros(len(layout.places), bool)
    found[claim_places(layout)[tells & (told.weight >= weights()["spread"]["told_from"])]] = True
    return found


def has_own_claims(book: Book, layout: Layout) -> Bools:
    """Return where somebody speaks of the place itself, and not only of its region or the ground around it."""
    number = layout.told.number
    is_own = ~book.column("is_area")[number] & ~kinds().is_around[book.column("kind")[number]]
    own = np.zeros(len(layout.places), bool)
    own[claim_places(layout)[is_own]] = True
    return own


def claim_places(layout: Layout) -> Ints:
    """Return the place of each claim of a layout, as an index."""
    return np.repeat(np.arange(len(layout.places)), layout.count)[layout.moment]


def _all_states(book: Book) -> tuple[list[str], Ints]:
    """Return the sides in the order of their names, contested last; and the position of each state's number."""
    names = [*sorted(set(book.states.names) - {CONTESTED}), CONTESTED]
    position = {name: at for at, name in enumerate(names)}
    return names, np.array([position[name] for name in book.states.names], np.int64)


def _spread_out(layout: Layout, beliefs: Floats, position: Ints) -> Floats:
    """Return beliefs over all states; a side that a place's account does not name has its part of the unnamed."""
    out = np.zeros((len(beliefs), len(position)))
    out[:] = (beliefs[:, 1] * layout.axes.each / layout.even[:, 0])[:, None]
    row, column = np.nonzero(layout.states >= 0)
    out[row, position[layout.states[row, column]]] = beliefs[row, column]
    return out


def _takers(layout: Layout, beliefs: Floats, names: list[str], position: Ints) -> list[str]:
    """Return who took each place: the side that has it now and had it not by the baseline; empty for nobody."""
    first = np.full(len(beliefs), NONE)
    row, column = np.nonzero((layout.states >= 0) & (layout.first == layout.first.max(axis=1)[:, None]))
    first[row] = position[layout.states[row, column]]
    first[np.isnan(layout.begun)] = NONE
    best = beliefs.argmax(axis=1)
    is_taken = (best != first) & (best < len(names) - 1) & (beliefs.max(axis=1) > weights()["verdict"]["held_from"])
    return [names[i] if is_one else "" for i, is_one in zip(best.tolist(), is_taken.tolist(), strict=True)]


def _baseline_alone(layout: Layout) -> Floats:
    """Return what the baseline alone says at `on`."""
    n, rate = len(layout.places), weights()["filter"]["hazard_per_day"] / DAY_SECONDS
    gap = np.where(np.isnan(layout.begun), 0.0, layout.on - layout.begun)
    faded = np.exp(-layout.fade / DAY_SECONDS * gap)
    return silence(layout.first, layout.even, np.exp(-rate * gap), faded) if n else layout.first


def _look_back(
    book: Book, layout: Layout, later: Told, base: Floats, position: Ints
) -> dict[int, tuple[float, Floats]]:
    """Return what the next told change of hands says of who had a place before: how much it counts, and the change.

    It is who gives it up, or from whom it is taken; by the index of the place in the layout.
    """
    rules = weights()["spread"]
    index = {place: i for i, place in enumerate(layout.places.tolist())}
    rows = book.table.only(later.number)
    counts_from = rows["counts_from"]
    found: dict[int, tuple[float, Floats]] = {}
    for at in np.lexsort((rows["order"], counts_from)).tolist():
        i, side = index.get(int(later.place[at])), _left_by(book.table.only(later.number[at]))
        if i is None or side < 0 or i in found:
            continue
        days = (counts_from[at] - layout.on) / DAY_SECONDS
        strength = rules["hindsight"] * later.weight[at] * np.exp(-rules["hindsight_per_day"] * days)
        is_side = np.zeros(base.shape[1])
        is_side[position[side]] = 1.0
        found[i] = float(strength), is_side - base[i]
    return found


def _left_by(row: Rows) -> int:
    """Return the state of who had a place before the change of hands that a claim tells; below 0 for nobody."""
    kind = kinds().names[row["kind"]]
    if kind == "yields" and row["sign"] < 0:
        return int(row["state"])
    return int(row["loser"]) if kind == "gains" and row["sign"] > 0 else -1


def _named(layout: Layout, position: Ints) -> Bools:
    """Return which states the account of each place names; n by states."""
    named = np.zeros((len(layout.places), len(position)), bool)
    row, column = np.nonzero(layout.states >= 0)
    named[row, position[layout.states[row, column]]] = True
    return named


def _standings(ids: list[str], odds: Floats, named: Bools, names: list[str]) -> Iterator[Standing]:
    """Yield the standings of places that lean on others; the likelier side has a place from a lower mark on."""
    odds = np.where(named, np.clip(odds, LEAST, 1.0), 0.0)
    odds /= np.maximum(1.0, np.add.accumulate(odds, axis=1)[:, -1] + LEAST)[:, None]
    sums = np.add.accumulate(odds, axis=1)[:, -1]
    beliefs = np.concatenate([odds[:, -1:], np.maximum(LEAST, 1 - sums)[:, None], odds[:, :-1]], axis=1)
    told = verdicts(beliefs)
    for k, id_ in enumerate(ids):
        best, shown = int(told.best[k]), odds[k].tolist()
        p = float(told.p[k])
        held = p >= weights()["spread"]["held_from"] and p > beliefs[k, 1]
        if told.is_unknown[k] and not held:
            yield Standing(place=id_, state="unknown", inferred=True)
            continue
        yield Standing(
            place=id_, state="held" if held else "contested", holder=names[best - 2] if held else None,
            p=p if held else 1 - p, inferred=True,
            odds={name: share for name, share in zip(names, shown, strict=True) if share >= SHOWN},
        )  # fmt: skip
