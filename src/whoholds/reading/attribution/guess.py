"""What is said where the parse shows nothing: the rest of the sentence, or what stands before a comma."""

from __future__ import annotations

from whoholds.reading.attribution.contents import Content
from whoholds.reading.attribution.sources import cue_span
from whoholds.reading.attribution.tree import Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
_TAIL_MAX = 6
_THAT_WITHIN = 15


def guess(tree: Tree, verb: int) -> list[Content]:
    """Return the clause that a verb of saying takes by its place in the sentence, if there is one."""
    if tree.tags[verb] not in _FINITE or tree.is_passive(verb):
        return []
    start, end = tree.sentence_starts[verb], tree.sentence_ends[verb]
    _, last = cue_span(tree, verb)
    after = range(last + 1, end)
    that = next((t for t in after[:_THAT_WITHIN] if tree.lower[t] == "that" and tree.deps[t] == "mark"), None)
    if that is not None:
        return [_rest(that, end)]
    if len(after) > _TAIL_MAX or any(tree.pos[t] in {"VERB", "AUX"} for t in after):
        return []
    subject = tree.child(verb, "nsubj")
    first = verb if subject is None else min(verb, tree.first[subject])
    comma = next((t for t in range(first - 1, max(start, first - 3), -1) if tree.words[t] == ","), None)
    if comma is None or not any(tree.pos[t] in {"VERB", "AUX"} for t in range(start, comma)):
        return []
    return [Content("clause", ((start, comma - 1),), is_guess=True)]


def _rest(first: int, end: int) -> Content:
    return Content("clause", ((first, end - 1),), is_guess=True)
