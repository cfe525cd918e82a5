"""The hand-written cases of `cases/`: sentences with the claims that a careful reader finds in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from whoholds.extraction import Extractor
from whoholds.model import Report, ResolvedClaim
from whoholds.theatres import load_theatre

CASES = Path(__file__).resolve().parents[2] / "cases"


@dataclass(frozen=True)
class Case:
    file: str
    theatre: str
    outlet: str
    published: str
    text: str
    tier: str
    claims: tuple[str, ...]
    more: bool


def load_cases(tier: str | None = None) -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        for entry in data["cases"]:
            case = Case(
                file=path.stem,
                theatre=entry.get("theatre", data["theatre"]),
                outlet=data["outlet"],
                published=str(entry.get("published", data["published"])),
                text=entry["text"],
                tier=entry["tier"],
                claims=tuple(entry["claims"]),
                more=entry.get("more", False),
            )
            if tier in {None, case.tier}:
                found.append(case)
    return found


@cache
def extractor(theatre: str) -> Extractor:
    return Extractor(load_theatre(theatre))


def failures(case: Case) -> list[str]:
    """What the reader gets wrong in a case, a line each; empty where it holds."""
    report = Report(text=case.text, outlet=case.outlet, published=case.published)
    said = list(extractor(case.theatre).extract(report).claims)
    faults = []
    for line in case.claims:
        match = next((claim for claim in said if fits(line, claim)), None)
        if match is None:
            faults.append(f"missing: {line}")
        else:
            said.remove(match)
    if not case.more:
        faults += [f"not asked for: {told(claim)}" for claim in said]
    return faults


def fits(line: str, claim: ResolvedClaim) -> bool:
    head, actor, place, relation, day, voice, *rest = (part.strip() for part in line.split("|"))
    action, stance = head.split()
    worded = claim.claim
    checks = (
        action == worded.action,
        stance in {"-", worded.stance},
        _same(actor, f"{worded.actor.text} {worded.actor.stands_for or ''}" if worded.actor else ""),
        _same(place, f"{worded.place.text} {worded.place.stands_for or ''}" if worded.place else ""),
        relation in {"-", worded.place.relation if worded.place else ""},
        day in {"-", claim.when.start.date().isoformat() if claim.when else ""},
        _same(voice, worded.said_by[0].text if worded.said_by else ""),
        *(_further(asked, claim) for asked in rest),
    )
    return all(checks)


def core_found(case: Case) -> int:
    """How many of a case's lines are told with action, actor and place right, whatever the rest of them is."""
    report = Report(text=case.text, outlet=case.outlet, published=case.published)
    said = list(extractor(case.theatre).extract(report).claims)
    found = 0
    for line in case.claims:
        action, actor, place = (part.strip() for part in line.split("|")[:3])
        asked = f"{action.split()[0]} - | {actor} | {place} | - | - | -"
        match = next((claim for claim in said if fits(asked, claim)), None)
        if match is not None:
            said.remove(match)
            found += 1
    return found


def _same(asked: str, words: str) -> bool:
    return asked == "-" or (asked == "none" and not words) or (asked.lower() in words.lower() and bool(words))


def _further(asked: str, claim: ResolvedClaim) -> bool:
    """Whether "if: ACTION PLACE", "km DISTANCE" or "end OTHER PLACE" holds; "km none" where none is told."""
    name, _, words = asked.partition(" ")
    place, origin = claim.claim.place, claim.claim.origin
    if name == "km":
        told = place.distance_km if place else None
        return told is None if words == "none" else told is not None and abs(told - float(words)) < 0.1
    if name == "end":
        return _same(words, f"{origin.text} {origin.stands_for or ''}" if origin else "")
    return _condition(asked, claim)


def _condition(asked: str, claim: ResolvedClaim) -> bool:
    _, action, place = asked.split(maxsplit=2)
    condition = claim.claim.condition
    return condition is not None and condition.action == action and _same(place, condition.place.text)


def told(claim: ResolvedClaim) -> str:
    worded = claim.claim
    return " | ".join(
        (
            f"{worded.action} {worded.stance}",
            worded.actor.text if worded.actor else "none",
            f"{worded.place.text} ({worded.place.stands_for})" if worded.place else "none",
            worded.place.relation if worded.place else "",
            claim.when.start.date().isoformat() if claim.when else "",
            worded.said_by[0].text if worded.said_by else "none",
            f"{worded.because.rule}: {worded.because.trigger}",
        )
    )
