"""True shares of right claims of each simulated voice, beside what its record says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from simulated import Told, War
from whoholds.control import Record, records
from whoholds.control.weigh import Weigher

HOLDINGS = frozenset({"takes", "holds", "loses", "withdraws"})
"""Actions that say who has a place: those that records judge."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How often a voice was right in one war.

    Attributes:
        voice: its id.
        gain: "own" or "against" for a party's claims for or against its own side; empty for other voices.
        claims: how many of its claims say who has a place.
        right: how many of them were true.
        learned: share of right ones by its record.
    """

    voice: str
    gain: str
    claims: int
    right: int
    learned: float


def shares_of(war: War, on: datetime) -> Iterator[Shares]:
    """Yield the shares of each voice that has a record."""
    known = {record.voice: record for record in records(war.theatre, war.evidence, on)}
    said: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in war.told:
        if told.saying.action in HOLDINGS and told.voice in known:
            said[told.voice, gain_of(war, told)].append(told)
    weigher = Weigher(war.theatre)
    for (voice, gain), claims in said.items():
        right = sum(told.saying.is_right for told in claims)
        learned = [share_learned(known[voice], weigher.weigh(told.evidence).bearing.favours) for told in claims]
        yield Shares(voice, gain, len(claims), right, sum(learned) / len(claims))


def gain_of(war: War, told: Told) -> str:
    """Return "own" where a party speaks for its own side, "against" where it does not; empty for other voices."""
    side = war.sides[told.voice]
    if not side:
        return ""
    return "own" if side == told.saying.favours else "against"


def share_learned(record: Record, favours: str | None) -> float:
    """Return the share of right claims that a record tells of claims that favour a side.

    Args:
        record: the voice's record.
        favours: the side, as control weighs the claim; None where it cannot tell.
    """
    part = next((part for part in record.sides if (part.side or None) == favours), None)
    return part.learned if part else record.learned
