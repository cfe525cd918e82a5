"""A reading of a text's twin, with the words of the text itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from whoholds.model import Claim, Mention, Report
from whoholds.reading.attribution import Attribution
from whoholds.reading.attribution.model import Span
from whoholds.reading.reading import Reading
from whoholds.reading.times import Timex

Words = TypeVar("Words", bound=Mention)
Piece = TypeVar("Piece", bound=Span)


def restored(reading: Reading, report: Report) -> Reading:
    """Return what was read in a twin of a report as told of the report: same offsets, its own words.

    The reading keeps the twin in `read_as`, for whoever looks at the text after the reader.
    """
    claims = [_claim(claim, report.text) for claim in reading.claims]
    timexes = [_timex(timex, report.text) for timex in reading.timexes]
    written = {twin.text: own.text for twin, own in zip(reading.timexes, timexes, strict=True)}
    times = {
        f"{own.id}{ending}": replace(when, text=written.get(when.text, when.text))
        for twin, own in zip(reading.claims, claims, strict=True)
        for ending in ("", ".if")
        if (when := reading.times.get(f"{twin.id}{ending}")) is not None
    }
    return Reading(
        report=report,
        read_as=reading.report,
        claims=tuple(claims),
        times=times,
        timexes=tuple(timexes),
        attributions=tuple(_attribution(a, report.text) for a in reading.attributions),
    )


def _timex(timex: Timex, text: str) -> Timex:
    words = text[timex.start : timex.end]
    return replace(timex, text=words, when=replace(timex.when, text=words) if timex.when else None)


def _claim(claim: Claim, text: str) -> Claim:
    return replace(
        claim,
        quote=text[claim.start : claim.end],
        actor=_words(claim.actor, text) if claim.actor else None,
        target=_words(claim.target, text) if claim.target else None,
        place=_words(claim.place, text) if claim.place else None,
        origin=_words(claim.origin, text) if claim.origin else None,
        when=_words(claim.when, text) if claim.when else None,
        said_by=tuple(_words(voice, text) for voice in claim.said_by),
        condition=_claim(claim.condition, text) if claim.condition else None,
        id="",
    )


def _words(mention: Words, text: str) -> Words:
    """The mention in the text's own words, where the text has them."""
    if mention.start < 0:
        return mention
    stands_for, at = mention.stands_for, mention.stands_for_start
    if stands_for and at >= 0:
        stands_for = text[at : at + len(stands_for)]
    return replace(mention, text=text[mention.start : mention.end], stands_for=stands_for)


def _attribution(attribution: Attribution, text: str) -> Attribution:
    return replace(
        attribution,
        source=_span(attribution.source, text) if attribution.source else None,
        cue=_span(attribution.cue, text),
        content=tuple(_span(piece, text) for piece in attribution.content),
        to=_span(attribution.to, text) if attribution.to else None,
    )


def _span(span: Piece, text: str) -> Piece:
    return replace(span, text=text[span.start : span.end])
