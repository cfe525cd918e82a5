"""The ground that each side can move over: places in its hands or a friend's, and the ways between them."""

from __future__ import annotations

import heapq
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from whoholds.consequences.network import Network
from whoholds.consequences.side import CONTESTED, NOWHERE, UNKNOWN, RoadGraph, SideGround, shortest_between
from whoholds.model import Picture, Standing
from whoholds.theatres import Theatre

if TYPE_CHECKING:
    import numpy as np

Choice = Literal["sure", "likely", "any"]

UNHELD = {"unknown": UNKNOWN, "contested": CONTESTED}

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
        like: ground of the same theatre on another picture, to share what is the same.
    """

    def __init__(
        self,
        theatre: Theatre,
        picture: Picture,
        *,
        ground: Choice = "likely",
        sway_km: float = SWAY_KM,
        like: Ground | None = None,
    ) -> None:
        self.theatre = theatre
        self.picture = picture
        self.choice: Choice = ground
        self.sway_km = sway_km
        is_same = like is not None and like.picture.on == picture.on and like.picture.links == picture.links
        self.network: Network = like.network if like is not None and is_same else Network(theatre, picture)
        self._said = self._standings(like)
        self.hands, self.leans_on = self._hands()
        self._codes: dict[str, int] = like._codes if like is not None else {}  # noqa: SLF001 - the same class
        self.holder: np.ndarray = self._holders(like)
        self._sides: dict[str, SideGround] = {}
        self._friends: dict[tuple[str, str], bool] = {}

    def _standings(self, like: Ground | None) -> list[Standing]:
        """Return the standing of each place by its number, from another ground where most are the same."""
        picture, number = self.picture, self.network.number
        if like is None or like.network.survey is not self.network.survey:
            said = zip(map(picture.places.get, number), number, strict=True)
            return [standing or picture.standing(place) for standing, place in said]
        found, old, new = list(like._said), like.picture.places, picture.places  # noqa: SLF001 - the same class
        moved = {place for place, standing in new.items() if old.get(place) is not standing}
        for place in moved | (old.keys() - new.keys()):
            if place in number:
                found[number[place]] = picture.standing(place)
        return found

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
        """Return the same choice of ground on another picture, sharing what is the same on both."""
        return Ground(self.theatre, picture, ground=self.choice, sway_km=self.sway_km, like=self)

    def _holders(self, like: Ground | None) -> np.ndarray:
        """Return who holds each place: a code of `code_of`; CONTESTED, UNKNOWN or, for an extent, NOWHERE."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded on use

        if like is None or like.network.survey is not self.network.survey:
            found = np.array([self._code(standing) for standing in self.hands], dtype=np.int32)
        else:
            found = like.holder.copy()
            for n, (old, new) in enumerate(zip(like.hands, self.hands, strict=True)):
                if old is not new:
                    found[n] = self._code(new)
        found[self.network.survey.extents] = NOWHERE
        return found

    def _code(self, standing: Standing) -> int:
        if standing.holder is not None and standing.state == "held":
            return self._codes.setdefault(standing.holder, len(self._codes))
        return UNHELD.get(standing.state, NOWHERE)

    def code_of(self, side: str) -> int:
        """Return the code in `holder` of what a side holds; NOWHERE where it holds nothing."""
        return self._codes.get(side, NOWHERE)

    def friends_of(self, side: str) -> list[int]:
        """Return the codes in `holder` of the side and of those who let it through."""
        return [code for holder, code in self._codes.items() if self.are_friends(side, holder)]

    @cached_property
    def all_roads(self) -> RoadGraph:
        """All roads that can be used, whoever holds the ground."""
        is_let_in = self.choice != "sure"
        usable = (way for way in self.network.roads if way.is_open or (way.is_doubtful and is_let_in))
        return RoadGraph(range(len(self.network.places)), shortest_between(usable))

    @cached_property
    def odds(self) -> dict[str | None, tuple[list[int], list[float]]]:
        """The places where each side has a chance, and that chance; under None those that have no odds told."""
        found: dict[str | None, tuple[list[int], list[float]]] = {None: ([], [])}
        for n, standing in enumerate(self.hands):
            if standing.state == "unknown" or self.network.is_extended[n]:
                continue
            for who, p in standing.odds.items() if standing.odds else [(None, standing.p)]:
                numbers, chances = found.setdefault(who, ([], []))
                numbers.append(n)
                chances.append(p)
        return found

    def said_otherwise(self, other: Ground) -> list[int]:
        """Return the numbers of the places of which another picture has another standing, unleant."""
        pairs = zip(self._said, other._said, strict=True)
        return [n for n, (a, b) in enumerate(pairs) if a is not b and a != b]

    def moved(self, other: Ground) -> list[int]:
        """Return the numbers of the places whose holder differs on another picture of the same places."""
        pairs = zip(self.hands, other.hands, strict=True)
        return [n for n, (a, b) in enumerate(pairs) if a is not b and a.holder != b.holder]

    def _hands(self) -> tuple[list[Standing], list[int]]:
        """Return the standing of every place as moved through, and the place that it is taken from."""
        own = self._said
        leans_on = list(range(len(own)))
        leaning = {n for n in self.network.survey.junctions if own[n].state == "unknown"}
        if not leaning:
            return own, leans_on
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

    @cached_property
    def is_inside(self) -> list[bool]:
        """Whether each place lies in one of the theatre's countries, by its number."""
        countries, places = set(self.theatre.countries), self.network.places
        return [not countries or not place.country or place.country in countries for place in places]


def ground_of(theatre: Theatre, picture: Picture, ground: Ground | Choice) -> Ground:
    """Return the ground that is already built, or build the one chosen."""
    return ground if isinstance(ground, Ground) else Ground(theatre, picture, ground=ground)
