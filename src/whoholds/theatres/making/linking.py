"""The links of a pack: along the road net, by branches, and by the straight line where nothing better is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from whoholds.terrain import Link, Place
from whoholds.theatres.making.branches import branches
from whoholds.theatres.making.contraction import contracted
from whoholds.theatres.making.draft import Draft
from whoholds.theatres.making.grid import At, straight_km
from whoholds.theatres.making.neighbours import relative_neighbours
from whoholds.theatres.making.net import RoadNet
from whoholds.theatres.making.shapes import Outline
from whoholds.theatres.making.zones import Spot
from whoholds.theatres.rules import LONGEST_SHARE, SLACK_KM

WINDING = 1.25
LEAST_WINDING = 1.03
LEAST_KM = 0.3
MOST_LINES = 60
BY_NET = "along the road net ({})"
BY_BRANCH = "no road of the net near: branch to the nearest place, straight line times 1.25; check"
BY_LINE = "no road data: neighbour by straight line, times 1.25; check"
BY_BRIDGE = "no road of the net joins the two sides: straight line times 1.25; check"
BY_SEA = "two islands, no way known: straight line; check"


def add_links(draft: Draft) -> None:
    """Link every spot of the draft to its neighbours, and note what a person must check."""
    places = draft.spots()
    if not places:
        return
    if draft.net is None or not draft.net.edges:
        draft.check(
            "roads", "there is no road data: all links are guesses by the straight line; give --osm or --roads"
        )
        found = list(_by_line(places))
    else:
        found = list(_by_net(draft, places, draft.net))
    found += _bridges(draft, places, found)
    draft.links = [*found, *draft.links]


def _by_net(draft: Draft, places: list[Place], net: RoadNet) -> Iterator[Link]:
    spots = {place.id: Spot(place.lat, place.lon, place.population) for place in places}
    whose = "OpenStreetMap" if draft.wishes.osm else draft.wishes.roads.name if draft.wishes.roads else ""
    joined: set[str] = set()
    for way in contracted(net, spots):
        joined |= {way.start, way.end}
        straight = straight_km(spots[way.start].at, spots[way.end].at)
        km = max(way.km, straight * LEAST_WINDING)
        if km > straight * LONGEST_SHARE + SLACK_KM:
            draft.check(
                "detours", f"{way.start} – {way.end}: a way of {km:.0f} km, {straight:.0f} straight; left out"
            )
            continue
        yield _link(way.start, way.end, km, BY_NET.format(whose), grade=way.grade, road=way.road)
    hanging = branches(joined, {place: spot.at for place, spot in spots.items()})
    for branch in hanging:
        yield _link(branch.start, branch.end, branch.km * WINDING, BY_BRANCH)
    _tell_branches(draft, [draft.places[branch.end] for branch in hanging])


def _tell_branches(draft: Draft, hanging: list[Place]) -> None:
    if hanging:
        draft.check("roads", f"{len(hanging)} places lie off every road of the net, and hang on a guessed branch")
    hanging.sort(key=lambda place: (place.kind != "crossing", -place.population, place.id))
    for place in hanging[:MOST_LINES]:
        draft.check("isolated", f"{place.name} ({place.id}, {place.population} people) has no road of the net")


def _by_line(places: Iterable[Place]) -> Iterator[Link]:
    spots = {place.id: (place.lat, place.lon) for place in places}
    for one, other in relative_neighbours(spots):
        yield _link(one, other, straight_km(spots[one], spots[other]) * WINDING, BY_LINE)


def _bridges(draft: Draft, places: list[Place], links: list[Link]) -> list[Link]:
    """Return links that join what hangs apart, each piece to the nearest place of the larger ones."""
    spots = {place.id: (place.lat, place.lon) for place in places}
    islands = [Outline([polygon]) for code in draft.wishes.countries for polygon in _polygons(draft, code)]
    pieces = sorted(components(spots, links), key=lambda piece: (-len(piece), piece))
    whole, found = list(pieces[0]), []
    for piece in pieces[1:]:
        km, one, other = min(_gaps(piece, whole, spots))
        is_sea = _island_of(spots[one], islands) != _island_of(spots[other], islands)
        source = BY_SEA if is_sea else BY_BRIDGE
        found.append(_link(other, one, km * (1 if is_sea else WINDING), source, is_sea=is_sea))
        guess = f"{one} – {other}, {km:.0f} km"
        draft.check("isolated", f"{len(piece)} places around {one} are joined to the rest only by a guess: {guess}")
        whole += piece
    return found


def _polygons(draft: Draft, code: str) -> list[list[list[list[float]]]]:
    return draft.countries[code].polygons if code in draft.countries else []


def _gaps(piece: Iterable[str], whole: list[str], spots: Mapping[str, At]) -> Iterator[tuple[float, str, str]]:
    return ((straight_km(spots[one], spots[other]), one, other) for one in piece for other in whole)


def _island_of(at: At, islands: list[Outline]) -> int:
    return min(range(len(islands)), key=lambda number: islands[number].outside_km(at), default=0)


def components(ids: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    """Return the pieces into which places fall, each in order of id.

    >>> components(["a", "b", "c"], [Link(start="a", end="b", km=1)])
    [['a', 'b'], ['c']]
    """
    ways: dict[str, list[str]] = {each: [] for each in ids}
    for link in links:
        if link.start in ways and link.end in ways:
            ways[link.start].append(link.end)
            ways[link.end].append(link.start)
    pieces, seen = [], set()
    for start in sorted(ways):
        waiting, piece = [start], []
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                piece.append(place)
                waiting += ways[place]
        if piece:
            pieces.append(sorted(piece))
    return pieces


def _link(
    one: str, other: str, km: float, source: str, *, grade: str = "minor", road: str = "", is_sea: bool = False
) -> Link:
    return Link(
        start=one, end=other, km=round(max(LEAST_KM, km), 1), road=road,
        grade="main" if grade == "main" else "minor", kind="sea" if is_sea else "road", source=source,
    )  # fmt: skip
