"""Claims that say the same of the same words again."""

from __future__ import annotations

from whoholds.model import Claim


def once(claims: list[Claim]) -> list[Claim]:
    """Return the claims without those that say the same of the same words again."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for claim in claims:
        key = (
            claim.action, claim.stance, claim.start if claim.place is None else claim.place.start,
            claim.place.name if claim.place else None, claim.actor.text if claim.actor else None,
        )  # fmt: skip
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
