"""Whose words a participle goes on with: "X fell, the agency reported, adding that ..."."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.tree import Tree


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
