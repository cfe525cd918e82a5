"""Laws of the contraction of road nets, against networkx and brute force on random nets."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from whoholds.theatres.making import Edge, RoadNet, Spot, contracted, contraction, straight_km
from whoholds.theatres.making.grid import off_segment
from whoholds.theatres.making.spanner import WITH_ALL, WITHOUT_ONE, Spanner
from whoholds.theatres.making.zones import ZonedNet, zoned

SEEDS = range(12)


def random_net(rng: random.Random) -> RoadNet:
    nodes = {str(n): (rng.uniform(40, 41), rng.uniform(20, 21)) for n in range(70)}
    edges = []
    for node, at in nodes.items():
        near = sorted(nodes, key=lambda other: straight_km(at, nodes[other]))[1 : rng.choice((2, 3, 4))]
        edges += [Edge(node, other, straight_km(at, nodes[other]) * rng.uniform(1, 1.3)) for other in near]
    return RoadNet(nodes, edges)


def random_spots(rng: random.Random) -> dict[str, Spot]:
    return {
        f"p{n}": Spot(rng.uniform(40, 41), rng.uniform(20, 21), rng.choice((0, 0, 5_000, 80_000)))
        for n in range(40)
    }


def zone_graph(zones: ZonedNet) -> nx.Graph:
    """Return the net with each zone drawn together to one point."""
    graph = nx.Graph()
    graph.add_nodes_from(zones.core)
    for node, stretches in zones.ways.items():
        for stretch in stretches:
            ends = zones.owner.get(node, f"node {node}"), zones.owner.get(stretch.to, f"node {stretch.to}")
            graph.add_edge(*ends)
    return graph


@pytest.mark.parametrize("nearest", [2, contraction.NEAREST])
@pytest.mark.parametrize("seed", SEEDS)
def test_whichever_one_place_is_lost_the_same_places_hang_together_as_on_the_net(
    seed: int, nearest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contraction, "NEAREST", nearest)
    rng = random.Random(seed)
    net, spots = random_net(rng), random_spots(rng)
    zones = zoned(net, spots)
    truth, told = zone_graph(zones), nx.Graph([(link.start, link.end) for link in contracted(net, spots)])
    told.add_nodes_from(zones.core)
    for lost in (None, *zones.core):
        left = set(zones.core) - {lost}
        assert pieces(truth, left, lost) == pieces(told, left, lost)


def pieces(graph: nx.Graph, places: set[str], lost: str | None) -> set[frozenset[str]]:
    without = nx.restricted_view(graph, [lost] if lost else [], [])
    return {here for piece in nx.connected_components(without) if (here := frozenset(piece & places))}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_spanners_chokepoints_and_pieces_are_those_of_networkx(seed: int) -> None:
    rng = random.Random(seed)
    spanner, graph = Spanner(), nx.Graph()
    for _ in range(30):
        one, other = rng.sample("abcdefghijklmnopqrstuvwx", 2)
        spanner.keep(one, other, 1)
        graph.add_edge(one, other)
    assert spanner.chokepoints() == sorted(nx.articulation_points(graph))
    for lost in (None, *spanner.chokepoints()):
        assert set(spanner.pieces(graph, lost)) == pieces(graph, set(graph), lost)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_spanner_refuses_can_be_spared(seed: int) -> None:
    rng = random.Random(seed)
    offers = sorted((rng.uniform(5, 40), *rng.sample("abcdefghij", 2)) for _ in range(60))
    spanner, kept = Spanner(), nx.Graph()
    for km, one, other in offers:
        if kept.has_edge(one, other):
            assert not spanner.takes(one, other, km)
        elif spanner.takes(one, other, km):
            kept.add_edge(one, other, km=km)
        else:
            assert nx.dijkstra_path_length(kept, one, other, "km") <= km * WITH_ALL + 1e-9
            for lost in set(kept) - {one, other}:
                without = nx.restricted_view(kept, [lost], [])
                assert nx.dijkstra_path_length(without, one, other, "km") <= km * WITHOUT_ONE + 1e-9


@pytest.mark.parametrize("seed", SEEDS)
def test_paths_are_as_long_as_networkx_says(seed: int) -> None:
    rng = random.Random(seed)
    net = random_net(rng)
    graph = nx.Graph()
    for edge in net.edges:
        graph.add_edge(edge.one, edge.other, km=edge.km)
    ends = rng.sample(sorted(net.nodes), 6)
    net.attach({end: net.nodes[end] for end in ends}, 1)
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="km"))
    for one in ends:
        for other in ends:
            expected = lengths.get(one, {}).get(other)
            assert net.path_km(one, other) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_grid_finds_every_edge_that_a_look_at_all_of_them_finds(seed: int) -> None:
    rng = random.Random(seed)
    net = random_net(rng)
    grid = net.grid()
    for _ in range(50):
        at, reach_km = (rng.uniform(40, 41), rng.uniform(20, 21)), rng.uniform(0.5, 20)
        all_near = {
            number
            for number, edge in enumerate(net.edges)
            if off_segment(at, net.nodes[edge.one], net.nodes[edge.other])[0] <= reach_km
        }
        assert all_near <= set(grid.near(at, reach_km))
