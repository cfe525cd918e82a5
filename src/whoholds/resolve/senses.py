"""What a name may mean before the report is known: its places, and what speaks for each of them alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log10

import numpy as np

from whoholds.resolve.weights import place_weights
from whoholds.terrain import EXTENDED, Candidate, Gazetteer, Place
from whoholds.terrain.names import bare, head_of

NAMESAKES = 150
"""How many places of one name are weighed: there are that many San Antonios."""

UNSAID = frozenset({"base", "airfield", "port", "crossing", "junction"})
"""Kinds that a report names as such ("the airport") when it means them and not their town."""

WHOLE = frozenset({"exact", "folded"})
"""The ways to find a name that leave no word of it out: "Homs airport" is more than Homs."""

SETTLED = frozenset({"capital", "city", "town", "village", "suburb"})

Region = tuple[str, str]
"""A country's code, and the folded name of a first-level region; the name is empty for the country as a whole."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name may mean.

    Attributes:
        candidate: the place, and how the name fits it.
        base: log-odds of what speaks for it whatever the report says.
        region: where it lies.
    """

    candidate: Candidate
    base: float
    region: Region

    @property
    def place(self) -> Place:
        """The place."""
        return self.candidate.place


class Senses:
    """All that a name may mean, with arrays for judging many names at once.

    Attributes:
        senses: the meanings, likeliest by itself first; n of them.
        base: their log-odds; n.
        shares: their shares, "none of them" being one more; n.
        at: latitude and longitude in degrees, and 1 for a point, 0 for what has an extent; n by 3.
        is_mixed: whether there are points as well as places with an extent.
        where: numbers of country and of first-level region, the same all over the program, -1 for none; n by 2.
    """

    __slots__ = ("at", "base", "is_mixed", "senses", "shares", "where")

    def __init__(self, senses: tuple[Sense, ...]) -> None:
        self.senses = senses
        self.base = np.array([sense.base for sense in senses])
        none = place_weights()["none"]
        weights = np.exp(self.base - max([none, *self.base]))
        self.shares = weights / (weights.sum() + np.exp(none - max([none, *self.base])))
        points = [(s.place.lat, s.place.lon, float(not s.place.is_extended)) for s in senses]
        self.at = np.array(points).reshape(-1, 3)
        self.is_mixed = len({sense.place.is_extended for sense in senses}) > 1
        where = [(_number(s.region[0]), _number(s.region) if s.region[1] else -1) for s in senses]
        self.where = np.array(where, dtype=np.intp).reshape(-1, 2)


_NUMBERS: dict[object, int] = {"": -1}


def _number(code: object) -> int:
    return _NUMBERS.setdefault(code, len(_NUMBERS))


@lru_cache(maxsize=100_000)
def senses_of(gazetteer: Gazetteer, name: str, wanted: str, *, is_local: bool) -> Senses:
    """Return what a name may mean.

    Args:
        gazetteer: the theatre's places.
        name: the words, with or without generic ones ("Homs province").
        wanted: kind that words around the name tell; empty where they tell none.
        is_local: whether the reader chose a theatre, so that its places are likelier from the start.
    """
    head = head_of(name)
    found = {c.place.id: c for c in gazetteer.candidates(name, limit=NAMESAKES)}
    if head.name != name:
        wanted = wanted or head.kind
        for candidate in gazetteer.candidates(head.name, limit=NAMESAKES):
            found.setdefault(candidate.place.id, candidate)
    senses = [
        Sense(c, sum(weight for weight, _ in signs(c, wanted, is_local=is_local)), region_of(c.place))
        for c in found.values()
    ]
    return Senses(tuple(sorted(senses, key=lambda sense: (-sense.base, sense.place.id))))


def region_of(place: Place) -> Region:
    """Return where a place lies; a country lies in itself."""
    region = place.admin1 or (place.name if place.kind == "region" else "")
    return place.country, bare(region) if region else ""


def signs(candidate: Candidate, wanted: str, *, is_local: bool) -> Iterator[tuple[float, str]]:
    """Yield what speaks for or against a candidate whatever the report says: log-odds, and words for it."""
    weights, place = place_weights(), candidate.place
    yield weights["fit"] * (candidate.score - 1), f"the name fits ({candidate.how})"
    if candidate.how == "fuzzy":
        yield weights["fuzzy"], "a letter was mended"
    if is_local:
        yield weights["in_theatre"], "it lies in the theatre"
    yield weights["importance"] * (log10(place.population + 100) - 2), f"{place.population:,} people"
    if place.kind in weights:
        yield weights[place.kind], f"it is a {place.kind}"
    yield from _signs_of_kind(place, wanted, candidate.how)


def _signs_of_kind(place: Place, wanted: str, how: str) -> Iterator[tuple[float, str]]:
    weights = place_weights()
    if wanted and place.kind in UNSAID and how in WHOLE:
        yield weights["own_name"], "it is called so, word for word"
    if not wanted:
        if place.kind in UNSAID and how == "bare":
            yield weights["kind_unsaid"], f"no {place.kind} is spoken of"
        if place.kind == "region":
            is_district = place.admin1 != place.name and how == "bare"
            yield weights["district_unsaid" if is_district else "spot_first"], ""
    elif wanted == place.kind or {wanted, place.kind} <= SETTLED:
        yield weights["kind_fits"], f"a {wanted} is spoken of"
    elif wanted in EXTENDED or place.is_extended:
        # "Kyiv Oblast" fits Kyiv only without its second word, and then it is none
        yield (
            weights["kind_clashes"] * (2 if how == "bare" else 1),
            f"a {wanted} is spoken of, it is a {place.kind}",
        )
