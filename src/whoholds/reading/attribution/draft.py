"""An attribution in the making: tokens and offsets, before nesting and speakers are known."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.reading.attribution.lexicon import Cue

Pieces = list[tuple[int, int]]


@dataclass(slots=True)
class Draft:
    """An attribution in the making.

    Attributes:
        token: the cue's main token.
        cue: what the cue word does.
        cue_at: offsets of the cue's words.
        pieces: offsets of the content, in order.
        head: head token of the source; None where there is no source.
        source_at: offsets of the source.
        to_at: offsets of whom it was told.
        stance: the stance hint.
        confidence: 0 to 1.
        outer: the draft that relays this one ("Reuters reported, citing a doctor").
        is_direct: True where the content is quoted speech.
        form: what the content is, as the lexicon's `takes` names it.
    """

    token: int
    cue: Cue
    cue_at: tuple[int, int]
    pieces: Pieces
    head: int | None = None
    source_at: tuple[int, int] | None = None
    to_at: tuple[int, int] | None = None
    stance: str = ""
    confidence: float = 0.9
    outer: Draft | None = None
    is_direct: bool = False
    form: str = ""

    @property
    def length(self) -> int:
        """Return how many characters the content has."""
        return sum(end - start for start, end in self.pieces)
