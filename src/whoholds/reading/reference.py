"""What "the city", "its outskirts", "they" and "the group" point back to, within a report."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from whoholds.reading.paths import relation_word
from whoholds.reading.phrases import PlacePhrase, actor_words
from whoholds.reading.syntax import ancestors, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from whoholds.reading.names import Namer

SETTLEMENTS = frozenset({"capital", "city", "town", "village", "suburb", "port", "base", "airfield"})
FITTING = {
    "settlement": SETTLEMENTS,
    "region": frozenset({"region", "area"}),
    "country": frozenset({"country"}),
    "part": SETTLEMENTS,
    "site": SETTLEMENTS | {"crossing", "junction"},
    "ground": SETTLEMENTS | {"region", "area"},
    "road": frozenset(),
    "any": SETTLEMENTS | {"region", "crossing", "country", "area", "water", "junction"},
    "": SETTLEMENTS | {"region", "crossing"},
}
BESIDE = frozenset(
    {"near", "toward", "towards", "outside", "between", "via", "like"}
    | {
        f"{side} of"
        for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    }
)
"""Prepositions under which a place is named to say where another one lies."""

INNER = frozenset({"relcl", "acl", "advcl", "appos"})
SUFFERED = frozenset({"fall", "lie", "come", "remain", "stand", "change"})
"""Verbs of which a town, not its government, is the subject."""
PLURAL = frozenset({"they", "them", "their", "themselves"})
SINGULAR = frozenset({"it", "its", "itself", "he", "his", "she", "her"})
GROUP_NOUNS = frozenset(
    {
        "group",
        "faction",
        "movement",
        "organisation",
        "organization",
        "militia",
        "alliance",
        "coalition",
        "unit",
        "outfit",
        "fighter",
    }
)


@dataclass(slots=True)
class Named:
    """A name met in the text: where, the words, what kind of thing it is, and may be."""

    start: int
    words: str
    kind: str
    kinds: frozenset[str] = frozenset()
    is_subject: bool = False
    sentence: int = -1
    under: str = ""
    depth: int = 0


@dataclass(slots=True)
class Context:
    """The names of a report in the order of the text.

    Attributes:
        places: place names known to the gazetteer.
        actors: actors as worded, named or plain.
        before: start of each sentence to that of the one before it.
    """

    places: list[Named] = field(default_factory=list)
    actors: list[Named] = field(default_factory=list)
    before: dict[int, int] = field(default_factory=dict)

    def place_for(self, phrase: PlacePhrase) -> Named | None:
        """Return the name that a definite phrase points back to, or None where nothing fits."""
        kinds = FITTING.get(phrase.noun_kind, FITTING[""])
        before = bisect_left(self.places, phrase.start, key=lambda named: named.start)
        fitting = [self.places[i] for i in range(before - 1, -1, -1) if self.places[i].kinds & kinds]
        here = phrase.head.sent.start_char
        if phrase.noun_kind == "any":
            return fitting[0] if fitting else None
        # "moved up from Hama to retake the city": a place named aside in the same breath is not meant.
        meant = [named for named in fitting if not (named.under in BESIDE | {"from"} and named.sentence == here)]
        if not meant:
            return fitting[0] if fitting else None
        if not self._is_near(meant[0], here):
            return self._topic(meant)
        # In the sentence before, what its main clause names outranks what a clause inside it names.
        beside = [named for named in meant if named.sentence == meant[0].sentence]
        return meant[0] if meant[0].sentence == here else min(beside, key=lambda named: named.depth)

    def _is_near(self, named: Named, here: int) -> bool:
        """Whether a name stands in the sentence that starts at `here`, or plainly in the one before it."""
        return named.sentence == here or (named.sentence == self.before.get(here) and named.under not in BESIDE)

    def _topic(self, meant: list[Named]) -> Named:
        """The place that the text speaks of most, where it is spoken of more than once; else the nearest."""
        counts = Counter(named.words for named in meant)
        most, times = counts.most_common(1)[0]
        return next(named for named in meant if named.words == most) if times > 1 else meant[0]

    def actor_for(self, head: Token) -> Named | None:
        """Return the actor that a pronoun or "the group" points back to, or None."""
        if not points_back(head):
            return None
        at = head.idx
        before = bisect_left(self.actors, at, key=lambda named: named.start)
        pointer = _owner(head)
        pointer = head if pointer is None else pointer
        wanted = "plural" if pointer.lower_ in PLURAL or pointer.tag_ == "NNS" else "singular"
        recent = [self.actors[i] for i in range(before - 1, max(-1, before - 12), -1)]
        fitting = [n for n in recent if wanted == "plural" or n.kind in {"name", "singular"}]
        subjects = [n for n in fitting if n.is_subject]
        return next(iter(subjects or fitting or recent), None)


def points_back(head: Token) -> bool:
    """Return whether an actor's words need an antecedent."""
    if head.lower_ in PLURAL | SINGULAR or _owner(head) is not None:
        return True
    if lemma_of(head) not in GROUP_NOUNS:
        return False
    definite = any(c.dep_ == "det" and c.lower_ in {"the", "these", "this", "those"} for c in head.children)
    described = any(c.dep_ in {"compound", "nmod", "poss"} or c.tag_ == "NNP" for c in head.lefts)
    compass = any(c.lower_.endswith("ern") for c in head.lefts)
    return definite and not described and not compass


