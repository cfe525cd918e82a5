"""What was read in a report, as marks over its text and a card of facts behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whoholds.model.annotated import Annotated

Row = tuple[str, str]
"""Key of a label in `words.yaml`, and the words beside it."""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands behind a mention or claim.

    Attributes:
        layer: a layer of `words.yaml`.
        title: the words that it is about.
        rows: its facts, in order.
    """

    layer: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of the text that is to be seen.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        layer: a layer of `words.yaml`.
        card: number of its card; the spans of one attribution share it.
        part: source, cue or content of an attribution; empty elsewhere.
        badge: a few words shown at its beginning; mostly empty.
        is_stop: whether the keyboard stops there: an attribution is one stop, however many its spans.
    """

    start: int
    end: int
    layer: str
    card: int
    part: str = ""
    badge: str = ""
    is_stop: bool = True


def spans_of(mention: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Yield part, start and end of each span of a mention; the part is empty but in attributions.

    >>> list(spans_of({"kind": "place", "text": "Homs", "start": 10, "end": 14}))
    [('', 10, 14)]
    """
    if mention["kind"] != "attribution":
        yield "", mention["start"], mention["end"]
        return
    for part in ("source", "cue", "content"):
        for span in _listed(mention[part]):
            yield part, span["start"], span["end"]


def words_of(spans: Any) -> str:  # noqa: ANN401 (a span, a list of spans, or None, as the contract has it)
    """Return the words of one or several spans; what was left out between them shows as dots."""
    return " … ".join(span["text"] for span in _listed(spans))


def _listed(spans: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 (as above)
    if spans is None:
        return []
    return list(spans) if isinstance(spans, list) else [spans]


def marks_of(annotated: Annotated, badges: Iterable[str]) -> list[Mark]:
    """Return the marks over a report's text: mentions by number, then claims.

    Args:
        annotated: the report and what was read in it.
        badges: one a claim.
    """
    length = len(annotated.report.text)
    marks = []
    for number, mention in enumerate(annotated.mentions):
        for part, start, end in spans_of(mention):
            marks.append(Mark(start, end, mention["kind"], number, part, is_stop=part in {"", "cue"}))
    first = len(annotated.mentions)
    for number, (claim, badge) in enumerate(zip(annotated.claims, badges, strict=True), first):
        marks.append(Mark(claim["start"], claim["end"], "claim", number, badge=badge))
    return [mark for mark in marks if 0 <= mark.start < mark.end <= length]
