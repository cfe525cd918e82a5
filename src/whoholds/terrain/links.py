"""Roads, crossings and sea lanes between the places of a theatre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Grade = Literal["main", "minor"]
LinkKind = Literal["road", "crossing", "sea"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way between two places: a row of `links.csv`.

    Attributes:
        start: id of one end.
        end: id of the other; links go both ways.
        road: name of the road ("M5"); empty where unknown.
        grade: main or minor.
        km: length in km.
        kind: road, crossing (from a crossing's place to the country beyond it), or sea.
        since: first day on which it could be used; None for always.
        until: first day on which it could no longer be used; None for ever. A crossing that the pack
            knows to be shut for a period has a row with `is_shut`.
        is_shut: whether it is shut between `since` and `until`.
        source: where the row comes from.
    """

    start: str
    end: str
    km: float
    road: str = ""
    grade: Grade = "minor"
    kind: LinkKind = "road"
    since: date | None = None
    until: date | None = None
    is_shut: bool = False
    source: str = ""

    @property
    def id(self) -> str:
        """The two ends in alphabetical order and the road, joined: the same whichever way it is written."""
        low, high = (self.start, self.end) if self.start <= self.end else (self.end, self.start)
        return f"{low}--{high}--{self.road}" if self.road else f"{low}--{high}"

    def is_in_use(self, on: date) -> bool:
        """Return whether the row says that the link exists, unshut, on a day."""
        in_period = (self.since is None or self.since <= on) and (self.until is None or on < self.until)
        return in_period != self.is_shut
