"""What is said: the content that hangs on a verb, noun or adjective by syntax."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.reading.attribution.tree import SUBJECTS, Tree

CONTENT_TOKENS = 600
"""A longer clause is a parsing error; it is cut there, so that clauses nested without end stay cheap."""

_OUTSIDE = frozenset({"parataxis", "ccomp", "dep", "advcl", "conj"})
_AS = frozenset({"as", "like"})
_DIVIDERS = frozenset({",", ".", ";", "?", "!", "—", "–", "-", "--", "(", ")", "…"})
_OPEN_QUESTIONS = frozenset({"when", "where", "how", "why", "whether", "what", "who", "which"})
_BELONGS = frozenset({"as", "for", "to", "with", "of", "against", "over", "about", "from", "by", "including"})
_MARKS = frozenset({"“", "”", '"', "''", "``", "‘"})
_TAIL_MIN = 4
_HELD_BY = frozenset({"on", "upon", "for", "to", "at"})


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that a cue could take as content.

    Attributes:
        takes: its form, as the cue lexicon names it.
        ranges: first and last token of every piece.
        extra: the preposition that belongs to the cue, where there is one.
        is_guess: True where the parse shows no content and the rest of the sentence was taken.
    """

    takes: str
    ranges: tuple[tuple[int, int], ...]
    extra: int | None = None
    is_guess: bool = False


def contents(tree: Tree, verb: int) -> list[Content]:
    """Return everything that a verb could take as content, the likeliest first."""
    found = [*_clauses(tree, verb), *_small(tree, verb), *_held(tree, verb), *prepositions(tree, verb)]
    found += [*_objects(tree, verb), *_questions(tree, verb)]
    around = None if any(c.takes == "clause" for c in found) else _around(tree, verb)
    return [content for content in ([around, *found] if around else found) if content.ranges]


def _clauses(tree: Tree, verb: int) -> list[Content]:
    found = []
    held, is_passive = tree.child(verb, "dobj", "dative"), tree.is_passive(verb)
    has_that = _has_that(tree, verb)
    for child in tree.children[verb]:
        if tree.deps[child] not in {"ccomp", "xcomp"} or tree.words[child].isspace():
            continue
        if child < verb and (has_that or tree.words[tree.last[child] + 1 : tree.last[child] + 2] == [";"]):
            continue
        takes = _form(tree, child)
        ranges = (*_without(tree, tree.first[child], tree.last[child], verb, child), *_resumed(tree, verb, child))
        if takes == "infinitive" and held is not None and held < child:
            takes, ranges = "person-infinitive", ((tree.first[held], tree.last[child]),)
        elif takes in {"infinitive", "small"} and is_passive and tree.deps[child] == "xcomp":
            subject = tree.child(verb, "nsubjpass", "nsubj")
            if subject is not None:
                takes, ranges = "clause", ((tree.first[subject], tree.last[subject]), *ranges)
        found.append(Content(takes, ranges))
        if takes == "clause" and child > verb and tree.lower[tree.first[child]] == "what":
            found.append(Content("object", ranges))
    return found


def _has_that(tree: Tree, verb: int) -> bool:
    """Return whether "that" follows a verb or its object: what stands before it is then not what is said."""
    held = tree.child(verb, "dobj")
    after = (tree.last[held] if held is not None and held > verb else verb) + 1
    return after < tree.sentence_ends[verb] - 1 and tree.lower[after] == "that" and tree.tags[after] == "IN"


def _resumed(tree: Tree, verb: int, child: int) -> tuple[tuple[int, int], ...]:
    """Find how a clause goes on behind a cue set in commas: "The town, X said, is ..."."""
    if child > verb:
        return ()
    low, high = _core_without(tree, verb, child)
    end = tree.sentence_ends[verb] - 1
    if low < 1 or high + _TAIL_MIN > end or tree.words[low - 1] != "," or tree.words[high + 1] != ",":
        return ()
    opener = high + 2
    is_new = tree.tags[opener] in {"VBG", "CC", "WDT", "WP", "WRB"} or tree.pos[opener] == "SCONJ"
    if is_new or tree.last[child] > high or tree.words[opener] in _MARKS:
        return ()
    return ((opener, end),)


def _core_without(tree: Tree, verb: int, child: int) -> tuple[int, int]:
    own = [
        c
        for c in tree.children[verb]
        if c != child and c > child and tree.deps[c] not in {"punct", "advcl", "conj"}
    ]
    return min([verb, *(tree.first[c] for c in own)]), max([verb, *(tree.last[c] for c in own)])


def _form(tree: Tree, child: int) -> str:
    has_subject = tree.subject(child) is not None
    is_verb = tree.pos[child] in {"VERB", "AUX"}
    has_to = any(tree.tags[c] == "TO" for c in tree.children[child])
    if has_to:
        return "person-infinitive" if has_subject else "infinitive"
    if is_verb and tree.tags[child] == "VBG" and not has_subject and not _has_aux(tree, child):
        return "gerund"
    if is_verb or any(tree.pos[c] in {"VERB", "AUX"} or tree.deps[c] == "mark" for c in tree.children[child]):
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


