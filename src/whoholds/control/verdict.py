"""What beliefs sum up to: held, contested or unknown, how likely, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

import numpy as np

from whoholds.control.axes import NO_SIDE
from whoholds.control.book import Book
from whoholds.control.columns import Bools, Floats, Ints
from whoholds.control.filter import Run
from whoholds.control.layout import Layout
from whoholds.control.weights import weights
from whoholds.model import Standing
from whoholds.model.standing import PlaceState


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Verdicts on n beliefs.

    Attributes:
        is_held: whether the likeliest side holds the place.
        is_unknown: whether nobody knows; what is neither is contested.
        best: column of the likeliest side; `NO_SIDE` where none is named.
        p: probability of that side.
    """

    is_held: Bools
    is_unknown: Bools
    best: Ints
    p: Floats

    def codes(self) -> Ints:
        """Return one number for each verdict: the column of who holds it, 0 for contested, -1 for unknown."""
        return np.where(self.is_held, self.best, np.where(self.is_unknown, -1, 0))


def verdicts(beliefs: Floats) -> Verdicts:
    """Return the verdicts on beliefs; n by s.

    Held: the likeliest side is likely enough. Otherwise unknown where the doubt is mere ignorance (the unnamed
        outweigh the fight and the rivals of the likeliest side), and contested where it is not.
    """
    n = len(beliefs)
    if beliefs.shape[1] == NO_SIDE + 1:
        sides, best = np.zeros((n, 1)), np.full(n, NO_SIDE)
    else:
        sides = beliefs[:, 2:]
        best = np.where(sides.max(axis=1) > 0, sides.argmax(axis=1) + 2, NO_SIDE)
    p = beliefs[np.arange(n), best]
    is_held = (best != NO_SIDE) & (p >= weights()["verdict"]["held_from"])
    named = np.where(best == NO_SIDE, 0.0, p)
    rivals = beliefs[:, 0] + np.add.accumulate(sides, axis=1)[:, -1] - named
    return Verdicts(is_held, ~is_held & (beliefs[:, 1] > rivals), best, p)


def verdict(belief: Floats) -> tuple[PlaceState, int]:
    """Return the state and the column of the likeliest side of one belief."""
    told = verdicts(belief[None, :])
    state: PlaceState = "held" if told.is_held[0] else "unknown" if told.is_unknown[0] else "contested"
    return state, int(told.best[0])


def since(layout: Layout, run: Run) -> Floats:
    """Return the instant since when each place is what it is, in seconds; NaN where nobody could name one.

    It is the first instant of the claims that made it so; where silence did (a fight ended), that from which the
    side was the likeliest.
    """
    n, count = len(layout.places), layout.count
    begins = layout.start + 2 * np.arange(n)  # each place has one entry more before its moments, and one after
    ends = begins + count + 1
    owner = np.repeat(np.arange(n), count + 2)
    beliefs, days = np.empty((len(owner), layout.first.shape[1])), np.full(len(owner), np.nan)
    inner = np.arange(len(layout.at)) + 2 * np.repeat(np.arange(n), count) + 1
    beliefs[begins], beliefs[inner], beliefs[ends] = layout.first, run.after, run.smooth
    days[begins], days[inner] = layout.begun, layout.began
    told = verdicts(beliefs)
    code, best = told.codes(), told.best
    is_start = np.zeros(len(owner), bool)
    is_start[begins] = True
    # A place without a baseline begins with its first claim: what it was before is no verdict.
    is_blank = np.zeros(len(owner), bool)
    is_blank[begins[np.isnan(layout.begun)]] = True
    turned = is_start | (code != np.roll(code, 1)) | np.roll(is_blank, 1)
    led = is_start | (best != np.roll(best, 1)) | np.roll(is_blank, 1)
    last = np.maximum.reduceat(np.where(turned, np.arange(len(owner)), -1), begins)
    last_lead = np.maximum.reduceat(np.where(led, np.arange(len(owner)), -1), begins)
    by_silence = np.isnan(days[last]) & told.is_held[ends]
    return np.where(by_silence, days[last_lead], days[last])


def standings(book: Book, layout: Layout, run: Run) -> Iterator[Standing]:
    """Yield the standings of a layout's places."""
    told, began = verdicts(run.smooth), since(layout, run)
    own = np.zeros(len(layout.places), np.int64)
    place_of = np.repeat(np.arange(len(layout.places)), layout.count)
    is_own = ~book.column("is_area")[layout.told.number]
    np.add.at(own, place_of[layout.moment[is_own]], 1)
    names, zone = book.states.names, book.theatre.time_zone
    columns = zip(
        layout.places.tolist(), told.codes().tolist(), told.best.tolist(), own.tolist(), began.tolist(),
        layout.states.tolist(), run.smooth.tolist(), strict=True,
    )  # fmt: skip
    for place, code, best, claims, at, states, belief in columns:
        id_ = book.places.names[place]
        if code < 0:
            yield Standing(place=id_, state="unknown", claims=claims)
            continue
        odds = {names[state]: p for state, p in zip(states, belief, strict=True) if state >= 0}
        p = belief[best]
        yield Standing(
            place=id_, state="held" if code else "contested", holder=names[states[best]] if code else None,
            p=p if code else 1 - p, odds=odds, since=day(at, zone), claims=claims,
        )  # fmt: skip


def day(at: float, zone: tzinfo) -> str | None:
    """Return the day of an instant in seconds; None of none."""
    if np.isnan(at):
        return None
    return datetime.fromtimestamp(at, UTC).astimezone(zone).date().isoformat()
