"""What is to be drawn, worked out before anything is drawn: marks, ways, gates, outlines and labels in px."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot, log10

from whoholds.model import Finding, Picture, Standing
from whoholds.telling.map.labels import Box, Label, place_labels
from whoholds.telling.map.marks import SideMark, certainty_of, rivals, side_marks, size_class
from whoholds.telling.map.outlines import Country, Outlines, country_code, outlines
from whoholds.telling.map.projection import Bounds, Projection, features_of, rings_of
from whoholds.telling.map.style import style
from whoholds.telling.map.ways import Gate, Way, gates, shields, ways
from whoholds.telling.places import counted_places
from whoholds.telling.typeface import text_width
from whoholds.terrain import Place
from whoholds.theatres import Theatre

ALL_LABELS_FROM = 8
"""The zoom at which every place may have its label."""
MOST_NAMED = 3
"""Places of a finding that are labelled early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One place on the map.

    Attributes:
        place: the place.
        standing: what is known of it.
        x: px.
        y: px.
        radius: px.
        size: its size class.
        mark: how its holder is drawn; None where it is not held.
        opacity: of the fill, from the step of certainty.
        mix: id of the hatch of a contested place; empty elsewhere.
        is_port: whether ships land there.
    """

    place: Place
    standing: Standing
    x: float
    y: float
    radius: float
    size: str
    mark: SideMark | None = None
    opacity: float = 1.0
    mix: str = ""
    is_port: bool = False

    @property
    def box(self) -> Box:
        """The ground that the mark covers."""
        reach = self.radius + (3.5 if self.standing.state == "contested" else 1.0)
        badge = self.radius + 8.0 if self.is_port else 0.0
        return Box(self.x - max(reach, badge), self.y - reach, self.x + reach, self.y + max(reach, badge))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A map, worked out.

    Attributes:
        project: degrees to px.
        marks: how each side is drawn, in order of the legend.
        mixes: the sides of each hatch, by its id.
        outlines: countries and regions.
        ways: roads and sea lanes to be drawn.
        gates: crossings with their state.
        shields: names of main roads, placed.
        pins: the places, the smallest first.
        labels: placed labels by zoom.
    """

    project: Projection
    marks: Mapping[str, SideMark]
    mixes: Mapping[str, tuple[str, ...]]
    outlines: Outlines
    ways: Sequence[Way]
    gates: Sequence[Gate]
    shields: Sequence[Label]
    pins: Sequence[Pin]
    labels: Mapping[float, Sequence[Label]] = field(default_factory=dict)

    @property
    def countries(self) -> Sequence[Country]:
        """Countries whose names stand on the map."""
        return self.outlines.countries


def compose_scene(
    theatre: Theatre, picture: Picture, told: Sequence[Finding] = (), zooms: Sequence[float] = (1,)
) -> Scene:
    """Return the scene of a picture: every place of the theatre that can be held is drawn once.

    Args:
        theatre: the ground.
        picture: the standings.
        told: findings and disputes that stand beside the map; the first places that each names are
            labelled early.
        zooms: zooms for which labels are placed.
    """
    project = _project(theatre, picture)
    held_by = {s.holder for s in picture.places.values() if s.holder}
    fighting = {side for s in picture.places.values() if s.state == "contested" for side in rivals(s)}
    marks = side_marks(theatre, sorted(held_by | fighting))
    pins = _pins(theatre, picture, project, marks)
    all_ways = ways(theatre, picture, project)
    all_gates = gates(theatre, picture, project, pins)
    named = frozenset(place for finding in told for place in finding.places[:MOST_NAMED])
    frame = Box(0, 0, project.width, project.height)
    fixed = [(pin.place.id, pin.box) for pin in pins] + [("", gate.box) for gate in all_gates]
    road_names = shields(all_ways, fixed, frame)
    seats = frozenset(theatre.capitals.values())
    wanted = [_label(pin, seats, named) for pin in pins]
    return Scene(
        project=project,
        marks=marks,
        mixes={pin.mix: rivals(pin.standing) for pin in pins if pin.mix},
        outlines=outlines(theatre, project),
        ways=all_ways,
        gates=all_gates,
        shields=road_names,
        pins=pins,
        labels={zoom: _labels_at(zoom, wanted, pins, all_gates, road_names, project) for zoom in zooms},
    )


def _project(theatre: Theatre, picture: Picture) -> Projection:
    sheet = style()["sheet"]
    own = [
        point
        for properties, geometry in features_of(theatre.border)
        if country_code(properties) in theatre.countries
        for ring in rings_of(geometry)
        for point in ring
    ]
    spots = [(p.lon, p.lat) for p in counted_places(theatre, picture)]
    bounds = Bounds.around(own or spots).padded(0.035)
    return Projection.fit(bounds, sheet["map_width"], sheet["map_min_height"], sheet["map_max_height"])


