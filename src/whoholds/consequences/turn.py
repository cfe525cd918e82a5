"""One side's ground on two pictures, and what became of its parts between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whoholds.consequences.side import Roads, SideGround
from whoholds.consequences.wording import capital_letter
from whoholds.model import Finding

RANKS = {
    "capital-lost": 0, "split": 1, "border-lost": 2, "port-lost": 2, "sea-lost": 2, "encircled": 3, "cut-off": 3,
    "relieved": 4, "joined": 4, "detour": 5, "main-road-lost": 5, "border-won": 4, "port-won": 4, "sea-won": 4,
    "changed-hands": 6,
}  # fmt: skip
"""What matters most comes first."""


@dataclass(frozen=True)
class Turn:
    """One side's ground before and after, and the places that changed hands."""

    before: SideGround
    after: SideGround
    changed: tuple[int, ...]

    @property
    def name(self) -> str:
        """The side's usual name."""
        return self.after.name

    def finding(self, kind: str, text: str, places: Iterable[str], **data: object) -> Finding:
        """Return a finding about the side, in the rank of its kind."""
        return Finding(
            kind=kind,
            text=capital_letter(text),
            side=self.after.side,
            places=tuple(places),
            rank=RANKS[kind],
            data=data,
        )

    @property
    def is_any(self) -> bool:
        """Whether anything changed for the side: its ground, or the ways."""
        is_same = self.before.members == self.after.members and self.before.holdings == self.after.holdings
        return not is_same or self.before.network is not self.after.network

    @property
    def lost(self) -> list[int]:
        """Numbers of the places that the side could move through and no longer can."""
        return [n for n in self.changed if n in self.before.members and n not in self.after.members]

    @property
    def won(self) -> list[int]:
        """Numbers of the places that the side can move through and could not before."""
        return [n for n in self.changed if n in self.after.members and n not in self.before.members]


def torn(own: SideGround, other: SideGround, roads: Roads) -> Iterator[set[int]]:
    """Yield the parts of one ground whose places lie in several parts of the other: O(places)."""
    index = other.part_of(roads)
    for whole in own.parts(roads):
        if len({index[n] for n in whole if n in index}) > 1:
            yield whole


def parts_in(own: SideGround, whole: Iterable[int], roads: Roads) -> list[set[int]]:
    """Return the parts of a ground that share places with `whole`, the home or the most populous in front."""
    index, home = own.part_of(roads), own.home(roads)
    parts = [own.parts(roads)[i] for i in sorted({index[n] for n in whole if n in index})]
    people = own.network.survey.population
    return sorted(parts, key=lambda part: (part is not home, -int(people[list(part)].sum()), -len(part)))
