"""A brief before it is written down: sentences, each with its notes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from whoholds.model import Finding
from whoholds.telling.evidence import Citation


@cache
def words() -> dict[str, Any]:
    """Return the brief's own words."""
    text = Path(__file__).with_name("words.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


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
