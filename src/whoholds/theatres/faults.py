"""A fault of a theatre pack: where it is, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ORDER = (
    "theatre.yaml", "actors.yaml", "sources.yaml", "places.csv", "links.csv", "baseline.csv", "regions.geojson",
    "border.geojson",
)  # fmt: skip
"""A pack's files, causes before consequences: a row of links.csv may be at fault for one of places.csv."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a pack.

    Attributes:
        file: name of the file inside the pack's folder ("links.csv"); "." for the folder itself.
        line: line in that file, from 1; 0 where the whole file is meant.
        what: what is wrong, in plain words, naming the value.
        remedy: what the author of the pack can do.
    """

    file: str
    line: int
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        spot = f"{self.file}:{self.line}" if self.line else self.file
        return f"{spot}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults once each, by file (causes first), line and words."""
    place = {name: n for n, name in enumerate(ORDER)}
    return sorted(set(faults), key=lambda each: (place.get(each.file, len(place)), each.line, each.what))
