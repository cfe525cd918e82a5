"""Border crossings: where roads leave the theatre's countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whoholds.terrain import Link, Place
from whoholds.theatres.making.draft import Draft, free_id, slug
from whoholds.theatres.making.grid import At, straight_km
from whoholds.theatres.making.net import Edge, RoadNet
from whoholds.theatres.making.openstreetmap import Tagged
from whoholds.theatres.making.osm_words import names_of
from whoholds.theatres.making.shapes import Outline

SAME_KM = 4.0
"""Roads that cut the border so near to each other make one crossing: two lanes, or a road and its old course."""
AWAY_KM = 3.0
"""A road that comes so far away from the border has left; one that never does only runs along it."""
NEIGHBOUR_KM = 5.0
"""Outlines of neighbours are drawn along one border; farther off there is the sea."""
MOST_STEPS = 300
TOWNS = frozenset({"capital", "city", "town", "village"})


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a road cuts the border: the point, and the road."""

    at: At
    edge: Edge


class Border:
    """The theatre's countries as one area, and whose land lies beyond.

    Args:
        draft: the countries and their neighbours.
    """

    def __init__(self, draft: Draft) -> None:
        own = draft.wishes.countries
        known = [draft.countries[code].polygons for code in own if code in draft.countries]
        self._own = Outline(polygon for polygons in known for polygon in polygons)
        self._beyond = {code: each.outline() for code, each in draft.countries.items() if code not in own}
        self._inside: dict[At, bool] = {}
        self.is_whole = len([each for each in known if each]) == len(own)

    def holds(self, at: At) -> bool:
        """Return whether a point lies in one of the theatre's countries."""
        if at not in self._inside:
            self._inside[at] = self._own.holds(at)
        return self._inside[at]

    def away_km(self, at: At) -> float:
        """Return how far a point lies from the border, on either side."""
        return self._own.away_km(at)

    def country_beyond(self, at: At) -> str:
        """Return the code of the neighbour at a point of the border; empty where none is near."""
        near = min(
            ((outline.outside_km(at), code) for code, outline in self._beyond.items() if outline), default=None
        )
        return near[1] if near and near[0] <= NEIGHBOUR_KM else ""

    def cut_of(self, net: RoadNet, edge: Edge) -> At | None:
        """Return where an edge leaves; None where both its ends lie on one side."""
        one, other = net.nodes[edge.one], net.nodes[edge.other]
        if self.holds(one) == self.holds(other):
            return None
        inner, outer = (one, other) if self.holds(one) else (other, one)
        return self._own.cut_by(inner, outer) or inner


def add_crossings(draft: Draft, tagged: Iterable[Tagged]) -> None:
    """Add the crossings of the draft's net to its places and links, and cut the net at the border.

    A crossing is a place where a main road leaves the countries, or any road by a border post. It is named after
    the post, else after the nearest place. Posts off every road that leaves are added where they stand.
    """
    border = Border(draft)
    if draft.net is None:
        return
    if not border.is_whole:
        draft.check(
            "crossings", "no outline of the countries is known: no crossings were found; give --natural-earth"
        )
        return
    posts = [each for each in tagged if each.kind == "crossing" and border.away_km(each.at) <= SAME_KM]
    cuts = [cut for cut in _cuts(draft.net, border) if _counts(cut, posts) and _leaves(draft.net, border, cut.edge)]
    for at, post in _sites(cuts, posts):
        _add(draft, at, border.country_beyond(at), post)
    draft.net = _cut_down(draft.net, border)


def _cuts(net: RoadNet, border: Border) -> Iterator[Cut]:
    for edge in net.edges:
        at = border.cut_of(net, edge)
        if at is not None:
            yield Cut(at, edge)


def _counts(cut: Cut, posts: Iterable[Tagged]) -> bool:
    return cut.edge.grade == "main" or any(straight_km(cut.at, post.at) <= SAME_KM for post in posts)


