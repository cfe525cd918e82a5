"""How good control is on simulated wars whose truth is known.

    python bench/control.py [--seeds N] [--first SEED] [--situations] [--ceiling]

Prints, over all seeds, agreement with the truth over place-days, the same at places that had changed hands,
coverage, the Brier score, the expected calibration error and a reliability table, beside last-claim-wins, majority
vote and nothing-ever-changes on the same claims; the same for a fifth of the places whose claims are all hidden;
for each voice the true share of right claims beside what its record says. A third of the voices copy or lie. The
weights are not fitted to this generator (`simulated.py`). `--situations` tells where control is too sure, or not
sure enough; `--ceiling` adds what a plain filter makes of the claims that is told how good each voice truly is.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import mean

from control_ceiling import Ceiling
from control_simple import (
    Nearest,
    Odds,
    Votes,
    by_votes,
    first_odds,
    last_claim,
    majority_of_five,
    majority_of_fortnight,
)  # fmt: skip
from control_situations import situations
from control_voices import Shares, shares_of
from marks import HEAD, Bin, Marks
from simulated import War, end_of_day, million, simulate
from whoholds.control import picture
from whoholds.model import Evidence, Standing

EVERY_DAYS = 10
CONTROL, NOTHING, CEILING = "control", "nothing ever changes", "knows every voice"
RULES = {
    "last claim wins": last_claim,
    "majority of five": majority_of_five,
    "majority of 14 days": majority_of_fortnight,
}
Table = dict[str, Marks]


@dataclass
class Results:
    """Sums over wars.

    Attributes:
        open: marks of each method over all places.
        hidden: marks of each method over places whose claims are hidden.
        situations: calibration of control, by situation.
        margins: by rule, how much better control's agreement was in each war.
        shares: shares of right claims of each war's voices.
    """

    open: Table = field(default_factory=lambda: defaultdict(Marks))
    hidden: Table = field(default_factory=lambda: defaultdict(Marks))
    situations: dict[tuple[str, str], Bin] = field(default_factory=lambda: defaultdict(Bin))
    margins: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    shares: list[Shares] = field(default_factory=list)


def main() -> None:
    asked = _asked()
    results, started = Results(), time.perf_counter()
    for seed in range(asked.first, asked.first + asked.seeds):
        war = simulate(seed)
        in_the_open(war, results, is_told_apart=asked.situations, has_ceiling=asked.ceiling)
        in_hiding(war, results)
        results.shares += shares_of(war, end_of_day(war.setting.days))
    show(results, asked.seeds)
    print(f"\n{time.perf_counter() - started:.0f} s; {speed()}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Control on simulated wars.")
    parser.add_argument("--seeds", type=int, default=10, help="how many wars")
    parser.add_argument("--first", type=int, default=0, help="the first one's seed")
    parser.add_argument("--ceiling", action="store_true", help="add a filter that knows every voice")
    parser.add_argument("--situations", action="store_true", help="tell calibration apart by situation")
    return parser.parse_args()


def days_of(war: War) -> range:
    """Return the days on which the methods are asked."""
    return range(EVERY_DAYS - 1, war.setting.days, EVERY_DAYS)


def standings(war: War, evidence: Iterable[Evidence], day: int) -> dict[str, Standing]:
    """Return what control says of every place at the end of a day, as known then."""
    told = picture(war.theatre, evidence, end_of_day(day), end_of_day(day))
    return {place: told.standing(place) for place in war.truth.holders}


def in_the_open(war: War, results: Results, *, is_told_apart: bool, has_ceiling: bool) -> None:
    """Count all places of a war, every ten days."""
    alone: Table = defaultdict(Marks)
    votes, evidence, ceiling = Votes(war.evidence), war.evidence, Ceiling(war) if has_ceiling else None
    for day in days_of(war):
        told = standings(war, evidence, day)
        said = {CONTROL: {place: standing.odds for place, standing in told.items()}}
        said |= {name: by_votes(war, votes, choose, day) for name, choose in RULES.items()}
        said[NOTHING] = first_odds(war)
        if ceiling:
            said[CEILING] = ceiling.odds(day)
        for table in (alone, results.open):
            _count(table, said, war, war.truth.holders, day)
        if is_told_apart:
            for key, p, is_right in situations(war, told, day):
                results.situations[key].add(p, is_right=is_right)
    for name in RULES:
        results.margins[name].append(alone[CONTROL].agreement - alone[name].agreement)


def in_hiding(war: War, results: Results) -> None:
    """Count the places of which no claim is heard, every ten days."""
    evidence = [told.evidence for told in war.told if told.saying.place not in war.hidden]
    nearest, places = Nearest(war, Votes(evidence)), sorted(war.hidden)
    for day in days_of(war):
        told = standings(war, evidence, day)
        said: dict[str, Mapping[str, Odds]] = {
            CONTROL: {place: told[place].odds for place in places},
            "nearest told place": {place: _leader(told, nearest.told(place, day)) for place in places},
            NOTHING: first_odds(war),
        }
        _count(results.hidden, said, war, places, day)


def _leader(told: Mapping[str, Standing], place: str | None) -> Odds:
    holder = told[place].holder if place else None
    return {holder: 1.0} if holder else {}


def _count(table: Table, said: Mapping[str, Mapping[str, Odds]], war: War, places: Iterable[str], day: int) -> None:
    for place in places:
        truth, days = war.truth.state(place, day), war.truth.holders[place]
        is_changed = len(set(days[: day + 1])) > 1
        for name, odds in said.items():
            table[name].add(odds.get(place, {}), truth, is_changed=is_changed)


def show(results: Results, wars: int) -> None:
    """Print all tables."""
    print(f"All places, {wars} wars\n{HEAD}")
    print(*_table(results.open), sep="\n")
    print("Control, by the probability of its likeliest state:")
    print(*results.open[CONTROL].reliability(), sep="\n")
    for name, margins in results.margins.items():
        print(
            f"better than {name} in {sum(m > 0 for m in margins)} of {wars} wars; least margin {min(margins):+.3f}"
        )
    print(f"\nA fifth of the places, all their claims hidden\n{HEAD}")
    print(*_table(results.hidden), sep="\n")
    print(*results.hidden[CONTROL].reliability(), sep="\n")
    if results.situations:
        print("\nControl, by situation (said, was, difference):")
        print(
            *(f"  {a:14} {b:18} {found.line()}" for (a, b), found in sorted(results.situations.items())), sep="\n"
        )
    print("\nShare of right claims among those that say who has a place: truly, and by the record")
    print(*_learned(results.shares), sep="\n")


def _table(table: Table) -> Iterator[str]:
    for name, marks in table.items():
        yield marks.line(name)


def _learned(shares: list[Shares], least: int = 50, within: float = 0.05) -> Iterator[str]:
    """Yield the rows about voices, over all wars, then how far records are off within a war."""
    pooled: defaultdict[tuple[str, str], list[Shares]] = defaultdict(list)
    for share in shares:
        pooled[share.voice, share.gain].append(share)
    worst = 0.0
    for (voice, gain), found in sorted(pooled.items()):
        claims = sum(share.claims for share in found)
        truly = sum(share.right for share in found) / claims
        learned = sum(share.learned * share.claims for share in found) / claims
        worst = max(worst, abs(learned - truly) if claims >= least else 0.0)
        gap = learned - truly
        yield f"  {voice:14} {gain:8} right {truly:.3f}  record {learned:.3f}  {gap:+.3f}  {claims:5} claims"
    off = [abs(share.learned - share.right / share.claims) for share in shares if share.claims >= least]
    yield f"voices with {least} claims or more: over all wars at most {worst:.3f} off; within a war"
    if off:
        near = sum(gap <= within for gap in off)
        yield f"at most {max(off):.3f}, on average {mean(off):.3f}, {near} of {len(off)} within {within}"


def speed() -> str:
    """Return how long a picture of 1,000 places with 10,000 claims takes."""
    theatre, stream = million(claims=10_000, places=1_000, days=120)
    evidence, started = list(stream), time.process_time()
    picture(theatre, evidence, end_of_day(120))
    return f"1,000 places, 10,000 claims: {time.process_time() - started:.2f} s of processor time"


if __name__ == "__main__":
    main()
