"""Changed pictures: what if a place fell, a road were cut, a crossing opened, two sides made friends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from whoholds.consequences.ground import Ground
from whoholds.consequences.quarters import quarters_of
from whoholds.errors import NoMeaning
from whoholds.model import LinkStanding, Picture, Standing
from whoholds.theatres import Theatre

Kind = Literal["takes", "falls", "contests", "cuts", "opens", "allies", "several", "restores"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """One change to suppose.

    Attributes:
        kind: "takes": `side` holds `place`, or all of it, where it is a region; "falls": the nearest enemy by
            road of whoever holds `place`, or most likely does, takes it; "contests": nobody holds `place`;
            "cuts", "opens": `links` are cut or open; "allies": `side` and `other` are friends; "several": all
            `parts`; "restores": standings as they were.
        text: the words, for findings.
        side: id of the side.
        place: id of the place.
        other: id of the other side.
        links: ids of the links.
        along: ids of the town's quarters that go with it; known once the supposition is made, see `echo`.
        parts: for "several": the suppositions that it is made of.
        standings: for "restores": standing by place id, None for a place that had none.
        link_standings: the same for links.
        alliances: for "restores": the supposed alliances as they were.
    """

    kind: Kind
    text: str = ""
    side: str | None = None
    place: str | None = None
    other: str | None = None
    links: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    parts: tuple[Supposition, ...] = ()
    standings: tuple[tuple[str, Standing | None], ...] = ()
    link_standings: tuple[tuple[str, LinkStanding | None], ...] = ()
    alliances: frozenset[frozenset[str]] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Return what is supposed; what plays no part is left out."""
        names = ("kind", "text", "side", "place", "other")
        fields = {name: value for name in names if (value := getattr(self, name))}
        links = {name: list(ids) for name in ("links", "along") if (ids := getattr(self, name))}
        parts = {"parts": [part.to_json() for part in self.parts]} if self.parts else {}
        return {**fields, **links, **parts}


def suppose(theatre: Theatre, picture: Picture, suppositions: Iterable[Supposition]) -> Picture:
    """Return the picture with the suppositions made one after the other; `picture` stays as it is.

    What is supposed is certain: p is 1. A town that is taken takes its quarters along: see `quarters_of`.
    Cost: O(standings) for each supposition.

    Raises:
        UnknownPlace: if a place is not in the theatre.
        UnknownActor: if a side is not in the theatre.
        NoMeaning: if a place is an extent, or a link is not in the theatre.
    """
    for supposition in suppositions:
        for part in supposition.parts or (supposition,):
            picture = _one(theatre, picture, part)
    return picture


def echo(theatre: Theatre, picture: Picture, suppositions: Iterable[Supposition]) -> list[Supposition]:
    """Return the suppositions as they are made one after the other, with what each town takes along."""
    said = []
    for supposition in suppositions:
        parts = tuple(echo(theatre, picture, supposition.parts))
        after = suppose(theatre, picture, [supposition])
        along: tuple[str, ...] = ()
        if supposition.kind in {"takes", "falls"} and supposition.place:
            quarters = quarters_of(theatre, picture, supposition.place)
            along = tuple(name for name in quarters if picture.holder(name) != after.holder(name))
        said.append(replace(supposition, parts=parts, along=along))
        picture = after
    return said


def undo(picture: Picture, supposed: Picture) -> Supposition:
    """Return the supposition that turns `supposed` back into `picture`.

    >>> # suppose(theatre, supposed, [undo(picture, supposed)]) == picture
    """
    places = (p for p in {**picture.places, **supposed.places} if picture.places.get(p) != supposed.places.get(p))
    links = (k for k in {**picture.links, **supposed.links} if picture.links.get(k) != supposed.links.get(k))
    return Supposition(
        kind="restores",
        text="as it was",
        standings=tuple((p, picture.places.get(p)) for p in places),
        link_standings=tuple((k, picture.links.get(k)) for k in links),
        alliances=picture.alliances,
    )


