"""Speed of consequences beside networkx, with identical answers checked: python bench/consequences.py [PLACES].

A road-like graph: places on a jittered grid, most neighbouring pairs joined, five sides in patches of
ground, crossings to four countries on the rim. For each side, every single capture: what does the loss of
each place cut off from the side's first place (places, people, countries, ports, cities, pieces)?
whoholds answers all of them in one pass; networkx is asked place by place, on a sample of places whose
count is printed, and its time is scaled up to all of them. Times are medians of five; "cold" includes the
survey of the theatre, which is made once a day and kept. With --growth, 2,000 to 200,000 places.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from math import log
from statistics import median
from time import perf_counter
from typing import Any

import networkx as nx

from whoholds.actors import Actor, Register
from whoholds.consequences import Chokepoint, Ground, Supposition, chokepoints, compare, findings, pieces, suppose
from whoholds.consequences.doubt import chance_of_route
from whoholds.consequences.survey import Survey
from whoholds.model import Picture, Standing
from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import Theatre

SIDES = ("reds", "blues", "greens", "whites", "golds")
ON = datetime(2031, 3, 7, tzinfo=UTC)
COUNTRIES = ("north", "east", "south", "west")
SAMPLE = 40
SUPPOSED = 5


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


def median_of(action: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    """Return the median of the seconds that an action takes, and its last answer."""
    runs = [timed(action) for _ in range(times)]
    return sorted(seconds for seconds, _ in runs)[times // 2], runs[-1][1]


def unseen(theatre: Theatre) -> Theatre:
    """Return the theatre as if it had just been loaded: nothing that was made of it is found again."""
    return replace(theatre, links=(*theatre.links,))


def every_capture(theatre: Theatre, picture: Picture) -> dict[str, tuple[Chokepoint, list[dict[str, str]]]]:
    """Return, for every side and every place whose loss cuts something off, all that it cuts off."""
    ground = Ground(theatre, picture)
    chokes = (choke for side in SIDES for choke in chokepoints(theatre, picture, side, roads="all", ground=ground))
    return {choke.place: (choke, choke.cuts) for choke in chokes}


def asked_one_by_one(theatre: Theatre, picture: Picture, rng: random.Random) -> tuple[float, dict[str, set[str]]]:
    """Ask networkx for a sample of places; return seconds a place and what each cuts off, countries included."""
    graph = nx.Graph((link.start, link.end) for link in theatre.links if _same(picture, link))
    places = [place.id for place in theatre.gazetteer if not place.is_extended]
    graph.add_nodes_from(places)
    roots = _roots(theatre, picture, graph)
    doors = [(link.start, link.end) for link in theatre.links if link.kind == "crossing"]
    sample = rng.sample(places, min(SAMPLE, len(places)))
    answers, seconds = {}, 0.0
    for place in sample:
        if roots[place] == place:
            continue
        spent, answers[place] = timed(lambda place=place: _cut_off(graph, roots[place], place, doors))
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


def _cut_off(graph: nx.Graph, root: str, place: str, doors: list[tuple[str, str]]) -> set[str]:
    before = nx.node_connected_component(graph, root)
    after = nx.node_connected_component(graph.subgraph(before - {place}), root)
    countries = {far for near, far in doors if near in before} - {far for near, far in doors if near in after}
    return (before - after - {place}) | countries


def same_answers(found: dict[str, Any], asked: dict[str, set[str]]) -> bool:
    """Return whether both say the same of every place asked."""
    return all(_all_of(found.get(place)) == cut for place, cut in asked.items())


def _all_of(answer: tuple[Chokepoint, Any] | None) -> set[str]:
    return {*answer[0].cut_off, *answer[0].borders} if answer else set()


def fallen(theatre: Theatre, picture: Picture, place: str) -> Picture:
    """Return the picture after a place fell."""
    taker = "reds" if picture.holder(place) != "reds" else "blues"
    return suppose(theatre, picture, [Supposition(kind="takes", side=taker, place=place)])


def supposing(theatre: Theatre, picture: Picture, places: Sequence[str]) -> dict[str, Any]:
    """Time a supposition for each of some places: what differs, and all that follows after."""
    differs = [
        median_of(lambda p=place: compare(theatre, picture, fallen(theatre, picture, p))) for place in places
    ]
    after = fallen(theatre, picture, places[0])
    everything, all_of_it = median_of(lambda: findings(theatre, after), times=3)
    return {
        "suppose_and_compare_seconds": round(median(seconds for seconds, _ in differs), 3),
        "suppose_and_compare_slowest": round(max(seconds for seconds, _ in differs), 3),
        "changes_told": [len(changes) for _, changes in differs],
        "findings_of_a_picture_seconds": round(everything, 3),
        "findings_told": len(all_of_it),
    }


def doubt(rng: random.Random) -> dict[str, float]:
    """Time the probability of a route over 1,000 uncertain places."""
    theatre = theatre_of(1_000, rng)
    everywhere = {
        place.id: Standing(place=place.id, state="held", holder="reds", p=0.9, odds={"reds": 0.9})
        for place in theatre.gazetteer
        if not place.is_extended
    }
    own = Ground(theatre, Picture(theatre="grid", on=ON, places=everywhere)).of("reds")
    part = sorted(max(own.parts("all"), key=len))
    seconds, chance = median_of(lambda: chance_of_route(own, part[0], {part[-1]}))
    return {"seconds": round(seconds, 3), "p": round(chance.p, 4), "error": round(chance.error, 4)}


def growth() -> dict[str, Any]:
    """Return microseconds a place of what is asked, by size, and the power of the size that they grow with."""
    found: dict[str, list[float]] = {}
    sizes = (2_000, 20_000, 200_000)
    for size in sizes:
        rng = random.Random(7)
        theatre = theatre_of(size, rng)
        picture = picture_of(theatre, rng)
        asked = {
            "survey": lambda theatre=theatre: Survey(theatre.gazetteer, theatre.links, ON.date()),
            "every_capture": lambda theatre=theatre, picture=picture: every_capture(theatre, picture),
            "pieces": lambda theatre=theatre, picture=picture: [pieces(theatre, picture, s) for s in SIDES],
            "suppose_and_compare": lambda theatre=theatre, picture=picture: compare(
                theatre, picture, fallen(theatre, picture, theatre.capitals["reds"])
            ),
        }
        for name, action in asked.items():
            found.setdefault(name, []).append(median_of(action)[0])
    power = {name: log(times[-1] / times[0]) / log(sizes[-1] / sizes[0]) for name, times in found.items()}
    return {
        name: {
            "us_a_place": [round(1e6 * t / n, 2) for t, n in zip(ts, sizes, strict=True)],
            "power": round(power[name], 3),
        }
        for name, ts in found.items()
    }


def main() -> int:
    sizes = [word for word in sys.argv[1:] if word.isdigit()]
    rng = random.Random(7)
    theatre = theatre_of(int(sizes[0]) if sizes else 20_000, rng)
    picture = picture_of(theatre, rng)
    every_capture(theatre_of(400, rng), picture_of(theatre_of(400, rng), rng))  # loads what loads on use
    cold, _ = median_of(lambda: every_capture(unseen(theatre), picture))
    ours, found = median_of(lambda: every_capture(theatre, picture))
    each, asked = asked_one_by_one(theatre, picture, rng)
    theirs = each * len(theatre.gazetteer)
    gravest = sorted(found, key=lambda place: -found[place][0].population)[:SUPPOSED]
    is_same = same_answers(found, asked)
    table = {
        "places": len(theatre.gazetteer),
        "links": len(theatre.links),
        "every_capture_cold_seconds": round(cold, 3),
        "every_capture_seconds": round(ours, 3),
        "networkx_seconds_scaled_up": round(theirs, 1),
        "networkx_places_asked": len(asked),
        "ratio_cold": round(theirs / cold),
        "ratio": round(theirs / ours),
        "identical": is_same,
        **supposing(theatre, picture, gravest),
        "doubt": doubt(rng),
        "growth": growth() if "--growth" in sys.argv else "with --growth",
    }
    print(json.dumps(table, indent=1))
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
