"""Who the plain doers of a report are ("the guerrillas", "members of the army"), and how surely it is they.

Plain words for people under arms are lent the name that follows them, or that of the group that the report named
last; the words are in `languages/en/doers.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from whoholds.model import Claim, Mention
from whoholds.reading.lexicon import load_yaml, violent_rules

if TYPE_CHECKING:
    from whoholds.model import Stance
    from whoholds.reading.names import Namer
    from whoholds.theatres import Theatre

LENT = 0.85
"""What a claim keeps of its confidence where its doer's name stands elsewhere."""

DOUBTED = 0.97
"""What it keeps where somebody else says it, or a word such as "apparently" stands beside the doer."""

UNREAL = {"planned": 0.8, "denied": 0.8, "hypothetical": 0.85, "background": 0.85}
"""What it keeps where the deed is not told as done: then the words say less surely whose it is."""

STATELY = frozenset({"state", "army", "police", "mission", "alliance", "people", "party"})
"""Kinds of actors that plain words such as "guerrillas" never mean."""

NAME = r"[A-Z][\w'’-]+(?:\s+(?:(?:of|for|de|the|la)\s+)*[A-Z][\w'’-]+)*"
LONG_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:of |for |de |la |and )*[A-Z][\w'’-]+)+|\b[A-Z][a-z]{6,}s?\b")
SHORT_NAME = re.compile(r"\b[A-Z][A-Z]{1,7}(?:-[A-Z0-9]{2,5})?\b|\bM-19\b")
OWNER = re.compile(r"(?:[Tt]he )?(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)['’]s? ")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
ADVERB_BEFORE_BY = re.compile(r"[\w-]+ly(?=,? by\b)")


class Doers:
    """Finds out who the doers of a report's claims are.

    Args:
        theatre: its register knows groups by name.
        namer: looks them up.
    """

    def __init__(self, theatre: Theatre, namer: Namer) -> None:
        self._theatre = theatre
        self._namer = namer

    def told(self, claims: Sequence[Claim], text: str) -> list[Claim]:
        """Return the claims with the groups behind plain words, and with what words beside the doer say of doubt.

        Cost: linear in the text where a doer is plain, and in the claims.
        """
        groups = self._groups(text) if any(_is_plain(claim.actor) for claim in claims) else []
        named = [self._owned(_narrowed(_named(claim, text))) for claim in claims]
        return [_doubted(self._lent(claim, groups)) for claim in named]

    def _owned(self, claim: Claim) -> Claim:
        """The claim with "the X's city commandos" standing for X, where X is an armed group."""
        actor = claim.actor
        owner = OWNER.match(actor.text) if actor is not None and actor.stands_for == "" else None
        if actor is None or owner is None or WORD.findall(actor.text.lower())[-1] not in _words()["plain"]:
            return claim
        if not self._is_group(owner["name"]):
            return claim
        meant = replace(actor, stands_for=owner["name"], stands_for_start=actor.start + owner.start("name"))
        return replace(claim, actor=meant)

    def _lent(self, claim: Claim, groups: list[tuple[int, str]]) -> Claim:
        """The claim with its plain doer standing for the group named last before, or for the only one named."""
        actor = claim.actor
        if actor is None or not groups or not _is_plain(actor):
            return claim
        at = bisect_left(groups, (actor.start, ""))
        start, words = groups[at - 1] if at else groups[0]
        is_unclear = not at and len({name for _, name in groups}) > 1
        if is_unclear or actor.start <= start < actor.end:
            return claim
        meant = replace(actor, stands_for=words, stands_for_start=start)
        return replace(claim, actor=meant, confidence=claim.confidence * LENT)

    def _groups(self, text: str) -> list[tuple[int, str]]:
        """The names of armed groups in a text, with their offsets, in order."""
        found = (match for pattern in (LONG_NAME, SHORT_NAME) for match in pattern.finditer(text))
        return sorted((match.start(), match.group()) for match in found if self._is_group(match.group()))

    def _is_group(self, words: str) -> bool:
        actor = self._namer.actor(words)
        if actor is not None:
            return self._theatre.register[actor].kind not in STATELY
        return words.rsplit(maxsplit=1)[-1] in _words()["heads"] and not self._namer.is_place(words)


def _named(claim: Claim, text: str) -> Claim:
    """The claim with its plain doer standing for the name behind it: "a group belonging to the X"."""
    actor = claim.actor
    if actor is None or actor.stands_for or actor.start < 0 or any(c.isupper() for c in actor.text[1:]):
        return claim
    match = _belonging().match(text, actor.end, actor.end + 160)
    is_single = match is not None and match["name"].istitle() and " " not in match["name"]
    if match is None or (is_single and not _words()["calling"] & {" ".join(WORD.findall(match["tie"].lower()))}):
        return claim  # a single name behind "of" or a comma is a place or a person as often as a group
    meant = replace(actor, stands_for=match["name"], stands_for_start=match.start("name"))
    is_doubtful = claim.stance == "asserted" and bool(_words()["doubting"] & set(WORD.findall(match.group())))
    return replace(claim, actor=meant, stance="assessed" if is_doubtful else claim.stance, id="")


def _narrowed(claim: Claim) -> Claim:
    """The claim with the body itself as doer where the text says "members of the army", "two army officers"."""
    actor = claim.actor
    is_told = actor is not None and actor.start >= 0
    match = next((m for p in _members() if (m := p.match(actor.text))), None) if actor and is_told else None
    if actor is None or match is None or claim.because.rule not in violent_rules() | _words()["answering"]:
        return claim
    low, high = match.span("body")
    body = replace(actor, text=actor.text[low:high], start=actor.start + low, end=actor.start + high)
    return replace(claim, actor=body, id="")


def _is_plain(actor: Mention | None) -> bool:
    """Whether words are for armed people without saying whose they are."""
    if actor is None or actor.stands_for is None:
        return actor is not None
    words = WORD.findall(actor.text.lower())
    plain = _words()["plain"]
    return (
        not actor.stands_for
        and actor.text.lower() not in _words()["vague"]
        and bool(words)
        and words[-1] in plain
        and (plain | _words()["beside"]).issuperset(words)
    )


def _doubted(claim: Claim) -> Claim:
    """The claim with the stance that "presumed" or "apparently" at its doer gives, or its doer's own "our"."""
    stance = _stance_beside(claim) if claim.stance in {"asserted", "background"} else claim.stance
    is_relayed = stance == "claimed" and any(voice.start >= 0 for voice in claim.said_by)
    keeps = UNREAL.get(stance, DOUBTED if is_relayed or stance != claim.stance else 1.0)
    keeps = keeps if claim.because.rule in violent_rules() else 1.0
    if stance == claim.stance:
        return replace(claim, confidence=claim.confidence * keeps) if keeps < 1 else claim
    return replace(claim, stance=stance, confidence=claim.confidence * keeps, id="")


def _stance_beside(claim: Claim) -> Stance:
    if claim.actor is None:
        return claim.stance
    between = claim.quote[: max(0, claim.actor.start - claim.start)][-30:]
    said = [*WORD.findall(claim.actor.text.lower()), *ADVERB_BEFORE_BY.findall(between.lower())]
    if said and said[0] in _words()["own"]:
        return "claimed"
    return next((_doubtful()[word] for word in said if word in _doubtful()), claim.stance)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_yaml("doers.yaml").items() if kind != "doubtful"}