def _leaves(net: RoadNet, border: Border, edge: Edge) -> bool:
    """Return whether a road that cuts the border goes on: it comes away from it, or ends with the net."""
    outer = edge.other if border.holds(net.nodes[edge.one]) else edge.one
    waiting, seen = [outer], {outer}
    while waiting and len(seen) < MOST_STEPS:
        node = waiting.pop()
        beyond = net.beyond(node)
        if len(beyond) == 1 or border.away_km(net.nodes[node]) > AWAY_KM:
            return True
        new = [each for each in beyond if each not in seen and not border.holds(net.nodes[each])]
        seen.update(new)
        waiting += new
    return len(seen) >= MOST_STEPS


def _sites(cuts: Iterable[Cut], posts: list[Tagged]) -> Iterator[tuple[At, Tagged | None]]:
    """Yield one point for each crossing, with the border post at it; posts come first, since they have names."""
    found: list[At] = []
    cuts = sorted(cuts, key=lambda cut: (cut.edge.grade, cut.at))
    for post in sorted(posts, key=lambda post: (not names_of(post.tags), post.source)):
        near = min(((straight_km(post.at, cut.at), cut.at) for cut in cuts), default=(SAME_KM + 1, post.at))
        at = near[1] if near[0] <= SAME_KM else post.at
        if all(straight_km(at, other) > SAME_KM for other in found):
            found.append(at)
            yield at, post
    for cut in cuts:
        if all(straight_km(cut.at, other) > SAME_KM for other in found):
            found.append(cut.at)
            yield cut.at, None


def _add(draft: Draft, at: At, beyond: str, post: Tagged | None) -> None:
    """Add a crossing with its link to the country beyond; one that leads nowhere known is left to a person."""
    towns = [place for place in draft.spots() if place.kind in TOWNS]
    nearest = min(towns, key=lambda place: straight_km(at, (place.lat, place.lon)), default=None)
    names = names_of(post.tags) if post else []
    name = names[0] if names else f"{nearest.name if nearest else 'border'} crossing"
    where = f"{name} at {at[0]:.3f}, {at[1]:.3f}"
    if not beyond:
        if post:
            draft.check("crossings", f"{where}: the country beyond is not known; left out")
        return
    if not names:
        draft.check("crossings", f"{where}, to {beyond}, has no name of its own: give it one")
    source = f"OpenStreetMap {post.source}" if post else "where a road of the net cuts the border"
    crossing = Place(
        id=free_id(slug(name), beyond.lower(), draft.places), name=name, other_names=tuple(names[1:]),
        kind="crossing", lat=round(at[0], 4), lon=round(at[1], 4), admin1=nearest.admin1 if nearest else "",
        country=nearest.country if nearest else draft.wishes.countries[0], to_country=beyond, source=source,
    )  # fmt: skip
    draft.places[crossing.id] = crossing
    draft.links.append(Link(start=crossing.id, end=beyond, km=1, grade="main", kind="crossing", source=source))


def countries_beyond(draft: Draft, ids: Mapping[str, str]) -> None:
    """Let links of kind crossing end at the place of the country, whose code stood for it so far."""
    draft.links = [
        Link(start=link.start, end=ids[link.end], km=link.km, grade=link.grade, kind="crossing", source=link.source)
        if link.kind == "crossing" and link.end in ids
        else link
        for link in draft.links
    ]


def _cut_down(net: RoadNet, border: Border) -> RoadNet:
    """Return the net without what lies abroad: nobody drives from one crossing to another through a neighbour."""
    at_home = {node for node, at in net.nodes.items() if border.holds(at) or border.away_km(at) <= AWAY_KM}
    near = [edge for edge in net.edges if {edge.one, edge.other} & at_home]
    inside = [edge for edge in near if {edge.one, edge.other} <= at_home or border.cut_of(net, edge)]
    return RoadNet(net.nodes, inside)
