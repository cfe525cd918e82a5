"""How fast control is with a million claims: `python bench/control_speed.py [--claims N] [--places N]`.

Prints the time of a full build (weighing every claim, learning the voices' records, all standings), its peak
memory, the time of one more report until the picture is whole again, and the time of any one standing at any two
clocks; with `--check` whether the mended picture is, to the bit, the one that a rebuild gives. The simulated
reports are made beforehand, in batches; making them is not counted.
"""

from __future__ import annotations

import argparse
import random
import resource
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from statistics import median, quantiles
from time import perf_counter

from simulated import end_of_day, million
from whoholds.control import Control
from whoholds.model import Evidence

BATCH, DAYS, ASKED, REPORTS = 50_000, 1826, 400, 40


def main() -> None:
    asked = _asked()
    theatre, stream = million(claims=asked.claims + REPORTS, places=asked.places, days=DAYS)
    control, building, kept = Control(theatre), 0.0, []
    for batch in _batches(stream):
        kept += batch
        few = batch[: max(0, asked.claims - len(control.book.table))]
        started = perf_counter()
        control.add(few)
        building += perf_counter() - started
    print(f"{len(control.book.table):,} claims about {asked.places:,} places: weighed in {building:.1f} s")
    on = end_of_day(DAYS)
    started = perf_counter()
    control.learning.lessons(on.timestamp())
    learning = perf_counter() - started
    started = perf_counter()
    told = control.picture(on)
    fusing = perf_counter() - started
    print(f"records learned in {learning:.1f} s, {len(told.places):,} standings in {fusing:.1f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"full build {building + learning + fusing:.1f} s, peak memory {peak:.2f} GB, the reports among it")
    _more(control, kept[asked.claims :], on)
    _any(control, asked.places)
    if asked.check:
        same = Control(theatre, kept).picture(on) == control.picture(on)
        print(f"the mended picture is the one of a rebuild, to the bit: {same}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Speed of control with a million claims.")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--check", action="store_true", help="build a second time and compare")
    return parser.parse_args()


def _batches(stream: Iterator[Evidence]) -> Iterator[list[Evidence]]:
    while batch := list(islice(stream, BATCH)):
        yield batch


def _more(control: Control, reports: list[Evidence], on: datetime) -> None:
    """Print how long one more report takes, until the picture is whole again."""
    times = []
    for report in reports:
        started = perf_counter()
        control.add([report])
        control.picture(on)
        times.append(perf_counter() - started)
    print(f"one more report: {_told(times)}")


def _any(control: Control, places: int) -> None:
    """Print how long one standing takes, of any place, at any two clocks."""
    chance, times = random.Random(0), []
    for _ in range(ASKED):
        on = end_of_day(chance.randrange(DAYS))
        known_by = on + timedelta(days=chance.randrange(-30, 60))
        started = perf_counter()
        control.standing(f"p{chance.randrange(places)}", on, known_by)
        times.append(perf_counter() - started)
    print(f"any standing at any two clocks: {_told(times)}")


def _told(times: list[float]) -> str:
    *_, high = quantiles(times, n=20)
    return f"median {median(times) * 1e3:.1f} ms, 95 % under {high * 1e3:.1f} ms, worst {max(times) * 1e3:.1f} ms"


if __name__ == "__main__":
    main()
