"""The places of a theatre, found by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from whoholds.errors import UnknownPlace
from whoholds.terrain.likeness import FUZZY_MIN_LETTERS, FUZZY_SHARE, alike, goes_on
from whoholds.terrain.names import bare, fold, joined_keys, without_article
from whoholds.terrain.places import Place
from whoholds.terrain.scripts import is_arabic, skeleton

EXACT, FOLDED, BARE, JOINED, SCRIPT = 1.0, 0.98, 0.93, 0.9, 0.85
"""Scores of the ways in which a name can fit without a guess."""

ALIKE = 4
"""Spellings looked at for each name to offer: several are of one place, or of places of one name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        place: the place.
        score: how well the name fits, 0 to 1; 1 is a name of the place letter for letter.
        how: exact, folded, bare (generic words and articles left out), joined (written as one word), script (told
            by the consonants of another script), or fuzzy.
    """

    place: Place
    score: float
    how: str


class Gazetteer:
    """Places by id and by name.

    Names are indexed when one is first asked for; 600 places take some milliseconds.

    Args:
        places: the places; ids are unique.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.id: place for place in places}
        self._index: _Index | None = None

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._places

    def __getitem__(self, place_id: str) -> Place:
        place = self.get(place_id)
        if place is None:
            raise UnknownPlace("is no place of this theatre", place_id, "see `whoholds where NAME`")
        return place

    def get(self, place_id: str) -> Place | None:
        """Return the place, or None."""
        return self._places.get(place_id)

    def candidates(self, name: str, *, fuzzy: bool = True, limit: int = 20) -> list[Candidate]:
        """Return the places that `name` may mean, best first; empty where none comes near."""
        return self._names.candidates(name, fuzzy=fuzzy, limit=limit)

    def spellings(self) -> Iterator[str]:
        """Yield every spelling of every place, as written, for the reader's search automaton."""
        for place in self:
            yield place.name
            yield from place.other_names

    def find(self, words: str) -> Place:
        """Return the one place that an id or a name means, as typed by a person.

        Where a town and an extent (a region, a country) share the name, the town is meant.

        Raises:
            UnknownPlace: if none does, or several do alike; the message offers the nearest names.
        """
        place = self.get(words.strip())
        if place is not None:
            return place
        offers = self.candidates(words)
        return _only(words, offers) if offers else _none(words, self.nearest(words))

    def nearest(self, words: str, limit: int = 3) -> list[str]:
        """Return the names that look most like `words`, for messages."""
        return self._names.nearest(words, limit)

    @property
    def _names(self) -> _Index:
        if self._index is None:
            self._index = _Index(self)
        return self._index


class _Index:
    """A table of keys for each way in which a name can fit."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._tables: tuple[dict[str, list[Place]], ...] = tuple({} for _ in STAGES)
        for place in places:
            for spelling in dict.fromkeys((place.name, *place.other_names)):
                self._add(spelling, place)

    def _add(self, spelling: str, place: Place) -> None:
        for table, stage in zip(self._tables, STAGES, strict=True):
            for key in stage.keys(spelling):
                holders = table.setdefault(key, [])
                if place not in holders:
                    holders.append(place)

    def candidates(self, name: str, *, fuzzy: bool, limit: int) -> list[Candidate]:
        found: dict[str, Candidate] = {}
        for table, stage in zip(self._tables, STAGES, strict=True):
            for key in stage.keys(name):
                for place in table.get(key, ()):
                    found.setdefault(place.id, Candidate(place, stage.score, stage.how))
        if not found and is_arabic(name):
            found = {
                place.id: Candidate(place, SCRIPT, "script") for place in self._skeletons.get(skeleton(name), ())
            }
        if fuzzy and not found:
            found = {c.place.id: c for key in _keys_of_guess(name) for c in self._fuzzy(key, limit)}
        return sorted(found.values(), key=lambda c: -c.score)[:limit]

    def _fuzzy(self, key: str, limit: int) -> list[Candidate]:
        if len(key) < FUZZY_MIN_LETTERS:
            return []
        return [
            Candidate(place, FUZZY_SHARE * share / 100, "fuzzy")
            for match, share in alike(key, self._guessed.keys(), limit=limit)
            for place in self._guessed[match]
            if not goes_on(key, without_article(fold(place.name)))
        ]

    @cached_property
    def _guessed(self) -> dict[str, list[Place]]:
        """Places by folded names without articles; words such as "airport" stay, for a guess may not add them."""
        table: dict[str, list[Place]] = {}
        for key, places in self._tables[_FOLDED_STAGE].items():
            holders = table.setdefault(without_article(key), [])
            holders.extend(place for place in places if place not in holders)
        return table

    @cached_property
    def _skeletons(self) -> dict[str, list[Place]]:
        """Places by the consonants of their names, for names in a script that the gazetteer lacks."""
        table: dict[str, list[Place]] = {}
        for key, places in self._guessed.items():
            holders = table.setdefault(skeleton(key), [])
            holders.extend(place for place in places if place not in holders)
        table.pop("", None)
        return table

    def nearest(self, words: str, limit: int) -> list[str]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for messages

        hits = process.extract(bare(words), self._guessed.keys(), scorer=fuzz.WRatio, limit=limit * ALIKE)
        return list(dict.fromkeys(self._guessed[key][0].name for key, _, _ in hits))[:limit]


def exact_key(name: str) -> str:
    """Return the name in lower case with plain apostrophes and single spaces."""
    return " ".join(name.casefold().replace("\u2019", "'").replace("\u2018", "'").split())


class Stage(NamedTuple):
    """A way to look a name up.

    Attributes:
        how: the word for it.
        score: what a place found so scores.
        keys: the keys of a name, by which it is found and finds.
    """

    how: str
    score: float
    keys: Callable[[str], Iterable[str]]


def _one(key_of: Callable[[str], str]) -> Callable[[str], Iterable[str]]:
    return lambda name: filter(None, (key_of(name),))


STAGES = (
    Stage("exact", EXACT, _one(exact_key)),
    Stage("folded", FOLDED, _one(fold)),
    Stage("bare", BARE, _one(bare)),
    Stage("joined", JOINED, joined_keys),
)
"""The ways to look a name up, strictest first."""

_FOLDED_STAGE = 1


def _keys_of_guess(name: str) -> list[str]:
    return list(dict.fromkeys((without_article(fold(name)), bare(name))))


def _only(words: str, offers: list[Candidate]) -> Place:
    best = [c.place for c in offers if c.score == offers[0].score]
    spots = [place for place in best if not place.is_extended] or best
    spots.sort(key=lambda place: -place.population)
    if len(spots) == 1 or spots[0].population > 10 * max(1, spots[1].population):
        return spots[0]
    names = ", ".join(f"{place.id} ({place.admin1 or place.country})" for place in spots[:5])
    raise UnknownPlace("names several places", words, f"say which: {names}")


def _none(words: str, near: list[str]) -> Place:
    remedy = f"the nearest names are {', '.join(near)}" if near else "see `whoholds where NAME`"
    raise UnknownPlace("is no place of this theatre", words, remedy)
