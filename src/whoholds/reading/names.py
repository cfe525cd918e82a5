"""Which words name a place or a side: the theatre's gazetteer and register, asked once per spelling."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from whoholds.reading.engine import dictionary
from whoholds.reading.lexicon import load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token

    from whoholds.actors import Actor
    from whoholds.terrain import Place
    from whoholds.theatres import Theatre

JOINERS = frozenset("-‐‑–'’")

ACRONYM = 3
"""A word of so many capitals is no town: UN is not Un."""

NEARLY = 0.05
"""Candidates this close to the best count as what a name may mean too."""

NEARLY_KNOWN = 0.9
"""A spelling this like a known name may be that name."""

JOINED_NAME = re.compile(r" (?:of|for|and|in|on|the) |^[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){2,}$")
"""Names that are made one word: with a small word inside, or of three words and more."""

ARTICLE = re.compile(r"(?:^| )(?P<article>\w{1,3})[-‐‑]\w")
LONGEST = MatchKind.LeftmostLongest


class Namer:
    """Looks words up in a theatre and remembers the answers.

    Args:
        theatre: its gazetteer and register are asked.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._places: dict[str, tuple[Place, ...]] = {}
        self._sides: dict[str, tuple[Actor, bool] | None] = {}
        self._groups: AhoCorasick | None = None
        words = load_yaml("names.yaml")
        self.particles = frozenset(words["particles"])
        self.not_places = frozenset(words["not_places"])
        self.adjectives = frozenset(a.lower() for actor in theatre.register for a in actor.adjectives)
        self._countries = {a.lower(): actor.country for actor in theatre.register for a in actor.adjectives}
        self.heads = frozenset(words["heads"])
        self.never = frozenset(words["never"])
        self.generic = frozenset(words["generic"])
        self.outlet_kinds = {
            name.lower(): known.kind
            for known in theatre.outlets.values()
            for name in (known.name, known.id, *known.names)
        }

    def place(self, name: str) -> Place | None:
        """Return the place that a spelling most likely names, or None; no fuzzy matches."""
        found = self._found(name)
        return found[0] if found else None

    def is_place(self, words: str) -> bool:
        """Return whether words are the name of a place and not of a person or group."""
        return self.place(words) is not None

    def is_nearly_place(self, name: str) -> bool:
        """Return whether a name that the gazetteer does not know is so near to one that resolving may find it."""
        return any(c.score >= NEARLY_KNOWN for c in self._theatre.gazetteer.candidates(name, fuzzy=True, limit=1))

    def is_spot(self, word: str) -> bool:
        """Return whether a word with a capital names a spot, known or not, and no day, side or country."""
        place = self.place(word)
        if place is not None:
            return place.kind not in {"country", "water"}
        lower = word.lower()
        nouns = dictionary().nouns
        is_plain = lower in self.never or lower in nouns or lower.removesuffix("s") in nouns
        return not is_plain and self.actor(word) is None

    def kinds(self, name: str) -> frozenset[str]:
        """Return the kinds of place that a spelling may name: Homs is a city and a region."""
        found = self._found(name)
        if found and found[0].kind == "country":
            return frozenset({"country"})  # nobody means the town of Russia in Ohio
        return frozenset(place.kind for place in found)

    def _found(self, name: str) -> tuple[Place, ...]:
        if name not in self._places:
            is_asked = name and name.lower() not in self.not_places
            found = self._theatre.gazetteer.candidates(name, fuzzy=False, limit=8) if is_asked else []
            best = found[0].score if found else 0.0
            is_acronym = name.isupper() and len(name) <= ACRONYM
            kept = (c.place for c in found if c.score >= best - NEARLY)
            self._places[name] = tuple(p for p in kept if not is_acronym or p.kind == "country")
        return self._places[name]

    def actor(self, words: str) -> str | None:
        """Return the id of the actor that words name by themselves, or None."""
        side = self.side(words)
        return side.id if side is not None else None

    def side(self, words: str) -> Actor | None:
        """Return the actor that words name by themselves, or None."""
        found = self._side(words)
        return found[0] if found else None

    def is_person(self, words: str) -> bool:
        """Return whether words name somebody who stands for a side."""
        found = self._side(words)
        return found is not None and found[1]

    def _side(self, words: str) -> tuple[Actor, bool] | None:
        if words not in self._sides:
            register = self._theatre.register
            best = next(iter(register.matches(words) if words else ()), None)
            is_sure = best is not None and best[1] >= 0.8  # noqa: PLR2004
            self._sides[words] = (register[best[0]], best[2] == "person") if best is not None and is_sure else None
        return self._sides[words]

    def group_names(self, text: str) -> list[tuple[int, int]]:
        """Return the character ranges of known names of groups and outlets that have a small word inside.

        "Syrian Observatory for Human Rights" is one word to the parser. Cost: linear in the text.
        """
        if self._groups is None:
            names = {
                n for a in self._theatre.register for n in (a.name, *(x for xs in a.names.values() for x in xs))
            }
            names |= {n for outlet in self._theatre.outlets.values() for n in (outlet.name, *outlet.names)}
            self._groups = AhoCorasick(
                sorted(n for n in names if JOINED_NAME.search(n) and n.isascii()), matchkind=LONGEST
            )
        return [(start, end) for _, start, end in self._groups.find_matches_as_indexes(text)]

    def country_of_adjective(self, lower: str) -> str:
        """Return the country (ISO code) of "somali" or "ukrainians"; empty for other words."""
        return self._countries.get(lower, "") or self._countries.get(lower.removesuffix("s"), "")

    def capital_of(self, country: str) -> str:
        """Return the capital of a country (ISO code) by name; empty where neither register nor gazetteer tells."""
        for actor in self._theatre.register:
            if actor.country == country and actor.capitals and actor.kind in {"state", "government"}:
                return actor.capitals[0]
        return ""

    def country_name(self, country: str) -> str:
        """Return what a country (ISO code) is called; empty where the register has no state for it."""
        for actor in self._theatre.register:
            if actor.country == country and actor.kind == "state":
                names = (actor.name, *(name for listed in actor.names.values() for name in listed))
                return next((name for name in names if self.kinds(name) == {"country"}), "")
        return ""

    def has_plain(self, lemma: str) -> bool:
        """Return whether the theatre itself tells whom a plain noun such as "rebels" means."""
        return lemma in self._plain

    @cached_property
    def _plain(self) -> frozenset[str]:
        words = {word for phrase, _ in self._theatre.register.generic_words() for word in phrase}
        return frozenset(words | {word.removesuffix("s") for word in words})

    def is_name(self, token: Token) -> bool:
        """Return whether a word is, or ends, a proper name."""
        text = token.text
        joined = ARTICLE.search(text)
        if joined and joined["article"].lower() in self.particles:
            return True  # "al-Qusayr", made one word before parsing
        if not text[:1].isupper() or token.lower_ in self.never or not text[0].isalpha():
            return False
        if token.pos_ == "PROPN":
            return True
        if token.i == token.sent.start or token.pos_ not in {"NOUN", "ADJ", "X"}:
            return token.pos_ in {"NOUN", "VERB", "ADJ", "X"} and self.place(text) is not None
        return token.pos_ != "ADJ" or self.place(text) is not None

    def span(self, head: Token) -> tuple[int, int]:
        """Return the token range [start, end) of the proper name that ends, or begins, at `head`."""
        doc, start, end = head.doc, head.i, head.i + 1
        low, high = head.sent.start, head.sent.end
        while start > low and self._joins(doc[start - 1], doc[start]):
            start -= 1
        while end < high and self._continues(doc[end - 1], doc[end], doc[end + 1] if end + 1 < high else None):
            end += 1
        if start > low and doc[start - 1].text[:1].isupper() and self.actor(doc[start - 1 : end].text) is not None:
            start -= 1  # "Islamic State": the adjective is part of the name
        while start < head.i and (doc[start].text in JOINERS or self._is_title(doc[start])):
            start += 1
        return start, end

    def _joins(self, left: Token, right: Token) -> bool:
        if left.lower_ in self.never or left.is_sent_start is None:
            return False
        if left.text in JOINERS:
            return not left.whitespace_ and left.i > left.sent.start and not left.nbor(-1).whitespace_
        if left.lower_ in self.particles:
            return (
                left.pos_ != "SCONJ" and (right.text in JOINERS or right.text[:1].isupper()) and left.lower_ != "as"
            )
        if right.text in JOINERS:
            return left.pos_ == "PROPN" or left.text[:1].isupper()
        return (
            left.pos_ == "PROPN" and left.text[:1].isupper() and left.dep_ in {"compound", "nmod", "amod", "flat"}
        )

    def _continues(self, last: Token, following: Token, after: Token | None) -> bool:
        if following.text in JOINERS and not last.whitespace_ and not following.whitespace_ and after is not None:
            return after.text[:1].isupper()
        if last.text in JOINERS:
            return following.text[:1].isupper()
        return (
            following.pos_ == "PROPN"
            and following.text[:1].isupper()
            and following.lower_ not in self.never
            and (last.dep_ in {"compound", "nmod"} and last.head.i >= following.i)
        )

    def _is_title(self, token: Token) -> bool:
        return token.lower_ in self.generic

    def text(self, head: Token) -> str:
        """Return the proper name that a word belongs to."""
        start, end = self.span(head)
        return str(head.doc[start:end].text)
