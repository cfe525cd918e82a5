"""Laws of consequences: linear-time answers equal brute force on random road-like graphs."""

from __future__ import annotations

from datetime import UTC, datetime
from math import prod

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.roads_and_planes import ACTORS, FULL, SIDES, planar_wars, road_wars
from whoholds.actors import Register
from whoholds.consequences import Ground, Supposition, chokepoints, compare, doubt, pieces, reach, suppose, undo
from whoholds.consequences.cuts import Openings
from whoholds.consequences.doubt import chance_of_route
from whoholds.model import LinkStanding, Picture, Standing
from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import Theatre

ON = datetime(2031, 3, 7, tzinfo=UTC)
BRIEF = settings(max_examples=60, deadline=None)


@st.composite
def wars(draw, most=14):
    """A theatre of up to `most` places, two countries beyond, and a picture of it."""
    size = draw(st.integers(2, most))
    names = [f"p{n}" for n in range(size)]
    kinds = st.sampled_from(["town", "village", "port", "crossing", "airfield", "city"])
    places = [
        Place(id=name, name=name, kind=draw(kinds), lat=n * 0.1, lon=draw(st.integers(0, 9)) * 0.1, population=n)
        for n, name in enumerate(names)
    ]
    places += [Place(id=f"c{n}", name=f"c{n}", kind="country", country=f"C{n}") for n in range(2)]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=2 * size, unique=True)
    )
    links = [
        Link(start=a, end=b, km=draw(st.integers(9, 50)), grade=draw(st.sampled_from(["main", "minor"])))
        for a, b in pairs
        if a < b
    ]
    gates = draw(
        st.lists(st.tuples(st.sampled_from(names), st.sampled_from(["c0", "c1"])), max_size=4, unique=True)
    )
    links += [Link(start=a, end=c, km=1, kind="crossing") for a, c in gates]
    theatre = Theatre(
        id="t", title="t", gazetteer=Gazetteer(places), links=tuple(links), register=Register(ACTORS),
        sides=SIDES, capitals={"reds": "p0"},
    )  # fmt: skip
    holders = {name: draw(st.sampled_from(["reds", "reds", "reds", "greens", "blues"])) for name in names}
    standings = {
        name: Standing(place=name, state="held", holder=who, p=1, odds={who: 1}) for name, who in holders.items()
    }
    cut = draw(st.lists(st.sampled_from(links), max_size=2)) if links else []
    shut = {link.id: LinkStanding(link=link.id, state="cut", p=0) for link in cut}
    return theatre, Picture(theatre="t", on=ON, places=standings, links=shut)


def any_wars(most=25):
    """Wars on any graph, on road-like and on planar ones."""
    return st.one_of(wars(most=most), road_wars(most=most), planar_wars(most=most))


def graph_of(theatre, picture, friends=("reds", "greens"), *, only_main=False, held=True):
    """The ground as a person would draw it, in networkx."""
    graph = nx.Graph()
    own = {p for p, s in picture.places.items() if s.holder in friends or not held}
    usable = [x for x in theatre.links if x.kind == "road" and x.id not in picture.links]
    if only_main:
        usable = [x for x in usable if x.grade == "main"]
    else:
        graph.add_nodes_from(own)
    for link in usable:
        if link.start in own and link.end in own:
            km = min(link.km, graph.get_edge_data(link.start, link.end, {"km": link.km})["km"])
            graph.add_edge(link.start, link.end, km=km, effort=km if link.grade == "main" else 1.25 * km)
    return graph


@FULL
@given(any_wars())
def test_pieces_are_the_connected_components(war):
    theatre, picture = war
    found = {frozenset(piece.places) for piece in pieces(theatre, picture, "reds", roads="all")}
    parts = nx.connected_components(graph_of(theatre, picture))
    own = {place for place, standing in picture.places.items() if standing.holder == "reds"}
    assert found == {frozenset(part) for part in parts if part & own}


