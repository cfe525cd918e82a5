"""The paragraphs that are parsed, joined, with the way back to the report's offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from whoholds.reading.asides import wire_head, without_asides
from whoholds.reading.gate import Gate
from whoholds.reading.parse import paragraphs

DATELINE = re.compile(
    r"[A-Z][A-Z'’./-]{2,}(?: [A-Z][A-Z'’./-]+)*"
    r"(?:,? ?(?:\([\w ./-]{2,40}\)|[A-Z][\w.']*|\d{1,4}))*,? ?[—–-]{1,2}\s+"
)
"""Town in capitals, country, agency, date, dash."""

LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Inside a paragraph a break is a blank, of the same length."""

HEADLINES = 4
"""How many paragraphs a dateline may come behind: headline, subhead, byline."""

LABEL = re.compile(r"(?P<label>[A-Z][\w'’-]*(?: [\w'’-]+){0,3}): +(?=[A-Z])")
"""What stands before a colon at the beginning of a line."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Part of a report's text.

    Attributes:
        text: the kept paragraphs, each on lines of its own.
        starts: offset of each piece in `text`: a paragraph, or what of it stands between two editors' notes.
        origins: offset of each piece in the report.
        sizes: characters of each piece.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    sizes: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """Return the offset in the report of an offset in `text`."""
        if not self.starts:
            return offset
        i = max(0, bisect_right(self.starts, offset) - 1)
        return self.origins[i] + offset - self.starts[i]

    def kept(self, offset: int) -> int | None:
        """Return the offset in `text` of an offset in the report, or None where its paragraph was not kept."""
        i = bisect_right(self.origins, offset) - 1
        if i < 0:
            return None
        into = offset - self.origins[i]
        return self.starts[i] + into if into <= self.sizes[i] else None


def keep(text: str, gate: Gate | None, is_place: Callable[[str], bool]) -> Kept:
    """Return the paragraphs that the gate lets through, and the neighbours that may say who speaks in them.

    Without a gate, all of them. Datelines, and the labels of monitors' notes ("Homs: ..."), are left out.
    """
    opened = [(max(start, wire_head(text)), end) for start, end in paragraphs(text) if end > wire_head(text)]
    pieces = [_without_label(text, piece, is_place) for piece in _without_dateline(text, opened)]
    if gate is not None:
        passed = [gate.lets_through(text[start:end]) for start, end in pieces]
        pieces = [p for i, p in enumerate(pieces) if passed[i] or _speaks_for(pieces, passed, i)]
    return _joined(text, [without_asides(text, start, end) for start, end in pieces])


def _joined(text: str, paragraphs: list[list[tuple[int, int]]]) -> Kept:
    """The pieces of the paragraphs put together, each paragraph on a line of its own."""
    joined: list[str] = []
    starts: list[int] = []
    at = 0
    for pieces in paragraphs:
        joined.append("\n\n" if joined else "")
        at += len(joined[-1])
        for start, end in pieces:
            starts.append(at)
            joined.append(LINE_BREAK.sub(" ", text[start:end]))
            at += end - start
    flat = [piece for pieces in paragraphs for piece in pieces]
    origins, sizes = tuple(start for start, _ in flat), tuple(end - start for start, end in flat)
    return Kept("".join(joined), tuple(starts), origins, sizes)


def _without_dateline(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs, the first ones without their "CAIRO, Egypt (AP) —", which is no part of a sentence."""
    found = []
    for number, (start, end) in enumerate(pieces):
        opening = DATELINE.match(text, start, min(end, start + 120)) if number < HEADLINES else None
        found.append((opening.end(), end) if opening and opening.end() < end else (start, end))
    return found


def _without_label(text: str, piece: tuple[int, int], is_place: Callable[[str], bool]) -> tuple[int, int]:
    """A paragraph without the place that a monitor's note begins with; other labels may be speakers and stay."""
    start, end = piece
    label = LABEL.match(text, start, min(end, start + 60))
    if (
        label
        and label.end() < end
        and any(is_place(words) for words in (label["label"], label["label"].split()[0]))
    ):
        return label.end(), end
    return piece


def _speaks_for(pieces: list[tuple[int, int]], passed: list[bool], i: int) -> bool:
    """Whether a short paragraph next to a kept one may carry its voice ("the publication states")."""
    near = (i > 0 and passed[i - 1]) or (i + 1 < len(pieces) and passed[i + 1])
    start, end = pieces[i]
    return near and end - start < 400  # noqa: PLR2004 - a line or two: cheaper to parse than to miss a voice
