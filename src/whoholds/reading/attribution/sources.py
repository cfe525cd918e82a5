"""Who speaks: the source of a cue, and the words of a voice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container

from whoholds.reading.attribution.tree import AUXILIARIES, Tree

CLIMB_MAX = 6
"""Steps from a cue to the verb whose subject it shares; longer chains are parsing errors."""

SOURCE_TOKENS = 60
"""A longer name for a voice is a parsing error."""

_NEAR = 8
_SHARED = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis"})
_EMPTY = frozenset({"there", "it"})


def speaker(tree: Tree, verb: int, papers: Container[str] = frozenset()) -> int | None:
    """Return the head token of the voice of a verb; None where the sentence names none.

    `papers` are nouns of saying: "issued a statement calling ..." is said by who issued it.
    """
    above = tree.heads[verb]
    is_paper = tree.deps[verb] == "acl" and tree.tags[verb] == "VBG" and tree.lemmas[above] in papers
    if is_paper and tree.deps[above] == "dobj" and (found := speaker(tree, tree.heads[above])) is not None:
        return found
    at = verb
    for _ in range(CLIMB_MAX):
        found, is_over = _speaker_here(tree, at, is_cue=at == verb)
        if found is not None or is_over:
            return found
        at = tree.heads[at]
    return None


def in_line(tree: Tree, verb: int, head: int | None) -> int | None:
    """Return a voice's head, or the noun beside the verb where the parse takes the voice from another line."""
    if head is None or tree.lines[head] == tree.lines[verb]:
        return head
    for t in range(verb - 1, max(-1, verb - _NEAR), -1):
        if tree.lines[t] != tree.lines[verb]:
            break
        if tree.pos[t] in {"NOUN", "PROPN", "PRON"}:
            return t
    return None


def _speaker_here(tree: Tree, at: int, *, is_cue: bool) -> tuple[int | None, bool]:
    if is_cue and _is_passive(tree, at):
        return agent(tree, at), True
    subject = tree.child(at, "nsubj", "nsubjpass", "csubj")
    if subject is not None:
        return subject, True
    dep, head = tree.deps[at], tree.heads[at]
    if dep == "acl":
        return (head if tree.tags[at] in {"VBG", "VBD"} else None), True
    if dep == "pcomp" and tree.lower[head] == "as":
        above = tree.heads[head]
        held = tree.child(above, "dobj")
        return (tree.child(above, "nsubjpass", "nsubj") if held is None else held), True
    if dep == "xcomp":
        held = tree.child(head, "dobj", "dative")
        if held is not None and held < at:
            return held, True
    return None, dep not in _SHARED or head == at


def _is_passive(tree: Tree, verb: int) -> bool:
    return tree.is_passive(verb) or (tree.tags[verb] == "VBN" and not _has_auxiliary(tree, verb))


def _has_auxiliary(tree: Tree, verb: int) -> bool:
    if any(tree.deps[c] == "aux" for c in tree.children[verb]) or tree.deps[verb] == "conj":
        return True
    return tree.child(verb, "nsubj") is not None


def agent(tree: Tree, verb: int) -> int | None:
    """Return the doer of a passive verb ("by X")."""
    by = tree.child(verb, "agent")
    if by is None:
        by = next((c for c in tree.children[verb] if tree.deps[c] == "prep" and tree.lower[c] == "by"), None)
    return None if by is None else tree.child(by, "pobj")


def owner(tree: Tree, noun: int, takes: str = "clause", *, strangers: Container[str] = frozenset()) -> int | None:
    """Return the voice of a noun of saying: its possessor, "by/from/of X", or the subject of its light verb.

    `strangers` are verbs whose subject speaks of what others said: "denied the claim that ...".
    """
    found = tree.child(noun, "poss")
    if found is None:
        found = _governed(tree, noun, ("by", "from"))
    above = tree.heads[noun]
    is_own = tree.deps[noun] in {"dobj", "attr"} and tree.lemmas[above] != "be"
    if found is None and is_own and tree.lemmas[above] not in strangers:
        found = speaker(tree, above)
    if found is None and takes != "of":
        found = _governed(tree, noun, ("of",))
    if found is None:
        found = next((c for c in tree.children[noun] if _is_naming(tree, c)), None)
    return None if found is None or tree.lower[found] in _EMPTY else found


def _is_naming(tree: Tree, i: int) -> bool:
    if tree.deps[i] == "amod":
        return tree.words[i][:1].isupper() and tree.tags[i] in {"JJ", "NNP"}
    return tree.deps[i] in {"compound", "nmod"} and tree.pos[i] in {"PROPN", "NOUN"}


def _governed(tree: Tree, noun: int, words: tuple[str, ...]) -> int | None:
    for child in tree.children[noun]:
        if tree.deps[child] in {"prep", "agent"} and tree.lower[child] in words:
            return tree.child(child, "pobj")
    return None


def phrase_span(tree: Tree, head: int, low: int, high: int) -> tuple[int, int]:
    """Return first and last token of a voice's noun phrase, kept between two tokens and in its own line.

    Args:
        tree: the parse.
        head: the phrase's head.
        low: first token it may hold.
        high: last token it may hold.
    """
    first, last = max(tree.first[head], low), min(tree.last[head], high)
    first, last = min(first, head), max(last, head)
    first = max(first, bisect_left(tree.lines, tree.lines[head]), head - SOURCE_TOKENS)
    last = min(last, bisect_right(tree.lines, tree.lines[head]) - 1, head + SOURCE_TOKENS)
    while last > head and (tree.pos[last] in {"PUNCT", "SPACE", "CCONJ"} and tree.words[last] not in ')"”'):
        last -= 1
    while first < head and tree.pos[first] in {"PUNCT", "SPACE"} and tree.words[first] not in '("“':
        first += 1
    return first, max(first, last)


def joined_subject(tree: Tree, head: int) -> int | None:
    """Return the second of two subjects joined by "and" that the parse hangs on the verb side by side."""
    if tree.deps[head] != "nsubj" or tree.child(head, "cc") is None or tree.child(head, "conj") is not None:
        return None
    verb = tree.heads[head]
    return next((c for c in tree.children[verb] if head < c < verb and tree.deps[c] == "nsubj"), None)


def cue_span(tree: Tree, verb: int, extra: int | None = None) -> tuple[int, int]:
    """Return first and last token of a verb group: auxiliaries, negation, adverbs beside it, particle."""
    own = set(tree.children[verb])
    first = last = verb
    while first - 1 in own and (tree.deps[first - 1] in AUXILIARIES or tree.deps[first - 1] == "advmod"):
        first -= 1
    while last + 1 in own and tree.deps[last + 1] in {"prt", "neg"}:
        last += 1
    if extra is not None and extra == last + 1:
        last = extra
    return first, last
