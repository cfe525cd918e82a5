"""Read the hand-written cases and print how many hold, by tier: `python bench/cases.py [--failing]`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.cases import failures, load_cases  # the tests' own loader: one reading of the format

TIERS = ("STRONG", "MEDIUM", "WEAK")


def main() -> None:
    held: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for case in load_cases():
        faults = failures(case)
        asked[case.tier] += 1
        held[case.tier] += not faults
        if faults and "--failing" in sys.argv:
            print(f"{case.tier} {case.file}: {case.text}", *faults, sep="\n    ")
    for tier in TIERS:
        print(f"{tier:7} {held[tier]} of {asked[tier]}")


if __name__ == "__main__":
    main()
