"""What is told first: the weightier finding, the greater place, the side that the legend names first."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.model import Finding
from whoholds.terrain import Place
from whoholds.theatres import Theatre

SIZE = {"capital": 2, "city": 1}


class Order:
    """Orders findings and places of a theatre.

    Args:
        theatre: the theatre.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._gazetteer = theatre.gazetteer
        self._seats = frozenset(theatre.capitals.values())
        self._sides = {side: number for number, side in enumerate(theatre.sides)}

    def greatest(self, places: Sequence[Place], most: int) -> list[Place]:
        """Return the places that people know best: seats of a side, cities, then by people."""
        return sorted(places, key=self._place_key)[:most]

    def ranked(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return findings by rank; of one rank those about the greatest place first."""
        return sorted(findings, key=lambda finding: (finding.rank, self._finding_key(finding)))

    def foremost(self, findings: Sequence[Finding], most: int) -> list[Finding]:
        """Return the weightiest findings, arranged side by side in the order of the legend."""
        weightiest = sorted(findings, key=lambda finding: (finding.rank, self._side_key(finding)))[:most]
        return sorted(weightiest, key=lambda finding: (self._side_key(finding), finding.rank))

    def headlines(self, consequences: Sequence[Finding], changes: Sequence[Finding]) -> list[Finding]:
        """Return all findings, the likeliest headline first.

        What follows is one rank weightier than what changed: it says what the changes mean.
        """
        followed = [(f.rank - 1, 0, self._side_key(f), number, f) for number, f in enumerate(consequences)]
        changed = [(f.rank, 1, 0, number, f) for number, f in enumerate(self.ranked(changes))]
        return [entry[-1] for entry in sorted([*followed, *changed], key=lambda entry: entry[:-1])]

    def _side_key(self, finding: Finding) -> int:
        return self._sides.get(finding.side or "", len(self._sides))

    def _finding_key(self, finding: Finding) -> tuple[bool, int, int, str]:
        place = self._gazetteer.get(finding.places[0]) if finding.places else None
        return self._place_key(place) if place else (True, 0, 0, "")

    def _place_key(self, place: Place) -> tuple[bool, int, int, str]:
        return place.id not in self._seats, -SIZE.get(place.kind, 0), -place.population, place.id
