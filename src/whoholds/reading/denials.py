"""Denials of what another voice claims: both are kept, and the one points to the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoholds.model import Claim, Stance
from whoholds.reading.attribution import Attribution, VoiceIndex
from whoholds.reading.attribution.lexicon import lexicon

NEAR = 400
"""Characters between what was said and the denial that names it only ("Kyiv denied the claim")."""

_NAMING_WORDS = 3
_SAID = frozenset({"asserted", "claimed", "background", "assessed"})


class Denials:
    """Finds who denies a span by words that stand elsewhere: "but Y denies this", "Kyiv denied the claim".

    Args:
        attributions: of one text, in the order of their cues.
        language: whose words for what was said to use.
    """

    def __init__(self, attributions: Sequence[Attribution], language: str = "en") -> None:
        """Give every such denial the words that it denies as content."""
        self._nouns = lexicon(language).back_nouns
        said = sorted(
            (a for a in attributions if a.is_voiced and a.kind != "denies" and a.source is not None and a.content),
            key=lambda a: a.content[-1].end,
        )
        self._index = VoiceIndex(list(self._pointed(attributions, said)))

    def of(self, start: int, end: int) -> list[Attribution]:
        """Return the denials of a span."""
        return self._index.at(start, end)

    def _pointed(self, attributions: Sequence[Attribution], said: Sequence[Attribution]) -> Iterator[Attribution]:
        ends = [a.content[-1].end for a in said]
        for denial in attributions:
            if not _is_denial(denial) or denial.source is None:
                continue
            if denial.points_back:
                yield replace(denial, is_voiced=True, inside=None)
            elif self._only_names(denial):
                before = bisect_right(ends, denial.source.start) - 1
                if before >= 0 and denial.cue.start - ends[before] < NEAR and _differ(said[before], denial):
                    yield replace(denial, content=said[before].content, inside=None)

    def _only_names(self, denial: Attribution) -> bool:
        words = " ".join(piece.text for piece in denial.content).lower().split()
        return 0 < len(words) <= _NAMING_WORDS and words[-1] in self._nouns


def part(voices: Sequence[Attribution]) -> tuple[Sequence[Attribution], Sequence[Attribution]]:
    """Return the voices of a claim up to who denies it, and from there on; the second is empty where nobody does.

    "The army rejected the rebels' claim that ..." is a claim by the rebels and a denial by the army; "the army
    denied that ..." is the denial alone. Who carries the denial carries the claim too.
    """
    for k, outer in enumerate(voices):
        if k and _is_denial(outer) and all(_differ(inner, outer) for inner in voices[:k]):
            return [*voices[:k], *voices[k + 1 :]], voices[k:]
    return voices, ()


def mend(own: Stance, cue: str, voices: Sequence[Attribution], deniers: Sequence[Attribution]) -> Stance:
    """Return the stance that syntax gave a claim by a word of denial, freed of what the voices tell better.

    Args:
        own: stance by syntax.
        cue: the word that gave it.
        voices: who says the claim.
        deniers: who denies it, as `part` told them apart.
    """
    if own != "denied":
        return own
    if any(cue in denial.cue.text.split() for denial in deniers[:1]):
        return "asserted"
    doubtful = [a for a in voices if a.kind == "denies" and not _is_denial(a)]
    return "hypothetical" if any(cue in a.cue.text.split() for a in doubtful) else own


def link(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, each denial with the id of the claim of another voice that it denies, where there is one.

    The last such claim before counts, else the first behind. Cost: two passes.
    """
    found = list(claims)
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        said: dict[tuple[str, str], Claim] = {}
        for i in order:
            claim = found[i]
            if claim.stance in _SAID:
                said[_event(claim)] = claim
            other = said.get(_event(claim))
            if claim.stance == "denied" and claim.denies is None and other is not None:
                is_other = _first(claim) != _first(other) and claim.place is not None
                found[i] = replace(claim, denies=other.id) if is_other else claim
    return found


def _first(claim: Claim) -> str:
    """Return the first voice, as it can be compared."""
    return claim.said_by[0].name.lower().removeprefix("the ") if claim.said_by else ""


def _event(claim: Claim) -> tuple[str, str]:
    return claim.action, claim.place.name.lower() if claim.place else ""


def _is_denial(attribution: Attribution) -> bool:
    return attribution.kind == "denies" and attribution.stance_hint == "denied"


def _differ(inner: Attribution, outer: Attribution) -> bool:
    """Return whether two attributions have sources, and not the same one."""
    names = {a.source.name.lower().removeprefix("the ") for a in (inner, outer) if a.source is not None}
    return inner.source is not None and outer.source is not None and len(names) > 1
