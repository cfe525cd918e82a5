"""The rules that a pack must keep, each a function that adds the faults it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from whoholds.actors import Actor, Tie
from whoholds.model import distance_km
from whoholds.terrain import Link, Place
from whoholds.theatres.building import TIES
from whoholds.theatres.colours import confusable
from whoholds.theatres.ground_rules import (
    every_place_can_be_reached,
    links_are_no_longer_than_can_be,
    places_lie_in_their_country,
    places_stand_once,
    shapes_are_areas,
)
from whoholds.theatres.pack import Row
from whoholds.theatres.paper_rules import columns_and_keys_are_known, sources_are_credited
from whoholds.theatres.typed import TypedPack
from whoholds.theatres.values import Faults

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CONTESTED = "contested"

SHORTEST_SHARE = 0.95
"""A road cannot be shorter than the straight line; places are pins, so a little is let pass."""
LONGEST_SHARE = 3.0
"""A road over three times the straight line is nearly always a slip."""
SLACK_KM = 12.0
"""Added to the longest length: near places may have a river or a mountain between them."""


def ids_stand_once(typed: TypedPack, faults: Faults) -> None:
    """Every id is a slug and stands once in its file."""
    for pairs in (typed.places, typed.actors, typed.outlets):
        _stand_once(pairs, faults)
    seen: dict[str, int] = {}
    for row, standing in typed.baseline:
        if standing.place in seen:
            faults.add(row, f"place '{standing.place}' stands on line {seen[standing.place]} too", "keep one row")
        seen.setdefault(standing.place, row.line)


def _stand_once(pairs: Iterable[tuple[Row, object]], faults: Faults) -> None:
    seen: dict[str, int] = {}
    for row, _ in pairs:
        slug = row.text("id")
        if not SLUG.fullmatch(slug):
            faults.add(row, f"id '{slug}' is no slug", "use small letters, digits and hyphens")
        if slug in seen:
            faults.add(row, f"id '{slug}' stands on line {seen[slug]} too", "give one of them another id")
        seen.setdefault(slug, row.line)
        if not row.text("name"):
            faults.add(row, f"'{slug}' has no name", "give its usual English name")


def places_lie_inside(typed: TypedPack, faults: Faults) -> None:
    """Places lie inside the theatre's box, and name a region that the pack has."""
    settings = typed.pack.settings
    box = settings.values.get("box")
    if not (isinstance(box, list) and len(box) == len("SWNE") and all(isinstance(x, int | float) for x in box)):
        faults.add(settings, "has no box", "give [south, west, north, east] in degrees")
        return
    south, west, north, east = box
    for row, place in typed.places:
        outside = not (south <= place.lat <= north and west <= place.lon <= east)
        if outside and not place.is_extended:
            faults.add(row, f"'{place.id}' at {place.lat}, {place.lon} lies outside the box", "check lat and lon")
        if place.admin1 and place.admin1 not in typed.region_names:
            faults.add(
                row, f"admin1 '{place.admin1}' is no region of this pack", "add it as a place of kind region"
            )


def crossings_lead_somewhere(typed: TypedPack, faults: Faults) -> None:
    """A crossing names the country beyond it and has a link of kind crossing."""
    linked = {end for _, link in typed.links if link.kind == "crossing" for end in (link.start, link.end)}
    for row, place in typed.places:
        if place.kind != "crossing":
            continue
        if not place.to_country:
            faults.add(row, f"crossing '{place.id}' has no to_country", "give the country on its other side")
        if place.id not in linked:
            faults.add(row, f"crossing '{place.id}' has no link of kind crossing", "link it to the country beyond")


def links_join_known_places(typed: TypedPack, faults: Faults) -> None:
    """Links join two different places of the pack, and fit their kind."""
    for row, link in typed.links:
        ends = [typed.place_by_id.get(end) for end in (link.start, link.end)]
        for slug, place in zip((link.start, link.end), ends, strict=True):
            if place is None:
                faults.add(row, f"'{slug}' is no place of this pack", "add it to places.csv or correct the id")
        if link.start == link.end:
            faults.add(row, f"'{link.start}' is linked to itself", "delete the row")
        elif None not in ends:
            _fits_its_kind(row, link, [place for place in ends if place], faults)


