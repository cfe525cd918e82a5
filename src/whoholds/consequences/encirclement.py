"""Statements about a place that is shut in: "is encircled", "is cut off", "is besieged from all sides"."""

from __future__ import annotations

from whoholds.consequences.checked import Checked
from whoholds.consequences.ground import Ground
from whoholds.consequences.question import Question
from whoholds.consequences.reach import Reach, reach
from whoholds.consequences.side import Roads, SideGround
from whoholds.errors import NoMeaning
from whoholds.model import Verdict, distance_km
from whoholds.terrain import Place

FREE_KM = 30.0
"""A side's first place is not shut in while a road leads to a place of its own that is farther away."""


def check_encirclement(question: Question) -> Checked:
    """Answer whether a place's defender has no way out of it: to the rest of its ground, a border or the sea.

    Main roads that lead out refute it, minor ones leave it half true.

    Raises:
        NoMeaning: if no place is named that can be shut in, or nobody is there to be.
    """
    place, ground = besieged_place(question), question.given_condition()
    defender = defender_of(question, ground, place)
    statement = f"{place.name} is {'' if question.says_yes else 'not '}shut in"
    if is_with_besieger(question, ground, place):
        return in_besieger_s_hands(question, ground, place, statement)
    own = ground.of(defender)
    roads: Roads | None = next((r for r in ("main", "all") if _leads_out(own, place, r)), None)
    verdict: Verdict = "fails" if roads == "main" else "partly" if roads == "all" else "holds"
    if verdict == "holds" and _leads_out(_doubtful(question, ground).of(defender), place, "all"):
        verdict = "undecided"
    told = _way_out(question, ground, own, place)
    because = f"it hangs on contested or unknown ground: {told.text}" if verdict == "undecided" else told.text
    places = (place.id, *(told.route or told.blocked_by))
    checked = question.answer(
        verdict, statement, because, p=1 - told.p, side=defender, target=place.id, places=places
    )
    return checked.as_said(is_negated=not question.says_yes)


def besieged_place(question: Question) -> Place:
    """Return the spot that is said to be shut in.

    Raises:
        NoMeaning: if none is named.
    """
    where = question.claim.place
    place = question.theatre.gazetteer.get(where.id) if where and where.id else None
    if place is None or place.is_extended:
        raise NoMeaning("names no place that can be shut in", question.claim.claim.quote, "name a town")
    return place


def _doubtful(question: Question, ground: Ground) -> Ground:
    return Ground(question.theatre, ground.picture, ground="any", sway_km=ground.sway_km)


def defender_of(question: Question, ground: Ground, place: Place) -> str:
    """Return who is shut in: the side named as such, else the place's holder, else whoever is likeliest there."""
    named = question.side_of(question.claim.target)
    standing = ground.picture.standing(place.id)
    if named or standing.holder:
        return named or standing.holder or ""
    besieger = question.side_of(question.claim.actor)
    odds = {
        side: p
        for side, p in standing.odds.items()
        if side in question.theatre.register and not (besieger and ground.are_friends(besieger, side))
    }
    found = max(odds, key=lambda side: odds[side], default=None) or question.fallback
    if found is None:
        raise NoMeaning("has nobody in it that is known", place.name, "say who is shut in")
    return found


def is_with_besieger(question: Question, ground: Ground, place: Place) -> bool:
    """Return whether those who are said to shut the place in hold it themselves."""
    besieger, holder = question.side_of(question.claim.actor), ground.picture.holder(place.id)
    return besieger is not None and holder is not None and ground.are_friends(besieger, holder)


def in_besieger_s_hands(question: Question, ground: Ground, place: Place, statement: str) -> Checked:
    """Return the answer where a place is not shut in by those who hold it."""
    holder = ground.picture.holder(place.id) or ""
    because = f"{place.name} is held by {question.theatre.register[holder].name}"
    checked = question.answer("fails", statement, because, p=0.0, side=holder, target=place.id, places=[place.id])
    return checked.as_said(is_negated=not question.says_yes)


def _leads_out(own: SideGround, place: Place, roads: Roads) -> bool:
    """Return whether roads lead from a place to the side's first place, an open border or the sea."""
    n = own.network.number[place.id]
    inside = [n] if n in own.members else [m for m in _next(own, n, roads) if m in own.members]
    index = own.part_of(roads)
    exits = {way.a for way in own.exits}
    for part in {index[m] for m in inside if m in index}:
        members = own.parts(roads)[part]
        if own.origin in members and own.origin != n:
            return True
        if exits & members or (own.origin == n and _has_far(own, place, members)):
            return True
    return n in exits


def _next(own: SideGround, n: int, roads: Roads) -> list[int]:
    return [way.other(n) for way in own.network.at[n] if own.is_usable(way) and (roads == "all" or way.is_main)]


def _has_far(own: SideGround, place: Place, members: set[int]) -> bool:
    places = (own.network.places[m] for m in members & own.holdings)
    return any(distance_km(place.lat, place.lon, far.lat, far.lon) > FREE_KM for far in places)


def _way_out(question: Question, ground: Ground, own: SideGround, place: Place) -> Reach:
    """Return the way to the place from the side's first place, else from the place to a border or shore."""
    n = own.network.number[place.id]
    if own.origin != n:
        told = reach(question.theatre, ground.picture, own.side, place.id, ground=ground)
        if told.reachable:
            return told
    beyond = dict.fromkeys(own.network.places[way.b].id for way in own.exits)
    ways = [reach(question.theatre, ground.picture, own.side, end, place.id, ground=ground) for end in beyond]
    open_ways = [way for way in ways if way.reachable]
    if open_ways:
        return min(open_ways, key=lambda way: (way.by != "main", way.km or 0.0))
    if own.origin != n:
        return told
    text = f"{own.name} has no way out of {place.name} to a border, the sea or the rest of its ground"
    far = [m for m in own.home("all") if _has_far(own, place, {m})]
    if far:
        nearest = min(far, key=lambda m: own.network.places[m].id)
        return reach(question.theatre, ground.picture, own.side, own.network.places[nearest].id, ground=ground)
    return Reach(side=own.side, target=place.id, start=place.id, reachable=False, text=text)
