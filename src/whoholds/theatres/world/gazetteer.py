"""The gazetteer of the world: all packaged places, read from a file as they are asked for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from whoholds.terrain.gazetteer import BARE, EXACT, FOLDED, JOINED, Candidate, Gazetteer, exact_key
from whoholds.terrain.likeness import FUZZY_CUTOFF, FUZZY_SHARE, alike, goes_on
from whoholds.terrain.names import SHORTEST_JOINED, bare, core, fold, head_of, joined_keys, without_article
from whoholds.terrain.places import Place
from whoholds.theatres.world.atlas import slug_of

OTHER_NAME = 0.93
"""What another name's score is multiplied with: the usual name of a place is likelier in a report."""

OTHERS_NAME = 0.78
"""The same, where the name is the usual one of another place: Homs is not Khums, though Khums is written so too."""

OTHERS_SHARE = 1 / 30
"""People that this other place must have to every one of the first: a hamlet takes no name from a city."""

FUZZY_MIN_LETTERS = 7
"""Among a million names, shorter ones are next door to too many."""

LISTED_FROM = 15_000
"""People from which on a place's name is listed by `spellings`."""


_NAME = 2
"""Where a row of the file keeps the place's usual name."""


class WorldGazetteer(Gazetteer):
    """The world's places in a file.

    Ids of towns are a slug with the GeoNames id ("homs-169577"), of extents a plain slug. Places come without
    their other names, which only the file's index knows.

    Args:
        path: the file, see `atlas.atlas_path`.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(())
        self._path = path
        self._found = lru_cache(maxsize=20_000)(self._find)

    def __getstate__(self) -> dict[str, Any]:
        return {"path": self._path}

    def __setstate__(self, state: dict[str, Any]) -> None:
        WorldGazetteer.__init__(self, state["path"])

    @cached_property
    def _file(self) -> sqlite3.Connection:
        address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    def __len__(self) -> int:
        count: int = self._file.execute("SELECT count(*) FROM place").fetchone()[0]
        return count

    def __iter__(self) -> Iterator[Place]:
        return (_place(row) for row in self._file.execute("SELECT * FROM place"))

    def __contains__(self, place_id: object) -> bool:
        return isinstance(place_id, str) and self.get(place_id) is not None

    def get(self, place_id: str) -> Place | None:
        """Return the place, or None."""
        number = re.fullmatch(r".+-(\d+)", place_id)
        if number:
            row = self._file.execute("SELECT * FROM place WHERE id = ?", (int(number[1][:18]),)).fetchone()
        else:
            row = self._file.execute("SELECT * FROM place WHERE slug = ?", (place_id,)).fetchone()
        place = _place(row) if row else None
        return place if place and place.id == place_id else None

    def candidates(self, name: str, *, fuzzy: bool = True, limit: int = 20) -> list[Candidate]:
        """Return the places that `name` may mean, best first, of equals the most peopled first."""
        return list(self._found(name, fuzzy=fuzzy)[:limit])

    def capitals(self) -> dict[str, str]:
        """Return the id of each country's capital by ISO code."""
        query = "SELECT * FROM place WHERE kind = 'capital' ORDER BY population"
        return {place.country: place.id for place in map(_place, self._file.execute(query))}

    def spellings(self) -> Iterator[str]:
        """Yield the usual names of extents and of places of 15,000 people and more.

        The rest, over a million spellings, is there for `candidates`, and too much for an automaton.
        """
        query = "SELECT name FROM place WHERE population >= ? OR id < 0"
        return (row[0] for row in self._file.execute(query, (LISTED_FROM,)))

    def nearest(self, words: str, limit: int = 3) -> list[str]:
        """Return the names that look most like `words`, for messages."""
        return list(dict.fromkeys(c.place.name for c in self._mended(core(head_of(words).name), 70.0)))[:limit]

    def _find(self, name: str, *, fuzzy: bool) -> tuple[Candidate, ...]:
        keys = dict.fromkeys((core(name), *joined_keys(name)))
        rows = [row for key in keys if key for row in self._named(key)]
        found = _best_of(rows or self._behind_article(name), name)
        if fuzzy and not found:
            found = {c.place.id: c for c in self._mended(core(head_of(name).name), FUZZY_CUTOFF)}
        return tuple(sorted(found.values(), key=lambda c: (-c.score, -c.place.population, c.place.id)))

    def _named(self, key: str) -> list[tuple[Any, ...]]:
        query = "SELECT p.*, n.spelling, n.is_main FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
        return self._file.execute(query, (key,)).fetchall()

    def _behind_article(self, name: str) -> list[tuple[Any, ...]]:
        """Return the rows of names with an article, for a name that may have it in one word with itself."""
        key = core(head_of(name).name)
        joint = 2 if key.startswith(("al", "el")) else 1
        rest = key[joint:]
        if len(rest) < SHORTEST_JOINED:
            return []
        return [row for row in self._named(rest) if key in joined_keys(row[-2])]

    def _mended(self, key: str, cutoff: float) -> list[Candidate]:
        if len(key) < FUZZY_MIN_LETTERS:
            return []
        return [
            Candidate(_place(row), FUZZY_SHARE * share / 100, "fuzzy")
            for match, share in alike(key, self._keys_like(key), cutoff=cutoff)
            for row in self._named(match)
            if not goes_on(key, core(row[_NAME]))
        ]

    def _keys_like(self, key: str) -> list[str]:
        """Return the keys with the same first two letters and about the same length."""
        query = "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? AND length(key) BETWEEN ? AND ?"
        top = key[0] + chr(ord(key[1]) + 1)
        rows = self._file.execute(query, (key[:2], top, len(key) - 2, len(key) + 2))
        return [row[0] for row in rows]


def _best_of(rows: Iterable[tuple[Any, ...]], name: str) -> dict[str, Candidate]:
    """Return the best candidate for each place that the rows name, by id."""
    fits = [(_place(row), *_fit(row[-2], name), bool(row[-1])) for row in rows]
    owner = max((place.population for place, _, how, is_main in fits if is_main and how in _SURE), default=-1)
    found: dict[str, Candidate] = {}
    for place, fit, how, is_main in fits:
        share = 1.0 if is_main else OTHERS_NAME if owner >= place.population * OTHERS_SHARE else OTHER_NAME
        if place.id not in found or found[place.id].score < fit * share:
            found[place.id] = Candidate(place, fit * share, how)
    return found


_SURE = frozenset({"exact", "folded"})


def _fit(spelling: str, name: str) -> tuple[float, str]:
    """Return how well a spelling of the file fits a name, and the word for how."""
    if exact_key(spelling) == exact_key(name):
        return EXACT, "exact"
    key = fold(spelling)
    if key == fold(name):
        return FOLDED, "folded"
    if without_article(key) in {without_article(fold(name)), bare(name)}:
        return BARE, "bare"
    return JOINED, "joined"


def _place(row: tuple[Any, ...]) -> Place:
    number, slug, name, kind, lat, lon, admin1, country, population, source = row[:10]
    return Place(
        id=slug or f"{_slug(name)}-{number}", name=name, kind=kind, lat=lat, lon=lon,
        admin1=admin1, country=country, population=population, source=source,
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def _slug(name: str) -> str:
    return slug_of(name) or "place"
