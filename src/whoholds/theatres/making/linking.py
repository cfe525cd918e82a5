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
from whoholds.theatres.making.shapes import Outline, area
from whoholds.theatres.making.zones import Spot
from whoholds.theatres.rules import LONGEST_SHARE, SLACK_KM

WINDING = 1.25
LEAST_KM = 0.3
MOST_LINES = 60
BY_NET = "along the road net ({})"
BY_BRANCH = "no road of the net near: branch to the nearest place, straight line times 1.25; check"
BY_LINE = "no road data: neighbour by straight line, times 1.25; check"
BY_BRIDGE = "no road of the net joins the two sides: straight line times 1.25; check"
BY_SEA = "two islands, no way known: straight line; check"
GUESSES = frozenset({BY_BRANCH, BY_LINE, BY_BRIDGE, BY_SEA})


def add_links(draft: Draft) -> None:
    """Link every spot of the draft to its neighbours, and note what a person must check."""
    places = draft.spots()
    if not places:
        return
    islands = Islands(draft)
    if draft.net is None or not draft.net.edges:
        draft.check(
            "roads", "there is no road data: all links are guessed by straight lines; give --osm or --roads"
        )
        found = list(_by_line(places, islands))
    else:
        found = list(_by_net(draft, places, draft.net, islands))
    found += _bridges(draft, places, found, islands)
    draft.links = [*found, *draft.links]


def _by_net(draft: Draft, places: list[Place], net: RoadNet, islands: Islands) -> Iterator[Link]:
    spots = {place.id: Spot(place.lat, place.lon, place.population) for place in places}
    whose = "OpenStreetMap" if draft.wishes.osm else draft.wishes.roads.name if draft.wishes.roads else ""
    joined: set[str] = set()
    for way in contracted(net, spots):
        joined |= {way.start, way.end}
        straight = straight_km(spots[way.start].at, spots[way.end].at)
        km = max(way.km, straight)
        if km > straight * LONGEST_SHARE + SLACK_KM:
            what = f"{way.start} – {way.end}: a way of {km:.0f} km, {straight:.0f} straight; left out"
            draft.check("detours", what)
            continue
        yield _link(way.start, way.end, km, BY_NET.format(whose), grade=way.grade, road=way.road)
    hanging = branches(joined, {place: spot.at for place, spot in spots.items()})
    for branch in hanging:
        yield _guess(branch.start, branch.end, spots[branch.start].at, spots[branch.end].at, BY_BRANCH, islands)
    _tell_branches(draft, [draft.places[branch.end] for branch in hanging])


def _tell_branches(draft: Draft, hanging: list[Place]) -> None:
    if hanging:
        draft.check("roads", f"{len(hanging)} places lie off every road of the net, and hang on a guessed branch")
    hanging.sort(key=lambda place: (place.kind != "crossing", -place.population, place.id))
    for place in hanging[:MOST_LINES]:
        draft.check("isolated", f"{place.name} ({place.id}, {place.population} people) has no road of the net")


def _by_line(places: Iterable[Place], islands: Islands) -> Iterator[Link]:
    spots = {place.id: (place.lat, place.lon) for place in places}
    for one, other in relative_neighbours(spots):
        yield _guess(one, other, spots[one], spots[other], BY_LINE, islands)


def _bridges(draft: Draft, places: list[Place], links: list[Link], islands: Islands) -> list[Link]:
    """Return links that join what hangs apart, each piece to the nearest place of the larger ones."""
    spots = {place.id: (place.lat, place.lon) for place in places}
    pieces = sorted(components(spots, links), key=lambda piece: (-len(piece), piece))
    whole, found = list(pieces[0]), []
    for piece in pieces[1:]:
        km, one, other = min(_gaps(piece, whole, spots))
        found.append(_guess(other, one, spots[other], spots[one], BY_BRIDGE, islands))
        guess = f"{one} – {other}, {km:.0f} km"
        draft.check("isolated", f"{len(piece)} places around {one} are joined to the rest only by a guess: {guess}")
        whole += piece
    return found


def _gaps(piece: Iterable[str], whole: list[str], spots: Mapping[str, At]) -> Iterator[tuple[float, str, str]]:
    return ((straight_km(spots[one], spots[other]), one, other) for one in piece for other in whole)


class Islands:
    """The islands of the theatre's countries, the largest first.

    Args:
        draft: its outlines; where there are none, everything is one island.
    """

    def __init__(self, draft: Draft) -> None:
        known = [draft.countries[code].polygons for code in draft.wishes.countries if code in draft.countries]
        polygons = sorted((each for group in known for each in group), key=lambda each: area(each[0]), reverse=True)
        self._outlines = [Outline([polygon]) for polygon in polygons]
        self._found: dict[At, int] = {}

    def of(self, at: At) -> int:
        """Return the number of the island that a point lies on, or nearest to."""
        if at not in self._found:
            numbers = range(len(self._outlines))
            holding = (number for number in numbers if self._outlines[number].holds(at))
            number = next(holding, -1)
            if number < 0:
                number = min(numbers, key=lambda number: self._outlines[number].away_km(at), default=0)
            self._found[at] = number
        return self._found[at]


def _guess(one: str, other: str, here: At, there: At, source: str, islands: Islands) -> Link:
    """Return a link that nobody has told of: a road by the straight line, or a way over the sea."""
    km = straight_km(here, there)
    if islands.of(here) != islands.of(there):
        return _link(one, other, km, BY_SEA, is_sea=True)
    return _link(one, other, km * WINDING, source)


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
