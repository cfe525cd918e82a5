"""Which words of time belong to which claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from whoholds.reading.syntax import ancestors
from whoholds.reading.times import Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FARTHEST = 6
ORDERS = frozenset({"after", "before"})
LENGTH = re.compile(r"P(?P<count>\d+)(?P<unit>[DWMY])")
DAYS_IN = {"D": 1, "W": 7}


def time_of(trigger: Token, sentence: Span, timexes: Sequence[tuple[int, Timex]]) -> Timex | None:
    """Return the time expression of a trigger: the one that hangs nearest to it in its sentence.

    Args:
        trigger: the word that tells the action.
        sentence: its sentence.
        timexes: (token index of the expression's head, expression), in the order of the text.
    """
    chain = {trigger.i: 0} | {node.i: steps for steps, node in enumerate(ancestors(trigger), 1)}
    best: tuple[int, int, Timex, int] | None = None
    here = _within(sentence, timexes)
    for index, timex in here:
        if timex.when is None:
            continue
        steps = _steps(trigger, sentence.doc[index], chain)
        if steps is None:
            continue
        key = (steps, abs(index - trigger.i), timex, index)
        if best is None or key[:2] < best[:2]:
            best = key
    return _apart(trigger, best[3], best[2], dict(here)) if best else None


def times_of(places: Sequence[int], sentence: Span, timexes: Sequence[tuple[int, Timex]]) -> list[Timex]:
    """Return each place's own time: "took Goma in January and Bukavu last week"; empty where one has none.

    Args:
        places: token index of each place of one claim, in the order of the text.
        sentence: their sentence.
        timexes: (token index of the expression's head, expression), in the order of the text.
    """
    ends = (*places[1:], sentence.end)
    here = [(index, timex) for index, timex in _within(sentence, timexes) if timex.when is not None]
    own = [
        next((timex for index, timex in here if place < index < end), None)
        for place, end in zip(places, ends, strict=True)
    ]
    found = [timex for timex in own if timex is not None]
    return found if len(found) == len(places) else []


def _within(sentence: Span, timexes: Sequence[tuple[int, Timex]]) -> Sequence[tuple[int, Timex]]:
    low, high = (bisect_left(timexes, edge, key=_index) for edge in (sentence.start, sentence.end))
    return timexes[low:high]


def _apart(trigger: Token, at: int, timex: Timex, here: dict[int, Timex]) -> Timex | None:
    """Return the time of what lay so long before or after another event: "on 26 August, a day after they took it".

    That is the same time where both are hours apart, and none where they are months apart.
    """
    for node in (trigger, *ancestors(trigger)):
        if node.left_edge.i <= at <= node.right_edge.i:
            return timex
        mark = _opener(node)
        if mark is None:
            continue
        length = next((here[c.i] for c in (*mark.lefts, *node.lefts) if c.i < mark.i and c.i in here), None)
        return timex if length is None else _shifted(timex, length, -1 if mark.lower_ == "after" else 1)
    return timex


def _opener(node: Token) -> Token | None:
    """The "after" or "before" that opens a clause or governs a noun."""
    if node.dep_ in {"pcomp", "pobj"} and node.head.lower_ in ORDERS:
        return node.head
    return next((c for c in node.lefts if c.dep_ == "mark" and c.lower_ in ORDERS), None)


def _shifted(timex: Timex, length: Timex, way: int) -> Timex | None:
    told = LENGTH.fullmatch(length.value)
    if timex.when is None or told is None:
        return timex
    if told["unit"] not in DAYS_IN:
        return None
    step = timedelta(days=way * int(told["count"]) * DAYS_IN[told["unit"]])
    start, end = timex.when.start + step, timex.when.end + step
    return replace(length, when=replace(timex.when, start=start, end=end, value=start.date().isoformat()))


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
        if node.dep_ == "ccomp" or (node.dep_ == "relcl" and not _shares(node)):
            return True  # "said on Friday that it took": Friday is when it was said
        if node.head == node:
            return True
        node = node.head
    return False


def _shares(clause: Token) -> bool:
    """Whether a relative clause plays when its noun does: "on Friday, when it", "the first to fall, on 2 March"."""
    if any(c.lower_ == "when" for c in clause.lefts):
        return True
    is_infinitive = clause.tag_ == "VB" and any(c.lower_ == "to" for c in clause.lefts)
    return is_infinitive and clause.head.dep_ == "attr"


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
