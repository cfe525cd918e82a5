"""Standings of places that nobody mentions, from what has changed around them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from whoholds.control.book import Book
from whoholds.control.columns import Bools, Floats, Ints
from whoholds.control.filter import LEAST, Run, silence
from whoholds.control.layout import Layout
from whoholds.control.spread import Leaning, Roads
from whoholds.control.tables import kinds
from whoholds.control.told import DAY_SECONDS, Told
from whoholds.control.verdict import verdicts
from whoholds.control.weights import CONTESTED, weights
from whoholds.model import Standing


SHOWN = 0.005
"""Sides that are less likely are not named."""


def inferred(
    book: Book, layout: Layout, run: Run, later: Told, cut: frozenset[str], roads: Roads
) -> dict[str, Standing]:
    """Return the standings of places of which nobody says outright who has them, and that their neighbours move.

    Args:
        book: the claims.
        layout: the accounts of the places, those within reach among them.
        run: what they come to.
        later: claims about a time after that: a change of hands had a before.
        cut: ids of links that are cut.
        roads: the theatre's roads.
    """
    holds = hold(book, layout)
    if not np.isinf(holds).any() and not len(later):
        return {}
    names, states = _all_states(book)
    base = _spread_out(layout, _baseline_alone(layout), states)
    is_fixed = np.isinf(holds)[:, None]
    changes = _spread_out(layout, np.where(is_fixed, run.smooth, run.end), states) - base
    _look_back(book, layout, later, (base, changes, holds), states)
    leaning = Leaning(changes, holds)
    ids = [book.places.names[place] for place in layout.places.tolist()]
    index = {id_: i for i, id_ in enumerate(ids)}
    own = has_own_claims(book, layout)
    for i in np.flatnonzero(leaning.is_fixed).tolist():
        for id_, km in roads.around(ids[i], weights()["spread"]["reach_km"], cut).items():
            if id_ in index and not own[index[id_]]:
                leaning.hear(index[id_], i, km)
    changed = leaning.changes()
    moved = (np.abs(changed).max(axis=1) > weights()["spread"]["least"]) & ~own
    return {s.place: s for s in _standings(ids, base + changed, np.flatnonzero(moved), names)}


def hold(book: Book, layout: Layout) -> Floats:
    """Return how strongly what is said of each place holds it: infinite where somebody says who has it.

    What is said of its region, its surroundings, or of fights in it leaves it to lean on its neighbours as well.
    """
    rules, told, place = weights()["spread"], layout.told, claim_places(layout)
    tells = kinds().tells[book.column("kind")[told.number]] & ~book.column("is_area")[told.number]
    is_plain = tells & (told.weight >= rules["told_from"])
    strength = np.zeros(len(layout.places))
    np.add.at(strength, place, rules["loose"] * told.weight)
    strength[place[is_plain]] = np.inf
    return strength


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


def _baseline_alone(layout: Layout) -> Floats:
    """Return what the baseline alone says at `on`."""
    n, rate = len(layout.places), weights()["filter"]["hazard_per_day"] / DAY_SECONDS
    gap = np.where(np.isnan(layout.begun), 0.0, layout.on - layout.begun)
    faded = np.exp(-layout.fade / DAY_SECONDS * gap)
    return silence(layout.first, layout.even, np.exp(-rate * gap), faded) if n else layout.first


def _look_back(
    book: Book, layout: Layout, later: Told, beliefs: tuple[Floats, Floats, Floats], position: Ints
) -> None:
    """Let the next told change of hands say who had a place before: who gives it up, or from whom it is taken."""
    rules = weights()["spread"]
    base, changes, holds = beliefs
    index = {place: i for i, place in enumerate(layout.places.tolist())}
    rows = book.table.rows[later.number]
    seen: set[int] = set()
    for at in np.lexsort((rows["order"], rows["counts_from"])).tolist():
        i, side = index.get(int(later.place[at])), _left_by(book, rows[at])
        if i is None or side < 0 or i in seen:
            continue
        seen.add(i)
        days = (rows["counts_from"][at] - layout.on) / DAY_SECONDS
        strength = rules["hindsight"] * later.weight[at] * np.exp(-rules["hindsight_per_day"] * days)
        if strength > 0 and not np.isinf(holds[i]):
            is_side = np.zeros(base.shape[1])
            is_side[position[side]] = 1.0
            changes[i] = (holds[i] * changes[i] + strength * (is_side - base[i])) / (holds[i] + strength)
            holds[i] += strength


def _left_by(book: Book, row: np.void) -> int:
    """Return the state of who had a place before the change of hands that a claim tells; below 0 for nobody."""
    kind = kinds().names[row["kind"]]
    if kind == "yields" and row["sign"] < 0:
        return int(row["state"])
    return int(row["loser"]) if kind == "gains" and row["sign"] > 0 else -1


def _standings(ids: list[str], odds: Floats, chosen: Ints, names: list[str]) -> Iterator[Standing]:
    """Yield the standings of places that lean on others; the likelier side has a place from a lower mark on."""
    odds = np.clip(odds[chosen], LEAST, 1.0)
    odds /= np.maximum(1.0, np.add.accumulate(odds, axis=1)[:, -1] + LEAST)[:, None]
    sums = np.add.accumulate(odds, axis=1)[:, -1]
    beliefs = np.concatenate([odds[:, -1:], np.maximum(LEAST, 1 - sums)[:, None], odds[:, :-1]], axis=1)
    told = verdicts(beliefs)
    for k, i in enumerate(chosen.tolist()):
        best, shown = int(told.best[k]), odds[k].tolist()
        p = float(told.p[k])
        held = p >= weights()["spread"]["held_from"] and p > beliefs[k, 1]
        if told.is_unknown[k] and not held:
            yield Standing(place=ids[i], state="unknown", inferred=True)
            continue
        yield Standing(
            place=ids[i], state="held" if held else "contested", holder=names[best - 2] if held else None,
            p=p if held else 1 - p, inferred=True,
            odds={name: share for name, share in zip(names, shown, strict=True) if share >= SHOWN},
        )  # fmt: skip
