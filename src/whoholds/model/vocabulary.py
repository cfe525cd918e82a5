"""The closed lists of words that claims are made of, read from `vocabulary.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Stance = Literal["asserted", "claimed", "denied", "planned", "hypothetical", "assessed", "background"]
Polarity = Literal["yes", "no"]
Precision = Literal["minute", "hour", "day", "month", "year"]
Verdict = Literal["holds", "partly", "fails", "undecided"]


@cache
def vocabulary() -> dict[str, dict[str, Any]]:
    """Return the vocabulary: `actions`, `stances` and `relations`, each a mapping of words.

    >>> vocabulary()["actions"]["takes"]["effect"]
    'gains'
    """
    text = files("whoholds.model").joinpath("vocabulary.yaml").read_text("utf-8")
    words: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return words


def effect_of(action: str) -> str:
    """Return what `action` does to who holds a place: gains, keeps, yields, presses, resists or none.

    Raises:
        KeyError: if the vocabulary has no such action.
    """
    effect: str = vocabulary()["actions"][action]["effect"]
    return effect
