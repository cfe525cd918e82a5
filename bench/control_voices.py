"""True shares of right claims of each simulated voice, beside what its record says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from simulated import Told, War
from whoholds.control import Record, records

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
        if told.saying.action in HOLDINGS:
            said[told.voice, gain_of(war, told)].append(told)
    for (voice, gain), claims in said.items():
        if voice in known:
            right = sum(told.saying.is_right for told in claims)
            yield Shares(voice, gain, len(claims), right, share_learned(known[voice], war.sides[voice], gain))


def gain_of(war: War, told: Told) -> str:
    """Return "own" where a party speaks for its own side, "against" where it does not; empty for other voices."""
    side = war.sides[told.voice]
    if not side:
        return ""
    return "own" if side == told.saying.favours else "against"


def share_learned(record: Record, own: str, gain: str) -> float:
    """Return the share of right claims that a record tells of claims of that gain.

    Args:
        record: the voice's record.
        own: the side that it speaks for; empty for none.
        gain: "own", "against", or empty.
    """
    parts = [part for part in record.sides if (part.side == own) == (gain == "own")] if gain else []
    claims = sum(part.claims for part in parts)
    return sum(part.claims * part.learned for part in parts) / claims if claims else record.learned
