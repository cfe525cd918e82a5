"""What the reader sees in a report, mention by mention: places, actors, times, attributions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from whoholds.model import Because, Claim, Judgement, Mention, PlaceMention, Report, wall
from whoholds.reading.attribution import marked
from whoholds.theatres import Theatre

if TYPE_CHECKING:
    from whoholds.reading import Reading

_WORD = re.compile(r"\w[\w'’ʼ.-]*\w|\w")
_BREAK = re.compile(r"[^\w'’ʼ-]\s|\s\s|\n")
_MOST_WORDS = 4
_SURE = 0.8

Spot = tuple[int, int]


def annotate(reading: Reading, theatre: Theatre) -> Iterator[dict[str, Any]]:
    """Yield the mentions of a report as the contract writes them, layer by layer, each in the order of the text.

    Names are resolved by the same judges as those of claims. Offsets count characters of the report's text.
    """
    report = reading.report
    places = list(_places(reading, theatre))
    named = [*places, *_others(reading, theatre, places)]
    yield from sorted(named, key=lambda mention: (mention["start"], mention["end"], mention["kind"]))
    for timex in reading.timexes:
        span = {"text": timex.text, "start": timex.start, "end": timex.end}
        when = timex.when
        interval = {"from": wall(when.start, when.precision), "to": wall(when.end, when.precision)} if when else {}
        yield {"report": report.id, "kind": "time", **span, "value": timex.value, "type": timex.type, **interval}
    for attribution in marked(reading.attributions):
        yield {"report": report.id, **attribution.to_json()}


def _places(reading: Reading, theatre: Theatre) -> Iterator[dict[str, Any]]:
    """Yield the names of places in the text, with whether the place or its government is meant."""
    from whoholds.resolve import resolve_mentions  # noqa: PLC0415 - brings rapidfuzz

    report = reading.report
    for name in resolve_mentions(reading.seen, theatre):
        place_id = name.place.id if name.place else None
        mention = {"report": report.id, "kind": "place", **_span(report, (name.start, name.end)), "id": place_id}
        yield {**mention, **_pin(place_id, theatre), "literal": name.is_literal}


def _others(reading: Reading, theatre: Theatre, places: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the actors, and the places that only the reader saw and that could be resolved."""
    taken = [range(place["start"], place["end"]) for place in places]
    for mention in _resolved(_names(reading, theatre), reading, theatre):
        is_new = not any(mention["start"] < span.stop and span.start < mention["end"] for span in taken)
        if mention["kind"] == "actor" or (is_new and mention["id"] is not None):
            yield mention


def _span(report: Report, spot: Spot) -> dict[str, Any]:
    start, end = spot
    return {"text": report.text[start:end], "start": start, "end": end}


def _names(reading: Reading, theatre: Theatre) -> dict[Spot, tuple[str, bool]]:
    """Return kind and literalness by offsets: the reader's own names, those of claims, and any other known name."""
    found: dict[Spot, tuple[str, bool]] = {}
    for claim in reading.claims:
        for kind, mention in _mentions(claim):
            if mention.start >= 0 and mention.stands_for == "":
                found.setdefault((mention.start, mention.end), (kind, True))
    taken = [range(start, end) for start, end in found]
    for spot, kind in _known(reading.seen.text, theatre):
        if not any(spot[0] < span.stop and span.start < spot[1] for span in taken):
            found[spot] = (kind, True)
    return found


def _mentions(claim: Claim) -> Iterator[tuple[str, Mention]]:
    for place in (claim.place, claim.origin):
        if place is not None:
            yield "place", place
    for actor in (claim.actor, claim.target, *claim.said_by):
        if actor is not None:
            yield "actor", actor
    if claim.condition is not None:
        yield from _mentions(claim.condition)


def _known(text: str, theatre: Theatre) -> Iterator[tuple[Spot, str]]:
    """Yield runs of capitalised words that the register knows, the longest first at each place."""
    words = list(_WORD.finditer(text))
    beyond = 0
    for number, first in enumerate(words):
        if first.start() < beyond or not first.group()[0].isupper():
            continue
        for last in reversed(words[number : number + _MOST_WORDS]):
            run = text[first.start() : last.end()]
            kind = _kind(run, theatre) if last.group()[0].isupper() and not _BREAK.search(run) else ""
            if kind:
                beyond = last.end()
                yield (first.start(), last.end()), kind
                break


def _kind(run: str, theatre: Theatre) -> str:
    actors = theatre.register.matches(run)
    return "actor" if actors and actors[0][1] >= _SURE else ""


def _resolved(
    names: Mapping[Spot, tuple[str, bool]], reading: Reading, theatre: Theatre
) -> Iterator[dict[str, Any]]:
    from whoholds.resolve import resolve  # noqa: PLC0415 - brings rapidfuzz

    report = reading.report
    asked = {spot: _asked(report, spot, kind) for spot, (kind, _) in names.items()}
    judgements = _by_claim(resolve(list(asked.values()), {}, reading.seen, theatre))
    for spot, (kind, is_literal) in names.items():
        roles = ("place",) if kind == "place" else ("actor", "voice:0")
        value = next((found for role in roles if (found := judgements.get((asked[spot].id, role)))), None)
        mention = {"report": report.id, "kind": kind, **_span(report, spot), "id": value}
        yield mention if kind == "actor" else {**mention, **_pin(value, theatre), "literal": is_literal}


def _by_claim(judgements: Iterable[Judgement]) -> dict[tuple[str, str], str | None]:
    return {(judgement.claim, judgement.role): judgement.value for judgement in judgements}


def _asked(report: Report, spot: Spot, kind: str) -> Claim:
    """Return a claim that says nothing but the name, so that the judges of claims can be asked about it."""
    start, end = spot
    words = report.text[start:end]
    return Claim(
        report=report.id,
        quote=words,
        start=start,
        end=end,
        action="clashes",
        stance="asserted",
        because=Because("annotate", words),
        actor=Mention(words, start, end) if kind == "actor" else None,
        place=PlaceMention(words, start, end) if kind == "place" else None,
        said_by=(Mention(words, start, end),) if kind == "actor" else (),
    )


def _pin(place_id: str | None, theatre: Theatre) -> dict[str, Any]:
    place = theatre.gazetteer.get(place_id) if place_id else None
    if place is None:
        return {}
    return {"name": place.name, "lat": place.lat, "lon": place.lon, "country": place.country}
