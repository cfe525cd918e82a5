"""Logical subjects, objects and attachments in a spaCy parse.

Each function walks the tree upward or sideways a bounded number of steps: the cost of a sentence is
linear in its tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from whoholds.reading.lexicon import irregular, load_yaml
from whoholds.reading.relations import STANDS_AS

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CLAUSAL = frozenset({"advcl", "pcomp", "xcomp", "ccomp", "acl", "relcl", "conj", "acomp", "prep", "dep"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
DECLARING = frozenset({"declare", "pronounce", "proclaim", "report", "find", "leave", "see"})
HUNG = frozenset({"prep", "prt", "advmod", "agent", "dative", "mark", "aux", "npadvmod"})
"""Labels under which the parser hangs prepositions."""

LEMMAS_REMEMBERED = 200_000
_LEMMAS: dict[tuple[int, int, int], str] = {}
"""Lemmas by a word's numbers, asked several times a word: making its strings costs more than looking them up."""

WHEN = frozenset({"following", "after", "during", "since", "before", "despite", "amid", "until"})
"""Prepositions that tell when: "announced after the attack" does not say who attacked."""

DEEPEST = 12
"""Steps up a tree before a walk gives up."""


@cache
def _light() -> frozenset[str]:
    return frozenset(load_yaml("light_verbs.yaml")["light"])


@cache
def _control() -> frozenset[str]:
    return frozenset(load_yaml("light_verbs.yaml")["control"])


@cache
def _gerund_control() -> frozenset[str]:
    return frozenset(load_yaml("light_verbs.yaml")["gerund_control"])


@cache
def _transitive() -> frozenset[str]:
    return frozenset(load_yaml("light_verbs.yaml")["transitive"])


@cache
def _regions() -> frozenset[str]:
    return frozenset(load_yaml("nouns.yaml")["place"]["region"])


@cache
def _settlements() -> frozenset[str]:
    return frozenset(load_yaml("nouns.yaml")["place"]["settlement"])


@cache
def _days() -> frozenset[str]:
    return frozenset(load_yaml("names.yaml")["never"])


def lemma_of(token: Token) -> str:
    """Return a word's lemma, lower case, with the irregular forms that the parser's lemmatizer leaves alone."""
    key = token.lower, token.lemma, token.pos
    known = _LEMMAS.get(key)
    if known is None:
        known = token.lemma_.lower()
        if token.pos_ != "PROPN":
            known = irregular().get(token.lower_, known)
        if len(_LEMMAS) > LEMMAS_REMEMBERED:
            _LEMMAS.clear()
        _LEMMAS[key] = known
    return known


def is_passive(verb: Token) -> bool:
    """Return whether a verb form has its object as grammatical subject."""
    if any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return not any(c.dep_ in {"nsubj", "aux"} for c in verb.children)  # "reports that they had left" is active
    if _is_set_off(verb) or _is_declared(verb) or _is_headline(verb):
        return True
    if verb.dep_ == "conj" and not _own(verb, "nsubj", "dobj", "aux"):
        is_participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and lemma_of(verb) in _transitive())
        return is_participle and is_passive(verb.head)
    return False


def _is_set_off(verb: Token) -> bool:
    """Whether the parser took the participle of "Bihac, encircled for years, was relieved" for the main verb."""
    if verb.tag_ not in {"VBD", "VBN"} or not verb.i or verb.nbor(-1).text != "," or _own(verb, "dobj", "aux"):
        return False
    return any(c.dep_ in {"conj", "ccomp"} and _own(c, "auxpass") and not _own(c, "nsubj") for c in verb.rights)


def _is_headline(verb: Token) -> bool:
    """Whether a verb that wants an object has none, nor a helper: "Kherson liberated after eight months"."""
    is_past = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("ed"))
    if not is_past or verb.dep_ not in {"ROOT", "ccomp", "parataxis"} or lemma_of(verb) not in _transitive():
        return False
    if _own(verb, "nsubj") is None or _own(verb, "dobj", "aux", "mark", "ccomp", "xcomp"):
        return False
    return not any(_own(other, "dobj") for other in verb.rights if other.dep_ == "conj")


def _is_declared(verb: Token) -> bool:
    """Whether the parser took the participle of "declared the city liberated" for a clause of its own."""
    is_clause = verb.dep_ == "ccomp" and verb.tag_ in {"VBD", "VBN"} and lemma_of(verb.head) in DECLARING
    return is_clause and lemma_of(verb) in _transitive() and not _own(verb, "dobj", "aux", "mark")


def _own(verb: Token, *deps: str) -> Token | None:
    return next((child for child in verb.children if child.dep_ in deps), None)


