"""Statements about borders and coasts: who borders whom, who holds all of one, who has linked up with whom."""

from __future__ import annotations

from collections.abc import Iterable

from whoholds.consequences.aims import is_inside
from whoholds.consequences.checked import Checked
from whoholds.consequences.ground import Ground
from whoholds.consequences.kinds import says
from whoholds.consequences.question import LOSING_ACTIONS, Question
from whoholds.consequences.survey import Way
from whoholds.consequences.wording import counted, listed
from whoholds.errors import NoMeaning
from whoholds.model import Verdict
from whoholds.terrain import Place

MOST_NAMED = 6
"""Places that are named in an answer; of more the number is told."""

TURNED: dict[Verdict, Verdict] = {"holds": "fails", "fails": "holds"}


def check_border(question: Question) -> Checked:
    """Answer whether a side's own ground has a crossing to a country, open or shut, or a road to another side's.

    Raises:
        NoMeaning: if the statement names nobody and nothing that could border each other.
    """
    side, place = _side(question), _country(question)
    if place is None:
        other = question.side_of(question.claim.target)
        if other is None:
            raise NoMeaning(
                "names no neighbour that is known", question.claim.claim.quote, "name a country or side"
            )
        return _touching(question, side, other, "borders" if question.says_yes else "does not border")
    own, doors = question.ground.of(side), _doors(question.ground, place)
    if not doors:
        raise NoMeaning("has no crossing in this theatre", place.name, "add its crossings to the theatre")
    held = [way.a for way in doors if way.a in own.holdings and question.ground.hands[way.a].holder == own.side]
    doubtful = [way.a for way in doors if question.ground.hands[way.a].holder is None]
    verdict: Verdict = "holds" if held else "undecided" if doubtful else "fails"
    if held:
        shut = [way for way in doors if way.a in held and not way.is_open]
        because = f"{own.name} holds {_names(question.ground, held)}"
        because += " (shut)" if len(shut) == len(held) else ""
    else:
        because = f"of the crossings to {place.name}, {_hands(question.ground, (way.a for way in doors))}"
    chance = max((_chance(question.ground, side, way.a) for way in doors), default=0.0)
    verb = "borders" if question.says_yes else "does not border"
    places = _ids(question.ground, held or [way.a for way in doors])
    checked = question.answer(
        verdict, f"{own.name} {verb} {place.name}", because, p=chance, side=side, target=place.id, places=places
    )
    return checked.as_said(is_negated=not question.says_yes)


def check_stretch(question: Question) -> Checked:
    """Answer whether a side holds all of a border, a coast or a region: each crossing, port or town of it.

    Half of them or more make it half true; where only contested and unknown ones are missing, it is undecided.

    Raises:
        NoMeaning: if the statement names no side, or nothing that the theatre has crossings, ports or towns of.
    """
    side, (name, spots, target) = _side(question), _stretch(question)
    has = [n for n in spots if _is_friends(question.ground, side, n)]
    missing = [n for n in spots if n not in set(has)]
    own = question.ground.of(side)
    others = [n for n in missing if question.ground.hands[n].holder is not None]
    verdict: Verdict = "holds" if not missing else "partly" if 2 * len(has) >= len(spots) else "fails"
    if missing and not others:
        verdict = "undecided"
    because = f"{own.name} holds {len(has)} of {len(spots)}"
    because += f"; {_hands(question.ground, others or missing)}" if missing else f": {_names(question.ground, has)}"
    chance = min((_chance(question.ground, side, n) for n in spots), default=0.0)
    says_has = question.says_yes == (question.claim.claim.action not in LOSING_ACTIONS)
    statement = f"{own.name} {'holds' if says_has else 'does not hold'} all of {name}"
    places = _ids(question.ground, [*(others or missing), *has])
    checked = question.answer(verdict, statement, because, p=chance, side=side, target=target, places=places)
    return checked.as_said(is_negated=not says_has)


def check_linked(question: Question) -> Checked:
    """Answer whether roads join one side's ground with another's, without anybody else's between.

    Raises:
        NoMeaning: if the statement does not name two sides that are known.
    """
    side, other = question.side_of(question.claim.actor), question.side_of(question.claim.target)
    if side is None or other is None or side == other:
        raise NoMeaning("does not name two sides that could meet", question.claim.claim.quote, "name both")
    if question.theatre.register.are_enemies(side, other, question.ground.network.on):
        raise NoMeaning("names two enemies, who do not link up", question.claim.claim.quote, "name two that would")
    return _touching(question, side, other, "has linked up with")


def _side(question: Question) -> str:
    side = question.side_of(question.claim.actor) or question.fallback
    if side is None:
        raise NoMeaning("says nothing of whose ground it means", question.claim.claim.quote, "name the side")
    return question.theatre.register.side_of(side, question.ground.network.on)


def _country(question: Question) -> Place | None:
    """Return the country or sea named, by the claim or by its clause."""
    where = question.claim.place
    place = question.theatre.gazetteer.get(where.id) if where and where.id else None
    if place is not None and place.kind == "country":
        return place
    ends = {way.b for way in question.ground.network.exits if way.link.kind == "crossing"}
    neighbours = (question.ground.network.places[n] for n in sorted(ends))
    named = [place for place in neighbours if question.is_told(place, behind="border")]
    return named[0] if named else None


