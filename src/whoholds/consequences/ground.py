"""The ground that each side can move over: places in its hands or a friend's, and the ways between them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import Literal

from whoholds.consequences.network import Network
from whoholds.consequences.side import SideGround
from whoholds.model import Picture, Standing
from whoholds.theatres import Theatre

Choice = Literal["sure", "likely", "any"]

SWAY_KM = 10.0
"""How far a held town commands the roads around it: field guns and drones reach farther, checkpoints less."""


class Ground:
    """All sides' ground on one picture; build it once and ask it often.

    A side moves through places that it or a friend holds on that day. What else it moves through is
    chosen by `ground`:

    * `sure`: nothing else.
    * `likely`: also contested places that the side and its friends are at least as likely as not to hold.
    * `any`: everything that no other side holds, inside the theatre's countries.

    In all of them a junction, where nobody lives, goes with the nearest place along the roads that has a
    standing.

    A side always has its own capital until another side holds it. Built in O(places + links), plus a
    logarithm where standings have to be leant on neighbours.

    Args:
        theatre: the theatre.
        picture: the standings.
        ground: the choice.
        sway_km: distance within which a held town commands the roads, in km.
        network: the ways of the same day and link standings, where they are already built.
    """

    def __init__(
        self,
        theatre: Theatre,
        picture: Picture,
        *,
        ground: Choice = "likely",
        sway_km: float = SWAY_KM,
        network: Network | None = None,
    ) -> None:
        self.theatre = theatre
        self.picture = picture
        self.choice: Choice = ground
        self.sway_km = sway_km
        self.network = network or Network(theatre, picture)
        self.hands, self.leans_on = self._hands()
        self.by_holder, self.held_by_nobody = self._sorted()
        self._sides: dict[str, SideGround] = {}
        self._friends: dict[tuple[str, str], bool] = {}

    def of(self, side: str) -> SideGround:
        """Return the ground of one side; the second call costs nothing.

        Raises:
            UnknownActor: if the theatre has no such actor.
        """
        if side not in self._sides:
            actor = self.theatre.register[side]
            self._sides[side] = SideGround(self, self.theatre.register.side_of(actor.id, self.network.on))
        return self._sides[side]

    def are_friends(self, side: str, other: str) -> bool:
        """Return whether two sides let each other through on the day, by the register or by supposition."""
        key = (side, other)
        if key not in self._friends:
            supposed = frozenset(key) in self.picture.alliances
            self._friends[key] = (
                side == other or supposed or self.theatre.register.are_friends(side, other, self.network.on)
            )
        return self._friends[key]

    def beside(self, picture: Picture) -> Ground:
        """Return the same choice of ground on another picture, sharing the ways where they are the same."""
        is_same = picture.links == self.picture.links and picture.on == self.picture.on
        return Ground(
            self.theatre,
            picture,
            ground=self.choice,
            sway_km=self.sway_km,
            network=self.network if is_same else None,
        )

    def _sorted(self) -> tuple[dict[str, list[int]], list[int]]:
        """Return the places that each side holds, and those that nobody holds; extents left out."""
        by_holder: dict[str, list[int]] = defaultdict(list)
        nobody = []
        for n, standing in enumerate(self.hands):
            if self.network.is_extended[n]:
                continue
            if standing.state == "held" and standing.holder is not None:
                by_holder[standing.holder].append(n)
            else:
                nobody.append(n)
        return by_holder, nobody

    def _hands(self) -> tuple[list[Standing], list[int]]:
        """Return the standing of every place as moved through, and the place that it is taken from."""
        own = [self.picture.standing(place.id) for place in self.network.places]
        leans_on = list(range(len(own)))
        places = self.network.places
        leaning = {n for n, s in enumerate(own) if s.state == "unknown" and places[n].kind == "junction"}
        if leaning:
            self._lean(own, leans_on, leaning)
        return [own[n] for n in leans_on], leans_on

    def _lean(self, own: list[Standing], leans_on: list[int], leaning: set[int]) -> None:
        """Send each leaning place to the nearest place along the roads that has a standing."""
        near = {way.other(n) for n in leaning for way in self.network.at[n]} - leaning
        heap = [(0.0, n, n) for n in sorted(near) if own[n].state != "unknown"]
        done: set[int] = set()
        while heap:
            km, n, source = heapq.heappop(heap)
            if n in done:
                continue
            done.add(n)
            leans_on[n] = source
            for way in self.network.at[n]:
                if (other := way.other(n)) in leaning and other not in done:
                    heapq.heappush(heap, (km + way.link.km, other, source))

    def nearest_other(self, place: str, side: str) -> str | None:
        """Return the side that holds the nearest place, in links of any road, that is no friend's; None if none."""
        queue = [self.network.number[place]]
        seen = set(queue)
        for n in queue:
            holder = self.hands[n].holder
            if holder is not None and not self.are_friends(side, holder):
                return holder
            fresh = {way.other(n) for way in self.network.at[n]} - seen
            seen |= fresh
            queue.extend(sorted(fresh))
        return None

    def is_inside(self, n: int) -> bool:
        """Return whether a place lies in one of the theatre's countries."""
        countries = self.theatre.countries
        country = self.network.places[n].country
        return not countries or not country or country in countries


def ground_of(theatre: Theatre, picture: Picture, ground: Ground | Choice) -> Ground:
    """Return the ground that is already built, or build the one chosen."""
    return ground if isinstance(ground, Ground) else Ground(theatre, picture, ground=ground)
