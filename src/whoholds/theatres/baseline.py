"""A baseline of one's own: who held what when the story begins, from a CSV file."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

from whoholds.errors import BrokenPack, WhoholdsError
from whoholds.theatres.theatre import BaselineRow, Theatre

_COLUMNS = ("place", "holder", "since")
_CONTESTED = "contested"


def chosen_baseline(choice: str | None, theatre: Theatre) -> tuple[BaselineRow, ...] | None:
    """Return the rows of a chosen baseline; None where the theatre's own is wanted.

    Args:
        choice: None for the theatre's own, "none" for an empty map, else a CSV file.
        theatre: whose places and sides the rows name.

    Raises:
        BrokenPack: if the file cannot be used.
    """
    if choice is None:
        return None
    return () if choice == "none" else read_baseline(choice, theatre)


def baseline_text(rows: tuple[BaselineRow, ...]) -> str:
    """Return rows as JSON, the form in which a ledger keeps them.

    >>> baseline_text((BaselineRow("homs", "hts", date(2024, 11, 1)),))
    '[["homs", "hts", "2024-11-01", ""]]'
    """
    return json.dumps(
        [[row.place, row.holder, row.since.isoformat(), row.source] for row in rows], ensure_ascii=False
    )


def baseline_from(text: str) -> tuple[BaselineRow, ...]:
    """Return the rows that `baseline_text` wrote.

    >>> baseline_from('[["homs", "hts", "2024-11-01", ""]]')[0].since
    datetime.date(2024, 11, 1)
    """
    rows = json.loads(text)
    return tuple(
        BaselineRow(place, holder, date.fromisoformat(since), source) for place, holder, since, source in rows
    )


def read_baseline(path: str | Path, theatre: Theatre) -> tuple[BaselineRow, ...]:
    """Return the rows of a baseline file: columns place, holder, since and, if wanted, source.

    Places and holders may be ids or names of the theatre; a holder may be "contested".

    Raises:
        BrokenPack: if the file cannot be read, or at the first fault, with its line.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return _rows(csv.DictReader(file), str(path), theatre)
    except (OSError, UnicodeError, csv.Error) as error:
        why = getattr(error, "strerror", None) or "it is no CSV in UTF-8"
        raise BrokenPack(
            f"cannot be read ({why})", str(path), "give a CSV file, or none for an empty map"
        ) from None


def _rows(table: csv.DictReader[str], name: str, theatre: Theatre) -> tuple[BaselineRow, ...]:
    if missing := set(_COLUMNS).difference(table.fieldnames or ()):
        raise BrokenPack(f"lacks the column {min(missing)}", f"{name}:1", f"needed are {', '.join(_COLUMNS)}")
    return tuple(_row(fields, f"{name}:{table.line_num}", theatre) for fields in table)


def _row(fields: dict[str, str | None], spot: str, theatre: Theatre) -> BaselineRow:
    place, holder, since = ((fields[name] or "").strip() for name in _COLUMNS)
    try:
        place_id = theatre.gazetteer.find(place).id
        holder_id = holder if holder == _CONTESTED else theatre.register.find(holder).id
        day = date.fromisoformat(since)
    except ValueError:
        raise BrokenPack(f"has a `since` that is no day (“{since[:20]}”)", spot, "write it as 2024-11-26") from None
    except WhoholdsError as error:
        raise BrokenPack(str(error), spot) from None
    return BaselineRow(place_id, holder_id, day, (fields.get("source") or "").strip())
