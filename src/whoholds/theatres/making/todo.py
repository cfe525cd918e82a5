"""What a person must check in a pack that was made."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from whoholds.terrain import Link, Place
from whoholds.terrain.gazetteer import exact_key
from whoholds.theatres.making.draft import Draft
from whoholds.theatres.making.grid import KM_A_DEGREE, straight_km

SAME_KM = 2.0
NEAR_KM = 40.0
DETOUR_SHARE, DETOUR_KM = 2.5, 15.0
"""A way counts as a detour from so many times the straight line, and so many km more."""
NEIGHBOURS = 4
MOST_LINES = 60


def add_checks(draft: Draft) -> None:
    """Note duplicates, places without a region, detours, ports without a sea, and what no table can know."""
    spots = draft.spots()
    _tell(draft, "duplicates", _duplicates(spots))
    _tell(draft, "regions", (f"{place.name} ({place.id})" for place in spots if not place.admin1))
    _tell(draft, "detours", _detours(spots, draft.links))
    at_sea = {end for link in draft.links if link.kind == "sea" for end in (link.start, link.end)}
    ports = (place for place in spots if place.kind == "port" and place.id not in at_sea)
    _tell(draft, "ports", (f"{place.name} ({place.id}) has no link over the sea" for place in ports))
    for actor in draft.actors:
        is_home = actor.kind == "state" and actor.country in draft.wishes.countries
        if actor.is_side and is_home and actor.id not in draft.capitals:
            draft.check("capitals", f"the capital of {actor.id} is not among the places")
    sides = [actor.id for actor in draft.actors if actor.is_side]
    draft.check("sides", f"sides are {', '.join(sides) or 'none'}: add who holds ground, take out who does not")
    _tell_baseline(draft, spots)


def _tell_baseline(draft: Draft, spots: list[Place]) -> None:
    without = len(spots) - len({row.place for row in draft.baseline})
    if draft.wishes.holder:
        what = f"every place was given to {draft.wishes.holder}, but for rows by hand: is it true that day?"
        draft.check("baseline", what)
    if without:
        draft.check(
            "baseline", f"{without} places have no holder on {draft.wishes.since}: write them into baseline.csv"
        )


def _tell(draft: Draft, kind: str, lines: Iterable[str]) -> None:
    """Note lines, and where there are too many to read only how many more."""
    found = list(lines)
    for line in found[:MOST_LINES]:
        draft.check(kind, line)
    if len(found) > MOST_LINES:
        draft.check(kind, f"and {len(found) - MOST_LINES} more like these")


def _duplicates(spots: Iterable[Place]) -> Iterator[str]:
    """Yield the names that several places bear; those side by side first."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place in spots:
        if place.kind == "crossing":
            continue
        by_name[exact_key(place.name)].append(place)
    several = [sorted(group, key=lambda each: each.id) for group in by_name.values() if len(group) > 1]
    apart = []
    for group in several:
        ids = ", ".join(place.id for place in group)
        if any(_km(one, other) <= SAME_KM for one in group for other in group if one.id < other.id):
            yield f"{group[0].name}: {ids} lie side by side, probably one place; drop one"
        else:
            apart.append(f"{group[0].name} means {len(group)} places: {ids}")
    yield from sorted(apart)


def _detours(spots: list[Place], links: Iterable[Link]) -> Iterator[str]:
    """Yield near neighbours that are far apart by the links, the worst first."""
    ways: dict[str, dict[str, float]] = defaultdict(dict)
    for link in links:
        if link.kind == "road":
            ways[link.start][link.end] = ways[link.end][link.start] = link.km
    found = []
    for place, near in _near_neighbours(spots):
        reached = _reached(ways, place.id, {other.id: _limit(km) for km, other in near})
        for km, other in near:
            if place.id < other.id and reached.get(other.id, _limit(km)) >= _limit(km):
                found.append((km, place, other))
    for km, one, other in sorted(found, key=lambda each: (each[0], each[1].id, each[2].id)):
        how = f"{km:.0f} km straight, over {_limit(km):.0f} by road"
        yield f"{one.name} – {other.name} ({one.id}, {other.id}): {how}"


def _limit(km: float) -> float:
    return km * DETOUR_SHARE + DETOUR_KM


def _near_neighbours(spots: list[Place]) -> Iterator[tuple[Place, list[tuple[float, Place]]]]:
    """Yield each place with the few that lie nearest to it, and how far; suburbs and the like left out."""
    places = sorted(
        (place for place in spots if place.kind in {"capital", "city", "town", "village"}), key=lambda p: p.lat
    )
    for number, place in enumerate(places):
        near: list[tuple[float, str, Place]] = []
        for step in (-1, 1):
            other = number + step
            while 0 <= other < len(places) and abs(places[other].lat - place.lat) * KM_A_DEGREE <= NEAR_KM:
                km = _km(place, places[other])
                if km <= NEAR_KM:
                    near.append((km, places[other].id, places[other]))
                other += step
        yield place, [(km, each) for km, _, each in heapq.nsmallest(NEIGHBOURS, near)]


def _reached(ways: Mapping[str, Mapping[str, float]], start: str, wanted: Mapping[str, float]) -> dict[str, float]:
    """Return the length of the way to each place, as far as the farthest wanted one."""
    most_km = max(wanted.values(), default=0.0)
    waiting = [(0.0, start)]
    found: dict[str, float] = {}
    while waiting and not wanted.keys() <= found.keys():
        km, place = heapq.heappop(waiting)
        if place not in found and km <= most_km:
            found[place] = km
            for beyond, length in ways[place].items() if place in ways else ():
                heapq.heappush(waiting, (km + length, beyond))
    return found


def _km(one: Place, other: Place) -> float:
    return straight_km((one.lat, one.lon), (other.lat, other.lon))
