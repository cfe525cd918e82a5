"""Suppositions from claims: what a report's sentence would change, if it were so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from whoholds.consequences.links import ids_of, links_between, links_through
from whoholds.consequences.suppose import Kind, Supposition
from whoholds.consequences.worded import words_for
from whoholds.errors import NoMeaning
from whoholds.model import ResolvedClaim
from whoholds.terrain import Link
from whoholds.theatres import Theatre

MEANT: Mapping[str, Kind] = {
    "takes": "takes", "holds": "takes", "loses": "falls", "withdraws": "falls",
    "contests": "contests", "enters": "contests", "cuts": "cuts", "opens": "opens", "agrees": "allies",
}  # fmt: skip
"""What a claim of each action supposes; the others change no standing."""

WHOLE = frozenset({"in", "from", "over"})
"""Relations that mean the place itself, not its edge or the way to it."""


def suppositions_of(claims: Iterable[ResolvedClaim], theatre: Theatre, text: str = "") -> list[Supposition]:
    """Return what claims would change if they were so, in their order; each change once.

    Args:
        claims: the claims of one sentence.
        theatre: the theatre.
        text: the words, for findings.

    Raises:
        NoMeaning: if a claim changes no standing, or leaves open whose or which place is meant.
    """
    found = (supposition_of(claim, theatre, text) for claim in claims)
    return list(dict.fromkeys(found))


def supposition_of(claim: ResolvedClaim, theatre: Theatre, text: str = "") -> Supposition:
    """Return what a claim would change if it were so.

    "takes" and "holds" give the place to the actor, or, where none is named, to the nearest enemy of who
    has it; "loses" and "withdraws" take it away; a place that nobody holds, or that is fought for, is
    contested; a road or crossing is cut or open; two that come to terms are friends.

    Raises:
        NoMeaning: if it changes no standing, or leaves open whose or which place is meant.
    """
    kind = MEANT.get(claim.claim.action)
    if kind is None or claim.claim.polarity == "no":
        raise _unclear(claim, "says no change that can be supposed")
    if kind == "allies":
        return _terms(claim, text)
    place = _place(claim)
    if kind in {"cuts", "opens"}:
        return Supposition(kind=kind, text=text, links=tuple(sorted(ids_of(_links(claim, theatre, place)))))
    if _is_nobody(claim):
        return Supposition(kind="contests", text=text, place=place)
    if claim.claim.stance == "denied":
        raise _unclear(claim, "denies something")
    side = _side(claim)
    if kind == "contests":
        return Supposition(kind=kind, text=text, place=place)
    return Supposition(kind="falls" if side is None else kind, text=text, side=side, place=place)


def joined(parts: Iterable[Supposition], text: str) -> Supposition:
    """Return several suppositions as one, told in the words that they were said in."""
    flat = tuple(one for part in parts for one in (part.parts or (part,)))
    if len(flat) == 1:
        return replace(flat[0], text=text)
    return Supposition(kind="several", text=text, parts=flat)


def _terms(claim: ResolvedClaim, text: str) -> Supposition:
    actor, target = claim.actor, claim.target
    if actor is None or target is None or actor.id is None or target.id is None:
        raise _unclear(claim, "does not name both who come to terms")
    return Supposition(kind="allies", text=text, side=actor.id, other=target.id)


def _place(claim: ResolvedClaim) -> str:
    place = claim.place
    if place is None or place.id is None:
        raise _unclear(claim, "names no place that the theatre knows")
    if claim.claim.action not in {"cuts", "opens"} and place.relation not in WHOLE:
        raise _unclear(claim, "is about the edge of a place or the way to it, not the place")
    return place.id


def _links(claim: ResolvedClaim, theatre: Theatre, place: str) -> list[Link]:
    spot, far = theatre.gazetteer[place], claim.origin
    if far is not None and far.id is not None:
        return links_between(theatre, spot, theatre.gazetteer[far.id])
    if claim.place is not None and claim.place.relation not in WHOLE:
        raise _unclear(claim, "does not say which road is meant")
    return links_through(theatre, spot)


def _side(claim: ResolvedClaim) -> str | None:
    if claim.actor is None:
        return None
    if claim.actor.id is None:
        raise _unclear(claim, "names nobody that the theatre knows")
    return claim.actor.id


def _is_nobody(claim: ResolvedClaim) -> bool:
    return claim.actor is not None and claim.actor.text.casefold() in words_for("nobody")


def _unclear(claim: ResolvedClaim, what: str) -> NoMeaning:
    return NoMeaning(what, claim.claim.quote, "say who does what to which place")
