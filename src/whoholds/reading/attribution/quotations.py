"""Quotations, found by their marks alone: the parse is least to be trusted inside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

SPEECH_WORDS = 6
_TITLE_WORD = 4
_TITLE_WORDS = 6
MARKS = "\"“”„«»‘’'`"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, marks included.

    Attributes:
        start: offset of the opening mark.
        end: offset after the closing mark, or the end of the paragraph where it goes on in the next.
        is_speech: True for quoted sentences, False for quoted words inside a sentence of the report's own.
        paragraph: number of the paragraph.
    """

    start: int
    end: int
    is_speech: bool
    paragraph: int


@dataclass(slots=True)
class Quotations:
    """All quotations of a text in order, none inside another, and the bounds of its paragraphs."""

    found: list[Quotation] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Keep the starts for bisection."""
        self._starts = [q.start for q in self.found]

    def at(self, offset: int) -> int | None:
        """Return the number of the quotation that holds an offset; None outside."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.found[i].end else None

    def touching(self, start: int, end: int) -> Iterator[Quotation]:
        """Yield the quotations that share a character with a span."""
        i = max(0, bisect_right(self._starts, start) - 1)
        while i < len(self.found) and self.found[i].start < end:
            if self.found[i].end > start:
                yield self.found[i]
            i += 1


def find_quotations(text: str) -> Quotations:
    """Return the quotations of a text; cost: one pass.

    A mark that is never closed opens a quotation only if the next paragraph begins with a mark, as broken
    speech does in print.
    """
    found: list[Quotation] = []
    lines = list(paragraphs(text))
    for number, (start, end) in enumerate(lines):
        found.extend(_in_paragraph(text, start, end, number))
    return Quotations(found, lines)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every line that is not blank."""
    for match in re.finditer(r"[^\n\r\u2028\u2029]*\S[^\n\r\u2028\u2029]*", text):
        yield match.start(), match.end()


def _in_paragraph(text: str, start: int, end: int, number: int) -> Iterator[Quotation]:
    opened: int | None = None
    kind = ""
    for match in re.finditer(r"[\"“”„«»]|''|``|[‘’']", text[start:end]):
        mark, at = match.group(), start + match.start()
        if opened is None or (kind in {"‘", "'"} and mark in {'"', "“"}):
            if _opens(text, mark, at):
                opened, kind = at, mark
        elif _closes(text, mark, at, kind):
            yield _quotation(text, opened, start + match.end(), number)
            opened = None
    if opened is not None and (text[opened] not in "‘'") and (opened == start or _goes_on(text, end)):
        yield _quotation(text, opened, end, number)


def _opens(text: str, mark: str, at: int) -> bool:
    if mark in {"“", "„", "«", "``"}:
        return True
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    fits = (not before or before.isspace() or before in "([—–-:;,") and bool(after) and not after.isspace()
    return fits and mark in {'"', "‘", "'", "''", "”"} and (mark not in "‘'" or after.isalpha())


def _closes(text: str, mark: str, at: int, kind: str) -> bool:
    after = text[at + len(mark) : at + len(mark) + 1]
    if kind in {"‘", "'"}:
        return mark in {"’", "'"} and not after.isalnum() and not text[at - 1 : at].isspace()
    return mark in {'"', "”", "»", "''"} or (kind == "„" and mark == "“")


def _goes_on(text: str, end: int) -> bool:
    following = text[end : end + 4].lstrip()
    return following[:1] in {'"', "“", "«", "„"}


def _is_title(inner: str) -> bool:
    """Return whether the quoted words are the name of a thing: “Face the Nation,”."""
    words = [word for word in inner.rstrip(",").split() if len(word) >= _TITLE_WORD]
    is_short = 0 < len(words) <= _TITLE_WORDS and inner[-1:] not in {"?", "!", "."}
    return is_short and inner.count(" ") > 0 and all(word[:1].isupper() for word in words)


def _quotation(text: str, start: int, end: int, number: int) -> Quotation:
    inner = text[start:end].strip(MARKS).strip()
    ends_like_speech = inner[-1:] in {",", ".", "?", "!", "…", "-", "—"}
    begins_like_speech = inner[:1].isupper() or inner[:1] in {"[", ".", "…"}
    if _is_title(inner):
        return Quotation(start, end, is_speech=False, paragraph=number)
    is_long = inner.count(" ") + 1 >= SPEECH_WORDS
    is_speech = (ends_like_speech and (begins_like_speech or is_long)) or (begins_like_speech and is_long)
    return Quotation(start, end, is_speech, number)
