"""Speed of consequences beside networkx, with identical answers checked: python bench/consequences.py [PLACES].

A road-like graph: places on a jittered grid, most neighbouring pairs joined, five sides in patches of
ground. For each side, every single capture: what does the loss of each place cut off from the side's
first place? whoholds answers all of them in one pass; networkx is asked place by place, on a sample of
places whose count is printed, and its time is scaled up to all of them.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import networkx as nx

from whoholds.actors import Actor, Register
from whoholds.consequences import Ground, Supposition, chokepoints, compare, suppose
from whoholds.consequences.doubt import chance_of_route
from whoholds.model import Picture, Standing
from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import Theatre

SIDES = ("reds", "blues", "greens", "whites", "golds")
ON = datetime(2031, 3, 7, tzinfo=UTC)
COUNTRIES = ("north", "east", "south", "west")
SAMPLE = 40


def theatre_of(size: int, rng: random.Random) -> Theatre:
    """Return a theatre of about `size` places on a grid with holes, one place in 50 on a dead end."""
    side = round(size**0.5)
    kinds = ["village"] * 12 + ["town"] * 5 + ["city", "port", "airfield"]
    cells = [(x, y) for x in range(side) for y in range(side)]
    places = [
        Place(
            id=f"{x}-{y}",
            name=f"{x}-{y}",
            kind=rng.choice(kinds),
            lat=30 + 8 * y / side,
            lon=30 + 8 * x / side,
            population=rng.choice([0, rng.randrange(50_000)]),
        )
        for x, y in cells
    ]
    links = []
    for x, y in cells:
        for other in ((x + 1, y), (x, y + 1)):
            if max(other) < side and rng.random() < 0.62:
                grade = "main" if x % 7 == 0 or y % 7 == 0 else "minor"
                links.append(
                    Link(start=f"{x}-{y}", end=f"{other[0]}-{other[1]}", km=rng.uniform(9, 30), grade=grade)
                )
    actors = [Actor(id=one, name=one, is_side=True) for one in SIDES]
    rim = [place for place in places if place.id.startswith(("0-", f"{side - 1}-")) or place.id.endswith("-0")]
    gates = rng.sample(rim, min(len(rim), 6 * len(COUNTRIES)))
    places += [Place(id=name, name=name, kind="country", country=name) for name in COUNTRIES]
    links += [Link(start=gate.id, end=COUNTRIES[i % 4], km=1, kind="crossing") for i, gate in enumerate(gates)]
    seats = rng.sample([place.id for place in places if not place.is_extended], len(SIDES))
    return Theatre(
        id="grid", title="grid", sides=SIDES, gazetteer=Gazetteer(places), links=tuple(links),
        register=Register(actors), capitals=dict(zip(SIDES, seats, strict=True)),
    )  # fmt: skip


def picture_of(theatre: Theatre, rng: random.Random, p: float = 1.0) -> Picture:
    """Return a picture in which each place goes to the side whose seed is nearest."""
    seeds = [(rng.uniform(30, 38), rng.uniform(30, 38), side) for side in SIDES for _ in range(3)]
    standings = {}
    for place in theatre.gazetteer:
        if place.is_extended:
            continue
        *_, who = min((((place.lat - a) ** 2 + (place.lon - b) ** 2), side) for a, b, side in seeds)
        standings[place.id] = Standing(place=place.id, state="held", holder=who, p=p, odds={who: p})
    return Picture(theatre="grid", on=ON, places=standings)


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that an action takes, and its answer."""
    start = perf_counter()
    answer = action()
    return perf_counter() - start, answer


def every_capture(theatre: Theatre, picture: Picture) -> dict[str, Any]:
    """Return, for every side and every place, what its loss cuts off: lazily listed."""
    ground = Ground(theatre, picture)
    found = {side: chokepoints(theatre, picture, side, roads="all", ground=ground) for side in SIDES}
    return {choke.place: choke for chokes in found.values() for choke in chokes}