def _owner(head: Token) -> Token | None:
    """The "its" of "its troops"."""
    return next((c for c in head.lefts if c.dep_ == "poss" and c.tag_ == "PRP$"), None)


def gather(doc: Doc, text: str, namer: Namer, forces: frozenset[str]) -> Context:
    """Return the names of a parsed text that later words may point back to.

    Cost: one look at each token; names are looked up once per spelling.
    """
    starts = [sentence.start_char for sentence in doc.sents if not sentence.text.isspace()]
    context = Context(before=dict(pairwise(reversed(starts))))
    skip_to = 0
    for token in doc:
        if token.i < skip_to:
            continue
        if namer.is_name(token):
            start, end = namer.span(token)
            skip_to = max(end, token.i + 1)
            _add_name(context, doc[start:end].text, doc[start].idx, namer, token, forces)
        elif token.lemma_.lower() in forces and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj", "conj"}:
            _add_force(context, token, text)
    return context


def _is_government(token: Token, forces: frozenset[str]) -> bool:
    """Whether a place's name stands for those who rule there: "Kyiv's troops", "Moscow abandoned ..."."""
    if token.dep_ == "poss":
        return lemma_of(token.head) in forces
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and lemma_of(token.head) not in SUFFERED


def _add_name(context: Context, words: str, start: int, namer: Namer, token: Token, forces: frozenset[str]) -> None:
    place = namer.place(words)
    actor = namer.actor(words)
    stands_for_state = actor is not None and place is not None and _is_government(token, forces)
    if place is not None and token.dep_ != "amod" and not stands_for_state:
        context.places.append(Named(start, words, place.kind, namer.kinds(words)))
        context.places[-1].sentence = token.sent.start_char
        context.places[-1].under = relation_word(token)
        context.places[-1].depth = sum(above.dep_ in INNER for above in ancestors(token))
    if actor is not None and (place is None or token.dep_ in {"nsubj", "poss"}):
        context.actors.append(Named(start, words, "name", is_subject=token.dep_ in {"nsubj", "nsubjpass"}))


def _add_force(context: Context, token: Token, text: str) -> None:
    if points_back(token):
        return
    start, end = actor_words(token)
    words = text[start:end]
    is_subject = token.dep_ in {"nsubj", "nsubjpass"}
    context.actors.append(
        Named(start, words, "plural" if token.tag_ == "NNS" else "singular", is_subject=is_subject)
    )
