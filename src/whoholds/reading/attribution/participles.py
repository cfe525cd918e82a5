"""Whose words a participle goes on with: "X fell, the agency reported, adding that ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoholds.reading.attribution.contents import Content
from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.lexicon import Lexicon
from whoholds.reading.attribution.tree import Tree

_BREAKS = frozenset({",", "—", "–", "--", ";"})


def before_others(tree: Tree, words: Lexicon, verb: int, content: Content) -> Content:
    """Return a content up to where another cue takes over.

    That is a participle of saying that goes on ("said X fell, adding that Y held"), or a coordinate clause in which
    somebody else speaks ("said X fell, and witnesses reported that Y held").
    """
    first, last = content.ranges[-1] if content.ranges else (0, 0)
    if first < verb or content.takes != "clause":
        return content
    for t in range(first + 2, last):
        if tree.words[t] in _BREAKS and _takes_over(tree, words, t, last):
            return replace(content, ranges=(*content.ranges[:-1], (first, t - 1)))
    return content


def _takes_over(tree: Tree, words: Lexicon, comma: int, last: int) -> bool:
    after = comma + 1
    if tree.tags[after] == "VBG":
        return _says(words, tree.lemmas[after])
    if tree.tags[after] != "CC" or after >= last:
        return False
    opener = after + 1
    subject = opener if tree.deps[opener] == "nsubj" else tree.heads[opener]
    cue = tree.heads[subject]
    is_clause = tree.deps[subject] == "nsubj" and tree.first[subject] == opener and tree.deps[cue] == "conj"
    return is_clause and _says(words, tree.lemmas[cue]) and tree.child(cue, "ccomp") is not None


def _says(words: Lexicon, lemma: str) -> bool:
    return any(cue.is_voiced and {"clause", "quote"} <= cue.takes for cue in words.verbs.get(lemma, ()))


def lend_voices(tree: Tree, drafts: Sequence[Draft]) -> None:
    """Give a participle of saying the voice of the cue just before it, where its own verb is what that voice says.

    Args:
        tree: the parse.
        drafts: in the order of their cues; changed in place.
    """
    before: Draft | None = None
    for draft in drafts:
        if before is not None and _goes_on(tree, before, draft):
            draft.head, draft.source_at = before.head, before.source_at
        if draft.cue.is_voiced and draft.source_at:
            before = draft


def _goes_on(tree: Tree, before: Draft, draft: Draft) -> bool:
    verb = draft.token
    if (
        tree.tags[verb] != "VBG"
        or tree.deps[verb] not in {"advcl", "xcomp", "conj", "acl"}
        or not draft.cue.is_voiced
    ):
        return False
    is_same = tree.sentence_starts[verb] == tree.sentence_starts[before.token] and draft.outer is None
    above = tree.starts[tree.heads[verb]]
    return is_same and before.token < verb and any(start <= above < end for start, end in before.pieces)
