"""From findings to sentences: what the brief says, and in what order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from whoholds.model import Finding, Standing
from whoholds.telling.brief.content import Brief, Note, Section, Sentence, words
from whoholds.telling.brief.notes import Notebook
from whoholds.telling.brief.order import Order
from whoholds.telling.dates import credit_lines, date_line, short_title
from whoholds.telling.material import BriefInput
from whoholds.telling.places import counted_places
from whoholds.telling.quarrels import positions
from whoholds.telling.wording import as_sentence, chance_text, listed, side_name
from whoholds.terrain import Place

MOST_CHANGES = 60
MOST_OF_A_KIND = 5
MOST_FOLLOWING = 18
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
        self._book, self._order = Notebook(source), Order(source.theatre)
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
        return tuple(self._sentence(text, notes) for text, notes in told if notes)

    def _sentence(self, text: str, notes: Sequence[Note]) -> Sentence:
        return Sentence(as_sentence(text), self._book.number(notes))

    def _headline(self) -> Sentence | None:
        for finding in self._order.headlines(self._source.consequences, self._source.changes):
            is_followed = finding in self._source.consequences
            if notes := self._book.of_finding(finding):
                more = self._book.of_ground() if is_followed else []
                return self._sentence(finding.text, [*notes, *more])
        return None

    def _numbers(self) -> Iterator[Told]:
        picture = self._source.picture
        places = counted_places(self._theatre, picture)
        standings = {place.id: picture.standing(place.id) for place in places}
        holders = {standing.holder for standing in standings.values() if standing.holder}
        order = [*self._theatre.sides, *sorted(holders - set(self._theatre.sides))]
        for side in order:
            held = [place for place in places if standings[place.id].holder == side]
            if held:
                yield self._held_by(side, held, len(places))
        yield from self._unsettled(places, standings)

    def _held_by(self, side: str, held: Sequence[Place], total: int) -> Told:
        first = self._order.greatest(held, MOST_NAMES)
        form = words()["holds" if len(held) > 1 else "holds_one"]
        text = form.format(
            side=side_name(self._theatre, side), count=len(held), total=total, names=listed([p.name for p in first])
        )
        notes = [note for place in first for note in self._book.of_place(place.id)]
        return text, notes + self._book.of_baseline_at_large()

    def _unsettled(self, places: Sequence[Place], standings: Mapping[str, Standing]) -> Iterator[Told]:
        contested = [place for place in places if standings[place.id].state == "contested"]
        if contested:
            first = self._order.greatest(contested, MOST_NAMES)
            form = words()["contested" if len(first) == len(contested) else "contested_more"]
            notes = [note for place in first for note in self._book.of_place(place.id)]
            names = listed([place.name for place in first])
            yield form.format(count=len(contested), total=len(places), names=names), notes
        unknown = sum(standing.state == "unknown" for standing in standings.values())
        if unknown:
            yield words()["unknown"].format(count=unknown, total=len(places)), self._book.of_absence()

    def _changes(self) -> Iterator[Told]:
        # Disputes have a part of their own.
        changed = [finding for finding in self._source.changes if finding.kind != "disputed"]
        for finding in self._order.ranked(changed)[:MOST_CHANGES]:
            yield finding.text, self._supported(finding)

    def _consequences(self) -> Iterator[Told]:
        told: Counter[tuple[str, str | None]] = Counter()
        more: defaultdict[tuple[str, str | None], list[Finding]] = defaultdict(list)
        for finding in self._order.foremost(self._source.consequences, MOST_FOLLOWING):
            kind = finding.kind, finding.side
            if told[kind] == MOST_OF_A_KIND:
                more[kind].append(finding)
                continue
            told[kind] += 1
            notes = self._supported(finding)
            yield finding.text, notes + self._book.of_ground() if notes else []
        yield from filter(None, (self._rest(side, findings) for (_, side), findings in more.items()))

    def _rest(self, side: str | None, findings: Sequence[Finding]) -> Told | None:
        """Return one sentence for the findings that are like those told already."""
        held = [finding for finding in findings if finding.places and self._supported(finding)]
        if not held:
            return None
        names = listed(list(dict.fromkeys(self._place(finding.places[0]) for finding in held)))
        notes = [note for finding in held for note in self._book.of_finding(finding)[:1]]
        forms = words()["more_of_a_kind"]
        form = forms.get(held[0].kind, forms["other"])
        text = form.format(side=side_name(self._theatre, side or ""), names=names, kind=held[0].kind)
        return text, notes + self._book.of_ground()

    def _supported(self, finding: Finding) -> list[Note]:
        notes = self._book.of_finding(finding)
        if not notes:
            self._left_out.append(finding)
        return notes

    def _disputes(self) -> Iterator[Told]:
        for finding in self._order.ranked(self._source.disputes):
            said = list(positions(self._theatre, finding))
            if not said:
                yield finding.text, self._supported(finding)
                continue
            yield from ((position.text, self._book.of_claims(position.claims)) for position in said)
            yield self._verdict(finding)

    def _verdict(self, finding: Finding) -> Told:
        standing = self._source.picture.standing(finding.places[0])
        text = words()["standing"][standing.state].format(
            place=self._place(standing.place),
            holder=side_name(self._theatre, standing.holder or ""),
            chance=chance_text(standing.p),
        )
        return text, self._book.of_place(standing.place) or self._book.of_finding(finding)

    def _watch(self) -> Iterator[Told]:
        for side, chokes in self._source.chokepoints.items():
            for choke in _unlike(chokes)[:MOST_WATCHED]:
                yield self._choke(side, choke)

    def _choke(self, side: str, choke: Mapping[str, Any]) -> Told:
        things = [self._thing(cut) for cut in choke["cuts"][:MOST_THINGS]]
        if choke.get("population"):
            things.append(words()["people"].format(count=f"{round(choke['population'], -3):,}".replace(",", " ")))
        text = words()["cuts"].format(
            place=self._place(choke["place"]),
            side=side_name(self._theatre, side),
            roads=words()["roads"][choke.get("roads", "all")],
            origin=self._place(choke.get("from", "")) or "the rest",
            things=listed(things or ["places around it"]),
        )
        notes = self._book.of_place(choke["place"])
        return text, notes + self._book.of_ground() if notes else []

    def _thing(self, cut: Mapping[str, str] | str) -> str:
        if isinstance(cut, str):
            return self._place(cut)
        name, kind = self._place(cut["id"]), cut["kind"]
        # "Port of Tartus" and "Semalka crossing" say their kind themselves.
        form = "the {name}" if kind in name.lower().split() else words()["kinds"].get(kind, "{name}")
        return str(form.format(name=name))

    def _place(self, place_id: str) -> str:
        place = self._theatre.gazetteer.get(place_id)
        return place.name if place else place_id


def _unlike(chokes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the choke points that cut off something that none before them does, in their order."""
    seen: set[str] = set()
    chosen = []
    for choke in chokes:
        cuts = {str(cut) for cut in choke["cuts"]}
        if cuts - seen:
            chosen.append(choke)
        seen |= cuts
    return chosen
