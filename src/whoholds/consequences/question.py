"""A statement turned into a question: whose ground, to where, from where, on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from whoholds.consequences.checked import Checked
from whoholds.consequences.ground import Ground
from whoholds.consequences.kinds import clause_words, denies_a_way, is_between, says
from whoholds.consequences.side import SideGround
from whoholds.consequences.suppose import Supposition, suppose
from whoholds.consequences.worded import pattern_of
from whoholds.errors import NoMeaning
from whoholds.model import Party, Picture, ResolvedClaim, Standing, Verdict, Where
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
        text: the report's text, for the words beside the statement's.
    """

    def __init__(
        self,
        theatre: Theatre,
        picture: Picture,
        claim: ResolvedClaim,
        fallback: str | None = None,
        ground: Ground | None = None,
        text: str = "",
    ) -> None:
        self.theatre = theatre
        self.picture = picture
        self.claim = claim
        self.fallback = fallback
        self.ground = ground or Ground(theatre, picture)
        self.clause = clause_words(claim, text)

    @property
    def says_yes(self) -> bool:
        """Whether the statement affirms."""
        return (self.claim.claim.polarity == "yes") != denies_a_way(self.claim)

    def side_named(self, claim: ResolvedClaim, *, target_first: bool = False) -> str | None:
        """Return the side that a claim's actor or target names, in either order; None where neither does."""
        parties = [claim.target, claim.actor] if target_first else [claim.actor, claim.target]
        return next((side for party in parties if (side := self.side_of(party))), None)

    def side_of(self, party: Party | None) -> str | None:
        """Return the side that a party is of, if it has any ground; None where it is none that is known."""
        actor = self._actor(party) if party else None
        side = self.theatre.register.side_of(actor, self.ground.network.on) if actor else None
        return side if side and self.ground.of(side).members else None

    def _actor(self, party: Party) -> str | None:
        """Return the actor that a party is; for plain words ("the government"), the one side that they can mean."""
        register, on = self.theatre.register, self.ground.network.on
        if party.id is not None:
            return party.id if party.id in register else None
        sides = {register.side_of(actor, on) for actor in register.generic(party.text)}
        return sides.pop() if len(sides) == 1 else None

    def side(self) -> str:
        """Return whose ground the statement is about.

        The side named, but not one that cuts another's way; else who holds the place that the way starts from,
        or either of two that are cut from each other; else the fallback; else who holds the place that the last
        road is cut to; else the theatre's first side with a capital.

        Raises:
            NoMeaning: if there is none of these.
        """
        side = self._named() or self._holder() or self.fallback
        side = (
            side
            or self._cut_off()
            or next((side for side in self.theatre.sides if side in self.theatre.capitals), None)
        )
        if side is None:
            raise NoMeaning("says nothing of whose ground it means", self.claim.claim.quote, "name the side")
        return side

    def _named(self) -> str | None:
        is_cutting = self.claim.claim.action in {"besieges", "cuts"}
        return self.side_of(self.claim.target) if is_cutting else self.side_named(self.claim)

    def _cut_off(self) -> str | None:
        """Return whose last road is cut: the holder of where it leads, or the nearest foe of those who cut it."""
        place, cutter = self.claim.place, self.side_of(self.claim.actor)
        if self.claim.claim.action != "cuts" or place is None or place.id is None:
            return None
        holder = self.picture.holder(place.id)
        if holder and cutter and self.ground.are_friends(holder, cutter):
            return self.ground.nearest_other(place.id, cutter)
        return holder

    def _holder(self) -> str | None:
        """Return who holds the place that the way starts from, or the first that is held of two cut apart."""
        ends = [self.claim.place, self.claim.origin] if is_between(self.claim) else [self.claim.origin]
        holders = (self.picture.holder(end.id) for end in ends if end and end.id)
        return next((holder for holder in holders if holder), None)

    def own(self) -> SideGround:
        """Return the ground of the statement's side."""
        return self.ground.of(self.side())

    def ends(self) -> tuple[str, str | None]:
        """Return ids of where the way leads to, a place or an ally, and of the spot that it starts from, if told.

        Raises:
            NoMeaning: if the statement names no place that is known.
        """
        place, origin = self._end(self.claim.place), self._end(self.claim.origin)
        if self._is_extent(origin) and place and not self._is_extent(place):
            place, origin = origin, place
        target = place or (self.claim.target.id if self.claim.target else None)
        if target is None:
            raise NoMeaning(
                "names no place that the theatre knows", self.claim.claim.quote, "add it to the theatre"
            )
        return target, None if self._is_extent(origin) or origin == target else origin

    def _is_extent(self, place_id: str | None) -> bool:
        place = self.theatre.gazetteer.get(place_id) if place_id else None
        return place is not None and place.is_extended

    def _end(self, where: Where | None) -> str | None:
        """Return the id of a place named; "the coast" alone is the sea that ships leave for."""
        if where is None or not says("coast", where.text):
            return where.id if where else None
        place = self.theatre.gazetteer.get(where.id) if where.id else None
        is_named = place is not None and place.name.casefold() in where.text.casefold()
        return where.id if is_named and where.kind != "area" else self.sea() or where.id

    def sea(self) -> str | None:
        """Return the id of the sea that the clause names, else of the only one with sea lanes; None for several."""
        seas = {way.b for way in self.ground.network.exits if way.link.kind == "sea"}
        found = [place for n in sorted(seas) if (place := self.ground.network.places[n]).kind == "water"]
        named = [place for place in found if self.is_told(place)]
        best = named or found
        return best[0].id if len(best) == 1 else None

    def is_told(self, place: Place, behind: str = "") -> bool:
        """Return whether the statement's clause has a name of a place in it, behind a word of the kind told."""
        return any(self.says_name(name, behind) for name in (place.name, *place.other_names))

    def says_name(self, name: str, behind: str = "") -> bool:
        """Return whether the clause has a name in it, as whole words, behind a word of the kind told."""
        words = self.clause
        if behind and (first := pattern_of(behind).search(words)):
            words = words[first.end() :]
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None

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

    def given_condition(self) -> Ground:
        """Return the ground that the condition makes, its place kept or lost; the picture's where there is none."""
        place = self.turning_place()
        if place is None:
            return self.ground
        side = self.picture.holder(place.id) or self.side()
        return self.given(place, side, keeps=self.side_keeps(side))

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
