"""The ways of a theatre on one day: which links can be used, which are main roads, which are shut and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from whoholds.consequences.survey import Survey, Way, survey_of
from whoholds.model import LinkStanding, Picture
from whoholds.terrain import Place
from whoholds.theatres import Theatre

if TYPE_CHECKING:
    import numpy as np


class Network:
    """Places with numbers, and the ways between them on the day of a picture.

    The pack's ways come from the day's survey; those that the picture speaks of take their place. Built
    in O(links that the picture speaks of · ways at their ends) where the survey is there, and O(places +
    links) where it is not.

    Args:
        theatre: the theatre.
        picture: its day and the standings of its links.
    """

    def __init__(self, theatre: Theatre, picture: Picture) -> None:
        self.on: date = picture.on.astimezone(theatre.time_zone).date()
        self.survey: Survey = survey_of(theatre, self.on)
        survey = self.survey
        self.places: list[Place] = survey.places
        self.is_extended: list[bool] = survey.is_extended
        self.number: dict[str, int] = survey.number
        self.roads, self.seas, self.exits = survey.roads, survey.seas, survey.exits
        self._fresh: dict[str, Way] = {}
        if picture.links:
            self._hear(picture.links)

    def _hear(self, said: Mapping[str, LinkStanding]) -> None:
        """Put the ways that the picture speaks of in the places of the pack's."""
        spot = self.survey.spot
        homes = {"roads": list(self.roads), "seas": list(self.seas), "exits": list(self.exits)}
        for link, word in said.items():
            if link in spot:
                home, position = spot[link]
                homes[home][position] = self._fresh[link] = _as_told(homes[home][position], word)
        self.roads, self.seas, self.exits = homes["roads"], homes["seas"], homes["exits"]

    @cached_property
    def at(self) -> list[list[Way]]:
        """Road ways by the number of the place they touch, usable or not."""
        if not self._fresh:
            return self.survey.at
        found = list(self.survey.at)
        for n in {n for way in self._fresh.values() if way.link.kind == "road" for n in (way.a, way.b)}:
            found[n] = [self._fresh.get(way.link.id, way) for way in found[n]]
        return found

    @cached_property
    def exits_at(self) -> dict[int, list[Way]]:
        """Exits by the number of the place that they lead out of."""
        pack = self.survey.exits_at
        return {n: [self._fresh.get(way.link.id, way) for way in ways] for n, ways in pack.items()}

    @property
    def ports(self) -> set[int]:
        """Numbers of the places that ships call at: of kind port, or with a sea lane."""
        return self.survey.ports

    def touches_main(self, n: int) -> bool:
        """Return whether a main road, or a stub to one, touches the place, usable or not."""
        return n in self.survey.on_main

    @cached_property
    def is_open(self) -> np.ndarray:
        """Whether each road is open, in the order of `roads`."""
        return self._with_fresh(self.survey.p > 0, {link: way.is_open for link, way in self._fresh.items()})

    @cached_property
    def p(self) -> np.ndarray:
        """Probability that each road can be used, in the order of `roads`."""
        return self._with_fresh(self.survey.p, {link: way.p for link, way in self._fresh.items()})

    @cached_property
    def is_doubtful(self) -> np.ndarray:
        """Whether the standing of each road is unknown, in the order of `roads`."""
        return self._with_fresh(self.survey.p < 0, {link: way.is_doubtful for link, way in self._fresh.items()})

    def _with_fresh(self, pack: np.ndarray, fresh: Mapping[str, float]) -> np.ndarray:
        """Return the pack's figures with those of the ways that the picture speaks of."""
        found = pack.copy()
        for link, figure in fresh.items():
            home, position = self.survey.spot[link]
            if home == "roads":
                found[position] = figure
        return found


def _as_told(way: Way, said: LinkStanding) -> Way:
    """Return a way as a picture has it: what the pack knows to be shut only a report that it is open opens."""
    is_shut = not way.is_open
    is_doubtful = said.state == "unknown" and not is_shut
    if is_shut and said.state != "open":
        return way
    is_open = said.state == "open"
    why_not = ""
    if not is_open:
        why_not = f"{said.state}: {said.reason.partition(' (')[0]}" if said.reason else said.state
    return way._replace(is_open=is_open, p=said.p, why_not=why_not, is_doubtful=is_doubtful)
