"""How near control comes to a published map: battle articles read into `ukraine`, against the control runs of 2022.

    python bench/control_map.py [--eval DIR]

Prints agreement over place-days, agreement at places that changed hands, coverage and the Brier score of control,
beside last-claim-wins, the majority of the last five claims, and nothing-ever-changes on the same claims. Without
the development sets nothing is measured. Takes about a minute.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from whoholds import Desk, gather
from whoholds.control.weigh import Weigher
from whoholds.control.weights import CONTESTED

ROOT = Path(__file__).resolve().parents[1]
HOLDS = frozenset({"gains", "keeps"})
LAST = 5

Verdict = tuple[str, Mapping[str, float]]
"""The side that holds a place, or "contested", and the probability of each."""

Told = Mapping[str, list[tuple[float, str]]]
Method = Callable[[Desk, Told, datetime], dict[str, Verdict]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Control against a published map.")
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval", help="the development sets")
    folder: Path = parser.parse_args().eval
    if not folder.is_dir():
        print(f"No development sets at {folder}: nothing is measured.")
        return
    with TemporaryDirectory() as scratch:
        desk = Desk.init(str(Path(scratch) / "desk.db"), "ukraine")
        for tally in desk.read(gather([str(folder / "control_reports.jsonl")])):
            claims = tally.claims
        print(f"{claims} claims\n{'':18} {'agreement':>9} {'changed':>9} {'known':>7} {'brier':>7}")
        told = _told(desk)
        for name, method in METHODS.items():
            marks = _marks(folder, Path(scratch), desk, lambda on, method=method: method(desk, told, on))
            figures = [marks[key] for key in ("agreement", "agreement_changed", "coverage", "brier")]
            print(f"{name:18} {figures[0]:9.3f} {figures[1]:9.3f} {figures[2]:7.3f} {figures[3]:7.3f}", flush=True)
        desk.close()


def _told(desk: Desk) -> Told:
    """Return what claims say of who has each place, in order of events; the baseline first."""
    told: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    end = desk.moment("2100-01-01").timestamp()
    weigher = Weigher(desk.theatre)
    for item in map(weigher.weigh, desk.evidence):
        bearing = item.bearing
        if bearing.place and bearing.kind in HOLDS and bearing.sign > 0 and not bearing.is_area:
            told[bearing.place].append((item.instant(end), bearing.state))
    return {place: sorted(said) for place, said in told.items()}


def control(desk: Desk, _told: Told, on: datetime) -> dict[str, Verdict]:
    places = desk.control(on).places
    return {
        id_: (standing.holder or CONTESTED, standing.odds)
        for id_, standing in places.items()
        if standing.state != "unknown"
    }


def nothing_changes(desk: Desk, _told: Told, _on: datetime) -> dict[str, Verdict]:
    return {row.place: _sure(row.holder) for row in desk.theatre.baseline}


def _sure(side: str) -> Verdict:
    return side, {side: 1.0}


def last_claim(desk: Desk, told: Told, on: datetime) -> dict[str, Verdict]:
    heard = {place: [side for at, side in said if at <= on.timestamp()] for place, said in told.items()}
    return nothing_changes(desk, told, on) | {place: _sure(said[-1]) for place, said in heard.items() if said}


def majority(desk: Desk, told: Told, on: datetime) -> dict[str, Verdict]:
    heard = {place: [side for at, side in said if at <= on.timestamp()][-LAST:] for place, said in told.items()}
    votes = {place: Counter(said).most_common(1)[0][0] for place, said in heard.items() if said}
    return nothing_changes(desk, told, on) | {place: _sure(side) for place, side in votes.items()}


METHODS: dict[str, Method] = {
    "control": control,
    "last claim wins": last_claim,
    "majority of five": majority,
    "nothing changes": nothing_changes,
}


def _marks(
    folder: Path, scratch: Path, desk: Desk, verdicts_on: Callable[[datetime], dict[str, Verdict]]
) -> Mapping[str, Any]:
    gold, snapshots = folder / "control_gold.jsonl", scratch / "snapshots.jsonl"
    days = _run(folder / "snapshots.py", gold).split()
    with snapshots.open("w", encoding="utf-8") as out:
        for day in days:
            rows = list(_rows(desk, verdicts_on(desk.moment(day))))
            out.write(f"{json.dumps({'on': day, 'places': rows}, ensure_ascii=False)}\n")
    marks: Mapping[str, Any] = json.loads(_run(folder / "score_control.py", gold, snapshots))["predicted"]
    return marks


def _rows(desk: Desk, verdicts: Mapping[str, Verdict]) -> Iterator[dict[str, Any]]:
    for place_id, (state, odds) in verdicts.items():
        place = desk.theatre.gazetteer.get(place_id)
        if place is None or place.is_extended:
            continue
        where = {"id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon}
        told = {"standing": state, "holder": None} if state == CONTESTED else {"standing": "held", "holder": state}
        yield {"place": where, **told, "odds": dict(odds)}


def _run(script: Path, *arguments: Path) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
