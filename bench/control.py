"""How good control is on simulated wars whose truth is known; `python bench/control.py [SEEDS]`.

Prints, over all seeds, agreement with the truth over place-days, the same at places that changed hands, the
Brier score and the expected calibration error; beside last-claim-wins, majority vote and nothing-ever-changes on
the same claims. A third of the voices copy or lie. The weights are not fitted to this generator.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from whoholds.actors import Actor, Register, Tie
from whoholds.control import picture, records
from whoholds.model import Because, Claim, Evidence, Party, ResolvedClaim, Standing, Where, day_of
from whoholds.terrain import Gazetteer, Place
from whoholds.theatres import BaselineRow, Outlet, Theatre

SIDES = ("reds", "blues", "greens")
FIRST, DAYS, PLACES = date(2031, 1, 1), 120, 40
CHANGE_A_DAY, TOLD_SHARE, SEEN_A_DAY = 0.008, 0.35, 0.01


@dataclass(frozen=True)
class Voice:
    """A voice: how often it is right, whose side it is on, and whom it copies."""

    id: str
    right: float
    grade: str = "C"
    side: str = ""
    copies: str = ""


VOICES = (
    Voice("agency", 0.97, "A"), Voice("monitor", 0.92, "B"), Voice("paper", 0.85, "C"), Voice("blog", 0.75, "D"),
    Voice("reds-radio", 0.6, "D", side="reds"), Voice("blues-office", 0.6, "D", side="blues"),
    Voice("copier", 0.0, "C", copies="reds-radio"),
)  # fmt: skip


@dataclass
class War:
    """A simulated war: who truly held each place on each day, and what was claimed."""

    truth: dict[str, list[str]] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)


def theatre_of(war: War) -> Theatre:
    enemies = {side: tuple(Tie(other) for other in SIDES if other != side) for side in SIDES}
    return Theatre(
        id="simulated", title="A simulated war", sides=SIDES,
        gazetteer=Gazetteer(Place(id=place, name=place) for place in war.truth),
        register=Register(Actor(id=side, name=side, is_side=True, hostile_to=enemies[side]) for side in SIDES),
        outlets={v.id: _outlet(v) for v in VOICES},
        baseline=tuple(BaselineRow(place, days[0], FIRST) for place, days in war.truth.items()),
    )  # fmt: skip


def _outlet(voice: Voice) -> Outlet:
    kind = "state-media" if voice.side else "newspaper"
    return Outlet(id=voice.id, name=voice.id, kind=kind, leans_to=voice.side, grade=voice.grade)


def simulate(seed: int) -> War:
    chance, war = random.Random(seed), War()
    for number in range(PLACES):
        place, holder = f"p{number}", chance.choice(SIDES)
        heat = chance.choice((0.0, 0.5, 1.0, 2.5))
        days = [holder]
        for day in range(1, DAYS):
            if chance.random() < CHANGE_A_DAY * heat:
                days.append(chance.choice([side for side in SIDES if side != days[-1]]))
                tell_change(war, chance, place, day, days[-1])
            else:
                days.append(days[-1])
            tell_day(war, chance, place, day, days[-1])
        war.truth[place] = days
    return war


def tell_change(war: War, chance: random.Random, place: str, day: int, taker: str) -> None:
    """Each voice may tell of a true change, some days late; a party seldom tells what it lost."""
    for voice in VOICES:
        share = TOLD_SHARE * (1.0 if voice.side in {"", taker} else 0.15)
        if not voice.copies and chance.random() < share:
            tell(war, chance, voice, (place, day, taker, "takes"))


def tell_day(war: War, chance: random.Random, place: str, day: int, holder: str) -> None:
    """Each voice may tell who holds a place, or wrongly that it changed hands."""
    for voice in VOICES:
        if voice.copies or chance.random() >= SEEN_A_DAY:
            continue
        wrong = voice.side or chance.choice([side for side in SIDES if side != holder])
        if chance.random() < voice.right:
            tell(war, chance, voice, (place, day, holder, "holds"))
        elif wrong != holder:
            tell(war, chance, voice, (place, day, wrong, chance.choice(("takes", "holds"))))


def tell(war: War, chance: random.Random, voice: Voice, said: tuple[str, int, str, str]) -> None:
    late = chance.choice((0, 0, 1, 3)) if said[3] == "takes" else 0
    has_time = chance.random() < 0.7
    war.evidence.append(claim_of(len(war.evidence), voice.id, said, late, has_time=has_time))
    for other in VOICES:
        if other.copies == voice.id and chance.random() < 0.7:
            war.evidence.append(claim_of(len(war.evidence), other.id, said, late + 1, has_time=has_time))


def claim_of(number: int, voice: str, said: tuple[str, int, str, str], late: int, *, has_time: bool) -> Evidence:
    place, day, side, action = said
    on = FIRST + timedelta(days=day)
    claim = Claim(
        report=f"r{number}", quote="", start=0, end=0, action=action, stance="asserted",
        because=Because("simulated", action),
    )  # fmt: skip
    resolved = ResolvedClaim(
        claim=claim, actor=Party(side, side), place=Where(place, id=place), said_by=(Party(voice, voice),),
        when=day_of(on, UTC) if has_time else None,
    )  # fmt: skip
    published = datetime.combine(on + timedelta(days=late), datetime.min.time(), UTC) + timedelta(hours=18)
    return Evidence(claim=resolved, published=published, outlet=voice)


def ours(war: War, day: int) -> dict[str, dict[str, float]]:
    told = picture(theatre_of(war), war.evidence, _end_of(day), _end_of(day))
    return {place: _odds(told.standing(place)) for place in war.truth}


def _odds(standing: Standing) -> dict[str, float]:
    return {side: p for side, p in standing.odds.items() if side in SIDES}


def _end_of(day: int) -> datetime:
    return datetime.combine(FIRST + timedelta(days=day + 1), datetime.min.time(), UTC) - timedelta(seconds=1)


def _heard(war: War, day: int) -> dict[str, list[Evidence]]:
    heard: defaultdict[str, list[Evidence]] = defaultdict(list)
    for item in sorted(war.evidence, key=lambda item: item.published):
        if item.published <= _end_of(day):
            heard[item.claim.place.id].append(item)
    return heard


def last_claim(war: War, day: int) -> dict[str, dict[str, float]]:
    heard = _heard(war, day)
    return {p: {heard[p][-1].claim.actor.id if p in heard else days[0]: 1.0} for p, days in war.truth.items()}


def majority(war: War, day: int) -> dict[str, dict[str, float]]:
    """The side that most of the last five claims name."""
    heard = _heard(war, day)
    found = {}
    for place, days in war.truth.items():
        votes = Counter(item.claim.actor.id for item in heard.get(place, [])[-5:])
        found[place] = {votes.most_common(1)[0][0] if votes else days[0]: 1.0}
    return found


def nothing_changes(war: War, _day: int) -> dict[str, dict[str, float]]:
    return {place: {days[0]: 1.0} for place, days in war.truth.items()}


@dataclass
class Marks:
    """Sums over place-days."""

    n: int = 0
    right: int = 0
    n_changed: int = 0
    right_changed: int = 0
    brier: float = 0.0
    bins: dict[int, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, odds: dict[str, float], days: list[str], day: int) -> None:
        """Count one place on one day."""
        best = max(odds, key=odds.__getitem__)
        is_right, is_changed = best == days[day], len(set(days[: day + 1])) > 1
        self.n, self.right = self.n + 1, self.right + is_right
        self.n_changed, self.right_changed = (
            self.n_changed + is_changed,
            self.right_changed + (is_right and is_changed),
        )
        self.brier += sum((odds.get(side, 0.0) - (side == days[day])) ** 2 for side in SIDES) / 2
        self.bins[min(9, int(odds[best] * 10))].append((odds[best], is_right))

    def error(self) -> float:
        """Expected calibration error of the likeliest side."""
        return sum(abs(sum(p for p, _ in b) - sum(ok for _, ok in b)) for b in self.bins.values()) / self.n

    def line(self, name: str) -> str:
        """Return the row of the table."""
        changed = self.right_changed / max(1, self.n_changed)
        return f"{name:18} {self.right / self.n:9.3f} {changed:9.3f} {self.brier / self.n:7.3f} {self.error():7.3f}"


def learned(seeds: int) -> None:
    """Print for each voice the share of its claims that were right, and what its record says, over all wars."""
    actual: defaultdict[str, list[bool]] = defaultdict(list)
    told: defaultdict[str, list[float]] = defaultdict(list)
    for seed in range(seeds):
        war = simulate(seed)
        for item in war.evidence:
            claim = item.claim
            day = min(DAYS - 1, ((claim.when.start if claim.when else item.published).date() - FIRST).days)
            actual[claim.said_by[0].id].append(war.truth[claim.place.id][day] == claim.actor.id)
        for record in records(theatre_of(war), war.evidence, _end_of(DAYS)):
            told[record.voice].append(record.learned)
    for voice in VOICES:
        share, mean = (sum(values) / len(values) for values in (actual[voice.id], told[voice.id]))
        print(f"  {voice.id:14} right {share:.3f}, by its record {mean:.3f}, {len(actual[voice.id])} claims")


def speed() -> str:
    """Return how long a picture of 1,000 places with 10,000 claims takes."""
    chance = random.Random(0)
    war = War(truth={f"p{number}": [chance.choice(SIDES)] for number in range(1000)})
    for number in range(10_000):
        said = (f"p{chance.randrange(1000)}", chance.randrange(DAYS), chance.choice(SIDES), "takes")
        war.evidence.append(claim_of(number, chance.choice(VOICES).id, said, 0, has_time=True))
    theatre, started = theatre_of(war), time.process_time()
    picture(theatre, war.evidence, _end_of(DAYS))
    return f"1,000 places, 10,000 claims: {time.process_time() - started:.2f} s of processor time"


def main() -> None:
    seeds = max(1, int(sys.argv[1])) if len(sys.argv) > 1 else 10
    methods = {
        "control": ours,
        "last claim wins": last_claim,
        "majority of five": majority,
        "nothing": nothing_changes,
    }
    marks, started = {name: Marks() for name in methods}, time.perf_counter()
    beaten = 0
    for seed in range(seeds):
        war, alone = simulate(seed), {name: Marks() for name in methods}
        for day in range(9, DAYS, 10):
            for name, method in methods.items():
                for place, odds in method(war, day).items():
                    marks[name].add(odds, war.truth[place], day)
                    alone[name].add(odds, war.truth[place], day)
        beaten += alone["control"].right > max(alone["last claim wins"].right, alone["majority of five"].right)
    print(f"{'':18} {'agreement':>9} {'changed':>9} {'brier':>7} {'ece':>7}   {seeds} wars")
    for name, mark in marks.items():
        print(mark.line(name))
    for low, found in sorted(marks["control"].bins.items()):
        mean, share = (sum(values) / len(found) for values in zip(*found, strict=True))
        print(f"  p about {low / 10:.1f}: said {mean:.3f}, was {share:.3f}, {len(found)} place-days")
    print(f"better than both others in {beaten} of {seeds} wars; {time.perf_counter() - started:.1f} s")
    learned(seeds)
    print(speed())


if __name__ == "__main__":
    main()
