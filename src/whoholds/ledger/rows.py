"""Model objects to rows and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, tzinfo
from typing import Any, get_args

from whoholds.errors import LedgerError
from whoholds.ledger.readings import Judged, Retraction
from whoholds.model import (
    Because,
    Claim,
    Judgement,
    Mention,
    PlaceMention,
    Precision,
    Report,
    When,
    parse_moment,
    utc_text,
)

_MENTIONS: dict[str, type[Mention]] = {
    "actor": Mention, "target": Mention, "place": PlaceMention, "origin": PlaceMention, "when": Mention,
}  # fmt: skip
_PRECISIONS: tuple[Precision, ...] = get_args(Precision)
_JUDGED = ("claim", "role", "value", "method", "score", "reason", "runner_up", "runner_up_score")


def report_row(report: Report, zone: tzinfo, kept_at: datetime) -> dict[str, Any]:
    """Return the row of a report; its date is read in `zone` where it names none."""
    row: dict[str, Any] = {
        name: getattr(report, name) for name in ("id", "title", "published", "outlet", "url", "language", "text")
    }
    row |= {"digest": report.digest, "published_at": None, "known_to": None, "kept_at": utc_text(kept_at)}
    if report.published:
        moment, grain = parse_moment(report.published, zone)
        row |= {"published_at": utc_text(moment), "known_to": grain}
    return row


def claim_row(claim: Claim) -> dict[str, Any]:
    """Return the row of a claim."""
    body = json.dumps(asdict(claim), ensure_ascii=False, separators=(",", ":"))
    return {name: getattr(claim, name) for name in ("id", "report", "start", "end", "action", "stance")} | {
        "body": body
    }


def claim_of(body: str) -> Claim:
    """Return the claim that `claim_row` wrote.

    >>> claim = Claim(report="r", quote="q", start=0, end=1, action="takes", stance="asserted",
    ...               because=Because("rule", "took"))
    >>> claim_of(claim_row(claim)["body"]) == claim
    True
    """
    return _claim(json.loads(body))


def _claim(fields: dict[str, Any]) -> Claim:
    made = dict(fields)
    for name, kind in _MENTIONS.items():
        made[name] = kind(**fields[name]) if fields[name] else None
    made["because"] = Because(**fields["because"])
    made["said_by"] = tuple(Mention(**voice) for voice in fields["said_by"])
    made["condition"] = _claim(fields["condition"]) if fields["condition"] else None
    return Claim(**made)


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """Return the row of a judgement."""
    return {name: getattr(judgement, name) for name in _JUDGED}


JUDGED = ("number", *_JUDGED, "since")
"""Columns from which `judged_of` reads, in its order."""


def judged_of(row: Any) -> Judged:  # noqa: ANN401 - SQLAlchemy's rows are typed by their query
    """Return the judgement that a row of the columns `JUDGED` holds, with its number and since when it counts."""
    # A ledger holds many judgements a claim; taking the row apart at once is quicker than asking it by names.
    number, claim, role, value, method, score, reason, runner_up, runner_up_score, since = row
    judgement = Judgement(
        claim=claim, role=role, value=value, method=method, score=score, reason=reason,
        runner_up=runner_up, runner_up_score=runner_up_score,
    )  # fmt: skip
    return Judged(number=number, judgement=judgement, since=moment_of(since) if since else None)


def retraction_of(row: Any) -> Retraction:  # noqa: ANN401 - as above
    """Return the retraction that a row holds."""
    return Retraction(number=row.number, kind=row.kind, thing=row.thing, at=moment_of(row.at), reason=row.reason)


def when_value(when: When) -> str:
    """Return an interval as the value of a judgement on time: START/END/PRECISION in UTC."""
    return f"{utc_text(when.start)}/{utc_text(when.end)}/{when.precision}"


def when_of(value: str, zone: tzinfo, words: str = "") -> When:
    """Return the interval that `when_value` wrote, on the wall clock of `zone`.

    Raises:
        LedgerError: if the value is no interval.

    >>> when_of("2024-12-06T22:00:00Z/2024-12-07T22:00:00Z/day", UTC).precision
    'day'
    """
    parts = value.split("/")
    grain = next((known for known in _PRECISIONS if known == parts[-1]), None)
    if grain is None or len(parts) != 3:  # noqa: PLR2004 - start, end, precision
        raise LedgerError("is no interval of time", value, "the ledger is damaged; make it anew from the reports")
    start, end = (moment_of(part).astimezone(zone) for part in parts[:2])
    return When(start, end, grain, words)


def moment_of(text: str) -> datetime:
    """Return the instant that the model's `utc_text` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)
