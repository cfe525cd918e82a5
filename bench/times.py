"""How fast times are found, and that the cost grows in step with the text: `python bench/times.py [REPORTS.jsonl]`.

Without a file the texts are made up. Prints words a second over all of them, then seconds against length for
texts of 1,000 to 256,000 words of three kinds: prose, nothing but words of time, and one word without end.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date
from pathlib import Path
from time import process_time

from whoholds.model.when import day_of
from whoholds.reading.times import find_times

DATELINE = day_of(date(2024, 12, 7), UTC)
PROSE = (
    "On 27 November 2024 the column left its camp, and the next day it stood before the town. The garrison held "
    "for two weeks, officials said on Friday, although the road had been cut since early October and no aid came. "
)
KINDS = {
    "prose": PROSE,
    "only words of time": "the first half of last Monday two 12 May 2014 ",
    "one word": "a",
    "one number": "1",
    "line ends and blanks": "\n   ",
}


def seconds(text: str) -> float:
    start = process_time()
    find_times(text, DATELINE, UTC)
    return process_time() - start


def speed(texts: list[str]) -> None:
    words = sum(len(text.split()) for text in texts)
    spent = sum(seconds(text) for text in texts)
    print(f"{len(texts)} texts, {words} words: {words / spent:,.0f} words a second")


def scaling() -> None:
    for kind, piece in KINDS.items():
        row = []
        for length in (6_000, 48_000, 384_000, 1_536_000):
            text = piece * (length // len(piece))
            row.append(f"{length:>9,}: {seconds(text):7.3f} s")
        print(f"{kind:<22}" + "   ".join(row))


def main() -> None:
    find_times("A week ago.", DATELINE, UTC)
    texts = [PROSE * 20] * 50
    if len(sys.argv) > 1:
        texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    speed(texts)
    scaling()


if __name__ == "__main__":
    main()
