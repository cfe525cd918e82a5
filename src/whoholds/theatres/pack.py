"""A pack's files as they stand: every value still text, every row with its line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from whoholds.theatres.faults import Fault
from whoholds.theatres.yaml_lines import LINE, load_yaml

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "places.csv": (
        "id", "name", "other_names", "kind", "lat", "lon", "admin1", "country", "to_country", "population",
        "source",
    ),
    "links.csv": ("from", "to", "road", "grade", "km", "kind", "since", "until", "is_shut", "source"),
    "baseline.csv": ("place", "holder", "since", "held_since", "source"),
}  # fmt: skip
"""The columns of each table; the first row of the file names them, in any order, and may add others."""

YAML_FILES = ("theatre.yaml", "actors.yaml", "sources.yaml")
JSON_FILES = ("regions.geojson", "border.geojson")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or an entry of a YAML list.

    Attributes:
        file: name of the file it stands in.
        line: its line, from 1.
        values: its values by column or key, as read.
    """

    file: str
    line: int
    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        """Return the value as text without outer blanks; empty where there is none."""
        value = self.values.get(key)
        return "" if value is None else str(value).strip()


@dataclass(slots=True)
class Pack:
    """All that could be read from a pack's folder.

    Attributes:
        folder: the folder.
        tables: rows of each CSV file.
        settings: `theatre.yaml`.
        actors: entries of `actors.yaml`.
        outlets: entries of `sources.yaml`.
        shapes: the GeoJSON files, by name.
        faults: what could not be read.
    """

    folder: Path
    tables: dict[str, list[Row]] = field(default_factory=dict)
    settings: Row = field(default_factory=lambda: Row("theatre.yaml", 0, {}))
    actors: list[Row] = field(default_factory=list)
    outlets: list[Row] = field(default_factory=list)
    shapes: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_pack(folder: Path) -> Pack:
    """Return the pack in `folder`; files that cannot be read become faults, never exceptions."""
    pack = Pack(folder)
    for name, columns in COLUMNS.items():
        pack.tables[name] = _read_table(pack, name, columns)
    documents = {name: _read_yaml(pack, name) for name in YAML_FILES}
    pack.settings = _settings(pack, documents["theatre.yaml"])
    pack.actors = _entries(pack, "actors.yaml", documents["actors.yaml"], "actors")
    pack.outlets = _entries(pack, "sources.yaml", documents["sources.yaml"], "sources")
    for name in JSON_FILES:
        pack.shapes[name] = _read_shapes(pack, name)
    return pack


def _read_text(pack: Pack, name: str) -> str | None:
    """Return a file's text, or None and a fault."""
    try:
        return (pack.folder / name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        pack.faults.append(Fault(name, 0, "is missing", "add the file"))
    except UnicodeDecodeError as error:
        pack.faults.append(Fault(name, 0, f"is no UTF-8 text ({error.reason})", "save it as UTF-8"))
    except OSError as error:
        pack.faults.append(Fault(name, 0, f"cannot be read ({error.strerror})", "check the file and its rights"))
    return None


def _read_table(pack: Pack, name: str, columns: tuple[str, ...]) -> list[Row]:
    """Return a table's rows; a missing column or a row of the wrong width is a fault."""
    text = _read_text(pack, name)
    if text is None:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in columns if column not in head]
        if missing:
            pack.faults.append(Fault(name, 1, f"has no column {', '.join(missing)}", "add it to the first row"))
            return []
        return list(_rows(pack, name, head, reader))
    except csv.Error as error:
        pack.faults.append(Fault(name, reader.line_num, f"is no CSV ({error})", "check the quotes"))
        return []


def _rows(pack: Pack, name: str, head: list[str], reader: Any) -> Iterator[Row]:  # noqa: ANN401 csv has no public type
    """Yield the rows that are as wide as the head."""
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(head):
            what = f"has {len(cells)} values where the first row names {len(head)}"
            pack.faults.append(Fault(name, reader.line_num, what, "check commas and quotes"))
            continue
        yield Row(name, reader.line_num, dict(zip(head, cells, strict=True)))


def _read_yaml(pack: Pack, name: str) -> Any:  # noqa: ANN401 YAML holds anything
    """Return a YAML document whose mappings know their line, or None and a fault."""
    text = _read_text(pack, name)
    if text is None:
        return None
    try:
        return load_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "cannot be parsed"
        line = mark.line + 1 if mark else 0
        pack.faults.append(Fault(name, line, f"is no YAML ({problem})", "check indents, colons and quotes"))
        return None


def _settings(pack: Pack, document: Any) -> Row:  # noqa: ANN401 YAML holds anything
    """Return the keys of `theatre.yaml`."""
    name = "theatre.yaml"
    if isinstance(document, dict):
        return Row(name, document.get(LINE, 1), document)
    if not any(fault.file == name for fault in pack.faults):
        pack.faults.append(Fault(name, 1, "has no keys", "begin the file with 'id:' and 'title:'"))
    return Row(name, 1, {})


def _entries(pack: Pack, name: str, document: Any, key: str) -> list[Row]:  # noqa: ANN401 YAML holds anything
    """Return the entries of the list that a YAML file keeps under `key`."""
    if any(fault.file == name for fault in pack.faults):
        return []
    entries = document.get(key) if isinstance(document, dict) else None
    if not isinstance(entries, list):
        pack.faults.append(Fault(name, 1, f"has no list under '{key}'", f"begin the file with '{key}:'"))
        return []
    rows = []
    for entry in entries:
        if isinstance(entry, dict):
            rows.append(Row(name, entry.get(LINE, 0), entry))
        else:
            pack.faults.append(Fault(name, 0, f"'{entry}' is no entry", "write each as '- id: ...'"))
    return rows


def _read_shapes(pack: Pack, name: str) -> Mapping[str, Any]:
    """Return a GeoJSON FeatureCollection, or an empty mapping and a fault."""
    text = _read_text(pack, name)
    if text is None:
        return {}
    try:
        shapes = json.loads(text)
    except json.JSONDecodeError as error:
        pack.faults.append(Fault(name, error.lineno, f"is no JSON ({error.msg})", "check brackets and commas"))
        return {}
    except RecursionError:
        pack.faults.append(Fault(name, 1, "is nested too deep", "write plain GeoJSON"))
        return {}
    if not isinstance(shapes, dict) or not isinstance(shapes.get("features"), list):
        pack.faults.append(Fault(name, 1, "is no GeoJSON FeatureCollection", "wrap the shapes in one"))
        return {}
    return shapes
