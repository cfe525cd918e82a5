"""Simulated wars whose truth is known, and a cheap stream of a million claims.

`simulate(seed)` makes a war: a country with roads, its true history (`simulated_country`), voices of known
reliability, and what they claimed (`simulated_voices`): late, sometimes without a day, a third of the voices lying
or copying others with or without saying so. The same seed gives the same war. `million()` is for speed alone: its
claims are skewed as in life, but its history is hardly one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import accumulate

from simulated_country import SIDE_NAMES, Country, History, Setting, country, history, neighbours
from simulated_voices import Newsroom, Saying, Voice, voices
from whoholds.actors import Actor, Register, Tie
from whoholds.model import Because, Claim, Evidence, Party, ResolvedClaim, When, Where, day_of
from whoholds.resolve import echo_key
from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import BaselineRow, Outlet, Theatre

FIRST = date(2031, 1, 1)
UNDATED_SHARE, COPIED_SHARE, COPIED_DATE_SHARE = 0.25, 0.5, 0.6
DAYS_LATE, DAYS_LATE_ODDS = (0, 1, 2, 4), (55, 28, 12, 5)
BECAUSE = Because("simulated", "")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it went out, with what is known of it.

    Attributes:
        evidence: the claim.
        saying: what it says.
        voice: id of its first voice.
        copy_of: number of the claim that it repeats; None where it is its voice's own.
    """

    evidence: Evidence
    saying: Saying
    voice: str
    copy_of: int | None = None


@dataclass(frozen=True)
class War:
    """A simulated war.

    Attributes:
        setting: how it was made.
        land: the country.
        truth: what truly happened.
        voices: who spoke.
        told: all claims, numbered by their position.
        theatre: what the product may know: no baseline for some places, grades that may be wrong.
        hidden: ids of places whose claims the test of neighbours hides.
    """

    setting: Setting
    land: Country
    truth: History
    voices: tuple[Voice, ...]
    told: tuple[Told, ...]
    theatre: Theatre
    hidden: frozenset[str]

    @cached_property
    def sides(self) -> dict[str, str]:
        """The side that each voice speaks for, by voice; empty where it speaks for none."""
        return {voice.id: voice.side for voice in self.voices}

    @property
    def evidence(self) -> list[Evidence]:
        """All claims, as the product gets them."""
        return [told.evidence for told in self.told]


def simulate(seed: int, setting: Setting | None = None) -> War:
    """Return the war of a seed.

    Args:
        seed: any whole number; the same seed and setting give the same war.
        setting: how large and how restless it is.
    """
    setting, chance = setting or Setting(), random.Random(seed)
    land = country(setting, chance)
    truth = history(land, setting, chance)
    heard = voices(land, chance)
    told = tuple(_Press(land, truth, heard, setting, chance).print_all())
    ids = [place.id for place in land.places]
    blank = set(chance.sample(ids, round(setting.blank * len(ids))))
    hidden = frozenset(chance.sample(ids, round(setting.hidden * len(ids))))
    return War(setting, land, truth, heard, told, theatre_of(land, truth, heard, blank), hidden)


def theatre_of(land: Country, truth: History, heard: tuple[Voice, ...], blank: set[str]) -> Theatre:
    first = {place: days[0] for place, days in truth.holders.items() if place not in blank}
    return _theatre(land.places, land.links, land.enemies, [v.outlet() for v in heard if not v.is_actor], first)


def _theatre(
    places: tuple[Place, ...], links: tuple[Link, ...], enemies: dict[str, list[str]],
    outlets: list[Outlet], first: dict[str, str],
) -> Theatre:  # fmt: skip
    ties = {side: tuple(map(Tie, others)) for side, others in enemies.items()}
    return Theatre(
        id="simulated", title="A simulated war", sides=tuple(enemies), gazetteer=Gazetteer(places), links=links,
        register=Register(Actor(id=side, name=side, is_side=True, hostile_to=ties[side]) for side in enemies),
        outlets={outlet.id: outlet for outlet in outlets},
        baseline=tuple(BaselineRow(place, holder, FIRST) for place, holder in first.items()),
    )  # fmt: skip


def end_of_day(day: int) -> datetime:
    """Return the last second of a day of a war, counted from 0."""
    return _midnight(day + 1) - timedelta(seconds=1)


def _midnight(day: int) -> datetime:
    return datetime.combine(FIRST + timedelta(days=day), time(), UTC)


