"""Names that only the words around them tell in text in capitals: "A GANG CALLED THE OWLS"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from whoholds.reading.lexicon import load_yaml

if TYPE_CHECKING:
    from whoholds.reading.casing import Word


class _Patterns(NamedTuple):
    called: re.Pattern[str]
    quoted: re.Pattern[str]
    bodies: frozenset[str]


def called(block: str, words: Sequence[Word], capitals: list[bool]) -> set[str]:
    """Make names of the words behind "a gang called the" and of a short quotation that opens with "the".

    Returns the words, in lower case: they are names in the rest of the text as well. Cost: two searches.
    """
    at = {word.start: i for i, word in enumerate(words)}
    found: set[str] = set()
    for start, end in _stretches(block):
        for i in range(at.get(start, len(words)), len(words)):
            if words[i].start >= end:
                break
            capitals[i] = True
            found.add(words[i].lower)
    return found - _patterns().bodies


def _stretches(block: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand."""
    patterns = _patterns()
    for pattern in (patterns.called, patterns.quoted):
        for match in pattern.finditer(block):
            yield match.span("name")


@cache
def _patterns() -> _Patterns:
    words = load_yaml("casing.yaml")
    bodies = "|".join(words["bands"])
    calling = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in words["calling"])
    name = rf"(?P<name>[^\W\d_]{{3,}}(?:\s+(?:{bodies})\b)?)"
    return _Patterns(
        re.compile(rf"\b(?:{bodies})s?,?\s+(?:{calling})\s+[\"“']?(?:the\s+)?{name}", re.IGNORECASE),
        re.compile(r"[\"“]the\s+(?P<name>[^\W\d_]{4,}(?:\s+[^\W\d_]{4,})?),?[\"”]", re.IGNORECASE),
        frozenset(words["bands"]),
    )
