"""The invented reports of `tests/reports/`: whole texts with the claims that a careful reader finds in them.

A claim's line: actions and stances, actor, place, a day, first voice. `a/b` lists answers as right as each other,
`-` asks nothing, `none` asks that a field be empty; an actor is asked of the words, of what they stand for, and of
the id, a voice of the first two. `?` before a line: the claim may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from support.cases import extractor
from whoholds.model import Mention, Report, ResolvedClaim

REPORTS = Path(__file__).resolve().parents[1] / "reports"
FIELDS = ("actor", "stance", "day", "voice")
BESIDE = frozenset({"attacks", "kills", "abducts", "destroys", "robs", "threatens"})
"""Actions that the lines ask for nowhere: violence that changes no ground."""


@dataclass(frozen=True)
class Wanted:
    """A line of a report: what is asked of one claim."""

    line: str
    actions: tuple[str, ...]
    stances: tuple[str, ...]
    actor: tuple[str, ...]
    place: tuple[str, ...]
    day: tuple[str, ...]
    voice: tuple[str, ...]
    is_sure: bool


@dataclass
class Score:
    """How a report was read.

    Attributes:
        right: lines found with every field right.
        wrong: lines found with the fields that are wrong, and what was said.
        missed: lines not found.
        false: claims that nothing asked for.
    """

    right: list[str] = field(default_factory=list)
    wrong: list[tuple[str, list[str], str]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def names() -> list[str]:
    return sorted(path.stem for path in REPORTS.glob("*.yaml"))


@cache
def score(name: str) -> Score:
    """Read a report and compare, each line with the nearest claim of its action and place."""
    data = yaml.safe_load((REPORTS / f"{name}.yaml").read_text("utf-8"))
    report = Report(text=data["text"], outlet=data["outlet"], published=str(data["published"]))
    said = list(extractor(data.get("theatre", "world")).extract(report).claims)
    wanted = [_wanted(line) for line in data["claims"]]
    found = Score()
    pairs = _pairs(wanted, said)
    for i, line in enumerate(wanted):
        if i in pairs:
            claim = said[pairs[i]]
            faults = [part for part, is_right in zip(FIELDS, _fields(line, claim), strict=True) if not is_right]
            if not line.is_sure:
                continue
            if faults:
                found.wrong.append((line.line, faults, told(claim)))
            else:
                found.right.append(line.line)
        elif line.is_sure:
            found.missed.append(line.line)
    found.false = [
        told(claim) for j, claim in enumerate(said) if j not in pairs.values() and claim.claim.action not in BESIDE
    ]
    return found


def _wanted(line: str) -> Wanted:
    is_sure = not line.startswith("?")
    head, actor, place, day, voice = (part.strip() for part in line.removeprefix("?").split("|"))
    actions, stances = head.split()
    parts = (tuple(part.split("/")) for part in (actions, stances, actor, place, day, voice))
    return Wanted(line, *parts, is_sure=is_sure)


def _pairs(wanted: list[Wanted], said: list[ResolvedClaim]) -> dict[int, int]:
    """Lines to claims, one to one: the best fitting first, then those that stand alike in both orders."""
    fits = sorted(
        (-(4 * line.is_sure + 3 * sum(_fields(line, claim))), abs(i / len(wanted) - j / len(said)), i, j)
        for i, line in enumerate(wanted)
        for j, claim in enumerate(said)
        if claim.claim.action in line.actions and _is_place(line.place, claim)
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in fits:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _is_place(asked: tuple[str, ...], claim: ResolvedClaim) -> bool:
    pin = claim.place
    names = f"{_words(claim.claim.place)} {(pin.name or '') if pin else ''}"
    return _is_among(asked, names)


def _fields(line: Wanted, claim: ResolvedClaim) -> tuple[bool, ...]:
    worded = claim.claim
    actor = f"{_words(worded.actor)} {claim.actor.id or ''}" if claim.actor else ""
    return (
        _is_among(line.actor, actor),
        line.stances == ("-",) or worded.stance in line.stances,
        any(_is_day(day, claim) for day in line.day),
        _is_among(line.voice, _words(worded.said_by[0]) if worded.said_by else ""),
    )


def _is_day(asked: str, claim: ResolvedClaim) -> bool:
    if asked in {"-", "none"} or claim.when is None:
        return asked == "-" or (asked == "none" and claim.when is None)
    return claim.when.start.date().isoformat() <= asked <= claim.when.end.date().isoformat()


def _is_among(asked: tuple[str, ...], words: str) -> bool:
    words = words.strip().lower()
    return any(
        one == "-" or (one == "none" and not words) or (one.lower() in words and bool(words)) for one in asked
    )


def _words(mention: Mention | None) -> str:
    return f"{mention.text} {mention.stands_for or ''}" if mention is not None else ""


def told(claim: ResolvedClaim) -> str:
    """A claim in one line, as the lines of reports are written."""
    worded = claim.claim
    actor = f"{worded.actor.text} ({worded.actor.stands_for} = {claim.actor.id})" if claim.actor else "none"
    place = f"{worded.place.text} ({worded.place.stands_for} = {claim.place.name})" if claim.place else "none"
    day = claim.when.start.date().isoformat() if claim.when else ""
    voice = worded.said_by[0].name if worded.said_by else "none"
    return f"{worded.action} {worded.stance} | {actor} | {place} | {day} | {voice} [{worded.because.trigger}]"
