"""From road courses and the road net to links between places.

A road is written by hand as a course: the places that it passes, in order. The net gives the lengths. Places that
no course names are joined to the nearest place that has a road, as the end of a branch: such a link can shorten no
way and cannot make a false bypass. Where `build.yaml` says `links_from_net: true`, the net is contracted to links
between neighbouring places first; a course's word on a pair of places goes before the net's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pack_courses import Ways
from pack_io import Row, read_csv, read_yaml
from pack_parts import Parts

from whoholds.theatres.making import RoadNet, Spot, branches, contracted, straight_km

REACH_KM = 6.0
WINDING = {"main": 1.15, "minor": 1.25}
SHORTEST_SHARE, LONGEST_SHARE, SLACK_KM = 0.9, 1.4, 2.0
"""A way along the net is believed between these shares of the straight line; the net's edges cut corners."""
LEAST_WINDING = 1.03
MOST_WINDING, MOST_SLACK_KM = 3.0, 12.0
"""What winds more is no link of neighbours: the net has a hole where their road is."""
EXTENDED = {"region", "country", "area", "water"}
OSM = "OpenStreetMap by scgraph_data 2.0.0"

Spots = dict[str, tuple[float, float]]
Ground = Callable[[Row], tuple[str, ...]]


def link_rows(inputs: Path, places: list[Row], net: RoadNet, parts: Parts) -> list[Row]:
    """Return the links: courses, branches, crossings and sea lanes."""
    spots = {row["id"]: (float(row["lat"]), float(row["lon"])) for row in places if row["kind"] not in EXTENDED}
    homes = {row["id"]: row for row in places}
    settings = read_yaml(inputs / "build.yaml")
    apart = set(settings.get("no_road", []))
    inside = {
        spot: homes[spot] for spot in spots if homes[spot]["country"] in settings["countries"] and spot not in apart
    }
    sheets = list(parts.sheets(inside, net))
    from_net: dict[frozenset[str], Row] = {}
    courses = read_yaml(inputs / "courses.yaml")["courses"]
    if settings.get("links_from_net"):
        named = {stop for course in courses for stop in course["through"]}
        for here, sheet in sheets:
            through = {spot: row for spot, row in here.items() if row["kind"] != "suburb" or spot in named}
            from_net |= {frozenset((row["from"], row["to"])): row for row in _from_net(through, sheet)}
    ways = Ways(from_net.values() if settings.get("courses_follow_net") else ())
    road = _Road(spots, net.attach(spots, REACH_KM), net, ways)
    rows = _laid(courses, road, from_net)
    hanging = [branch for here, _ in sheets for branch in _branches(rows, {spot: spots[spot] for spot in here})]
    return [*rows.values(), *hanging, *_crossings(inputs), *_sea(inputs)]


@dataclass(frozen=True)
class _Road:
    """What a course is measured by: places, how far they lie off the net, the net, and the links it gave."""

    spots: Spots
    off_km: dict[str, float]
    net: RoadNet
    ways: Ways


def _laid(courses: list[Row], road: _Road, from_net: dict[frozenset[str], Row]) -> dict[frozenset[str], Row]:
    """Return the links of courses and net by their ends: main courses go before the net, the net before minor ones.

    The net knows the greater roads alone; where a minor course runs along it, its links stay what they are.
    """
    first = [course for course in courses if course["grade"] == "main" or not from_net]
    rows: dict[frozenset[str], Row] = {}
    for course in first:
        for row in _course(course, road):
            rows.setdefault(frozenset((row["from"], row["to"])), row)
    rows |= {pair: row for pair, row in from_net.items() if pair not in rows}
    for course in [course for course in courses if course not in first]:
        for row in _course(course, road):
            rows.setdefault(frozenset((row["from"], row["to"])), row)
    return rows


def _course(course: Row, road: _Road) -> list[Row]:
    """Return the links of one course; a published length is spread over them."""
    unknown = [stop for stop in course["through"] if stop not in road.spots]
    if unknown:
        raise SystemExit(f"courses.yaml: {course['road'] or course['through'][0]} passes unknown places {unknown}")
    stops = road.ways.filled(course["through"], road.spots)
    rows = [_measured(one, other, course, road) for one, other in pairwise(stops)]
    if published := course.get("km"):
        measured = sum(row["km"] for row in rows)
        for row in rows:
            straight = straight_km(road.spots[row["from"]], road.spots[row["to"]])
            row["km"] = max(row["km"] * published / measured, straight)
            told = f"{published} km ({course['source']})" if "source" in course else f"the published {published} km"
            row["source"] += f"; scaled to {told} from {stops[0]} to {stops[-1]}"
    elif "source" in course:
        for row in rows:
            row["source"] += f"; {course['source']}"
    for row in rows:
        row["km"] = round(row["km"], 1)
    return rows


