"""From findings to sentences: what the brief says, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from whoholds.model import Finding, Standing
from whoholds.telling.brief.content import Brief, Note, Section, Sentence, words
from whoholds.telling.brief.notes import Notebook
from whoholds.telling.dates import credit_lines, date_line, short_title
from whoholds.telling.material import BriefInput
from whoholds.terrain import Place

MOST_CHANGES = 60
MOST_WATCHED = 3
MOST_NAMES = 3
MOST_THINGS = 5

Told = tuple[str, list[Note]]


def compose(source: BriefInput) -> Brief:
    """Return the brief: every sentence has a note, every note is used, and nothing unsupported is told."""
    return _Composer(source).brief()


class _Composer:
    def __init__(self, source: BriefInput) -> None:
        self._source, self._theatre = source, source.theatre
        self._book = Notebook(source)
        self._left_out: list[Finding] = []

    def brief(self) -> Brief:
        """Return the brief; numbers run in reading order."""
        title = self._source.title or words()["title"].format(theatre=short_title(self._theatre))
        headline = self._headline()
        parts: dict[str, Callable[[], Iterator[Told]]] = {
            "numbers": self._numbers,
            "changes": self._changes,
            "disputes": self._disputes,
            "consequences": self._consequences,
            "watch": self._watch,
        }
        titles = dict(words()["sections"])
        if self._source.since:
            titles["changes"] = words()["changes_since"].format(day=self._source.since)
        sections = [Section(key, titles[key], self._sentences(part())) for key, part in parts.items()]
        return Brief(
            title=title,
            when=date_line(self._theatre, self._source.picture),
            headline=headline,
            sections=tuple(section for section in sections if section.sentences),
            notes=tuple(self._book.notes),
            credits=tuple(credit_lines(self._theatre)),
            left_out=tuple(self._left_out),
        )

    def _sentences(self, told: Iterator[Told]) -> tuple[Sentence, ...]:
        return tuple(Sentence(text, self._book.number(notes)) for text, notes in told if notes)

    def _headline(self) -> Sentence | None:
        ranked = [*_ranked(self._source.consequences), *_ranked(self._source.changes)]
        for finding in sorted(ranked, key=lambda one: one.rank):
            is_followed = finding in self._source.consequences
            if notes := self._book.of_finding(finding):
                more = self._book.of_ground() if is_followed else []
                return Sentence(finding.text, self._book.number([*notes, *more]))
        return None

    def _numbers(self) -> Iterator[Told]:
        places = [place for place in self._theatre.gazetteer if not place.is_extended]
        standings = {place.id: self._source.picture.standing(place.id) for place in places}
        holders = {standing.holder for standing in standings.values() if standing.holder}
        order = [*self._theatre.sides, *sorted(holders - set(self._theatre.sides))]
        for side in order:
            held = [place for place in places if standings[place.id].holder == side]
            if held:
                yield self._held_by(side, held, len(places))
        yield from self._unsettled(places, standings)

    def _held_by(self, side: str, held: Sequence[Place], total: int) -> Told:
        first = self._greatest(held)
        form = words()["holds" if len(held) > 1 else "holds_one"]
        text = form.format(
            side=_capital(self._side(side)), count=len(held), total=total, names=_listed([p.name for p in first])
        )
        notes = [note for place in first for note in self._book.of_place(place.id)]
        return text, notes + self._book.of_baseline_at_large()

    def _unsettled(self, places: Sequence[Place], standings: Mapping[str, Standing]) -> Iterator[Told]:
        contested = [place for place in places if standings[place.id].state == "contested"]
        if contested:
            first = self._greatest(contested)
            form = words()["contested" if len(first) == len(contested) else "contested_more"]
            notes = [note for place in first for note in self._book.of_place(place.id)]
            yield (
                form.format(
                    count=len(contested), total=len(places), names=_listed([place.name for place in first])
                ),
                notes,
            )
        unknown = sum(standing.state == "unknown" for standing in standings.values())
        if unknown:
            yield words()["unknown"].format(count=unknown, total=len(places)), self._book.of_absence()

    def _greatest(self, places: Sequence[Place]) -> list[Place]:
        seats = set(self._theatre.capitals.values())
        size = {"capital": 2, "city": 1}
        ordered = sorted(places, key=lambda p: (p.id not in seats, -size.get(p.kind, 0), -p.population, p.id))
        return ordered[:MOST_NAMES]

    def _changes(self) -> Iterator[Told]:
        for finding in _ranked(self._source.changes)[:MOST_CHANGES]:
            yield finding.text, self._supported(finding)

    def _consequences(self) -> Iterator[Told]:
        for finding in _ranked(self._source.consequences):
            notes = self._supported(finding)
            yield finding.text, notes + self._book.of_ground() if notes else []

    def _supported(self, finding: Finding) -> list[Note]:
        notes = self._book.of_finding(finding)
        if not notes:
            self._left_out.append(finding)
        return notes

    def _disputes(self) -> Iterator[Told]:
        for finding in _ranked(self._source.disputes):
            if finding.data.get("says") and finding.places:
                yield from self._positions(finding)
            else:
                yield finding.text, self._supported(finding)

    def _positions(self, finding: Finding) -> Iterator[Told]:
        place = self._theatre.gazetteer[finding.places[0]].name
        for said, entries in finding.data["says"].items():
            voices = _listed(list(dict.fromkeys(entry["said_by"][0] for entry in entries if entry["said_by"])))
            side = said.removeprefix("not ")
            form = "contested" if side == "contested" else "held" if side == said else "not_held"
            text = words()["says"][form].format(
                place=place, side=self._side(side), voices=voices or "an unnamed voice"
            )
            yield text, self._book.of_claims([entry["claim"] for entry in entries])
        standing = self._source.picture.standing(finding.places[0])
        verdict = words()["standing"][standing.state].format(
            place=place, holder=self._side(standing.holder or ""), p=standing.p
        )
        yield verdict, self._book.of_place(finding.places[0]) or self._book.of_finding(finding)

    def _watch(self) -> Iterator[Told]:
        for side, chokes in self._source.chokepoints.items():
            for choke in chokes[:MOST_WATCHED]:
                yield self._choke(side, choke)

    def _choke(self, side: str, choke: Mapping[str, Any]) -> Told:
        things = [self._thing(cut) for cut in choke["cuts"][:MOST_THINGS]]
        if choke.get("population"):
            things.append(words()["people"].format(count=f"{round(choke['population'], -3):,}".replace(",", " ")))
        text = words()["cuts"].format(
            place=self._place(choke["place"]),
            side=_capital(self._side(side)),
            roads=words()["roads"][choke.get("roads", "all")],
            origin=self._place(choke.get("from", "")) or "the rest",
            things=_listed(things or ["places around it"]),
        )
        notes = self._book.of_place(choke["place"])
        return text, notes + self._book.of_ground() if notes else []

    def _thing(self, cut: Mapping[str, str] | str) -> str:
        if isinstance(cut, str):
            return self._place(cut)
        return str(words()["kinds"].get(cut["kind"], "{name}").format(name=self._place(cut["id"])))

    def _place(self, place_id: str) -> str:
        place = self._theatre.gazetteer.get(place_id)
        return place.name if place else place_id

    def _side(self, side: str) -> str:
        actor = self._theatre.register.get(side)
        return actor.name if actor else side


def _ranked(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.rank)


def _listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
