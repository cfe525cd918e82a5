"""Marks that nest and overlap, as tags that only nest."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoholds.telling.annotated.content import Mark

NESTING = ("claim", "content", "source", "cue", "time", "actor", "place")
"""What lies inside what where two marks cover the same words, the outermost first."""

Key = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Tag:
    """A beginning or an end of a mark, or of a piece of it where another mark overlaps it.

    Attributes:
        mark: the mark.
        is_opening: whether a piece begins here.
        is_edge: whether the whole mark begins or ends here, not a piece alone.
    """

    mark: Mark
    is_opening: bool
    is_edge: bool


def runs(text: str, marks: Sequence[Mark]) -> Iterator[str | Tag]:
    """Yield the text in order, piece by piece, with the tags between.

    The pieces joined are the text. Tags nest: what was opened last is closed first. A mark that overlaps
    another is cut into pieces, each opened and closed; its pieces hold its words and no others, once.
    Cost: n log n in the marks, times the depth to which they nest.

    >>> mark = Mark(4, 8, "place", 0)
    >>> [piece if isinstance(piece, str) else piece.is_opening for piece in runs("Fall Homs", [mark])]
    ['Fall', True, ' Hom', False, 's']
    """
    keys = [_key(mark, number) for number, mark in enumerate(marks)]
    starting = sorted(keys, reverse=True)
    bounds = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    covering: list[Key] = []
    opened: list[Key] = []
    for at, until in zip(bounds, [*bounds[1:], len(text)], strict=True):
        covering = [key for key in covering if -key[1] > at]
        while starting and starting[-1][0] == at:
            insort(covering, starting.pop())
        yield from _turn(opened, covering, marks, at)
        opened = list(covering)
        if until > at:
            yield text[at:until]


def _key(mark: Mark, number: int) -> Key:
    # Outer marks first: they begin earlier or end later.
    return mark.start, -mark.end, NESTING.index(mark.part or mark.layer), number


def _turn(opened: Sequence[Key], covering: Sequence[Key], marks: Sequence[Mark], at: int) -> Iterator[Tag]:
    kept = 0
    while kept < min(len(opened), len(covering)) and opened[kept] == covering[kept]:
        kept += 1
    for key in reversed(opened[kept:]):
        mark = marks[key[3]]
        yield Tag(mark, is_opening=False, is_edge=mark.end == at)
    for key in covering[kept:]:
        mark = marks[key[3]]
        yield Tag(mark, is_opening=True, is_edge=mark.start == at)
