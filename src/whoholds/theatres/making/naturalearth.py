"""Outlines of countries and regions from GeoJSON in the manner of Natural Earth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from whoholds.errors import NotText, TooLarge
from whoholds.theatres.making.draft import Country, Region
from whoholds.theatres.making.shapes import Outline, Polygon, centre, polygons_of, slimmed

NATURAL_EARTH_CREDIT = "Outlines: Natural Earth, public domain"
LARGEST_BYTES = 500_000_000
GRAIN_DEGREES = 0.002
NEIGHBOUR_DEGREES = 0.3
"""Countries whose boxes come so near to one of the theatre's are taken as its neighbours."""

COUNTRY_CODES = ("ISO_A2_EH", "iso_a2_eh", "ISO_A2", "iso_a2", "code")
REGION_CODES = ("iso_3166_2", "ISO_3166_2")
NAMES = ("name_en", "NAME_EN", "name", "NAME", "ADMIN", "admin")
OTHER_NAMES = ("name", "name_local", "name_alt", "gn_name", "woe_name", "name_ar", "name_ru", "name_uk", "name_fr")


def read_outlines(path: Path, wanted: tuple[str, ...]) -> tuple[list[Country], list[Region]]:
    """Return the countries (those wanted, and their neighbours) and the wanted countries' regions of a file.

    Raises:
        NotText, TooLarge: if the file is no GeoJSON of areas.
    """
    countries, regions = [], []
    try:
        for properties, polygons in _features(path):
            if any(properties.get(key) for key in REGION_CODES):
                regions += list(_region(properties, polygons, wanted))
            elif code := _first(properties, COUNTRY_CODES).upper():
                countries.append(Country(code, _first(properties, NAMES) or code, polygons))
        return _near(countries, wanted), regions
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError):
        raise NotText(
            "is no GeoJSON of countries or regions",
            str(path),
            "give a FeatureCollection of areas",
        ) from None


def _features(path: Path) -> Iterator[tuple[Mapping[str, Any], list[Polygon]]]:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise TooLarge(f"is over {LARGEST_BYTES // 1_000_000} MB", str(path), "cut it to the countries wanted")
        text = path.read_bytes()
    except OSError as error:
        raise NotText(f"cannot be read ({error.strerror})", str(path), "give a GeoJSON file") from None
    for feature in json.loads(text)["features"]:
        polygons = polygons_of(feature.get("geometry"))
        if polygons:
            _checked(polygons)
            yield feature["properties"] or {}, polygons


def _checked(polygons: list[Polygon]) -> None:
    """Raise ValueError if a ring is no ring on the globe."""
    box = Outline(polygons).box
    if not (-90 <= box[0] <= box[2] <= 90 and -180.001 <= box[1] <= box[3] <= 180.001):  # noqa: PLR2004 degrees
        raise ValueError


def _region(properties: Mapping[str, Any], polygons: list[Polygon], wanted: tuple[str, ...]) -> Iterator[Region]:
    country, name = _first(properties, COUNTRY_CODES).upper(), _first(properties, NAMES)
    if country not in wanted or not name:
        return
    slim = slimmed({"type": "MultiPolygon", "coordinates": polygons}, GRAIN_DEGREES) or polygons
    others = [part for key in OTHER_NAMES for part in str(properties.get(key) or "").split("|") if part]
    code = str(properties.get("gn_a1_code") or "").partition(".")[2]
    yield Region(
        name, country, centre(slim), "Natural Earth", tuple(dict.fromkeys(each for each in others if each != name)),
        frozenset({code} - {""}), slim,
    )  # fmt: skip


def _first(properties: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    found = (str(properties.get(key) or "") for key in keys)
    return next((each for each in found if each and each != "-99"), "")


def _near(countries: list[Country], wanted: tuple[str, ...]) -> list[Country]:
    """Return the wanted countries and those near to them, slimmed."""
    boxes = [Outline(each.polygons).box for each in countries if each.code in wanted]
    near = [each for each in countries if any(_touch(Outline(each.polygons).box, box) for box in boxes)]
    for each in near:
        each.polygons = slimmed({"type": "MultiPolygon", "coordinates": each.polygons}, GRAIN_DEGREES)
    return [each for each in near if each.polygons]


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = NEIGHBOUR_DEGREES
    in_lat = one[0] - apart <= other[2] and other[0] - apart <= one[2]
    return in_lat and one[1] - apart <= other[3] and other[1] - apart <= one[3]
