"""An attribution: voice, cue and content, as spans of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARKED = 0.3
"""From this confidence on an attribution is one that a careful reader would mark."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: `text` is what stands between `start` and `end`, in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Source(Span):
    """The words for a voice.

    Attributes:
        stands_for: the words behind a pronoun ("the ministry" for "it"); empty where the words speak for
            themselves, None where nothing fitting was found.
        stands_for_start: offset of those words; -1 where there are none.
        is_anonymous: True where the text says that the voice hides its name.
    """

    stands_for: str | None = ""
    stands_for_start: int = -1
    is_anonymous: bool = False

    @property
    def name(self) -> str:
        """The words to look up: what the source stands for, else its own."""
        return self.stands_for or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One statement hung on a voice.

    Attributes:
        source: the voice; None where the text names none ("reportedly").
        cue: the words that hang the content on the voice.
        content: what is said, as pieces in text order, broken where voice or cue stand between.
        kind: what the voice does, a word of the cue lexicon: says, reports, thinks, denies, orders ...
        stance_hint: the stance that the cue alone gives to claims in the content.
        is_voiced: True where the voice speaks the content; False where the report tells of a wish or verdict
            and the content stays the report's own, or where the voice denies what stands before.
        to: whom it was told ("told Reuters"): a carrying voice where it is an outlet.
        points_back: True where the cue's object is a bare "this", and the content stands before.
        inside: index of the attribution whose content holds this one; None at the top.
        confidence: how sure the reading is, 0 to 1.
    """

    source: Source | None
    cue: Span
    content: tuple[Span, ...]
    kind: str
    stance_hint: str
    is_voiced: bool = True
    to: Span | None = None
    points_back: bool = False
    inside: int | None = None
    confidence: float = 1.0

    def covers(self, start: int, end: int) -> bool:
        """Return whether the content holds the words between two offsets, gaps for voice and cue allowed."""
        if not self.content or start < self.content[0].start or end > self.content[-1].end:
            return False
        return _inside(self.content, start) and _inside(self.content, max(start, end - 1))

    def to_json(self) -> dict[str, object]:
        """Return the mention as the contract prints it; `content` is a list where it is broken."""
        pieces = [_plain(piece) for piece in self.content]
        line: dict[str, object] = {
            "kind": "attribution",
            "source": _plain(self.source) if self.source else None,
            "cue": _plain(self.cue),
            "content": pieces[0] if len(pieces) == 1 else pieces,
            "voice": self.kind,
            "stance": self.stance_hint,
            "inside": self.inside,
            "confidence": round(self.confidence, 3),
        }
        if self.source and self.source.stands_for:
            line["stands_for"] = self.source.stands_for
        if self.to:
            line["to"] = _plain(self.to)
        return line


def _plain(span: Span) -> dict[str, object]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _inside(pieces: Iterable[Span], offset: int) -> bool:
    return any(piece.start <= offset < piece.end for piece in pieces)


def marked(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return those that a careful reader would mark: the confident ones, without voices inside quoted speech.

    `inside` keeps counting in the full list.
    """
    return [attribution for attribution in attributions if attribution.confidence >= MARKED]
