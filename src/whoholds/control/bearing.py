"""What a claim says of one place, before anybody asks how much it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from whoholds.control.sides import Sides
from whoholds.control.weights import CONTESTED, weights
from whoholds.model import Party, ResolvedClaim, Where, effect_of
from whoholds.terrain import Place
from whoholds.theatres import Theatre


@dataclass(frozen=True, slots=True)
class Bearing:
    """A claim's bearing on a place.

    Attributes:
        place: id of the place; None where the claim says nothing of any.
        kind: word of the table `kinds`; empty where it says nothing.
        state: the side, or "contested", that it speaks for or against.
        sign: 1 for, -1 against, 0 for neither.
        opens: the state that may have begun unreported if the claim is true; None for none.
        favours: side that it is good for.
        hurts: side that it is bad for.
        rival: side that fights for the place, where the claim tells of a fight.
        sitter: side that is attacked there, where the claim tells of a fight: its forces are there.
        also: sides that it speaks for or against as well: the members of an umbrella.
        is_area: whether `place` is a region, of all whose places it speaks.
        is_most: whether it says of how much of the region: "all of it", "95 % of it".
        why_not: the reason where the sign is 0.
    """

    place: str | None
    kind: str = ""
    state: str = ""
    sign: int = 0
    opens: str | None = None
    favours: str | None = None
    hurts: str | None = None
    rival: str | None = None
    sitter: str | None = None
    also: frozenset[str] = frozenset()
    is_area: bool = False
    is_most: bool = False
    why_not: str = ""


def bearing_of(claim: ResolvedClaim, theatre: Theatre, sides: Sides, on: date) -> Bearing:
    """Return what a claim says of the place it names; its sign is 0 where it says nothing of who holds it.

    Args:
        claim: the claim.
        theatre: its theatre.
        sides: the theatre's sides.
        on: day on which the claim is true.
    """
    effect = effect_of(claim.claim.action)
    where = _place_meant(claim, effect)
    place = theatre.gazetteer.get(where.id) if where and where.id else None
    if where is None or place is None:
        return Bearing(None, why_not="no place of the theatre is sure in it")
    party = weights()["presence"].get(claim.claim.action)
    if party and not place.is_extended and where.relation in {"in", "part"}:
        return _present(claim.actor if party == "actor" else claim.target, claim, place, sides, on)
    silent = _silence(claim, effect, place) or _too_far(claim)
    if silent:
        return Bearing(place.id, why_not=silent)
    extent = claim.claim.place.extent if claim.claim.place else ""
    is_most = place.is_extended and where.relation == "part" and extent in {"most", "much"}
    kind = _kind(claim.claim.action, effect, replace(where, relation="in") if is_most else where)
    if not place.is_extended:
        kind = weights()["pieces"].get(extent, {}).get(kind, kind)
    if not kind:
        return Bearing(place.id, why_not=f"'{where.relation}' the place says nothing of who holds the place")
    told = _told(claim, place, kind, sides, on)
    if not place.is_extended or not told.sign:
        return told
    if told.kind not in weights()["areas"] or extent in {"some", "piece"}:
        return Bearing(place.id, why_not=f"a {place.kind} is never held as one point")
    return replace(told, is_area=True, is_most=extent == "most")


def _present(party: Party | None, claim: ResolvedClaim, place: Place, sides: Sides, on: date) -> Bearing:
    """Return the bearing of a claim that shows whose forces are at a place: who is shelled there, who digs in."""
    side = sides.holder(party, place, on)
    stance = weights()["stances"][claim.claim.stance]
    if stance["weight"] is None or claim.claim.polarity == "no" or claim.claim.stance == "denied" or side is None:
        return Bearing(place.id, why_not=f"'{claim.claim.action}' says nothing of who holds the place")
    return Bearing(place.id, "sits", side, 1, side, favours=side)


def _place_meant(claim: ResolvedClaim, effect: str) -> Where | None:
    """A withdrawal "from A to B" gives up A, the other end of the movement; one from between A and B neither."""
    leaves = effect == "yields" and claim.origin is not None and claim.origin.id is not None
    is_gap = claim.origin is not None and claim.origin.relation in {"between", "along"}
    if leaves and not is_gap and (claim.place is None or claim.place.relation not in {"in", "from"}):
        return claim.origin
    return claim.place


def _silence(claim: ResolvedClaim, effect: str, place: Place) -> str:
    if place.is_extended and place.kind != "region":
        return f"a {place.kind} is never held as one point"
    if effect == "none":
        return f"'{claim.claim.action}' says nothing of who holds the place"
    stance = weights()["stances"][claim.claim.stance]
    return str(stance["says"]) if stance["weight"] is None else ""


def _too_far(claim: ResolvedClaim) -> str:
    """Say so where a claim tells that it happened farther from the place than what bears on it."""
    told = claim.claim.place.distance_km if claim.claim.place else None
    if told is None or told <= weights()["nears_within_km"]:
        return ""
    return f"what happens {told:.0f} km from the place says nothing of who holds it"


def _kind(action: str, effect: str, where: Where) -> str:
    """Return the word of the table `kinds`, or an empty one where the relation leaves nothing to say."""
    reach = weights()["relations"].get(where.relation, "nothing")
    if effect == "yields" and where.relation == "from":
        reach = "inside"
    if reach == "inside" and speaks_of_surroundings(where):
        reach = "nears"
    if effect == "resists":
        return "resists" if reach in {"inside", "shares"} or where.relation == "toward" else ""
    if reach == "inside":
        return str(weights()["actions"].get(action, effect))
    if reach == "nears":
        return "nears" if effect in {"gains", "presses"} else ""
    return "shares" if reach == "shares" else ""


def speaks_of_surroundings(where: Where) -> bool:
    """Return whether the words mean the ground around a place ("the surrounding settlements")."""
    own = set(_words(where.name or ""))
    return any(word in weights()["surroundings"] and word not in own for word in _words(where.text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _told(claim: ResolvedClaim, place: Place, kind: str, sides: Sides, on: date) -> Bearing:
    actor = sides.holder(claim.actor, place, on)
    target = sides.holder(claim.target, place, on)
    flip = (claim.claim.stance == "denied") != (claim.claim.polarity == "no")
    if kind == "keeps" and flip and claim.claim.stance != "denied":
        kind, flip = "yields", False
    if claim.claim.action == "loses" and kind == "yields" and target and target != actor:
        kind, actor, target = "gains", target, actor
    if kind == "gains" and actor and target in {None, actor}:
        target = sides.only_enemy(actor, on)
    if kind == "yields" and actor:
        target = target if target and target != actor else sides.only_enemy(actor, on)
        told = Bearing(place.id, kind, actor, -1, target or CONTESTED, favours=target, hurts=actor)
    elif kind in {"gains", "keeps", "resists"} and actor:
        told = Bearing(place.id, kind, actor, 1, actor, favours=actor, hurts=target)
    elif kind in {"keeps", "resists"}:
        return Bearing(place.id, why_not="the side that is said to have the place is not known")
    else:
        kind = {"gains": "unnamed", "yields": "departs"}.get(kind, kind)
        told = Bearing(
            place.id, kind, CONTESTED, 1, CONTESTED, favours=actor, hurts=target, rival=actor,
            sitter=target if kind == "presses" else None,
        )  # fmt: skip
    told = replace(told, also=sides.members(told.state, on))
    return _turned(told) if flip else told


def _turned(told: Bearing) -> Bearing:
    """Return the bearing of the denial: the other way, and nobody's hands changed."""
    opens = told.state if told.sign == -1 else None
    return replace(
        told, sign=-told.sign, opens=opens, favours=told.hurts, hurts=told.favours, rival=None, sitter=None
    )
