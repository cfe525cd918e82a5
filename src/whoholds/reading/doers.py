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
UNREAL = {"planned": 0.8, "denied": 0.8, "hypothetical": 0.85, "background": 0.85}
STATELY = frozenset({"state", "army", "police", "mission", "alliance", "people", "party"})


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
        return [_doubted(self._lent(_narrowed(_named(claim, text)), groups)) for claim in claims]

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


_BELONGS = re.compile(
    r"\s*(?:,? ?(?:who |which )?(?:belonging to|working for|belong to|presumed to be members of|believed to (?:be|belong to)|claiming to be members of|identifying themselves as(?: members of)?|linked to|calling (?:itself|themselves)|who call themselves|that calls itself|of|from|called|named)"
    r"|,)\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}[\"“'(]?(?P<name>(?:[A-Z][\w'’-]+)(?:\s+(?:(?:of|for|de|the|la)\s+)*[A-Z][\w'’-]+)*)"
)
"""A name behind plain words that says whose they are."""

_MEMBERS = re.compile(r"^(?:.*\b)?(?:members?|elements?|personnel|individuals?|people|men|part|group|number|officers?|soldiers?)\s+(?:of|from)\s+(?=\S)", re.I | re.S)


def _named(claim: Claim, text: str) -> Claim:
    """The claim with its plain doer's words carried on to the name behind: "a group belonging to the X"."""
    actor = claim.actor
    if actor is None or actor.stands_for or actor.start < 0 or any(c.isupper() for c in actor.text[1:]):
        return claim
    match = _BELONGS.match(text, actor.end, actor.end + 160)
    is_title = match is not None and match["name"].istitle() and " " not in match["name"]
    if match is None or is_title:  # a single name behind "of" or a comma is a place or a person as often as a group
        return claim
    meant = replace(actor, stands_for=match["name"], stands_for_start=match.start("name"))
    is_doubt = claim.stance == "asserted" and re.search("presumed|believed|claiming", match.group())
    return replace(claim, actor=meant, stance="assessed" if is_doubt else claim.stance, id="")


def _narrowed(claim: Claim) -> Claim:
    """The claim with the body itself as doer where the text says "members of the armed forces"."""
    actor = claim.actor
    match = _MEMBERS.match(actor.text) if actor is not None and actor.start >= 0 else None
    if actor is None or match is None or claim.because.rule not in _rules() | {"responsible", "blame", "share-in", "author"}:
        return claim
    short = replace(actor, text=actor.text[match.end() :], start=actor.start + match.end())
    return replace(claim, actor=short, id="")


def _is_plain(actor: Mention | None) -> bool:
    """Whether words are for armed people without saying whose they are."""
    if actor is None:
        return False
    if actor.stands_for is None:
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", actor.text.lower())
    return not actor.stands_for and bool(words) and words[-1] in _words()["plain"] and _known_words().issuperset(words)


@cache
def _known_words() -> frozenset[str]:
    return frozenset([*_words()["plain"], *_words()["beside"]])


def _doubted(claim: Claim) -> Claim:
    """The claim with the stance that "presumed" or "apparently" at its doer gives, or its doer's own "our".

    A claim of what is planned, denied or past says less surely who did it, and is held for less sure.
    """
    stance = claim.stance
    if claim.actor is not None and stance in {"asserted", "background"}:
        between = claim.quote[: max(0, claim.actor.start - claim.start)][-30:]
        said = [*re.findall(r"[\w-]+", claim.actor.text.lower()), *re.findall(r"[\w-]+ly(?=,? by\b)", between.lower())]
        stance = next((_words()["doubtful"][word] for word in said if _words()["doubtful"].get(word)), stance)
        if said and said[0] in _words()["own"]:
            stance = "claimed"
    is_relayed = stance == "claimed" and any(voice.start >= 0 for voice in claim.said_by)
    sure = UNREAL.get(stance, DOUBTED if is_relayed or stance != claim.stance else 1.0)
    sure = sure if claim.because.rule in _rules() else 1.0
    if stance == claim.stance and sure == 1.0:
        return claim
    return replace(claim, stance=stance, confidence=claim.confidence * sure, id="")


@cache
def _rules() -> frozenset[str]:
    """Names of the rules that tell violence; the others' claims keep their confidence."""
    return frozenset(entry["rule"] for entries in load_yaml("violence.yaml").values() for entry in entries)


@cache
def _words() -> dict[str, dict[str, str]]:
    blame = load_yaml("blame.yaml")
    return {**load_yaml("doers.yaml"), "doubtful": blame["doubtful"], "own": blame["own"]}