@BRIEF
@given(wars())
def test_every_place_of_the_ground_is_in_one_piece(war):
    theatre, picture = war
    listed = [place for piece in pieces(theatre, picture, "blues", roads="all") for place in piece.places]
    assert sorted(listed) == sorted(p for p, s in picture.places.items() if s.holder == "blues")


def brute_force(graph, gates, root, place):
    """What losing one place cuts off from the root: places, and countries."""
    before = nx.node_connected_component(graph, root)
    less = graph.subgraph(before - {place})
    after = nx.node_connected_component(less, root)
    countries = {c for a, c in gates if a in before}
    return before - after - {place}, countries - {c for a, c in gates if a in after}


@FULL
@given(any_wars())
def test_choke_points_equal_brute_force(war):
    theatre, picture = war
    graph = graph_of(theatre, picture)
    gates = [(x.start, x.end) for x in theatre.links if x.kind == "crossing" and x.id not in picture.links]
    found = {c.place: c for c in chokepoints(theatre, picture, "reds", roads="all")}
    for part in nx.connected_components(graph):
        if all(picture.holder(place) != "reds" for place in part):
            continue
        root = pieces_root(theatre, part)
        for place in part - {root}:
            lost, countries = brute_force(graph, gates, root, place)
            if not lost and not countries:
                assert place not in found
                continue
            assert set(found[place].cut_off) == lost
            assert set(found[place].borders) == countries
            assert found[place].population == sum(theatre.gazetteer[p].population for p in lost)
            assert found[place].origin == root
            assert found[place].pieces == nx.number_connected_components(graph.subgraph(lost))


def pieces_root(theatre, part):
    own = Ground(theatre, Picture(theatre="t", on=ON)).of("reds")
    return max(part, key=lambda place: own.weight(own.network.number[place]))


@BRIEF
@given(any_wars(most=16))
def test_a_route_is_a_shortest_path_of_held_ground_and_its_km_add_up(war):
    theatre, picture = war
    graph = graph_of(theatre, picture)
    for target in graph.nodes:
        start = next(iter(graph.nodes))
        answer = reach(theatre, picture, "reds", target, start)
        assert answer.reachable == nx.has_path(graph, start, target)
        if not answer.reachable:
            continue
        assert answer.route[0] == start
        assert answer.route[-1] == target
        assert all(picture.holder(place) in {"reds", "greens"} for place in answer.route)
        steps = list(zip(answer.route, answer.route[1:], strict=False))
        wanted = graph_of(theatre, picture, only_main=answer.by == "main")
        assert answer.km == sum(wanted[a][b]["km"] for a, b in steps)
        effort = sum(wanted[a][b]["effort"] for a, b in steps)
        if steps:
            assert effort == nx.shortest_path_length(wanted, start, target, weight="effort")


@BRIEF
@given(any_wars(most=16))
def test_what_is_said_to_bar_a_way_bars_every_way(war):
    theatre, picture = war
    start = next((p for p, s in picture.places.items() if s.holder == "reds"), None)
    if start is None:
        return
    everything = graph_of(theatre, Picture(theatre="t", on=ON, places=picture.places), held=False)
    for target in everything.nodes - {start}:
        answer = reach(theatre, picture, "reds", target, start)
        if answer.reachable:
            continue
        links = {bar.link for bar in answer.bars if bar.link}
        places = {bar.place for bar in answer.bars if not bar.link}
        assert all(picture.holder(place) == "blues" for place in places)
        is_held = picture.holder(target) == "blues"
        assert is_held == (target in places)
        before = fewest_bars(theatre, picture, start, target)
        if before is None:
            assert places == {target}
            continue
        assert len(answer.bars) - is_held == before
        rest = everything.copy()
        rest.remove_nodes_from(places - {target})
        rest.remove_edges_from([(x.start, x.end) for x in theatre.links if x.id in links])
        assert target not in rest or not nx.has_path(rest, start, target)


