"""Clauses that are conditions, and what depends on them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from whoholds.reading.lexicon import load_yaml
from whoholds.reading.syntax import ancestors

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _cues() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_yaml("stance.yaml").items()}


def condition_clause(node: Token) -> str:
    """Return the words that make a clause a condition ("if", "as long as"); empty where none."""
    cues = _cues()
    if node.dep_ in {"csubj", "csubjpass"} and _may_be(node.head):
        return str(node.text)
    if node.dep_ not in {"advcl", "ccomp", "pcomp", "relcl", "acl"}:
        return ""
    for child in node.lefts:
        if child.dep_ not in {"mark", "advmod", "prep", "cc"}:
            continue
        if child.lower_ in cues["conditional_marks"]:
            return str(child.text)
        low = max(child.sent.start, child.i - 2)
        words = child.doc[low : child.i + 1].text.lower()
        if any(words.endswith(phrase) for phrase in cues["conditional_phrases"]):
            return words
    return ""


def is_event_that_would(trigger: Token) -> bool:
    """Return whether an event is the subject of what it would do: "the fall of the town would cut the road"."""
    is_event = trigger.pos_ == "NOUN" or trigger.tag_ == "VBG"
    return is_event and trigger.dep_ == "nsubj" and _may_be(trigger.head)


def _may_be(verb: Token) -> bool:
    return any(c.lower_ in _cues()["hypothetical_modals"] for c in verb.children)


def above_condition(trigger: Token) -> Token | None:
    """Return the verb of the clause that a conditional clause belongs to."""
    node = trigger
    for above in (trigger, *ancestors(trigger)):
        node = above
        if condition_clause(node) or (node == trigger and is_event_that_would(node)):
            head = node.head
            while head.pos_ not in {"VERB", "AUX"} and head.head != head:
                head = head.head
            return head if head != node else None
    return None
