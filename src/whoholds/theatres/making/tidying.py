"""What a sound pack must not have, and sources do: one place in two rows, and places beyond the outlines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from whoholds.terrain import Place
from whoholds.terrain.gazetteer import exact_key
from whoholds.theatres.ground_rules import OUTSIDE_KM, are_one
from whoholds.theatres.making.draft import Draft
from whoholds.theatres.making.shapes import Outline


def merge_doubles(draft: Draft) -> None:
    """Draw rows of one place together: the more peopled stays, and takes the spellings of the other."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(draft.spots(), key=lambda each: (-each.population, each.id)):
        same = by_name[exact_key(place.name)]
        twin = next((other for other in same if are_one(place, other)), None)
        if twin is None:
            same.append(place)
            continue
        spellings = dict.fromkeys((*draft.places[twin.id].other_names, *place.other_names))
        draft.places[twin.id] = replace(draft.places[twin.id], other_names=tuple(spellings))
        del draft.places[place.id]
        draft.check(
            "duplicates", f"{place.name}: {place.id} lay beside {twin.id} and was taken for it ({place.source})"
        )


def excuse_beyond(draft: Draft) -> None:
    """List the places that lie outside the outline of their country; a source may draw a disputed border so."""
    regions = [Outline(region.polygons) for region in draft.regions if region.polygons]
    outlines = {code: Outline(each.polygons) for code, each in draft.countries.items() if each.polygons}
    beyond = []
    for place in draft.spots():
        known = [outlines[place.country], *regions] if place.country in outlines else []
        at = (place.lat, place.lon)
        is_inside = not known or any(each.holds(at) for each in known)
        if not is_inside and min(each.away_km(at) for each in known) > OUTSIDE_KM:
            beyond.append(place.id)
    if beyond:
        draft.settings["beyond_border"] = sorted({*beyond, *draft.settings.get("beyond_border", ())})
        what = f"{len(beyond)} places lie outside the outline of their country (see beyond_border)"
        draft.check("regions", f"{what}: {', '.join(beyond[:8])}")
