"""Words that make a statement say more than its action does: "only", "nobody", "on three sides", "all of"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def words_for(kind: str) -> tuple[str, ...]:
    """Return the words of a kind in all languages, as `statements.yaml` lists them."""
    return tuple(str(word) for spellings in _table()[kind].values() for word in spellings)


@cache
def pattern_of(kind: str) -> re.Pattern[str]:
    """Return the pattern of whole words that finds any word of a kind, whatever its case.

    A word list may use the signs of regular expressions.
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(words_for(kind))})(?!\w)", re.IGNORECASE)


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    text = files("whoholds.consequences").joinpath("statements.yaml").read_text("utf-8")
    table: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    return table
