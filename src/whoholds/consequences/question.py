"""A statement turned into a question: whose ground, to where, from where, on what condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoholds.consequences.checked import Checked
from whoholds.consequences.ground import Ground
from whoholds.consequences.side import SideGround
from whoholds.consequences.suppose import Supposition, suppose
from whoholds.errors import NoMeaning
from whoholds.model import Party, Picture, ResolvedClaim, Standing, Verdict
from whoholds.terrain import Place
from whoholds.theatres import Theatre

LOSING_ACTIONS = frozenset({"loses", "withdraws"})
OWN_ACTIONS = frozenset({"holds", "repels", "loses", "withdraws"})
"""Actions that, where nobody is named, are those of the side that the statement is about."""


class Question:
    """What a statement asks of a picture.

    Args:
        theatre: the theatre.
        picture: the standings.
        claim: the statement.
        fallback: id of the side to ask of where the claim names none.
        ground: the picture's ground, where it is already built.
    """

    def __init__(
        self,
        theatre: Theatre,
        picture: Picture,
        claim: ResolvedClaim,
        fallback: str | None = None,
        ground: Ground | None = None,
    ) -> None:
        self.theatre = theatre
        self.picture = picture
        self.claim = claim
        self.fallback = fallback
        self.ground = ground or Ground(theatre, picture)

    @property
    def action(self) -> str:
        """The claim's action; "A is cut off from B" is asked as a connection of the two that is not there."""
        return "connects" if self._is_cut_between else self.claim.claim.action

    @property
    def says_yes(self) -> bool:
        """Whether the statement affirms."""
        return (self.claim.claim.polarity == "yes") != self._is_cut_between

    @property
    def _is_cut_between(self) -> bool:
        places = (self.claim.place, self.claim.origin)
        return self.claim.claim.action == "splits" and all(place and place.id for place in places)

    def side_named(self, claim: ResolvedClaim, *, target_first: bool = False) -> str | None:
        """Return the side that a claim's actor or target names, in either order; None where neither does."""
        parties = [claim.target, claim.actor] if target_first else [claim.actor, claim.target]
        for party in parties:
            actor = self._actor(party) if party else None
            if actor is not None:
                side = self.theatre.register.side_of(actor, self.ground.network.on)
                if self.ground.of(side).members:
                    return side
        return None

    def _actor(self, party: Party) -> str | None:
        """Return the actor that a party is; for plain words ("the government"), the one side that they can mean."""
        register, on = self.theatre.register, self.ground.network.on
        if party.id is not None:
            return party.id if party.id in register else None
        sides = {register.side_of(actor, on) for actor in register.generic(party.text)}
        return sides.pop() if len(sides) == 1 else None

    def side(self) -> str:
        """Return whose ground the statement is about.

        The side named; else who holds the place that the way starts from (or either of two places said to
        be cut from each other); else the fallback; else the theatre's first side with a capital.

        Raises:
            NoMeaning: if there is none of these.
        """
        named = self.side_named(self.claim)
        ends = (self.claim.origin, self.claim.place) if self._is_cut_between else (self.claim.origin,)
        holders = (self.picture.holder(end.id) for end in ends if end and end.id)
        held = next((holder for holder in holders if holder), None)
        capitals = (side for side in self.theatre.sides if side in self.theatre.capitals)
        side = named or held or self.fallback or next(capitals, None)
        if side is None:
            raise NoMeaning("says nothing of whose ground it means", self.claim.claim.quote, "name the side")
        return side

    def own(self) -> SideGround:
        """Return the ground of the statement's side."""
        return self.ground.of(self.side())

    def target(self) -> str:
        """Return id of the place or ally that the way leads to.

        Raises:
            NoMeaning: if the statement names none that is known.
        """
        if self.claim.place and self.claim.place.id:
            return self.claim.place.id
        if self.claim.target and self.claim.target.id:
            return self.claim.target.id
        raise NoMeaning("names no place that the theatre knows", self.claim.claim.quote, "add it to the theatre")

    def turning_place(self) -> Place | None:
        """Return the place that the condition is about, where it is a spot of the theatre."""
        condition = self.claim.condition
        place_id = condition.place.id if condition and condition.place else None
        place = self.theatre.gazetteer.get(place_id) if place_id else None
        return None if place is None or place.is_extended else place

    def side_keeps(self, side: str) -> bool:
        """Return whether the condition says that `side` has its place, rather than somebody else.

        "HTS takes it", "it is captured": somebody else; "it is held", "the army repels them": the side;
        a negation turns it round.
        """
        condition = self.claim.condition
        if condition is None:
            return True
        action, actor = condition.claim.action, self.side_named(condition)
        is_own = action in OWN_ACTIONS if actor is None else self.ground.are_friends(side, actor)
        is_negated = condition.claim.polarity == "no" or condition.claim.stance == "denied"
        actor_has_it = (action not in LOSING_ACTIONS) != is_negated
        return is_own == actor_has_it

    def taker(self, place: Place, side: str) -> str:
        """Return who would take a place from a side: the condition's actor, else the nearest enemy by road.

        Raises:
            NoMeaning: if no other side holds anything that roads join to it.
        """
        condition = self.claim.condition
        actor = self.side_named(condition) if condition else None
        if actor and not self.ground.are_friends(side, actor):
            return actor
        if nearest := self.ground.nearest_other(place.id, side):
            return nearest
        raise NoMeaning("has nobody near who could take it", place.name, "say who")

    def given(self, place: Place, side: str, *, keeps: bool) -> Ground:
        """Return the ground with a place in a side's hands, or lost to whoever would take it.

        Raises:
            NoMeaning: if nobody is near who could take it.
        """
        holder = self.picture.holder(place.id)
        is_kept = holder is not None and self.ground.are_friends(side, holder)
        if holder is not None and is_kept == keeps:
            return self.ground
        supposition = Supposition(kind="takes", side=side if keeps else self.taker(place, side), place=place.id)
        supposed = suppose(self.theatre, self.picture, [supposition])
        return self.ground.beside(supposed)

    def chance_held(self, place_id: str, side: str) -> float:
        """Return the probability that a side or a friend holds a place."""
        own = self.ground.of(side)
        return own.p_of(own.network.number[place_id])

    def standing(self, place_id: str) -> Standing:
        """Return the standing of a place."""
        return self.picture.standing(place_id)

    def answer(
        self,
        verdict: Verdict,
        statement: str,
        because: str,
        *,
        p: float,
        side: str,
        target: str | None = None,
        places: Iterable[str] = (),
        **data: Any,  # noqa: ANN401 - figures of any kind, for JSON
    ) -> Checked:
        """Return the answer in the shape that all statements share."""
        return Checked(
            claim=self.claim,
            statement=statement,
            verdict=verdict,
            because=because,
            p=p,
            side=side,
            target=target,
            places=tuple(dict.fromkeys(places)),
            data=data,
        )

    def undecided(self, because: str) -> Checked:
        """Return the answer to a question that cannot be put."""
        place = self.claim.place.id if self.claim.place else None
        words = self.claim.claim.quote
        return Checked(claim=self.claim, statement=words, verdict="undecided", because=because, target=place)
