"""Which findings are new since another picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whoholds.model import Finding

BY_ANY_PLACE = frozenset({"encircled"})
"""Kinds of findings whose places change while they stay the same finding: a pocket that shrinks is no news."""

BY_FIRST_PLACE = frozenset({"border-closed", "detour"})
"""Kinds that are about their first place: that another crossing bars a border now is no news."""


def news(now: Sequence[Finding], then: Iterable[Finding]) -> list[bool]:
    """Return for each finding whether it is new: none of the same kind and side said the same before.

    The same is: the same places in the same order on the same roads; of kinds in `BY_ANY_PLACE` any place
    in common, of those in `BY_FIRST_PLACE` the same first. Figures and wording may differ.
    """
    known = set()
    for finding in then:
        known |= _marks(finding)
    return [known.isdisjoint(_marks(finding)) for finding in now]


def _marks(finding: Finding) -> set[tuple[object, ...]]:
    head = (finding.kind, finding.side)
    if finding.kind in BY_ANY_PLACE:
        return {(*head, place) for place in finding.places}
    if finding.kind in BY_FIRST_PLACE:
        return {(*head, *finding.places[:1])}
    return {(*head, *finding.places, finding.data.get("roads"))}
