"""Which place a name means in a report, or none: a wrong pin is worse than none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from whoholds.model import Judgement, PlaceMention, Where, distance_km
from whoholds.resolve.context import Context
from whoholds.resolve.weights import Choice, Option, settings
from whoholds.terrain import Candidate, Place
from whoholds.terrain.names import head_of

_CAPITAL_OF = re.compile(r"(?:the )?(?:capital(?: city)?)(?: of (?P<whose>.+))?", re.IGNORECASE)


def judge_place(claim: str, role: str, mention: PlaceMention, context: Context) -> Judgement:
    """Return the decision which place a mention means.

    The same name gets the same answer throughout a report.
    """
    if mention.stands_for is None:
        capital = _capital(mention.text, context)
        if capital is not None:
            return Judgement(claim=claim, role=role, value=capital, method="capital", score=0.9,
                             reason=f"\u201c{mention.text}\u201d says whose capital")  # fmt: skip
        return _open(claim, role, f"\u201c{mention.text}\u201d needs a place that the reader did not find")
    name = mention.name
    capital = _capital(name, context)
    if capital is not None:
        return Judgement(claim=claim, role=role, value=capital, method="capital", score=0.95,
                         reason=f"\u201c{name}\u201d says whose capital")  # fmt: skip
    named = context.sheet.look_up(name, head_of(name).kind or head_of(mention.text).kind)
    if not named.senses:
        return _open(claim, role, f"no place of the theatre is called \u201c{name}\u201d or nearly so")
    choice, found = context.sheet.choice(named)
    return _told(claim, role, name, choice, found)


def rank(name: str, context: Context, wanted: str = "") -> tuple[list[Option], Mapping[str, Candidate]]:
    """Return the places that a name may mean with the signs for each, and the candidates by id.

    Args:
        name: the words.
        context: the report.
        wanted: kind that words around the name tell; empty where they tell none.
    """
    named = context.sheet.look_up(name, wanted)
    return context.sheet.options(named), {sense.place.id: sense.candidate for sense in named.senses}


def _capital(words: str, context: Context) -> str | None:
    """Return the capital of the one that the words name, or of the theatre's one country."""
    match = _CAPITAL_OF.fullmatch(words.strip())
    if not match or not match["whose"]:
        return None
    whose = match["whose"]
    for actor_id, _, _ in context.theatre.register.matches(whose):
        if actor_id in context.theatre.capitals:
            return context.theatre.capitals[actor_id]
    for candidate in context.theatre.gazetteer.candidates(whose, fuzzy=False):
        if candidate.place.kind == "country":
            return capital_of(candidate.place.country, context)
    return None


def capital_of(country: str, context: Context) -> str | None:
    """Return the id of a country's capital, through the state of that country; None where the theatre has none."""
    states = (a for a in context.theatre.register if a.country == country and a.kind == "state")
    return next((capital for a in states if (capital := context.theatre.capitals.get(a.id))), None)


def _told(claim: str, role: str, name: str, choice: Choice, found: Mapping[str, Candidate]) -> Judgement:
    runner_up = choice.next.id if choice.next else None
    if choice.best is None:
        return Judgement(
            claim=claim, role=role, value=None, method="gazetteer", score=choice.share,
            reason=f"\u201c{name}\u201d may be {_label(runner_up, found)} but not surely enough",
            runner_up=runner_up, runner_up_score=choice.next_share,
        )  # fmt: skip
    best = choice.best
    return Judgement(
        claim=claim, role=role, value=best.id, method=f"gazetteer, {found[best.id].how}",
        score=round(choice.share, 4),
        reason=f"\u201c{name}\u201d is {_label(best.id, found)}: {best.why()}",
        runner_up=runner_up, runner_up_score=round(choice.next_share, 4) if runner_up else None,
    )  # fmt: skip


def _label(place_id: str | None, found: Mapping[str, Candidate]) -> str:
    if place_id is None:
        return "nothing known"
    place = found[place_id].place
    where = place.admin1 or place.country
    return f"{place.name} ({where})" if where else place.name


def _open(claim: str, role: str, reason: str) -> Judgement:
    return Judgement(claim=claim, role=role, value=None, method="open", score=0.0, reason=reason)


def where(mention: PlaceMention, place: Place | None, other: Place | None = None) -> Where:
    """Return the pin for a mention: words, place, relation, and how near to the pin.

    Args:
        mention: the words; a told distance moves no pin, it widens it.
        place: what they were judged to mean.
        other: the other end of the road or gap that the mention is one end of.
    """
    if place is None:
        return Where(text=mention.text, relation=mention.relation)
    return Where(
        text=mention.text, id=place.id, name=place.name, lat=place.lat, lon=place.lon,
        relation=mention.relation, precision_km=precision_km(mention, place, other), kind=place.kind,
    )  # fmt: skip


def precision_km(mention: PlaceMention, place: Place, other: Place | None = None) -> float:
    """Return how far from the pin the thing may be, in km: the place's own reach and what the relation adds.

    What lies between two places, or along the road that joins them, is half the way between them from either.
    """
    data = settings("precision")
    reach: float = data["kinds"].get(place.kind, 5.0)
    if mention.distance_km is not None:
        share: float = data["distance_share"]
        return round(reach + mention.distance_km * share, 1)
    if other is not None and mention.relation in data["of_two_ends"]:
        return round(reach + distance_km(place.lat, place.lon, other.lat, other.lon) / 2, 1)
    added: float = data["relations"].get(mention.relation, 10.0)
    return round(reach + added, 1)
