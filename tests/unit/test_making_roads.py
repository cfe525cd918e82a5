"""A road net becomes links between neighbouring places."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

from whoholds.errors import NotText
from whoholds.theatres.making import Edge, RoadNet, Spot, branches, contracted, straight_km
from whoholds.theatres.making.zones import zoned

A_DEGREE = 111.2
Links = dict[tuple[str, str], float]


def net_of(nodes: dict[str, tuple[float, float]], *stretches: str) -> RoadNet:
    """Return a net of straight roads: "a b c" joins a to b and b to c; one that ends in "~" is minor."""
    edges = []
    for line in stretches:
        grade = "minor" if line.endswith("~") else "main"
        stops = line.rstrip("~ ").split()
        for one, other in pairwise(stops):
            edges.append(
                Edge(one, other, straight_km(nodes[one], nodes[other]), grade, line if grade == "main" else "")
            )
    return RoadNet(nodes, edges)


def links_of(net: RoadNet, **places: tuple[float, float]) -> Links:
    spots = {name: Spot(*at) for name, at in places.items()}
    return {(link.start, link.end): link.km for link in contracted(net, spots)}


def test_neighbours_along_a_road_are_linked_and_no_others() -> None:
    net = net_of({"x": (0, 0), "y": (0, 0.3)}, "x y")
    links = links_of(net, a=(0, 0), b=(0.005, 0.1), c=(0, 0.3))
    assert set(links) == {("a", "b"), ("b", "c")}
    assert links["a", "b"] == pytest.approx(0.1 * A_DEGREE, rel=0.01)


def test_a_village_off_the_highway_is_no_choke_point() -> None:
    net = net_of({"x": (0, 0), "y": (0, 0.3)}, "x y")
    links = links_of(net, a=(0, 0), village=(0.045, 0.15), c=(0, 0.3))
    assert set(links) == {("a", "c")}


def test_a_big_town_is_wider_than_its_pin() -> None:
    net = net_of({"x": (0, 0), "y": (0, 0.3)}, "x y")
    spots = {"a": Spot(0, 0), "b": Spot(0.03, 0.15, 200_000), "c": Spot(0, 0.3)}
    assert {(link.start, link.end) for link in contracted(net, spots)} == {("a", "b"), ("b", "c")}


def test_a_true_road_that_bulges_runs_through_the_town_off_its_straight_edge() -> None:
    nodes = {"x": (0.0, 0.0), "y": (0.0, 0.3)}
    town = {"a": Spot(0, 0), "b": Spot(0.025, 0.15), "c": Spot(0, 0.3)}
    straight, winding = (RoadNet(nodes, [Edge("x", "y", km)]) for km in (33.4, 35.0))
    assert len(contracted(straight, town)) == 1
    assert len(contracted(winding, town)) == 2


def test_places_around_a_junction_in_the_fields_are_linked_two_by_two() -> None:
    net = net_of({"j": (0, 0), "n": (0.1, 0), "e": (0, 0.1), "w": (0, -0.1)}, "n j", "e j", "w j")
    links = links_of(net, n=(0.1, 0), e=(0, 0.1), w=(0, -0.1))
    assert set(links) == {("e", "n"), ("n", "w"), ("e", "w")}


def test_a_bypass_beyond_a_towns_reach_is_a_link_of_its_own() -> None:
    nodes = {"w": (0, -0.2), "t": (0, 0), "e": (0, 0.2), "b": (0.05, 0)}
    links = links_of(net_of(nodes, "w t e", "w b e"), west=(0, -0.2), town=(0, 0), east=(0, 0.2))
    assert set(links) == {("town", "west"), ("east", "town"), ("east", "west")}


def test_a_bypass_within_a_towns_reach_runs_through_the_town() -> None:
    nodes = {"w": (0, -0.2), "t": (0, 0), "e": (0, 0.2), "b": (0.01, 0), "v": (0.01, -0.02), "u": (0.01, 0.02)}
    links = links_of(net_of(nodes, "w t e", "w v b u e"), west=(0, -0.2), town=(0, 0), east=(0, 0.2))
    assert set(links) == {("town", "west"), ("east", "town")}


def test_the_two_lanes_of_a_motorway_and_a_roundabout_are_one_way() -> None:
    nodes = {
        "w": (0, -0.2), "p": (0.001, -0.1), "q": (-0.001, -0.1), "r1": (0.001, 0), "r2": (0, 0.001),
        "r3": (-0.001, 0), "r4": (0, -0.001), "e": (0, 0.2),
    }  # fmt: skip
    net = net_of(nodes, "w p r1", "w q r3", "r1 r2 r3 r4 r1", "r2 e")
    links = links_of(net, west=(0, -0.2), mill=(0, -0.1), ring=(0, 0), east=(0, 0.2))
    assert set(links) == {("mill", "west"), ("mill", "ring"), ("east", "ring")}


def test_main_roads_are_linked_for_themselves_where_a_lane_is_shorter() -> None:
    nodes = {"a": (0, 0), "b": (0, 0.2), "far": (0.1, 0.1), "near": (0.02, 0.1)}
    net = net_of(nodes, "a far b", "a near b ~")
    spots = {"a": Spot(0, 0), "b": Spot(0, 0.2), "lane": Spot(0.02, 0.1)}
    found = {(link.start, link.end): (link.grade, link.road) for link in contracted(net, spots)}
    assert found == {
        ("a", "b"): ("main", "a far b"),
        ("a", "lane"): ("minor", ""),
        ("b", "lane"): ("minor", ""),
    }


def test_two_places_at_the_end_of_one_road_both_have_a_link() -> None:
    net = net_of({"x": (0, 0), "y": (0, 0.3)}, "x y")
    links = links_of(net, a=(0, 0), twin=(0.001, 0.302), twain=(-0.001, 0.302))
    assert {end for pair in links for end in pair} == {"a", "twin", "twain"}


def test_a_place_off_every_road_has_no_zone_and_hangs_on_a_branch() -> None:
    net = net_of({"x": (0, 0), "y": (0, 0.3)}, "x y")
    spots = {"a": Spot(0, 0), "far": Spot(0.2, 0), "farther": Spot(0.3, 0)}
    assert set(zoned(net, spots).core) == {"a"}
    hanging = branches(["a"], {name: spot.at for name, spot in spots.items()})
    assert [(each.start, each.end) for each in hanging] == [("a", "far"), ("far", "farther")]
    assert hanging[0].km == pytest.approx(22.2, abs=0.1)


def test_branches_begin_somewhere_where_nothing_is_joined() -> None:
    assert [(each.start, each.end) for each in branches([], {"a": (0, 0), "b": (0, 1)})] == [("a", "b")]
    assert branches([], {}) == []


def test_an_attached_spot_is_measured_along_the_road() -> None:
    net = net_of({"x": (0, 0), "y": (0, 0.3), "z": (1, 1)}, "x y")
    off_km = net.attach({"a": (0.01, 0.1), "b": (0, 0.2), "off": (0.5, 0)}, 6)
    assert set(off_km) == {"a", "b"}
    assert off_km["a"] == pytest.approx(0.01 * A_DEGREE, abs=0.01)
    assert net.path_km("a", "b") == pytest.approx(0.1 * A_DEGREE, rel=0.01)
    assert net.path_km("a", "off") is None


def write(path: Path, document: object) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        json.dump(document, out)
    return path


def test_a_net_is_read_from_its_file(tmp_path: Path) -> None:
    document = {"nodes": {"1": [0, 0], "2": [0, 1]}, "edges": [[1, 2, 112.0, "minor", "M1"], [1, 2, 120.0]]}
    net = RoadNet.read(write(tmp_path / "roads.json.gz", document))
    assert net.edges == [Edge("1", "2", 112.0, "minor", "M1")]


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"nodes": {}},
        {"nodes": {"1": [0]}, "edges": []},
        {"nodes": {"1": [99, 0]}, "edges": []},
        {"nodes": {"1": [0, 0]}, "edges": [[1, 2, 3]]},
        {"nodes": {"1": [0, 0], "2": [0, 1]}, "edges": [[1, 2, -3]]},
        {"nodes": {"1": [0, 0], "2": [0, 1]}, "edges": [[1, 2, "far"]]},
        {"nodes": {"1": [0, 0], "2": [0, 1]}, "edges": [[1, 2, float("nan")]]},
    ],
)
def test_a_file_that_is_no_net_is_refused_in_one_line(tmp_path: Path, document: object) -> None:
    with pytest.raises(NotText, match="is no road net"):
        RoadNet.read(write(tmp_path / "roads.json.gz", document))


def test_bytes_that_are_no_gzip_are_refused(tmp_path: Path) -> None:
    (tmp_path / "roads.json.gz").write_bytes(b"nodes")
    with pytest.raises(NotText, match="not gzip"):
        RoadNet.read(tmp_path / "roads.json.gz")
    with pytest.raises(NotText, match="No such file"):
        RoadNet.read(tmp_path / "none.json.gz")
