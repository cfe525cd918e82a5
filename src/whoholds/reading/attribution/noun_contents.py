"""What is said by a noun of saying: "the claim that ...", "the order to ...", "reports of ..."."""

from __future__ import annotations

from whoholds.reading.attribution.contents import Content, prepositions
from whoholds.reading.attribution.tree import Tree


def noun_contents(tree: Tree, noun: int) -> list[Content]:
    """Return everything that a noun of saying could take as content."""
    found = []
    for child in tree.children[noun]:
        if child > noun and tree.deps[child] in {"acl", "ccomp", "relcl"}:
            found.extend(_noun_clause(tree, child))
    head = tree.heads[noun]
    if tree.deps[noun] == "nsubj" and tree.lemmas[head] == "be":
        said = tree.child(head, "ccomp")
        if said is not None and said > head:
            found.append(Content("clause", ((tree.first[said], tree.last[said]),)))
        said = tree.child(head, "xcomp")
        if said is not None and said > head and any(tree.tags[c] == "TO" for c in tree.children[said]):
            found.append(Content("infinitive", ((tree.first[said], tree.last[said]),)))
    if tree.deps[noun] == "dobj" and (said := tree.child(head, "ccomp")) is not None and said > noun:
        found.append(Content("clause", ((tree.first[said], tree.last[said]),)))
    return [*found, *prepositions(tree, noun)]


def _noun_clause(tree: Tree, child: int) -> list[Content]:
    opener = tree.lower[tree.first[child]]
    ranges = ((tree.first[child], tree.last[child]),)
    if any(tree.tags[c] == "TO" for c in tree.children[child]):
        return [Content("infinitive", ranges)]
    subject = tree.subject(child)
    is_relative = opener == "that" and tree.deps[tree.first[child]] != "mark"
    if opener == "that" and subject is not None and not is_relative:
        return [Content("clause", ranges)]
    return []
