"""How likely it is that a careful reader would mark an attribution."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.lexicon import Lexicon
from whoholds.reading.attribution.quotations import Quotations
from whoholds.reading.attribution.tree import Tree

_OWN = frozenset({"i", "we", "you", "me", "us"})
_UNREALISED = frozenset({"infinitive", "modal", "base_form"})
_TOLD = frozenset({"says", "writes", "reports", "according-to", "denies", "warns"})
_GUESSED = 0.85
_BARE = 12
"""A wish or verdict about so few characters is seldom worth telling: "supports him"."""

_THINGS = frozenset({"object", "person-infinitive", "infinitive"})


def confidence(tree: Tree, words: Lexicon, quotes: Quotations, draft: Draft, *, is_inside: bool) -> float:
    """Return 0 to 1: the kind's own sureness, lessened for every doubtful thing about the setting."""
    sure = words.sure.get(draft.cue.kind, 0.7)
    for reason in _reasons(tree, words, quotes, draft, is_inside=is_inside):
        sure *= words.sure[reason]
    if draft.confidence < 0.9:  # noqa: PLR2004
        sure = min(sure, draft.confidence) * _GUESSED if draft.form != "label" else draft.confidence
    return sure


def _reasons(tree: Tree, words: Lexicon, quotes: Quotations, draft: Draft, *, is_inside: bool) -> Iterator[str]:
    number = quotes.at(draft.cue_at[0])
    if number is not None and quotes.found[number].is_speech and draft.form != "label":
        yield "in_speech"
        if draft.head is not None and tree.lower[draft.head] in _OWN:
            yield "own"
    if is_inside and draft.outer is None:
        yield "inside_told" if draft.cue.kind in _TOLD else "inside"
    if draft.source_at is None:
        yield "nameless"
    elif draft.head is not None and tree.lower[draft.head] in words.anybody:
        yield "anybody"
    moods = list(_mood(tree, draft.token))
    yield from moods
    if not draft.cue.is_voiced:
        yield from _told_of(tree, words, draft, moods)
    if not draft.is_direct:
        yield from _clause(tree, words, draft)


def _told_of(tree: Tree, words: Lexicon, draft: Draft, moods: list[str]) -> Iterator[str]:
    """Yield what makes a wish or verdict of which the report tells less likely one."""
    if not _UNREALISED.isdisjoint(moods):
        yield "unrealised"
    if draft.length <= _BARE:
        yield "bare"
    if draft.form in _THINGS and tree.lemmas[draft.token] in words.deeds:
        held = tree.child(draft.token, "dobj")
        if held is None or tree.lemmas[held] not in words.nouns:
            yield "deed"


def _clause(tree: Tree, words: Lexicon, draft: Draft) -> Iterator[str]:
    """Yield what the clause around a cue makes of it: a condition, a restriction, what somebody else says."""
    token = draft.token
    mark = tree.child(token, "mark")
    if mark is not None and tree.lower[mark] in words.conditions:
        yield "conditional"
    if tree.deps[token] == "ccomp" and tree.heads[token] < token:
        yield "complement"
    if draft.head is not None and tree.deps[token] == "relcl" and tree.lower[draft.head] in words.demonstratives:
        yield "restrictive"


def _mood(tree: Tree, token: int) -> Iterator[str]:
    if tree.pos[token] in {"NOUN", "PROPN"}:
        yield "noun"
        return
    tags = {tree.tags[c] for c in tree.children[token]}
    if "TO" in tags:
        yield "infinitive"
    elif "MD" in tags:
        yield "modal"
    elif tree.tags[token] == "VB":
        yield "base_form"
    if tree.deps[token] in {"relcl", "acl", "pcomp"}:
        yield "relative"
