"""Who stands behind a pronoun or a bare "the agency", and which voices hide their names."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.lexicon import Lexicon
from whoholds.reading.attribution.model import Source
from whoholds.reading.attribution.tree import Tree

_KEPT = 12
"""How many voices back a pronoun may reach."""

REACH = 80
"""How many words back a pronoun may reach for somebody who has not spoken."""


def name_speakers(
    tree: Tree, words: Lexicon, drafts: Sequence[Draft], inside: Sequence[int | None]
) -> list[Source | None]:
    """Return the source of every draft, pronouns resolved to the last voice that fits; one pass, in text order.

    Voices inside another's words are looked at only where no other fits.
    """
    order = sorted(range(len(drafts)), key=lambda i: drafts[i].source_at or drafts[i].cue_at)
    found: list[Source | None] = [None] * len(drafts)
    heard: list[tuple[bool, int]] = []
    for i in order:
        head = drafts[i].head
        if head is None or drafts[i].source_at is None:
            continue
        candidates = [h for is_own, h in sorted(heard, key=lambda pair: pair[0])]
        found[i] = _source(tree, words, drafts[i], candidates)
        if not _pronoun(tree, words, head):
            heard.append((inside[i] is None and drafts[i].cue.is_voiced, head))
            del heard[:-_KEPT]
    return found


def _pronoun(tree: Tree, words: Lexicon, head: int) -> str:
    return words.pronouns.get(tree.lower[head], "") if tree.pos[head] in {"PRON", "DET", "SCONJ"} else ""


def _source(tree: Tree, words: Lexicon, draft: Draft, heard: Sequence[int]) -> Source:
    start, end = _with_reason(tree, words, draft)
    text = tree.text[start:end]
    head = draft.head or 0
    hides = _is_anonymous(tree, words, draft, text)
    kind = _pronoun(tree, words, head)
    if kind or _is_bare_carrier(tree, words, head):
        behind = _behind(tree, words, head, kind or "carrier", heard)
        if behind is not None:
            first, last = _short(tree, behind)
            at, name = tree.starts[first], tree.text[tree.starts[first] : tree.ends[last]]
            return Source(start, end, text, stands_for=name, stands_for_start=at, is_anonymous=hides)
    return Source(start, end, text, stands_for=None if _needs_name(tree, head) else "", is_anonymous=hides)


def _with_reason(tree: Tree, words: Lexicon, draft: Draft) -> tuple[int, int]:
    """Return where a voice's words stand, with an aside that hides its name: "X, speaking on condition of ..."."""
    start, end = draft.source_at or (0, 0)
    for child in tree.children[draft.token]:
        if tree.deps[child] != "advcl" or tree.starts[tree.first[child]] < end or tree.last[child] >= draft.token:
            continue
        aside = tree.text[end : tree.ends[tree.last[child]]]
        if any(phrase in aside.lower() for phrase in words.anonymous_phrases):
            return start, end + len(aside)
    return start, end


def _needs_name(tree: Tree, head: int) -> bool:
    return tree.pos[head] == "PRON"


def _is_bare_carrier(tree: Tree, words: Lexicon, head: int) -> bool:
    is_bare = all(tree.deps[c] == "det" and tree.lower[c] == "the" for c in tree.children[head] if c < head)
    return is_bare and tree.lemmas[head] in words.carriers and tree.child(head, "det") is not None


def _is_anonymous(tree: Tree, words: Lexicon, draft: Draft, text: str) -> bool:
    low = text.lower()
    if any(phrase in low for phrase in words.anonymous_phrases):
        return True
    head = draft.head or 0
    is_bare = not any(tree.pos[t] == "PROPN" for t in range(tree.first[head], head + 1))
    return tree.lemmas[head] in words.anonymous_heads and is_bare


def _behind(tree: Tree, words: Lexicon, head: int, kind: str, heard: Sequence[int]) -> int | None:
    if kind == "relative":
        verb = tree.heads[head]
        for _ in range(3):
            if tree.deps[verb] == "relcl":
                return tree.heads[verb]
            verb = tree.heads[verb]
        return None
    found = next((h for h in reversed(heard) if h < head and _fits(tree, words, h, kind)), None)
    return _told_of(tree, words, head) if found is None and kind == "singular" else found


def _told_of(tree: Tree, words: Lexicon, head: int) -> int | None:
    """Return the person that the report told of before "he said", where nobody has spoken yet."""
    for t in range(head - 1, max(-1, head - REACH), -1):
        is_person = tree.tags[t] == "NNP" or (tree.tags[t] == "NN" and tree.lemmas[t] in words.cited_voices)
        if tree.deps[t] == "nsubj" and is_person and _fits(tree, words, t, "singular"):
            return t
    return None


def _fits(tree: Tree, words: Lexicon, head: int, kind: str) -> bool:
    is_plural = tree.tags[head] in {"NNS", "NNPS"} or tree.child(head, "conj") is not None
    is_body = tree.lemmas[head] in words.bodies or tree.lower[head] in words.bodies
    if kind == "plural":
        return is_plural or is_body
    if kind == "carrier":
        return tree.pos[head] == "PROPN" and not is_plural
    if kind == "neutral":
        return not is_plural and (is_body or tree.pos[head] == "PROPN")
    return not is_plural and not is_body


def _short(tree: Tree, head: int) -> tuple[int, int]:
    """Return the phrase of a head without what follows it, so that the name can be looked up."""
    first = head = _called(tree, head)
    own = set(tree.children[head])
    while first - 1 in own and tree.deps[first - 1] in {"compound", "amod", "nmod", "poss", "nummod"}:
        first = tree.first[first - 1]
    return first, head


def _called(tree: Tree, head: int) -> int:
    """Return the name beside a plain noun: "the spokesman, Legesse Tulu"."""
    if tree.pos[head] == "PROPN":
        return head
    return next((c for c in tree.children[head] if tree.deps[c] == "appos" and tree.tags[c] == "NNP"), head)
