"""The roads of every shipped pack are as long as they are known to be: `packs/NAME/routes.csv`."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

from whoholds.theatres import load_theatre, theatre_names

PACKS = Path(__file__).parents[2] / "packs"
TOLERANCE = 0.15
LEAST_ROUTES = 20

pytestmark = pytest.mark.skipif(not PACKS.is_dir(), reason="packs/ is part of the repository, not of the sdist")


def tables() -> dict[str, Path]:
    found = {path.parent.name: path for path in sorted(PACKS.glob("*/routes.csv"))}
    return {name: path for name, path in found.items() if name in theatre_names()}


def routes() -> list[tuple[str, str, str, float]]:
    found = []
    for name, path in tables().items():
        with path.open(encoding="utf-8", newline="") as lines:
            found += [(name, row["from"], row["to"], float(row["km"])) for row in csv.DictReader(lines)]
    return found


@cache
def roads(name: str) -> nx.Graph:
    graph = nx.Graph()
    for link in load_theatre(name).links:
        if link.kind == "road":
            graph.add_edge(link.start, link.end, km=link.km)
    return graph


@pytest.mark.parametrize(("name", "start", "end", "km"), routes())
def test_the_graph_gives_the_length_of_the_road(name: str, start: str, end: str, km: float) -> None:
    assert nx.dijkstra_path_length(roads(name), start, end, weight="km") == pytest.approx(km, rel=TOLERANCE)


@pytest.mark.parametrize("name", tables())
def test_a_pack_brings_enough_routes_each_with_its_source(name: str) -> None:
    with tables()[name].open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    pairs = {frozenset((row["from"], row["to"])) for row in rows}
    assert LEAST_ROUTES <= len(pairs) == len(rows)
    assert all(row["source"] for row in rows)


def test_the_packs_with_hand_written_roads_are_all_measured() -> None:
    assert {"sudan", "syria", "ukraine"} <= set(tables())
