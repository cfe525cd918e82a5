"""From the text of a pack's files to values; what does not fit becomes a fault with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from whoholds.theatres.faults import Fault
from whoholds.theatres.pack import Row
from whoholds.theatres.yaml_lines import LINE


@dataclass(slots=True)
class Faults:
    """Collects the faults of a pack."""

    found: list[Fault] = field(default_factory=list)

    def add(self, row: Row, what: str, remedy: str = "", *, line: int = 0) -> None:
        """Note a fault at a row."""
        self.found.append(Fault(row.file, line or row.line, what, remedy))


def number(row: Row, key: str, faults: Faults, *, low: float, high: float) -> float:
    """Return a number between two bounds; `low` and a fault where the row has none."""
    words = row.text(key)
    try:
        value = float(words)
    except ValueError:
        faults.add(row, f"{key} '{words}' is no number", "write it with digits and a point")
        return low
    if not low <= value <= high:
        faults.add(row, f"{key} {words} is not between {low:g} and {high:g}", "check the value")
        return low
    return value


def day(row: Row, key: str, faults: Faults) -> date | None:
    """Return a day; None where the row has none, or none that can be read (a fault)."""
    value = row.values.get(key)
    if isinstance(value, date):
        return value
    words = row.text(key)
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        faults.add(row, f"{key} '{words}' is no day", "write it as 2024-11-26")
        return None


def one_of(row: Row, key: str, known: Iterable[str], faults: Faults, *, default: str) -> str:
    """Return a word out of a known set; `default` where the row has none, or another (a fault)."""
    word = row.text(key)
    if not word:
        return default
    if word not in known:
        faults.add(row, f"{key} '{word}' is not known", f"use one of {', '.join(sorted(known))}")
        return default
    return word


def words(row: Row, key: str, faults: Faults) -> tuple[str, ...]:
    """Return a list of words of a YAML entry; a single word counts as a list of one."""
    value = row.values.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    faults.add(row, f"{key} is no list of words", "put words that YAML reads otherwise (no, 1999) in quotes")
    return ()


def by_language(row: Row, key: str, faults: Faults) -> dict[str, tuple[str, ...]]:
    """Return lists of words by language code."""
    value = row.values.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        faults.add(row, f"{key} is no mapping from language to names", "write 'en: [..]' below it")
        return {}
    inner = Row(row.file, value.get(LINE, row.line), value)
    return {str(language): words(inner, language, faults) for language in value if language != LINE}


def mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401 YAML holds anything
    """Return a YAML mapping without its line; empty where the value is none."""
    return {key: each for key, each in value.items() if key != LINE} if isinstance(value, dict) else {}
