"""What a report as a whole says of where and when it is: its countries, its places, its day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from whoholds.actors import Actor
from whoholds.errors import QuestionError
from whoholds.model import Report, parse_moment
from whoholds.resolve.reckoning import credibility
from whoholds.resolve.sheet import Sheet
from whoholds.resolve.spots import Found, find_spots
from whoholds.resolve.wordlists import listed, theatre_words
from whoholds.terrain import Candidate, Place
from whoholds.terrain.names import fold
from whoholds.theatres import Theatre

_WORD = re.compile(r"\w[\w'\u2019\u02bc.-]*\w|\w")
_LONGEST = 4
_JOINTS = frozenset(("of", "the", "and", "al", "el", "de", "la", "du", "des", "ez", "es", "as", "ar", "ad", "an"))

VOTE, SMALL_VOTE = 1.0, 0.25
"""What a well-known place and a small one count when a report's countries are told."""

GROUND, GUEST = 0.5, 0.25
"""What a town and a country or its adjective count when it is told in which country a report plays."""

ADJECTIVE = "adjective of "

ADJECTIVE_VOTE = 0.5
"""What an adjective counts for its country: it may be a guest's."""

WELL_KNOWN_FROM = 100_000
"""People from which a place is well known."""


@dataclass
class Context:
    """A report in its theatre.

    Attributes:
        report: the report.
        theatre: the theatre.
    """

    report: Report
    theatre: Theatre
    _grounds: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    _wholes: set[str] = field(default_factory=set)

    @cached_property
    def text(self) -> str:
        """Title and text."""
        return f"{self.report.title}\n{self.report.text}" if self.report.title else self.report.text

    @cached_property
    def found(self) -> Found:
        """Where names of places may stand in title and text."""
        return find_spots(self.text, theatre_words(self.theatre))

    @cached_property
    def sheet(self) -> Sheet:
        """The names of the report, judged together."""
        sheet = Sheet(self.theatre.gazetteer, is_local=bool(self.theatre.countries))
        words = theatre_words(self.theatre)
        for spot in (spot for spot in self.found.spots if spot.text):
            country = words.of_adjective(spot.text)
            named = sheet.enter(country.name, "country") if country else sheet.enter(spot.called, spot.wanted)
            named.weight += ADJECTIVE_VOTE if country else credibility(spot, named, self.found)
            if spot.beside is not None and spot.beside.text:
                sheet.lay_beside(named, sheet.enter(spot.beside.called, spot.beside.wanted))
        sheet.settle()
        return sheet

    @cached_property
    def published_on(self) -> date | None:
        """Day of publication in the theatre's zone, where the report says one."""
        try:
            return parse_moment(self.report.published or "", self.theatre.time_zone)[0].date()
        except (QuestionError, ValueError):
            return None

    @cached_property
    def names(self) -> Counter[str]:
        """Runs of up to four capitalised words of the text that are names of places, with their counts."""
        runs = Counter(self._runs())
        return Counter({run: n for run, n in runs.items() if self.theatre.gazetteer.candidates(run, fuzzy=False)})

    def _runs(self) -> Iterator[str]:
        words = list(_WORD.finditer(self.text))
        for i, first in enumerate(words):
            if not first.group()[0].isupper():
                continue
            for last in words[i : i + _LONGEST]:
                gap = self.text[first.start() : last.end()]
                if not _is_run(gap):
                    break
                if last.group()[0].isupper() and gap.casefold() not in listed("never"):
                    yield gap

    @cached_property
    def _votes(self) -> dict[str, dict[str, float]]:
        """Votes for each country by the name that casts them: countries, adjectives, towns of one country only."""
        votes: dict[str, dict[str, float]] = {}
        for name, n in self.names.items():
            places = [c.place for c in self._strict(name)]
            if len({place.country for place in places}) == 1:
                weight = VOTE if any(_is_well_known(place) for place in places) else SMALL_VOTE
                if places[0].kind == "country":
                    self._wholes.add(fold(name))
                votes.setdefault(places[0].country, {})[fold(name)] = weight * min(n, 3)
        for actor in self.theatre.register:
            if actor.country and actor.kind == "state":
                said = sum(self.text.count(adjective) for adjective in actor.adjectives)
                votes.setdefault(actor.country, {})[f"{ADJECTIVE}{actor.id}"] = min(said, 5)
        votes.pop("", None)
        return votes

    @cached_property
    def country_shares(self) -> dict[str, float]:
        """Share of each country in what the report names."""
        sums = {country: sum(by_name.values()) for country, by_name in self._votes.items()}
        total = sum(sums.values()) or 1
        return {country: votes / total for country, votes in sums.items() if votes}

    def _strict(self, name: str) -> list[Candidate]:
        found = self.theatre.gazetteer.candidates(name, fuzzy=False)
        countries = [c for c in found if c.place.kind == "country"]
        return countries or found

    @cached_property
    def ground_votes(self) -> dict[str, float]:
        """Votes for where a report plays: its towns count most; a country or its adjective may be a guest's."""
        votes: dict[str, float] = defaultdict(float)
        for country, by_name in self._votes.items():
            for name, weight in by_name.items():
                if name.startswith("the ") and name.removeprefix("the ") in by_name:
                    continue
                is_guest = name.startswith(ADJECTIVE) or name in self._wholes
                votes[country] += weight * GUEST if is_guest else min(1.0, weight / SMALL_VOTE * GROUND)
        return votes

    def ground(self, actor: Actor) -> tuple[Place, ...]:
        """Return the places at which an actor is known to act; empty where it is not told."""
        if actor.id not in self._grounds:
            spots = (p for p in self.theatre.gazetteer if not p.is_extended and acts_in(actor, p))
            self._grounds[actor.id] = tuple(spots) if actor.operates_in else ()
        return self._grounds[actor.id]

    def centre(self, actor: Actor) -> tuple[float, float] | None:
        """Return the mean latitude and longitude of where an actor acts."""
        return _mean(self.ground(actor))

    @cached_property
    def middle(self) -> tuple[float, float] | None:
        """Mean latitude and longitude of the theatre's first country; None for the whole world."""
        if not self.theatre.countries:
            return None
        home = self.theatre.countries[0]
        return _mean([p for p in self.theatre.gazetteer if p.country == home and not p.is_extended])


def _is_well_known(place: Place) -> bool:
    return place.is_extended or place.population >= WELL_KNOWN_FROM


def acts_in(actor: Actor, place: Place) -> bool:
    """Return whether an actor is known to act at a place or in its region."""
    region = place.admin1 or (place.name if place.kind == "region" else "")
    return place.id in actor.operates_in or bool(region and region in actor.operates_in)


def _mean(spots: Sequence[Place]) -> tuple[float, float] | None:
    if not spots:
        return None
    return sum(p.lat for p in spots) / len(spots), sum(p.lon for p in spots) / len(spots)


def _is_run(words: str) -> bool:
    if any(c in words for c in ',;:()\n"') or ". " in words:
        return False
    return all(word[:1].isupper() or word in _JOINTS or not word[:1].isalpha() for word in words.split())
