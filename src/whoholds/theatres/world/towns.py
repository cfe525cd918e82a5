"""The packaged towns each once; places that the package lacks, and names that it does not know as usual ones."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from whoholds.model import distance_km
from whoholds.terrain.names import core

TABLE, REGIONS = "towns.csv", "regions_by_hand.csv"

ROMANISED = frozenset(
    [
        *("AE", "AF", "BH", "DZ", "EG", "EH", "IL", "IQ", "IR", "JO", "KW", "LB"),
        *("LY", "MA", "MR", "OM", "PK", "PS", "QA", "SA", "SD", "SY", "TN", "YE"),
    ]
)
"""Countries whose names are written in Arabic, Hebrew or Persian script, and romanised for English."""


class Names(NamedTuple):
    """Names of a packaged place, by hand: the one to show (empty for the packaged one), usual ones, and others."""

    shown: str = ""
    usual: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def names_by_hand() -> dict[int, Names]:
    """Return the names of packaged places by GeoNames id."""
    return {
        int(row["geonameid"]): Names(row["name"], _split(row["usual_names"]), _split(row["other_names"]))
        for row in _rows()
        if row["geonameid"]
    }


def towns_by_hand() -> Iterator[Mapping[str, str]]:
    """Yield the rows of the places that no package carries."""
    return (row for row in _rows() if not row["geonameid"])


def with_regions_by_hand(packaged: Iterable[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the packaged regions, mended and completed by hand.

    A row by hand stands instead of a packaged one, whose other names and pin it keeps, or is a region that the
    package lacks; GeoNames' codes that it claims are taken from the packaged ones.
    """
    by_hand = [{**row, "by_hand": "yes"} for row in _rows(REGIONS)]
    instead = {row["instead_of"]: row for row in by_hand if row["instead_of"]}
    claimed = {(row["country"], code) for row in by_hand for code in row["codes"].split("|")}
    for row in packaged:
        left = (code for code in row["codes"].split("|") if (row["country"], code) not in claimed)
        kept = {**row, "codes": "|".join(left)}
        mended = instead.get(row["id"])
        yield _mended(kept, mended) if mended and mended["country"] == row["country"] else kept
    yield from (row for row in by_hand if not row["instead_of"])


def _mended(row: Mapping[str, str], hand: Mapping[str, str]) -> dict[str, str]:
    told = {key: value for key, value in hand.items() if value}
    others = dict.fromkeys((*_split(hand["other_names"]), row["name"], *_split(row["other_names"])))
    return {**row, **told, "other_names": "|".join(others)}


def once(towns: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield each town once: of two of one name in one spot the more peopled one, with the names of both."""
    kept: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in sorted(towns, key=lambda town: (-town["population"], town["geonameid"])):
        has_article = town["countrycode"] in ROMANISED
        namesakes = kept[town["countrycode"], core(town["name"]) if has_article else town["name"].casefold()]
        same = next((other for other in namesakes if _is_one_spot(town, other)), None)
        if same is None:
            namesakes.append({**town})
        else:
            same["alternatenames"] = [*same["alternatenames"], town["name"], *town["alternatenames"]]
    return (town for namesakes in kept.values() for town in namesakes)


ONE_SPOT_KM = 6.0
"""Two entries of one name within it are one town told twice."""


def _is_one_spot(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    spot, near = ((town["latitude"], town["longitude"]) for town in (one, other))
    return abs(spot[0] - near[0]) < 0.1 and distance_km(*spot, *near) < ONE_SPOT_KM  # noqa: PLR2004 - spares the sum


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split("|")))


def _rows(table: str = TABLE) -> Iterator[dict[str, str]]:
    with files(__package__).joinpath(table).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
