"""Roads, sea lanes and crossings, with the state that the picture gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Literal, Protocol

from whoholds.model import Picture
from whoholds.telling.map.labels import Box, Crowd, Label
from whoholds.telling.map.projection import Projection
from whoholds.telling.typeface import text_width
from whoholds.terrain import Link, Place
from whoholds.theatres import Theatre

WayState = Literal["open", "cut", "unknown"]
GATE_RADIUS = 5.2
SHIELD_SIZE = 10.0
SHIELDS_APART_PX = 240
LONGEST_SHIELD = 4
"""Letters: numbers of highways stand on shields, names of roads would bury the map."""


class Spot(Protocol):
    """Anything that stands somewhere with a radius."""

    @property
    def place(self) -> Place:
        """Whose spot it is."""

    @property
    def x(self) -> float:
        """In px."""

    @property
    def y(self) -> float:
        """In px."""

    @property
    def radius(self) -> float:
        """In px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A road or sea lane as a straight line between two places."""

    link: Link
    state: WayState
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point half way."""
        return round((self.x1 + self.x2) / 2, 1), round((self.y1 + self.y2) / 2, 1)

    @property
    def is_flat(self) -> bool:
        """Whether it is a road on land."""
        return self.link.kind == "road"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A border crossing's state, drawn beyond its mark, toward the neighbour.

    Attributes:
        place: the crossing.
        link: the way over the border.
        state: open, cut (shut) or unknown.
        x: of the crossing's mark, in px.
        y: of the crossing's mark, in px.
        dx: from the mark to the sign, in px at any zoom.
        dy: from the mark to the sign, in px at any zoom.
    """

    place: Place
    link: Link
    state: WayState
    x: float
    y: float
    dx: float
    dy: float

    @property
    def box(self) -> Box:
        """The ground that the sign covers."""
        reach, x, y = GATE_RADIUS + 1, self.x + self.dx, self.y + self.dy
        return Box(x - reach, y - reach, x + reach, y + reach)


def link_state(links: Sequence[Link], picture: Picture) -> WayState:
    """Return the state of the link that one or more rows of the pack describe.

    What claims settle comes first. Otherwise a row that shuts the link on the picture's day wins, then a row
    that has it in use.
    """
    known = picture.links.get(links[0].id)
    if known and known.state != "unknown":
        return known.state
    on = picture.on.date()
    shut = any(link.is_shut and not link.is_in_use(on) for link in links)
    usable = any(not link.is_shut and link.is_in_use(on) for link in links)
    return "open" if usable and not shut else "cut"


def link_rows(theatre: Theatre) -> dict[str, list[Link]]:
    """Return the rows of the pack that describe each link, by link id."""
    rows: defaultdict[str, list[Link]] = defaultdict(list)
    for link in theatre.links:
        rows[link.id].append(link)
    return rows


def ways(theatre: Theatre, picture: Picture, project: Projection) -> list[Way]:
    """Return roads and sea lanes with an end on the map; minor ones first, cut ones last."""
    found = []
    for rows in link_rows(theatre).values():
        link = rows[0]
        ends = [theatre.gazetteer.get(link.start), theatre.gazetteer.get(link.end)]
        spots = [place for place in ends if place and not place.is_extended]
        if len(spots) == len(ends) and any(project.shows(p.lon, p.lat) for p in spots) and link.kind != "crossing":
            (x1, y1), (x2, y2) = (project(p.lon, p.lat) for p in spots)
            found.append(Way(link=link, state=link_state(rows, picture), x1=x1, y1=y1, x2=x2, y2=y2))
    return sorted(found, key=lambda way: (way.state == "cut", way.link.grade == "main", way.link.id))


def gates(theatre: Theatre, picture: Picture, project: Projection, spots: Iterable[Spot]) -> list[Gate]:
    """Return the crossings on the map, each just outside its mark on the neighbour's side."""
    by_place = {spot.place.id: spot for spot in spots}
    found = []
    for rows in link_rows(theatre).values():
        link = rows[0]
        near, far = (link.start, link.end) if link.start in by_place else (link.end, link.start)
        beyond = theatre.gazetteer.get(far)
        if link.kind == "crossing" and near in by_place and beyond:
            spot = by_place[near]
            dx, dy = _beyond(spot, project(beyond.lon, beyond.lat))
            found.append(
                Gate(
                    place=spot.place,
                    link=link,
                    state=link_state(rows, picture),
                    x=spot.x,
                    y=spot.y,
                    dx=dx,
                    dy=dy,
                )
            )
    return sorted(found, key=lambda gate: gate.link.id)


def _beyond(spot: Spot, target: tuple[float, float]) -> tuple[float, float]:
    dx, dy = target[0] - spot.x, target[1] - spot.y
    far = hypot(dx, dy) or 1.0
    reach = spot.radius + GATE_RADIUS + 2.5
    return round(dx / far * reach, 1), round(dy / far * reach, 1)


def shields(all_ways: Iterable[Way], obstacles: Iterable[tuple[str, Box]], frame: Box) -> list[Label]:
    """Return the names of main roads, each on the longest stretches that have room, well apart."""
    crowd = Crowd(obstacles)
    by_road: defaultdict[str, list[Way]] = defaultdict(list)
    for way in all_ways:
        if way.link.grade == "main" and way.is_flat and 0 < len(way.link.road) <= LONGEST_SHIELD:
            by_road[way.link.road].append(way)
    placed: list[Label] = []
    for road in sorted(by_road):
        placed += _shields_of(road, by_road[road], crowd, frame)
    return placed


def _shields_of(road: str, stretches: Sequence[Way], crowd: Crowd, frame: Box) -> list[Label]:
    width = text_width(road, SHIELD_SIZE, "semibold") + 7
    placed: list[Label] = []
    longest_first = sorted(stretches, key=lambda way: (-hypot(way.x2 - way.x1, way.y2 - way.y1), way.link.id))
    for way in longest_first:
        x, y = way.middle
        shield = Label(
            owner=f"road {road}", text=road, x=x, y=y, radius=0, width=width, size=SHIELD_SIZE, weight="semibold",
            importance=0, dx=0, dy=SHIELD_SIZE * 0.33, anchor="middle",
        )  # fmt: skip
        is_apart = all(hypot(other.x - x, other.y - y) > SHIELDS_APART_PX for other in placed)
        if is_apart and shield.box.within(frame) and crowd.is_free(shield.box, shield.owner):
            crowd.add(shield.owner, shield.box)
            placed.append(shield)
    return placed[:3]