def _pins(theatre: Theatre, picture: Picture, project: Projection, marks: Mapping[str, SideMark]) -> list[Pin]:
    seats = frozenset(theatre.capitals.values())
    ports = {end for link in theatre.links if link.kind == "sea" for end in (link.start, link.end)}
    shown = [p for p in counted_places(theatre, picture) if project.shows(p.lon, p.lat)]
    pins = [_pin(place, picture.standing(place.id), project, marks, seats, ports) for place in shown]
    # Small marks first, so that the big ones lie on top; contested ones above all.
    return sorted(pins, key=lambda pin: (pin.standing.state == "contested", pin.radius, pin.place.id))


def _pin(
    place: Place,
    standing: Standing,
    project: Projection,
    marks: Mapping[str, SideMark],
    seats: frozenset[str],
    ports: set[str],
) -> Pin:
    size = size_class(place, seats)
    radius: float = style()["radius"][size]
    if standing.state == "unknown":
        radius *= 0.75
    elif standing.inferred:
        radius *= 0.8
    x, y = project(place.lon, place.lat)
    mark = marks[standing.holder] if standing.state == "held" and standing.holder else None
    return Pin(
        place=place,
        standing=standing,
        x=x,
        y=y,
        radius=round(radius, 2),
        size=size,
        mark=mark,
        opacity=certainty_of(standing)["opacity"] if mark else 1.0,
        mix="-".join(("mix", *rivals(standing))) if standing.state == "contested" else "",
        is_port=place.kind == "port" or (place.id in ports and place.kind not in {"base", "crossing"}),
    )


def _label(pin: Pin, seats: frozenset[str], named: frozenset[str]) -> Label:
    look = style()["label"][pin.size]
    return Label(
        owner=pin.place.id,
        text=pin.place.name,
        x=pin.x,
        y=pin.y,
        radius=pin.radius + (3.5 if pin.mix else 0.5),
        width=text_width(pin.place.name, look["size"], look["weight"]),
        size=look["size"],
        weight=look["weight"],
        importance=_importance(pin, seats, named),
    )


def _importance(pin: Pin, seats: frozenset[str], named: frozenset[str]) -> float:
    place, weight = pin.place, style()["weight"]
    total: float = style()["weight_of_kind"].get(place.kind, 0)
    total += weight["per_decade_of_people"] * max(0.0, log10(max(place.population, 1)) - 3)
    total += weight["seat"] * (place.id in seats) + weight["found"] * (place.id in named)
    total += weight["reported"] * (pin.standing.claims > 0)
    total += weight["contested"] * (pin.standing.state == "contested")
    return total


def _labels_at(
    zoom: float,
    wanted: Sequence[Label],
    pins: Sequence[Pin],
    all_gates: Sequence[Gate],
    road_names: Sequence[Label],
    project: Projection,
) -> list[Label]:
    frame = Box(2, 2, project.width * zoom - 2, project.height * zoom - 2)
    obstacles = [(pin.place.id, _spread(pin.box, pin.x, pin.y, zoom)) for pin in _uncovered(pins)]
    obstacles += [("", _spread(gate.box, gate.x, gate.y, zoom)) for gate in all_gates]
    if zoom >= 1:
        obstacles += [("", _spread(name.box, name.x, name.y, zoom)) for name in road_names]
    rules = style()["labels"]
    least = rules["least_weight"] / zoom ** rules["fall"]
    chosen = [label.at(zoom) for label in wanted if label.importance >= least or zoom >= ALL_LABELS_FROM]
    return place_labels(chosen, obstacles, frame, round(rules["at_most"] * zoom ** rules["growth"]))


def _uncovered(pins: Sequence[Pin]) -> Sequence[Pin]:
    """Return the marks that no name may lie over: all, or in a crowd those of more than quiet villages."""
    if len(pins) < style()["labels"]["crowded"]:
        return pins
    return [
        pin for pin in pins if pin.size != "village" or pin.standing.claims or pin.standing.state == "contested"
    ]


def _spread(box: Box, x: float, y: float, zoom: float) -> Box:
    """Return the ground that a mark at (x, y) covers at a zoom; on small maps marks are drawn smaller."""
    size = min(1.0, 0.75 + 0.25 * zoom)
    left, top = x * zoom + (box.left - x) * size, y * zoom + (box.top - y) * size
    right, bottom = x * zoom + (box.right - x) * size, y * zoom + (box.bottom - y) * size
    return Box(left, top, right, bottom)


def nearest_gap(pins: Sequence[Pin], x: float, y: float) -> float:
    """Return the distance in px from a spot to the nearest mark; infinite where there is none."""
    return min((hypot(pin.x - x, pin.y - y) for pin in pins), default=float("inf"))
