"""The rule reader: a report's text becomes claims as worded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from whoholds.model import Report, When, end_of, parse_moment
from whoholds.reading.attribution import Attribution, find_attributions
from whoholds.reading.claims import ClaimBuilder, Scene
from whoholds.reading.clock import heads_of
from whoholds.reading.frames import FrameMatcher
from whoholds.reading.gate import Gate
from whoholds.reading.kept import Kept, keep
from whoholds.reading.lexicon import lexicon
from whoholds.reading.names import Namer
from whoholds.reading.parse import parse
from whoholds.reading.reading import Reading
from whoholds.reading.reference import gather
from whoholds.reading.times import Timex, find_times
from whoholds.reading.voice import Voices

if TYPE_CHECKING:
    from whoholds.theatres import Theatre

__all__ = ["Reader", "dateline"]


def dateline(report: Report, theatre: Theatre) -> When | None:
    """Return when a report came out, as an interval; None where it does not say or says it unreadably."""
    if not report.published:
        return None
    start, precision = parse_moment(report.published, theatre.time_zone)
    return When(start, end_of(start, precision), precision, report.published)


class Reader:
    """Reads English reports of a theatre by gate, syntax and frames.

    Args:
        theatre: its names are known to the reader.
        gated: False parses every paragraph, to measure what the gate costs.
    """

    language = "en"

    def __init__(self, theatre: Theatre, *, gated: bool = True) -> None:
        self._theatre = theatre
        self._lexicon = lexicon(self.language)
        self._namer = Namer(theatre)
        self._matcher = FrameMatcher(self._lexicon, self._namer)
        self._gated = gated

    @cached_property
    def _gate(self) -> Gate:
        return Gate(self._lexicon)

    def read(self, report: Report) -> Reading:
        """Return the claims of a report, with its time expressions and voices.

        Every claim's quote is the report's text at its offsets. Cost: linear in what the gate lets through.

        Raises:
            QuestionError: if the report's `published` is no date.
        """
        published = dateline(report, self._theatre)
        is_history = Voices(self._theatre, report.outlet or "").kind_of_outlet() == "encyclopaedia"
        timexes = find_times(report.text, published, self._theatre.time_zone, is_history=is_history)
        kept = keep(report.text, self._gate if self._gated else None, self._namer.is_place)
        if not kept.text:
            return Reading(report=report, timexes=tuple(timexes))
        doc = parse(kept.text, self._namer)
        attributions = find_attributions(doc)
        scene = Scene(
            report=report,
            theatre=self._theatre,
            doc=doc,
            kept=kept,
            published=published,
            context=gather(doc, self._namer, self._lexicon, next(iter(self._theatre.countries), "")),
            attributions=attributions,
            timexes=heads_of(doc, _within(kept, timexes)),
            all_timexes=[timex for timex in timexes if kept.kept(timex.start) is not None],
        )
        claims, times = ClaimBuilder(scene, self._matcher, self._namer).build()
        return Reading(
            report=report,
            claims=tuple(claims),
            times=times,
            timexes=tuple(timexes),
            attributions=tuple(_moved(attributions, kept)),
        )


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
