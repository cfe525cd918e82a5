"""What is said where the parse shows nothing: the rest of the sentence, or what stands before a comma."""

from __future__ import annotations

from whoholds.reading.attribution.contents import Content
from whoholds.reading.attribution.lexicon import Lexicon
from whoholds.reading.attribution.sources import cue_span
from whoholds.reading.attribution.tree import Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
_DIVIDERS = frozenset({",", ".", ";"})
_HAS_VOICE = frozenset({"agent", "nsubj", "nsubjpass", "auxpass", "ccomp", "xcomp", "dobj"})
_TAIL_MAX = 6
_THAT_WITHIN = 15
_CLOSING_MAX = 30
_RELATIVES = frozenset({"who", "which", "that", "whose"})


def guess(tree: Tree, words: Lexicon, verb: int) -> list[Content]:
    """Return the clause that a verb of saying takes by its place in the sentence, if there is one."""
    if tree.tags[verb] not in _FINITE or tree.is_passive(verb):
        return []
    start, end = tree.sentence_starts[verb], tree.sentence_ends[verb]
    _, last = cue_span(tree, verb)
    after = range(last + 1, end)
    opener = next((t for t in after[:_THAT_WITHIN] if _opens_clause(tree, verb, t)), None)
    if opener is not None:
        return [_rest(opener, end)]
    if len(after) > _TAIL_MAX or any(tree.pos[t] in {"VERB", "AUX"} for t in after):
        return []
    subject = tree.child(verb, "nsubj")
    first = verb if subject is None else min(verb, tree.first[subject])
    if any(tree.lower[t] in words.back_references for t in after) or first <= start:
        return []
    comma = first - 1
    if tree.words[comma] != "," or not any(tree.pos[t] in {"VERB", "AUX"} for t in range(start, comma)):
        return []
    return [Content("clause", ((start, comma - 1),), is_guess=True)]


def _opens_clause(tree: Tree, verb: int, t: int) -> bool:
    """Return whether a token can begin what is said: "that", or the first word of a later verb's subject."""
    if tree.lower[t] == "that":
        return tree.pos[t] == "SCONJ" or tree.deps[t] == "mark" or tree.pos[t - 1] not in {"NOUN", "PROPN"}
    above = tree.heads[t]
    if tree.deps[above] in {"nsubj", "nsubjpass"} and tree.first[above] == t:
        above = tree.heads[above]
    elif tree.deps[t] not in {"nsubj", "nsubjpass"} or tree.first[t] != t:
        return False
    is_beside = tree.deps[above] == "conj" and tree.heads[above] == verb  # "has not commented, but Y said"
    is_clause = tree.pos[above] in {"VERB", "AUX"} and tree.deps[above] not in {"relcl", "acl"} and not is_beside
    return above > t > verb and is_clause and tree.lower[t] not in {"who", "which"}


def inserted_clause(tree: Tree, verb: int) -> tuple[int, Content] | None:
    """Return voice and content where the parse takes ", the agency reported," for a description of the agency."""
    head = tree.heads[verb]
    if tree.deps[verb] not in {"acl", "relcl"} or tree.tags[verb] not in {"VBD", "VBN"} or head > verb:
        return None
    has_own = any(tree.deps[c] in _HAS_VOICE for c in tree.children[verb])
    start, first = tree.sentence_starts[verb], tree.first[head]
    if has_own or first <= start or tree.words[first - 1] != "," or tree.words[verb - 1] == ",":
        return None
    after = tree.last[verb] + 1
    is_closed = after >= tree.size or tree.words[after] in _DIVIDERS
    has_verb = any(tree.pos[t] in {"VERB", "AUX"} for t in range(start, first - 1))
    if not is_closed or not has_verb:
        return None
    return head, Content("clause", ((start, first - 2),), is_guess=True)


def closing_clause(tree: Tree, verb: int) -> tuple[int, Content] | None:
    """Return voice and content of ", an officer who fled told AFP", which the parse takes apart.

    It takes the voice for a description of the noun before the comma, and the cue for something else.
    """
    start, end = tree.sentence_starts[verb], tree.sentence_ends[verb]
    is_open = tree.child(verb, "ccomp", "xcomp", "auxpass", "mark", "aux") is not None
    if is_open or tree.tags[verb] not in _FINITE - {"VBG"}:
        return None
    stop = next((t for t in range(verb + 1, min(end, verb + _TAIL_MAX + 2)) if tree.words[t] in _DIVIDERS), end)
    comma = _clause_comma(tree, start, verb)
    if comma is None or stop - verb > _TAIL_MAX + 1 or _has_verb(tree, range(verb + 1, stop)):
        return None
    head = _apart(tree, comma, verb)
    if head is None or not _has_verb(tree, range(start, comma)):
        return None
    return head, Content("clause", ((start, comma - 1),), is_guess=True)


def _apart(tree: Tree, comma: int, verb: int) -> int | None:
    """Return the head of a voice between a comma and its cue that hangs on what stands before the comma."""
    own = tree.subject(verb)
    relative = next((t for t in range(comma + 1, verb) if tree.lower[t] in _RELATIVES), None)
    if relative is not None:
        is_whole = _has_verb(tree, range(relative, verb))
        nouns = (t for t in range(relative - 1, comma, -1) if tree.pos[t] in {"NOUN", "PROPN", "PRON"})
        return next(nouns, None) if is_whole else None
    described = (t for t in range(comma + 1, verb) if tree.deps[t] == "appos" and tree.first[t] == comma + 1)
    return next(described, None) if own is None else None


def _clause_comma(tree: Tree, start: int, verb: int) -> int | None:
    """Return the comma before the last clause of a sentence; one before "who" or a participle opens none."""
    for t in range(verb - 2, max(start, verb - _CLOSING_MAX), -1):
        if tree.words[t] == "," and tree.lower[t + 1] not in _RELATIVES and tree.tags[t + 1] != "VBG":
            return t
    return None


def _has_verb(tree: Tree, tokens: range) -> bool:
    return any(tree.pos[t] in {"VERB", "AUX"} for t in tokens)


def _rest(first: int, end: int) -> Content:
    return Content("clause", ((first, end - 1),), is_guess=True)
