"""Voices behind voices: "Reuters reported, citing a doctor"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.tree import Tree

CLIMB_MAX = 4
_SIBLINGS = 8


def join_relays(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """Give every voice behind a speaker the speaker's content, inside the speaker's attribution.

    A relay whose speaker says nothing is left out. "Witnesses quoted by X said" is read the same way round.
    """
    by_token = {draft.token: draft for draft in drafts if draft.pieces}
    by_head = {draft.head: draft for draft in by_token.values() if draft.head is not None and draft.cue.is_voiced}
    kept = []
    for draft in drafts:
        told = by_head.get(tree.heads[draft.token]) if tree.tags[draft.token] == "VBN" else None
        if told is not None and draft.cue.kind == "cites" and tree.deps[draft.token] == "acl":
            draft.pieces, told.outer = list(told.pieces), draft
        if draft.cue.kind == "cites" and not draft.pieces:
            outer = _outer(tree, by_token, draft.token)
            if outer is None:
                continue
            draft.pieces = _free_of(tree.text, outer.pieces, draft)
            draft.outer = outer
            outer.pieces = list(draft.pieces)
        kept.append(draft)
    return kept


def _outer(tree: Tree, by_token: dict[int, Draft], token: int) -> Draft | None:
    at = token
    for _ in range(CLIMB_MAX):
        at = tree.heads[at]
        if at in by_token:
            return by_token[at]
        below = next((c for c in _nearest(tree.children[at], token) if c in by_token and c != token), None)
        if below is not None:
            return by_token[below]
    return None


def _nearest(children: Sequence[int], token: int) -> Sequence[int]:
    """Return the few children on both sides of a token: a list of thousands is no sentence."""
    middle = bisect_left(children, token)
    return children[max(0, middle - _SIBLINGS) : middle + _SIBLINGS]


def _free_of(text: str, pieces: list[tuple[int, int]], draft: Draft) -> list[tuple[int, int]]:
    """Cut the words for the voice behind out of what is said."""
    low = draft.cue_at[0]
    high = max(draft.cue_at[1], draft.source_at[1] if draft.source_at else 0)
    found = []
    for start, end in pieces:
        if end <= low or start >= high:
            found.append((start, end))
            continue
        if start < low:
            found.append((start, start + len(text[start:low].rstrip(" ,;\n"))))
        if high < end:
            found.append((end - len(text[high:end].lstrip(" ,;\n")), end))
    return [(start, end) for start, end in found if start < end] or pieces