def _fits_its_kind(row: Row, link: Link, ends: list[Place], faults: Faults) -> None:
    kinds = {place.kind for place in ends}
    if link.kind == "road" and kinds & {"country", "region", "water", "area"}:
        faults.add(row, "a road ends in a place with an extent", "use kind crossing or sea, or another place")
    if link.kind == "crossing" and not ("country" in kinds and "crossing" in kinds):
        faults.add(row, "a crossing does not join a crossing to a country", "use kind road, or correct the ends")
    if link.kind == "road":
        _has_fair_length(row, link, ends, faults)


def _has_fair_length(row: Row, link: Link, ends: list[Place], faults: Faults) -> None:
    straight_km = distance_km(ends[0].lat, ends[0].lon, ends[1].lat, ends[1].lon)
    if link.km < straight_km * SHORTEST_SHARE - 1:
        faults.add(row, f"{link.km:g} km is shorter than the straight line of {straight_km:.1f} km", "correct km")
    if link.km > straight_km * LONGEST_SHARE + SLACK_KM:
        faults.add(
            row, f"{link.km:g} km is far longer than the straight line of {straight_km:.1f} km", "correct km"
        )


def links_do_not_overlap(typed: TypedPack, faults: Faults) -> None:
    """Two rows of one link do not speak of the same day."""
    seen: dict[str, list[tuple[Row, Link]]] = {}
    for row, link in typed.links:
        if link.since and link.until and link.until <= link.since:
            faults.add(row, "until is not after since", "until is the first day on which it no longer held")
        for other_row, other in seen.setdefault(link.id, []):
            if link.kind == other.kind and _overlap(link, other):
                what = f"the link stands on line {other_row.line} too for the same days"
                faults.add(row, what, "keep one row, or part their days")
        seen[link.id].append((row, link))


def _overlap(one: Link, other: Link) -> bool:
    starts = max(one.since or date.min, other.since or date.min)
    return starts < min(one.until or date.max, other.until or date.max)


def actors_fit_together(typed: TypedPack, faults: Faults) -> None:
    """Ties name other actors, nobody is tied to itself, and no friend is an enemy at the same time."""
    for row, actor in typed.actors:
        for key in TIES:
            for tie in getattr(actor, key):
                if tie.actor == actor.id:
                    faults.add(row, f"actor '{actor.id}' is {key.replace('_', ' ')} itself", "delete the tie")
                elif tie.actor not in typed.actor_ids:
                    faults.add(row, f"{key} '{tie.actor}' is no actor of this pack", "add it or correct the id")
        for friend in (*actor.part_of, *actor.allied_with):
            for enemy in actor.hostile_to:
                if friend.actor == enemy.actor and _ties_overlap(friend, enemy):
                    what = f"actor '{actor.id}' is friend and enemy of '{enemy.actor}' at once"
                    faults.add(row, what, "part them by since and until")


def _ties_overlap(one: object, other: object) -> bool:
    starts = max(getattr(one, "since", None) or date.min, getattr(other, "since", None) or date.min)
    ends = min(getattr(one, "until", None) or date.max, getattr(other, "until", None) or date.max)
    return starts < ends


def nobody_belongs_to_its_own_part(typed: TypedPack, faults: Faults) -> None:
    """Nobody is part of itself by way of others, nor an enemy of what it is part of by way of others."""
    by_id = {actor.id: actor for _, actor in typed.actors}
    for row, actor in typed.actors:
        for whole, period in _wholes(actor.id, by_id):
            if whole == actor.id:
                faults.add(row, f"actor '{actor.id}' is part of itself by way of others", "break the circle")
            elif any(tie.actor == whole and _ties_overlap(tie, period) for tie in actor.hostile_to):
                what = f"actor '{actor.id}' is an enemy of '{whole}', which it is part of by way of others"
                faults.add(row, what, "part them by since and until")


def _wholes(actor_id: str, by_id: Mapping[str, Actor]) -> Iterator[tuple[str, Tie]]:
    """Yield what an actor is part of by way of at least one other, each with the period in which it is."""
    waiting, seen = [Tie(actor_id)], {actor_id}
    is_far = False
    while waiting:
        further = []
        for here in waiting:
            for tie in by_id[here.actor].part_of if here.actor in by_id else ():
                if not _ties_overlap(here, tie):
                    continue
                both = Tie(tie.actor, _later(here.since, tie.since), _earlier(here.until, tie.until))
                if is_far:
                    yield tie.actor, both
                if tie.actor not in seen:
                    seen.add(tie.actor)
                    further.append(both)
        waiting, is_far = further, True


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)


