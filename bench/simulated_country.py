"""The truth of a simulated war: a country with roads, and who held each of its places on each day.

A place changes hands at a front: the taker holds a place next to it by road. The exception is a leap (a raid, a
rising), one change in fifty by default, which is marked. Offensives come in waves; some assaults are over in a day,
some are fought out inside the place for days; some are beaten off.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from whoholds.model import distance_km
from whoholds.terrain import Link, Place

SIDE_NAMES = ("reds", "blues", "greens", "whites", "blacks")
KM_A_DEGREE = 111.2


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How large and how restless a war is.

    Attributes:
        places: how many places.
        days: how many days.
        sides: how many sides; 0 draws 2 to 4.
        spacing_km: mean distance between neighbouring places.
        offensive_a_day: chance that a side begins an offensive against an enemy on a day.
        assault_a_day: chance that a front place is assaulted on a day of an offensive.
        calm_assault_a_day: the same where there is none.
        succeeds: chance that an assault takes the place.
        leaps: share of changes behind the front.
        blank: share of places of which the baseline says nothing.
        claims_a_day: mean number of claims that voices make on their own on a day.
        hidden: share of places whose claims are hidden for the test of neighbours.
    """

    places: int = 100
    days: int = 120
    sides: int = 0
    spacing_km: float = 14.0
    offensive_a_day: float = 0.04
    assault_a_day: float = 0.12
    calm_assault_a_day: float = 0.003
    succeeds: float = 0.6
    leaps: float = 0.02
    blank: float = 0.1
    claims_a_day: float = 16.0
    hidden: float = 0.2


@dataclass(frozen=True)
class Change:
    """A true change of hands; it stands from the end of its day."""

    day: int
    place: str
    was: str
    now: str
    is_leap: bool = False


@dataclass(frozen=True)
class Country:
    """Places, roads, sides and who is whose enemy.

    Attributes:
        places: the places.
        links: the roads between them.
        sides: ids of the sides.
        enemies: enemies of each side, in order.
        near: places next to each by road, in order.
    """

    places: tuple[Place, ...]
    links: tuple[Link, ...]
    sides: tuple[str, ...]
    enemies: dict[str, list[str]]
    near: dict[str, list[str]]


