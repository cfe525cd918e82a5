"""The names of a report in the order of its text, and which of them plain words mean."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from whoholds.reading.phrases import PlacePhrase
from whoholds.reading.reference.mentions import BIG, Gatherer, Named, Pointer
from whoholds.reading.reference.pointers import owner_of
from whoholds.reading.reference.salience import Asked, Signs, actor_signs, asked_by, place_signs
from whoholds.reading.reference.words import fitting, listed, weights
from whoholds.reading.syntax import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from whoholds.reading.lexicon import Lexicon
    from whoholds.reading.names import Namer

LOOK_BACK = 30
"""How many names before some words may be what they mean."""

HARDLY = 0.12
"""Share of a report's names below which a country is one that it hardly speaks of."""

WIDE = frozenset({"territory", "land", "area"})
"""Plain nouns for ground whose plural is never a single town."""

VOTES = {"town": 4, "village": 2, "country": 1, "side": 2, "adjective": 1}
"""What each name counts when it is told which country a report is about; small places have namesakes."""


class Context:
    """The names of a report, met in its order, and what plain words among them mean.

    Args:
        gatherer: meets the names of the parsed text.
        namer: the theatre's names.
        home: code of the country that the theatre is about; empty where it is about none.
    """

    def __init__(self, gatherer: Gatherer, namer: Namer, home: str = "") -> None:
        self._gatherer = gatherer
        self._namer = namer
        self._places: list[Named] = []
        self._actors: list[Named] = []
        self._spots: dict[int, Named | None] = {}
        self._sides: dict[int, Named | None] = {}
        self._signs: dict[int, Signs] = {}
        met = list(gatherer.met())
        self.country, self._foreign = _countries(
            (one for _, one in met if isinstance(one, Named)), gatherer.guests, home
        )
        self._counts: Counter[str] = Counter()
        self._nouns: dict[str, set[str]] = defaultdict(set)
        for about, one in met:
            if isinstance(one, Named):
                self._add(about, one)
            else:
                self._answer(one)

    def place_for(self, phrase: PlacePhrase) -> Named | None:
        """Return the name that a definite phrase points back to, or None where nothing fits."""
        head = phrase.head
        owner = next((c for c in head.lefts if c.dep_ == "poss" and c.lower_ == "its"), None)
        if owner is None and head.i in self._spots:
            return self._spots[head.i]
        ahead = self._ahead(head) if head.lower_ == "its" else None
        if ahead is not None:
            return ahead
        return self._find_place(head, phrase.noun_kind)

    def place_beside(self, head: Token) -> Named | None:
        """Return the name that an indefinite phrase is said of: "Albu Saif, a village that they took"; or None."""
        return self._told_of(head)

    def place_at(self, head: Token) -> Named | None:
        """Return the name that "the city" at a noun was found to mean as the text was gone through, or None."""
        return self._spots.get(head.i)

    def actor_for(self, head: Token) -> Named | None:
        """Return the actor that a pronoun, "its troops" or "the group" points back to, or None."""
        owner = owner_of(head)
        return self._sides.get((head if owner is None else owner).i)

    def signs_for(self, head: Token) -> Signs:
        """Return the signs that decided what a word means, by name; empty where nothing was decided."""
        return self._signs.get(head.i, {})

    def _add(self, about: str, named: Named) -> None:
        named.count = self._counts[named.key]
        self._counts[named.key] += 1
        self._nouns[named.key] |= named.nouns
        named.nouns = self._nouns[named.key]
        names = self._places if about == "place" else self._actors
        if names and names[-1].sentence == named.sentence and names[-1].key != named.key:
            named.is_alone = names[-1].is_alone = False
        names.append(named)

    def _answer(self, pointer: Pointer) -> None:
        head = pointer.head
        if pointer.about == "place":
            found = self._find_place(head, pointer.sort)
            self._spots[head.i] = found
            self._nouns[found.key if found else ""].add(lemma_of(head))
        elif pointer.sort == "rebel" and self._namer.has_plain(lemma_of(head)):
            found = None
        else:
            found = self._sides[head.i] = self._find_actor(head, pointer.sort)
        if found is None and pointer.sort == "rebel":
            self._add("actor", self._gatherer.force(head))  # "the rebels" of nobody named are a side themselves
        if found is not None:
            self._add(pointer.about, self._echo(found, head))
            men = self._gatherer.men_of(found, head) if pointer.about == "actor" else None
            if men is not None:
                self._add("actor", men)

    def _echo(self, found: Named, head: Token) -> Named:
        """What a pointer adds: the same thing named once more, from where it stands now."""
        here = self._gatherer.standing(head)
        return replace(
            found, index=head.i, sentence=here.sentence, paragraph=here.paragraph, clause=here.clause,
            depth=here.depth, under=here.under, is_subject=here.is_subject, is_part=here.is_part,
            is_told=here.is_told, is_many=here.is_many, is_of_people=False, is_echo=True,
        )  # fmt: skip

    def _asked(self, head: Token) -> Asked:
        sentence, paragraph = self._gatherer.where(head)
        return asked_by(head, sentence, paragraph)

    def _find_place(self, head: Token, noun_kind: str) -> Named | None:
        told = self._told_of(head)
        if told is not None:
            return told
        if any(c.lower_ in listed("new") for c in head.lefts):
            return None
        which = next((c.lower_ for c in head.lefts if c.lower_ in listed("pair")), "")
        if which and noun_kind == "settlement" and lemma_of(head) != "capital":
            return self._of_pair(head, first=which == "former")
        return self._best_place(head, noun_kind) or self._of_country(head, noun_kind)

    def _of_pair(self, head: Token, *, first: bool) -> Named | None:
        """The one or the other of the two places that a sentence before named last: "the former town"."""
        before = [named for named in self._before(self._places, head.i) if not named.is_echo]
        for later, earlier in pairwise(before):
            if later.sentence == earlier.sentence and later.key != earlier.key:
                return earlier if first else later
        return None

    def _ahead(self, its: Token) -> Named | None:
        """The place that "its" names before it: "After its capture, Palmyra was looted"."""
        opener, clause = its.sent[0], its.head.head
        if clause != opener or opener.dep_ != "prep":
            return None
        first = bisect_left(self._places, its.i, key=lambda named: named.index)
        named = self._places[first] if first < len(self._places) else None
        is_subject = named is not None and named.is_subject and named.clause == opener.head.i
        return named if is_subject else None

    def _of_country(self, head: Token, noun_kind: str) -> Named | None:
        """The country that the report is about, or its capital, where the words mean these and none was named."""
        words = ""
        if noun_kind == "country":
            words = self._namer.country_name(self.country)
        elif lemma_of(head) == "capital":
            words = self._namer.capital_of(self.country)
        place = self._namer.place(words)
        if place is None:
            return None
        here = self._gatherer.standing(head)
        return replace(
            here, start=-1, words=words, key=place.id, sort=place.kind, kinds=self._namer.kinds(words), place=place,
            country=place.country,
        )  # fmt: skip

    def _best_place(self, head: Token, noun_kind: str) -> Named | None:
        asked = self._asked(head)
        best, most = None, weights("places")["cut_off"]
        for named in self._before(self._places, head.i):
            if not self._can_mean(named, head, noun_kind):
                continue
            signs = place_signs(named, asked, fitting(noun_kind), self._foreign)
            if (total := sum(signs.values())) > most:
                best, most = named, total
                self._signs[head.i] = signs
        return best

    def _can_mean(self, named: Named, head: Token, noun_kind: str) -> bool:
        """Whether a plain noun may be said of a place: "the capital" of a country, or of where it was told so."""
        if lemma_of(head) == "capital" and noun_kind == "settlement":
            is_lesser = any(c.lower_ in listed("lesser") for c in head.lefts)
            if not is_lesser:
                return "capital" in named.nouns or (
                    "capital" in named.kinds and not self._foreign.get(named.country)
                )
            return named.sort != "capital" and bool(named.kinds & fitting(noun_kind))
        if head.tag_ == "NNS" and (noun_kind == "region" or lemma_of(head) in WIDE):
            return named.place is not None and named.place.is_extended  # "the territories" are no town
        is_unknown = "unknown" in named.kinds and noun_kind != "country"
        return is_unknown or bool(named.kinds & fitting(noun_kind))

    def _told_of(self, head: Token) -> Named | None:
        """The name that "the largest city" is said of: "Goma, the largest city", "Goma is the largest city"."""
        holder = head.head
        if head.dep_ == "attr":
            holder = next((c for c in head.head.children if c.dep_ in {"nsubj", "nsubjpass"}), head)
        elif head.dep_ != "appos":
            return None
        if self._spots.get(holder.i) is not None:
            return self._spots[holder.i]
        before = bisect_left(self._places, holder.i, key=lambda named: named.index)
        found = self._places[before] if before < len(self._places) else None
        return found if found is not None and found.index == holder.i else None

    def _find_actor(self, head: Token, sort: str) -> Named | None:
        asked = self._asked(head)
        best, most = None, weights("actors")["cut_off"]
        for named in self._before(self._actors, head.i):
            signs = actor_signs(named, asked, sort, self._foreign)
            if signs is not None and (total := sum(signs.values())) > most:
                best, most = named, total
                self._signs[head.i] = signs
        return best

    def _before(self, names: list[Named], index: int) -> Iterator[Named]:
        """Yield the names before a word, nearest first, as far back as words point."""
        end = bisect_left(names, index, key=lambda named: named.index)
        for i in range(end - 1, max(-1, end - 1 - LOOK_BACK), -1):
            yield names[i]


def _countries(names: Iterable[Named], guests: Mapping[str, int], home: str) -> tuple[str, Mapping[str, bool]]:
    """Return the country that a report is about, by its places, and which it hardly speaks of."""
    votes: Counter[str] = Counter({code: times * VOTES["adjective"] for code, times in guests.items()})
    for named in names:
        if named.country:
            votes[named.country] += VOTES[_weight_of(named)]
    total = sum(votes.values())
    foreign = {code: n < HARDLY * total and code != home for code, n in votes.items()}
    most = max(votes, key=lambda code: votes[code], default="")
    return home or most, foreign


def _weight_of(named: Named) -> str:
    if named.place is None:
        return "side"
    if named.place.is_extended:
        return "country"
    return "town" if named.place.population > BIG else "village"


def gather(doc: Doc, namer: Namer, lexicon: Lexicon, home: str = "") -> Context:
    """Return the names of a parsed text, and what the plain words among them mean.

    Cost: one look at each token, and at the names before each pointer, `LOOK_BACK` at most.
    """
    return Context(Gatherer(doc, namer, lexicon), namer, home)
