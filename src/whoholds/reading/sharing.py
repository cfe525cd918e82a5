"""What a list of places has in common: "Kyiv, Chernihiv and Sumy oblasts" are three oblasts."""

from __future__ import annotations

import re
from functools import cache

from whoholds.reading.lexicon import load_yaml

FARTHEST = 160
"""Characters behind a name within which the end of its list is looked for."""


def shared_kind(text: str, end: int) -> str:
    """Return the kind that a plural at the end of a list of names gives to each of them; empty where none does.

    Args:
        text: the text.
        end: offset right behind a name.
    """
    found = _pattern().match(text, end, end + FARTHEST)
    return _kinds()[found["kind"]] if found else ""


def of_one(name: str) -> str:
    """Return the name of one place where it ends in a plural that it shares with those listed before it.

    >>> of_one("Sumy Oblasts")
    'Sumy oblast'
    """
    first, _, last = name.rpartition(" ")
    return f"{first} {_kinds()[last]}" if first and last in _kinds() else name


@cache
def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = load_yaml("relations.yaml")["shared_kinds"]
    return kinds


@cache
def _pattern() -> re.Pattern[str]:
    name = r"[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)?"
    return re.compile(rf"(?:(?:,|,? and|,? or) (?:the )?{name}){{0,6}} (?P<kind>{'|'.join(_kinds())})\b")
