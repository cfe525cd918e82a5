"""Which entries of the lexicon apply at a word: its particle, its object, what bars it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from whoholds.reading.lexicon import irregular
from whoholds.reading.picking import picked
from whoholds.reading.syntax import direct_object, is_passive, lemma_of, preposition_objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Span, Token
    from spacy.vocab import Vocab

    from whoholds.reading.lexicon import Frame, Lexicon
    from whoholds.reading.names import Namer
    from whoholds.reading.paths import Paths

UNNAMED = frozenset({"<force>", "<fighters>", "<not-people>"})
"""Kinds that an agent whom the text leaves out may be of."""
ARMED = frozenset({"armed", "military", "loyal", "masked", "hooded", "uniformed"})
"""What makes plain "men" those of a side."""
STATED = frozenset({"oprd", "xcomp", "ccomp", "acomp"})
"""Labels of the state that an object is told to be in."""
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})

TIMING = frozenset({"before", "after", "ahead", "until", "since"})
"""Prepositions that tell when: "vowed to take the town before the elections" is war."""


class Triggers:
    """Tells which entries a word sets off.

    Args:
        lexicon: the frames.
        namer: the theatre's names.
        paths: finds what stands where around a word.
    """

    def __init__(self, lexicon: Lexicon, namer: Namer, paths: Paths) -> None:
        self._lexicon = lexicon
        self._namer = namer
        self._paths = paths
        self._known: tuple[frozenset[int], frozenset[int]] | None = None

    def among(self, sentence: Span) -> list[Token]:
        """Return the words of a sentence that may set off a frame, told by number, cheaper than by word."""
        forms, lemmas = self._numbers(sentence.doc.vocab)
        return picked(sentence, "triggers", forms, lemmas)

    def _numbers(self, vocab: Vocab) -> tuple[frozenset[int], frozenset[int]]:
        """The lexicon's words as spaCy's numbers: as printed, and as lemmas."""
        if self._known is None:
            words = {word for _, word in self._lexicon.by_lemma}
            forms = words | {form for form, lemma in irregular().items() if lemma in words}
            lemmas = words | {word.capitalize() for word in words}
            number = vocab.strings.add
            self._known = frozenset(map(number, forms)), frozenset(map(number, lemmas))
        return self._known

    def at(self, token: Token) -> Iterator[tuple[Frame, str]]:
        """Yield the entries that apply at a word, best first, each with the trigger's words as printed."""
        for pos in _positions(token):
            lemma = _headword(token, pos)
            for frame in self._lexicon.by_lemma.get((pos, lemma), ()):
                words = self._words(token, frame, pos)
                if words is None or not self._fits(token, frame, pos):
                    continue
                if self._is_elsewhere(token):
                    return
                yield frame, words

    def can_act(self, head: Token, lemma: str) -> bool:
        """Return whether a noun or pronoun can be who acts."""
        if head.lower_ == "it":  # "the army said it had left"
            return head.head.dep_ == "ccomp"
        if head.pos_ == "PRON":
            return head.lower_ not in {"it", "there", "i", "you", "everyone", "someone", "those", "others"}
        if lemma == "man":  # "armed men", "our men"
            return any(c.lower_ in ARMED or c.dep_ == "poss" for c in head.children)
        if self._lexicon.of_kind(lemma, "calamity"):
            return False
        if self._lexicon.of_kind(lemma, "weapon"):
            return bool(self._paths.follow(head, "modifier") or self._paths.follow(head, "poss"))
        return self._lexicon.of_kind(lemma, "force") or head.pos_ == "PROPN" or self._namer.is_name(head)

    def _is_elsewhere(self, token: Token) -> bool:
        """Whether a word is told of another kind of contest: "took the town in the elections"."""
        preps = (c for c in token.rights if c.dep_ == "prep" and c.lower_ not in TIMING)
        ends = (end for prep in preps for end in prep.rights)
        return any(self._lexicon.of_kind(lemma_of(end), "contest") for end in ends)

    def _words(self, token: Token, frame: Frame, pos: str) -> str | None:
        """The trigger's words if the entry's particle is there; None where the entry does not apply."""
        for entry in self._lexicon.entries[pos, _headword(token, pos), frame.rule]:
            first, _, rest = entry.partition(" ")
            if not rest and any(c.dep_ == "prt" for c in token.children) and pos == "verb":
                return None  # "took up a post" is another verb
            if not rest:
                return str(token.text)
            following = [c for c in token.children if c.i > token.i and c.lower_ == rest.split()[0]]
            if first and following:
                return f"{token.text} {rest}"
        return None

    def _fits(self, token: Token, frame: Frame, pos: str) -> bool:
        if pos == "adjective":
            heads = self._paths.follow(token, "head")
            is_about = not frame.object or self._any_of_kind(heads, frame.object)
            return is_about and (not frame.of or self._any_of_kind(preposition_objects(token, "of"), frame.of))
        if not (self._stands_right(token, frame) and self._has_prep(token, frame)):
            return False
        if self._is_barred(token, frame, pos):
            return False
        if pos == "noun":
            return True
        thing = direct_object(token)
        if thing is not None and frame.object_if and not self._argument_fits(thing, frame.object_if):
            return False
        return self._argument_fits(thing, frame.object) and self._subject_fits(token, frame.subject)

    def _stands_right(self, token: Token, frame: Frame) -> bool:
        """Whether the words around a trigger are those that the entry asks for, the cheapest asked first."""
        asked: tuple[tuple[object, Callable[[], bool]], ...] = (
            (frame.forms, lambda: token.tag_ in frame.forms),
            (frame.under, lambda: token.dep_ == "pobj" and token.head.lower_ in frame.under),
            (frame.is_main, lambda: token.dep_ not in {"relcl", "acl"}),
            (frame.modifiers, lambda: any(lemma_of(c) in frame.modifiers for c in token.lefts)),
            (frame.infinitive, lambda: any(c.lemma_ in frame.infinitive for c in token.children)),
            (frame.of, lambda: self._any_of_kind(preposition_objects(token, "of"), frame.of)),
            (frame.quiet, lambda: not _under_words(token, frame.quiet)),
            (frame.verbs_above, lambda: _under_words(token, frame.verbs_above)),
            (frame.is_passive, lambda: is_passive(token)),
            (frame.is_plain, lambda: not any(_states(child) for child in token.children)),
            (frame.is_negated, lambda: _is_negated(token, frame.marks)),
        )
        return all(holds() for is_asked, holds in asked if is_asked)

    def _has_prep(self, token: Token, frame: Frame) -> bool:
        if not frame.prep or token.lemma_ in frame.is_prep_optional:
            return True
        for name, heads in frame.prep.items():
            ends = preposition_objects(token, name)
            holder = direct_object(token)
            if holder is not None:
                ends += preposition_objects(holder, name)
            if any("<any>" in heads or lemma_of(h) in heads for h in ends):
                return True
        return False

    def _is_barred(self, token: Token, frame: Frame, pos: str) -> bool:
        if not frame.bar:
            return False
        ends = preposition_objects(token, "of") if pos == "noun" else []
        ends += [c for c in token.lefts if c.dep_ in {"compound", "amod"}] if pos == "noun" else []
        if pos == "verb" and (thing := direct_object(token)) is not None:
            ends.append(thing)
        return any(
            self._is_a(end, frame.bar) and not self._names_place(end) and not self._is_spot(token, end)
            for end in ends
        )

    def _is_spot(self, token: Token, noun: Token) -> bool:
        """Whether a noun of two meanings is a place here: "the market at Tskhinvali", "the main market"."""
        if self._lexicon.place_kind.get(lemma_of(noun)) != "site":
            return False
        ends = [end for holder in (noun, token) for end in preposition_objects(holder, "at")]
        ends += preposition_objects(noun, "in")
        words = self._lexicon.kinds["standing_places"]
        return any(self._namer.is_name(end) for end in ends) or any(c.lower_ in words for c in noun.lefts)

    def _names_place(self, head: Token) -> bool:
        is_name = head.pos_ == "PROPN" and self._namer.is_name(head)  # "Air raids" are none of the Air mountains
        return is_name and self._namer.place(self._namer.text(head)) is not None

    def _argument_fits(self, head: Token | None, wanted: frozenset[str]) -> bool:
        if not wanted:
            return True
        if head is None:
            return False
        counted = (
            preposition_objects(head, "of") if head.pos_ in {"NUM", "PRON", "ADJ"} or self._is_portion(head) else []
        )
        return any(self._is_a(h, wanted) for h in (head, *head.conjuncts, *counted))

    def _is_portion(self, head: Token) -> bool:
        return self._lexicon.of_kind(lemma_of(head), "portion")

    def _subject_fits(self, token: Token, wanted: frozenset[str]) -> bool:
        if not wanted:
            return True
        who = subject(token)
        if who is None:
            return bool(wanted & UNNAMED)
        return self._is_a(who, wanted)

    def _any_of_kind(self, heads: Iterable[Token], wanted: frozenset[str]) -> bool:
        return any(self._is_a(head, wanted) for head in heads)

    def _is_a(self, head: Token, wanted: frozenset[str]) -> bool:
        lemma = lemma_of(head)
        if lemma in wanted:
            return True
        return any(self._is_kind(head, lemma, kind[1:-1]) for kind in wanted if kind.startswith("<"))

    def _is_kind(self, head: Token, lemma: str, kind: str) -> bool:
        lexicon = self._lexicon
        match kind:
            case "any":
                return True
            case "fighters":
                return not lexicon.of_kind(lemma, "civilians") and not lexicon.of_kind(lemma, "weapon")
            case "not-people":
                return not lexicon.of_kind(lemma, "civilians")
            case "force":
                return self.can_act(head, lemma)
            case "actor":
                return self._paths.is_actor(head) or (self.can_act(head, lemma) and head.pos_ == "PROPN")
            case "water":
                place = self._namer.place(self._namer.text(head)) if self._namer.is_name(head) else None
                return place is not None and place.kind == "water"
            case "country":
                place = self._namer.place(self._namer.text(head)) if self._namer.is_name(head) else None
                return place is not None and place.kind == "country"
            case _:
                return lexicon.of_kind(lemma, kind)


