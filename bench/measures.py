"""What is measured on the development sets: our output, the scorer run on it, the figures taken from it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.cases import failures, load_cases  # the tests' own loader: one reading of the format
from whoholds import Desk, Extractor, Report, gather, load_theatre

Figures = dict[str, float]
Rows = Iterable[Mapping[str, Any]]

FEWER_IS_BETTER = frozenset({"article wrong"})
"""Figures whose floor is a ceiling."""

UNPINNED = frozenset({"cases MEDIUM", "cases WEAK"})
"""Figures without a floor: shares of cases that are written because they fail, so that a new one lowers them."""


@dataclass(frozen=True)
class Set:
    """A development set: its scorer, what we print for it, and which of the scorer's figures count.

    Attributes:
        name: beginning of the files' names.
        does: `extract` or `annotate`.
        figures: the name of each figure, and the way to it in what the scorer prints.
        options: further arguments of the scorer.
    """

    name: str
    does: str
    figures: Mapping[str, tuple[str, ...]]
    options: tuple[str, ...] = ()

    @property
    def scorer(self) -> str:
        """The scorer's file."""
        return f"score_{'places' if self.name.startswith('places_') else self.name.removesuffix('_case')}.py"


SETS = (
    Set("territory_case", "extract", {"territory has-transfer F1": ("has_transfer", "f1")}),
    Set("claims", "extract", {"claims F1": ("overall", "f1"), "claims strict F1": ("strict", "f1")}, ("--json",)),
    Set(
        "attribution",
        "annotate",
        {"attribution F1": ("attributions", "f1"), "attribution sources F1": ("source_only", "f1")},
    ),
    Set("times", "annotate", {"times span F1": ("span_overlap", "f1"), "times value F1": ("value_f1", "f1")}),
    Set("stance", "extract", {"stance found": ("found",), "stance right": ("right",)}),
    Set(
        "places_gwn",
        "annotate",
        {
            "places GWN exact F1": ("recognition_exact", "f1"),
            "places GWN overlap F1": ("recognition_overlap", "f1"),
            "places GWN near of resolved": ("resolution", "accuracy_161km_of_resolved"),
            "places GWN end to end F1": ("end_to_end_161km", "f1"),
            "places GWN literal": ("literal_accuracy",),
        },
    ),
    Set(
        "places_lgl",
        "annotate",
        {
            "places LGL overlap F1": ("recognition_overlap", "f1"),
            "places LGL near of resolved": ("resolution", "accuracy_161km_of_resolved"),
            "places LGL end to end F1": ("end_to_end_161km", "f1"),
        },
    ),
)
ARTICLE = "unian-2024-12-07"


def figures_of(folder: Path, wanted: Iterable[str] = ()) -> Iterator[Figures]:
    """Yield the figures of each set in the folder, of the article, and of our own cases; a set at a time.

    Args:
        folder: the development sets and their scorers.
        wanted: names of sets; none for all.
    """
    names = set(wanted)
    jobs: dict[str, Callable[[], Figures]] = {s.name: lambda s=s: _scored(folder, s) for s in SETS}  # type: ignore[misc]
    jobs |= {"article": lambda: _article(folder), "cases": _cases}
    for name, job in jobs.items():
        if not names or name in names:
            yield job()


def _scored(folder: Path, one: Set) -> Figures:
    extractor = _world()
    reports = gather([str(_reports(folder, one.name))])
    made: Rows
    if one.does == "annotate":
        made = (mention for report in reports for mention in extractor.annotate(report))
    else:
        made = (claim.to_json() for told in extractor.extract_all(reports) for claim in told.claims)
    with TemporaryDirectory() as scratch:
        told = _run(
            folder, one.scorer, folder / f"{one.name}_gold.jsonl", _write(Path(scratch), made), *one.options
        )
    return {figure: _at(told, way) for figure, way in one.figures.items()}


_EXTRACTORS: dict[str, Extractor] = {}


def _world() -> Extractor:
    """The extractor of the whole world, made once: its names take a second to load."""
    if "world" not in _EXTRACTORS:
        _EXTRACTORS["world"] = Extractor(load_theatre("world"))
    return _EXTRACTORS["world"]


def _reports(folder: Path, name: str) -> Path:
    plain = folder / f"{name}_reports.jsonl"
    return plain if plain.exists() else plain.with_name(f"{plain.name}.gz")


def _write(scratch: Path, rows: Rows, name: str = "made.jsonl") -> Path:
    path = scratch / name
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    return path


def _run(folder: Path, scorer: str, *arguments: object) -> dict[str, Any]:
    """Run a scorer and return the object that it prints."""
    command = [sys.executable, str(folder / scorer), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{scorer} failed: {done.stderr.strip()[-300:]}")
    return dict(json.loads(done.stdout))


def _at(told: Any, way: Iterable[str]) -> float:  # noqa: ANN401 - parsed JSON
    for key in way:
        told = told[key]
    return round(float(told), 4)


def _article(folder: Path) -> Figures:
    """The whole article, read in its own theatre, and its statements tested on that theatre's baseline."""
    gold = folder / "articles" / f"{ARTICLE}.gold.json"
    about = json.loads(gold.read_text("utf-8"))["report"]
    text = gold.with_name(f"{ARTICLE}.txt").read_text("utf-8")
    report = Report(id=about["id"], text=text, outlet=about["outlet"], published=about["published"], language="en")
    extraction = Extractor(load_theatre(about["theatre"])).extract(report)
    with TemporaryDirectory() as scratch:
        desk = Desk.init(str(Path(scratch) / "desk.db"), about["theatre"])
        list(desk.read([report]))
        checked = _write(Path(scratch), (c.to_json() for c in desk.check(report)), "checked.jsonl")
        desk.close()
        made = _write(Path(scratch), (claim.to_json() for claim in extraction.claims))
        told = _run(folder, "score_article.py", gold, made, "--check", checked)
    ways = {"core": "core_right", "all": "right", "wrong": "wrong", "verdicts": "verdicts"}
    return {f"article {name}": _at(told, (key,)) for name, key in ways.items()}


def _cases() -> Figures:
    """The share of our own cases that hold, by tier."""
    asked: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for case in load_cases():
        asked[case.tier] += 1
        held[case.tier] += not failures(case)
    return {
        f"cases {tier}": round(held[tier] / asked[tier], 4) for tier in ("STRONG", "MEDIUM", "WEAK") if asked[tier]
    }
