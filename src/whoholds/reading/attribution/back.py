"""Cues whose content stands before them: "This is reported by Reuters"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.attribution.contents import Content
from whoholds.reading.attribution.draft import Draft, Pieces
from whoholds.reading.attribution.lexicon import Lexicon
from whoholds.reading.attribution.quotations import Quotations
from whoholds.reading.attribution.sources import agent, speaker
from whoholds.reading.attribution.syntax import make
from whoholds.reading.attribution.tree import Tree

_BESIDE = frozenset({"conj", "advcl", "ccomp", "parataxis", "dep"})
"""How verbs hang together that answer each other: "X says it holds the town, but Y denies this"."""


def point_back(
    tree: Tree, words: Lexicon, quotes: Quotations, drafts: Sequence[Draft], tokens: Sequence[int]
) -> list[Draft]:
    """Return attributions by verbs of saying whose subject or object is a bare "this" for the sentences before."""
    taken = {draft.token for draft in drafts if draft.pieces and draft.cue.kind not in {"mentions", "judges"}}
    said = {draft.token: draft for draft in drafts if draft.pieces}
    found = []
    lines = quotes.paragraphs
    line = 0
    for i in tokens:
        lemma = tree.lemmas[i]
        if lemma not in words.verbs or i in taken or tree.pos[i] != "VERB" or not lines:
            continue
        while line + 1 < len(lines) and tree.starts[i] >= lines[line + 1][0]:
            line += 1
        head = _voice(tree, words, i)
        if head is None or quotes.at(tree.starts[i]) is not None:
            continue
        cue = words.verbs[lemma][0]
        pieces = _beside(tree, said, i) or _before(tree, i, lines, line)
        if cue.kind == "denies":
            pieces = _last_sentence(tree, i, pieces)
        if pieces:
            draft = make(tree, i, cue, Content("back", ()), head)
            draft.pieces, draft.confidence = pieces, 0.7
            found.append(draft)
    return found


def _voice(tree: Tree, words: Lexicon, verb: int) -> int | None:
    cues = words.verbs.get(tree.lemmas[verb], ())
    if not any(cue.kind == "denies" or ("clause" in cue.takes and cue.is_voiced) for cue in cues):
        return None
    if tree.is_passive(verb):
        subject = tree.child(verb, "nsubjpass")
        is_back = (
            subject is not None and tree.lower[subject] in words.back_references and not tree.children[subject]
        )
        return agent(tree, verb) if is_back else None
    held = tree.child(verb, "dobj")
    is_back = held is not None and tree.lower[held] in words.back_references and not tree.children[held]
    return speaker(tree, verb) if is_back else None


def _beside(tree: Tree, said: dict[int, Draft], verb: int) -> Pieces:
    """Return what the verb before says."""
    other = said.get(tree.heads[verb]) if tree.deps[verb] in _BESIDE else None
    if other is None:
        opener = next((c for c in tree.children[verb] if c < verb and tree.deps[c] in _BESIDE), None)
        other = said.get(opener) if opener is not None else None
    if other is None and tree.deps[verb] == "conj":
        return _joined(tree, verb)
    return list(other.pieces) if other else []


def _joined(tree: Tree, verb: int) -> Pieces:
    """Return the clause that a verb is joined to: "The rebels left the ridge, but the army denied this"."""
    head, last = tree.heads[verb], tree.first[verb] - 1
    while last > head and (tree.pos[last] in {"CCONJ", "PUNCT", "SPACE"}):
        last -= 1
    is_own = tree.child(verb, "nsubj") is not None
    return [(tree.starts[tree.first[head]], tree.ends[last])] if is_own and last >= head else []


def _last_sentence(tree: Tree, verb: int, pieces: Pieces) -> Pieces:
    """Return pieces cut to the sentence before the cue's own: a denial answers what was said last."""
    start = tree.sentence_starts[verb]
    low = tree.starts[tree.sentence_starts[start - 1]] if start else 0
    return [(max(first, low), last) for first, last in pieces if last > low]


def _before(tree: Tree, verb: int, lines: list[tuple[int, int]], line: int) -> Pieces:
    start, end = lines[line][0], tree.starts[tree.sentence_starts[verb]]
    if start >= end or not tree.text[start:end].strip():
        if line == 0:
            return []
        start, end = lines[line - 1]
    kept = tree.text[start:end].rstrip()
    return [(start, start + len(kept))] if kept else []
