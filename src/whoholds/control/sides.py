"""Whose side an actor or a voice is on, and what it has to gain from a claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from whoholds.model import Party
from whoholds.terrain import Place
from whoholds.theatres import Outlet, Theatre

SPEAKS_FOR = frozenset({"official", "party-media", "state-media"})
"""Kinds of outlet that speak for the side they lean to, rather than about it."""


class Sides:
    """The sides of a theatre, asked by day; answers are kept for all days until somebody changes sides.

    Args:
        theatre: the theatre.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._register = theatre.register
        self._sides = frozenset(theatre.sides)
        self._holders = frozenset(row.holder for row in theatre.baseline) & self._sides
        self._outlets: dict[str, Outlet] = dict(_by_every_name(theatre.outlets.values()))
        self._side_of: dict[tuple[str, int], str | None] = {}
        self._interest: dict[tuple[str | None, str | None, str | None, int], str] = {}
        self._enemy: dict[tuple[str, int], str | None] = {}
        self._members: dict[tuple[str, int], frozenset[str]] = {}
        ties = (
            tie for actor in theatre.register for tie in (*actor.part_of, *actor.allied_with, *actor.hostile_to)
        )
        self._turns = sorted({day for tie in ties for day in (tie.since, tie.until) if day})

    def epoch(self, on: date) -> int:
        """Return how many times somebody had changed sides by a day: between two such days answers are alike."""
        return bisect_right(self._turns, on)

    def outlet(self, words: str | None) -> Outlet | None:
        """Return the outlet of an id or a name, or None."""
        return self._outlets.get(words.casefold()) if words else None

    def of_actor(self, actor_id: str | None, on: date) -> str | None:
        """Return the side for which an actor holds ground on a day; None where it is none of the sides."""
        if actor_id is None:
            return None
        key = (actor_id, self.epoch(on))
        if key not in self._side_of:
            self._side_of[key] = self._look_up(actor_id, on)
        return self._side_of[key]

    def _look_up(self, actor_id: str, on: date) -> str | None:
        if actor_id not in self._register:
            return actor_id if actor_id in self._sides else None
        side = self._register.side_of(actor_id, on)
        return side if side in self._sides or not self._sides else None

    def is_actor(self, actor_id: str | None) -> bool:
        """Return whether an id is one of the theatre's actors."""
        return actor_id in self._register

    def holder(self, party: Party | None, place: Place | None, on: date) -> str | None:
        """Return the side that `party` means at `place`; None where that cannot be told.

        An umbrella ("the opposition") means its only member that operates there; where several do, it
        means itself if the theatre lists it as a side, and nobody otherwise.
        """
        if party is None or party.id is None:
            return None
        side = self.of_actor(party.id, on)
        return self._only_member(side or party.id, place, on) or side

    def _only_member(self, umbrella: str, place: Place | None, on: date) -> str | None:
        members = [self._register[member] for member in sorted(self.members(umbrella, on))]
        here = {place.id, place.admin1} if place else set()
        named = [actor.id for actor in members if here & set(actor.operates_in)]
        active = named or [actor.id for actor in members if not actor.operates_in]
        return active[0] if len(active) == 1 else None

    def members(self, umbrella: str, on: date) -> frozenset[str]:
        """Return the sides that are part of another actor on a day; none where it is no umbrella."""
        key = (umbrella, self.epoch(on))
        if key not in self._members:
            sides = (side for side in self._sides if side in self._register and side != umbrella)
            self._members[key] = frozenset(s for s in sides if umbrella in self._register.lineage(s, on))
        return self._members[key]

    def are_friends(self, one: str, other: str, on: date) -> bool:
        """Return whether two sides are one, part of each other, or let each other through."""
        if one == other or other in self.members(one, on) or one in self.members(other, on):
            return True
        return self._both_known(one, other) and self._register.are_friends(one, other, on)

    def are_enemies(self, one: str, other: str, on: date) -> bool:
        """Return whether two sides fight each other; False where one is in no register."""
        return one != other and self._both_known(one, other) and self._register.are_enemies(one, other, on)

    def only_enemy(self, side: str, on: date) -> str | None:
        """Return the one side that fights another and holds ground in the baseline; None for none or several."""
        key = (side, self.epoch(on))
        if key not in self._enemy:
            self._enemy[key] = self._look_for_enemy(side, on)
        return self._enemy[key]

    def _look_for_enemy(self, side: str, on: date) -> str | None:
        enemies = {other for other in self._holders if self.are_enemies(side, other, on)}
        tops = {other for other in enemies if not any(other in self.members(over, on) for over in enemies)}
        return next(iter(tops)) if len(tops) == 1 else None

    def _both_known(self, one: str, other: str) -> bool:
        return one in self._register and other in self._register

    def interest(self, voice: str | None, favours: str | None, hurts: str | None, on: date) -> str:
        """Return what the first voice has to gain: a word of the table `interests`.

        Args:
            voice: id of an actor or outlet.
            favours: side that the claim is good for.
            hurts: side that the claim is bad for.
            on: the day.
        """
        key = (voice, favours, hurts, self.epoch(on))
        if key not in self._interest:
            self._interest[key] = self._work_out(voice, favours, hurts, on)
        return self._interest[key]

    def _work_out(self, voice: str | None, favours: str | None, hurts: str | None, on: date) -> str:
        outlet = self.outlet(voice)
        own = self._side_behind(outlet.leans_to if outlet else voice, on)
        if own is None:
            return "none"
        gain = self._gain(own, favours, hurts, on)
        if outlet and outlet.kind not in SPEAKS_FOR:
            return {"own": "leans", "friend": "leans", "against": "leans_against"}.get(gain, "none")
        return gain

    def _side_behind(self, actor_id: str | None, on: date) -> str | None:
        if not actor_id:
            return None
        known = actor_id if actor_id in self._register else None
        return self.of_actor(actor_id, on) or known

    def _gain(self, own: str, favours: str | None, hurts: str | None, on: date) -> str:
        if favours is None and hurts is None:
            return "party" if own in self._sides else "none"
        if own in {favours, hurts}:
            return "own" if own == favours else "against"
        if favours and self.are_friends(own, favours, on):
            return "friend"
        if hurts and self.are_enemies(own, hurts, on):
            return "friend" if favours else "own"
        if favours and not hurts and self.are_enemies(own, favours, on):
            return "against"
        return "none"


def _by_every_name(outlets: Iterable[Outlet]) -> list[tuple[str, Outlet]]:
    listed = list(outlets)
    by_name = [(name.casefold(), outlet) for outlet in listed for name in (*outlet.names, outlet.name)]
    return by_name + [(outlet.id.casefold(), outlet) for outlet in listed]
