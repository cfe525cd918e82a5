"""What a question about reach aims at: a place, a border, a sea, a region, an ally's ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whoholds.consequences.side import SideGround
from whoholds.consequences.survey import Way
from whoholds.errors import NoMeaning, UnknownActor, UnknownPlace
from whoholds.terrain import Place

AimKind = Literal["place", "border", "sea", "region", "ally"]


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim, in numbers of places.

    Attributes:
        kind: what is aimed at.
        id: id of the place or ally.
        name: its name.
        goals: places where a route is complete.
        doors: ways by which a route is completed beyond them: crossings and sea lanes, usable or not.
        beyond: number of the extent beyond the doors; None where there is none.
    """

    kind: AimKind
    id: str
    name: str
    goals: frozenset[int] = frozenset()
    doors: tuple[Way, ...] = ()
    beyond: int | None = None


def aim_at(own: SideGround, target: str) -> Aim:
    """Return what `target` means for a side: a place's id or name, or an ally's.

    Raises:
        UnknownPlace: if it is neither.
        NoMeaning: if it is an actor that is no friend, or an extent that no way leads to.
    """
    theatre = own.ground.theatre
    place = theatre.gazetteer.get(target)
    if place is None and target in theatre.register:
        return _ally(own, target)
    if place is None:
        try:
            place = theatre.gazetteer.find(target)
        except UnknownPlace:
            return _ally_by_name(own, target)
    return _extent(own, place) if place.is_extended else _spot(own, place)


def _ally_by_name(own: SideGround, words: str) -> Aim:
    try:
        actor = own.ground.theatre.register.find(words)
    except UnknownActor:
        remedy = "name a place, a country or an ally of the theatre"
        raise UnknownPlace("is no place or ally of this theatre", words, remedy) from None
    return _ally(own, actor.id)


def _spot(own: SideGround, place: Place) -> Aim:
    return Aim("place", place.id, place.name, frozenset({own.network.number[place.id]}))


def _extent(own: SideGround, place: Place) -> Aim:
    network = own.network
    beyond = network.number[place.id]
    doors = tuple(way for way in network.exits if way.b == beyond)
    if doors:
        kind: AimKind = "sea" if place.kind == "water" else "border"
        return Aim(kind, place.id, place.name, doors=doors, beyond=beyond)
    inside = {n for n, spot in enumerate(network.places) if is_inside(spot, place)}
    if place.kind == "region" and inside:
        return Aim("region", place.id, place.name, frozenset(inside & own.members or inside))
    if place.kind == "country" and place.country not in own.ground.theatre.countries:
        raise NoMeaning("has no crossing or sea lane in this theatre", place.name, "name a neighbour or a crossing")
    raise NoMeaning("has no one spot that a way could lead to", place.name, "name a town, a crossing or a country")


def is_inside(spot: Place, region: Place) -> bool:
    """Return whether a spot lies in a region, by the region's name or id in the spot's row."""
    return bool(region.name) and spot.admin1 in {region.name, region.id} and not spot.is_extended


def _ally(own: SideGround, actor: str) -> Aim:
    theatre, on = own.ground.theatre, own.network.on
    side = theatre.register.side_of(actor, on)
    name = theatre.register[actor].name
    if side == own.side or not own.ground.are_friends(own.side, side):
        raise NoMeaning(f"is no ally of {own.side} on {on.isoformat()}", name, "name a place, or a side that is")
    hands = own.ground.hands
    return Aim("ally", actor, name, frozenset(n for n in own.members if hands[n].holder == side))
