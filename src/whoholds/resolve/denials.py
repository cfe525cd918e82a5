"""Voices that deny what they said themselves: the earlier claim no longer counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from whoholds.model import Evidence, effect_of

WITHIN = timedelta(days=14)
"""A denial that comes later than this speaks of another event."""


@dataclass(frozen=True, slots=True)
class OwnDenial:
    """A claim that its first voice denied later.

    Attributes:
        claim: the claim, in one of its readings.
        denial: the denial.
    """

    claim: Evidence
    denial: Evidence

    @property
    def why(self) -> str:
        """What is told as the reason."""
        return f"the same voice denied it later: \u201c{' '.join(self.denial.claim.claim.quote.split())}\u201d"


def own_denials(evidence: Iterable[Evidence]) -> Iterator[OwnDenial]:
    """Yield each claim that its own first voice denies within a fortnight, with the denial; oldest denials first.

    Both must be sure of the voice, and of the place, and name the same side: "the ministry said that Hama fell to
    HTS", and the next day "the ministry denied that HTS took Hama".
    """
    said: defaultdict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    denials = []
    for item in evidence:
        key = _said(item)
        if key and item.claim.claim.polarity == "yes":
            if item.claim.claim.stance == "denied":
                denials.append((item.published, item.claim.claim.id, key, item))
            elif item.claim.claim.stance in {"asserted", "claimed"}:
                said[key].append(item)
    for _, _, key, denial in sorted(denials, key=lambda entry: entry[:2]):
        for item in said.get(key, ()):
            if timedelta() < denial.published - item.published <= WITHIN:
                yield OwnDenial(item, denial)


def _said(item: Evidence) -> tuple[str, ...]:
    """Return who says what of which place; empty where voice or place is not sure."""
    claim = item.claim
    voice = claim.said_by[0].id if claim.said_by else None
    place = claim.place.id if claim.place else None
    if not voice or not place or claim.place is None:
        return ()
    effect = effect_of(claim.claim.action)
    actor = (claim.actor.id or claim.actor.text) if claim.actor else ""
    return voice, claim.claim.action if effect == "none" else effect, place, claim.place.relation, actor


def take_back_denied(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return the claims, each that its own first voice denied later as taken back from the denial on.

    While the denial itself does not count, the claim does.
    """
    listed = list(evidence)
    pieces: dict[int, list[Evidence]] = {id(item): [item] for item in listed}
    for each in own_denials(listed):
        pieces[id(each.claim)] = [part for piece in pieces[id(each.claim)] for part in _split(piece, each)]
    return [piece for item in listed for piece in pieces[id(item)]]


def _split(piece: Evidence, told: OwnDenial) -> Iterator[Evidence]:
    """Yield a reading up to a denial of it, and from the end of the denial on."""
    at, back = max(piece.starts, told.denial.starts), told.denial.withdrawn
    if piece.is_gone(at) or told.denial.is_gone(at):
        yield piece
        return
    if at > piece.starts:
        yield replace(piece, withdrawn=at, withdrawn_why=told.why)
    if back is not None and not piece.is_gone(back):
        yield replace(piece, known_from=back)
