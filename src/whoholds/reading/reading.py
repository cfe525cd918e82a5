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
        read_as: the report under the text that was read where it is not its own: one in capitals is read in the
            usual case, every offset the same. None where it was read as it came.
        claims: claims as worded, in the order of the text.
        times: claim id to interval; a condition's under "ID.if".
        timexes: the time expressions.
        attributions: who says what.
    """

    report: Report
    read_as: Report | None = None
    claims: tuple[Claim, ...] = ()
    times: Mapping[str, When] = field(default_factory=dict)
    timexes: tuple[Timex, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    @property
    def seen(self) -> Report:
        """The report as it was read."""
        return self.read_as or self.report