class _Press:
    """Lets voices speak, and copiers repeat them."""

    def __init__(
        self, land: Country, truth: History, heard: tuple[Voice, ...], setting: Setting, chance: random.Random
    ) -> None:
        self.setting, self.chance = setting, chance
        self.room = Newsroom(land, truth, setting, chance)
        self.speakers = [voice for voice in heard if voice.loud]
        self.carriers = [voice.id for voice in self.speakers if not voice.side and not voice.copies]
        self.copiers: defaultdict[str, list[Voice]] = defaultdict(list)
        for voice in heard:
            for copied in voice.copies:
                self.copiers[copied].append(voice)
        self.told: list[Told] = []

    def print_all(self) -> list[Told]:
        """Return all claims."""
        loud = list(accumulate(voice.loud for voice in self.speakers))
        for day in range(self.setting.days):
            for _ in range(round(self.setting.claims_a_day)):
                voice = self.chance.choices(self.speakers, cum_weights=loud)[0]
                saying = self.room.say(voice, day)
                if saying:
                    self._tell(voice, saying, day)
        return self.told

    def _tell(self, voice: Voice, saying: Saying, day: int) -> None:
        late = self.chance.choices(DAYS_LATE, DAYS_LATE_ODDS)[0]
        hour = self.chance.randint(18, 23) if late == 0 else self.chance.randint(6, 23)
        published = _midnight(day + late) + timedelta(hours=hour)
        is_dated = self.chance.random() >= UNDATED_SHARE
        said_by, stance = (Party(voice.id, voice.id),), "asserted"
        if voice.is_actor:
            carrier = self.chance.choice(self.carriers)
            said_by, stance = (*said_by, Party(carrier, carrier)), "claimed"
        number = len(self.told)
        evidence = evidence_of(number, saying, said_by, published, stance=stance, is_dated=is_dated)
        if published <= end_of_day(self.setting.days - 1):
            self.told.append(Told(evidence, saying, voice.id))
            for copier in self.copiers[voice.id]:
                if self.chance.random() < COPIED_SHARE:
                    self._copy(copier, number)

    def _copy(self, copier: Voice, number: int) -> None:
        """Repeat a claim some hours or days later; a silent copier makes it its own."""
        copied = self.told[number]
        published = copied.evidence.published + timedelta(hours=self.chance.choice((2, 5, 12, 20, 30, 60)))
        is_dated = copied.evidence.claim.when is not None and self.chance.random() < COPIED_DATE_SHARE
        own = Party(copier.id, copier.id)
        said_by = (copied.evidence.claim.said_by[0], own) if copier.says_so else (own,)
        stance = "claimed" if copier.says_so else "asserted"
        if published <= end_of_day(self.setting.days - 1):
            evidence = evidence_of(
                len(self.told), copied.saying, said_by, published, stance=stance, is_dated=is_dated
            )
            first = copied.voice if copier.says_so else copier.id
            self.told.append(Told(evidence, copied.saying, first, copy_of=number))


def evidence_of(
    number: int, saying: Saying, said_by: tuple[Party, ...], published: datetime, *, stance: str, is_dated: bool
) -> Evidence:
    """Return a saying as evidence, with the echo key that the product gives it."""
    told = Claim(
        report=f"r{number}", quote="", start=0, end=0, action=saying.action,
        stance="denied" if saying.is_denied else stance, because=BECAUSE, id=_id(number),
    )  # fmt: skip
    claim = ResolvedClaim(
        claim=told, actor=_party(saying.actor), target=_party(saying.target), place=_where(saying.place),
        said_by=said_by, when=_day(saying.day) if is_dated else None,
    )  # fmt: skip
    echo = echo_key(claim, published.date().isoformat())
    return Evidence(claim=claim, published=published, known_to="minute", outlet=said_by[-1].id or "", echo=echo)


@cache
def _day(day: int) -> When:
    return day_of(FIRST + timedelta(days=day), UTC)


@cache
def _party(side: str) -> Party | None:
    return Party(side, side) if side else None


@cache
def _where(place: str) -> Where:
    return Where(place, id=place, kind="town")


