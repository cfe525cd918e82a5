"""Whether a name that some place bears is a place's where it stands: signs added up as log-odds.

The weights are in `weights.yaml` under `recognition`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from math import exp, log10

from whoholds.resolve.sheet import Named
from whoholds.resolve.spots import Found, Spot
from whoholds.resolve.weights import cut_off, settings
from whoholds.resolve.wordlists import listed, words_of
from whoholds.terrain.names import head_of

FAME = (3.0, 5.0)
"""Logs of people between which a name's fame grows."""

GREATNESS = (5.0, 6.5)
"""Logs of people between which it counts ever less that the name is also a person's, or a plain word."""

GREAT_SHARE = 0.8
"""How much less at most."""

SHORT = 3
"""Capitals up to so many letters are an abbreviation of something."""

COUNTRY, REGION, NEAR = 0.4, 0.8, 0.6
"""How far what the report says of country, region and neighbours bears a place out."""


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = settings("weights")["recognition"]
    return weights


def is_place(spot: Spot, named: Named, found: Found) -> bool:
    """Return whether the name is a place's here, all told."""
    return _reckoned(spot, named, found) > 0


def credibility(spot: Spot, named: Named, found: Found) -> float:
    """Return how likely the name is a place's here, before the report's other names are heard."""
    return 1 / (1 + exp(-_reckoned(spot, named, found)))


def _reckoned(spot: Spot, named: Named, found: Found) -> float:
    weights, sense = _weights(), named.sense
    if sense is None:
        return weights["any"] + weights["adjective"]
    if spot.signs is None:
        spot.signs = (
            _sum(_signs(spot, found)), _sum(_signs_of_words(spot, found)), _sum(_signs_against_points(spot))
        )  # fmt: skip
    everywhere, of_words, of_points = spot.signs
    odds = weights["any"] + everywhere + _by_report(spot, named)
    if sense.place.is_extended:
        return odds + of_words + weights["extended"]
    people = log10(sense.place.population + 1)
    odds += weights["fame"] * _between(people, *FAME) + (weights["capital"] if sense.place.kind == "capital" else 0)
    return odds + of_points + of_words * (1 - GREAT_SHARE * _between(people, *GREATNESS))


def _by_report(spot: Spot, named: Named) -> float:
    """Return what the report's other names say for the likeliest place."""
    if named.says is None:
        return 0.0
    weights = _weights()
    country, region, beside, near = named.says[:, named.best].tolist()
    odds: float = weights["borne_out"] * min(1.0, COUNTRY * country + REGION * region + beside + NEAR * near)
    if named.share < cut_off():
        odds += weights["open"]
    if beside and spot.beside is not None:
        odds += weights["beside"]
    return odds


def _between(value: float, low: float, high: float) -> float:
    """Return 0 up to the low mark, 1 from the high one on, and the share of the way in between."""
    return max(0.0, min(1.0, (value - low) / (high - low)))


def _sum(signs: Iterator[str]) -> float:
    weights = _weights()
    return float(sum(weights[sign] for sign in signs))


def _signs(spot: Spot, found: Found) -> Iterator[str]:
    """Yield the signs for and against any place."""
    if spot.is_located:
        yield "located"
    elif spot.text in found.located:
        yield "located_elsewhere"
    if spot.is_dateline:
        yield "dateline"
    yield from _signs_of_neighbours(spot)


def _signs_of_words(spot: Spot, found: Found) -> Iterator[str]:
    word = head_of(spot.text).name.casefold()
    if spot.text in found.people:
        yield "person"
    elif word in words_of("given_names"):
        yield "given_name"
    elif word in words_of("surnames"):
        yield "surname"
    if word in words_of("plain_words"):
        yield "plain_word"


def _signs_of_neighbours(spot: Spot) -> Iterator[str]:
    before, after = spot.before.casefold(), spot.after.casefold()
    if spot.is_touched and before in listed("titles"):
        yield "title_before"
    elif spot.is_touched and spot.before[:1].isupper() and not spot.is_first and not spot.is_hyphened:
        is_kind = before in listed("beside") or before in listed("institution") or before in listed("never")
        yield "name_before_of_kind" if is_kind else "name_before"
    if spot.gap in {" ", "-"} and spot.after[:1].isupper() and not spot.is_dateline:
        is_kind = after in listed("beside") or after in listed("institution")
        yield "name_after_of_kind" if is_kind else "name_after"


def _signs_against_points(spot: Spot) -> Iterator[str]:
    """Yield the signs against towns that are none against countries, regions and seas."""
    if spot.after in listed("saying") or spot.before in listed("saying"):
        yield "speaks"
    if len(spot.text) <= SHORT and spot.text.isupper():
        yield "abbreviation"
    is_name = spot.after[:1].isupper() and spot.after.casefold() not in listed("institution")
    is_followed = spot.gap == " " and is_name and not spot.is_dateline
    if is_followed and spot.text.casefold() in words_of("given_names"):
        yield "name_after"
