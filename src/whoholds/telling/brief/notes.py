"""The notes of a brief: which claims and rows a sentence rests on, numbered as they are first used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from whoholds.control import Control, steps_to
from whoholds.model import Evidence, Finding
from whoholds.telling.brief.content import Note, words
from whoholds.telling.evidence import cite, known_to, one_voice_each
from whoholds.telling.material import BriefInput
from whoholds.terrain import Link
from whoholds.theatres import BaselineRow

MOST_CLAIMS = 4
MOST_PLACES = 6
CLAIMS_A_PLACE = 2


class Notebook:
    """Numbers notes and finds those that a sentence needs.

    Args:
        source: what the brief is made from.
    """

    def __init__(self, source: BriefInput) -> None:
        self._source = source
        self._numbers: dict[str, int] = {}
        self.notes: list[Note] = []

    @cached_property
    def _claims(self) -> dict[str, Evidence]:
        return {item.claim.claim.id: item for item in known_to(self._source.picture, self._source.evidence)}

    @cached_property
    def _control(self) -> Control:
        return Control(self._source.theatre, self._source.evidence)

    @cached_property
    def _rows(self) -> dict[str, BaselineRow]:
        on = self._source.picture.on.date()
        rows = sorted((row for row in self._source.theatre.baseline if row.since <= on), key=lambda row: row.since)
        return {row.place: row for row in rows}

    @cached_property
    def _standing_notes(self) -> dict[str, list[Note]]:
        return {}

    def number(self, notes: Iterable[Note]) -> tuple[int, ...]:
        """Return the numbers of notes, the new ones taken up; each number once, in order."""
        numbers = set()
        for note in notes:
            if note.key not in self._numbers:
                self.notes.append(note)
                self._numbers[note.key] = len(self.notes)
            numbers.add(self._numbers[note.key])
        return tuple(sorted(numbers))

    def of_finding(self, finding: Finding) -> list[Note]:
        """Return what a finding rests on: the claims that it names, else those that set its places' standings.

        A finding about nothing but countries rests on the crossings to them, and to those that its figures name.
        """
        named = list(dict.fromkeys(_ids_in(finding.data)))
        claims = [claim for claim in named if claim in self._claims]
        if claims:
            return self.of_claims(claims)
        places = [place for place in finding.places if self._is_spot(place)] or [*finding.places, *named]
        return [note for place in list(dict.fromkeys(places))[:MOST_PLACES] for note in self.of_place(place)]

    def _is_spot(self, place_id: str) -> bool:
        place = self._source.theatre.gazetteer.get(place_id)
        return place is not None and not place.is_extended

    def of_claims(self, ids: Sequence[str], most: int = MOST_CLAIMS) -> list[Note]:
        """Return notes of the claims that the evidence holds, one of each voice, in their order."""
        items = one_voice_each([self._claims[claim] for claim in ids if claim in self._claims], most)
        return [self._of_claim(item) for item in items]

    def of_place(self, place_id: str) -> list[Note]:
        """Return what a place's standing rests on: the claims that weigh most for it, else the baseline."""
        if place_id not in self._standing_notes:
            self._standing_notes[place_id] = self._find(place_id)
        return self._standing_notes[place_id]

    def _find(self, place_id: str) -> list[Note]:
        place = self._source.theatre.gazetteer.get(place_id)
        if place is None:
            return []
        if place.kind == "country":
            return self._of_country(place_id)
        if place.is_extended:
            return []
        picture = self._source.picture
        _, steps = steps_to(self._control, place_id, picture.on, picture.known_by)
        told = [step for step in steps if step.claim and step.weight > 0]
        told.sort(key=lambda step: -step.weight)
        notes = self.of_claims([step.claim for step in told if step.claim], CLAIMS_A_PLACE)
        return [*self._of_gate(place_id), *(notes or self.of_baseline(place_id))]

    def _of_country(self, country_id: str) -> list[Note]:
        """Return the notes of the crossing to a country that reports say most of, else of the first."""
        gates = [end for link in self._gates if country_id in (end := {link.start, link.end})]
        notes = [self.of_place(place) for ends in gates for place in sorted(ends - {country_id})]
        notes.sort(key=lambda found: -sum(note.citation is not None for note in found))
        return notes[0] if notes else []

    def _of_gate(self, place_id: str) -> list[Note]:
        """Return what says that the crossing at a place is open or shut: a claim, or the pack's row."""
        picture, notes = self._source.picture, []
        for link in self._gates:
            if place_id in (link.start, link.end):
                standing = picture.links.get(link.id)
                notes += self.of_claims(standing.claims, 1) if standing else []
                if link.is_shut and not link.is_in_use(picture.on.date()):
                    notes.append(self._of_row(link))
        return notes

    @cached_property
    def _gates(self) -> list[Link]:
        return [link for link in self._source.theatre.links if link.kind == "crossing"]

    def _of_row(self, link: Link) -> Note:
        ends = [self._source.theatre.gazetteer[end].name for end in (link.start, link.end)]
        since = f" since {link.since}" if link.since else ""
        source = link.source or self._source.theatre.id
        return Note(f"shut {link.id}", text=words()["shut"].format(way="–".join(ends), since=since, source=source))

    def of_baseline(self, place_id: str) -> list[Note]:
        """Return the note of the baseline row that a place stands on; none where it has no row."""
        row = self._rows.get(place_id)
        if row is None:
            return []
        actor = self._source.theatre.register.get(row.holder)
        form = "baseline_contested" if row.holder == "contested" else "baseline"
        text = words()[form].format(
            day=row.since, place=self._source.theatre.gazetteer[place_id].name,
            holder=actor.name if actor else row.holder, source=row.source or self._source.theatre.id,
        )  # fmt: skip
        return [Note(f"baseline {place_id}", text=text)]

    def of_ground(self) -> list[Note]:
        """Return the note of the roads; none where the pack has none."""
        theatre = self._source.theatre
        if not theatre.links:
            return []
        thanks = "; ".join(theatre.credits) or theatre.licence or "no credits given"
        return [Note("ground", text=words()["ground"].format(theatre=theatre.id, credits=thanks))]

    def of_baseline_at_large(self) -> list[Note]:
        """Return the note of the whole baseline; none where the pack has none."""
        rows = self._source.theatre.baseline
        if not rows:
            return []
        day = min(row.since for row in rows)
        text = words()["rows"].format(day=day, count=len(rows), theatre=self._source.theatre.id)
        return [Note("baseline", text=text)]

    def of_absence(self) -> list[Note]:
        """Return the note that says why places are unknown."""
        return [Note("absent", text=words()["absent"].format(theatre=self._source.theatre.id))]

    def _of_claim(self, item: Evidence) -> Note:
        citation = cite(item, self._source.reports, self._source.theatre.time_zone)
        return Note(citation.claim, citation=citation)


def _ids_in(data: Any) -> Iterator[str]:  # noqa: ANN401 (the figures of a finding are any JSON)
    """Yield every text in nested figures; ids of claims are among them."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _ids_in(value)
    elif isinstance(data, Iterable):
        for value in data:
            yield from _ids_in(value)