def fewest_bars(theatre, picture, start, target):
    """The size of the smallest cut before the target by networkx; None where held ground leads up to it.

    Places not held and links cut are narrow, all else is wide.
    """
    flow = nx.DiGraph()
    for place, standing in picture.places.items():
        flow.add_edge(("in", place), ("out", place), **({"capacity": 1} if standing.holder == "blues" else {}))
    for link in theatre.links:
        if link.kind != "road":
            continue
        for a, b in ((link.start, link.end), (link.end, link.start)):
            if link.id in picture.links:
                flow.add_edge(("gate in", link.id), ("gate out", link.id), capacity=1)
                flow.add_edge(("out", a), ("gate in", link.id))
                flow.add_edge(("gate out", link.id), ("in", a))
            else:
                flow.add_edge(("out", a), ("in", b))
    try:
        return int(nx.maximum_flow_value(flow, ("out", start), ("in", target)))
    except nx.NetworkXUnbounded:
        return None


@BRIEF
@given(wars())
def test_taking_the_places_named_opens_a_way(war):
    theatre, picture = war
    start = next((p for p, s in picture.places.items() if s.holder == "reds"), None)
    if start is None:
        return
    for target in picture.places:
        answer = reach(theatre, picture, "reds", target, start)
        if not answer.reachable and answer.to_open and not picture.links:
            taken = suppose(theatre, picture, [takes("reds", place) for place in answer.to_open])
            assert reach(theatre, taken, "reds", target, start).reachable
            held = {place for place, standing in picture.places.items() if standing.holder != "blues"}
            assert not held & set(answer.to_open)


@BRIEF
@given(any_wars(most=16))
def test_the_way_to_open_is_the_one_of_least_toil(war):
    theatre, picture = war
    own = Ground(theatre, picture).of("reds")
    start = next(iter(own.members), None)
    if start is None:
        return
    openings, web = Openings(own, start), nx.MultiGraph()
    web.add_edges_from((way.a, way.b, {"toil": openings.toil(way)}) for way in own.network.roads)
    web.add_node(start)
    least = nx.single_source_dijkstra_path_length(web, start, weight="toil")
    assert openings.cost == pytest.approx(least)


def takes(side, place):
    return Supposition(kind="takes", side=side, place=place)


@BRIEF
@given(wars(), st.data())
def test_supposing_and_undoing_is_the_same_picture(war, data):
    theatre, picture = war
    spots = list(picture.places)
    some = [takes(data.draw(st.sampled_from(SIDES)), data.draw(st.sampled_from(spots))) for _ in range(3)]
    links = tuple(link.id for link in theatre.links[:2])
    some.append(Supposition(kind="cuts", links=links))
    some.append(Supposition(kind="allies", side="reds", other="blues"))
    supposed = suppose(theatre, picture, some)
    assert reach(theatre, supposed, "reds", spots[0], spots[-1]) is not None
    assert suppose(theatre, supposed, [undo(picture, supposed)]) == picture


def in_odds(picture, data):
    """The picture with up to ten places and links that are open only by chance; the chance of each by name."""
    some = data.draw(st.lists(st.sampled_from(sorted(picture.places)), max_size=8, unique=True))
    places = {
        place: Standing(place=place, state="held", holder="reds", p=1, odds={"reds": 1}) for place in picture.places
    }
    chances = {}
    for place in some:
        chances[place] = p = data.draw(st.sampled_from([0.1, 0.5, 0.9]))
        places[place] = Standing(place=place, state="held", holder="reds", p=p, odds={"reds": p, "blues": 1 - p})
    return chances, places


