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
    """A stretch of a report and whose words it is, as a mention in the report."""

    start: int
    end: int
    speaker: Mention


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
    station = STATION.search(head)
    if station is None:
        return []
    words = station["station"].lower()
    kinds = {o.kind for o in theatre.outlets.values() if words in {name.lower() for name in (o.name, *o.names)}}
    if kinds & _words()["partisan"] or head.lower().startswith("clandestine"):
        at = station.start("station")
        return [Speech(len(head), len(text), Mention(station["station"], at, at + len(words)))]
    return []


def _is_speaker(name: str) -> bool:
    words = name.lower().split()
    is_name = all(word[:1].isupper() for word in name.split()) and len(words) <= 6  # noqa: PLR2004 - a name and a rank
    return is_name and not set(words) & _words()["never"]


def _voiced(claim: Claim, speech: Speech | None) -> Claim:
    if speech is None or any(voice.start == speech.speaker.start for voice in claim.said_by):
        return claim
    own = [voice for voice in claim.said_by if voice.start >= 0]
    publisher = [voice for voice in claim.said_by if voice.start < 0]
    stance = "claimed" if claim.stance == "asserted" else claim.stance
    return replace(claim, said_by=(*own, speech.speaker, *publisher), stance=stance, id="")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_yaml("speeches.yaml").items()}
