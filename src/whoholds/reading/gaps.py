"""What happened between two towns, or a told way from one, where no path of a frame leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from whoholds.reading.relations import told_in
from whoholds.reading.routes import has_spot
from whoholds.reading.syntax import ancestors, clause_of, direct_object, preposition_objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from whoholds.reading.lexicon import Frame
    from whoholds.reading.names import Namer
    from whoholds.reading.phrases import PlacePhrase, PlaceReader

STATEMENTS = frozenset({"connects", "splits"})
"""Actions that say themselves what lies between two places."""

BETWEEN_SIDES = frozenset({"agrees", "breaks-agreement", "supports", *STATEMENTS})
"""Actions for which two towns stand for the two sides."""

AT = frozenset({"in", "near", "at"})
"""Paths of frames that tell of something happening at a place."""

OF_WAYS = frozenset({"cuts", "opens"})
"""Actions that both ends of a way are told of."""


class Gaps:
    """Finds the places that say by themselves where something happened.

    Args:
        namer: the theatre's names.
        places: reads a noun phrase.
    """

    def __init__(self, namer: Namer, places: PlaceReader) -> None:
        self._namer = namer
        self._places = places

    def beside(self, token: Token, frame: Frame) -> list[PlacePhrase]:
        """Return the place of "killed ten 8 km from X" or "fighting was reported between X and Y"."""
        if frame.action in BETWEEN_SIDES or AT.isdisjoint(frame.paths.get("place", ())):
            return []
        if token.dep_ in {"aux", "auxpass"}:
            return []  # the verb that it helps tells where
        found = self._told(token)
        for holder in () if found else _holders(token):
            found = found or self._along(holder) or self._between(holder, frame)
        return found

    def _told(self, token: Token) -> list[PlacePhrase]:
        """The town that a distance is told from, however deep: "killed four in a car 4 km west of Tyre"."""
        ends = (end for end in told_in(token.sent) if _is_of(token, end))
        return [p for end in ends for p in self._places.read(end, "near") if p.name][:1]

    def _along(self, holder: Token) -> list[PlacePhrase]:
        ends = (end for name in ("along", "on") for end in preposition_objects(holder, name))
        return [p for end in ends for p in self._places.read(end, "along") if p.other is not None][:1]

    def _between(self, holder: Token, frame: Frame) -> list[PlacePhrase]:
        """Two towns, not two sides: "fighting between Moscow and Kyiv" is told of governments."""
        is_side = any if frame.words["noun"] else all  # who fights stands behind the same word
        ends = preposition_objects(holder, "between")
        found = [p for end in ends for p in self._places.read(end, "between")]
        is_of_towns = len(found) > 1 and all(has_spot(p.name, self._namer) for p in found)
        if not is_of_towns or is_side(self._namer.actor(p.name) is not None for p in found):
            return []
        return paired(found, "")


def paired(places: Sequence[PlacePhrase], action: str) -> list[PlacePhrase]:
    """Return places with "between A and B" as one, at A, with B as its other end.

    What is said of a way is said of both its ends; statements of ways read their ends themselves.
    """
    if action in STATEMENTS:
        return list(places)
    if action in OF_WAYS:
        return [end for place in places for end in _both_ends(place)]
    between = [place for place in places if place.relation == "between" and place.other is None]
    if len(between) < 2:  # noqa: PLR2004 - a gap has two ends
        return list(places)
    one = replace(between[0], other=between[1])
    return [one if place is between[0] else place for place in places if place not in between[1:]]


def _both_ends(place: PlacePhrase) -> list[PlacePhrase]:
    if place.other is None or place.relation != "between":
        return [place]
    return [place, replace(place.other, other=replace(place, other=None))]


def _is_of(token: Token, end: Token) -> bool:
    """Whether what is told of a distance belongs to a trigger: no other verb stands between."""
    clause = clause_of(token)
    for above in ancestors(end):
        if above in {token, clause}:
            return True
        if above.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _holders(token: Token) -> Iterator[Token]:
    """The words that a place may hang on: the trigger, its object and subject, the verb of its clause."""
    yield token
    if token.pos_ == "VERB":
        yield from (part for part in (direct_object(token), subject(token)) if part is not None)
    clause = clause_of(token)
    if clause != token:
        yield clause
