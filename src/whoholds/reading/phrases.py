"""Noun phrases as the parts of claims: places with their relation, and actors as worded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from whoholds.reading.placephrase import PlacePhrase, words_of
from whoholds.reading.relations import told_behind, told_of
from whoholds.reading.routes import has_spot, is_route, read_route
from whoholds.reading.syntax import lemma_of, preposition_objects
from whoholds.reading.wording import actor_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from whoholds.reading.lexicon import Lexicon
    from whoholds.reading.names import Namer

LISTING = ("including", "like", "namely", "notably", "especially")
SIDES = tuple(
    f"{side} of" for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
)
DEEPEST = 5
PIECES = frozenset({"site", "part", "ground"})
"""Kinds of plain nouns for what is a piece of the town that it lies in."""
WITHIN = frozenset({"in", "at", "on"})
AREAS = frozenset({"area", "territory"})
PERCENT = frozenset({"percent", "cent", "%"})
PERCENT_FROM = ((85, "most"), (70, "much"))
"""From this share on a part of a region is told as the region."""


class PlaceReader:
    """Finds the places in a noun phrase.

    Args:
        namer: knows the theatre's names.
        lexicon: knows the plain nouns.
    """

    def __init__(self, namer: Namer, lexicon: Lexicon) -> None:
        self._namer = namer
        self._lexicon = lexicon

    def read(
        self, head: Token, relation: str = "in", depth: int = 0, *, is_led_to: bool = True
    ) -> list[PlacePhrase]:
        """Return the places that a noun phrase names, one each for "Deraa, Suweida and Quneitra".

        Args:
            head: the noun.
            relation: how the claim relates to it.
            depth: how many nouns lie above.
            is_led_to: whether the words before the noun lead to it; they do not where the claim comes to it from
                behind ("3 miles west of Hama, a rebel stronghold").
        """
        if depth > DEEPEST:
            return []
        found = self._one(head, relation, depth)
        found = [self._placed(p, head) for p in found] if is_led_to else found
        if depth == 0 or found:
            found += self._conjoined(head, relation, depth)
        return found

    def _placed(self, phrase: PlacePhrase, head: Token) -> PlacePhrase:
        """The phrase with what the words before it tell: "15 km north of"; the words nearest to the name count."""
        told = told_of(head) if phrase.distance_km is None else None
        if told is None or (phrase.head != head and self._is_wide(phrase)):
            return phrase  # "six miles from a base in the north of the country" is no six miles from the country
        return replace(phrase, relation=told.relation, distance_km=told.distance_km)

    def _is_wide(self, phrase: PlacePhrase) -> bool:
        return not has_spot(phrase.name, self._namer) if phrase.name else phrase.noun_kind in {"country", "region"}

    def _conjoined(self, head: Token, relation: str, depth: int) -> list[PlacePhrase]:
        found: list[PlacePhrase] = []
        for other in (*head.children, *_behind_description(head)):
            # "most of A, almost all of B and parts of C": the parser takes B for an apposition of "most"
            is_portion = other.dep_ == "appos" and all(
                self._lexicon.of_kind(lemma_of(part), "part_words") for part in (head, other)
            )
            joins = (other.dep_ == "conj" or is_portion) and other.i > head.i
            is_side = lemma_of(other) in self._lexicon.compass and not list(other.children)
            if (
                joins
                and not is_side
                and not _is_left_out(other)
                and other.pos_ in {"NOUN", "PROPN", "ADJ", "X", "NUM", "PRON", "DET"}
            ):
                found += self.read(other, relation, depth + 1)
        return found

    def _one(self, head: Token, relation: str, depth: int) -> list[PlacePhrase]:
        is_portion = self._lexicon.of_kind(lemma_of(head), "portion")
        if (head.pos_ == "PRON" and not is_portion) or head.lower_ in {"there", "here"}:
            kind = "" if head.lower_ == "it" else "any"
            back = replace(words_of(head, relation, is_definite=True), noun_kind=kind)
            return [back] if head.lower_ in {"it", "there", "here"} else []
        if head.lower_ == "all" and head.nbor(1).lower_ == "but":
            return self._all_but(head.nbor(1), depth)
        lemma = lemma_of(head)
        if self._lexicon.of_kind(lemma, "waters") and lemma not in self._lexicon.place_kind:
            return self._compound(head, relation)  # "the Litani river"; a bare "river" says nothing of where
        if head.pos_ == "NUM":
            return self._counted(head, relation, depth)
        if self._namer.is_name(head) and not (lemma in self._lexicon.place_kind and _has_name(head, self._namer)):
            return self._named(head, relation)
        if (
            lemma in self._lexicon.place_kind
            or self._lexicon.of_kind(lemma, "portion")
            or lemma in self._lexicon.compass
        ):
            return self._plain(head, relation, depth)
        return []

    def _all_but(self, but: Token, depth: int) -> list[PlacePhrase]:
        """Read "all but the suburbs of Monrovia": most of Monrovia; "all but Monrovia" says nothing of where."""
        ends = [end for end in but.rights if end.dep_ in {"pobj", "conj"} and preposition_objects(end, "of")]
        return [replace(p, relation="part") for end in ends for p in self.read(end, "part", depth + 1) if p.name]

    def _counted(self, head: Token, relation: str, depth: int) -> list[PlacePhrase]:
        """Read "12 of the country's 34 provincial capitals, including X": the named ones, or where they lie."""
        holders = preposition_objects(head, "of")
        members = [member for holder in (head, *holders) for member in _listed(holder)]
        named = [p for member in members for p in self.read(member, relation, depth + 1) if p.name]
        step = "part" if relation == "in" else relation
        return named or [p for holder in holders for p in self.read(holder, step, depth + 1) if p.name]

    def _named(self, head: Token, relation: str) -> list[PlacePhrase]:
        start, end = self._namer.span(head)
        name = head.doc[start:end].text
        known = self._namer.place(name)
        if known is None and self._namer.actor(name) is not None:
            return []
        relation, low = self._compass(head, relation)
        doc = head.doc
        first, last = doc[min(start, low)], doc[end - 1]
        phrase = PlacePhrase(head, first.idx, last.idx + len(last), name, relation, is_known=known is not None)
        if known is None and self._is_unit(head):
            ends = [end for name in ("in", "at") for end in preposition_objects(head, name)]
            return [p for end in ends for p in self.read(end, relation, DEEPEST)]  # "the Third Corps in Hue"
        if known is None:
            beside = self._lies_by(phrase, end)
            if beside:
                return beside
            return [replace(phrase, noun_kind=self._told_kind(head))]
        return [replace(phrase, is_extended=known.is_extended, is_water=known.kind == "water")]

    def _lies_by(self, phrase: PlacePhrase, end: int) -> list[PlacePhrase]:
        """Read where an unknown name is told to lie: "Tir Maalah, 6 km from Homs" is near Homs."""
        beside = told_behind(phrase.head.doc, end)
        if beside is None or self._namer.is_nearly_place(phrase.name):
            return []
        found = self.read(beside, "near", DEEPEST - 2)[:1]
        return [replace(p, start=min(phrase.start, p.start)) for p in found if has_spot(p.name, self._namer)]

    def _is_unit(self, head: Token) -> bool:
        lemma = lemma_of(head)
        return self._lexicon.of_kind(lemma, "force") and lemma not in self._lexicon.place_kind

    def _told_kind(self, head: Token) -> str:
        """What the text itself says that an unknown name is: "Wadi Doum, the main air base in the north"."""
        kinds = (self._lexicon.place_kind.get(lemma_of(c), "") for c in head.rights if c.dep_ == "appos")
        return next((kind for kind in kinds if kind), "")

    def _compass(self, head: Token, relation: str) -> tuple[str, int]:
        for child in head.children:
            if (
                child.dep_ in {"amod", "compound", "nmod", "advmod"}
                and child.lower_ in self._lexicon.compass
                and child.i < head.i
            ):
                return (self._lexicon.compass[child.lower_] if relation == "in" else relation), child.i
        return relation, head.i

    def _plain(self, head: Token, relation: str, depth: int) -> list[PlacePhrase]:
        lemma = lemma_of(head)
        kind = self._lexicon.place_kind.get(lemma, "")
        route = self._route(head, relation) if kind == "road" and is_route(head) else None
        if route is not None:
            return [route]
        listed = [p for member in _listed(head) for p in self.read(member, relation, depth + 1) if p.name]
        if listed:
            return listed
        inner = self._inside(head, lemma, relation, depth)
        if inner:
            return [replace(p, noun_kind=p.noun_kind or kind) for p in inner]
        if not kind and lemma not in self._lexicon.compass:
            return []
        relation, _ = self._compass(head, self._modified(head, relation))
        points_back = _is_definite(head) and lemma not in self._lexicon.compass
        return [replace(words_of(head, relation), noun_kind=kind or "part", is_definite=points_back)]

    def _route(self, head: Token, relation: str) -> PlacePhrase | None:
        """Read a road that is told by its ends."""
        return read_route(head, relation, next(iter(self._compound(head, relation)), None), self._namer)

    def _modified(self, head: Token, relation: str) -> str:
        words = {child.lower_ for child in head.children}
        if words & {"surrounding", "neighbouring", "neighboring", "adjacent"}:
            return "around"
        if "nearby" in words and not self._is_one_town(head):
            return "near"
        return "outskirts" if self._lexicon.of_kind(lemma_of(head), "outskirts") else relation

    def _is_one_town(self, head: Token) -> bool:
        """Whether "nearby" tells where a town lies that is named itself: "the nearby town of Marka"."""
        is_town = head.tag_ == "NN" and self._lexicon.place_kind.get(lemma_of(head)) == "settlement"
        return is_town and bool(preposition_objects(head, "of"))

    def _inside(self, head: Token, lemma: str, relation: str, depth: int) -> list[PlacePhrase]:
        """The names within "the village of X", "Homs province", "the city, X", "outskirts of X", "X's airport"."""
        if head.dep_ == "appos" and self._lexicon.place_kind.get(lemma) == "settlement":
            said_of = self._said_of(head, relation)
            if said_of:
                return said_of
        is_part = self._lexicon.of_kind(lemma, "portion") and bool(preposition_objects(head, "of"))
        named = (not is_part and self._compound(head, relation)) or self._apposed(head, relation, depth)
        is_described = head.tag_ == "NNS" and self._lexicon.place_kind.get(lemma) in {"site", "settlement"}
        if named and not is_described:
            return named
        step = self._step(head, lemma, relation)
        below = self._below(head, lemma, step, depth)
        if named and not any(p.name for p in below):
            return named  # "Tiger camps near X" lie near X, whoever else is called Tiger
        if below:
            return below
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        if owner is not None and (owner.tag_ == "PRP$" or self._namer.is_name(owner)):
            return self._owned(head, owner, step)
        return []

    def _said_of(self, head: Token, relation: str) -> list[PlacePhrase]:
        """The town of "Marka, a town in Vale Province, which they took"; "Marka, a stronghold of X" names X's."""
        name = head.head
        is_named = name.pos_ == "PROPN" and self._namer.is_name(name) and name.dep_ != "conj"
        return self._named(name, relation) if is_named and not preposition_objects(head, "of") else []

    def _below(self, head: Token, lemma: str, step: str, depth: int) -> list[PlacePhrase]:
        """The places under the prepositions of a noun: "the village of X", "a base near X"."""
        first: list[PlacePhrase] = []
        for name in ("of", *SIDES, "in", "on", "at", "near", "around", "outside", "along", "with", "between"):
            for inner in preposition_objects(head, name):
                inner_relation = step if name == "of" else self._nested(name, step)
                is_portion = name == "of" and self._lexicon.of_kind(lemma, "portion")
                found = self.read(inner, inner_relation, depth + 1)
                if not found and name == "of":
                    found = self._further(inner, step, depth)
                found = [p for p in found if p.name or p.is_definite or is_portion]
                extent = self._extent(head, lemma, name)
                found = [replace(p, extent=p.extent or extent) for p in found]
                if found and lemma == "capital":
                    return [replace(p, head=head, start=words_of(head, step).start) for p in found[:1]]
                is_town = name == "of" and self._lexicon.place_kind.get(lemma) == "settlement"
                if (found and is_town) or any((p.is_known and not p.is_water) or not p.name for p in found):
                    return found
                first = first or found  # "the headquarters of the Northern Command in X": a known name is better
        return first

    def _extent(self, head: Token, lemma: str, name: str) -> str:
        """How much of a place the noun before it means: "a mill in Marka", "two villages in Vale Province"."""
        kind = self._lexicon.place_kind.get(lemma, "")
        if name == "of" and self._lexicon.of_kind(lemma, "nearly_all"):
            return "most"
        if name == "of" and lemma in PERCENT:
            percent = _number_before(head)
            return next((extent for least, extent in PERCENT_FROM if percent >= least), "")
        is_town = kind == "settlement" and (name in WITHIN or head.tag_ == "NNS")
        is_area = lemma in AREAS and name == "of" and head.tag_ == "NNS"
        if (is_town or is_area) and name in WITHIN | {"of"}:
            is_none = any(c.lower_ in {"any", "no"} for c in head.lefts)  # "holds no town in it" is told of it all
            return "" if is_none else "some"
        return "piece" if kind in PIECES and name in WITHIN else ""

    def _further(self, inner: Token, step: str, depth: int) -> list[PlacePhrase]:
        """The place one noun further: "the headquarters of the security service in X"."""
        ends = (end for under in ("in", "at", "near") for end in preposition_objects(inner, under))
        return [p for end in ends for p in self.read(end, step, depth + 1)]

    def _step(self, head: Token, lemma: str, relation: str) -> str:
        compass = next(
            (self._lexicon.compass[c.lower_] for c in head.children if c.lower_ in self._lexicon.compass), None
        )
        if self._lexicon.of_kind(lemma, "outskirts"):
            return "outskirts"
        if lemma in self._lexicon.compass:
            return self._lexicon.compass[lemma] if relation != "from" else relation
        if self._lexicon.of_kind(lemma, "part_words"):
            return compass or ("part" if relation == "in" else relation)
        return self._modified(head, relation)

    def _nested(self, name: str, relation: str) -> str:
        if name in SIDES:
            return self._lexicon.compass[name.split(maxsplit=1)[0]]
        told = self._lexicon.prepositions.get(name, "in")
        if told == "in":
            return relation
        return told if relation == "in" else relation

    def _owned(self, head: Token, owner: Token, relation: str) -> list[PlacePhrase]:
        if owner.tag_ == "PRP$":
            return (
                [replace(words_of(head, relation), is_definite=True, noun_kind="part")]
                if owner.lower_ == "its"
                else []
            )
        name = self._namer.text(owner)
        known = self._namer.place(name)
        if known is None:
            return []
        is_piece = self._lexicon.place_kind.get(lemma_of(head)) in PIECES
        phrase = replace(words_of(head, relation), extent="piece" if is_piece else "")
        return [replace(phrase, start=owner.doc[self._namer.span(owner)[0]].idx, name=name, is_known=True)]

    def _compound(self, head: Token, relation: str) -> list[PlacePhrase]:
        """Read "Homs province", "Hmeimim air base", "Donetsk airport"."""
        parts = [
            c
            for c in head.children
            if c.dep_ in {"compound", "nmod", "amod"}
            and c.pos_ != "ADJ"
            and c.i < head.i
            and self._namer.is_name(c)
        ]
        if not parts:
            return []
        relation, _ = self._compass(head, self._modified(head, relation))
        members = [member for part in parts[:1] for member in (part, *part.conjuncts) if member.i < head.i]
        if len(members) > 1:  # "the Arida and Dabousieh crossings"
            return [p for member in members for p in self._named(member, relation)]
        start = self._namer.span(parts[0])[0]
        whole = head.doc[start : head.i + 1]
        bare = self._bare(whole, head)
        name = whole.text if self._namer.place(whole.text) is not None else bare
        known = self._namer.place(name)
        is_group = any(self._namer.actor(words) is not None for words in (bare, self._namer.text(parts[-1])))
        if is_group and (known is None or name != self._namer.text(parts[-1])):
            return []  # "Islamic State positions"
        is_road = self._lexicon.place_kind.get(lemma_of(head)) == "road"  # "the M5 highway" has its name
        is_unnamed = parts[0].dep_ == "amod" or (parts[-1].text.isupper() and not is_road)
        if parts[-1].lower_ in self._namer.adjectives or (known is None and is_unnamed):
            return []  # "a Ugandan base", "U.N. camps"
        return [PlacePhrase(head, whole.start_char, whole.end_char, name, relation, is_known=known is not None)]

    def _bare(self, whole: Span, head: Token) -> str:
        """The name before the plain nouns: "Hmeimim" of "Hmeimim Air Base"."""
        kinds = self._lexicon.place_kind
        end = next((t.i for t in whole if t.i > whole.start and lemma_of(t) in kinds), head.i)
        while end - 1 > whole.start and self._lexicon.of_kind(whole.doc[end - 1].lower_, "qualifier"):
            end -= 1
        return str(whole.doc[whole.start : end].text)

    def _apposed(self, head: Token, relation: str, depth: int) -> list[PlacePhrase]:
        for child in head.children:
            if child.dep_ == "appos" and child.i > head.i and self._namer.is_name(child):
                found = [p for p in self.read(child, relation, depth + 1) if p.name]
                if found:
                    return found
        return []


