"""Which findings are new since another picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whoholds.model import Finding

ABOUT_PLACES = frozenset({"encircled"})
"""Kinds of findings whose places change while they stay the same finding: a pocket that shrinks is no news."""


def news(now: Sequence[Finding], then: Iterable[Finding]) -> list[bool]:
    """Return for each finding whether it is new: none of the same kind and side said the same before.

    The same is: the same places in the same order, and of kinds in `ABOUT_PLACES` any place in common.
    Figures and wording may differ. What is told of borders is the same if the same are reached.
    """
    known = set()
    for finding in then:
        known |= _marks(finding)
    return [known.isdisjoint(_marks(finding)) for finding in now]


def _marks(finding: Finding) -> set[tuple[object, ...]]:
    head = (finding.kind, finding.side)
    if finding.kind in ABOUT_PLACES:
        return {(*head, place) for place in finding.places}
    return {(*head, *finding.places, finding.data.get("roads"))}