def million(
    claims: int = 1_000_000, places: int = 10_000, days: int = 1826, sides: int = 5, seed: int = 0
) -> tuple[Theatre, Iterator[Evidence]]:
    """Return a large theatre with roads, and its claims in the order of publication, made as they are asked for.

    Few places get most claims and few of sixty voices make them; a fifth is undated, one in twenty repeats
    an earlier claim under its echo key. Parts that cannot change are shared between claims.
    """
    chance = random.Random(seed)
    names = SIDE_NAMES[:sides]
    spots, links = _grid(places, chance)
    near = neighbours(spots, links)
    width = round(places**0.5)
    # Stripes of ground, so that there are fronts to speak of.
    first = {spot.id: names[(i % width) * sides // width % sides] for i, spot in enumerate(spots)}
    outlets = [Outlet(id=f"voice-{i}", name=f"voice-{i}", grade=chance.choice("ABCCD")) for i in range(60)]
    enemies = {side: [other for other in names if other != side] for side in names}
    theatre = _theatre(spots, links, enemies, outlets, first)
    stream = _Stream(first, near, [outlet.id for outlet in outlets], random.Random(seed + 1))
    return theatre, stream.claims(claims, days)


def _grid(number: int, chance: random.Random) -> tuple[tuple[Place, ...], tuple[Link, ...]]:
    """Places on a shaken grid, most of them joined to the next in their row and column."""
    width, step = max(1, round(number**0.5)), 0.1
    spots = tuple(
        Place(
            id=f"p{i}", name=f"Place {i}", lat=i // width * step + chance.uniform(-0.04, 0.04),
            lon=i % width * step + chance.uniform(-0.04, 0.04), country="XX", source="simulated",
        )
        for i in range(number)
    )  # fmt: skip
    ends = [(i, i + 1) for i in range(number - 1) if (i + 1) % width] + [
        (i, i + width) for i in range(number - width)
    ]
    links = tuple(
        Link(start=f"p{a}", end=f"p{b}", km=round(chance.uniform(8, 18), 1))
        for a, b in ends
        if chance.random() < 0.8
    )
    return spots, links


class _Stream:
    """A stream of cheap claims: each place is held by somebody, and now and then by a neighbour's holder."""

    def __init__(
        self, first: dict[str, str], near: dict[str, list[str]], voice_ids: list[str], chance: random.Random
    ) -> None:
        self.held, self.near, self.chance = dict(first), near, chance
        self.ids = list(first)
        chance.shuffle(self.ids)
        self.by_place = list(accumulate(1 / (rank + 10) for rank in range(len(self.ids))))
        self.parties = [(Party(id_, id_),) for id_ in voice_ids]
        self.by_voice = list(accumulate(1 / rank for rank in range(1, len(voice_ids) + 1)))

    def claims(self, number: int, days: int, batch: int = 2_000) -> Iterator[Evidence]:
        """Yield claims day by day."""
        kept: Evidence | None = None
        for start in range(0, number, batch):
            count = min(batch, number - start)
            spots = self.chance.choices(self.ids, cum_weights=self.by_place, k=count)
            heard = self.chance.choices(self.parties, cum_weights=self.by_voice, k=count)
            for i, (spot, said_by) in enumerate(zip(spots, heard, strict=True), start):
                draw, day = self.chance.random(), i * days // number
                if kept is not None and draw < 0.05:
                    yield self._repeat(kept, i, said_by, day)
                else:
                    made = self._claim(i, spot, said_by, day, draw)
                    kept = made if i % 7 == 0 else kept
                    yield made

    def _claim(self, number: int, spot: str, said_by: tuple[Party, ...], day: int, draw: float) -> Evidence:
        holder, action = self.held[spot], "holds"
        if draw > 0.75:
            action = "takes"
            holder = self.held[self.near[spot][number % len(self.near[spot])]] if self.near[spot] else holder
            if draw > 0.97:
                self.held[spot] = holder
        elif draw > 0.65:
            action = "contests"
        told = Claim(
            report=f"r{number // 4}", quote="", start=0, end=0, action=action, stance="asserted",
            because=BECAUSE, id=_id(number),
        )  # fmt: skip
        claim = ResolvedClaim(
            claim=told, actor=_party(holder), place=_where(spot), said_by=said_by,
            when=None if number % 5 == 0 else _day(day),
        )  # fmt: skip
        return Evidence(claim=claim, published=_evening(day), outlet=said_by[0].id or "")

    def _repeat(self, kept: Evidence, number: int, said_by: tuple[Party, ...], day: int) -> Evidence:
        """Return a claim that repeats another one, whose key is that one's id."""
        first = kept.claim.claim
        told = replace(first, id=_id(number), report=f"r{number // 4}")
        claim = replace(kept.claim, claim=told, said_by=(*kept.claim.said_by[:1], *said_by))
        return replace(kept, claim=claim, published=_evening(day), echo=first.id)


def _id(number: int) -> str:
    """Return an id in the form of those of claims that were read."""
    return f"c_{number:016x}"


@cache
def _evening(day: int) -> datetime:
    return _midnight(day) + timedelta(hours=18)