def _held(tree: Tree, verb: int) -> list[Content]:
    """Find "called on X to leave" and "asked X to leave" where the parse hangs "to leave" on the verb."""
    to_do = next(
        (
            c
            for c in tree.children[verb]
            if c > verb
            and tree.deps[c] in {"xcomp", "advcl", "ccomp"}
            and any(tree.tags[t] == "TO" for t in tree.children[c])
        ),
        None,
    )
    if to_do is None:
        return []
    for child in tree.children[verb]:
        if verb < child < to_do and tree.deps[child] in {"prep", "prt"} and tree.lower[child] in _HELD_BY:
            return [Content("person-infinitive", ((child + 1, tree.last[to_do]),), extra=child)]
        if verb < child < to_do and tree.deps[child] == "dobj" and tree.deps[to_do] == "advcl":
            return [Content("person-infinitive", ((tree.first[child], tree.last[to_do]),))]
    if tree.deps[to_do] == "advcl" and tree.first[to_do] == verb + 1:
        return [Content("infinitive", ((verb + 1, tree.last[to_do]),))]
    if tree.lower[tree.first[to_do]] == "for" and tree.subject(to_do) is not None:
        return [Content("for", ((tree.first[to_do] + 1, tree.last[to_do]),), extra=tree.first[to_do])]
    return []


def _questions(tree: Tree, verb: int) -> list[Content]:
    """Find "did not say when" and "said he would", which the parse may take for a clause of circumstance."""
    for child in tree.children[verb]:
        if (
            child > verb
            and tree.deps[child] in {"advcl", "dep"}
            and tree.lower[tree.first[child]] in _OPEN_QUESTIONS
        ):
            return [Content("clause", ((tree.first[child], tree.last[child]),))]
    return []


def prepositions(tree: Tree, word: int) -> list[Content]:
    """Return what the prepositions after a word govern, each under the preposition's name."""
    found = [_charged(tree, word)] if tree.pos[word] == "VERB" else []
    for child in tree.children[word]:
        if tree.deps[child] != "prep" or child < word:
            continue
        governed = tree.child(child, "pobj", "pcomp")
        if governed is not None and tree.last[child] > child:
            found.append(_governed(tree, word, child))
    return [content for content in found if content.ranges]


def _charged(tree: Tree, verb: int) -> Content:
    """Return "the rebels of shelling Kobo" after "accused", where the parse hangs "of" on the rebels."""
    held = tree.child(verb, "dobj")
    if held is not None and held > verb:
        of = next((c for c in tree.children[held] if tree.lower[c] == "of" and tree.child(c, "pcomp")), None)
        if of is not None:
            return Content("of", ((tree.first[held], tree.last[held]),))
    return Content("of", ())


def _governed(tree: Tree, word: int, preposition: int) -> Content:
    """Return what a preposition governs, with the object before it: "accused X of taking Y"."""
    held = tree.child(word, "dobj")
    first, extra = preposition + 1, preposition
    if held is not None and word < held < preposition and tree.pos[word] in {"VERB", "AUX"}:
        return Content(tree.lower[preposition], ((tree.first[held], tree.last[preposition]),))
    return Content(tree.lower[preposition], ((first, tree.last[preposition]),), extra=extra)


def _objects(tree: Tree, verb: int) -> list[Content]:
    held = tree.child(verb, "dobj")
    if held is not None:
        end = _object_end(tree, verb, held)
        as_ = tree.lower[end] != "as" and any(
            tree.lower[c] == "as" and held < c <= end for c in tree.children[verb]
        )
        found = [Content("object", ((tree.first[held], end),))]
        if any(_is_finite_description(tree, c) for c in tree.children[held] if c > held):
            found.append(Content("clause", ((tree.first[held], max(end, tree.last[held])),)))
        return [Content("as", found[0].ranges), *found] if as_ else found
    if tree.is_passive(verb) or tree.tags[verb] == "VBN":
        held = tree.child(verb, "nsubjpass")
        if held is not None:
            return [Content("object", ((tree.first[held], tree.last[held]),))]
    return []


def _is_finite_description(tree: Tree, i: int) -> bool:
    """Return whether a description of an object is really its verb: "said the last trucks left on Sunday"."""
    is_past = tree.deps[i] == "acl" and tree.tags[i] in {"VBN", "VBD"}
    return is_past and not any(tree.deps[c] in {"agent", "nsubj", "aux", "auxpass"} for c in tree.children[i])


def _object_end(tree: Tree, verb: int, held: int) -> int:
    """Return where an object ends with what is said of it: "condemned X as a crime", "linked X to Y"."""
    tail = [c for c in tree.children[verb] if c > held and tree.deps[c] == "prep" and tree.lower[c] in _BELONGS]
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
    if tree.deps[verb] == "parataxis" and tree.deps[head] in SUBJECTS and tree.heads[head] > verb:
        head = tree.heads[head]  # "The problem, he said, is that ...": put in behind the subject of what is said
    return Content("clause", cut(tree, head, verb))


def _is_set_off(tree: Tree, verb: int) -> bool:
    low, high = _core(tree, verb)
    left = low == 0 or tree.words[low - 1] in _DIVIDERS or "\n" in tree.words[low - 1]
    if low and tree.words[low - 1] == ";":
        return False  # "...; analysts expect it to fall" goes on after what another tells
    right = high + 1 >= tree.size or tree.words[high + 1] in _DIVIDERS
    has_mark = tree.child(verb, "mark") is not None
    return left and right and not has_mark and tree.child(verb, "ccomp", "xcomp") is None


def _core(tree: Tree, verb: int) -> tuple[int, int]:
    """Return first and last token of a verb with its dependents, marks of punctuation at the edges left out."""
    own = [c for c in tree.children[verb] if tree.deps[c] != "punct"]
    return min([verb, *(tree.first[c] for c in own)]), max([verb, *(tree.last[c] for c in own)])


def cut(tree: Tree, head: int, hole: int) -> tuple[tuple[int, int], ...]:
    """Return the subtree of a token as token ranges, without the subtree of another that stands in it."""
    first, last = tree.first[head], tree.last[head]
    low, high = _core(tree, hole)
    return tuple(r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1])
