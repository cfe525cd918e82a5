"""Score our output on the development sets and hold it to pinned floors.

    python bench/quality.py [--eval DIR] [--only SET ...] [--raise]

Exit status 1 where a figure is worse than its floor in `bench/floors.yaml`. `--raise` writes better figures as new
floors and never lowers one. Without the development sets nothing is measured and the status is 0.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from floors import Floors, LoweredFloor, OtherCorpus, fingerprint, read_floors
from measures import FEWER_IS_BETTER, SETS, UNPINNED, Figures, figures_of

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "bench" / "floors.yaml"


def main() -> int:
    asked = _asked()
    folder: Path = asked.eval
    if not folder.is_dir():
        print(f"No development sets at {folder}: nothing is measured.")
        return 0
    answers = [folder / f"{s.name}_gold.jsonl" for s in SETS] + list((folder / "articles").glob("*.gold.json"))
    corpus = fingerprint(answers)
    pinned = read_floors(FLOORS, FEWER_IS_BETTER) if FLOORS.exists() else Floors(corpus, "", {}, FEWER_IS_BETTER)
    try:
        faults = list(pinned.faults({}, corpus))  # refuse other answers before an hour is spent on them
        figures = _measured(folder, asked.only, pinned)
        faults += pinned.faults(figures, corpus)
        if asked.is_raising:
            held = {name: figure for name, figure in figures.items() if name not in UNPINNED}
            pinned.raised(held, corpus, datetime.now(UTC).date().isoformat()).write(FLOORS)
    except (LoweredFloor, OtherCorpus) as fault:
        sys.exit(str(fault))
    print(*faults, sep="\n")
    return 1 if faults else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score our output on the development sets.")
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval", help="the development sets")
    parser.add_argument("--only", nargs="*", default=[], choices=[*(s.name for s in SETS), "article", "cases"])
    parser.add_argument("--raise", dest="is_raising", action="store_true", help="pin better figures as floors")
    return parser.parse_args()


def _measured(folder: Path, wanted: list[str], pinned: Floors) -> Figures:
    """Measure and print a line a figure as it comes."""
    figures: Figures = {}
    print(f"{'figure':28} {'value':>8} {'floor':>8}")
    for found in figures_of(folder, wanted):
        figures |= found
        for name, value in found.items():
            floor = pinned.values.get(name)
            print(f"{name:28} {value:8g} {'-' if floor is None else format(floor, 'g'):>8}", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
