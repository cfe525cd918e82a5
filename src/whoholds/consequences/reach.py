"""Whether a side can get somewhere, by which roads, and what bars it where it cannot."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from whoholds.consequences.aims import Aim, aim_at
from whoholds.consequences.barred import Bar, Obstacles, bars_of, told
from whoholds.consequences.doubt import Chance, chance_of_route
from whoholds.consequences.ground import Choice, Ground, ground_of
from whoholds.consequences.routes import Exposed, Route, exposed, sea_routes, shortest
from whoholds.consequences.side import Roads, SideGround
from whoholds.consequences.survey import Way
from whoholds.consequences.wording import counted, listed, names_of
from whoholds.errors import NoMeaning
from whoholds.model import Picture
from whoholds.theatres import Theatre

if TYPE_CHECKING:
    import numpy as np

NAMED = 3
"""So many places of the way that is opened soonest are told by name, those nearest to the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The answer to one question about reach.

    Attributes:
        side: id of the side.
        target: id of what was aimed at.
        start: id of the place that the side starts from; None where it holds nothing.
        reachable: whether a route exists on the chosen ground.
        by: "main" or "minor" roads; None where there is no route.
        by_sea: whether the route goes over the sea.
        p: probability that some route exists, on any road.
        p_error: two standard errors of `p`; 0 where it is exact.
        route: ids of the places on the shortest route, first to last.
        roads: names of its roads.
        km: its length; None where there is none.
        blocked_by: ids of the places that bar the way; for a border, the crossings towards it.
        bars: each of them with why.
        to_open: ids of the places to take for the way to be open that is opened soonest, in its order.
        to_open_links: ids of the links that would have to be opened too.
        exposed: stretches of the route within the sway of others' towns.
        text: the answer in one sentence.
    """

    side: str
    target: str
    start: str | None
    reachable: bool
    by: Literal["main", "minor"] | None = None
    by_sea: bool = False
    p: float = 0.0
    p_error: float = 0.0
    route: tuple[str, ...] = ()
    roads: tuple[str, ...] = ()
    km: float | None = None
    blocked_by: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    to_open: tuple[str, ...] = ()
    to_open_links: tuple[str, ...] = ()
    exposed: tuple[Exposed, ...] = ()
    text: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the answer as the contract writes it, with its figures beside."""
        return {
            "side": self.side,
            "target": self.target,
            "from": self.start,
            "reachable": self.reachable,
            "by": self.by,
            "by_sea": self.by_sea,
            "p": round(self.p, 4),
            "p_error": round(self.p_error, 4),
            "route": list(self.route),
            "roads": list(self.roads),
            "km": None if self.km is None else round(self.km, 1),
            "blocked_by": list(self.blocked_by),
            "why_not": [bar.to_json() for bar in self.bars],
            "to_open": list(self.to_open),
            "to_open_links": list(self.to_open_links),
            "exposed": [stretch.to_json() for stretch in self.exposed],
            "text": self.text,
        }


def reach(
    theatre: Theatre,
    picture: Picture,
    side: str,
    target: str,
    from_place: str | None = None,
    *,
    ground: Ground | Choice = "likely",
    rng: np.random.Generator | None = None,
) -> Reach:
    """Return whether and how a side can get to a target over ground that it or a friend holds.

    Main roads are tried first, then all roads, then the sea between held ports. The last place need not
    be held by the side: it is enough that no other side holds it. A neighbouring country is reached
    by an open crossing on ground that can be reached; a friendly shore or the open sea by a held port.
    Cost: Dijkstra's method for the route, O(size of the cut · (places + links)) for what bars it, and
    `chance_of_route` for the probability.

    Args:
        theatre: the theatre.
        picture: the standings.
        side: id of the side.
        target: id or name of a place, port, crossing, country, sea, region or ally.
        from_place: id or name of where to start; None for the side's capital, or, where another side
            holds that, the first place of the side's most populous part.
        ground: which ground counts, or the picture's ground where it is already built.
        rng: source of the draws behind `p`; a fixed seed where none is given.

    Raises:
        UnknownActor: if the theatre has no such side.
        UnknownPlace: if the target or the start is unknown.
        NoMeaning: if the target is an extent without ways to it, or no friend.
    """
    return reach_on(ground_of(theatre, picture, ground).of(side), target, from_place, rng=rng)


def reach_on(
    own: SideGround,
    target: str,
    from_place: str | None = None,
    *,
    rng: np.random.Generator | None = None,
    obstacles: Obstacles | None = None,
) -> Reach:
    """Return what `reach` does, of a ground that is built; several targets from one start may share `obstacles`."""
    aim = aim_at(own, target)
    start = _start(own, from_place)
    if start is None:
        text = f"{own.name} holds nothing to start from"
        return Reach(side=own.side, target=aim.id, start=None, reachable=False, text=text)
    chance = _chance(own, start, aim, rng)
    found = find_route(own, start, aim)
    answer = _yes(own, aim, found) if found else _no(own, start, aim, obstacles)
    return replace(answer, p=chance.p, p_error=chance.error)


@dataclass(frozen=True, slots=True)
class Found:
    """A route with the roads that it needs: main ones only, or minor ones too."""

    route: Route
    by: Literal["main", "minor"]

    @property
    def by_sea(self) -> bool:
        """Whether part of the route is a sea lane."""
        return any(way.link.kind == "sea" for way in self.route.ways)


