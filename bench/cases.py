"""Read the hand-written cases and print how many hold, by tier: `python bench/cases.py [--failing]`.

The last line counts the claims of STRONG and MEDIUM cases whose action, actor and place are all right.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.cases import core_found, failures, load_cases  # the tests' own loader: one reading of the format

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
    firm = [case for case in load_cases() if case.tier != "WEAK"]
    lines = sum(len(case.claims) for case in firm)
    found = sum(core_found(case) for case in firm)
    print(f"actor and place right in STRONG and MEDIUM: {found} of {lines} claims ({found / lines:.1%})")


if __name__ == "__main__":
    main()
