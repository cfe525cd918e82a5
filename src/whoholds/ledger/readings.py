"""What was taken back and corrected, and so how each claim read at what time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from whoholds.model import Judgement

Kind = Literal["report", "claim", "judgement", "retraction"]
"""What can be taken back. Reports and claims go by their ids, judgements and retractions by their numbers."""

ALWAYS = datetime.min.replace(tzinfo=UTC)
"""Before every instant that anything counts from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement as the ledger keeps it.

    Attributes:
        number: its number in the ledger.
        judgement: the judgement.
        since: the instant from which it counts, aware; None where it came with its report. A judgement with an
            instant is a correction.
    """

    number: int
    judgement: Judgement
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """Something taken back.

    Attributes:
        number: its number in the ledger.
        kind: what sort of thing was taken back.
        thing: the thing's id or number.
        at: the instant from which it no longer counts, aware.
        reason: why.
    """

    number: int
    kind: Kind
    thing: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a claim read for a time.

    Attributes:
        judgements: those in force, oldest first.
        known_from: the instant from which the reading counts; None where it counts from the report on.
        withdrawn: the instant from which it no longer counts; None where it still does.
        why: the reason for that; empty where it still counts.
    """

    judgements: tuple[Judgement, ...]
    known_from: datetime | None = None
    withdrawn: datetime | None = None
    why: str = ""


class Retractions:
    """All that was taken back in a ledger; a retraction that was itself taken back does not count from then on.

    Args:
        rows: the retractions.
    """

    def __init__(self, rows: Iterable[Retraction] = ()) -> None:
        self._of: defaultdict[tuple[str, str], list[Retraction]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.at, row.number)):
            self._of[row.kind, row.thing].append(row)

    def __bool__(self) -> bool:
        return bool(self._of)

    def in_force(self, kind: Kind, thing: str, at: datetime) -> Retraction | None:
        """Return the first retraction of a thing that counts at an instant; None where the thing itself counts."""
        return next(
            (row for row in self._of.get((kind, thing), ()) if row.at <= at and self._counts(row, at)), None
        )

    def _counts(self, row: Retraction, at: datetime) -> bool:
        return self.in_force("retraction", str(row.number), at) is None

    def rows(self, kind: Kind, thing: str) -> Iterator[Retraction]:
        """Yield every retraction of a thing, each followed by those that took it back itself."""
        for row in self._of.get((kind, thing), ()):
            yield row
            yield from self.rows("retraction", str(row.number))


def readings(claim: str, report: str, judged: Sequence[Judged], taken: Retractions) -> list[Reading]:
    """Return how a claim read at what time, oldest first; no two readings count at one instant.

    Args:
        claim: id of the claim.
        report: id of its report.
        judged: all judgements on it, by number.
        taken: all that was taken back.
    """
    on_judged = [row for each in judged for row in taken.rows("judgement", str(each.number))] if taken else []
    on_claim = [*taken.rows("claim", claim), *taken.rows("report", report)]
    instants = sorted({*(j.since for j in judged if j.since), *(row.at for row in (*on_claim, *on_judged))})
    if not instants and len({each.judgement.role for each in judged}) == len(judged):
        return [Reading(judgements=_of(judged))]  # nearly all claims: nothing was ever taken back or corrected
    found: list[Reading] = []
    start, last = None, in_force(judged, taken, ALWAYS)
    is_gone = False
    for at in instants:
        gone = taken.in_force("claim", claim, at) or taken.in_force("report", report, at)
        now = in_force(judged, taken, at)
        if (gone is None, now) == (not is_gone, last):
            continue
        if not is_gone:
            why = gone.reason if gone else _why(judged, on_judged, at)
            found.append(Reading(judgements=_of(last), known_from=start, withdrawn=at, why=why))
        start, last, is_gone = at, now, gone is not None
    if not is_gone:
        found.append(Reading(judgements=_of(last), known_from=start))
    return found


def in_force(judged: Iterable[Judged], taken: Retractions, at: datetime) -> tuple[Judged, ...]:
    """Return the judgements that count at an instant: on each part of the claim the latest not taken back."""
    latest: dict[str, Judged] = {}
    for each in sorted(judged, key=lambda each: (each.since or ALWAYS, each.number)):
        is_known = each.since is None or each.since <= at
        if is_known and taken.in_force("judgement", str(each.number), at) is None:
            latest[each.judgement.role] = each
    return tuple(sorted(latest.values(), key=lambda each: each.number))


def _of(judged: Iterable[Judged]) -> tuple[Judgement, ...]:
    return tuple(each.judgement for each in judged)


def _why(judged: Iterable[Judged], taken: Iterable[Retraction], at: datetime) -> str:
    """Return why a claim reads otherwise from an instant on."""
    reasons = [each.judgement.reason for each in judged if each.since == at]
    return "; ".join(dict.fromkeys([*reasons, *(row.reason for row in taken if row.at == at)]))
