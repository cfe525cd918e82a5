"""The roads of the packs are as long as they are: published distances, kept beside the inputs of each pack."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest

from whoholds.theatres import load_theatre

PACKS = Path(__file__).parents[2] / "packs"
WITHIN = 0.15

pytestmark = pytest.mark.skipif(not PACKS.is_dir(), reason="packs/ is part of the repository, not of the sdist")


def routes() -> list[tuple[str, str, str, float]]:
    found = []
    for path in sorted(PACKS.glob("*/routes.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found += [(path.parent.name, row["from"], row["to"], float(row["km"])) for row in csv.DictReader(lines)]
    return found


@pytest.fixture(scope="module")
def graphs() -> dict[str, nx.Graph]:
    return {name: road_graph(name) for name in {name for name, *_ in routes()}}


def road_graph(name: str) -> nx.Graph:
    graph = nx.Graph()
    for link in load_theatre(name).links:
        if link.kind == "road" and link.grade == "main":
            graph.add_edge(link.start, link.end, km=link.km)
    return graph


def test_there_are_routes_to_hold_the_packs_to() -> None:
    by_pack = {name: sum(other == name for other, *_ in routes()) for name, *_ in routes()}
    assert by_pack["syria"] >= 20
    assert by_pack["ukraine"] >= 60


@pytest.mark.parametrize(("name", "start", "end", "km"), routes())
def test_main_roads_are_as_long_as_published(
    graphs: dict[str, nx.Graph], name: str, start: str, end: str, km: float
) -> None:
    assert nx.dijkstra_path_length(graphs[name], start, end, weight="km") == pytest.approx(km, rel=WITHIN)
