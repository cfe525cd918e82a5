"""Voices behind voices: "Reuters reported, citing a doctor"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.lexicon import Cue, Lexicon
from whoholds.reading.attribution.sources import agent, cue_span
from whoholds.reading.attribution.syntax import place_source
from whoholds.reading.attribution.tree import Tree

CARRIED = Cue("cites", "claimed", is_voiced=True, takes=frozenset())
CLIMB_MAX = 4
_SIBLINGS = 8


def join_relays(tree: Tree, words: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """Give every voice behind a speaker the speaker's content, inside the speaker's attribution.

    A relay whose speaker says nothing is left out. "Witnesses quoted by X said" and "a note seen by X" are read
    the same way round.
    """
    drafts = _with_carriers(tree, words, drafts)
    by_token = {draft.token: draft for draft in drafts if draft.pieces}
    kept = []
    for draft in drafts:
        if draft.cue.kind == "cites" and not draft.pieces:
            outer = _outer(tree, by_token, draft.token)
            if outer is None:
                continue
            draft.pieces = _free_of(tree.text, outer.pieces, draft)
            draft.outer = outer
            outer.pieces = list(draft.pieces)
        kept.append(draft)
    return kept


def _with_carriers(tree: Tree, words: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with those of the carriers that the words for a voice name: "a note seen by AFP"."""
    carriers: dict[int, Draft] = {}
    for told in drafts:
        if told.head is None or not told.pieces or not told.cue.is_voiced or told.token in carriers:
            continue
        for child in tree.children[told.head]:
            by = agent(tree, child) if _carries(tree, words, child) else None
            if by is not None and child not in carriers:
                carriers[child] = _carrier(tree, child, by, told)
                told.outer = carriers[child]
    return [draft for draft in drafts if draft.token not in carriers] + list(carriers.values())


def _carries(tree: Tree, words: Lexicon, i: int) -> bool:
    return tree.deps[i] == "acl" and tree.tags[i] == "VBN" and tree.lemmas[i] in words.carried


def _carrier(tree: Tree, verb: int, by: int, told: Draft) -> Draft:
    first, last = cue_span(tree, verb)
    draft = Draft(verb, CARRIED, (tree.starts[first], tree.ends[last]), list(told.pieces), stance=CARRIED.stance)
    place_source(tree, draft, by)
    return draft


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
