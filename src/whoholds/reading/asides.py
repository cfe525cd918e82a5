"""What editors put between the words of a report: "[Text]", "[passage omitted]", "Shining Path [SL]"."""

from __future__ import annotations

import re
from functools import cache

from whoholds.reading.lexicon import load_yaml

WIRE_HEAD = re.compile(r"[^\n]{0,90}(?:\n[^\n]{1,90}){0,6}?\[(?:text|excerpts?|summary)\]\s*", re.IGNORECASE)
"""All that a monitoring service puts before the words: dateline, station, programme, "[Text]"."""

ASIDE = re.compile(r"\s*\[(?P<inner>[^\[\]]{1,200})\]|(?<=\s)\s+|[\[\]]")
"""An editor's bracket with the blank before it, blanks too many, or a bracket without its other half."""

ABBREVIATION = re.compile(r"\s?[A-Z][A-Z0-9]{1,9}(?:[- ][A-Z0-9]{1,10})?\s?")
SHORT_BEFORE = re.compile(r"\b[A-Z][A-Z0-9-]{1,9}$")
LONG = re.compile(r"(?:[A-Z][\w'’-]*[\s-]+(?:(?:of|for|de|the|and|la)\s+)*){1,9}[A-Z][\w'’-]*")


def wire_head(text: str) -> int:
    """Return the offset at which a report begins to speak: behind "[Text]"; 0 where there is none.

    >>> wire_head("QUITO, 3 MAY 90 (VOZ) -- [TEXT] POLICE SAID")
    32
    """
    if "[" not in text[:700]:
        return 0
    head = WIRE_HEAD.match(text, 0, 700)
    return head.end() if head else 0


def without_asides(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the pieces of a stretch of text between its editors' notes, as offsets; at least one.

    A note is left out; of an editor's own words in a sentence ("the [Salvadoran] president") only the brackets are.
    """
    pieces = []
    at = start
    for match in ASIDE.finditer(text, start, end):
        inner = match["inner"]
        if (
            inner is None
            or _is_note(inner)
            or match.start() == start
            or _names_again(text[start : match.start()], inner)
        ):
            cuts = [(match.start(), match.end())]
        else:
            cuts = [(match.start("inner") - 1, match.start("inner")), (match.end() - 1, match.end())]
        for low, high in cuts:
            if low > at:
                pieces.append((at, low))
            at = max(at, high)
    return [*pieces, (at, end)] if at < end or not pieces else pieces


def _names_again(before: str, inner: str) -> bool:
    """Whether a bracket gives the abbreviation of the name before it, or the name behind an abbreviation."""
    is_short = ABBREVIATION.fullmatch(inner) is not None and before[-1:].isalnum() | (before[-1:] in '"”')
    return is_short or (SHORT_BEFORE.search(before[-12:]) is not None and LONG.fullmatch(inner) is not None)


def _is_note(inner: str) -> bool:
    notes = _notes()
    words = inner.lower().split()
    is_known = " ".join(words) in notes["notes"]
    return is_known or not words or words[-1] in notes["endings"] or words[0] in notes["beginnings"]


@cache
def _notes() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_yaml("asides.yaml").items()}
