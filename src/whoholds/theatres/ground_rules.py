"""Rules that look at the map: where places lie, which lie side by side, and whether a way leads there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoholds.model import distance_km
from whoholds.terrain import Place
from whoholds.terrain.gazetteer import exact_key
from whoholds.theatres import values
from whoholds.theatres.making.shapes import Outline, polygons_of
from whoholds.theatres.pack import Row
from whoholds.theatres.typed import TypedPack
from whoholds.theatres.values import Faults

OUTSIDE_KM = 6.0
"""Coasts and borders are drawn coarsely; a place so far outside may still lie inside."""
SAME_KM = 2.0
LONGEST_ROAD_KM = 1_000.0
LONGEST_CROSSING_KM = 100.0
CODE_KEYS = ("country", "iso", "iso_a2", "ISO_A2", "code", "id")
POINTS_OF_USE = frozenset({"base", "airfield", "port", "crossing", "junction"})
"""Kinds that may bear the name of the town beside them."""


def shapes_are_areas(typed: TypedPack, faults: Faults) -> None:
    """Every feature of the GeoJSON files is an area on the globe, with properties."""
    for name, shapes in typed.pack.shapes.items():
        row = Row(name, 0, {})
        for number, feature in enumerate(shapes.get("features", ()), 1):
            if _outline(feature) is None:
                faults.add(row, f"feature {number} is no area on the globe", "write it as Polygon or MultiPolygon")


def places_lie_in_their_country(typed: TypedPack, faults: Faults) -> None:
    """Spots lie inside the outline of their country, or of one of the pack's regions, or a little outside.

    Excused are those that `beyond_border` lists: on disputed ground, or on islets too small to be drawn.
    """
    excused = set(values.words(typed.pack.settings, "beyond_border", faults))
    for each in sorted(excused - typed.place_by_id.keys()):
        faults.add(typed.pack.settings, f"beyond_border '{each}' is no place of this pack", "correct the id")
    countries: dict[str, list[Outline]] = defaultdict(list)
    for feature in typed.pack.shapes["border.geojson"].get("features", ()):
        if outline := _outline(feature):
            countries[_code(feature)].append(outline)
    regions = [each for each in map(_outline, typed.pack.shapes["regions.geojson"].get("features", ())) if each]
    for row, place in typed.places:
        if place.is_extended or place.id in excused or not (known := countries.get(place.country)):
            continue
        at = (place.lat, place.lon)
        if not any(outline.holds(at) for outline in (*known, *regions)):
            away_km = min(outline.away_km(at) for outline in (*known, *regions))
            if away_km > OUTSIDE_KM:
                what = f"'{place.id}' at {place.lat}, {place.lon} lies {away_km:.0f} km outside {place.country}"
                faults.add(row, what, "correct lat, lon or country, or list it in beyond_border")


def places_stand_once(typed: TypedPack, faults: Faults) -> None:
    """No two places of one name and sort lie side by side in one region."""
    by_name: dict[str, list[tuple[Row, Place]]] = defaultdict(list)
    for row, place in typed.places:
        if not place.is_extended and place.name:
            by_name[exact_key(place.name)].append((row, place))
    for group in by_name.values():
        for number, (row, place) in enumerate(group):
            for other_row, other in group[:number]:
                if are_one(place, other):
                    what = f"'{place.id}' bears the name of '{other.id}' on line {other_row.line}, beside it"
                    faults.add(row, what, "keep one, and put its spellings together")


def are_one(one: Place, other: Place) -> bool:
    """Return whether two rows of one name tell of one place: near, in one region, and of one sort."""
    if one.id == other.id or (one.admin1 and other.admin1 and one.admin1 != other.admin1):
        return False
    if (one.kind in POINTS_OF_USE) != (other.kind in POINTS_OF_USE):
        return False
    if one.kind in POINTS_OF_USE and one.kind != other.kind:
        return False
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= SAME_KM


def links_are_no_longer_than_can_be(typed: TypedPack, faults: Faults) -> None:
    """Roads join neighbours; a crossing's country begins beyond it; a sea lane is no shorter than the line."""
    for row, link in typed.links:
        ends = [typed.place_by_id.get(end) for end in (link.start, link.end)]
        if link.kind == "road" and link.km > LONGEST_ROAD_KM:
            faults.add(row, f"a road of {link.km:g} km joins no neighbours", "name the places that it passes")
        if link.kind == "crossing" and link.km > LONGEST_CROSSING_KM:
            faults.add(row, f"a crossing of {link.km:g} km reaches deep into the country", "give 1 km or so")
        if link.kind == "sea" and None not in ends and not any(place.is_extended for place in ends if place):
            one, other = (place for place in ends if place)
            straight_km = distance_km(one.lat, one.lon, other.lat, other.lon)
            if link.km < straight_km * 0.95 - 1:
                what = f"{link.km:g} km is shorter than the straight line of {straight_km:.1f} km"
                faults.add(row, what, "correct km")


def every_place_can_be_reached(typed: TypedPack, faults: Faults) -> None:
    """Over roads and the sea a way leads from every linked or held spot to the largest piece."""
    countries = set(typed.settings["countries"])
    ways = _ways(typed)
    wanted = {place.id: row for row, place in typed.places if place.id in ways and not place.is_extended}
    pieces = sorted(_pieces(ways), key=len, reverse=True)
    for piece in pieces[1:]:
        cut_off = sorted(each for each in piece if each in wanted and typed.place_by_id[each].country in countries)
        if cut_off:
            others = f" and {len(cut_off) - 1} more" if len(cut_off) > 1 else ""
            what = f"no way leads to '{cut_off[0]}'{others} from the rest of the theatre"
            faults.add(wanted[cut_off[0]], what, "add the road that joins them to links.csv, or a way over the sea")


def _ways(typed: TypedPack) -> dict[str, set[str]]:
    """Return the neighbours of each place over roads and the sea; nobody drives through a country."""
    ways: dict[str, set[str]] = defaultdict(set)
    for _, link in typed.links:
        ends = [typed.place_by_id.get(end) for end in (link.start, link.end)]
        if None in ends or link.kind == "crossing":
            continue
        for end in ends:
            if end and end.kind != "country":
                ways[end.id].update(other.id for other in ends if other and other.kind != "country")
    return ways


def _pieces(ways: Mapping[str, set[str]]) -> Iterator[set[str]]:
    seen: set[str] = set()
    for start in ways:
        piece, waiting = set(), [start]
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                piece.add(place)
                waiting += ways[place]
        if piece:
            yield piece


def _outline(feature: object) -> Outline | None:
    """Return the area of a GeoJSON feature; None where it has none that can be drawn."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return None
    geometry = feature.get("geometry")
    try:
        outline = Outline(polygons_of(geometry if isinstance(geometry, dict) else None))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return outline if outline and _is_on_the_globe(outline.box) else None


def _is_on_the_globe(box: Iterable[float]) -> bool:
    south, west, north, east = box
    return south >= -90 and north <= 90 and west >= -181 and east <= 181  # noqa: PLR2004 degrees


def _code(feature: Mapping[str, Any]) -> str:
    """Return the ISO code of a border's feature under one of its usual names; empty where none."""
    properties = feature["properties"]
    return next((str(properties[key]) for key in CODE_KEYS if properties.get(key)), "")
