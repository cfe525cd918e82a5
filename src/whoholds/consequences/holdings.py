"""Statements about who holds a place."""

from __future__ import annotations

from whoholds.consequences.checked import Checked
from whoholds.consequences.question import LOSING_ACTIONS, Question
from whoholds.errors import NoMeaning
from whoholds.model import Verdict


def check_holding(question: Question) -> Checked:
    """Answer whether a side holds a place; contested and unknown leave it undecided.

    Raises:
        NoMeaning: if the statement names no side, or no place that can be held.
    """
    claim = question.claim
    side = question.side_named(claim) or (claim.actor.id if claim.actor else None)
    place = question.theatre.gazetteer.get(claim.place.id) if claim.place and claim.place.id else None
    if side is None or place is None or place.is_extended:
        raise NoMeaning("names no side and place that a picture knows", claim.claim.quote, "name both")
    standing = question.standing(place.id)
    says_has = (claim.claim.action not in LOSING_ACTIONS) == question.says_yes
    has = standing.holder is not None and question.ground.are_friends(side, standing.holder)
    name = question.theatre.register[side].name
    verdict: Verdict = "holds" if has == says_has else "fails"
    because = f"{place.name} is held by {_name(question, standing.holder)} (p {standing.p:.2f})"
    if standing.state != "held":
        verdict, because = "undecided", f"{place.name} is {standing.state}"
    chance = question.chance_held(place.id, side)
    return Checked(
        claim=claim,
        statement=f"{name} {'holds' if says_has else 'does not hold'} {place.name}",
        verdict=verdict,
        because=because,
        p=chance if says_has else 1 - chance,
        side=side,
        target=place.id,
        places=(place.id,),
    )


def _name(question: Question, holder: str | None) -> str:
    actor = question.theatre.register.get(holder) if holder else None
    return actor.name if actor else str(holder)
