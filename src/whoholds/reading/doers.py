"""Which group "the guerrillas" and "the terrorists" of a report are, and how sure a doer is.

Plain words for people under arms are lent the name of the group that the report named last, where it names one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from whoholds.model import Claim, Mention
from whoholds.reading.lexicon import load_yaml

if TYPE_CHECKING:
    from whoholds.reading.names import Namer
    from whoholds.theatres import Theatre

LENT = 0.85
"""What a claim keeps of its confidence where its doer's name stands elsewhere."""

DOUBTED = 0.97
STATELY = frozenset({"state", "army", "police", "mission", "alliance", "people", "party"})
_LEAD = re.compile(r"^(?:the|these|those|this|that|some|several|an?|other|armed|unidentified|about|\d+|two|three|four|five|six|ten|many|same|so-called)\s+", re.I)


class Doers:
    """Finds the groups that a text names.

    Args:
        theatre: its register knows groups by name.
    """

    def __init__(self, theatre: Theatre, namer: Namer) -> None:
        self._theatre = theatre
        self._namer = namer

    def told(self, claims: Sequence[Claim], text: str) -> list[Claim]:
        """Return the claims with the groups behind plain words, and with the stance that "presumed" gives."""
        groups = self._groups(text) if any(_is_plain(claim.actor) for claim in claims) else []
        return [_doubted(self._lent(claim, groups)) for claim in claims]

    def _lent(self, claim: Claim, groups: list[tuple[int, str]]) -> Claim:
        actor = claim.actor
        if actor is None or not groups or not _is_plain(actor):
            return claim
        at = bisect_left(groups, (actor.start, ""))
        start, words = groups[at - 1] if at else groups[0]
        if not at and len({words for _, words in groups}) > 1:
            return claim
        if start >= actor.end or start + len(words) <= actor.start:
            return replace(claim, actor=replace(actor, stands_for=words, stands_for_start=start), confidence=claim.confidence * LENT)
        return claim

    def _groups(self, text: str) -> list[tuple[int, str]]:
        """The names of armed groups in a text, with their offsets, in order."""
        found = []
        for pattern in (_NAMED, _SHORT):
            for match in pattern.finditer(text):
                if self._is_group(match.group()):
                    found.append((match.start(), match.group()))
        return sorted(found)

    def _is_group(self, words: str) -> bool:
        actor = self._namer.actor(words)
        if actor is not None:
            return self._theatre.register[actor].kind not in STATELY
        return words.split()[-1] in _words()["heads"] and not self._namer.is_place(words)


_NAMED = re.compile(r"[A-Z][\w'’-]+(?: (?:of |for |de |la |and )*[A-Z][\w'’-]+)+|\b[A-Z][a-z]{6,}s?\b")
_SHORT = re.compile(r"\b[A-Z][A-Z]{1,7}(?:-[A-Z0-9]{2,5})?\b|\bM-19\b")


def _is_plain(actor: Mention | None) -> bool:
    """Whether words are for armed people without saying whose they are."""
    if actor is None:
        return False
    if actor.stands_for is None:
        return True
    words = actor.text.lower()
    while (shorter := _LEAD.sub("", words)) != words:
        words = shorter
    return not actor.stands_for and " ".join(words.split()) in _words()["plain"]


def _doubted(claim: Claim) -> Claim:
    """The claim with the stance that a "presumed" before its doer gives."""
    if claim.actor is None or claim.stance not in {"asserted", "background"}:
        return claim
    first = next((w for w in re.findall(r"[\w-]+", claim.actor.text.lower()) if w in _words()["doubtful"]), "")
    stance = _words()["doubtful"].get(first, "")
    return replace(claim, stance=stance, confidence=claim.confidence * DOUBTED, id="") if stance else claim


@cache
def _words() -> dict[str, dict[str, str]]:
    return {**load_yaml("doers.yaml"), "doubtful": load_yaml("blame.yaml")["doubtful"]}
