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


def kept_thing(connection: Connection, kind: Kind, thing: str) -> str:
    """Return the thing's id or number as the ledger writes it.

    Raises:
        LedgerError: if nothing of that name is kept.
    """
    column = _THINGS[kind]
    key: str | int = thing
    if isinstance(column.type, Integer):
        key = int(thing) if thing.isascii() and thing.isdigit() and len(thing) < _DIGITS else 0
    if connection.execute(select(column).where(column == key)).first() is None:
        remedy = "`whoholds why PLACE` tells the ids of claims, and `whoholds history` what was taken back"
        raise LedgerError("is not kept", f"{kind} {thing}", remedy)
    return str(key)


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
