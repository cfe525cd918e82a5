"""Which place a name means in a report, or none: a wrong pin is worse than none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp, log10

from whoholds.model import Judgement, PlaceMention, Where, distance_km
from whoholds.resolve.context import Context
from whoholds.resolve.weights import Choice, Option, choose, place_weights, settings
from whoholds.terrain import EXTENDED, Candidate, Place
from whoholds.terrain.names import bare, fold, head_of

_BESIDE = re.compile(r"\s*(?:,|\(|, an? [\w -]{3,30} (?:in|of)|in|,? which lies in)\s+(?:the\s+)?")
_CAPITAL_OF = re.compile(r"(?:the )?(?:capital(?: city)?)(?: of (?P<whose>.+))?", re.IGNORECASE)
NAMESAKES = 150
"""How many places of one name are weighed: there are that many San Antonios."""

FULL_SHARE = 1.3
"""A country's share counts in full from three quarters on: reports name other countries as well."""

UNSAID = frozenset({"base", "airfield", "port", "crossing", "junction"})
"""Kinds that a report names as such ("the airport") when it means them and not their town."""


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
    options, found = rank(name, context, wanted=head_of(mention.text).kind)
    if not options:
        return _open(claim, role, f"no place of the theatre is called \u201c{name}\u201d or nearly so")
    return _told(claim, role, name, choose(options, place_weights()["none"]), found)


def rank(name: str, context: Context, wanted: str = "") -> tuple[list[Option], dict[str, Candidate]]:
    """Return the places that a name may mean with the signs for each, and the candidates by id.

    Args:
        name: the words.
        context: the report.
        wanted: kind that words around the name tell; empty where they tell none.
    """
    head = head_of(name)
    found = {c.place.id: c for c in context.theatre.gazetteer.candidates(name, limit=NAMESAKES)}
    if head.name != name:
        wanted = wanted or head.kind
        for candidate in context.theatre.gazetteer.candidates(head.name, limit=NAMESAKES):
            found.setdefault(candidate.place.id, candidate)
    key = fold(name)
    around = _Around(_beside(name, context), tuple(_others(key, context)), key)
    options = [_weigh(c, context, wanted, around) for c in found.values()]
    return options, found


@dataclass(frozen=True, slots=True)
class _Around:
    """What a name has around it, the same for each of its candidates.

    Attributes:
        beside: country codes and folded region names right after it.
        others: the other places of the report that are points.
        key: the folded name.
    """

    beside: set[str]
    others: tuple[Place, ...]
    key: str


def _others(key: str, context: Context) -> Iterator[Place]:
    """Yield the places that the other names of the report were judged to mean, extended ones left out."""
    for name, place_id in context.places.items():
        place = context.theatre.gazetteer.get(place_id) if name != key else None
        if place and not place.is_extended:
            yield place


def _weigh(candidate: Candidate, context: Context, wanted: str, around: _Around) -> Option:
    weights, place = place_weights(), candidate.place
    option = Option(place.id)
    option.add(weights["fit"] * (candidate.score - 1), f"the name fits ({candidate.how})")
    if candidate.how == "fuzzy":
        option.add(weights["fuzzy"], "a letter was mended")
    if context.theatre.countries:
        option.add(weights["in_theatre"], "it lies in the theatre")
    option.add(weights["importance"] * (log10(place.population + 100) - 2), f"{place.population:,} people")
    option.add(weights.get(place.kind, 0.0), f"it is a {place.kind}" if place.kind in weights else "")
    share = context.share_of(place.country, around.key)
    about = f"{share:.0%} of the report is about its country" if share else ""
    option.add(weights["same_country"] * min(1.0, FULL_SHARE * share), about)
    if around.beside & {place.country, bare(place.admin1)} - {""}:
        option.add(weights["beside"], "the words after it say where it is")
    _weigh_kind(option, place, wanted, candidate.how)
    _weigh_nearness(option, place, around.others)
    return option