def agent(verb: Token) -> Token | None:
    """Return the head of the "by" phrase of a passive."""
    by = _own(verb, "agent")
    if by is None:
        by = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by" and is_passive(verb)), None)
    found = _own(by, "pobj") if by is not None else None
    return None if found is not None and found.lower_ in _days() else found  # "was surrounded by June"


def surface_subject(verb: Token) -> Token | None:
    """Return the grammatical subject: its own, or the one it shares with the clause it hangs on."""
    node, steps = verb, 0
    while steps < DEEPEST:
        steps += 1
        own = _own(node, "nsubj", "nsubjpass")
        if own is not None:
            return _antecedent(own, node)
        nxt = _shared_subject(node)
        if nxt is None or nxt.pos_ in {"NOUN", "PROPN", "PRON"}:
            return nxt
        node = nxt
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.tag_ in RELATIVE or (subject.lower_ == "that" and verb.dep_ == "relcl"):
        up = verb
        while up.dep_ == "conj":
            up = up.head
        if up.dep_ in {"relcl", "acl"}:
            return _town_described(up.head)
    return subject


def _town_described(noun: Token) -> Token:
    """The town of "a town in Vale Province that they took", where the parser hangs the clause on the province."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in {"in", "of"} or noun.lower_ not in _regions():
        return noun
    holder = preposition.head
    return holder if lemma_of(holder) in _settlements() else noun


def _shared_subject(node: Token) -> Token | None:
    """The noun that is the subject of a clause without one, or the verb whose subject it shares."""
    head = node.head
    if head == node:
        return None
    if node.dep_ == "acl":
        return noun_agent(head) if node.tag_ == "VB" else (None if node.tag_ == "VBN" else head)
    if node.dep_ == "relcl":
        return head
    told = _told(node, head)
    if told is not None:
        return told
    if node.dep_ == "xcomp" or (node.dep_ == "ccomp" and (node.tag_ in {"VBG", "VB"} or _is_run_on(node, head))):
        return head
    if node.dep_ in {"advcl", "conj", "acomp", "pcomp", "prep", "dep", "aux"}:
        return head if head.pos_ in {"VERB", "AUX", "ADP", "ADJ", "SCONJ"} else noun_agent(head)
    return None


def _is_run_on(node: Token, head: Token) -> bool:
    """Whether the parser took "Fighters allied to the government captured" for two clauses of one subject."""
    return head.pos_ == "VERB" and head.i < node.i and not any(c.dep_ in {"mark", "punct"} for c in node.lefts)


def _told(node: Token, head: Token) -> Token | None:
    """Who is told, made or kept from doing what an infinitive or gerund tells; None where nobody is."""
    if node.dep_ in {"xcomp", "advcl"} and node.tag_ == "VB" and lemma_of(head) in _control():
        told = _own(head, "dobj") or next(iter(preposition_objects(head, "on")), None)
        if told is not None:
            return told  # "called on the rebels to leave"
    if node.dep_ == "xcomp" and head.pos_ == "VERB" and not is_passive(head):
        return _own(head, "dobj")
    if node.dep_ != "pcomp" or head.pos_ != "ADP":
        return None
    holder = head.head
    if lemma_of(holder) in _gerund_control():
        return _own(holder, "dobj")  # "accused the troops of shelling", "kept them from entering"
    is_on_the_verge = holder.dep_ == "pobj" and holder.head.head.pos_ in {"VERB", "AUX"}
    return holder.head.head if is_on_the_verge else None  # "are on the verge of capturing"


def noun_agent(noun: Token) -> Token | None:
    """Return who does what a noun tells: its possessor, its "by", or the subject of the verb that carries it."""
    own = _own(noun, "poss")
    if own is not None and own.tag_ != "PRP$":
        return own
    by = next((c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ == "by"), None)
    if by is not None and (found := _own(by, "pobj")) is not None:
        return found
    if own is not None:
        return own
    return governor(noun)


def governor(noun: Token, *, any_verb: bool = False) -> Token | None:
    """Return the subject of the light verb that carries a noun ("the army launched an offensive")."""
    head = noun.head
    node = noun
    for _ in range(3):
        if node.dep_ in {"dobj", "attr", "oprd"} and head.pos_ == "VERB":
            if any_verb or lemma_of(head) in _light():
                return subject(head)
            return None
        if node.dep_ == "pobj" and head.lower_ in WHEN:
            return None
        if node.dep_ == "pobj" and head.dep_ in {"prep", "prt"} and head.head.pos_ == "VERB":
            return subject(head.head) if any_verb or lemma_of(head.head) in _light() else None
        if node.dep_ not in {"conj", "pobj", "prep"}:
            return None
        node, head = head, head.head
    return None


def subject(verb: Token) -> Token | None:
    """Return the logical subject: who does it. None where the text does not say."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return noun_agent(verb)
    if is_passive(verb):
        found = agent(verb)
        if found is None and verb.dep_ == "conj" and is_passive(verb.head):
            found = agent(verb.head)
        if found is None:  # "captured and burned by": the agent hangs on the last of the verbs
            found = next((agent(c) for c in verb.conjuncts if is_passive(c) and agent(c) is not None), None)
        return found
    return surface_subject(verb)


