"""What kind of statement a claim is: the reader's action first, then the words beside it."""

from __future__ import annotations

import re
from typing import Literal

from whoholds.consequences.worded import pattern_of, words_for
from whoholds.model import ResolvedClaim
from whoholds.theatres import Theatre

StatementKind = Literal[
    "connection", "only-border", "only-way", "split", "encircled", "sides", "border", "stretch", "linked", "holding"
]

ROUTES = frozenset({"connects", "splits"})
CUTTING = frozenset({"splits", "besieges"})
"""Actions that, told with two places, say that there is no way between them."""

HOLDING = frozenset({"holds", "takes", "loses"})
TOLD = frozenset({"asserted", "claimed", "denied", "assessed"})
"""Stances of what is said to be so now; a plan, a possibility or history is not tested."""

AID_RULES = frozenset({"aid-comes", "aid-through"})
"""Rules of the reader for help that comes from a country: "only" is about the countries, not the roads."""

BORDER_RULES = frozenset({"borders", "shares-border"})


def clause_words(claim: ResolvedClaim, text: str) -> str:
    """Return the clause that a claim's words stand in, as far as the report's text tells it."""
    words = claim.claim
    before = re.split(r"[.;:!?\n]", text[: words.start])[-1]
    after = re.split(r"[.;:!?\n]", text[words.end :])[0]
    return f"{before}{words.quote}{after}"


def says(kind: str, words: str) -> bool:
    """Return whether words hold any of a kind that `statements.yaml` lists."""
    return pattern_of(kind).search(words) is not None


def is_between(claim: ResolvedClaim) -> bool:
    """Return whether a claim says that two places are cut off from each other."""
    ends = (claim.place, claim.origin)
    return claim.claim.action in CUTTING and all(
        end is not None and (end.id or says("coast", end.text)) for end in ends
    )


def denies_a_way(claim: ResolvedClaim) -> bool:
    """Return whether a claim that affirms says that a way is not there: two places apart, the last road cut."""
    return is_between(claim) or claim.claim.action == "cuts"


def statement_kind(claim: ResolvedClaim, theatre: Theatre, text: str = "") -> StatementKind | None:
    """Return the kind of statement that a claim is; None where a picture can say nothing to it.

    Args:
        claim: the claim.
        theatre: the theatre.
        text: the report's text, in which words such as "only" stand beside the quote.
    """
    action, clause = claim.claim.action, clause_words(claim, text)
    if action == "connects":
        return _route(claim, text)
    if action == "splits":
        return "connection" if is_between(claim) else "split"
    if action == "cuts":  # "the last road to A has been cut": there is no way any more
        is_last = claim.place is not None and claim.place.id is not None and says("way", clause)
        return "connection" if is_last and claim.claim.stance in TOLD else None
    if action == "besieges" and (claim.claim.stance in TOLD or claim.condition is not None):
        return _siege(claim, clause)
    if action == "advances" and claim.claim.because.rule == "link-up" and claim.target is not None:
        return "linked" if claim.claim.stance in TOLD else None
    return _holding(claim, theatre) if action in HOLDING and claim.claim.stance in TOLD else None


def _route(claim: ResolvedClaim, text: str) -> StatementKind:
    if claim.claim.because.rule in BORDER_RULES:
        return "border"
    if claim.claim.polarity == "no" or not says_only(claim, text):
        return "connection"
    is_way = claim.claim.because.rule not in AID_RULES and says("way", clause_words(claim, text))
    return "only-way" if is_way else "only-border"


def _siege(claim: ResolvedClaim, clause: str) -> StatementKind | None:
    if claim.place is None:
        return None
    if is_between(claim):
        return "connection"
    return "sides" if says("three", clause) or says("two", clause) else "encircled"


def _holding(claim: ResolvedClaim, theatre: Theatre) -> StatementKind | None:
    """Return "holding" of a spot, "stretch" of a border, a coast or a named region; None of all else.

    What stands for a border or coast that bears no name of its own ("the coast") is not looked at.
    """
    place = claim.place
    if place is None:
        return None
    known = theatre.gazetteer.get(place.id) if place.id else None
    is_named = known is not None and known.name.casefold() in place.text.casefold()
    is_spot = known is not None and not known.is_extended
    if any(says(kind, place.text) for kind in ("border", "coast")) and not (is_named and is_spot):
        return "stretch"
    if is_spot:
        return "holding" if place.relation in {"in", "from", "over"} else None
    if known is not None and known.kind == "region":
        return "stretch" if is_named and place.relation == "in" else None
    return "stretch" if any(says(kind, claim.claim.quote) for kind in ("border", "coast")) else None


def says_only(claim: ResolvedClaim, text: str = "") -> bool:
    """Return whether the statement's words exclude every other way, in the quote or just before it."""
    words = claim.claim
    before = re.split(r"[.;:!?,\n]", text[: words.start])[-1]
    found = pattern_of("only").finditer(f"{before}{words.quote}")
    return any(not _is_undone(f"{before}{words.quote}"[: match.start()]) for match in found)


def _is_undone(before: str) -> bool:
    """Whether words end in a "not", which takes the "only" behind it back."""
    return before.rstrip().casefold().endswith(tuple(words_for("not")))


__all__ = [
    "ROUTES",
    "StatementKind",
    "clause_words",
    "denies_a_way",
    "is_between",
    "says",
    "says_only",
    "statement_kind",
]