@dataclass
class History:
    """What truly happened.

    Attributes:
        holders: who held each place at the end of each day, by place id.
        fought: who fought inside a place, by place id and day, where its holder did not hold it alone.
        repelled: the attacker that was beaten off, by place id and day.
        changes: all changes of hands, in order.
    """

    holders: dict[str, list[str]]
    fought: dict[tuple[str, int], str] = field(default_factory=dict)
    repelled: dict[tuple[str, int], str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def state(self, place: str, day: int) -> str:
        """Return the side that held a place alone at the end of a day, or "contested"."""
        return "contested" if (place, day) in self.fought else self.holders[place][day]


def country(setting: Setting, chance: random.Random) -> Country:
    side = setting.spacing_km * setting.places**0.5 / KM_A_DEGREE
    sizes = [round(200_000 / rank) for rank in range(1, setting.places + 1)]
    chance.shuffle(sizes)
    places = tuple(
        Place(
            id=f"p{number}", name=f"Place {number}", lat=chance.random() * side, lon=chance.random() * side,
            population=size, country="XX", source="simulated",
        )
        for number, size in enumerate(sizes)
    )  # fmt: skip
    sides = SIDE_NAMES[: setting.sides or chance.choice((2, 2, 3, 3, 4))]
    links = tuple(roads(places, chance))
    return Country(places, links, sides, _enemies(sides, chance), neighbours(places, links))


def roads(places: tuple[Place, ...], chance: random.Random, nearest: int = 10) -> Iterator[Link]:
    """Yield a road between two places where no third is nearer to both: the relative neighbourhood graph."""
    km = {(a.id, b.id): distance_km(a.lat, a.lon, b.lat, b.lon) for a in places for b in places}
    close = {a.id: sorted((km[a.id, b.id], b.id) for b in places if b.id != a.id)[:nearest] for a in places}
    for start, others in close.items():
        for far, end in others:
            is_blocked = any(near < far and km[third, end] < far for near, third in others)
            is_first = start < end or start not in {place for _, place in close[end]}
            if is_first and not is_blocked:
                grade = "main" if chance.random() < 0.4 else "minor"
                yield Link(start=start, end=end, km=round(far * chance.uniform(1.1, 1.4), 1), grade=grade)


def neighbours(places: tuple[Place, ...], links: tuple[Link, ...]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {place.id: [] for place in places}
    for link in links:
        near[link.start].append(link.end)
        near[link.end].append(link.start)
    return near


def _enemies(sides: tuple[str, ...], chance: random.Random) -> dict[str, list[str]]:
    """Everybody fights the first side; most others fight each other too."""
    at_war = {(a, b) for i, a in enumerate(sides) for b in sides[i + 1 :] if i == 0 or chance.random() < 0.8}
    return {a: [b for b in sides if (a, b) in at_war or (b, a) in at_war] for a in sides}


def history(land: Country, setting: Setting, chance: random.Random) -> History:
    """Return who held what: the days follow each other, each begun from how the one before ended."""
    holders = {place: [side] for place, side in _first_holders(land, chance).items()}
    truth, war = History(holders), _Fighting(land, setting, chance)
    for day in range(1, setting.days):
        for days in holders.values():
            days.append(days[-1])
        war.pass_day(truth, day)
    return truth


def _first_holders(land: Country, chance: random.Random) -> dict[str, str]:
    """Each side grows along the roads from a few places: fronts are lines, not noise."""
    starts = chance.sample([place.id for place in land.places], 2 * len(land.sides))
    held = {place: land.sides[i % len(land.sides)] for i, place in enumerate(starts)}
    edge = list(starts)
    while edge:
        place = edge.pop(chance.randrange(len(edge)))
        for other in land.near[place]:
            if other not in held:
                held[other] = held[place]
                edge.append(other)
    return {place.id: held.get(place.id) or chance.choice(land.sides) for place in land.places}


class _Fighting:
    """Offensives and assaults under way."""

    def __init__(self, land: Country, setting: Setting, chance: random.Random) -> None:
        self.land, self.setting, self.chance = land, setting, chance
        self.offensives: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.assaults: dict[str, tuple[str, int, bool]] = {}

    def pass_day(self, truth: History, day: int) -> None:
        self._begin_offensives(day)
        for place in sorted(self.assaults):
            self._fight_on(truth, place, day)
        for place, attacker in list(self._targets(truth, day)):
            is_enemy = attacker in self.land.enemies[truth.holders[place][day]]  # it may have fallen a moment ago
            is_free = is_enemy and place not in self.assaults
            if is_free and self.chance.random() < self._rate(truth, place, attacker, day):
                self._assault(truth, place, attacker, day)
        if self.chance.random() < self.setting.leaps * len(truth.changes) / day:
            self._leap(truth, day)

    def _begin_offensives(self, day: int) -> None:
        for side in self.land.sides:
            for enemy in self.land.enemies[side]:
                if self.chance.random() < self.setting.offensive_a_day:
                    self.offensives[side, enemy] = day + self.chance.randint(5, 20)

    def _targets(self, truth: History, day: int) -> Iterator[tuple[str, str]]:
        """Yield each front place with each side that could assault it."""
        for place, days in truth.holders.items():
            for side in self.land.enemies[days[day]]:
                if self._has_neighbour(truth, place, side, day):
                    yield place, side

    def _has_neighbour(self, truth: History, place: str, side: str, day: int) -> bool:
        return any(truth.holders[other][day] == side for other in self.land.near[place])

    def _rate(self, truth: History, place: str, attacker: str, day: int) -> float:
        is_wave = self.offensives[attacker, truth.holders[place][day]] >= day
        return self.setting.assault_a_day if is_wave else self.setting.calm_assault_a_day

    def _assault(self, truth: History, place: str, attacker: str, day: int) -> None:
        days = 0 if self.chance.random() < 0.5 else self.chance.randint(1, 6)
        self.assaults[place] = (attacker, day + days, self.chance.random() < self.setting.succeeds)
        self._fight_on(truth, place, day)

    def _fight_on(self, truth: History, place: str, day: int) -> None:
        attacker, until, succeeds = self.assaults[place]
        if day < until:
            truth.fought[place, day] = attacker
            return
        del self.assaults[place]
        if succeeds and self._has_neighbour(truth, place, attacker, day):
            self._change(truth, place, attacker, day)
        else:
            truth.repelled[place, day] = attacker

    def _change(self, truth: History, place: str, taker: str, day: int, *, is_leap: bool = False) -> None:
        was, truth.holders[place][day] = truth.holders[place][day], taker
        truth.changes.append(Change(day, place, was, taker, is_leap))

    def _leap(self, truth: History, day: int) -> None:
        """A place behind the front falls to somebody who holds nothing beside it."""
        place = self.chance.choice(self.land.places).id
        taker = self.chance.choice(self.land.enemies[truth.holders[place][day]])
        if place not in self.assaults and not self._has_neighbour(truth, place, taker, day):
            self._change(truth, place, taker, day, is_leap=True)
