"""What has to be so before something is taken back or corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, Integer, select

from whoholds.errors import LedgerError
from whoholds.ledger import schema
from whoholds.ledger.readings import Judged, Kind, Retractions, in_force
from whoholds.ledger.rows import moment_of
from whoholds.model import utc_text

_THINGS = {
    "report": schema.reports.c.id,
    "claim": schema.claims.c.id,
    "judgement": schema.judgements.c.number,
    "retraction": schema.retractions.c.number,
}
"""What can be taken back, and the column that it is known by."""


def find_thing(connection: Connection, kind: Kind, thing: str) -> str | None:
    """Return the id or number of a thing as the ledger writes it; None where nothing of that name is kept."""
    column = _THINGS[kind]
    key: str | int = thing
    if isinstance(column.type, Integer):
        key = int(thing) if thing.isascii() and thing.isdigit() and len(thing) < _DIGITS else 0
    found = connection.execute(select(column).where(column == key)).scalar()
    return None if found is None else str(found)


def kept_thing(connection: Connection, kind: Kind, thing: str) -> str:
    """Return the id or number of a thing as the ledger writes it.

    Raises:
        LedgerError: if nothing of that name is kept.
    """
    found = find_thing(connection, kind, thing)
    if found is None:
        raise not_kept(f"{kind} {thing}")
    return found


def not_kept(thing: str) -> LedgerError:
    """Return the error for a thing that nobody has told the ledger of."""
    remedy = "`whoholds why PLACE` tells the ids of claims, and `whoholds history` what was taken back"
    return LedgerError("is not kept", thing, remedy)


_DIGITS = 10
"""Numbers of rows have fewer digits than this; what is longer is none."""


def told_reason(words: str, thing: str) -> str:
    """Return the reason on one line.

    Raises:
        LedgerError: if there is none.
    """
    reason = " ".join(words.split())
    if not reason:
        raise LedgerError("is not taken back or corrected without a reason", thing, "say why")
    return reason


def to_second(at: datetime | None) -> datetime:
    """Return the instant as the ledger keeps it."""
    return moment_of(utc_text(at or datetime.now(UTC)))


def values_at(role: str, judged: Iterable[Judged], taken: Retractions, at: datetime) -> list[str | None]:
    """Return the value that counts of a part of a claim at an instant; none where nobody has judged it."""
    now = in_force(judged, taken, at)
    return [each.judgement.value for each in now if each.judgement.role == role]
