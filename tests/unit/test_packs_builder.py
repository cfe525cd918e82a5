"""The pack builder: names from Cyrillic, parts that only courses join, courses along the net, borders melted."""

from __future__ import annotations

import doctest
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

PACKS = Path(__file__).parents[2] / "packs"

pytestmark = pytest.mark.skipif(not PACKS.is_dir(), reason="packs/ is part of the repository, not of the sdist")


@pytest.fixture(scope="module", autouse=True)
def builder_on_the_path() -> Iterator[None]:
    sys.path.insert(0, str(PACKS))
    yield
    sys.path.remove(str(PACKS))


def builder(name: str) -> ModuleType:
    return importlib.import_module(name)


@pytest.mark.parametrize("name", ["pack_names", "pack_parts"])
def test_the_examples_in_the_builder_are_true(name: str) -> None:
    found = doctest.testmod(builder(name))
    assert found.attempted > 0
    assert found.failed == 0


def test_each_cyrillic_spelling_is_followed_by_its_romanisations() -> None:
    spellings = ["Снігурівка", "Снигирёвка", "Снігурівка (село)", "Şnihurivka"]
    names = list(builder("pack_names").cyrillic_names(spellings))
    assert names == ["Снігурівка", "Snihurivka", "Снигирёвка", "Snigiryovka", "Snigirevka"]


def test_a_town_on_the_other_bank_is_in_another_sheet_and_the_road_over_is_in_none() -> None:
    making = importlib.import_module("whoholds.theatres.making")
    nodes = {"west": (0.0, 1.0), "bank": (0.0, 1.9), "over": (0.0, 2.1), "east": (0.0, 3.0), "abroad": (5.0, 3.0)}
    ends = [("west", "bank"), ("bank", "over"), ("over", "east"), ("east", "abroad")]
    net = making.RoadNet(nodes, [making.Edge(*pair, 100.0) for pair in ends])
    east, north = [(-9, 2), (-9, 9), (9, 9), (9, 2)], [(4, 0), (4, 9), (9, 9), (9, 0)]
    parts = builder("pack_parts").Parts({"east-bank": east}, [north])
    places = {name: {"lat": lat, "lon": lon} for name, (lat, lon) in nodes.items()}
    sheets = parts.sheets(places, net)
    assert [(set(here), {(edge.one, edge.other) for edge in sheet.edges}) for here, sheet in sheets] == [
        ({"over", "east", "abroad"}, {("over", "east")}),
        ({"west", "bank"}, {("west", "bank")}),
    ]


def test_a_course_takes_up_the_villages_that_the_net_passes_and_keeps_its_step_where_the_net_leads_astray() -> None:
    spots = {"a": (0.0, 0.0), "village": (0.0, 0.1), "b": (0.0, 0.2), "c": (0.0, 0.3), "far": (2.0, 0.25)}
    rows = [
        {"from": "a", "to": "village", "km": 11.5}, {"from": "village", "to": "b", "km": 11.5},
        {"from": "b", "to": "far", "km": 225.0}, {"from": "far", "to": "c", "km": 225.0},
    ]  # fmt: skip
    ways = builder("pack_courses").Ways(rows)
    assert ways.filled(["a", "b", "c"], spots) == ["a", "village", "b", "c"]
    assert ways.km("b", "a") is None
    assert ways.km("village", "a") == 11.5


def test_a_course_without_a_published_length_names_its_source_in_each_link() -> None:
    making, links = importlib.import_module("whoholds.theatres.making"), builder("pack_links")
    spots = {"a": (0.0, 0.0), "b": (0.0, 0.1)}
    road = links._Road(spots, {}, making.RoadNet({}, []), builder("pack_courses").Ways(()))
    (row,) = links._course({"road": "", "grade": "minor", "source": "a map", "through": ["a", "b"]}, road)
    assert row["source"] == "course by hand; length from straight line times 1.25; a map"


def test_a_moved_polygon_melts_into_its_new_country() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[0, 0], [0, 2]],  # the border between the two: from south to north
            [[0, 2], [-2, 0], [0, -2], [2, 0]],  # the rest of the mainland
            [[0, 2], [2, 0], [0, -2], [-2, 0]],  # the rest of the peninsula
            [[9, 9], [1, 0], [0, 1], [-1, -1]],  # elsewhere
        ],
    }
    mainland = {"type": "Polygon", "arcs": [[~0, ~1]]}
    other = {"type": "MultiPolygon", "arcs": [[[2, 0]], [[3]]]}
    builder("pack_shapes")._move(topology, other, mainland, (1, 1))
    assert other["arcs"] == [[[3]]]
    assert mainland["arcs"] == [[2, ~1]]
