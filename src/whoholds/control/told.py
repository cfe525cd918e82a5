"""Which claims count at two clocks, laid out by place and in the order of events; echoes folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from whoholds.control.book import FOREVER, Book
from whoholds.control.columns import DAY_SECONDS, Bools, Floats, Ints
from whoholds.control.copies import echoes
from whoholds.control.tables import kinds
from whoholds.control.weights import weights


@dataclass(frozen=True, slots=True)
class Told:
    """Claims that count, one entry for each place that a claim speaks of; arrays of one length.

    Attributes:
        number: the claim's row in the book.
        place: number of the place.
        instant: when it enters the account, in seconds.
        state: the state that it speaks for or against.
        opens: the state that may have begun unreported; `NONE` for none.
        weight: how much it counts, in log-odds; never below 0.
        heard: which part of the kind's chance of a change is heard, 0 to 1: less than all where the claim is
            likelier
            wrong than right.
    """

    number: Ints
    place: Ints
    instant: Floats
    state: Ints
    opens: Ints
    weight: Floats
    heard: Floats

    def __len__(self) -> int:
        return len(self.number)

    def only(self, which: Bools | Ints | slice) -> Told:
        """Return some of the entries."""
        return Told(
            self.number[which], self.place[which], self.instant[which], self.state[which], self.opens[which],
            self.weight[which], self.heard[which],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """The claims that count at two clocks.

    Attributes:
        past: claims true of a time up to the instant asked about, of the places asked about.
        around: the same of these places and of those one road away.
        later: claims true of a later time.
        folded: claims folded into others of their bundle: rows of (claim, place, by which).
    """

    past: Told
    around: Told
    later: Told
    folded: Ints


def known_rows(book: Book, known_by: float, places: Iterable[int] | None = None) -> Ints:
    """Return the rows that speak for or against somebody and that were known by then, and not taken back.

    Args:
        book: the claims.
        known_by: seconds; `FOREVER` for all.
        places: numbers of the places and regions asked about; None for all.
    """
    if places is None:
        chosen, rows = np.arange(len(book.table)), book.table.rows
    else:
        chosen = np.concatenate([np.empty(0, np.int64), *(book.rows_at(place) for place in places)])
        rows = book.table.only(chosen)
    is_known = (rows["sign"] != 0) & (rows["place"] >= 0) & (rows["known_from"] <= known_by)
    known: Ints = chosen[is_known & (rows["withdrawn"] > known_by)]
    return known


def told(
    book: Book,
    on: float,
    known_by: float = FOREVER,
    places: Iterable[int] | None = None,
    trust: Floats | None = None,
    repeats: Ints | None = None,
) -> Heard:
    """Return the claims that count.

    Args:
        book: the claims.
        on: the instant asked about, in seconds.
        known_by: claims told later do not count.
        places: numbers of the spots asked about; None for all.
        trust: what each voice's record adds to the weight of its claims, by the number of the voice.
        repeats: pairs of voices of which the first repeats the second.
    """
    areas = book.areas()
    places = None if places is None else set(places)
    wide = None if places is None else book.with_neighbours(places)
    asked = None if wide is None else [*wide, *areas]
    numbers = known_rows(book, known_by, asked)
    rows = book.table.only(numbers)
    is_past, is_area = rows["counts_from"] <= on, rows["is_area"]
    own = numbers[is_past & ~is_area]
    spots = book.column("place")[own].astype(np.int64)
    laid, laid_at = _lay_out_areas(book, numbers[is_past & is_area], spots, on, wide)
    past = _entries(book, np.concatenate([own, laid]), np.concatenate([spots, laid_at]), on, trust)
    past, folded = _fold(book, past, repeats)
    past = _with_takers(book, past)
    after = numbers[~is_past & ~is_area]
    later, _ = _fold(
        book, _entries(book, after, book.column("place")[after].astype(np.int64), FOREVER, trust), repeats
    )
    around = _in_order(book, past)
    own = around if places is None else around.only(np.isin(around.place, sorted(places)))
    return Heard(own, around, _in_order(book, later), folded)


def told_between(book: Book, numbers: Ints, known_by: float, trust: Floats, repeats: Ints) -> Heard:
    """Return some claims about places as they were known at an instant, true of a time up to it; echoes folded.

    Args:
        book: the claims.
        numbers: their rows.
        known_by: the instant, in seconds.
        trust: what each voice's record adds, by the number of the voice.
        repeats: pairs of voices of which the first repeats the second.
    """
    rows = book.table.only(numbers)
    counts = (rows["sign"] != 0) & (rows["place"] >= 0) & ~rows["is_area"] & (rows["counts_from"] <= known_by)
    counts &= (rows["known_from"] <= known_by) & (rows["withdrawn"] > known_by)
    numbers = numbers[counts]
    places = book.column("place")[numbers].astype(np.int64)
    entries, _ = _fold(book, _entries(book, numbers, places, known_by, trust), repeats)
    past = _in_order(book, _with_takers(book, entries))
    return Heard(past, past, past.only(np.empty(0, np.int64)), np.empty((0, 3), np.int64))


def _lay_out_areas(
    book: Book, rows: Ints, spots: Ints, on: float, places: Iterable[int] | None
) -> tuple[Ints, Ints]:
    """Return what is claimed of regions for each of their places that a baseline or a claim names."""
    if not len(rows):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    named = set(spots.tolist())
    of_area = book.column("place")[rows]
    numbers, at = [], []
    for area in book.areas():
        here = rows[of_area == area]
        known = (
            [s for s in _asked(book, area, places) if s in named or book.has_baseline(s, on)] if len(here) else []
        )
        numbers.append(np.repeat(here, len(known)))
        at.append(np.tile(np.array(known, np.int64), len(here)))
    return np.concatenate(numbers), np.concatenate(at)


def _asked(book: Book, area: int, places: Iterable[int] | None) -> list[int]:
    spots: list[int] = book.spots_in(area).tolist()
    return spots if places is None else sorted(set(spots) & set(places))


def _entries(book: Book, numbers: Ints, places: Ints, on: float, trust: Floats | None) -> Told:
    rows = book.table.only(numbers)
    instant = np.where(rows["is_long"], rows["latest"], np.maximum(rows["starts"], np.minimum(rows["latest"], on)))
    base = rows["base"] if trust is None else rows["base"] + trust[rows["voice"]]
    return Told(
        numbers, places, instant, rows["state"].astype(np.int64), rows["opens"].astype(np.int64),
        np.maximum(0.0, base), np.minimum(1.0, 2 / (1 + np.exp(-base))),
    )  # fmt: skip


def _fold(book: Book, entries: Told, repeats: Ints | None) -> tuple[Told, Ints]:
    """Return the strongest claim of each bundle at each place without what repeats others, and the folded ones."""
    entries, folded = _fold_bundles(book, entries)
    if repeats is None or not len(repeats):
        return entries, folded
    later, earlier = echoes(book, entries.number, entries.place, repeats)
    again = np.stack([entries.number[later], entries.place[later], entries.number[earlier]], axis=1)
    kept = np.ones(len(entries), bool)
    kept[later] = False
    return entries.only(kept), np.concatenate([folded, again])


def _fold_bundles(book: Book, entries: Told) -> tuple[Told, Ints]:
    echo = book.column("echo")[entries.number]
    has_echo = echo >= 0
    if not has_echo.any():
        return entries, np.empty((0, 3), np.int64)
    bundled, alone = np.flatnonzero(has_echo), np.flatnonzero(~has_echo)
    rows = book.table.only(entries.number[bundled])
    order = np.lexsort((
        rows["order"], rows["published"], -entries.weight[bundled], echo[bundled], entries.place[bundled]
    ))  # fmt: skip
    bundled = bundled[order]
    place, key = entries.place[bundled], echo[bundled]
    is_first = np.ones(len(bundled), bool)
    is_first[1:] = (place[1:] != place[:-1]) | (key[1:] != key[:-1])
    first = bundled[is_first][np.cumsum(is_first) - 1]
    folded = np.stack([entries.number[bundled], place, entries.number[first]], axis=1)[~is_first]
    return entries.only(np.concatenate([alone, bundled[is_first]])), folded


def _in_order(book: Book, entries: Told) -> Told:
    """Return the entries by place and instant; of one instant, the fight is told before its outcome."""
    place_order = book.orders()
    order = np.lexsort((
        book.column("order")[entries.number], entries.state != 0, entries.instant, place_order[entries.place]
    ))  # fmt: skip
    return entries.only(order)


def _with_takers(book: Book, entries: Told) -> Told:
    """Return the entries with those that name no taker ("the fall of X") matched with the one that others name.

    "The fall of X" is the same event as "A took X" on that day or some days before: it speaks for A. So does a
    withdrawal leave the place to A, or else to the one who fought for it. An umbrella beside its member means the
    member. Where others name nobody, or several, the claim stays as it is.
    """
    table, kind = kinds(), book.column("kind")[entries.number]
    is_takerless = (entries.opens == 0) & table.is_takerless[kind]
    if not is_takerless.any():
        return entries
    is_gain = (kind == table.number("gains")) & (book.column("sign")[entries.number] == 1)
    is_gain &= np.isin(entries.place, entries.place[is_takerless])
    fighter = book.column("rival")[entries.number].astype(np.int64)
    is_fight = (fighter > 0) & ~table.is_around[kind] & np.isin(entries.place, entries.place[is_takerless])
    takers = np.where(is_gain, entries.state, fighter)
    gains, fights = _by_place(entries, is_gain), _by_place(entries, is_fight)
    state, opens = entries.state.copy(), entries.opens.copy()
    for at in np.flatnonzero(is_takerless).tolist():
        place = int(entries.place[at])
        taker = _taker(book, entries, at, gains.get(place, []), takers)
        if taker is None and kind[at] == table.number("yields"):
            taker = _taker(book, entries, at, fights.get(place, []), takers)
        if taker is not None:
            opens[at] = taker
            if kind[at] != table.number("yields"):
                state[at] = taker
    return replace(entries, state=state, opens=opens)


def _by_place(entries: Told, which: Bools) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at in np.flatnonzero(which).tolist():
        found.setdefault(int(entries.place[at]), []).append(at)
    return found


def _taker(book: Book, entries: Told, at: int, gains: list[int], takers: Ints) -> int | None:
    """Return the only side that others name about that time; None where it is none, or several."""
    latest = entries.instant[at] + DAY_SECONDS
    oldest = latest - (1 + weights()["filter"]["taker_days"]) * DAY_SECONDS
    near = [gain for gain in gains if oldest <= entries.instant[gain] <= latest]
    sides = {int(takers[gain]) for gain in near} - {int(entries.state[at])}
    members = book.column("members")[entries.number]
    umbrellas = {int(takers[g]) for g in near if members[g] and sides & set(book.members(int(members[g])))}
    left = sides - umbrellas
    return left.pop() if len(left) == 1 else None
