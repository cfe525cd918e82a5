"""Where the parts of a frame stand, seen from its trigger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from whoholds.reading.syntax import (
    clause_of,
    direct_object,
    governor,
    lemma_of,
    preposition_objects,
    preposition_word,
    subject,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from whoholds.reading.lexicon import Lexicon
    from whoholds.reading.names import Namer

COMPASS = frozenset(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"])
UNDERGOING = frozenset({"face", "experience", "suffer", "endure", "see", "witness", "undergo", "withstand"})


class Paths:
    """Follows the paths that `frames.yaml` writes, such as "subject", "object.of" or "clause.in".

    Args:
        namer: tells names of actors.
        lexicon: tells plain nouns.
    """

    def __init__(self, namer: Namer, lexicon: Lexicon) -> None:
        self._namer = namer
        self._lexicon = lexicon
        self._steps: dict[str, Callable[[Token], list[Token]]] = {
            "subject": lambda t: _some(subject(t)),
            "object": _objects,
            "poss": _possessor,
            "modifier": self._modifier,
            "owner": lambda t: [owner for owner in _possessor(t) if self.is_actor(owner)],
            "governor": lambda t: _some(governor(t)),
            "governor-any": lambda t: _some(governor(t, any_verb=True)),
            "governor-subject": _undergoer,
            "experienced-by": _undergoer,
            "compound-left": self._compound_left,
            "head": _head,
            "appositive": lambda t: [t.head] if t.dep_ == "appos" else [],
            "copula": _copula,
            "of-actor": lambda t: [h for h in preposition_objects(t, "of") if self.is_actor(h)],
            "controlled": _controller,
            "infinitive": lambda t: [
                c for c in t.children if c.dep_ in {"acl", "xcomp", "relcl"} and c.tag_ == "VB"
            ],
            "clause": lambda t: [clause_of(t)],
            "noun": _noun_above,
            "bearer": _bearer,
            "purpose": _purpose,
            "poss-alone": lambda t: [] if preposition_objects(t, "of") else _possessor(t),
            "to-name": self._aims,
            "goal": self._goals,
            "placed": lambda t: [c for c in t.children if c.dep_ == "acl"],
            "place": self._clause_place,
            "there": lambda t: [c for c in t.children if c.lower_ in {"there", "here"} and c.dep_ == "advmod"],
        }

    def follow(self, trigger: Token, path: str) -> list[Token]:
        """Return the heads at the end of a path, in the order of the text."""
        nodes = [trigger]
        for step in path.split("."):
            walk = self._steps.get(step)
            nodes = [end for node in nodes for end in (walk(node) if walk else _hanging(node, step))]
        return nodes

    def is_actor(self, head: Token) -> bool:
        """Return whether a noun can act: a plain noun for people under arms, or a name the register knows."""
        if self._lexicon.of_kind(lemma_of(head), "force"):
            return True
        return self._namer.is_name(head) and self._namer.actor(self._namer.text(head)) is not None

    def _modifier(self, noun: Token) -> list[Token]:
        """Find "Turkish" or "rebel" before a noun, where it names who acts."""
        return [c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"} and self._names_actor(c)]

    def _names_actor(self, word: Token) -> bool:
        if self._lexicon.of_kind(lemma_of(word), "force"):
            return True
        if self._namer.actor(word.text) is not None:
            return not self._is_town(word)
        if not word.text[:1].isupper() or word.lower_ in self._lexicon.compass:
            return False
        if word.i == word.sent.start and word.lower_ not in self._namer.adjectives:
            return False  # any word has a capital there: "Fierce fighting"
        return word.pos_ == "ADJ" or (word.pos_ == "PROPN" and self._namer.place(self._namer.text(word)) is None)

    def _goals(self, noun: Token) -> list[Token]:
        """The town of "an offensive to retake the town"; a campaign to do anything else says nothing of where."""
        beside = noun.head.rights if noun.dep_ == "dobj" else ()
        verbs = [c for c in noun.children if c.dep_ in {"acl", "relcl", "xcomp"} and c.tag_ == "VB"]
        verbs += [c for c in beside if c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB" and c.i > noun.i]
        takes = (v for v in verbs if any(f.action == "takes" for f in self._lexicon.by_lemma["verb", lemma_of(v)]))
        return [end for verb in takes for end in _objects(verb)]

    def _aims(self, verb: Token) -> list[Token]:
        """The names of "fell back to Glina": a plain "to their bases" says nothing of where."""
        told = [end for name in ("to", "toward", "towards") for end in preposition_objects(verb, name)]
        ends = told or preposition_objects(verb, "back to")
        return [end for end in ends if self._namer.is_name(end) or preposition_objects(end, "of")]

    def _is_town(self, word: Token) -> bool:
        """Whether a name before a noun is a town's: "the Juba killings" happened there, whoever did them."""
        place = self._namer.place(word.text) if word.pos_ == "PROPN" else None
        return place is not None and place.kind != "country"

    def _compound_left(self, adjective: Token) -> list[Token]:
        """The "rebel" of "rebel-held"."""
        if adjective.i < 2 or adjective.nbor(-1).text != "-":  # noqa: PLR2004 - a word and a hyphen
            return []
        return [adjective.nbor(-2)]

    def _clause_place(self, verb: Token) -> list[Token]:
        return _some(direct_object(verb)) + [e for e in verb.subtree if e.dep_ == "dobj" and e.head.pos_ == "VERB"]