def find_route(own: SideGround, start: int, aim: Aim) -> Found | None:
    """Return the shortest route on the best roads that lead to the aim; None where none does."""
    if start not in own.members:
        return None
    tiers: tuple[tuple[Roads, Literal["main", "minor"]], ...] = (("main", "main"), ("all", "minor"))
    for roads, by in tiers:
        if route := route_on(own, start, aim, roads):
            return Found(route, by)
    routes = sea_routes(own, start, stations(own, aim, "all"))
    return Found(best, "minor") if (best := _complete(own, aim, routes, "all")) else None


def route_on(own: SideGround, start: int, aim: Aim, roads: Roads) -> Route | None:
    """Return the shortest route to the aim on main roads or on all roads; None where none leads there."""
    return _complete(own, aim, shortest(own, start, stations(own, aim, roads), roads), roads)


def _last_ways(own: SideGround, aim: Aim, roads: Roads) -> Iterable[Way]:
    """Yield the ways that complete a route beyond held ground: doors, and ways to a goal that nobody else holds."""
    yield from (way for way in aim.doors if way.a in own.members and own.can_leave_by(way))
    for goal in aim.goals - own.members:
        if own.ground.hands[goal].holder is None:
            ways = (way for way in own.network.at[goal] if roads == "all" or way.is_main)
            yield from (way for way in ways if own.is_usable(way) and way.other(goal) in own.members)


def stations(own: SideGround, aim: Aim, roads: Roads) -> set[int]:
    """Return the places of the ground from which the aim is reached, or one way short of it."""
    doors = {way.a if way.a in own.members else way.b for way in _last_ways(own, aim, roads)}
    return doors | (aim.goals & own.members)


def _complete(own: SideGround, aim: Aim, routes: dict[int, Route], roads: Roads) -> Route | None:
    full = [route for goal, route in routes.items() if goal in aim.goals]
    for way in _last_ways(own, aim, roads):
        station = way.a if way.a in own.members else way.b
        if station in routes:
            full.append(routes[station].then(way))
    return min(full, key=lambda route: (route.effort, route.stops), default=None)


def _start(own: SideGround, from_place: str | None) -> int | None:
    if from_place is None:
        return own.origin
    place = own.ground.theatre.gazetteer.get(from_place) or own.ground.theatre.gazetteer.find(from_place)
    if place.is_extended:
        raise NoMeaning("is no one spot to start from", place.name, "name a town, a port or a crossing")
    return own.network.number[place.id]


def _chance(own: SideGround, start: int, aim: Aim, rng: np.random.Generator | None) -> Chance:
    if start not in own.members:
        return Chance(0.0)
    doors = [way for way in aim.doors if own.can_leave_by(way) or 0 < way.p < 1]
    goals = {aim.beyond} if aim.beyond is not None and aim.doors else set(aim.goals)
    return chance_of_route(own, start, {g for g in goals if g is not None}, extra=doors, rng=rng)


def _yes(own: SideGround, aim: Aim, found: Found) -> Reach:
    places, route = own.network.places, found.route
    stretches = tuple(exposed(own, route))
    stops = tuple(places[n] for n in route.stops)
    over = " and over the sea" if found.by_sea else ""
    by = f"{'main' if found.by == 'main' else 'minor'} roads{over}"
    named = f" ({', '.join(route.roads)})" if route.roads else ""
    text = f"{own.name} reaches {aim.name} from {stops[0].name} by {by}{named}, {route.km:.0f} km"
    if stretches:
        towns = dict.fromkeys(places[own.network.number[s.by]].name for s in stretches)
        text += f"; within {own.ground.sway_km:.0f} km of {', '.join(towns)} in others' hands"
    return Reach(
        side=own.side,
        target=aim.id,
        start=stops[0].id,
        reachable=True,
        by=found.by,
        by_sea=found.by_sea,
        route=tuple(stop.id for stop in stops),
        roads=route.roads,
        km=route.km,
        exposed=stretches,
        text=text,
    )


def _no(own: SideGround, start: int, aim: Aim, obstacles: Obstacles | None) -> Reach:
    places = own.network.places
    bars, (to_open, to_open_links) = bars_of(own, start, aim, obstacles)
    why = told(bars, aim.id) or "no road of the theatre leads there"
    if aim.kind == "place":
        why += _to_take(own, aim, to_open, {bar.place for bar in bars})
    return Reach(
        side=own.side,
        target=aim.id,
        start=places[start].id,
        reachable=False,
        blocked_by=tuple(dict.fromkeys(bar.place for bar in bars)),
        bars=tuple(bars),
        to_open=to_open,
        to_open_links=to_open_links,
        text=f"{own.name} has no way to {aim.name} from {places[start].name}: {why}",
    )


def _to_take(own: SideGround, aim: Aim, to_open: Sequence[str], named: Container[str]) -> str:
    """Return in words the places on the way that is opened soonest, where some are not yet named."""
    before = [place for place in to_open if place != aim.id]
    if all(place in named for place in before):
        return ""
    names = names_of(own, before[:NAMED])
    more = [counted(len(before) - NAMED, "more place")] if len(before) > NAMED else []
    return f"; the way that is opened soonest leads by {listed([*names, *more])}"
