"""Outlines are asked what lies in them, rings close, and neighbours by the straight line hang together."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from support.making import wishes
from whoholds.terrain import Link, Place
from whoholds.theatres.making.draft import Draft
from whoholds.theatres.making.neighbours import relative_neighbours
from whoholds.theatres.making.rings import polygons_from
from whoholds.theatres.making.shapes import Outline, centre, slimmed
from whoholds.theatres.making.todo import add_checks

SQUARE = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
HOLE = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6], [0.4, 0.4]]


def test_inside_outside_and_in_a_hole() -> None:
    outline = Outline([[SQUARE, HOLE]])
    assert [outline.holds(at) for at in ((0.2, 0.2), (0.5, 0.5), (2, 0.5), (0.2, -0.1))] == [
        True,
        False,
        False,
        False,
    ]
    assert outline.outside_km((0.2, 0.2)) == 0
    assert outline.outside_km((0.5, -0.1)) == pytest.approx(11.1, abs=0.1)
    assert outline.away_km((0.5, 0.3)) == pytest.approx(11.1, abs=0.1)


def test_a_line_is_cut_where_it_leaves() -> None:
    outline = Outline([[SQUARE]])
    assert outline.cut_by((0.5, 0.5), (0.5, 1.5)) == pytest.approx((0.5, 1.0))
    assert outline.cut_by((0.5, 0.5), (0.6, 0.6)) is None


def test_stretches_of_a_border_hold_nothing() -> None:
    border = Outline([[[[0.0, 0.0], [1.0, 0.0]]]], is_open=True)
    assert not border.holds((0.5, 0.5))
    assert border.away_km((0.1, 0.5)) == pytest.approx(11.1, abs=0.1)


def test_an_outline_of_nothing_is_false_and_far_away() -> None:
    assert not Outline([])
    assert Outline([]).away_km((0, 0)) == float("inf")
    assert not Outline([]).holds((0, 0))


@pytest.mark.parametrize("ring", [[[0, 0], [1, "x"], [1, 1], [0, 0]], [[0, 0], [1, float("nan")], [1, 1], [0, 0]]])
def test_rings_that_are_none_are_refused(ring: list[list[float]]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Outline([[ring]])


def test_slimming_keeps_the_shape_and_the_centre_lies_inside() -> None:
    dense = [[x / 50, 0.0] for x in range(51)] + [[1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    (polygon,) = slimmed({"type": "Polygon", "coordinates": [dense]}, 0.01)
    assert polygon[0] == SQUARE
    assert Outline([polygon]).holds(centre([polygon]))


def test_lines_close_to_rings_whatever_their_order_and_direction() -> None:
    rng = random.Random(3)
    points = [(float(lat), float(lon)) for lon, lat in SQUARE[:-1]]
    for _ in range(20):
        lines = [[points[n], points[(n + 1) % 4]] for n in range(4)]
        rng.shuffle(lines)
        lines = [line[:: rng.choice((1, -1))] for line in lines]
        (polygon,) = polygons_from(lines)
        assert Outline([polygon]).holds((0.5, 0.5))
    assert polygons_from(lines[:3]) == []


def test_a_ring_in_a_ring_is_a_hole() -> None:
    lines = [[(lat, lon) for lon, lat in ring] for ring in (HOLE, SQUARE)]
    (polygon,) = polygons_from(lines)
    assert not Outline([polygon]).holds((0.5, 0.5))


@pytest.mark.parametrize("seed", range(5))
def test_relative_neighbours_are_those_of_brute_force_and_hang_together(seed: int) -> None:
    rng = random.Random(seed)
    spots = {f"p{n}": (rng.uniform(10, 11), rng.uniform(20, 21)) for n in range(60)}

    def gap(one: str, other: str) -> float:
        return (spots[one][0] - spots[other][0]) ** 2 + ((spots[one][1] - spots[other][1]) * 0.9825) ** 2

    def is_apart(one: str, other: str) -> bool:
        others = [each for each in spots if each not in {one, other}]
        return any(max(gap(one, each), gap(other, each)) < gap(one, other) for each in others)

    expected = {(one, other) for one in spots for other in spots if one < other and not is_apart(one, other)}
    found = set(relative_neighbours(spots))
    assert len(found ^ expected) <= 2  # the plane is not quite the globe
    assert nx.is_connected(nx.Graph(found))
    assert set(nx.Graph(found)) == set(spots)


def test_few_places_have_few_neighbours() -> None:
    assert list(relative_neighbours({})) == []
    assert list(relative_neighbours({"a": (0, 0)})) == []
    assert list(relative_neighbours({"a": (0, 0), "b": (0, 1)})) == [("a", "b")]


def test_a_detour_between_near_towns_is_told() -> None:
    draft = Draft(wishes("HM"))
    for name, lon in (("ash", 73.0), ("birch", 73.1), ("cole", 74.0)):
        draft.places[name] = Place(id=name, name=name.title(), lat=-53.0, lon=lon, country="HM", admin1="Isle")
    draft.links = [Link(start="ash", end="cole", km=70), Link(start="cole", end="birch", km=62)]
    add_checks(draft)
    assert [line for kind, line in draft.todo if kind == "detours"] == [
        "Ash – Birch (ash, birch): 7 km straight, over 32 by road"
    ]