def _doors(ground: Ground, place: Place, kind: str = "crossing") -> list[Way]:
    beyond = ground.network.number[place.id]
    return [way for way in ground.network.exits if way.b == beyond and way.link.kind == kind]


def _stretch(question: Question) -> tuple[str, list[int], str]:
    """Return a stretch in words, the numbers of what it is made of, and the id that it is known by."""
    ground, where = question.ground, question.claim.place
    place = question.theatre.gazetteer.get(where.id) if where and where.id else None
    if says("border", question.clause) and (country := _country(question)) is not None:
        spots = list(dict.fromkeys(way.a for way in _doors(ground, country)))
        stretch = f"the border with {country.name}", spots, country.id
    elif says("coast", question.clause):
        sea_id = question.sea()
        sea = question.theatre.gazetteer.get(sea_id) if sea_id else None
        spots = list(dict.fromkeys(_ports(ground, sea)))
        stretch = f"the coast of the {sea.name}" if sea else "the coast", spots, sea_id or ""
    elif place is not None and place.kind == "region":
        stretch = f"the region {place.name}", sorted(spots_of(ground, place)), place.id
    else:
        stretch = "", [], ""
    if not stretch[1]:
        quote = question.claim.claim.quote
        raise NoMeaning("names no border, coast or region that the theatre has places of", quote, "name it")
    return stretch


def spots_of(ground: Ground, region: Place) -> set[int]:
    """Return the numbers of a region's towns and other spots that people name."""
    places = enumerate(ground.network.places)
    return {n for n, place in places if is_inside(place, region) and place.kind != "junction"}


def _ports(ground: Ground, sea: Place | None) -> Iterable[int]:
    """Return the ports with a sea lane to a sea; to any sea, where none is meant."""
    if sea is not None:
        return [way.a for way in _doors(ground, sea, "sea")]
    return [way.a for way in ground.network.exits if way.link.kind == "sea"]


def _touching(question: Question, side: str, other: str, verb: str) -> Checked:
    """Answer whether a road joins a place of one side with a place of another's."""
    ground = question.ground
    ways = [way for way in ground.network.roads if _holders(ground, way) == {side, other}]
    mains = [way for way in ways if way.is_main and way.is_open]
    between = _between(ground, side, other)
    verdict: Verdict = "holds" if mains else "partly" if ways else "undecided" if between else "fails"
    if ways:
        because = _met(ground, (mains or ways)[0], len(mains or ways), is_main=bool(mains))
    elif between:
        because = f"only ground that nobody surely holds lies between: {_names(ground, between)}"
    else:
        because = "no road joins a place of the one with a place of the other"
    statement = f"{ground.of(side).name} {verb} {ground.of(other).name}"
    places = _ids(ground, between if not ways else [(mains or ways)[0].a, (mains or ways)[0].b])
    p = 1.0 if ways else 0.5 if between else 0.0
    checked = question.answer(verdict, statement, because, p=p, side=side, target=other, places=places)
    return checked.as_said(is_negated=not question.says_yes)


def _met(ground: Ground, way: Way, number: int, *, is_main: bool) -> str:
    a, b = ground.network.places[way.a].name, ground.network.places[way.b].name
    road = f" ({way.link.road})" if way.link.road else ""
    verb = "joins" if number == 1 else "join"
    note = "" if is_main else "; none is an open main road"
    return f"{counted(number, 'road')} {verb} their ground, as between {a} and {b}{road}{note}"


def _holders(ground: Ground, way: Way) -> set[str | None]:
    return {ground.hands[way.a].holder, ground.hands[way.b].holder}


def _between(ground: Ground, side: str, other: str) -> list[int]:
    """Return the places that nobody surely holds and that have roads to both sides' ground."""
    met: dict[int, set[str]] = {}
    for way in ground.network.roads:
        for end, far in ((way.a, way.b), (way.b, way.a)):
            holder = ground.hands[far].holder
            if ground.hands[end].holder is None and holder in {side, other} and holder is not None:
                met.setdefault(end, set()).add(holder)
    return [n for n, holders in met.items() if holders == {side, other}]


def _is_friends(ground: Ground, side: str, n: int) -> bool:
    holder = ground.hands[n].holder
    return holder is not None and ground.are_friends(side, holder)


def _chance(ground: Ground, side: str, n: int) -> float:
    return ground.of(side).p_of(n)


def _names(ground: Ground, numbers: Iterable[int]) -> str:
    names = list(dict.fromkeys(ground.network.places[n].name for n in numbers))
    rest = len(names) - MOST_NAMED
    return listed([*names[:MOST_NAMED], f"{rest} more"] if rest > 0 else names)


def _hands(ground: Ground, numbers: Iterable[int]) -> str:
    """Return who holds places, those of one holder together."""
    groups: dict[str, list[int]] = {}
    for n in numbers:
        standing = ground.hands[n]
        actor = ground.theatre.register.get(standing.holder) if standing.holder else None
        groups.setdefault(f"held by {actor.name}" if actor else standing.state, []).append(n)
    return "; ".join(
        f"{_names(ground, ns)} {'is' if len(ns) == 1 else 'are'} {words}" for words, ns in groups.items()
    )


def _ids(ground: Ground, numbers: Iterable[int]) -> list[str]:
    return [ground.network.places[n].id for n in numbers]