def _hanging(node: Token, preposition: str) -> list[Token]:
    """What hangs on a preposition of a word, or of a noun joined to it ("siege and shelling of the town")."""
    found = preposition_objects(node, preposition)
    if found or node.pos_ != "NOUN":
        return found
    return next((ends for other in _joined(node) if (ends := preposition_objects(other, preposition))), [])


def _joined(noun: Token) -> list[Token]:
    """The nouns joined to a noun; told once a word."""
    known = noun.doc.user_data.setdefault("joined", {})
    if noun.i not in known:
        known[noun.i] = [other for other in noun.conjuncts if other.pos_ == "NOUN"]
    told: list[Token] = known[noun.i]
    return told


def _some(token: Token | None) -> list[Token]:
    return [token] if token is not None else []


def _objects(verb: Token) -> list[Token]:
    """The object, with what the parser takes for another: "Hawija, as well as parts of", "three towns: A, B"."""
    first = direct_object(verb)
    if first is None:
        return []
    end = next((c.i for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB" and c.i > first.i), len(verb.doc))
    more = [c for c in verb.rights if c.dep_ == "dobj" and first.i < c.i < end] if first.head == verb else []
    return more if more and more[0].nbor(-1).text == ":" else [first, *more]


def _possessor(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"]


def _undergoer(noun: Token) -> list[Token]:
    verb = noun.head
    return _some(subject(verb)) if noun.dep_ == "dobj" and verb.lemma_ in UNDERGOING else []


def _head(adjective: Token) -> list[Token]:
    node = adjective
    if node.dep_ in {"amod", "acl", "compound", "nmod"}:
        noun = node.head
        if noun.dep_ == "attr" and any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.lefts):
            return _some(subject(noun.head))  # "Deraa is a rebel-held city"
        return [noun]
    if node.dep_ in {"acomp", "attr"}:
        return _some(subject(node.head))
    return []


def _copula(noun: Token) -> list[Token]:
    return _some(subject(noun.head)) if noun.dep_ == "attr" else []


def _controller(noun: Token) -> list[Token]:
    """Who holds a "territory controlled by the government" or a "rebel-held area"."""
    return [s for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" for s in _some(subject(c))]


def _noun_above(noun: Token) -> list[Token]:
    """The noun that "under the army's control" hangs on, or the object of the verb that it hangs on."""
    holder = noun.head
    if holder.dep_ != "prep":
        return []
    above = holder.head
    return [above] if above.pos_ in {"NOUN", "PROPN"} else _some(direct_object(above))


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def _purpose(verb: Token) -> list[Token]:
    """The offensive of "an offensive to retake", wherever the parser hangs the infinitive."""
    if not _is_infinitive(verb):
        return []
    if verb.dep_ == "acl" or (verb.dep_ == "xcomp" and verb.head.pos_ == "NOUN"):
        return [verb.head]
    is_beside = verb.dep_ == "xcomp" and verb.head.pos_ == "VERB"
    return [c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i] if is_beside else []


def _bearer(noun: Token) -> list[Token]:
    """Who is "in control of the town": the noun that the preposition hangs on, or the subject of its verb."""
    above = noun.head.head
    return [above] if above.pos_ in {"NOUN", "PROPN"} else _some(subject(above))


def relation_word(head: Token) -> str:
    """Return the preposition that a noun hangs on, lower case; empty where none."""
    node = head
    while node.dep_ == "conj":
        node = node.head
    if node.dep_ not in {"pobj", "pcomp"} or node.head.pos_ not in {"ADP", "SCONJ", "ADV", "VERB"}:
        return ""
    word = preposition_word(node.head)
    above = node.head.head
    if word == "of" and above.lower_ in COMPASS:
        return f"{above.lower_} of"
    if word == "of" and above.lower_ in {"out", "outside"}:
        return f"{above.lower_} of" if above.lower_ == "out" else "outside"
    return str(word)


__all__ = ["Paths", "relation_word"]
