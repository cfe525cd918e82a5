"""Read the invented reports and print how well: `python bench/reports.py [--errors] [NAME ...]`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.reports import Score, names, score  # the tests' own loader: one reading of the format


def main() -> None:
    asked = [name for name in sys.argv[1:] if not name.startswith("--")] or names()
    total: Counter[str] = Counter()
    for name in asked:
        read = score(name)
        counts = Counter(
            right=len(read.right), wrong=len(read.wrong), missed=len(read.missed), false=len(read.false)
        )
        counts.update(f"wrong {part}" for _, parts, _ in read.wrong for part in parts)
        total += counts
        print(f"{name:12} {_line(counts)}")
        if "--errors" in sys.argv:
            _tell(read)
    print(f"{'all':12} {_line(total)}")


def _line(counts: Counter[str]) -> str:
    main = "  ".join(f"{kind} {counts[kind]:3}" for kind in ("right", "wrong", "missed", "false"))
    return f"{main}   " + ", ".join(
        f"{kind} {n}" for kind, n in sorted(counts.items()) if kind.startswith("wrong ")
    )


def _tell(read: Score) -> None:
    for line, parts, said in read.wrong:
        print(f"    wrong {' '.join(parts)}: {line}\n        said {said}")
    for line in read.missed:
        print(f"    missed: {line}")
    for line in read.false:
        print(f"    false: {line}")


if __name__ == "__main__":
    main()