def _one(theatre: Theatre, picture: Picture, supposition: Supposition) -> Picture:
    match supposition.kind:
        case "takes":
            return _takes(theatre, picture, supposition)
        case "falls":
            return _falls(theatre, picture, supposition)
        case "contests":
            place = _spot(theatre, supposition.place)
            standing = Standing(place=place, state="contested", p=1.0, odds={"contested": 1.0})
            return picture.with_places({place: standing})
        case "cuts" | "opens":
            return _link(theatre, picture, supposition)
        case "allies":
            pair = frozenset(_side(theatre, picture, side) for side in (supposition.side, supposition.other))
            return replace(picture, alliances=picture.alliances | {pair})
        case _:
            return _restored(picture, supposition)


def _spot(theatre: Theatre, place_id: str | None) -> str:
    place = theatre.gazetteer[place_id or ""]
    if place.is_extended:
        raise NoMeaning("cannot be taken as one spot", place.name, "name a town, a port, a base or a crossing")
    return place.id


def _side(theatre: Theatre, picture: Picture, actor: str | None) -> str:
    """Return the side on whose behalf an actor holds ground on the picture's day."""
    day = picture.on.astimezone(theatre.time_zone).date()
    return theatre.register.side_of(theatre.register[actor or ""].id, day)


def _falls(theatre: Theatre, picture: Picture, supposition: Supposition) -> Picture:
    """Give a place to the nearest enemy of its holder; of `side`, where the picture has no holder."""
    place, ground = _spot(theatre, supposition.place), Ground(theatre, picture)
    loser = _loser(theatre, ground, supposition, place)
    taker = ground.nearest_other(place, loser) if loser else None
    if taker is None:
        raise NoMeaning("has nobody near who could take it", theatre.gazetteer[place].name, "say who takes it")
    return _takes(theatre, picture, replace(supposition, side=taker))


def _loser(theatre: Theatre, ground: Ground, supposition: Supposition, place: str) -> str | None:
    """Return who loses a place: its holder, else the side that is said to, else whoever is likeliest there.

    Raises:
        NoMeaning: if a side is said to lose what another holds.
    """
    holder = ground.picture.holder(place)
    side = _side(theatre, ground.picture, supposition.side) if supposition.side else None
    if holder and side and not ground.are_friends(side, holder):
        names = theatre.register[side].name, theatre.register[holder].name
        what = f"is not in the hands of {names[0]}, but of {names[1]}"
        raise NoMeaning(what, theatre.gazetteer[place].name, "suppose a place that the side holds on the day")
    odds = {side: p for side, p in ground.picture.standing(place).odds.items() if side != "contested"}
    return holder or side or max(odds, key=lambda one: odds[one], default=None)


def _takes(theatre: Theatre, picture: Picture, supposition: Supposition) -> Picture:
    side = _side(theatre, picture, supposition.side)
    spots = _spots(theatre, supposition.place)
    places = [*spots, *(quarters_of(theatre, picture, spots[0]) if len(spots) == 1 else ())]
    return picture.with_places(
        {name: Standing(place=name, state="held", holder=side, p=1.0, odds={side: 1.0}) for name in places}
    )


def _spots(theatre: Theatre, place_id: str | None) -> list[str]:
    """Return the spot that a place is, or all spots of a region that the theatre names them by."""
    place = theatre.gazetteer[place_id or ""]
    if place.kind != "region":
        return [_spot(theatre, place.id)]
    inside = [p.id for p in theatre.gazetteer if p.admin1 in {place.name, place.id} and not p.is_extended]
    return inside or [_spot(theatre, place.id)]


def _link(theatre: Theatre, picture: Picture, supposition: Supposition) -> Picture:
    known = {link.id for link in theatre.links}
    for link in supposition.links:
        if link not in known:
            raise NoMeaning("is no link of this theatre", link, "see the theatre's links.csv")
    is_cut = supposition.kind == "cuts"
    state: Literal["cut", "open"] = "cut" if is_cut else "open"
    p = 0.0 if is_cut else 1.0
    changed = {link: LinkStanding(link=link, state=state, p=p, reason="as supposed") for link in supposition.links}
    return picture.with_links(changed)


def _restored(picture: Picture, supposition: Supposition) -> Picture:
    places, links = dict(picture.places), dict(picture.links)
    for place, standing in supposition.standings:
        places.pop(place, None)
        if standing is not None:
            places[place] = standing
    for link, link_standing in supposition.link_standings:
        links.pop(link, None)
        if link_standing is not None:
            links[link] = link_standing
    return replace(picture, places=places, links=links, alliances=supposition.alliances)
