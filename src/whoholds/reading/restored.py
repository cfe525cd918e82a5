"""A reading of a text's twin, with the words of the text itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from whoholds.model import Claim, Mention, Report
from whoholds.reading.attribution import Attribution
from whoholds.reading.reading import Reading

Words = TypeVar("Words", bound=Mention)


def restored(reading: Reading, report: Report) -> Reading:
    """Return what was read in a twin of a report as told of the report: same offsets, its own words.

    The reading keeps the twin in `read_as`, for whoever looks at the text after the reader.
    """
    claims, times = [], {}
    for claim in reading.claims:
        own = _claim(claim, report.text)
        claims.append(own)
        for ending in ("", ".if"):
            if claim.id + ending in reading.times:
                times[own.id + ending] = reading.times[claim.id + ending]
    return Reading(
        report=report,
        read_as=reading.report,
        claims=tuple(claims),
        times=times,
        timexes=tuple(replace(t, text=report.text[t.start : t.end]) for t in reading.timexes),
        attributions=tuple(_attribution(a, report.text) for a in reading.attributions),
    )


def _claim(claim: Claim, text: str) -> Claim:
    parts = {name: _words(getattr(claim, name), text) for name in ("actor", "target", "place", "origin", "when")}
    return replace(
        claim,
        **parts,
        quote=text[claim.start : claim.end],
        said_by=tuple(_words(voice, text) for voice in claim.said_by),
        condition=_claim(claim.condition, text) if claim.condition else None,
        id="",
    )


def _words(mention: Words | None, text: str) -> Words | None:
    """The mention in the text's own words, where the text has them."""
    if mention is None or mention.start < 0:
        return mention
    stands_for, at = mention.stands_for, mention.stands_for_start
    if stands_for and at >= 0:
        stands_for = text[at : at + len(stands_for)]
    return replace(mention, text=text[mention.start : mention.end], stands_for=stands_for)


def _attribution(attribution: Attribution, text: str) -> Attribution:
    def span(part):
        return replace(part, text=text[part.start : part.end]) if part is not None else None

    return replace(
        attribution,
        source=span(attribution.source),
        cue=span(attribution.cue),
        content=tuple(span(piece) for piece in attribution.content),
        to=span(attribution.to),
    )
