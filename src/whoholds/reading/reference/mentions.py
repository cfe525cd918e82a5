"""The names of a report that later words may point back to, with what makes each more or less likely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from spacy.symbols import ADJ, NOUN, PRON, PROPN

from whoholds.reading.paths import relation_word
from whoholds.reading.phrases import actor_words
from whoholds.reading.reference.pointers import is_pair, place_pointer, pointer_of
from whoholds.reading.reference.words import listed
from whoholds.reading.syntax import ancestors, clause_of, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from whoholds.actors import Actor
    from whoholds.reading.lexicon import Lexicon
    from whoholds.reading.names import Namer
    from whoholds.terrain import Place

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOMINAL = frozenset({ADJ, NOUN, PRON, PROPN})
PARTS = frozenset({"poss", "compound", "nmod", "amod", "npadvmod"})
ROLES = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "conj", "poss"})
BIG = 100_000
"""People from which a place is no village, and its name before a noun is no other thing's."""

STATELY = frozenset({"state", "army", "police", "mission"})
"""Kinds of actors that act for states."""


@dataclass(slots=True)
class Named:
    """A name, or words that stand for one, met in the text.

    Attributes:
        start: offset of the words in the parsed text.
        words: the name.
        key: what the same thing has in common wherever it is named.
        index: of the head token.
        sentence: number of its sentence.
        paragraph: number of its paragraph.
        sort: of an actor: plural, singular, mass, group, state, person, unknown, rebels; of a place: its best kind.
        kinds: kinds of place that the name may be.
        place: what the gazetteer most likely knows by it.
        country: ISO code, where one is known.
        clause: index of the verb that it stands under.
        depth: how many clauses and brackets it stands in.
        under: the preposition before it.
        is_subject: whether it is a grammatical subject.
        is_part: whether it only describes another noun or owns it.
        is_told: whether it stands at a word of the lexicon.
        is_of_people: whether it says where people are from.
        is_echo: whether plain words stand here for it.
        is_many: whether the words here are plural.
        is_alone: whether its sentence names no other place.
        nouns: plain nouns that it has been called.
        count: how often it was named before.
    """

    start: int
    words: str
    key: str
    index: int
    sentence: int
    paragraph: int
    sort: str = ""
    kinds: frozenset[str] = frozenset()
    place: Place | None = None
    country: str = ""
    clause: int = -1
    depth: int = 0
    under: str = ""
    is_subject: bool = False
    is_part: bool = False
    is_told: bool = False
    is_of_people: bool = False
    is_echo: bool = False
    is_alone: bool = True
    is_many: bool = False
    nouns: set[str] = field(default_factory=set)
    count: int = 0


@dataclass(slots=True)
class Pointer:
    """Words that stand for a name before them; `about` is "actor" or "place", `sort` of what sort they are."""

    head: Token
    about: str
    sort: str


