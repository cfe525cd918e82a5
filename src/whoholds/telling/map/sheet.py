"""The sheet around the map: title, dates, legend, findings, scale and credits, each with its place in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.model import Finding
from whoholds.telling.map.marks import SideMark
from whoholds.telling.map.scene import Scene, nearest_gap
from whoholds.telling.map.style import style, word
from whoholds.telling.quarrels import dispute_text
from whoholds.telling.typeface import wrap
from whoholds.telling.wording import as_sentence
from whoholds.theatres import Theatre

LINE = 1.32
TEXT_INDENT = 30.0
MOST_FINDINGS = 4
MOST_DISPUTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry of the legend column.

    Attributes:
        kind: heading, side, contested, unknown, inferred, certainty, way, gate, port, note or point.
        text: its words, in lines.
        y: of the first base line, in px.
        name: which of its kind: state of the way or gate, step of certainty.
        mark: of a side.
        opacity: of a step of certainty.
        count: places of the kind, as text; empty where none are counted.
    """

    kind: str
    text: tuple[str, ...]
    y: float = 0.0
    name: str = ""
    mark: SideMark | None = None
    opacity: float = 1.0
    count: str = ""

    @property
    def indent(self) -> float:
        """Where the text begins, in px from the column's left edge."""
        return {"heading": 0.0, "note": 0.0, "point": 14.0}.get(self.kind, TEXT_INDENT)


SIZES = {"heading": 13.0, "note": 11.5, "point": 13.0}
PLAIN_SIZE = 14.0
GAPS = {"heading": 16.0, "point": 5.0, "note": 9.0}


def size_of(kind: str) -> float:
    """Return the type size of a kind of row, in px."""
    return SIZES.get(kind, PLAIN_SIZE)


def legend(scene: Scene) -> list[Row]:
    """Return the rows that explain the map: only what is on it, sides in the theatre's order."""
    pins = scene.pins
    states = [pin.standing.state for pin in pins]
    rows = [Row(kind="heading", text=(word("sides"),))]
    for side, mark in scene.marks.items():
        held = sum(pin.mark is not None and pin.mark.side == side for pin in pins)
        if held:
            rows.append(Row(kind="side", text=(mark.name,), mark=mark, count=str(held)))
    if "contested" in states:
        rows.append(Row(kind="contested", text=(word("contested"),), count=str(states.count("contested"))))
    if "unknown" in states:
        rows.append(Row(kind="unknown", text=(word("unknown"),), count=str(states.count("unknown"))))
    if any(pin.standing.inferred and pin.mark for pin in pins):
        rows.append(Row(kind="inferred", text=(word("inferred"),)))
    return rows + _certainty_rows(scene) + _way_rows(scene) + [Row(kind="note", text=(word("shade"),))]


def _certainty_rows(scene: Scene) -> list[Row]:
    used = {pin.opacity for pin in scene.pins if pin.mark}
    steps = [step for step in style()["certainty"] if step["opacity"] in used]
    if not steps:
        return []
    rows = [
        Row(kind="certainty", text=(step["says"],), name=step["name"], opacity=step["opacity"]) for step in steps
    ]
    return [Row(kind="heading", text=(word("certainty"),)), *rows]


def _way_rows(scene: Scene) -> list[Row]:
    roads = [way for way in scene.ways if way.is_flat]
    rows = []
    if any(way.link.grade == "main" for way in roads):
        rows.append(Row(kind="way", name="main", text=(word("main"),)))
    if any(way.link.grade == "minor" for way in roads):
        rows.append(Row(kind="way", name="minor", text=(word("minor"),)))
    if any(way.state == "cut" for way in roads):
        rows.append(Row(kind="way", name="cut", text=(word("cut"),)))
    gates = {gate.state for gate in scene.gates}
    names = {"open": "open", "cut": "shut", "unknown": "unsure"}
    rows += [Row(kind="gate", name=s, text=(word(names[s]),)) for s in names if s in gates]
    if any(pin.is_port for pin in scene.pins):
        rows.append(Row(kind="port", text=(word("port"),)))
    return [Row(kind="heading", text=(word("roads"),)), *rows] if rows else []


def foremost(findings: Sequence[Finding], most: int) -> list[Finding]:
    """Return the findings that have room beside the map, the weightiest first."""
    return sorted(findings, key=lambda finding: finding.rank)[:most]


def beside(findings: Sequence[Finding], disputes: Sequence[Finding]) -> list[Finding]:
    """Return all findings and disputes that stand beside the map."""
    return [*foremost(findings, MOST_FINDINGS), *foremost(disputes, MOST_DISPUTES)]


def told(theatre: Theatre, findings: Sequence[Finding], disputes: Sequence[Finding]) -> list[Row]:
    """Return the rows that tell what follows and what is disputed, the weightiest first."""
    parts = {
        "findings": [finding.text for finding in foremost(findings, MOST_FINDINGS)],
        "disputes": [dispute_text(theatre, finding) for finding in foremost(disputes, MOST_DISPUTES)],
    }
    rows = []
    for heading, texts in parts.items():
        rows += [Row(kind="heading", text=(word(heading),))] if texts else []
        rows += [Row(kind="point", text=(as_sentence(text),)) for text in texts]
    return rows


def laid_out(rows: Sequence[Row], width: float, top: float) -> tuple[list[Row], float]:
    """Return the rows with lines broken to `width` and base lines set below one another, and where they end."""
    placed, y = [], top
    for number, row in enumerate(rows):
        size = size_of(row.kind)
        weight = "semibold" if row.kind == "heading" else "regular"
        spare = 34.0 if row.count else 0.0
        lines = [line for text in row.text for line in wrap(text, width - row.indent - spare, size, weight)]
        y += (GAPS.get(row.kind, 5.0) if number else 0) + size * LINE
        placed.append(replace(row, text=tuple(lines), y=round(y, 1)))
        y += size * LINE * (len(lines) - 1)
    return placed, y


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale bar: where, how long, what it says, and whether it is the bar of the corner's left or right."""

    x: float
    y: float
    px: float
    text: str


def scale(scene: Scene) -> Scale:
    """Return a bar of a round length in the emptier of the two lower corners."""
    project = scene.project
    most_km = project.width * 0.2 / project.px_per_km
    steps = [a * 10**b for b in range(5) for a in (1, 2, 5)]
    km = max((step for step in steps if step <= most_km), default=1)
    px = round(km * project.px_per_km, 1)
    y = project.height - 26
    corners = (24.0, project.width - 24 - px - 40)
    x = max(corners, key=lambda left: min(nearest_gap(scene.pins, left + px / 2, y), 200))
    return Scale(x, y, px, f"{km} km")
