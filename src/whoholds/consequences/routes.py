"""Shortest ways over a side's ground, and the stretches of them that an enemy's towns command."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import cos, hypot, radians
from typing import Any

from whoholds.consequences.side import RoadGraph, Roads, SideGround
from whoholds.consequences.survey import Way

KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Route:
    """A way from place to place.

    Attributes:
        stops: numbers of the places, first to last.
        ways: the ways between them, one fewer.
        km: their length together.
    """

    stops: tuple[int, ...]
    ways: tuple[Way, ...]
    km: float

    @property
    def roads(self) -> tuple[str, ...]:
        """Names of the roads in the order in which they are met, each once; nameless ones are left out."""
        return tuple(dict.fromkeys(way.link.road for way in self.ways if way.link.road))

    @property
    def effort(self) -> float:
        """What the route weighs against others, in km of main road."""
        return sum(way.effort for way in self.ways)

    def then(self, way: Way) -> Route:
        """Return the route with one more way at its end."""
        return Route((*self.stops, way.other(self.stops[-1])), (*self.ways, way), self.km + way.link.km)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """A stretch of a route that passes within the sway of a town in another's hands.

    Attributes:
        start: id of the place at one end of the stretch.
        end: id of the place at its other end.
        by: id of the town.
        holder: id of the side that holds the town.
        km: how near the straight line between the ends comes to the town.
    """

    start: str
    end: str
    by: str
    holder: str
    km: float

    def to_json(self) -> dict[str, Any]:
        """Return the stretch, the town, its holder and the distance."""
        return {"from": self.start, "to": self.end, "by": self.by, "holder": self.holder, "km": round(self.km, 1)}


def shortest(own: SideGround, start: int, goals: set[int], roads: Roads) -> dict[int, Route]:
    """Return the route from `start` to each goal that can be reached: the shortest, main roads preferred.

    Where both kinds of roads may be used, a km of minor road weighs `MINOR_KM`. Dijkstra's method:
    O(links · log places) for all goals together.
    """
    import rustworkx as rx  # noqa: PLC0415 - heavy, loaded on use

    if start not in own.members_on(roads):
        return {}
    web = own.graph(roads)
    known = goals & web.row.keys()
    one = next(iter(known)) if len(known) == 1 else None
    target = None if one is None else web.row[one]
    paths = rx.dijkstra_shortest_paths(web.graph, web.row[start], target=target, weight_fn=float) if known else {}
    found = {}
    for goal in known:
        if goal == start:
            found[goal] = Route((start,), (), 0.0)
        elif web.row[goal] in paths:
            found[goal] = _route(web, paths[web.row[goal]])
    return found


def lengths(web: RoadGraph, start: int) -> dict[int, float]:
    """Return how far each place that can be reached is, in km of main road, by its number."""
    import rustworkx as rx  # noqa: PLC0415 - heavy, loaded on use

    if start not in web.row:
        return {}
    found = rx.dijkstra_shortest_path_lengths(web.graph, web.row[start], float)
    return {web.numbers[row]: far for row, far in found.items()}


def way_on(web: RoadGraph, start: int, goal: int) -> Route:
    """Return the shortest route between two places of a graph that are joined."""
    import rustworkx as rx  # noqa: PLC0415 - heavy, loaded on use

    row = web.row[goal]
    paths = rx.dijkstra_shortest_paths(web.graph, web.row[start], target=row, weight_fn=float)
    return _route(web, paths[row])


def _route(web: RoadGraph, rows: Sequence[int]) -> Route:
    stops = tuple(web.numbers[row] for row in rows)
    ways = tuple(web.ways[(a, b) if a < b else (b, a)] for a, b in pairwise(stops))
    return Route(stops, ways, sum(way.link.km for way in ways))


def sea_routes(own: SideGround, start: int, goals: set[int]) -> dict[int, Route]:
    """Return the shortest route to each goal by any road and by sea between held ports.

    Ships go from port to port by a lane of the pack, or over a sea that lanes lead to from both. None where
    the side has no lane: then its roads alone say all.
    """
    water = [way for way in own.exits if own.network.places[way.b].kind == "water"]
    if not (own.sea_ways or water):
        return {}
    near: dict[int, list[tuple[int, Way]]] = {n: list(steps) for n, steps in own.neighbours["all"].items()}
    for way in [*own.sea_ways, *water]:
        near.setdefault(way.a, []).append((way.b, way))
        near.setdefault(way.b, []).append((way.a, way))
    done: dict[int, Route] = {}
    ticket = count()
    heap = [(0.0, next(ticket), Route((start,), (), 0.0))]
    while heap and not goals <= done.keys():
        km, _, route = heapq.heappop(heap)
        if (n := route.stops[-1]) in done:
            continue
        done[n] = route
        for other, way in near.get(n, ()):
            if other not in done:
                heapq.heappush(heap, (km + way.effort, next(ticket), route.then(way)))
    return {goal: done[goal] for goal in goals & done.keys()}


def exposed(own: SideGround, route: Route) -> list[Exposed]:
    """Return the stretches of a route that pass within the sway of a place in another side's hands.

    Each stretch is reported with the nearest such place. Cost: O(stretches · places held by others).
    """
    others = _held_by_others(own)
    found = []
    for way in route.ways:
        near = min(((gap_km(own, way, n), n) for n in others), default=None)
        if near and near[0] <= own.ground.sway_km:
            found.append(_exposed(own, way, *near))
    return found


def _exposed(own: SideGround, way: Way, km: float, town: int) -> Exposed:
    places = own.network.places
    holder = own.ground.hands[town].holder or ""
    return Exposed(start=places[way.a].id, end=places[way.b].id, by=places[town].id, holder=holder, km=km)


def _held_by_others(own: SideGround) -> list[int]:
    hands, places = own.ground.hands, own.network.places
    return [
        n
        for n, standing in enumerate(hands)
        if standing.holder is not None and not own.is_friend(standing.holder) and places[n].kind != "junction"
    ]


def gap_km(own: SideGround, way: Way, town: int) -> float:
    """Return the distance in km from a town to the straight line of a way (flat within its reach)."""
    places = own.network.places
    here, a, b = places[town], places[way.a], places[way.b]
    squeeze = cos(radians(here.lat))
    ax, ay = (a.lon - here.lon) * squeeze, a.lat - here.lat
    bx, by = (b.lon - here.lon) * squeeze, b.lat - here.lat
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return hypot(ax + share * dx, ay + share * dy) * KM_A_DEGREE
