"""The voices of a simulated war: how often each is right, whom it favours, whom it copies, and what it says.

Whether a claim is right is drawn first, from the voice's own reliability; what it is about comes after. So the true
share of right claims of every voice is known up to the luck of the draw. Errors of voices that do not copy are
independent; a wrong claim names an enemy of the holder, one that stands next to the place where there is one. It is
wrong for days around, so that it does not hang on a day what counts as an error.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from simulated_country import Change, Country, History, Setting
from whoholds.theatres import Outlet

GRADES = "ABCDE"
ERRORS_AT_FRONTS = 0.75
"""Share of errors that are surely about a front: few believe that a town far behind it has fallen."""

FALSE_WAYS = ((0.35, "takes"), (0.4, "holds"), (0.06, "loses"), (0.06, "withdraws"), (0.13, "contests"))
"""What wrong claims say: about what right ones do, so that a voice is about as reliable whatever it says."""

INDEPENDENT = (
    ("agency", "agency", 0.97), ("monitor", "monitor", 0.94), ("analyst", "analyst", 0.92),
    ("weekly", "newspaper", 0.9), ("paper", "newspaper", 0.87), ("channel", "broadcaster", 0.83),
    ("blog", "newspaper", 0.76), ("gazette", "newspaper", 0.7),
)  # fmt: skip
"""Voices of no side: id, kind and share of right claims."""


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A voice.

    Attributes:
        id: its id.
        kind: kind of outlet.
        right: share of its claims that are right; of a party's, of those that favour its own side.
        grade: the grade that it starts with, which may be wrong.
        side: the side it speaks for.
        copies: ids of the voices that it copies.
        says_so: whether it names whom it copies.
        is_actor: whether the side itself speaks, and others carry what it says.
        loud: its share of what is said, relative to the others; 0 for one that only copies.
    """

    id: str
    kind: str = "newspaper"
    right: float = 0.9
    grade: str = "C"
    side: str = ""
    copies: tuple[str, ...] = ()
    says_so: bool = False
    is_actor: bool = False
    loud: float = 1.0

    def outlet(self) -> Outlet:
        """Return it as the theatre lists it."""
        return Outlet(id=self.id, name=self.id, kind=self.kind, leans_to=self.side, grade=self.grade)


@dataclass(frozen=True, slots=True)
class Saying:
    """What a voice says, before anybody writes it down.

    Attributes:
        place: id of the place.
        day: the day of which it speaks.
        action: a word of the vocabulary.
        actor: the side that acts; empty where none is named.
        target: the side that it is done to; empty where none is named.
        is_denied: whether the voice denies it.
        is_right: whether it is true of that day.
        favours: the side that it is good for.
    """

    place: str
    day: int
    action: str
    actor: str
    target: str = ""
    is_denied: bool = False
    is_right: bool = True
    favours: str = ""


def voices(land: Country, chance: random.Random) -> tuple[Voice, ...]:
    """Return the voices of a war: eight of no side, one a side, and half as many again that copy or lie."""
    honest = [
        Voice(id=id_, kind=kind, right=right, grade=grade(right, chance), loud=1 / rank**0.7)
        for rank, (id_, kind, right) in enumerate(chance.sample(INDEPENDENT, len(INDEPENDENT)), 1)
    ]
    parties = [_party(side, number, chance) for number, side in enumerate(land.sides)]
    liar = Voice(id="liar", right=0.35, grade=chance.choice("CDDE"), loud=0.5)
    copied = [voice.id for voice in (*honest, *parties)]
    number = (len(honest) + len(parties) + 1) // 2 - 1
    copiers = [_copier(i, copied, land, chance) for i in range(number)]
    return (*honest, *parties, liar, *copiers)


def _party(side: str, number: int, chance: random.Random) -> Voice:
    is_actor = number % 2 == 0
    return Voice(
        id=side if is_actor else f"{side}-office", kind=chance.choice(("official", "state-media")), side=side,
        right=chance.uniform(0.5, 0.8), grade=chance.choice("CDD"), is_actor=is_actor, loud=0.8,
    )  # fmt: skip


