"""Where a content begins and ends: mended where the parse runs over lines or stops short of the sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from whoholds.reading.attribution.contents import CONTENT_TOKENS, Content
from whoholds.reading.attribution.tree import Tree

SENTENCES_MAX = 3
"""How many wrongly split sentences one content may run over."""

_ENDS = frozenset({".", "!", "?", "…"})
_CLOSING = frozenset({"”", '"', "''", "’", ")", "»", "'"})
_CONCESSIONS = frozenset({"although", "though", "while", "whereas"})
_ASIDES = frozenset({"who", "which", "whose", "whom"})
_NOMINAL = frozenset({"object", "for", "of", "about", "against", "with", "on", "to"})


def tidy(tree: Tree, token: int, content: Content) -> Content:
    """Return a content kept in the cue's line, run on to the end of its clause, and cut before asides.

    Args:
        tree: the parse.
        token: the cue.
        content: as the syntax gave it; may come back without any range.
    """
    ranges = [clipped for pair in content.ranges if (clipped := _clip(tree, token, *pair))]
    if ranges and ranges[-1][0] > token:
        first, last = ranges[-1]
        last = (
            _run_on(tree, first, last) if content.takes in {"clause", "infinitive", "person-infinitive"} else last
        )
        ranges[-1] = (first, _cut(tree, content.takes, first, last))
    kept = tuple(ranges)
    return content if kept == content.ranges else replace(content, ranges=kept)


def _clip(tree: Tree, token: int, low: int, high: int) -> tuple[int, int] | None:
    line = tree.lines[token]
    first = max(low, bisect_left(tree.lines, line))
    last = min(high, bisect_right(tree.lines, line) - 1, first + CONTENT_TOKENS)
    return (first, last) if first <= last else None


def _run_on(tree: Tree, first: int, last: int) -> int:
    """Go on behind a dangling "and", behind a colon, and over a sentence boundary without a full stop."""
    end = tree.sentence_ends[last] - 1
    if tree.pos[last] == "CCONJ" or (last + 2 < end and tree.words[last + 1] == ":"):
        last = end
    for _ in range(SENTENCES_MAX):
        is_whole = last < tree.sentence_ends[last] - 1 or last + 1 >= tree.size
        if is_whole or tree.lines[last + 1] != tree.lines[first] or _is_stop(tree, last):
            break
        last = tree.sentence_ends[last + 1] - 1
    return min(last, bisect_right(tree.lines, tree.lines[first]) - 1, first + CONTENT_TOKENS)


def _is_stop(tree: Tree, last: int) -> bool:
    words = tree.words
    return words[last] in _ENDS or "\n" in words[last] or (words[last] in _CLOSING and words[last - 1] in _ENDS)


def _cut(tree: Tree, takes: str, first: int, last: int) -> int:
    """Cut before ", although ..." and, in a noun phrase, before ", who ..."."""
    openers = _CONCESSIONS | _ASIDES if takes in _NOMINAL else _CONCESSIONS
    for t in range(first + 2, last):
        if tree.words[t] == "," and tree.lower[t + 1] in openers:
            return t - 1
    return last
