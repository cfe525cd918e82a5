"""From road courses and the road net to links between places.

A road is written by hand as a course: the places that it passes, in order. The net gives the lengths. Places that
no course names are joined to the nearest place that has a road, as the end of a branch: such a link can shorten no
way and cannot make a false bypass. Where `build.yaml` says `links_from_net: true`, the net is contracted to links
between neighbouring places first; a course's word on a pair of places goes before the net's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pack_io import Row, read_csv, read_yaml

from whoholds.theatres.making import RoadNet, Spot, branches, contracted, straight_km

REACH_KM = 6.0
WINDING = {"main": 1.15, "minor": 1.25}
SHORTEST_SHARE, LONGEST_SHARE, SLACK_KM = 0.9, 1.4, 2.0
"""A way along the net is believed between these shares of the straight line; the net's edges cut corners."""
LEAST_WINDING = 1.03
EXTENDED = {"region", "country", "area", "water"}
OSM = "OpenStreetMap by scgraph_data 2.0.0"

Spots = dict[str, tuple[float, float]]


def link_rows(inputs: Path, places: list[Row], net: RoadNet) -> list[Row]:
    """Return the links: courses, branches, crossings and sea lanes."""
    spots = {row["id"]: (float(row["lat"]), float(row["lon"])) for row in places if row["kind"] not in EXTENDED}
    homes = {row["id"]: row for row in places}
    off_km = net.attach(spots, REACH_KM)
    rows: dict[frozenset[str], Row] = {}
    for course in read_yaml(inputs / "courses.yaml")["courses"]:
        for row in _course(course, spots, off_km, net):
            rows.setdefault(frozenset((row["from"], row["to"])), row)
    settings = read_yaml(inputs / "build.yaml")
    apart = set(settings.get("no_road", []))
    inside = {
        spot: homes[spot] for spot in spots if homes[spot]["country"] in settings["countries"] and spot not in apart
    }
    if settings.get("links_from_net"):
        for row in _from_net(inside, net):
            rows.setdefault(frozenset((row["from"], row["to"])), row)
    hanging = _branches(rows, {spot: spots[spot] for spot in inside})
    return [*rows.values(), *hanging, *_crossings(inputs), *_sea(inputs)]


def _course(course: Row, spots: Spots, off_km: dict[str, float], net: RoadNet) -> list[Row]:
    """Return the links of one course; a published length is spread over them."""
    stops = course["through"]
    unknown = [stop for stop in stops if stop not in spots]
    if unknown:
        raise SystemExit(f"courses.yaml: {course['road'] or stops[0]} passes unknown places {unknown}")
    rows = [_measured(one, other, course, spots, off_km, net) for one, other in pairwise(stops)]
    if published := course.get("km"):
        measured = sum(row["km"] for row in rows)
        for row in rows:
            row["km"] = max(row["km"] * published / measured, straight_km(spots[row["from"]], spots[row["to"]]))
            told = f"{published} km ({course['source']})" if "source" in course else f"the published {published} km"
            row["source"] += f"; scaled to {told} from {stops[0]} to {stops[-1]}"
    for row in rows:
        row["km"] = round(row["km"], 1)
    return rows


def _measured(one: str, other: str, course: Row, spots: Spots, off_km: dict[str, float], net: RoadNet) -> Row:
    """Return one link with its length and where the length is from."""
    straight = straight_km(spots[one], spots[other])
    along = net.path_km(one, other) if one in off_km and other in off_km else None
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
        yield {
            "from": link.start, "to": link.end, "road": link.road, "grade": link.grade,
            "km": round(max(link.km, straight * LEAST_WINDING), 1), "kind": "road",
            "source": f"road net between neighbours; length from {OSM}",
        }  # fmt: skip


def _branches(rows: dict[frozenset[str], Row], spots: Spots) -> list[Row]:
    """Return links that join each place without a road to the nearest place that has one, nearest first."""
    return [
        {"from": branch.start, "to": branch.end, "grade": "minor",
         "km": round(max(0.3, branch.km * WINDING["minor"]), 1), "kind": "road",
         "source": "branch to the nearest place with a road; straight line times 1.25"}
        for branch in branches((end for pair in rows for end in pair), spots)
    ]  # fmt: skip


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
         "source": f"whoholds, by hand: {row['source']}"}
        for row in read_csv(inputs / "sea.csv")
    ]  # fmt: skip