def _copier(number: int, copied: list[str], land: Country, chance: random.Random) -> Voice:
    """Every other copier repeats a party; two of four say whom they repeat; one of three has its own news too."""
    parties = [id_ for id_ in copied if id_.split("-")[0] in land.sides]
    first = chance.choice(parties if number % 2 == 0 else copied)
    more = chance.choice(copied)
    return Voice(
        id=f"copier-{number}", copies=tuple(dict.fromkeys((first, more))), grade=chance.choice("CCDD"),
        says_so=number % 4 in {1, 2}, right=0.8, loud=0.4 if number % 3 == 0 else 0.0,
    )  # fmt: skip


def grade(right: float, chance: random.Random) -> str:
    """Return a grade that is mostly about right, and sometimes off by one or two."""
    true = bisect_left([-0.955, -0.9, -0.82, -0.65], -right)
    off = chance.choices((0, 1, -1, 2, -2), (60, 14, 14, 6, 6))[0]
    return GRADES[max(0, min(len(GRADES) - 1, true + off))]


class Newsroom:
    """What there is to say on each day, and what voices make of it.

    Args:
        land: the country.
        truth: what truly happened.
        setting: how large the war is.
        chance: source of luck.
    """

    def __init__(self, land: Country, truth: History, setting: Setting, chance: random.Random) -> None:
        self.land, self.truth, self.setting, self.chance = land, truth, setting, chance
        self.ids = [place.id for place in land.places]
        self.known = list(accumulate(place.population for place in land.places))
        self.changes: dict[int, list[Change]] = {}
        for change in truth.changes:
            self.changes.setdefault(change.day, []).append(change)
        self.hot: dict[int, list[str]] = {}
        for place, day in (*truth.fought, *truth.repelled):
            self.hot.setdefault(day, []).append(place)

    def say(self, voice: Voice, day: int) -> Saying | None:
        """Return what a voice says of a day; None where it finds nothing to say."""
        if voice.side:
            return self._party_says(voice, day)
        if self.chance.random() < voice.right:
            return self._truly(self._topic(day), day)
        place = self._place_of_error(day)
        return self._falsely(place, day, self._rival(place, day)) if place else None

    def _topic(self, day: int) -> str:
        """A place that is news: it changed hands, it is fought for, it is at a front, or it is well known."""
        draw = self.chance.random()
        changed = [change.place for back in range(3) for change in self.changes.get(day - back, ())]
        if draw < 0.45 and changed:
            return self.chance.choice(changed)
        if draw < 0.6 and self.hot.get(day):
            return self.chance.choice(self.hot[day])
        return (self._place_at_front(day) if draw < 0.85 else None) or self._known_place()

    def _place_of_error(self, day: int) -> str | None:
        if self.chance.random() < ERRORS_AT_FRONTS:
            at_front = self._place_where(
                day, lambda p: bool(self._enemies_near(p, day)) and self._is_steady(p, day)
            )
            if at_front:
                return at_front
        return self._place_where(day, lambda place: self._is_steady(place, day))

    def _is_steady(self, place: str, day: int) -> bool:
        """Whether a claim that it has changed hands is wrong by more than some days."""
        return len(set(self.truth.holders[place][max(0, day - 1) : day + 4])) == 1

    def _place_at_front(self, day: int) -> str | None:
        return self._place_where(day, lambda place: bool(self._enemies_near(place, day)))

    def _known_place(self) -> str:
        return self.chance.choices(self.ids, cum_weights=self.known)[0]

    def _enemies_near(self, place: str, day: int) -> list[str]:
        held = self.truth.holders
        enemies = self.land.enemies[held[place][day]]
        return [held[other][day] for other in self.land.near[place] if held[other][day] in enemies]

    def _rival(self, place: str, day: int) -> str:
        """Return the side that a wrong claim names: one that held the place not long ago, or stands beside it."""
        days, near = self.truth.holders[place], self._enemies_near(place, day)
        before = [side for side in days[max(0, day - 30) : day] if side in self.land.enemies[days[day]]]
        if before and self.chance.random() < 0.5:
            return before[-1]
        return self.chance.choice(near or self.land.enemies[self.truth.holders[place][day]])

    def _pick(self, *ways: tuple[float, str]) -> str:
        return self.chance.choices([way for _, way in ways], [weight for weight, _ in ways])[0]

    def _truly(self, place: str, day: int) -> Saying:
        """Return a true thing about a place."""
        holder = self.truth.holders[place][day]
        attacker = self.truth.fought.get((place, day))
        if attacker:
            action = self._pick((0.7, "contests"), (0.2, "enters"), (0.1, "strikes"))
            return Saying(place, day, action, attacker, holder, favours=attacker)
        change = next((c for back in range(3) for c in self.changes.get(day - back, ()) if c.place == place), None)
        if change and change.now == holder:
            return self._of_change(change, day)
        beaten = self.truth.repelled.get((place, day))
        if beaten:
            return Saying(place, day, self._pick((0.6, "repels"), (0.4, "holds")), holder, beaten, favours=holder)
        return Saying(place, day, "holds", holder, favours=holder)

    def _of_change(self, change: Change, day: int) -> Saying:
        action = self._pick((0.6, "takes"), (0.13, "loses"), (0.12, "withdraws"), (0.15, "holds"))
        if action in {"loses", "withdraws"}:
            target = change.now if self.chance.random() < 0.5 else ""
            return Saying(change.place, change.day, action, change.was, target, favours=change.now)
        target = change.was if action == "takes" and self.chance.random() < 0.4 else ""
        told = change.day if action == "takes" else day
        return Saying(change.place, told, action, change.now, target, favours=change.now)

    def _falsely(self, place: str, day: int, rival: str) -> Saying:
        """Return an untruth that is good for `rival`, which does not hold the place."""
        holder, is_fought = self.truth.holders[place][day], (place, day) in self.truth.fought
        action = self._pick(*(FALSE_WAYS[:2] if is_fought else FALSE_WAYS))
        if action in {"loses", "withdraws"}:
            return Saying(place, day, action, holder, is_right=False, favours=rival)
        return Saying(place, day, action, rival, is_right=False, favours=rival)

    def _party_says(self, voice: Voice, day: int) -> Saying | None:
        """A party boasts: `right` goes for claims for its own side, what it owns up to is nearly always so."""
        is_own = self.chance.random() < 0.85
        is_right = self.chance.random() < (voice.right if is_own else 0.97)
        tell: Callable[[str, int], Saying | None] = self._own_success if is_own else self._own_loss
        side = voice.side
        if is_right:
            return tell(side, day)
        if is_own:
            place = self._place_where(day, lambda p: self._is_boast(p, side, day))
            return self._falsely(place, day, side) if place else None
        place = self._place_where(day, lambda p: self.truth.state(p, day) == side and self._is_steady(p, day))
        return self._falsely(place, day, self._rival(place, day)) if place else None

    def _own_success(self, side: str, day: int) -> Saying | None:
        gained = [c for back in range(3) for c in self.changes.get(day - back, ()) if c.now == side]
        gained = [c for c in gained if self.truth.state(c.place, day) == side]
        if gained and self.chance.random() < 0.6:
            return self._of_change(self.chance.choice(gained), day)
        place = self._place_where(
            day, lambda p: self.truth.state(p, day) == side and bool(self._enemies_near(p, day))
        )
        if place is None:
            return None
        if self.chance.random() < 0.25:
            return Saying(place, day, "takes", self._rival(place, day), is_denied=True, favours=side)
        return Saying(place, day, self._pick((0.7, "holds"), (0.3, "repels")), side, favours=side)

    def _own_loss(self, side: str, day: int) -> Saying | None:
        lost = [c for back in range(5) for c in self.changes.get(day - back, ()) if c.was == side]
        lost = [c for c in lost if self.truth.state(c.place, day) == c.now]
        return self._of_change(self.chance.choice(lost), day) if lost else None

    def _is_boast(self, place: str, side: str, day: int) -> bool:
        is_wanted = side in self._enemies_near(place, day) or self._lost_by(place, side, day)
        return is_wanted and self._is_steady(place, day)

    def _lost_by(self, place: str, side: str, day: int) -> bool:
        days = self.truth.holders[place]
        return days[day] in self.land.enemies[side] and side in days[max(0, day - 10) : day]

    def _place_where(self, day: int, fits: Callable[[str], bool]) -> str | None:
        tried = (*self.hot.get(day, ()), *(self._known_place() for _ in range(20)))
        found = [place for place in tried if fits(place)]
        return self.chance.choice(found) if found else None
