"""Short English that maps and briefs share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from whoholds.theatres import Theatre

NEARLY = 0.995


@cache
def telling_words() -> dict[str, Any]:
    """Return the words that maps and briefs share."""
    text = Path(__file__).with_name("wording.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence.

    >>> listed(["Alm", "Bree", "Cove"])
    'Alm, Bree and Cove'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))


def side_name(theatre: Theatre, side: str) -> str:
    """Return the name of a side; its id where the register does not know it."""
    actor = theatre.register.get(side)
    return actor.name if actor else side


def chance_text(p: float) -> str:
    """Return a probability as people are shown it; what rounds to certainty is not written as such.

    >>> chance_text(0.97), chance_text(0.999)
    ('p = 0.97', 'p > 0.99')
    """
    return f"p = {p:.2f}" if p < NEARLY else "p > 0.99"


def as_sentence(text: str) -> str:
    """Return a text with its first letter raised and a full stop where it has no end.

    >>> as_sentence("al-Bab fell")
    'Al-Bab fell.'
    """
    raised = text[:1].upper() + text[1:]
    return raised if raised.rstrip("”»\"'").endswith((".", "!", "?", "…")) else f"{raised}."
