"""A small invented country for the tests of consequences.

The crown's capital Orle lies in the south; the M1 runs north by Resten to Mirna, where the M2 turns west
to the ports of Tavo and Selk. A minor way from Resten by Kusa and Talla to Tavo passes Mirna by.
Rebels hold Hamm, north of Mirna, and the eastern crossing. The western crossing is open, the northern
one is in the crown's hands and shut.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from whoholds.actors import Actor, Register, Tie
from whoholds.model import Because, Claim, Mention, Party, Picture, PlaceMention, ResolvedClaim, Standing, Where
from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import Theatre

ON = datetime(2031, 3, 7, 21, tzinfo=UTC)

PLACES = [
    Place(id="orle", name="Orle", kind="capital", lat=33.5, lon=36.3, population=900_000, country="AR"),
    Place(id="resten", name="Resten", kind="town", lat=34.2, lon=36.7, population=30_000, country="AR"),
    Place(id="mirna", name="Mirna", kind="city", lat=34.75, lon=36.75, population=500_000, country="AR"),
    Place(id="tavo", name="Tavo", kind="port", lat=34.9, lon=35.9, population=120_000, country="AR"),
    Place(id="selk", name="Selk", kind="port", lat=35.5, lon=35.8, population=400_000, country="AR"),
    Place(id="kusa", name="Kusa", kind="town", lat=34.5, lon=36.55, population=20_000, country="AR"),
    Place(id="talla", name="Talla", kind="town", lat=34.67, lon=36.25, population=10_000, country="AR"),
    Place(id="selk-air-base", name="Selk air base", kind="base", lat=35.4, lon=35.95, country="AR"),
    Place(id="hamm", name="Hamm", kind="city", lat=35.1, lon=36.75, population=300_000, country="AR"),
    Place(id="westgate", name="Westgate", kind="crossing", lat=33.7, lon=35.9, country="AR", to_country="WE"),
    Place(id="northgate", name="Northgate", kind="crossing", lat=35.9, lon=36.0, country="AR", to_country="NO"),
    Place(id="eastgate", name="Eastgate", kind="crossing", lat=34.4, lon=40.9, country="AR", to_country="EA"),
    Place(id="ardania", name="Ardania", kind="country", country="AR"),
    Place(id="westland", name="Westland", kind="country", country="WE"),
    Place(id="northland", name="Northland", kind="country", country="NO"),
    Place(id="eastland", name="Eastland", kind="country", country="EA"),
    Place(id="patria", name="Patria", kind="country", country="PA"),
    Place(id="middle-sea", name="Middle Sea", kind="water"),
]

LINKS = [
    Link(start="orle", end="resten", km=80, road="M1", grade="main"),
    Link(start="resten", end="mirna", km=80, road="M1", grade="main"),
    Link(start="mirna", end="hamm", km=45, road="M1", grade="main"),
    Link(start="mirna", end="tavo", km=95, road="M2", grade="main"),
    Link(start="tavo", end="selk", km=85, road="M2", grade="main"),
    Link(start="resten", end="kusa", km=62),
    Link(start="kusa", end="talla", km=45),
    Link(start="talla", end="tavo", km=71),
    Link(start="selk", end="selk-air-base", km=6),
    Link(start="orle", end="westgate", km=45, road="M3", grade="main"),
    Link(start="selk", end="northgate", km=60, road="M2", grade="main"),
    Link(start="hamm", end="eastgate", km=400, road="M4", grade="main"),
    Link(start="westgate", end="westland", km=1, kind="crossing"),
    Link(start="northgate", end="northland", km=1, kind="crossing"),
    Link(start="northgate", end="northland", km=1, kind="crossing", since=date(2025, 1, 5), is_shut=True),
    Link(start="eastgate", end="eastland", km=1, kind="crossing"),
    Link(start="selk", end="middle-sea", km=1, kind="sea"),
    Link(start="tavo", end="middle-sea", km=1, kind="sea"),
    Link(start="selk", end="patria", km=900, kind="sea"),
    Link(start="selk", end="northland", km=200, kind="sea"),
]

HOLDERS = {
    "orle": "crown", "resten": "crown", "mirna": "crown", "tavo": "crown", "selk": "crown", "kusa": "crown",
    "talla": "crown", "selk-air-base": "patria-state", "hamm": "rebels", "westgate": "crown",
    "northgate": "crown", "eastgate": "rebels",
}  # fmt: skip

ACTORS = [
    Actor(
        id="crown", name="the Crown", is_side=True, allied_with=(Tie("patria-state"),), hostile_to=(Tie("rebels"),)
    ),
    Actor(id="rebels", name="the Rebels", is_side=True, hostile_to=(Tie("crown"),)),
    Actor(id="militia", name="the Militia", is_side=True),
    Actor(id="patria-state", name="Patria", kind="state", country="PA", is_side=True),
    Actor(id="northland-state", name="Northland", kind="state", country="NO"),
]


def held(place: str, side: str, p: float = 1.0) -> Standing:
    """Return the standing of a place held with probability `p`; the rest is contested."""
    odds = {side: p, "contested": 1 - p} if p < 1 else {side: 1.0}
    return Standing(place=place, state="held", holder=side, p=p, odds=odds)


def country(**changed: object) -> Theatre:
    """Return the theatre, with some fields replaced."""
    theatre = Theatre(
        id="ardania",
        title="Ardania",
        countries=("AR",),
        capitals={"crown": "orle", "rebels": "hamm"},
        sides=("crown", "rebels", "militia", "patria-state"),
        gazetteer=Gazetteer(PLACES),
        links=tuple(LINKS),
        register=Register(ACTORS),
    )
    return replace(theatre, **changed)


def day(**changed: str) -> Picture:
    """Return the picture of the day; `mirna="rebels"` gives a place to another side, `"contested"` to none."""
    holders = {**HOLDERS, **{place.replace("_", "-"): holder for place, holder in changed.items()}}
    places = {place: _standing(place, holder) for place, holder in holders.items() if holder != "unknown"}
    return Picture(theatre="ardania", on=ON, places=places)


def _standing(place: str, holder: str) -> Standing:
    if holder == "contested":
        return Standing(place=place, state="contested", p=1.0, odds={"contested": 1.0})
    return held(place, holder)


def claim(action: str, *, quote: str = "words", relation: str = "in", **parts: Any) -> ResolvedClaim:
    """Return a resolved claim of the given ids; `relation` is how the origin is told."""
    actor, target, place, origin, condition = (
        parts.pop(name, None) for name in ("actor", "target", "place", "origin", "condition")
    )
    more = parts
    worded = Claim(
        report="r1",
        quote=quote,
        start=(start := more.pop("start", 0)),
        end=start + len(quote),
        action=action,
        stance=more.pop("stance", "asserted"),
        because=Because(more.pop("rule", "route"), "route"),
        actor=Mention(actor) if actor else None,
        place=PlaceMention(place) if place else None,
        condition=condition.claim if condition else None,
        **more,
    )
    return ResolvedClaim(
        claim=worded,
        actor=Party(actor, actor) if actor else None,
        target=Party(target, target) if target else None,
        place=Where(place, place) if place else None,
        origin=Where(origin, origin, relation=relation) if origin else None,
        condition=condition,
    )