def _object_of_particle(verb: Token) -> Token | None:
    """The town of "has taken over the town", where the parser hangs it on "over"."""
    return next((own for c in verb.rights if c.dep_ == "prt" and (own := _own(c, "pobj")) is not None), None)


def direct_object(verb: Token) -> Token | None:
    """Return the logical object: whom or what it is done to. Told once a word."""
    known = verb.doc.user_data.setdefault("objects", {})
    if verb.i not in known:
        known[verb.i] = _direct_object(verb)
    told: Token | None = known[verb.i]
    return told


def _direct_object(verb: Token) -> Token | None:
    own = _own(verb, "dobj", "obj")
    if own is not None:
        return _antecedent(own, verb) if own.tag_ in RELATIVE else own
    if (own := _object_of_particle(verb)) is not None:
        return own
    if is_passive(verb):
        if verb.dep_ == "acl":
            return verb.head
        return surface_subject(verb)
    if verb.dep_ == "relcl":
        pronoun = _own(verb, "nsubj")
        if pronoun is not None and pronoun.tag_ not in RELATIVE and pronoun.lower_ != "that":
            return _town_described(verb.head)  # "the town they captured"
    if any(c.dep_ == "prep" for c in verb.children):
        return None
    for other in verb.conjuncts:  # "attacked and captured Homs": the object hangs on the last
        if other.i > verb.i and other.pos_ == "VERB" and _own(other, "nsubj") is None:
            return _own(other, "dobj", "obj")
    return None


def preposition_objects(node: Token, name: str) -> list[Token]:
    """Return the heads that hang on a preposition of a word: `name` "of", "out of", "into" ..."""
    hung = _hung(node)
    if not hung:
        return []
    first, _, second = name.partition(" ")
    found: list[Token] = []
    for child in hung.get(first, ()):
        holder = child
        if second:
            inner = next(
                (c for c in [*child.children, *node.children] if c.lower_ == second and c.i > child.i), None
            )
            if inner is None:
                continue
            holder = inner
        found.extend(c for c in holder.children if c.dep_ in {"pobj", "pcomp"})
        for inner in holder.children:  # "from around Kyiv", "in and around Kyiv"
            if not second and (inner.dep_ == "conj" or (inner.dep_ == "prep" and inner.i == holder.i + 1)):
                found.extend(c for c in inner.children if c.dep_ == "pobj")
    return found or ([] if second else _behind_dates(node, first))


def _behind_dates(node: Token, name: str) -> list[Token]:
    """What the parser hangs on a date: "began on 6 May near Bo", "left Bo in 2015 and from Kenema in 2016"."""
    hung = _hung(node)
    dates = [c for c in (*hung.get("on", ()), *hung.get("in", ())) if c.dep_ == "prep"]
    dates = [c for c in dates if any(end.pos_ == "NUM" or end.lower_ in _days() for end in c.rights)]
    ends = [p for date in dates for end in date.rights for p in end.rights if p.lower_ == name and p.dep_ == "prep"]
    return [c for prep in ends for c in prep.rights if c.dep_ == "pobj"]


def preposition_word(token: Token) -> str:
    """Return a preposition in small letters; "near" for "some 15 km north of", which was parsed as that."""
    stands_as: dict[int, str] = token.doc.user_data.get(STANDS_AS) or {}
    return stands_as.get(token.i) or str(token.lower_)


def _hung(node: Token) -> dict[str, list[Token]]:
    """The prepositions that hang on a word, by the word; told once a word, since every frame asks again."""
    known = node.doc.user_data.setdefault("hung", {})
    if node.i not in known:
        hung: dict[str, list[Token]] = {}
        for child in node.children:
            if child.dep_ in HUNG:
                hung.setdefault(preposition_word(child), []).append(child)
        known[node.i] = hung
    told: dict[str, list[Token]] = known[node.i]
    return told


def clause_of(token: Token) -> Token:
    """Return the verb (or root) of the clause that a word stands in."""
    node = token
    for _ in range(DEEPEST):
        if node.head == node or (node != token and node.pos_ in {"VERB", "AUX"}):
            return node
        node = node.head
    return node


def ancestors(token: Token) -> Iterator[Token]:
    """Yield the heads above a word, nearest first, `DEEPEST` at most."""
    node = token
    for _ in range(DEEPEST):
        if node.head == node:
            return
        node = node.head
        yield node


def prepositions_of(node: Token) -> Iterator[Token]:
    """Yield the prepositions that hang on a word."""
    return (c for c in node.children if c.dep_ in {"prep", "agent"})