def _weigh_kind(option: Option, place: Place, wanted: str, how: str) -> None:
    weights = place_weights()
    if not wanted:
        if place.kind in UNSAID and how == "bare":
            option.add(weights["kind_unsaid"], f"no {place.kind} is spoken of")
        option.add(weights["spot_first"] if place.kind == "region" else 0.0)
        return
    is_settled = {wanted, place.kind} <= {"capital", "city", "town", "village", "suburb"}
    if wanted == place.kind or is_settled:
        option.add(weights["kind_fits"], f"a {wanted} is spoken of")
    elif (wanted in EXTENDED) != place.is_extended or wanted not in EXTENDED:
        option.add(weights["kind_clashes"] if wanted in EXTENDED or place.is_extended else 0.0,
                   f"a {wanted} is spoken of, it is a {place.kind}")  # fmt: skip


def _weigh_nearness(option: Option, place: Place, others: Iterable[Place]) -> None:
    weights = place_weights()
    km = min((_km(place, other) for other in others), default=None)
    if km is not None:
        option.add(weights["near"] * exp(-km / weights["near_km"]), f"{km:.0f} km from another place of the report")


def _km(one: Place, other: Place) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _beside(name: str, context: Context) -> set[str]:
    """Return country codes and folded region names that stand right after the name in the text."""
    found: set[str] = set()
    for match in list(re.finditer(rf"\b{re.escape(name)}\b", context.text))[:5]:
        joint = _BESIDE.match(context.text, match.end())
        if not joint:
            continue
        words = re.match(r"(?:[A-Z][\w'\u2019-]*\s?){1,3}", context.text[joint.end() : joint.end() + 60])
        if words:
            found |= _extents(words.group().strip(), context)
    return found


def _extents(words: str, context: Context) -> set[str]:
    """Return what the longest run of the words names: a country's code, or a region as a bare name."""
    parts = words.split()
    runs = [" ".join(parts[:size]) for size in range(len(parts), 0, -1)]
    for run in runs:
        found = context.theatre.gazetteer.candidates(run, fuzzy=False)
        extents = [c.place for c in found if c.place.kind in {"country", "region"}]
        if extents:
            return {p.country if p.kind == "country" else bare(p.admin1 or p.name) for p in extents}
    return {bare(run) for run in runs}


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


def settle(names: Iterable[str], context: Context) -> None:
    """Judge all names of a report together, so that each counts for its neighbours; fills `context.places`."""
    keys = {fold(name): name for name in names}
    for _ in range(2):
        for key, name in keys.items():
            options, _ = rank(name, context)
            choice = choose(options, place_weights()["none"])
            if choice.best:
                context.places[key] = choice.best.id
            else:
                context.places.pop(key, None)


def _told(claim: str, role: str, name: str, choice: Choice, found: dict[str, Candidate]) -> Judgement:
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


def _label(place_id: str | None, found: dict[str, Candidate]) -> str:
    if place_id is None:
        return "nothing known"
    place = found[place_id].place
    where = place.admin1 or place.country
    return f"{place.name} ({where})" if where else place.name


def _open(claim: str, role: str, reason: str) -> Judgement:
    return Judgement(claim=claim, role=role, value=None, method="open", score=0.0, reason=reason)


def where(mention: PlaceMention, place: Place | None) -> Where:
    """Return the pin for a mention: words, place, relation, and how near to the pin."""
    if place is None:
        return Where(text=mention.text, relation=mention.relation)
    return Where(
        text=mention.text, id=place.id, name=place.name, lat=place.lat, lon=place.lon,
        relation=mention.relation, precision_km=precision_km(mention, place), kind=place.kind,
    )  # fmt: skip


def precision_km(mention: PlaceMention, place: Place) -> float:
    """Return how far from the pin the thing may be, in km: the place's own reach and what the relation adds."""
    data = settings("precision")
    reach: float = data["kinds"].get(place.kind, 5.0)
    if mention.distance_km is not None:
        share: float = data["distance_share"]
        return round(reach + mention.distance_km * share, 1)
    added: float = data["relations"].get(mention.relation, 10.0)
    return round(reach + added, 1)
