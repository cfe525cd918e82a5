"""Stretches of a report that are somebody's own words: recordings, answers under a name, a party's own station.

Monitoring services mark them: "[Begin recording] [Ruiz] ... [End recording]", "[Ruiz] We ...", "(Radio Front)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from whoholds.model import Claim, Mention
from whoholds.reading.asides import wire_head
from whoholds.reading.lexicon import load_yaml

if TYPE_CHECKING:
    from whoholds.theatres import Theatre

LABEL = re.compile(
    r"(?:^[ \t]*|\[begin[^\[\]]{0,20}recording\]\s*)\[(?!begin|end)(?P<name>[^\[\]\n]{3,60})\]",
    re.MULTILINE | re.IGNORECASE,
)
ENDS = re.compile(r"\[end (?:video )?(?:recording|excerpts?)\]", re.IGNORECASE)
STATION = re.compile(r"\((?P<station>[^()\n]{3,60})\)\s*--")


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of a report and whose words it is, as a mention in the report.

    Attributes:
        start: where it begins.
        end: where it ends.
        speaker: who speaks.
        side: name of the side that "we" and "our units" are; empty where that is not known.
    """

    start: int
    end: int
    speaker: Mention
    side: str = ""


def voiced(claims: Sequence[Claim], text: str, theatre: Theatre) -> list[Claim]:
    """Return the claims with the voices of the speeches that they stand in; what these tell as fact they claim.

    Cost: linear in the text and in the claims times the speeches.
    """
    if "[" not in text:
        return list(claims)
    found = speeches(text, theatre)
    return [_voiced(claim, next((s for s in found if s.start <= claim.start < s.end), None)) for claim in claims]


def speeches(text: str, theatre: Theatre) -> list[Speech]:
    """Return the speeches of a report, those that name a speaker first."""
    marks = [(m.start(), m.end(), m["name"], m.start("name")) for m in LABEL.finditer(text, wire_head(text))]
    names = [mark for mark in marks if _is_speaker(mark[2])]
    stops = sorted([m.start() for m in ENDS.finditer(text)] + [start for start, *_ in names] + [len(text)])
    found = [
        Speech(end, next(stop for stop in stops if stop >= end), Mention(name, at, at + len(name)))
        for _, end, name, at in names
        if name.lower() not in _words()["reporters"]
    ]
    return [*found, *_whole(text, theatre)]


def _whole(text: str, theatre: Theatre) -> list[Speech]:
    """The whole report as one speech, where its dateline says that a party's own station sent it."""
    head = text[: wire_head(text)]
    signed = next((m for pattern in _documents() if (m := pattern.search(head))), None)
    if signed is not None and not set(signed["name"].lower().split()) & _words()["never"]:
        at = signed.start("name")
        return [Speech(len(head), len(text), Mention(signed["name"], at, at + len(signed["name"])))]
    station = STATION.search(head)
    if station is None:
        return []
    words = station["station"].lower()
    known = [o for o in theatre.outlets.values() if words in {name.lower() for name in (o.name, *o.names)}]
    if {o.kind for o in known} & _words()["partisan"] or head.lower().startswith("clandestine"):
        at = station.start("station")
        side = next((o.leans_to for o in known if o.leans_to in theatre.register), "")
        name = theatre.register[side].name if side else ""
        return [Speech(len(head), len(text), Mention(station["station"], at, at + len(words)), name)]
    return []


def _is_speaker(name: str) -> bool:
    words = name.lower().split()
    is_name = all(word[:1].isupper() for word in name.split()) and len(words) <= 6  # noqa: PLR2004 - a name and a rank
    return is_name and not set(words) & _words()["never"]


def _voiced(claim: Claim, speech: Speech | None) -> Claim:
    claim = _of_own_side(claim, speech.side) if speech is not None and speech.side else claim
    if speech is None or any(voice.start == speech.speaker.start for voice in claim.said_by):
        return claim
    own = [voice for voice in claim.said_by if voice.start >= 0]
    publisher = [voice for voice in claim.said_by if voice.start < 0]
    stance = "claimed" if claim.stance == "asserted" else claim.stance
    return replace(claim, said_by=(*own, speech.speaker, *publisher), stance=stance, id="")


def _of_own_side(claim: Claim, side: str) -> Claim:
    """The claim with "we" and "our units" standing for the side whose station speaks."""
    actor = claim.actor
    if actor is None or actor.stands_for or actor.text.lower().split()[0] not in _words()["own"]:
        return claim
    return replace(claim, actor=replace(actor, stands_for=side, stands_for_start=-1))


@cache
def _documents() -> tuple[re.Pattern[str], ...]:
    """The author of a document that a monitor gives whole: "[Communique] [High Command]", "[Speech by X]"."""
    kinds = "|".join(_words()["documents"])
    name = r"(?P<name>[^\[\]\n]{3,60})\]"
    return (
        re.compile(rf"\[(?:{kinds})\]\s*\[{name}", re.IGNORECASE),
        re.compile(rf"\[(?:{kinds}) (?:by|of|from) {name}", re.IGNORECASE),
    )


@cache
def _words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_yaml("speeches.yaml").items()}