@cache
def _doubtful() -> dict[str, Stance]:
    stances: dict[str, Stance] = load_yaml("doers.yaml")["doubtful"]
    return stances


@cache
def _belonging() -> re.Pattern[str]:
    """A name behind plain words that says whose they are, of a group or in apposition."""
    joints = "|".join(
        re.escape(words).replace(r"\ ", r"\s+") for words in sorted(_words()["joints"], key=len)[::-1]
    )
    tie = rf"\s*(?P<tie>,?\s*(?:who\s+|which\s+)?(?:{joints})|,)\s+(?:the\s+)?(?:[a-z-]+\s+){{0,2}}"
    behind = rf"{tie}[\"“'(]?(?P<name>{NAME})"
    return re.compile(behind)


@cache
def _members() -> tuple[re.Pattern[str], ...]:
    """The body behind "members of the army", and the one before "army members"."""
    members, bodies = ("|".join(_words()[kind]) for kind in ("members", "bodies"))
    before = rf"^(?:.*\b)?(?:{members})\s+(?:of|from)\s+(?P<body>\S.*)"
    behind = rf"^(?:(?:the|these|those|some|several|\w+teen|{'|'.join(_words()['counts'])})\s+)*"
    after = rf"{behind}(?P<body>(?:[\w'’.-]+\s+){{0,3}}(?:{bodies}))\s+(?:{members})$"
    return re.compile(before, re.IGNORECASE | re.DOTALL), re.compile(after, re.IGNORECASE)
