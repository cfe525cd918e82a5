"""From token ranges to pieces of the text."""

from __future__ import annotations

from whoholds.reading.attribution.contents import CONTENT_TOKENS
from whoholds.reading.attribution.draft import Pieces
from whoholds.reading.attribution.quotations import Quotations
from whoholds.reading.attribution.tree import Tree

_EDGE = frozenset({",", ";", ":", "—", "–", "-", "--"})


def pieces_of(tree: Tree, ranges: tuple[tuple[int, int], ...]) -> Pieces:
    """Return token ranges as offsets, without the space and the commas at their edges."""
    found: Pieces = []
    for low, high in ranges:
        first, last = low, min(high, low + CONTENT_TOKENS)
        while first <= last and (tree.words[first].isspace() or tree.words[first] in _EDGE):
            first += 1
        while last >= first and (tree.words[last].isspace() or tree.words[last] in _EDGE | {"."}):
            last -= 1
        if first <= last:
            found.append((tree.starts[first], tree.ends[last]))
    return found


def snap(pieces: Pieces, quotes: Quotations, cue_at: tuple[int, int]) -> Pieces:
    """Stretch pieces that end or begin inside a quotation to its marks, unless the cue stands in it."""
    found: Pieces = []
    for low, high in pieces:
        start, end = low, high
        for quote in list(quotes.touching(low, high)):
            if not quote.start <= cue_at[0] < quote.end:
                start, end = min(start, quote.start), max(end, quote.end)
        found.append((start, end))
    return found
