"""What is said: the content that hangs on a verb, noun or adjective by syntax."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.reading.attribution.draft import Pieces
from whoholds.reading.attribution.tree import Tree

_OUTSIDE = frozenset({"parataxis", "ccomp", "dep", "advcl", "conj"})
_AS = frozenset({"as", "like"})


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that a cue could take as content.

    Attributes:
        takes: its form, as the cue lexicon names it.
        ranges: first and last token of every piece.
        extra: the preposition that belongs to the cue, where there is one.
    """

    takes: str
    ranges: tuple[tuple[int, int], ...]
    extra: int | None = None


def contents(tree: Tree, verb: int) -> list[Content]:
    """Return everything that a verb could take as content, the likeliest first."""
    found = [*_clauses(tree, verb), *_small(tree, verb), *_prepositions(tree, verb), *_objects(tree, verb)]
    around = None if any(c.takes == "clause" for c in found) else _around(tree, verb)
    return [around, *found] if around else found


def _clauses(tree: Tree, verb: int) -> list[Content]:
    found = []
    for child in tree.children[verb]:
        if tree.deps[child] not in {"ccomp", "xcomp"} or tree.words[child].isspace():
            continue
        takes = _form(tree, child)
        ranges = _without(tree, tree.first[child], tree.last[child], verb, child)
        held = tree.child(verb, "dobj", "dative")
        if takes == "infinitive" and held is not None and held < child:
            takes, ranges = "person-infinitive", ((tree.first[held], tree.last[child]),)
        elif takes in {"infinitive", "small"} and tree.is_passive(verb) and tree.deps[child] == "xcomp":
            subject = tree.child(verb, "nsubjpass", "nsubj")
            if subject is not None:
                takes, ranges = "clause", ((tree.first[subject], tree.last[subject]), *ranges)
        found.append(Content(takes, ranges))
    return found


def _form(tree: Tree, child: int) -> str:
    has_subject = tree.subject(child) is not None
    is_verb = tree.pos[child] in {"VERB", "AUX"}
    has_to = any(tree.tags[c] == "TO" for c in tree.children[child])
    if has_to:
        return "person-infinitive" if has_subject else "infinitive"
    if is_verb and tree.tags[child] == "VBG" and not has_subject and not _has_aux(tree, child):
        return "gerund"
    if is_verb or tree.child(child, "cop", "aux", "mark") is not None:
        return "clause"
    return "small"


def _has_aux(tree: Tree, i: int) -> bool:
    return tree.child(i, "aux", "auxpass") is not None


def _without(tree: Tree, first: int, last: int, verb: int, child: int) -> tuple[tuple[int, int], ...]:
    """Cut the verb and what belongs to it out of a content that runs around it."""
    if not first < verb < last:
        return ((first, last),)
    own = [c for c in tree.children[verb] if c != child and first < c < last and tree.deps[c] != "punct"]
    low = min([verb, *(tree.first[c] for c in own)])
    high = max([verb, *(tree.last[c] for c in own)])
    return tuple(r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1])


def _small(tree: Tree, verb: int) -> list[Content]:
    held, said = tree.child(verb, "dobj", "nsubjpass"), tree.child(verb, "oprd")
    if said is None:
        return []
    first = tree.first[said] if held is None or held > said else tree.first[held]
    if held is not None and held < verb:
        return [Content("small", ((tree.first[held], tree.last[held]), (tree.first[said], tree.last[said])))]
    return [Content("small", ((first, tree.last[said]),))]


def _prepositions(tree: Tree, word: int) -> list[Content]:
    found = []
    for child in tree.children[word]:
        if tree.deps[child] != "prep" or child < word:
            continue
        governed = tree.child(child, "pobj", "pcomp")
        if governed is not None and tree.last[child] > child:
            found.append(Content(tree.lower[child], ((child + 1, tree.last[child]),), extra=child))
    return found


def _objects(tree: Tree, verb: int) -> list[Content]:
    held = tree.child(verb, "dobj")
    if held is not None:
        return [Content("object", ((tree.first[held], _object_end(tree, verb, held)),))]
    if tree.is_passive(verb) or tree.tags[verb] == "VBN":
        held = tree.child(verb, "nsubjpass")
        if held is not None:
            return [Content("object", ((tree.first[held], tree.last[held]),))]
    return []


def _object_end(tree: Tree, verb: int, held: int) -> int:
    """Return where an object ends with what is said of it: "condemned X as a crime", "blamed X for the attack"."""
    tail = [
        c for c in tree.children[verb] if c > held and tree.lower[c] in {"as", "for"} and tree.deps[c] == "prep"
    ]
    return max([tree.last[held], *(tree.last[c] for c in tail)])


def _around(tree: Tree, verb: int) -> Content | None:
    """Return the clause in which a verb with its voice is only put in: ", Reuters reported," and "as X said"."""
    head = tree.heads[verb]
    if tree.deps[verb] not in _OUTSIDE or head == verb or tree.pos[head] == "SPACE":
        return None
    is_as = any(tree.lower[c] in _AS and c < verb for c in tree.children[verb])
    if not is_as and (tree.deps[verb] in {"advcl", "conj"} or not _is_set_off(tree, verb)):
        return None
    if tree.subject(verb) is None and not is_as:
        return None
    return Content("clause", cut(tree, head, verb))


def _is_set_off(tree: Tree, verb: int) -> bool:
    before, after = tree.first[verb] - 1, tree.last[verb] + 1
    left = before < 0 or tree.words[before] in {",", "—", "–", "-", "("}
    right = after >= tree.size or tree.words[after] in {",", ".", "—", "–", "-", ")", ";"}
    has_mark = tree.child(verb, "mark") is not None
    return left and right and not has_mark and tree.child(verb, "ccomp", "xcomp", "dobj") is None


def cut(tree: Tree, head: int, hole: int) -> tuple[tuple[int, int], ...]:
    """Return the subtree of a token as token ranges, without the subtree of another that stands in it."""
    first, last, low, high = tree.first[head], tree.last[head], tree.first[hole], tree.last[hole]
    return tuple(r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1])


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
    if tree.deps[noun] == "dobj" and (said := tree.child(head, "ccomp")) is not None and said > noun:
        found.append(Content("clause", ((tree.first[said], tree.last[said]),)))
    return [*found, *_prepositions(tree, noun)]


def _noun_clause(tree: Tree, child: int) -> list[Content]:
    opener = tree.lower[tree.first[child]]
    ranges = ((tree.first[child], tree.last[child]),)
    if any(tree.tags[c] == "TO" for c in tree.children[child]):
        return [Content("infinitive", ranges)]
    subject = tree.subject(child)
    if opener == "that" and subject is not None and tree.lower[subject] != "that":
        return [Content("clause", ranges)]
    return []


def pieces_of(tree: Tree, ranges: tuple[tuple[int, int], ...]) -> Pieces:
    """Return token ranges as offsets, without the space and the commas at their edges."""
    found: Pieces = []
    for first, last in ranges:
        while first <= last and (
            tree.words[first].isspace() or tree.words[first] in {",", ";", "—", "–", "-", ":"}
        ):
            first += 1  # noqa: PLW2901
        while last >= first and (
            tree.words[last].isspace() or tree.words[last] in {",", ";", ":", "—", "–", "-", "."}
        ):
            last -= 1  # noqa: PLW2901
        if first <= last:
            found.append((tree.starts[first], tree.ends[last]))
    return found
