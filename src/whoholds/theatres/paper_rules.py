"""Rules about what is written where: columns and keys that nobody reads, and sources whose licence is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import yaml

from whoholds.theatres.pack import COLUMNS, Row
from whoholds.theatres.typed import TypedPack
from whoholds.theatres.values import Faults
from whoholds.theatres.yaml_lines import LINE

NOTE = "note"
"""A column or key for the author's own remarks, in every file."""

SETTINGS_KEYS = frozenset(
    {
        "id",
        "title",
        "countries",
        "time_zone",
        "since",
        "until",
        "box",
        "capitals",
        "sides",
        "licence",
        "credits",
        "beyond_border",
    }
)
ACTOR_KEYS = frozenset(
    {
        "id", "name", "kind", "names", "adjectives", "people", "capitals", "generic", "operates_in", "part_of",
        "allied_with", "hostile_to", "is_side", "country", "since", "until", "colour",
    }
)  # fmt: skip
TIE_KEYS = frozenset({"actor", "since", "until"})
OUTLET_KEYS = frozenset({"id", "name", "names", "domain", "kind", "leans_to", "grade", "country"})


def columns_and_keys_are_known(typed: TypedPack, faults: Faults) -> None:
    """Nothing is written where nobody reads it, where a slip of the pen would go unseen."""
    for name, rows in typed.pack.tables.items():
        for row in rows[:1]:
            _tell_unknown(Row(name, 1, row.values), "column", {*COLUMNS[name]}, faults)
    _tell_unknown(typed.pack.settings, "key", SETTINGS_KEYS, faults)
    for row in typed.pack.actors:
        _tell_unknown(row, "key", ACTOR_KEYS, faults)
        for key in ("part_of", "allied_with", "hostile_to"):
            ties = row.values.get(key)
            for tie in ties if isinstance(ties, list) else ():
                if isinstance(tie, dict):
                    _tell_unknown(Row(row.file, tie.get(LINE, row.line), tie), f"key of {key}", TIE_KEYS, faults)
    for row in typed.pack.outlets:
        _tell_unknown(row, "key", OUTLET_KEYS, faults)


def _tell_unknown(row: Row, what: str, known: Iterable[str], faults: Faults) -> None:
    strange = sorted(str(key) for key in row.values if key not in {*known, NOTE, LINE})
    for key in strange:
        faults.add(row, f"has an unknown {what} '{key}'", f"known are {', '.join(sorted(known))} and {NOTE}")


def sources_are_credited(typed: TypedPack, faults: Faults) -> None:
    """Whoever is named as the source of a row stands in the credits, and the licence of its data in `licence`."""
    credited = " ".join(typed.settings["credits"]).casefold()
    licence = typed.settings["licence"].casefold()
    for source, wanted in _licences().items():
        row = _first_from(source, typed)
        if row is None:
            continue
        if source.casefold() not in credited:
            what = f"credits do not name {source}, a source of {row.file} (line {row.line})"
            faults.add(typed.pack.settings, what, "add a line for it, with its licence")
        if not any(word.casefold() in licence for word in wanted):
            what = f"licence does not name that of {source}, a source of {row.file} (line {row.line})"
            faults.add(typed.pack.settings, what, f"add {wanted[0]}")


def _first_from(source: str, typed: TypedPack) -> Row | None:
    """Return the first row that names a source; None where none does."""
    for rows in typed.pack.tables.values():
        for row in rows:
            if source in row.text("source"):
                return row
    return None


@cache
def _licences() -> Mapping[str, list[str]]:
    text = files(__package__).joinpath("licences.yaml").read_text("utf-8")
    licences: dict[str, list[str]] = yaml.safe_load(text)
    return licences