def asked_one_by_one(theatre: Theatre, picture: Picture, rng: random.Random) -> tuple[float, dict[str, set[str]]]:
    """Ask networkx for a sample of places; return seconds a place and what each cuts off."""
    graph = nx.Graph((link.start, link.end) for link in theatre.links if _same(picture, link))
    graph.add_nodes_from(place.id for place in theatre.gazetteer)
    roots = _roots(theatre, picture, graph)
    places = [place.id for place in theatre.gazetteer]
    sample = rng.sample(places, min(SAMPLE, len(places)))
    answers, seconds = {}, 0.0
    for place in sample:
        if roots[place] == place:
            continue
        spent, answers[place] = timed(lambda place=place: _cut_off(graph, roots[place], place))
        seconds += spent
    return seconds / max(1, len(answers)), answers


def _same(picture: Picture, link: Link) -> bool:
    return picture.holder(link.start) == picture.holder(link.end)


def _roots(theatre: Theatre, picture: Picture, graph: nx.Graph) -> dict[str, str]:
    ground = Ground(theatre, picture)
    number = ground.network.number
    roots = {}
    for part in nx.connected_components(graph):
        own = ground.of(picture.holder(next(iter(part))) or "")
        root = max(part, key=lambda place: own.weight(number[place]))
        roots.update(dict.fromkeys(part, root))
    return roots


def _cut_off(graph: nx.Graph, root: str, place: str) -> set[str]:
    before = nx.node_connected_component(graph, root)
    after = nx.node_connected_component(graph.subgraph(before - {place}), root)
    return before - after - {place}


def same_answers(found: dict[str, Any], asked: dict[str, set[str]]) -> bool:
    """Return whether both say the same of every place asked."""
    return all((set(found[place].cut_off) if place in found else set()) == cut for place, cut in asked.items())


def what_if(theatre: Theatre, picture: Picture, place: str) -> int:
    """Suppose that a place falls, and compare; return the number of findings."""
    taker = "reds" if picture.holder(place) != "reds" else "blues"
    after = suppose(theatre, picture, [Supposition(kind="takes", side=taker, place=place)])
    return len(compare(theatre, picture, after))


def doubt(rng: random.Random) -> dict[str, float]:
    """Time the probability of a route over 1,000 uncertain places."""
    theatre = theatre_of(1_000, rng)
    everywhere = {
        place.id: Standing(place=place.id, state="held", holder="reds", p=0.9, odds={"reds": 0.9})
        for place in theatre.gazetteer
    }
    own = Ground(theatre, Picture(theatre="grid", on=ON, places=everywhere)).of("reds")
    part = sorted(max(own.parts("all"), key=len))
    seconds, chance = timed(lambda: chance_of_route(own, part[0], {part[-1]}))
    return {"seconds": round(seconds, 3), "p": round(chance.p, 4), "error": round(chance.error, 4)}


def growth(rng: random.Random) -> dict[str, float]:
    """Return microseconds a place for single captures on graphs of several sizes."""
    found = {}
    for size in (2_000, 20_000, 200_000):
        theatre = theatre_of(size, rng)
        picture = picture_of(theatre, rng)
        seconds, _ = timed(lambda theatre=theatre, picture=picture: every_capture(theatre, picture))
        found[str(len(theatre.gazetteer))] = round(1e6 * seconds / len(theatre.gazetteer), 2)
    return found


def main() -> int:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rng = random.Random(7)
    theatre = theatre_of(size, rng)
    picture = picture_of(theatre, rng)
    every_capture(theatre_of(400, rng), picture_of(theatre_of(400, rng), rng))  # loads what loads on use
    ours, found = timed(lambda: every_capture(theatre, picture))
    each, asked = asked_one_by_one(theatre, picture, rng)
    theirs = each * len(theatre.gazetteer)
    gravest = max(found.values(), key=lambda choke: choke.population).place
    supposing, findings = timed(lambda: what_if(theatre, picture, gravest))
    is_same = same_answers(found, asked)
    table = {
        "places": len(theatre.gazetteer),
        "links": len(theatre.links),
        "every_capture_seconds": round(ours, 3),
        "networkx_seconds_scaled_up": round(theirs, 1),
        "networkx_places_asked": len(asked),
        "ratio": round(theirs / ours),
        "identical": is_same,
        "suppose_and_compare_seconds": round(supposing, 3),
        "findings": findings,
        "doubt": doubt(rng),
        "microseconds_a_place": growth(rng) if "--growth" in sys.argv else "with --growth",
    }
    print(json.dumps(table, indent=1))
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