def _headword(token: Token, pos: str) -> str:
    """The form under which the lexicon has a word: participles as printed, all else by lemma."""
    as_printed = pos == "adjective" or (pos == "noun" and token.lower_.endswith("ing"))
    return str(token.lower_) if as_printed else lemma_of(token)


def _positions(token: Token) -> tuple[str, ...]:
    if token.pos_ == "VERB" and token.dep_ == "amod":
        return ("adjective",)  # "the captured town" describes; "the besieged town" tells
    if token.tag_ == "VBG" and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj", "conj"}:
        return ("noun", "verb")
    if token.pos_ == "VERB":
        return ("adjective", "verb") if token.tag_ in {"VBN", "VBD"} else ("verb",)
    if token.pos_ == "PROPN" and token.i != token.sent.start and token.text[:1].isupper():
        return ()  # "the First Battle of Grozny" is a name, and names tell nothing
    if token.pos_ in {"NOUN", "PROPN"}:
        return ("noun", "verb") if token.tag_ == "VBG" else ("noun",)
    if token.pos_ in {"ADJ", "ADV", "X"}:
        return ("adjective", "verb") if token.lower_.endswith("ed") else ("adjective",)
    if token.pos_ == "AUX" and token.lemma_ in {"be", "have"}:
        return ("verb",)
    return ()


def _states(child: Token) -> bool:
    """Whether a word tells the state of an object: "left the town empty"; but not "left it to spare its people"."""
    return (child.dep_ in STATED and child.tag_ != "VB") or child.lower_ == "as"


def _under_words(token: Token, words: frozenset[str]) -> bool:
    above = token.head
    if token.dep_ == "pobj":
        above = above.head
    return lemma_of(above) in words


def _is_negated(token: Token, marks: frozenset[str]) -> bool:
    """Whether a verb is negated with one of the marks ("no longer")."""
    words = [c for c in token.children if c.dep_ in {"neg", "advmod"}]
    near = {c.lower_ for c in words} | {c.nbor(-1).lower_ for c in words if c.i}
    return bool(near & NEGATIONS) and (not marks or bool(near & marks))


__all__ = ["Triggers"]