@FULL
@given(any_wars(most=16), st.data())
def test_the_chance_of_a_route_is_the_sum_over_all_cases(war, data):
    theatre, picture = war
    chances, places = in_odds(picture, data)
    roads = [link for link in theatre.links if link.kind == "road"]
    doubtful = data.draw(st.lists(st.sampled_from(roads), max_size=2, unique=True)) if roads else []
    links = {link.id: LinkStanding(link=link.id, state="unknown", p=0.3) for link in doubtful}
    own = Ground(theatre, Picture(theatre="t", on=ON, places=places, links=links)).of("reds")
    start, goal = min(places), max(places)
    web = nx.Graph((link.start, link.end, {"link": link.id}) for link in roads)
    web.add_nodes_from(places)
    uncertain = {**{n: p for n, p in chances.items() if n != start}, **dict.fromkeys(links, 0.3)}
    expected = 0.0
    for case in range(2 ** len(uncertain)):
        up = {name: bool(case >> i & 1) for i, name in enumerate(uncertain)}
        weight = prod(p if up[name] else 1 - p for name, p in uncertain.items())
        left = web.subgraph(n for n in places if up.get(n, True)).copy()
        left.remove_edges_from([(a, b) for a, b, link in left.edges(data="link") if not up.get(link, True)])
        if goal in left and nx.has_path(left, start, goal):
            expected += weight
    number = own.network.number
    got = chance_of_route(own, number[start], {number[goal]})
    assert got.error == 0
    assert abs(got.p - expected) < 1e-9


@settings(max_examples=25, deadline=None)
@given(wars(most=10), st.data())
def test_drawn_cases_agree_with_counted_ones_within_their_error(war, data):
    theatre, picture = war
    chances = {p: data.draw(st.floats(0.05, 0.95)) for p in picture.places}
    standings = {
        p: Standing(place=p, state="held", holder="reds", p=c, odds={"reds": c, "blues": 1 - c})
        for p, c in chances.items()
    }
    own = Ground(theatre, Picture(theatre="t", on=ON, places=standings), ground="any").of("reds")
    start, *_, goal = (own.network.number[place] for place in chances)
    counted = chance_of_route(own, start, {goal})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doubt, "exact_chance", lambda web: None)
        drawn = chance_of_route(own, start, {goal})
    assert abs(counted.p - drawn.p) <= max(3 * drawn.error, 0.002)
    assert drawn.error <= 0.016


def in_doubt(picture, data):
    """The picture with some places contested and some unknown."""
    states = st.sampled_from(["held", "held", "contested", "unknown"])
    places = {}
    for place, standing in picture.places.items():
        state = data.draw(states)
        if state == "held":
            places[place] = standing
        elif state == "contested":
            p = data.draw(st.sampled_from([0.1, 0.5, 0.7]))
            places[place] = Standing(place=place, state="contested", p=1 - p, odds={"reds": p, "contested": 1 - p})
    return Picture(theatre="t", on=ON, places=places, links=picture.links)


@BRIEF
@given(wars(), st.data())
def test_laxer_ground_only_ever_adds(war, data):
    theatre, picture = war
    doubtful = in_doubt(picture, data)
    grounds = [Ground(theatre, doubtful, ground=choice) for choice in ("sure", "likely", "any")]
    for side in SIDES:
        sure, likely, lax = (ground.of(side).members for ground in grounds)
        assert sure <= likely <= lax
    for target in picture.places:
        found = [reach(theatre, doubtful, "reds", target, "p0", ground=ground).reachable for ground in grounds]
        assert found == sorted(found)


@BRIEF
@given(wars(), st.data())
def test_nothing_follows_from_no_change_and_a_change_of_hands_is_always_told(war, data):
    theatre, picture = war
    assert compare(theatre, picture, picture) == []
    place = data.draw(st.sampled_from(sorted(picture.places)))
    side = data.draw(st.sampled_from(SIDES))
    after = suppose(theatre, picture, [takes(side, place)])
    told = {found.places[0] for found in compare(theatre, picture, after) if found.kind == "changed-hands"}
    assert told == ({place} if picture.holder(place) != side else set())