def sides_can_be_drawn(typed: TypedPack, faults: Faults) -> None:
    """Sides are actors that can hold ground, each with a colour that can be told from the others."""
    by_id = {actor.id: (row, actor) for row, actor in typed.actors}
    colours: dict[str, str] = {}
    for slug in typed.settings["sides"]:
        if slug not in by_id:
            faults.add(typed.pack.settings, f"side '{slug}' is no actor of this pack", "add it or correct the id")
            continue
        row, actor = by_id[slug]
        if not actor.is_side:
            faults.add(row, f"side '{slug}' has not 'is_side: true'", "say so, or take it out of sides")
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", actor.colour):
            faults.add(row, f"colour '{actor.colour}' of side '{slug}' is none", "write it as #1b9e77")
            continue
        for other, colour in colours.items():
            if confusable(actor.colour, colour):
                faults.add(row, f"colour {actor.colour} is hard to tell from that of '{other}'", "choose another")
        colours[slug] = actor.colour


def capitals_are_places(typed: TypedPack, faults: Faults) -> None:
    """Capitals join an actor to a place."""
    for actor, place in typed.settings["capitals"].items():
        if actor not in typed.actor_ids:
            faults.add(typed.pack.settings, f"capital of '{actor}', who is no actor", "correct the id")
        if place not in typed.place_by_id:
            faults.add(typed.pack.settings, f"capital '{place}' is no place of this pack", "correct the id")


def baseline_is_sound(typed: TypedPack, faults: Faults) -> None:
    """The baseline names known spots, holders that are sides, and a source."""
    sides = set(typed.settings["sides"])
    for row, standing in typed.baseline:
        place = typed.place_by_id.get(standing.place)
        if place is None:
            faults.add(row, f"'{standing.place}' is no place of this pack", "add it or correct the id")
        elif place.is_extended:
            faults.add(row, f"'{standing.place}' has an extent, never one holder", "delete the row")
        if standing.holder != CONTESTED and standing.holder not in sides:
            faults.add(row, f"holder '{standing.holder}' is no side", "use a side of theatre.yaml, or 'contested'")


def held_places_are_reached(typed: TypedPack, faults: Faults) -> None:
    """Every place that somebody holds has a link."""
    linked = {end for _, link in typed.links for end in (link.start, link.end)}
    for row, standing in typed.baseline:
        if standing.place in typed.place_by_id and standing.place not in linked:
            faults.add(row, f"no link reaches '{standing.place}'", "add its road to links.csv")


def outlets_lean_to_actors(typed: TypedPack, faults: Faults) -> None:
    """Outlets lean to actors of the pack."""
    for row, outlet in typed.outlets:
        if outlet.leans_to and outlet.leans_to not in typed.actor_ids:
            faults.add(row, f"leans_to '{outlet.leans_to}' is no actor of this pack", "correct the id")


def everything_says_its_source(typed: TypedPack, faults: Faults) -> None:
    """Rows of tables name their source, and the theatre its title, licence and credits."""
    for rows in typed.pack.tables.values():
        for row in rows:
            if not row.text("source"):
                faults.add(row, "has no source", "say where the row comes from")
    for key in ("id", "title", "licence"):
        if not typed.settings[key]:
            faults.add(typed.pack.settings, f"has no {key}", "add it")
    if not typed.settings["credits"]:
        faults.add(typed.pack.settings, "has no credits", "name the sources of the data and their licences")


RULES: tuple[Callable[[TypedPack, Faults], None], ...] = (
    ids_stand_once,
    places_lie_inside,
    shapes_are_areas,
    places_lie_in_their_country,
    places_stand_once,
    crossings_lead_somewhere,
    links_join_known_places,
    links_do_not_overlap,
    links_are_no_longer_than_can_be,
    actors_fit_together,
    nobody_belongs_to_its_own_part,
    sides_can_be_drawn,
    capitals_are_places,
    baseline_is_sound,
    held_places_are_reached,
    every_place_can_be_reached,
    outlets_lean_to_actors,
    everything_says_its_source,
    columns_and_keys_are_known,
    sources_are_credited,
)
