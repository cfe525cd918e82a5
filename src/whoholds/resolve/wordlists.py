"""Lists of words: what stands around names, names of people, plain words; and a theatre's adjectives and groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from weakref import WeakKeyDictionary

from ahocorasick_rs import AhoCorasick

from whoholds.actors import Register
from whoholds.resolve.weights import settings
from whoholds.terrain import Place
from whoholds.terrain.names import head_of
from whoholds.theatres import Theatre

SPELT_AS_PLACES = frozenset({"US", "U.S.", "UK", "U.K.", "UAE"})
"""Adjectives that are the country's own name as well."""


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of words of `toponyms.yaml`."""
    return frozenset(str(settings("toponyms")[name]).split())


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of a text file of this package: `given_names`, `surnames` or `plain_words`."""
    return frozenset(files("whoholds.resolve").joinpath(f"{name}.txt").read_text("utf-8").split())


@cache
def kind_after(word: str) -> str:
    """Return the kind of thing that a word after a name tells: region for "province"; empty where it tells none."""
    head = head_of(f"X {word}")
    return head.kind if head.name == "X" else ""


@cache
def kind_before(word: str) -> str:
    """Return the kind of thing that a word before "of" and a name tells: "city of", "province of"."""
    head = head_of(f"{word} of X")
    return head.kind if head.name == "X" else ""


_KNOWN: WeakKeyDictionary[Register, TheatreWords] = WeakKeyDictionary()


def theatre_words(theatre: Theatre) -> TheatreWords:
    """Return the words of a theatre, made once."""
    known = _KNOWN.get(theatre.register)
    if known is None or known.theatre_id != theatre.id:
        known = _KNOWN[theatre.register] = TheatreWords(theatre)
    return known


class TheatreWords:
    """What a theatre's register says about words: adjectives of countries, names of groups.

    Args:
        theatre: the theatre.
    """

    def __init__(self, theatre: Theatre) -> None:
        self.theatre_id = theatre.id
        self._gazetteer = theatre.gazetteer
        self._register = theatre.register
        states = [a for a in theatre.register if a.kind == "state" and a.country]
        self._country_of = {form: a.country for a in states for adj in a.adjectives for form in (adj, f"{adj}s")}
        self._areas: Mapping[str, str] = settings("toponyms")["areas"]
        self._adjectives: dict[str, Place | None] = {}
        groups = {s for s, i in theatre.register.spellings() if theatre.register[i].kind != "state"}
        self._groups = AhoCorasick(sorted(groups)) if groups else None
        self._is_name: dict[str, bool] = {}

    def of_adjective(self, words: str) -> Place | None:
        """Return the country or part of the world that an adjective or a people belongs to."""
        if words not in self._areas and (words not in self._country_of or words in SPELT_AS_PLACES):
            return None
        if words not in self._adjectives:
            self._adjectives[words] = self._area(words) or self._country(self._country_of.get(words, ""))
        return self._adjectives[words]

    def _area(self, words: str) -> Place | None:
        found = self._gazetteer.candidates(self._areas.get(words, ""), fuzzy=False) if words in self._areas else ()
        return next((c.place for c in found if c.place.is_extended), None)

    def _country(self, code: str) -> Place | None:
        states = [a for a in self._register if a.country == code and a.kind == "state"] if code else []
        spellings = [
            s for a in states for s in (a.name, a.name.removesuffix(" government"), *a.names.get("en", ()))
        ]
        for spelling in spellings:
            for candidate in self._gazetteer.candidates(spelling, fuzzy=False):
                if candidate.place.kind == "country" and candidate.place.country == code:
                    return candidate.place
        return None

    def groups(self, text: str) -> list[range]:
        """Return the spans of names of groups; a town's name inside one ("Tahrir al-Sham") is no town's."""
        if self._groups is None:
            return []
        hits = (range(start, end) for _, start, end in self._groups.find_matches_as_indexes(text, overlapping=True))
        return [hit for hit in hits if _is_apart(text, hit)]

    def is_name(self, words: str) -> bool:
        """Return whether some place is called so, letter for letter or nearly, or an adjective belongs to one."""
        known = self._is_name.get(words)
        if known is None:
            known = self._is_name[words] = self._asked(words)
        return known

    def is_of_country(self, words: str) -> bool:
        """Return whether a country is called so, or an adjective belongs to one."""
        found = self._gazetteer.candidates(words, fuzzy=False, limit=1)
        return bool(found and found[0].place.kind == "country") or self.of_adjective(words) is not None

    def _asked(self, words: str) -> bool:
        if self.of_adjective(words):
            return True
        found = self._gazetteer.candidates(words, fuzzy=False, limit=1)
        is_loose = (
            words.split(maxsplit=1)[0].casefold() in listed("never") and bool(found) and found[0].how == "bare"
        )
        return bool(found) and not is_loose


def _is_apart(text: str, hit: range) -> bool:
    before, after = text[hit.start - 1 : hit.start], text[hit.stop : hit.stop + 1]
    return not (before.isalnum() or after.isalnum())


RUN = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][a-z]?\.[A-Z][a-z]*\.|[^\W\da-z_][^\W_]*(?:['\u2019\u02bc](?!s\b)[^\W_]+)*")
"""A word with a capital, or initials ("U.S.", "W.Va.")."""
