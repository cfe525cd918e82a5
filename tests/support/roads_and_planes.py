"""Random wars on road-like and planar graphs, for the laws of consequences."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st

from whoholds.actors import Actor, Register, Tie
from whoholds.model import Picture, Standing
from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import Theatre

ON = datetime(2031, 3, 7, tzinfo=UTC)
SIDES = ("reds", "blues", "greens")
ACTORS = [
    Actor(id="reds", name="Reds", is_side=True, allied_with=(Tie("greens"),)),
    Actor(id="blues", name="Blues", is_side=True),
    Actor(id="greens", name="Greens", is_side=True),
]
FULL = settings(max_examples=int(os.environ.get("LAW_EXAMPLES", "200")), deadline=None)
"""How often each law is tried; LAW_EXAMPLES=3000 tries thousands of graphs."""

KINDS = ("town", "village", "port", "crossing", "airfield", "city")


@st.composite
def road_wars(draw, most=24):
    """A war on a chain of towns with side roads and a few ways across, as roads grow: long, thin, with loops."""
    size = draw(st.integers(2, most))
    ends = [(draw(st.integers(max(0, n - 4), n - 1)), n) for n in range(1, size)]
    loops = draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(1, 6)), max_size=size))
    ends += [(a, a + step) for a, step in loops if a + step < size]
    return _war(draw, [(n * 0.1, draw(st.integers(0, 9)) * 0.1) for n in range(size)], ends)


@st.composite
def planar_wars(draw, most=25):
    """A war on a patch of a triangle grid, some of whose edges are missing: planar."""
    wide = draw(st.integers(2, max(2, int(most**0.5))))
    high = draw(st.integers(2, max(2, most // wide)))
    spots = [(x, y) for x in range(wide) for y in range(high)]
    number = {spot: n for n, spot in enumerate(spots)}
    steps = [(1, 0), (0, 1), (1, 1)]
    ends = [
        (number[x, y], number[x + dx, y + dy])
        for x, y in spots
        for dx, dy in steps
        if (x + dx, y + dy) in number and draw(st.integers(0, 9)) < 7
    ]
    return _war(draw, [(x * 0.1, y * 0.1) for x, y in spots], ends)


def _war(draw, spots, ends):
    names = [f"p{n}" for n in range(len(spots))]
    kinds = st.sampled_from(KINDS)
    places = [
        Place(id=names[n], name=names[n], kind=draw(kinds), lat=lat, lon=lon, population=n)
        for n, (lat, lon) in enumerate(spots)
    ]
    places += [Place(id=f"c{n}", name=f"c{n}", kind="country", country=f"C{n}") for n in range(2)]
    links = [
        Link(
            start=names[a],
            end=names[b],
            km=draw(st.integers(9, 50)),
            grade=draw(st.sampled_from(["main", "minor"])),
        )
        for a, b in sorted(set(ends))
    ]
    gates = draw(
        st.lists(st.tuples(st.sampled_from(names), st.sampled_from(["c0", "c1"])), max_size=4, unique=True)
    )
    links += [Link(start=a, end=c, km=1, kind="crossing") for a, c in gates]
    theatre = Theatre(
        id="t", title="t", gazetteer=Gazetteer(places), links=tuple(links), register=Register(ACTORS),
        sides=SIDES, capitals={"reds": "p0"},
    )  # fmt: skip
    holders = {name: draw(st.sampled_from([*["reds"] * 7, "greens", "blues"])) for name in names}
    standings = {
        name: Standing(place=name, state="held", holder=who, p=1, odds={who: 1}) for name, who in holders.items()
    }
    return theatre, Picture(theatre="t", on=ON, places=standings)
