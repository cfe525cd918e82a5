"""Voices set before a colon or after a dash: "SANA: Army repels attack", "Rebels enter the port - Reuters"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.lexicon import Cue, Lexicon
from whoholds.reading.attribution.quotations import Quotations
from whoholds.reading.attribution.tree import Tree

NAME_TOKENS = 6
"""A longer label is a sentence."""

_DASHES = frozenset({"-", "–", "—", "―", "--"})
_SMALL = frozenset({"of", "the", "'s", "’s", "&", ".", "al", "el", "bin", "de"})
_CLOSING = frozenset({"”", '"', "''", "»"})
_ENDS = frozenset({".", "!", "?"})
_LABEL = Cue("says", "claimed", is_voiced=True, takes=frozenset())


def labelled(tree: Tree, words: Lexicon, quotes: Quotations) -> Iterator[Draft]:
    """Yield what stands under a name: before a colon at a line's start, or after a dash at its end."""
    before: tuple[int, int] | None = None
    for start, end in quotes.paragraphs:
        tokens = range(bisect_left(tree.starts, start), bisect_left(tree.starts, end))
        if tokens:
            yield from _colon(tree, words, quotes, tokens)
            yield from _dash(tree, quotes, tokens, before)
            before = (start, end)


def _colon(tree: Tree, words: Lexicon, quotes: Quotations, tokens: range) -> Iterator[Draft]:
    if tree.words[tokens[0]] in {'"', "“"}:
        tokens = tokens[1:]
    if not tokens or tree.lower[tokens[0]] in words.not_labels:
        return
    at = next((t for t in tokens[1:NAME_TOKENS] if tree.words[t] == ":"), None)
    if at is None or len(tokens) - (at - tokens[0]) < 4 or not _is_name(tree, tokens[0], at - 1):  # noqa: PLR2004
        return
    last = tokens[-1]
    while last > at and tree.words[last].isspace():
        last -= 1
    is_quoted = quotes.at(tree.starts[at + 1]) is not None
    is_shouted = all(tree.words[t].isupper() for t in range(tokens[0], at))
    sure = 0.8 if is_quoted or is_shouted or tokens[0] == 0 else 0.5
    yield _draft(tree, at, (tokens[0], at - 1), (tree.starts[at + 1], tree.ends[last]), sure)


def _dash(tree: Tree, quotes: Quotations, tokens: range, before: tuple[int, int] | None) -> Iterator[Draft]:
    last = tokens[-1]
    while last > tokens[0] and tree.words[last].isspace():
        last -= 1
    low = max(tokens[0], last - NAME_TOKENS)
    at = next((t for t in range(last, low - 1, -1) if tree.words[t] in _DASHES), None)
    if at is None or at == last:
        return
    name = at + 1 + (tree.words[at + 1].isspace())
    is_spoken = tree.words[at - 1] in _CLOSING
    last -= is_spoken and tree.words[last] == "."
    if tree.words[last] in _ENDS or not _is_name(tree, name, last):
        return
    if at == tokens[0]:
        if before and quotes.at(before[0]) is not None:
            yield _draft(tree, at, (name, last), before, 0.8)
        return
    yield _draft(tree, at, (name, last), (tree.starts[tokens[0]], tree.ends[at - 1]), 0.8 if is_spoken else 0.6)


def _is_name(tree: Tree, first: int, last: int) -> bool:
    if last < first or last - first >= NAME_TOKENS:
        return False
    words = range(first, last + 1)
    if all(tree.words[t].isupper() for t in words):
        return True
    if not all(tree.words[t][:1].isupper() or tree.lower[t] in _SMALL for t in words):
        return False
    kinds = {tree.pos[t] for t in words}
    return ("PROPN" in kinds or (first == 0 and "NOUN" in kinds)) and not kinds & {"VERB", "AUX"}


def _draft(tree: Tree, at: int, name: tuple[int, int], piece: tuple[int, int], sure: float) -> Draft:
    draft = Draft(at, _LABEL, (tree.starts[at], tree.ends[at]), [piece], stance="claimed", confidence=sure)
    draft.head, draft.form, draft.is_direct = name[1], "label", True
    draft.source_at = (tree.starts[name[0]], tree.ends[name[1]])
    return draft
