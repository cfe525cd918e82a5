"""Which place a name means when it stands alone, or with no more than a region or a neighbour beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from whoholds.errors import UnknownPlace
from whoholds.model import Report, distance_km
from whoholds.resolve.context import Context
from whoholds.resolve.places import rank
from whoholds.resolve.weights import Option, choose, cut_off, place_weights, shares
from whoholds.terrain import Candidate, Place
from whoholds.terrain.names import bare, head_of
from whoholds.theatres import Theatre


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place that a name may mean, and what speaks for it.

    Attributes:
        candidate: the place, and how its name fits.
        option: the signs for and against it, in natural log-odds.
        share: its share of the odds, 0 to 1; "none of these" has a share too.
    """

    candidate: Candidate
    option: Option
    share: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a name alone means.

    Attributes:
        ranked: the places that it may mean, the likeliest first.
        taken: the place that it means; None where it stays open.
        reason: why, in one sentence.
    """

    ranked: tuple[Weighed, ...]
    taken: Place | None
    reason: str


def judge_alone(name: str, theatre: Theatre, *, within: Place | None = None, near: Sequence[Place] = ()) -> Verdict:
    """Return what a name means without a report, by the signs that reports are resolved with.

    Args:
        name: the name, with or without words such as "the village of".
        theatre: where to look.
        within: region or country; places outside do not count. None for anywhere.
        near: places that are spoken of beside it.
    """
    options, found = rank(name, Context(Report(text=""), theatre), wanted=head_of(name).kind)
    if within is not None:
        options = list(_inside(options, found, within))
    _weigh_neighbours(options, found, near)
    if not head_of(name).kind:
        _town_before_region(options, found)
    none = place_weights()["none"] + place_weights()["typed"]
    share = shares(options, none)
    ordered = sorted(options, key=lambda option: (-option.odds, option.id))
    ranked = tuple(Weighed(found[option.id], option, share[option.id]) for option in ordered)
    choice = choose(options, none)
    taken = found[choice.best.id].place if choice.best else None
    return Verdict(ranked, taken, _reason(name, ranked, taken, within))


def find_extent(words: str, theatre: Theatre) -> Place:
    """Return the country or first-level region that a person means; a country goes before a region of its name.

    Raises:
        UnknownPlace: if there is none of that name.
    """
    head = head_of(words)
    found = theatre.gazetteer.candidates(head.name, fuzzy=False)
    extents = [c for c in found if c.place.kind in _EXTENTS and (not head.kind or c.place.kind == head.kind)]
    if not extents:
        raise UnknownPlace("is no country or region of this theatre", words, "give its English name")
    return min(extents, key=lambda c: (_EXTENTS.index(c.place.kind), -c.score, -c.place.population)).place


_EXTENTS = ("country", "region")


def _inside(options: Iterable[Option], found: Mapping[str, Candidate], within: Place) -> Iterable[Option]:
    """Yield the options that lie in a country or region, with a sign that says so."""
    weight = place_weights()["same_country" if within.kind == "country" else "beside"]
    for option in options:
        place = found[option.id].place
        is_inside = within.kind == "country" or bare(place.admin1) == bare(within.admin1 or within.name)
        if place.country == within.country and is_inside:
            option.add(weight, f"it lies in {within.name}")
            yield option


def _weigh_neighbours(options: Iterable[Option], found: Mapping[str, Candidate], near: Sequence[Place]) -> None:
    """Add what it counts to lie near to the nearest of the places that are spoken of."""
    weights = place_weights()
    for option in options if near else ():
        place = found[option.id].place
        km, name = min((distance_km(place.lat, place.lon, other.lat, other.lon), other.name) for other in near)
        option.add(weights["near"] * exp(-km / weights["near_km"]), f"{km:.0f} km from {name}")


def _town_before_region(options: Iterable[Option], found: Mapping[str, Candidate]) -> None:
    """Weigh a region less when a town in it bears its name and no word says that the region is meant."""
    places = {option.id: found[option.id].place for option in options}
    towns = {(p.country, bare(p.admin1)) for p in places.values() if not p.is_extended}
    for option in options:
        place = places[option.id]
        if place.kind == "region" and (place.country, bare(place.admin1 or place.name)) in towns:
            option.add(place_weights()["spot_first"], "a town in it bears its name")


def _reason(name: str, ranked: Sequence[Weighed], taken: Place | None, within: Place | None) -> str:
    if not ranked:
        where = f"in {within.name}" if within else "of the theatre"
        return f"no place {where} is called \u201c{name}\u201d or nearly so"
    best = ranked[0]
    after = f"; next comes {label(ranked[1])} with {ranked[1].share:.0%}" if len(ranked) > 1 else ""
    if taken:
        return f"{label(best)} has {best.share:.0%} of the odds: {best.option.why()}{after}"
    lack = f"has {best.share:.0%} of the odds, less than the {cut_off():.0%} that it takes"
    return f"the likeliest, {label(best)}, {lack}{after}"


def label(weighed: Weighed) -> str:
    """Return a place's name with its kind, region and country: "Homs, city (Homs, SY)"."""
    place = weighed.candidate.place
    where = ", ".join(filter(None, (place.admin1, place.country))) if place.kind != "region" else place.country
    return f"{place.name}, {place.kind}" + (f" ({where})" if where else "")