def _measured(one: str, other: str, course: Row, road: _Road) -> Row:
    """Return one link with its length and where the length is from."""
    straight = straight_km(road.spots[one], road.spots[other])
    along = road.ways.km(one, other)
    if along is None and one in road.off_km and other in road.off_km:
        along = road.net.path_km(one, other)
    fits = along is not None and straight * SHORTEST_SHARE <= along <= straight * LONGEST_SHARE + SLACK_KM
    if along is not None and fits:
        km, how = max(along, straight * LEAST_WINDING), OSM
    else:
        km, how = straight * WINDING[course["grade"]], f"straight line times {WINDING[course['grade']]}"
    return {
        "from": one, "to": other, "road": course["road"], "grade": course["grade"], "km": km, "kind": "road",
        **{key: course.get(key, "") for key in ("since", "until", "is_shut")},
        "source": f"course by hand; length from {how}",
    }  # fmt: skip


def _from_net(places: dict[str, Row], net: RoadNet) -> Iterator[Row]:
    """Yield the links between neighbours along the net, for a theatre whose courses do not name every road."""
    spots = {
        place: Spot(float(row["lat"]), float(row["lon"]), int(row["population"] or 0))
        for place, row in places.items()
    }
    for link in contracted(net, spots):
        straight = straight_km(spots[link.start].at, spots[link.end].at)
        if link.km > straight * MOST_WINDING + MOST_SLACK_KM:
            continue
        yield {
            "from": link.start, "to": link.end, "road": link.road, "grade": link.grade,
            "km": round(max(link.km, straight * LEAST_WINDING), 1), "kind": "road",
            "source": f"road net between neighbours; length from {OSM}",
        }  # fmt: skip


def _branches(rows: Iterable[Iterable[str]], spots: Spots) -> list[Row]:
    """Return links that join each place without a road to the nearest place that has one, nearest first."""
    return [
        {"from": branch.start, "to": branch.end, "grade": "minor",
         "km": round(max(0.3, branch.km * WINDING["minor"]), 1), "kind": "road",
         "source": "branch to the nearest place with a road; straight line times 1.25"}
        for branch in branches((end for pair in rows for end in pair), spots)
    ]  # fmt: skip


def hanging_rows(villages: list[Row], places: list[Row], links: list[Row], ground: Ground) -> list[Row]:
    """Return links that join villages to the nearest place of their own ground; the links so far stay.

    Args:
        villages: places without a link.
        places: the rest.
        links: what joins these.
        ground: says of a place on whose ground it lies; no link leads from one to another.
    """
    homes = {row["id"]: row for row in (*places, *villages)}
    roads = [(row["from"], row["to"]) for row in links if row["kind"] == "road"]
    wanted = {*(end for pair in roads for end in pair), *(row["id"] for row in villages)}
    sheets: defaultdict[tuple[str, ...], Spots] = defaultdict(dict)
    for spot in sorted(wanted):
        row = homes[spot]
        sheets[ground(row)][spot] = (float(row["lat"]), float(row["lon"]))
    return [branch for name in sorted(sheets) for branch in _branches(roads, sheets[name])]


def _crossings(inputs: Path) -> list[Row]:
    return [
        {"from": row["crossing"], "to": row["country"], "kind": "crossing", "grade": "main", "km": row["km"],
         "since": row["since"], "until": row["until"], "is_shut": row["is_shut"],
         "source": f"whoholds, by hand: {row['source']}"}
        for row in read_csv(inputs / "crossings.csv")
    ]  # fmt: skip


def _sea(inputs: Path) -> list[Row]:
    return [
        {"from": row["from"], "to": row["to"], "kind": "sea", "grade": "main", "km": row["km"],
         **{key: row.get(key, "") for key in ("since", "until", "is_shut")},
         "source": f"whoholds, by hand: {row['source']}"}
        for row in read_csv(inputs / "sea.csv")
    ]  # fmt: skip