def _number_before(noun: Token) -> float:
    """The number of "95 per cent"; 0 where none is told in digits."""
    digits = [c.text for c in noun.lefts if c.dep_ == "nummod" and c.text.replace(".", "", 1).isdigit()]
    return float(digits[-1]) if digits else 0.0


def _is_definite(head: Token) -> bool:
    return any(
        (c.dep_ == "det" and c.lower_ in {"the", "this", "that"}) or c.lower_ == "surrounding"
        for c in head.children
    ) and not any(c.dep_ == "nummod" for c in head.children)


def _has_name(head: Token, namer: Namer) -> bool:
    """Whether a capitalised plain noun ("Province") has its name before it or behind "of"."""
    return any(c.dep_ in {"compound", "nmod"} and namer.is_name(c) for c in head.lefts) or bool(
        preposition_objects(head, "of")
    )


def _listed(head: Token) -> Iterator[Token]:
    """The members of "cities such as A and B", "villages, including A", "towns, among them A"."""
    if head.tag_ == "NNS" or head.pos_ == "NUM":
        yield from (c for c in head.children if c.dep_ == "appos" and c.i > head.i and c.pos_ == "PROPN")
    if head.dep_ == "nsubj" and lemma_of(head.head) == "include":
        yield from (c for c in head.head.children if c.dep_ == "dobj")
    for child in head.children:
        if child.dep_ != "prep" and child.dep_ not in {"acl", "advcl", "appos"}:
            continue
        is_such = child.lower_ == "as" and any(c.lower_ == "such" for c in [*child.children, *head.children])
        if is_such or child.lower_ in LISTING:
            yield from (c for c in child.children if c.dep_ in {"pobj", "dobj"})
        elif child.lower_ == "among" and any(c.lower_ in {"them", "which"} for c in child.children):
            yield from (c for c in head.children if c.dep_ == "appos")


def _behind_description(head: Token) -> list[Token]:
    """The B of "A, the largest city, and B", which the parser joins to the city."""
    if head.pos_ != "PROPN":
        return []
    told = [c for c in head.rights if c.dep_ == "appos" and c.pos_ == "NOUN"]
    joined = [c for noun in told for c in noun.rights if c.dep_ == "conj"]
    return [c for c in joined if any(w.text == "," for w in c.head.rights if w.i < c.i)]


def _is_left_out(member: Token) -> bool:
    """Whether a member of a list is named as not done to: the second of "took Sebha but not Ubari"."""
    return any(c.dep_ == "neg" or c.lower_ == "not" for c in member.lefts)


__all__ = ["SIDES", "PlacePhrase", "PlaceReader", "actor_words"]
