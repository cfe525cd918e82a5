"""Which words of time belong to which claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from whoholds.reading.syntax import ancestors
from whoholds.reading.times import Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FARTHEST = 6


def time_of(trigger: Token, sentence: Span, timexes: Sequence[tuple[int, Timex]]) -> Timex | None:
    """Return the time expression of a trigger: the one that hangs nearest to it in its sentence.

    Args:
        trigger: the word that tells the action.
        sentence: its sentence.
        timexes: (token index of the expression's head, expression), in the order of the text.
    """
    chain = {trigger.i: 0} | {node.i: steps for steps, node in enumerate(ancestors(trigger), 1)}
    best: tuple[int, int, Timex] | None = None
    first = bisect_left(timexes, sentence.start, key=_index)
    for index, timex in timexes[first : bisect_left(timexes, sentence.end, key=_index)]:
        if timex.when is None:
            continue
        steps = _steps(trigger, sentence.doc[index], chain)
        if steps is None:
            continue
        key = (steps, abs(index - trigger.i), timex)
        if best is None or key[:2] < best[:2]:
            best = key
    return best[2] if best else None


def _steps(trigger: Token, head: Token, chain: dict[int, int]) -> int | None:
    """How far a time expression hangs from a trigger: steps up from both to where they meet."""
    node = head
    for up in range(FARTHEST):
        if node.i in chain:
            over = chain[node.i]
            crossed = _crosses(trigger, node)
            return None if crossed else up + 2 * over
        if node.head == node:
            return None
        if (
            up
            and node.pos_ == "VERB"
            and node != trigger
            and node.dep_ in {"relcl", "acl", "advcl", "ccomp", "conj"}
        ):
            return None  # the time belongs to a clause of its own
        node = node.head
    return None


def _crosses(trigger: Token, meeting: Token) -> bool:
    """Whether the way up from a trigger leaves the clause whose time the meeting point tells."""
    node = trigger
    while node != meeting:
        if node.dep_ in {"ccomp", "relcl"}:
            return True  # "said on Friday that it took": Friday is when it was said
        if node.head == node:
            return True
        node = node.head
    return False


def heads_of(doc: Doc, spans: Sequence[tuple[int, int, Timex]]) -> list[tuple[int, Timex]]:
    """Return each expression with the index of the token that carries it, in the order of those tokens."""
    found = []
    for start, end, timex in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            found.append((span.root.i, timex))
    return sorted(found, key=_index)


def _index(expression: tuple[int, Timex]) -> int:
    return expression[0]
