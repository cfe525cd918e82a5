"""Where sentences surely end, by punctuation alone: cheap, for choosing what is parsed."""

from __future__ import annotations

import re
from functools import cache

from whoholds.reading.lexicon import load_yaml

END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*(?P<opening>[^\W_]))")
"""A full stop, the space after it, and the letter or digit that opens what follows."""

WORD_BEFORE = re.compile(r"[^\s\"“‘'(\[]*\Z")
LONGEST_WORD = 20
"""Characters looked at before a full stop."""


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    words = load_yaml("abbreviations.yaml")
    return frozenset(words["before_names"]), frozenset(words["before_numbers"])


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of the sentences of a stretch of text, each with the space behind it.

    A full stop after an initial or an abbreviation, or before a small letter, ends nothing: two sentences taken
    for one cost time, one taken for two could cost a claim.

    Cost: linear in the stretch.

    >>> sentences("Gen. A. Aoun left. The town fell.", 0, 33)
    [(0, 19), (19, 33)]
    """
    found = []
    at = start
    for mark in END.finditer(text, start, end):
        if is_end(text, mark.start(), mark["opening"]):
            found.append((at, mark.end()))
            at = mark.end()
    if at < end:
        found.append((at, end))
    return found


def is_end(text: str, stop: int, opening: str) -> bool:
    """Return whether a full stop ends a sentence.

    Args:
        text: the whole text.
        stop: offset of the full stop.
        opening: the letter or digit that opens what follows.
    """
    if opening.islower():
        return False
    if text[stop] != ".":
        return True
    before = WORD_BEFORE.search(text, max(0, stop - LONGEST_WORD), stop)
    return is_stop(before.group() if before else "", opening)


def is_stop(word: str, opening: str) -> bool:
    """Return whether the full stop behind a word ends a sentence and is no part of it, as in "Gen." and "Oct.".

    >>> is_stop("Oct.", "2"), is_stop("October.", "2")
    (False, True)
    """
    plain = word.lower().rstrip(".")
    names, numbers = _abbreviations()
    if opening.isdigit() and plain in numbers:
        return False
    return plain not in names and not (len(plain) == 1 and plain.isalpha())
