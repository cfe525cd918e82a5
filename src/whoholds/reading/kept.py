"""The sentences that are parsed, joined, with the way back to the report's offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from whoholds.reading.asides import wire_head, without_asides
from whoholds.reading.field import Ground
from whoholds.reading.gate import Gate
from whoholds.reading.parse import paragraphs
from whoholds.reading.sentences import sentences

DATELINE = re.compile(
    r"[A-Z][A-Z'’./-]{2,}(?: [A-Z][A-Z'’./-]+)*"
    r"(?:,? ?(?:\([\w ./-]{2,40}\)|[A-Z][\w.']*|\d{1,4}))*,? ?[—–-]{1,2}\s+"
)
"""Town in capitals, country, agency, date, dash."""

DASH = re.compile(r"[—–-]\s")
OPENING = 120
"""Characters in which a dateline ends."""

LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Inside a paragraph a break is a blank, of the same length."""

HEADLINES = 4
"""How many paragraphs a dateline may come behind: headline, subhead, byline."""

LABEL = re.compile(r"(?P<label>[A-Z][\w'’-]*(?: [\w'’-]+){0,3}): +(?=[A-Z])")
"""What stands before a colon at the beginning of a line."""


Piece = tuple[int, int]
"""Start and end in the report's text."""

BETWEEN_PARAGRAPHS = "\n\n"
BETWEEN_SENTENCES = " "


@dataclass(frozen=True, slots=True)
class Kept:
    """Part of a report's text.

    Attributes:
        text: the kept pieces, each paragraph's on lines of their own.
        starts: offset of each piece in `text`.
        origins: offset of each piece in the report.
        ends: offset of the end of each piece in the report.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """Return the offset in the report of an offset in `text`."""
        if not self.starts:
            return offset
        i = max(0, bisect_right(self.starts, offset) - 1)
        return self.origins[i] + offset - self.starts[i]

    def kept(self, offset: int) -> int | None:
        """Return the offset in `text` of an offset in the report, or None where its piece was not kept."""
        i = bisect_right(self.origins, offset) - 1
        if i < 0 or offset > self.ends[i]:
            return None
        return self.starts[i] + offset - self.origins[i]


def keep(text: str, gate: Gate | None, ground: Ground, is_place: Callable[[str], bool]) -> Kept:
    """Return the sentences that the gate lets through, and those they lean on; without a gate, all.

    Datelines, editors' notes, and the labels of monitors' notes ("Homs: ..."), are left out.
    """
    head = wire_head(text)
    opened = [(max(start, head), end) for start, end in paragraphs(text) if end > head]
    blocks = [_without_label(text, piece, is_place) for piece in _without_dateline(text, opened)]
    chosen = [[block] for block in blocks] if gate is None else _chosen(text, blocks, gate, ground)
    return _joined(text, [[without_asides(text, *run) for run in runs] for runs in chosen])


def _joined(text: str, blocks: list[list[list[Piece]]]) -> Kept:
    """The pieces put together: those of one run without, runs of one paragraph with a blank between them."""
    joined: list[str] = []
    kept: list[Piece] = []
    starts: list[int] = []
    at = 0
    for runs in blocks:
        for number, pieces in enumerate(runs):
            if kept:
                joined.append(BETWEEN_SENTENCES if number else BETWEEN_PARAGRAPHS)
                at += len(joined[-1])
            for start, end in pieces:
                starts.append(at)
                joined.append(LINE_BREAK.sub(" ", text[start:end]))
                at += end - start
            kept += pieces
    return Kept("".join(joined), tuple(starts), tuple(start for start, _ in kept), tuple(end for _, end in kept))


def _chosen(text: str, blocks: list[Piece], gate: Gate, ground: Ground) -> list[list[Piece]]:
    """The kept pieces of each paragraph that has any; neighbours in one piece."""
    spans = [sentences(text, start, end) for start, end in blocks]
    verdicts = iter(gate.kept(text, [span for block in spans for span in block], ground))
    chosen = [_runs([(span, next(verdicts)) for span in block]) for block in spans]
    return [pieces for pieces in chosen if pieces]


def _runs(judged: list[tuple[Piece, bool]]) -> list[Piece]:
    """Join kept sentences that stand side by side."""
    pieces: list[Piece] = []
    for (start, end), is_kept in judged:
        if not is_kept:
            continue
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces


def _without_dateline(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs, the first ones without their "CAIRO, Egypt (AP) —", which is no part of a sentence."""
    found = []
    for number, (start, end) in enumerate(pieces):
        limit = min(end, start + OPENING)
        is_told = number < HEADLINES and DASH.search(text, start, limit)
        opening = DATELINE.match(text, start, limit) if is_told else None
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
