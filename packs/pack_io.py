"""Reading and writing of the builder's files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]


def read_csv(path: Path) -> list[Row]:
    """Return the rows of a CSV file with a head."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_yaml(path: Path) -> Any:
    """Return a YAML document."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write rows under a head, lines ending in a single newline."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: row.get(column, "") for column in columns} for row in rows)


def write_json(path: Path, shapes: Mapping[str, Any]) -> None:
    """Write GeoJSON, one feature a line, so that a change shows as one line."""
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in shapes["features"])
    features = ",\n".join(lines)
    path.write_text('{"type":"FeatureCollection","features":[\n' + features + "\n]}\n", encoding="utf-8")
