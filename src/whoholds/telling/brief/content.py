"""A brief before it is written down: sentences, each with its notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from whoholds.model import Evidence, Finding, Picture, Report
from whoholds.telling.evidence import Citation
from whoholds.theatres import Theatre


@cache
def words() -> dict[str, Any]:
    """Return the brief's own words."""
    text = Path(__file__).with_name("words.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefInput:
    """What a brief is made from.

    Attributes:
        theatre: the ground.
        picture: the standings that it tells of.
        changes: what changed hands or state, as `control.changes` finds it.
        disputes: where credible voices disagree, as `control.disputes` finds it.
        consequences: what follows from the picture.
        chokepoints: choke points by side, as the contract writes them (`Chokepoint.to_json`), gravest first.
        evidence: the claims of the ledger.
        reports: the reports of those claims by id, for address and headline.
        since: ISO day from which changes are told; empty where open.
        title: heading; made from the theatre's title where None.
    """

    theatre: Theatre
    picture: Picture
    changes: Sequence[Finding] = ()
    disputes: Sequence[Finding] = ()
    consequences: Sequence[Finding] = ()
    chokepoints: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    evidence: Sequence[Evidence] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    since: str = ""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a sentence rests on: a claim as quoted, or a statement about the theatre pack.

    Attributes:
        key: what makes two notes the same: the claim's id, or the words.
        citation: the claim; None for the pack.
        text: the words about the pack; empty for a claim.
    """

    key: str
    citation: Citation | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the numbers of its notes, from 1; never without a note."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief, ready to be written down.

    Attributes:
        title: heading.
        when: dates, in words.
        headline: the finding that matters most; None where nothing was found.
        sections: in reading order; none is empty.
        notes: the notes, number 1 first; each is used.
        credits: credits and licence.
        left_out: findings that nothing on record supports, and which are therefore not told.
    """

    title: str
    when: str
    headline: Sentence | None
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    credits: tuple[str, ...]
    left_out: tuple[Finding, ...] = ()
