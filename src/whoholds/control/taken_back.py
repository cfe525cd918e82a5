"""Readings of claims that no longer count, told with the day and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from whoholds.control.bearing import Bearing
from whoholds.control.weigh import Weighed
from whoholds.model import Evidence


def withdrawn(
    weighed: Iterable[Weighed], evidence: Iterable[Evidence], on: datetime, known_by: datetime | None
) -> list[Weighed]:
    """Return the readings that had been taken back or corrected by `known_by`, as such that bear on nothing.

    Args:
        weighed: the claims to choose from.
        evidence: all claims: what follows a reading may be of another place.
        on: claims true of a later time are left out.
        known_by: what was told, taken back or corrected later is left out; None leaves nothing out.
    """
    gone = [i for i in weighed if i.counts_from <= on and i.evidence.is_gone(known_by) and _was_told(i, known_by)]
    next_from = {(item.claim.claim.id, item.known_from) for item in evidence if item.known_from} if gone else set()
    return [_idle(item, is_corrected=(item.id, item.evidence.withdrawn) in next_from) for item in gone]


def _was_told(item: Weighed, known_by: datetime | None) -> bool:
    return known_by is None or item.evidence.published <= known_by


def _idle(item: Weighed, *, is_corrected: bool) -> Weighed:
    at, why = item.evidence.withdrawn, item.evidence.withdrawn_why
    day = at.date().isoformat() if at else ""
    told = f"{'corrected' if is_corrected else 'taken back'} on {day}: {why}"
    return replace(item, bearing=Bearing(item.bearing.place, why_not=told))
