"""All names of places in a text, resolved, with whether the place or its government is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoholds.model import Report
from whoholds.resolve.context import Context
from whoholds.resolve.literal import is_literal
from whoholds.resolve.reckoning import is_place
from whoholds.resolve.spots import Spot
from whoholds.resolve.weights import cut_off
from whoholds.resolve.wordlists import theatre_words
from whoholds.terrain import Place
from whoholds.theatres import Theatre


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a text.

    Attributes:
        start: offset of the name.
        end: offset after it.
        place: the place; None where it stays open.
        is_literal: False where its government or its people are meant.
        score: share of the odds that the place has; 1 for an adjective.
    """

    start: int
    end: int
    place: Place | None
    is_literal: bool
    score: float


def resolve_mentions(report: Report, theatre: Theatre) -> list[Toponym]:
    """Return the names of places in a report's text, in order; names that overlap are given once.

    Adjectives of nationality ("Turkish troops") count as names of their country.
    """
    return list(toponyms(Context(report, theatre)))


def toponyms(context: Context) -> Iterator[Toponym]:
    """Yield the names of places in a report's text, in order."""
    found, words, sheet = context.found, theatre_words(context.theatre), context.sheet
    groups = words.groups(context.text)
    offset = len(context.text) - len(context.report.text)
    for spot in found.spots:
        if spot.start < offset:
            continue
        if spot.is_site:
            yield _site(spot, context, offset)
            continue
        country = words.of_adjective(spot.text)
        named = sheet.look_up(country.name, "country") if country else sheet.look_up(spot.called, spot.wanted)
        sense = named.sense if named.share >= cut_off() else None
        place = country or (sense.place if sense else None)
        is_in_group = _is_inside(spot, groups) and not (place and place.is_extended)
        if is_in_group or not (country or is_place(spot, named, found)):
            continue
        literal = is_literal(spot, place, context.text, is_adjective=country is not None)
        yield Toponym(spot.start - offset, spot.end - offset, place, literal, 1.0 if country else named.share)


def _site(spot: Spot, context: Context, offset: int) -> Toponym:
    """Return a site, at the town that its name or the words behind it give; a region would be too far a pin."""
    beside = spot.beside if spot.beside is not None and spot.beside.text else spot
    named = context.sheet.look_up(beside.called, beside.wanted) if beside.text else None
    sense = named.sense if named and named.share >= cut_off() else None
    place = sense.place if sense and not sense.place.is_extended else None
    score = named.share if named and place else 0.0
    return Toponym(spot.start - offset, spot.end - offset, place, is_literal=True, score=score)


def _is_inside(spot: Spot, spans: Sequence[range]) -> bool:
    return any(span.start <= spot.start and spot.end <= span.stop for span in spans)
