"""Statements about a place that is shut in on some sides only: "is surrounded on three sides"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, radians
from typing import Literal

from whoholds.consequences.checked import Checked
from whoholds.consequences.encirclement import besieged_place, defender_of, in_besieger_s_hands, is_with_besieger
from whoholds.consequences.kinds import says
from whoholds.consequences.question import Question
from whoholds.consequences.side import SideGround
from whoholds.consequences.wording import listed
from whoholds.model import Verdict, distance_km

AROUND_KM = 20.0
"""How far around a place is looked at: twice the sway of a town."""

QUARTER = 90.0
TURNS = (0.0, 22.5, 45.0, 67.5)
"""How the four quarters of the compass are laid, in degrees from north: as suits the statement best."""

COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")

Look = Literal["open", "closed", "doubtful"]

LOOKS: tuple[tuple[Look, str], ...] = (
    ("closed", "others hold the ground"), ("doubtful", "it is in doubt"), ("open", "ways lead out"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen in one direction from a place: a way out, enemy ground, or ground that nobody surely holds.

    Attributes:
        look: which of these.
        bearing: degrees from north, clockwise.
        km: distance.
        n: number of the place that is seen.
    """

    look: Look
    bearing: float
    km: float
    n: int


def check_sides(question: Question) -> Checked:
    """Answer whether a place is shut in on two or three sides, by quarters of the compass.

    A quarter is closed where enemies hold ground within `AROUND_KM`, or the next place out along a road, and
    no way of the defender's leads out of that circle there.

    Raises:
        NoMeaning: if no place is named that can be shut in, or nobody is there to be.
    """
    place, ground = besieged_place(question), question.given_condition()
    wanted = 3 if says("three", question.clause) else 2
    word = "three" if wanted == 3 else "two"  # noqa: PLR2004 - three sides of four
    statement = f"{place.name} is {'' if question.says_yes else 'not '}surrounded on {word} sides"
    if is_with_besieger(question, ground, place):
        return in_besieger_s_hands(question, ground, place, statement)
    own = ground.of(defender_of(question, ground, place))
    sights = list(_sights(own, own.network.number[place.id]))
    closed, doubtful = max(_counted(sights, turn) for turn in TURNS)
    verdict: Verdict = "holds" if closed >= wanted else "partly" if closed == wanted - 1 and closed > 1 else "fails"
    if closed < wanted <= closed + doubtful:
        verdict = "undecided"
    p = min(1.0, closed / wanted) if verdict != "holds" else 1.0
    checked = question.answer(
        verdict, statement, _told(own, sights, closed), p=p, side=own.side, target=place.id, places=[place.id]
    )
    return checked.as_said(is_negated=not question.says_yes)


def _sights(own: SideGround, start: int) -> Iterator[Sight]:
    """Yield what is seen from a place: along the roads up to the first place that is not near, and enemies near."""
    seen = {start}
    yield from _along_roads(own, start, seen)
    for n, standing in enumerate(own.ground.hands):
        is_enemy = standing.holder is not None and not own.is_friend(standing.holder)
        is_town = own.network.places[n].kind != "junction"
        if n not in seen and is_enemy and is_town and _km(own, start, n) <= AROUND_KM:
            yield _sight(own, start, n, "closed")


def _along_roads(own: SideGround, start: int, seen: set[int]) -> Iterator[Sight]:
    queue = [start]
    for n in queue:
        ways = (way for way in own.network.at[n] if way.other(n) not in seen and own.is_usable(way))
        for m in dict.fromkeys(way.other(n) for way in ways):
            seen.add(m)
            if m not in own.members:
                is_doubtful = own.ground.hands[m].holder is None
                yield _sight(own, start, m, "doubtful" if is_doubtful else "closed")
            elif _km(own, start, m) > AROUND_KM:
                yield _sight(own, start, m, "open")
            else:
                queue.append(m)


def _sight(own: SideGround, start: int, n: int, look: Look) -> Sight:
    a, b = own.network.places[start], own.network.places[n]
    north, east = b.lat - a.lat, (b.lon - a.lon) * cos(radians(a.lat))
    return Sight(look, degrees(atan2(east, north)) % 360, _km(own, start, n), n)


def _km(own: SideGround, start: int, n: int) -> float:
    a, b = own.network.places[start], own.network.places[n]
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def _counted(sights: list[Sight], turn: float) -> tuple[int, int]:
    """Return how many quarters are closed, and how many more may be, with the quarters turned by some degrees."""
    quarters: dict[int, set[Look]] = {}
    for sight in sights:
        quarters.setdefault(int(((sight.bearing - turn) % 360) // QUARTER), set()).add(sight.look)
    shut = [looks for looks in quarters.values() if "open" not in looks]
    return sum("closed" in looks for looks in shut), sum("closed" not in looks for looks in shut)


def _told(own: SideGround, sights: list[Sight], closed: int) -> str:
    """Return what is seen in words: enemy ground and ways out, each by the nearest place in its direction."""
    nearest: dict[tuple[Look, str], Sight] = {}
    for sight in sorted(sights, key=lambda sight: sight.km):
        word = COMPASS[int((sight.bearing + 22.5) % 360 // 45)]
        nearest.setdefault((sight.look, word), sight)

    def said(look: Look) -> str:
        places = own.network.places
        return listed(f"{w} ({places[s.n].name}, {s.km:.0f} km)" for (k, w), s in nearest.items() if k == look)

    parts = [f"{words} to the {told}" for look, words in LOOKS if (told := said(look))]
    return f"{closed} of four sides are closed: {'; '.join(parts) or 'no road leads anywhere'}"
