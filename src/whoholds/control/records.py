"""How often each voice has turned out right: its record in this ledger, beside the grade that it started with.

A claim that says who has a place is judged by what all claims about the place come to shortly after it, its own
included, where at least one other voice has spoken of the place about that time; a claim that stands alone teaches
nothing. What is learned is a Beta distribution that starts from the grade. The records are shown; the weights of
claims do not use them yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import sqrt

from whoholds.control.fuse import Account, Moment, accounts, replay
from whoholds.control.sides import Sides
from whoholds.control.weigh import Weighed, weigh_all
from whoholds.control.weights import weights
from whoholds.model import Evidence
from whoholds.theatres import Theatre

JUDGED = frozenset({"gains", "keeps", "yields"})
NORMAL = 1.645
"""Standard deviations on each side of the mean that hold nine tenths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A voice's record.

    Attributes:
        voice: id of the outlet or actor; the words where it has none.
        name: what it is called.
        grade: the grade that it started with; "party" and "unlisted" for voices without one.
        claims: how many of its claims say who has a place.
        judged: how many of them others let judge.
        right: how many of those turned out right, in expectation.
        expected: share of right claims that the grade stands for, 0 to 1.
        learned: share after the record, 0 to 1: the mean of the Beta distribution.
        low: lower end of its interval of nine tenths.
        high: upper end.
    """

    voice: str
    name: str
    grade: str
    claims: int
    judged: int
    right: float
    expected: float
    learned: float
    low: float
    high: float

    def to_json(self) -> dict[str, object]:
        """Return the record, figures rounded to four places."""
        names = ("right", "expected", "learned", "low", "high")
        fields = {name: round(getattr(self, name), 4) for name in names}
        return {"voice": self.voice, "name": self.name, "grade": self.grade, "claims": self.claims,
                "judged": self.judged, **fields}  # fmt: skip


def records(
    theatre: Theatre, evidence: Iterable[Evidence], on: datetime, known_by: datetime | None = None
) -> list[Record]:
    """Return the record of every first voice that says who has a place, the one with most judged claims first.

    Args:
        theatre: the theatre.
        evidence: all claims.
        on: claims true of a later time do not count.
        known_by: claims told later do not count; None counts all.
    """
    found = accounts(theatre, weigh_all(theatre, evidence), on, known_by)
    said: defaultdict[str, list[Weighed]] = defaultdict(list)
    truths: defaultdict[str, list[float]] = defaultdict(list)
    for account in found.values():
        for claim in _judged(account):
            said[_voice(claim)].append(claim)
        for claim, truth in _truths(account):
            truths[_voice(claim)].append(truth)
    sides = Sides(theatre)
    told = [_record(theatre, sides, voice, claims, truths[voice]) for voice, claims in said.items()]
    return sorted(told, key=lambda record: (-record.judged, -record.claims, record.voice))


def _judged(account: Account) -> list[Weighed]:
    """Return the claims of a place that say who has it."""
    return [c for c in account.claims if c.bearing.kind in JUDGED and not c.bearing.is_area]


def _truths(account: Account) -> Iterator[tuple[Weighed, float]]:
    """Yield the claims of a place that others let judge, with the probability that each was true."""
    claims, rules = _judged(account), weights()["records"]
    before, after = timedelta(days=rules["days_before"]), timedelta(days=rules["days_after"])
    for claim in claims:
        at = claim.instant(account.on)
        others = [
            o for o in claims if _voice(o) != _voice(claim) and at - before <= o.instant(account.on) <= at + after
        ]
        if not others:
            continue
        until = max(at, *(other.instant(account.on) for other in others))
        states = _states_at(account, until)
        p = states.get(claim.bearing.state, 0.0)
        yield claim, p if claim.bearing.sign > 0 else 1 - p


def _states_at(account: Account, until: datetime) -> dict[str, float]:
    moments: tuple[Moment, ...] = tuple(moment for moment in account.moments if moment.at <= until)
    *_, (_, _, belief) = replay(replace(account, moments=moments, on=until))
    return belief.states()


def _voice(claim: Weighed) -> str:
    said_by = claim.evidence.claim.said_by
    if not said_by:
        return claim.evidence.outlet
    return said_by[0].id or said_by[0].text


def _record(theatre: Theatre, sides: Sides, voice: str, claims: list[Weighed], truths: list[float]) -> Record:
    rules, outlet = weights()["records"], sides.outlet(voice)
    actor = theatre.register.get(voice)
    grade = outlet.grade if outlet else "party" if actor else "unlisted"
    expected = float(rules["expected"][grade])
    right, strength = sum(truths), float(rules["strength"])
    yes, no = strength * expected + right, strength * (1 - expected) + len(truths) - right
    mean = yes / (yes + no)
    spread = NORMAL * sqrt(mean * (1 - mean) / (yes + no + 1))
    return Record(
        voice=voice, name=outlet.name if outlet else actor.name if actor else voice, grade=grade,
        claims=len(claims), judged=len(truths), right=right, expected=expected, learned=mean,
        low=max(0.0, mean - spread), high=min(1.0, mean + spread),
    )  # fmt: skip
