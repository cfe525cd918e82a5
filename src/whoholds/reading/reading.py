"""What reading a report yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from whoholds.model import Claim, Report, When
from whoholds.reading.attribution import Attribution
from whoholds.reading.times import Timex


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report, read.

    Attributes:
        report: the report.
        claims: claims as worded, in the order of the text.
        times: claim id to interval; a condition's under "ID.if".
        timexes: the time expressions.
        attributions: who says what.
    """

    report: Report
    claims: tuple[Claim, ...] = ()
    times: Mapping[str, When] = field(default_factory=dict)
    timexes: tuple[Timex, ...] = ()
    attributions: tuple[Attribution, ...] = ()
