"""Whom a claim means that names no taker: "the fall of X", "they left X"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from whoholds.control.bearing import Bearing
from whoholds.control.weigh import Weighed
from whoholds.control.weights import CONTESTED, weights

UNNAMED = frozenset({"unnamed", "departs"})
"""Kinds of claims that do not say who has the place now."""


def with_takers(claims: Iterable[Weighed], on: datetime) -> list[Weighed]:
    """Return the claims of one place, those without a taker matched with the one that others name.

    "The fall of X" is the same event as "A took X" on that day or some days before: it speaks for A. So does a
    withdrawal leave the place to A. An umbrella beside its member means the member. Where others name
    nobody, or several, the claim stays as it is.
    """
    listed = list(claims)
    named = [(c.instant(on), c.bearing) for c in listed if c.bearing.kind == "gains" and c.bearing.sign == 1]
    return [_matched(claim, named, on) for claim in listed]


def _matched(claim: Weighed, named: list[tuple[datetime, Bearing]], on: datetime) -> Weighed:
    bearing = claim.bearing
    if bearing.opens != CONTESTED or bearing.kind not in UNNAMED | {"yields"}:
        return claim
    latest = claim.instant(on) + timedelta(days=1)
    oldest = latest - timedelta(days=1 + weights()["filter"]["taker_days"])
    near = [told for at, told in named if oldest <= at <= latest]
    sides = {told.state for told in near} - {bearing.state}
    takers = sides - {told.state for told in near if told.also & sides}
    if len(takers) != 1:
        return claim
    (taker,) = takers
    state = taker if bearing.kind in UNNAMED else bearing.state
    return replace(claim, bearing=replace(bearing, state=state, opens=taker))
