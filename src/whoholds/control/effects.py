"""What claims do to what is believed of a place, at their moment and before it."""

from __future__ import annotations

import numpy as np

from whoholds.control.axes import Columns
from whoholds.control.book import Book
from whoholds.control.columns import NONE, Floats, Ints
from whoholds.control.tables import kinds
from whoholds.control.told import Told
from whoholds.control.weights import weights


def effects(
    book: Book, told: Told, columns: Columns, moment: Ints, shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Return what claims do at each moment to each state: the chance that it began unreported, and log-odds.

    First each told change gets its share: it may have happened unreported. Then the log-odds of each state move
    by the sum of the weights for and against it.
    """
    table, rows = kinds(), book.table.only(told.number)
    kind, sign, weight = rows["kind"], rows["sign"], told.weight
    shares, pulls = np.zeros(shape), np.zeros(shape)
    # Who leaves a place to nobody that could be named leaves it to anybody.
    to_anybody = (columns.opens == 0) & table.is_takerless[kind]
    anybody = np.flatnonzero(to_anybody)
    given = (table.share[kind] * told.heard)[anybody, None] * columns.even[anybody]
    np.maximum.at(shares[:, 1:], moment[anybody], given)
    flat_shares, flat_pulls, width = shares.reshape(-1), pulls.reshape(-1), shape[1]  # one index is faster than two
    opens = np.where(kind == table.number("yields"), np.where(to_anybody, NONE, columns.opens), columns.opens)
    for column, share in ((opens, table.share), (columns.rival, table.rival)):
        some = column >= 0
        np.maximum.at(flat_shares, moment[some] * width + column[some], (share[kind] * told.heard)[some])
    umbrella = columns.of_umbrella
    parts = (
        (moment, columns.state, sign * weight),
        (moment[umbrella], columns.member, (sign * weight)[umbrella]),
        (moment, columns.rival, table.lean[kind] * weight),
        (moment, columns.sitter, table.sits[kind] * weight),
    )
    for at, column, pull in parts:
        some = column >= 0
        np.add.at(flat_pulls, at[some] * width + column[some], pull[some])
    most = weights()["filter"]["most_in_one_instant"]
    return shares, np.clip(pulls, -most, most)


def stay_of(shares: Floats) -> tuple[Floats, Floats]:
    """Return the shares, and what is left of the states that were believed before; at least half."""
    stay = 1 - np.cumsum(shares, axis=1)[:, -1]
    none_left = stay <= 0
    shares[none_left] /= (2 * (1 - stay[none_left]))[:, None]
    stay[none_left] = 0.5
    return shares, stay


def had_before(book: Book, later: Told, columns: Columns, moment: Ints, shape: tuple[int, int]) -> Floats:
    """Return what claims of a change of hands say of the time before it.

    Who gives a place up had it, alone or fighting for it; from whom it was taken had it likewise, and who took it
    had it not.
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
