"""Laws of counting cases: the walk from place to place equals the sum over all cases."""

from __future__ import annotations

from itertools import product
from math import prod

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from support.roads_and_planes import FULL
from whoholds.consequences.cases import Web, exact_chance


@st.composite
def webs(draw, most=8):
    """A web with several goals, in which places and ways hang on variables, some of them on the same."""
    size = draw(st.integers(3, most))
    near = {n: [] for n in range(size)}
    names = st.sampled_from([None, None, "x", "y", "z"])
    ends = {(draw(st.integers(0, n - 1)), n) for n in range(1, size)}
    extra = draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=size))
    for a, b in sorted(ends | {(min(pair), max(pair)) for pair in extra if pair[0] != pair[1]}):
        name = draw(names)
        near[a].append((b, name))
        near[b].append((a, name))
    rests_on = {}
    for n in range(1, size):
        if name := draw(st.sampled_from([None, f"p{n}", f"p{n}", "x"])):
            rests_on[n] = name
    goals = draw(st.sets(st.integers(1, size - 1), min_size=1, max_size=3))
    used = {*rests_on.values(), *(name for steps in near.values() for _, name in steps if name)}
    chances = {name: draw(st.sampled_from([0.1, 0.5, 0.8])) for name in sorted(used)}
    return Web(0, goals, near, rests_on, chances)


def by_all_cases(web):
    expected = 0.0
    for choice in product((True, False), repeat=len(web.chances)):
        up = dict(zip(web.chances, choice, strict=True))
        graph = nx.Graph()
        graph.add_nodes_from(n for n in web.near if up.get(web.rests_on.get(n), True))
        ways = [(a, b) for a, steps in web.near.items() for b, name in steps if up.get(name, True)]
        graph.add_edges_from((a, b) for a, b in ways if a in graph and b in graph)
        if any(goal in graph and nx.has_path(graph, web.start, goal) for goal in web.goals):
            expected += prod(p if up[name] else 1 - p for name, p in web.chances.items())
    return expected


@FULL
@given(webs())
def test_a_walk_over_a_web_counts_every_case(web):
    assert abs(exact_chance(web, steps=10**6) - by_all_cases(web)) < 1e-9