class Gatherer:
    """Meets the names and pointers of a parsed text in its order.

    Args:
        doc: the text, parsed.
        namer: the theatre's names.
        lexicon: plain nouns, and the words that tell something.

    Attributes:
        guests: how often each country is named by its adjective, by code.
    """

    def __init__(self, doc: Doc, namer: Namer, lexicon: Lexicon) -> None:
        self._doc = doc
        self._text = doc.text  # spaCy puts it together anew each time
        self._namer = namer
        self._lexicon = lexicon
        self._forces = lexicon.kinds["force"]
        self.guests: Counter[str] = Counter()
        self.sentences: list[int] = []
        self._numbers: list[tuple[int, int]] = []
        self._count_lines()

    def _count_lines(self) -> None:
        paragraph = 0
        for sentence in self._doc.sents:
            self._numbers += [(len(self.sentences), paragraph)] * (sentence.end - sentence.start)
            self.sentences.append(sentence.start_char)
            paragraph += "\n" in sentence.text

    def where(self, token: Token) -> tuple[int, int]:
        """Return the numbers of a word's sentence and paragraph."""
        return self._numbers[token.i]

    def standing(self, head: Token) -> Named:
        """Return how a word stands in its sentence, under no name."""
        named = self._named(head, head.idx, "", "", "")
        named.under = relation_word(head)
        named.is_told = self._is_told(head)
        named.is_many = head.tag_ in {"NNS", "NNPS"} or head.lower_ in listed("plural")
        return named

    def met(self) -> Iterator[tuple[str, Named | Pointer]]:
        """Yield ("place" or "actor", name or pointer). Cost: linear in the words that can be either."""
        skip_to = 0
        for i in self._candidates():
            if i < skip_to:
                continue
            token = self._doc[i]
            if country := self._namer.country_of_adjective(token.lower_):
                self.guests[country] += 1
            if self._namer.is_name(token):
                start, end = self._namer.span(token)
                skip_to = max(end, i + 1)
                yield from self._name(start, end)
            else:
                yield from self._plain(token)

    def _candidates(self) -> list[int]:
        """The words that can be a name or a pointer: nouns, adjectives, pronouns, and what has a capital."""
        told = zip(self._doc.to_array("POS").tolist(), self._doc.to_array("IDX").tolist(), strict=True)
        return [i for i, (pos, at) in enumerate(told) if pos in NOMINAL or self._text[at].isupper()]

    def _plain(self, token: Token) -> Iterator[tuple[str, Named | Pointer]]:
        lemma = lemma_of(token)
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            if sort := pointer_of(token):
                yield "actor", Pointer(token, "actor", sort)
            return
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return
        kind = place_pointer(token, self._lexicon.place_kind)
        if kind:
            yield "place", Pointer(token, "place", kind)
        is_side = lemma in self._forces or any(lemma in listed(sort) for sort in ("rebel", "one", "state"))
        if is_side and token.dep_ in ROLES and not is_pair(token):
            sort = pointer_of(token)
            if sort and sort not in {"plural", "thing", "person"}:
                yield "actor", Pointer(token, "actor", sort)
            elif not sort:
                yield "actor", self.force(token)

    def men_of(self, found: Named, owner: Token) -> Named | None:
        """Return the men of one person ("his troops"), whom a later "they" means; None where nobody owns men."""
        men = owner.head
        if owner.tag_ != "PRP$" or men.tag_ != "NNS" or lemma_of(men) not in self._forces:
            return None
        if found.sort not in {"person", "one", "unknown"}:
            return None
        named = self._named(men, found.start, found.words, f"men of {found.key}", "men")
        named.country, named.is_many = found.country, True
        return named

    def force(self, token: Token) -> Named:
        """Return a plain noun for people under arms as a side, as worded."""
        lemma = lemma_of(token)
        start, end = actor_words(token)
        words = self._text[start:end]
        if lemma in listed("one"):
            sort = "one" if token.tag_ == "NN" else "plural"
        elif lemma in listed("rebel"):
            sort = "rebels" if token.tag_ == "NNS" else "singular"
        elif token.tag_ == "NNS":
            sort = "plural"
        else:
            sort = "mass" if lemma in listed("state") else "singular"
        return self._named(token, start, words, words.lower().removeprefix("the "), sort)

    def _named(self, head: Token, start: int, words: str, key: str, sort: str) -> Named:
        sentence, paragraph = self.where(head)
        return Named(
            start, words, key, head.i, sentence, paragraph, sort,
            clause=clause_of(head).i,
            depth=sum(above.dep_ in listed("inner") for above in (head, *ancestors(head))),
            is_subject=head.dep_ in SUBJECTS or (head.dep_ == "pobj" and head.head.dep_ == "agent"),
            is_part=head.dep_ in PARTS,
        )  # fmt: skip

    def _name(self, start: int, end: int) -> Iterator[tuple[str, Named | Pointer]]:
        head = self._doc[start:end].root
        words = self._doc[start:end].text
        place, side = self._namer.place(words), self._namer.side(words)
        if place is not None and side is not None and _is_group_first(place, side):
            place = None
        if place is not None and place.kind == "country" and side is not None:
            yield "place", self._place(head, start, words, place)
            if not self._stands_for_state(head, place, is_side=True):
                return
        elif place is not None and not self._stands_for_state(head, place, is_side=side is not None):
            if self._is_literal(head, words, place):
                yield "place", self._place(head, start, words, place)
            return
        if head.dep_ == "amod" or (words.lower() in self._namer.adjectives and head.dep_ in PARTS):
            return  # "Burundian troops": the troops are met next
        if side is not None:
            named = self._named(head, self._doc[start].idx, words, side.id, self._sort_of(words, side.kind))
            named.country = side.country
            yield "actor", named
        elif place is not None:
            named = self._named(head, self._doc[start].idx, words, words.lower(), "state")
            named.country = place.country
            yield "actor", named
        else:
            yield from self._unknown(head, start, end, words)

    def _sort_of(self, words: str, kind: str) -> str:
        if self._namer.is_person(words):
            return "person"
        return "state" if kind in STATELY else "group"

    def _stands_for_state(self, head: Token, place: Place, *, is_side: bool) -> bool:
        """Whether a place's name stands for those who rule there: "Kyiv's troops", "Moscow abandoned ..."."""
        if head.dep_ == "poss":
            return is_side and lemma_of(head.head) in self._forces
        if place.kind not in {"country", "capital"} and not is_side:
            return False
        return head.dep_ == "nsubj" and head.head.pos_ == "VERB" and lemma_of(head.head) not in listed("suffered")

    def _is_literal(self, head: Token, words: str, place: Place) -> bool:
        """Whether a name is one of a place here, not the "Apache" of a helicopter or the "Saudi" of Saudi-led."""
        if words.lower() in self._namer.adjectives:
            return False
        if head.dep_ == "amod" or (head.i + 1 < len(self._doc) and self._doc[head.i + 1].text in {"-", "‐", "‑"}):
            return False
        if head.dep_ not in PARTS or head.dep_ == "poss" or lemma_of(head.head) in self._lexicon.place_kind:
            return True
        return place.is_extended or place.population > BIG

    def _place(self, head: Token, start: int, words: str, place: Place | None) -> Named:
        kinds = self._namer.kinds(words) if place is not None else frozenset({"unknown"})
        key = place.id if place is not None else words.lower()
        named = self._named(head, self._doc[start].idx, words, key, place.kind if place is not None else "unknown")
        named.kinds, named.place = kinds, place
        named.country = place.country if place is not None else ""
        named.under = relation_word(head)
        named.nouns = set(self._called(head))
        above = head.head.head if named.under else head.head
        named.is_of_people = named.under in {"in", "of", "from", "at"} and self._is_people(above)
        named.is_told = not named.is_of_people and self._is_told(head)
        return named

    def _is_people(self, noun: Token) -> bool:
        lemma = lemma_of(noun)
        is_noun = noun.pos_ in {"NOUN", "PROPN"}
        return is_noun and any(self._lexicon.of_kind(lemma, kind) for kind in ("people", "civilians", "force"))

    def _called(self, head: Token) -> Iterator[str]:
        """The plain nouns that a name is given: "the town of X", "X province", "X, the largest city"."""
        yield from (lemma_of(c) for c in head.children if c.dep_ == "appos" and self._is_place_noun(c))
        above = head.head
        if head.dep_ in {"appos", "compound", "nmod", "poss"} and self._is_place_noun(above):
            yield lemma_of(above)
        if head.dep_ == "pobj" and above.dep_ == "prep" and self._is_place_noun(above.head):
            yield lemma_of(above.head)
        if head.dep_ in SUBJECTS:
            yield from (lemma_of(c) for c in above.children if c.dep_ == "attr" and self._is_place_noun(c))

    def _is_place_noun(self, token: Token) -> bool:
        return lemma_of(token) in self._lexicon.place_kind

    def _is_told(self, head: Token) -> bool:
        """Whether a name hangs on a word that tells something, itself or by a preposition or a plain noun."""
        for above in islice(ancestors(head), 4):
            if above.pos_ in {"VERB", "NOUN", "ADJ"} and (
                (above.pos_.lower() if above.pos_ != "ADJ" else "adjective", lemma_of(above))
                in self._lexicon.by_lemma
            ):
                return True
            if above.pos_ in {"VERB", "AUX"}:
                return False
        return False

    def _unknown(self, head: Token, start: int, end: int, words: str) -> Iterator[tuple[str, Named | Pointer]]:
        """A name that neither gazetteer nor register knows: a place under "in", else a side or a person."""
        at = self._doc[start].idx
        lowers = {t.lower_ for t in self._doc[start:end]}
        is_force = bool(lowers & self._forces) or lemma_of(head) in self._forces
        if self._doc[start].lower_ in listed("event"):
            return
        is_people = head.tag_ == "NNPS" and head.dep_ in ROLES
        if is_force or is_people or self._is_people_by_adjective(words):
            low, high = actor_words(head)
            worded = self._text[low:high]
            sort = "plural" if head.tag_ in {"NNS", "NNPS"} or words.endswith("s") else "group"
            yield "actor", self._named(head, low, worded, worded.lower().removeprefix("the "), sort)
        elif head.pos_ == "PROPN" and self._is_placed(head):
            yield "place", self._place(head, start, words, None)
        elif head.dep_ in SUBJECTS:
            sort = "group" if words.isupper() else "unknown"
            yield "actor", self._named(head, at, words, words.lower(), sort)

    def _is_placed(self, head: Token) -> bool:
        """Whether an unknown name stands where places do: under "in", called a town, or taken and left."""
        is_taken = head.dep_ == "dobj" and ("verb", lemma_of(head.head)) in self._lexicon.by_lemma
        return is_taken or relation_word(head) in listed("locative") or any(self._called(head))

    def _is_people_by_adjective(self, words: str) -> bool:
        lower = words.lower()
        return lower in self._namer.adjectives or lower.removesuffix("s") in self._namer.adjectives


def _is_group_first(place: Place, side: Actor) -> bool:
    """Whether a name that a group and a small place have is the group's: some village is called al-Shabaab."""
    return side.kind not in STATELY and not place.is_extended and place.population < BIG
