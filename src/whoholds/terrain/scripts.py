"""Names in Arabic script brought to names in Latin letters, by their consonants: short vowels are not written.

Used where a gazetteer lacks a name in the script of a report. Cyrillic needs no such help: it is romanised letter
by letter when it is folded.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whoholds.terrain.names import fold, head_of, without_article

SHORTEST = 3
"""Consonants that a name must have: fewer fit too many places."""

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_VOWELS = str.maketrans("", "", "aeiouyw ")


def is_arabic(name: str) -> bool:
    """Return whether a name has letters of the Arabic script."""
    return bool(_ARABIC.search(name))


def skeleton(name: str) -> str:
    """Return the consonants of a name in Arabic or Latin letters without its article; empty where they are too few.

    >>> skeleton("الفاشر") == skeleton("El Fasher")
    True
    >>> skeleton("دمشق") == skeleton("Dimashq")
    True
    """
    found = _of_arabic(name) if is_arabic(name) else without_article(fold(head_of(name).name)).translate(_VOWELS)
    found = found.removesuffix("h") if len(found) > SHORTEST else found
    return found if len(found) >= SHORTEST else ""


def _of_arabic(name: str) -> str:
    words = (_ARTICLE.sub("", word) for word in name.split())
    return "".join(_letters().get(letter, "") for word in words for letter in word)


_ARTICLE = re.compile("^(?:\u0648)?\u0627\u0644(?=..)")


@cache
def _letters() -> dict[str, str]:
    data: dict[str, Any] = yaml.safe_load(files("whoholds.terrain").joinpath("scripts.yaml").read_text("utf-8"))
    consonants: dict[str, str] = data["arabic_consonants"]
    return consonants
