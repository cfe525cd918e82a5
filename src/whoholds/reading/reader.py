"""The rule reader: a report's text becomes claims as worded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from whoholds.model import Report, When, end_of, parse_moment
from whoholds.reading.attribution import Attribution, find_attributions
from whoholds.reading.blame import BlameMatcher
from whoholds.reading.casing import Caser
from whoholds.reading.claims import ClaimBuilder, Scene
from whoholds.reading.clock import heads_of
from whoholds.reading.doers import Doers
from whoholds.reading.field import Field, Ground
from whoholds.reading.frames import FrameMatcher
from whoholds.reading.gate import Gate
from whoholds.reading.kept import Kept, keep
from whoholds.reading.lexicon import lexicon
from whoholds.reading.names import Namer
from whoholds.reading.parse import parse_all
from whoholds.reading.reading import Reading
from whoholds.reading.reference import gather
from whoholds.reading.restored import restored
from whoholds.reading.speeches import voiced
from whoholds.reading.times import Timex, find_times
from whoholds.reading.voice import Voices

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from whoholds.theatres import Theatre

__all__ = ["Reader", "dateline"]


def dateline(report: Report, theatre: Theatre) -> When | None:
    """Return when a report came out, as an interval; None where it does not say or says it unreadably."""
    if not report.published:
        return None
    start, precision = parse_moment(report.published, theatre.time_zone)
    return When(start, end_of(start, precision), precision, report.published)


class _Opened(NamedTuple):
    """A report before it is parsed.

    Attributes:
        report: the report.
        seen: the same, its capitals in their usual case.
        published: when it came out.
        ground: where it speaks of war.
        kept: what of it is parsed.
        timexes: its time expressions.
    """

    report: Report
    seen: Report
    published: When | None
    ground: Ground
    kept: Kept
    timexes: Sequence[Timex]


class Reader:
    """Reads English reports of a theatre by gate, syntax and frames.

    Args:
        theatre: its names are known to the reader.
        gated: False parses every sentence, to measure what the gate costs.
    """

    language = "en"

    def __init__(self, theatre: Theatre, *, gated: bool = True) -> None:
        self._theatre = theatre
        self._lexicon = lexicon(self.language)
        self._namer = Namer(theatre)
        frames = FrameMatcher(self._lexicon, self._namer)
        self._matcher = BlameMatcher(frames, self._namer, self._lexicon)
        self._doers = Doers(theatre, self._namer)
        self._caser = Caser(theatre)
        self._field = Field(_single_names(theatre))
        self._gated = gated

    @cached_property
    def _gate(self) -> Gate:
        return Gate(self._lexicon)

    def kept(self, report: Report, ground: Ground | None = None) -> Kept:
        """Return what of a report's text is parsed.

        Args:
            report: the report.
            ground: where it speaks of war, if that is known already.
        """
        ground = ground or self._field.ground(report.text, report.title or "")
        return keep(report.text, self._gate if self._gated else None, ground, self._namer.is_place)

    def read(self, report: Report) -> Reading:
        """Return the claims of a report, with its time expressions and voices.

        Every claim's quote is the report's text at its offsets. Cost: linear in what the gate lets through.

        Raises:
            QuestionError: if the report's `published` is no date.
        """
        return self.read_all([report])[0]

    def read_all(self, reports: Sequence[Report]) -> list[Reading]:
        """Return what each report says, as `read` does one by one; parsed together, they cost less.

        Memory grows with the reports' text: some 50 KB for each thousand characters while they are read.

        Raises:
            QuestionError: if a report's `published` is no date.
        """
        opened = [self._open(report) for report in reports]
        docs = parse_all([one.kept.text for one in opened], self._namer)
        return [self._finish(one, doc) for one, doc in zip(opened, docs, strict=True)]

    def _open(self, report: Report) -> _Opened:
        """Everything about a report that can be told before it is parsed."""
        twin = self._caser.twin(report.text)
        seen = report if twin == report.text else replace(report, text=twin)
        published = dateline(report, self._theatre)
        ground = self._field.ground(seen.text, report.title or "")
        kept = self.kept(seen, ground)
        timexes: Sequence[Timex] = ()
        if kept.text or not self._gated:
            is_history = Voices(self._namer.outlet_kinds, report.outlet or "").kind_of_outlet() == "encyclopaedia"
            timexes = find_times(seen.text, published, self._theatre.time_zone, is_history=is_history)
        return _Opened(report, seen, published, ground, kept, timexes)

    def _finish(self, opened: _Opened, doc: Doc) -> Reading:
        seen = opened.seen
        if not opened.kept.text:
            return Reading(report=opened.report, timexes=tuple(opened.timexes))
        attributions = find_attributions(doc)
        scene = Scene(
            report=seen,
            theatre=self._theatre,
            doc=doc,
            kept=opened.kept,
            published=opened.published,
            context=gather(doc, self._namer, self._lexicon, next(iter(self._theatre.countries), "")),
            attributions=attributions,
            timexes=heads_of(doc, _within(opened.kept, opened.timexes)),
            all_timexes=opened.timexes,
            ground=opened.ground,
        )
        claims, times = ClaimBuilder(scene, self._matcher, self._namer).build()
        told = voiced(self._doers.told(claims, seen.text), seen.text, self._theatre)
        renamed = [(old, new) for old, new in zip(claims, told, strict=True) if old.id != new.id]
        reading = Reading(
            report=seen,
            claims=tuple(told),
            times={**times, **{new.id: times[old.id] for old, new in renamed if old.id in times}},
            timexes=tuple(opened.timexes),
            attributions=tuple(_moved(attributions, opened.kept)),
        )
        return reading if seen is opened.report else restored(reading, opened.report)


def _single_names(theatre: Theatre) -> Iterator[str]:
    """The names of one word of the theatre's armed groups."""
    for actor in theatre.register:
        if actor.kind == "armed-group":
            names = (actor.name, *(name for told in actor.names.values() for name in told))
            yield from (name for name in names if name.isalpha() and len(name) > 2)  # noqa: PLR2004 - "IS" is a word


def _within(kept: Kept, timexes: Sequence[Timex]) -> list[tuple[int, int, Timex]]:
    """The time expressions of the kept paragraphs, with their offsets in the parsed text."""
    found = []
    for timex in timexes:
        start = kept.kept(timex.start)
        if start is not None:
            found.append((start, start + timex.end - timex.start, timex))
    return found


def _moved(attributions: Sequence[Attribution], kept: Kept) -> list[Attribution]:
    """The attributions with offsets in the report's own text."""
    moved = []
    for a in attributions:
        source, to = a.source, a.to
        if source is not None:
            source = replace(source, start=kept.origin(source.start), end=kept.origin(source.end - 1) + 1)
        if to is not None:
            to = replace(to, start=kept.origin(to.start), end=kept.origin(to.end - 1) + 1)
        cue = replace(a.cue, start=kept.origin(a.cue.start), end=kept.origin(a.cue.end - 1) + 1)
        content = tuple(replace(c, start=kept.origin(c.start), end=kept.origin(c.end - 1) + 1) for c in a.content)
        moved.append(replace(a, source=source, to=to, cue=cue, content=content))
    return moved
