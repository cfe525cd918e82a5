"""Laws of pairs: they are what brute force over all pairs of places finds."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from support.roads_and_planes import FULL, planar_wars, road_wars
from whoholds.consequences import Ground, pairs


def all_assets(own, part):
    places = own.network.places
    assets = {("port", places[n].id): {places[n].id} for n in part & own.network.ports}
    for way in own.exits:
        if way.a in part:
            assets.setdefault(("border", places[way.b].id), set()).add(places[way.a].id)
    return assets


def by_brute_force(graph, root, assets, ids):
    """For each pair of places other than the root: the assets that need both to be lost."""
    found = {}

    def reached(lost):
        left = nx.node_connected_component(graph.subgraph(set(ids) - lost), root)
        return {asset for asset, doors in assets.items() if doors & left}

    alone = {place: reached({place}) for place in ids if place != root}
    for one, other in combinations(sorted(set(ids) - {root}), 2):
        left = reached({one, other})
        cut = {
            asset
            for asset in alone[one] & alone[other] - left
            if asset[0] != "port" or not assets[asset] & {one, other}
        }
        if cut:
            left = nx.node_connected_component(graph.subgraph(set(ids) - {one, other}), root)
            found[frozenset((one, other))] = (cut, set(ids) - left - {one, other})
    return found


@FULL
@given(st.one_of(road_wars(most=12), planar_wars(most=12)))
def test_pairs_equal_brute_force(war):
    theatre, picture = war
    ground = Ground(theatre, picture)
    own = ground.of("reds")
    ids = [place.id for place in own.network.places]
    graph = nx.Graph([(ids[a], ids[b]) for a, b in own.ways])
    graph.add_nodes_from(ids[n] for n in own.members)
    expected = {}
    for part in own.parts("all"):
        inside = [ids[n] for n in part]
        root = own.first(part)
        assets = all_assets(own, part)
        assets = {a: doors for a, doors in assets.items() if doors != {ids[root]} or a[0] != "port"}
        expected |= by_brute_force(graph, ids[root], assets, inside)
    found = pairs(theatre, picture, "reds", roads="all", ground=ground)
    people = {place.id: place.population for place in own.network.places}
    expected = {pair: (cut, sum(people[place] for place in lost)) for pair, (cut, lost) in expected.items()}
    assert {frozenset(pair.places): (set(pair.cuts), pair.population) for pair in found} == expected
