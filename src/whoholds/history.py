"""What was taken back or corrected in a desk: when, why, and what it said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal

from whoholds.amends import touched
from whoholds.ledger import Judged, Ledger, Retraction, Retractions, in_force
from whoholds.model import Evidence, wall
from whoholds.theatres import Theatre

NEVER = datetime.max.replace(tzinfo=UTC)
"""After everything that was ever taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One thing that was taken back or corrected.

    Attributes:
        kind: retraction, correction, or denial: taken back by the voice itself, which denied it.
        id: what to take back to undo it: `retraction:NUMBER`, `judgement:NUMBER`, or the id of the denial.
        of: what sort of thing it is about: report, claim, judgement or retraction.
        thing: id or number of that.
        at: the instant from which it counts, aware, in the theatre's zone.
        reason: why.
        is_undone: whether it was itself taken back.
        role: the part of the claim; empty where it is about all of it.
        before: what that part meant before; None where nobody knew.
        after: what it means from then on.
        claims: the claims that it touches, as they read before.
    """

    kind: Literal["retraction", "correction", "denial"]
    id: str
    of: str
    thing: str
    at: datetime
    reason: str
    is_undone: bool = False
    role: str = ""
    before: str | None = None
    after: str | None = None
    claims: tuple[Evidence, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the amendment with what its claims said before."""
        part = {"role": self.role, "before": self.before, "after": self.after} if self.role else {}
        return {
            "kind": self.kind, "id": self.id, "of": self.of, "thing": self.thing, "at": wall(self.at),
            "reason": self.reason, "is_undone": self.is_undone, **part, "claims": [_told(c) for c in self.claims],
        }  # fmt: skip


def _told(item: Evidence) -> dict[str, Any]:
    claim = item.claim
    return {
        "claim": claim.claim.id, "report": claim.claim.report, "quote": claim.claim.quote,
        "said_by": [voice.name or voice.text for voice in claim.said_by], "action": claim.claim.action,
        "stance": claim.claim.stance, "place": claim.place.id if claim.place else None,
        "actor": claim.actor.id if claim.actor else None,
    }  # fmt: skip


def history(
    ledger: Ledger, evidence: Sequence[Evidence], theatre: Theatre, words: str | None = None
) -> list[Amendment]:
    """Return what was taken back or corrected, the oldest first.

    Args:
        ledger: the ledger.
        evidence: its claims in all their readings.
        theatre: its theatre.
        words: only what is about this claim or report, or claims that name this place in any reading; None
            for all.

    Raises:
        UnknownPlace: if the words name neither a claim nor a report that is kept, nor a place.
    """
    book = _Book(ledger, evidence, theatre.time_zone)
    found = sorted([*book.retractions(), *book.corrections(), *book.denials()], key=lambda each: (each.at, each.id))
    if words is None:
        return found
    if any(words in _ids(item) for item in evidence) or ledger.keeps("report", words):
        return [each for each in found if words in _things(each)]
    place = theatre.gazetteer.find(words).id
    named = {item.claim.claim.id for item in evidence if place in _places(item)}
    return [each for each in found if named & _things(each)]


def _things(amendment: Amendment) -> set[str]:
    named = {amendment.thing} if amendment.of in {"report", "claim"} else set()
    return named.union(*map(_ids, amendment.claims))


def _ids(item: Evidence) -> set[str]:
    return {item.claim.claim.id, item.claim.claim.report}


def _places(item: Evidence) -> set[str | None]:
    return {where.id for where in (item.claim.place, item.claim.origin) if where}


class _Book:
    """Everything that was taken back or corrected, beside the claims in all their readings."""

    def __init__(self, ledger: Ledger, evidence: Sequence[Evidence], zone: tzinfo) -> None:
        self._ledger, self._evidence, self._zone = ledger, evidence, zone
        self._judged, self._rows = ledger.judged(), ledger.retractions()
        self._taken = Retractions(self._rows)
        self._readings: defaultdict[str, list[Evidence]] = defaultdict(list)
        for item in sorted(evidence, key=lambda item: item.starts):
            self._readings[item.claim.claim.id].append(item)

    def retractions(self) -> Iterator[Amendment]:
        """Yield what people took back."""
        for row in self._rows:
            claims = touched(row.kind, row.thing, self._ledger, self._evidence)
            yield Amendment(
                kind="retraction", id=f"retraction:{row.number}", of=row.kind, thing=row.thing, at=self._at(row.at),
                reason=row.reason, is_undone=self._is_undone("retraction", row.number),
                claims=self._before(claims, row.at), **self._part_of(row),
            )  # fmt: skip

    def _part_of(self, row: Retraction) -> dict[str, Any]:
        """Return role, before and after where a judgement was taken back."""
        if row.kind != "judgement":
            return {}
        for of_claim in self._judged.values():
            for each in of_claim:
                if str(each.number) == row.thing:
                    after = self._value(of_claim, each.judgement.role, row.at)
                    return {"role": each.judgement.role, "before": each.judgement.value, "after": after}
        return {}

    def corrections(self) -> Iterator[Amendment]:
        """Yield what people corrected."""
        for claim, of_claim in self._judged.items():
            for each in of_claim:
                if each.since is not None:
                    yield self._correction(claim, of_claim, each, each.since)

    def _correction(self, claim: str, of_claim: list[Judged], each: Judged, since: datetime) -> Amendment:
        judgement, others = each.judgement, [other for other in of_claim if other.number < each.number]
        return Amendment(
            kind="correction", id=f"judgement:{each.number}", of="claim", thing=claim, at=self._at(since),
            reason=judgement.reason, is_undone=self._is_undone("judgement", each.number), role=judgement.role,
            before=self._value(others, judgement.role, since), after=judgement.value,
            claims=self._before([claim], since),
        )  # fmt: skip

    def denials(self) -> Iterator[Amendment]:
        """Yield what voices took back themselves."""
        from whoholds.resolve import own_denials  # noqa: PLC0415 - brings rapidfuzz

        told: set[str] = set()
        for each in own_denials(self._evidence):
            claim, denial = each.claim.claim.claim.id, each.denial.claim.claim.id
            if claim not in told and each.claim.withdrawn_why == each.why:
                told.add(claim)
                yield Amendment(
                    kind="denial", id=denial, of="claim", thing=claim, at=self._at(each.denial.starts),
                    reason=each.why, is_undone=each.denial.withdrawn is not None, claims=(each.claim,),
                )  # fmt: skip

    def _at(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    def _is_undone(self, kind: Literal["judgement", "retraction"], number: int) -> bool:
        return self._taken.in_force(kind, str(number), NEVER) is not None

    def _value(self, judged: Iterable[Judged], role: str, at: datetime) -> str | None:
        now = in_force(judged, self._taken, at)
        return next((each.judgement.value for each in now if each.judgement.role == role), None)

    def _before(self, claims: Iterable[str], at: datetime) -> tuple[Evidence, ...]:
        """Return each claim as it read right before an instant, or at first."""
        found = []
        for claim in claims:
            all_readings = self._readings[claim]
            found += [item for item in all_readings if item.starts < at][-1:] or all_readings[:1]
        return tuple(found)
