"""The cue words, read from `languages/en/attribution.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_PARTS = ("verbs", "nouns", "adjectives", "adverbs")


@dataclass(frozen=True, slots=True)
class Cue:
    """What one group of cue words does.

    Attributes:
        kind: what the voice does.
        stance: the stance it gives to claims in the content.
        is_voiced: whether the voice speaks the content.
        takes: what the content can be; see the YAML's head.
    """

    kind: str
    stance: str
    is_voiced: bool
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase whose complement is the voice: its words in lower case, and what it does."""

    words: tuple[str, ...]
    cue: Cue


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cue words of one language, by lemma or by first word.

    `lemmas` and `forms` hold every lemma and word in lower case that can be a cue, so that the rest is passed over.
    """

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    adverbs: Mapping[str, tuple[Cue, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    relays: frozenset[str]
    cited_voices: frozenset[str]
    carried: frozenset[str]
    reported_as: frozenset[str]
    strangers: frozenset[str]
    addressing: frozenset[str]
    back_references: frozenset[str]
    back_nouns: frozenset[str]
    anonymous_heads: frozenset[str]
    anonymous_phrases: tuple[str, ...]
    pronouns: Mapping[str, str]
    negated: Mapping[str, str]
    not_labels: frozenset[str]
    demonstratives: frozenset[str]
    bodies: frozenset[str]
    anybody: frozenset[str]
    deeds: frozenset[str]
    conditions: frozenset[str]
    carriers: frozenset[str]
    sure: Mapping[str, float]
    lemmas: frozenset[str]
    forms: frozenset[str]

    def stance(self, stance: str, *, is_negated: bool) -> str:
        """Return the stance that a cue gives: "did not deny" claims, "does not believe" denies."""
        return self.negated.get(stance, stance) if is_negated else stance


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the cue words of a language, read once."""
    path = files("whoholds.reading.languages").joinpath(language, "attribution.yaml")
    return build(yaml.safe_load(path.read_text(encoding="utf-8")))


def build(data: Mapping[str, Any]) -> Lexicon:
    """Return the lexicon that the YAML's content describes."""
    anonymous = data["anonymous"]
    verbs, nouns, adjectives, adverbs = (_by_lemma(data[part]) for part in _PARTS)
    phrases = _by_first_word(data["phrases"])
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        adverbs=adverbs,
        phrases=phrases,
        relays=_words(data["relays"]),
        cited_voices=_words(data["cited_voices"]),
        carried=_words(data["carried"]),
        reported_as=_words(data["reported_as"]),
        strangers=_words(data["strangers"]),
        addressing=_words(data["addressing"]),
        back_references=_words(data["back_references"]),
        back_nouns=_words(data["back_nouns"]),
        anonymous_heads=_words(anonymous["heads"]),
        anonymous_phrases=tuple(anonymous["phrases"]),
        pronouns={word: kind for kind, words in data["speaker_pronouns"].items() for word in _words(words)},
        negated=data["negated"],
        not_labels=_words(data["not_labels"]),
        demonstratives=_words(data["demonstratives"]),
        bodies=_words(data["bodies"]),
        anybody=_words(data["anybody"]),
        deeds=_words(data["deeds"]),
        conditions=_words(data["conditions"]),
        carriers=_words(data["carriers"]),
        sure=data["sure"],
        lemmas=frozenset({*verbs, *nouns, *adjectives}),
        forms=frozenset({*adverbs, *phrases}),
    )


def _words(value: str | list[str]) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else value)


def _by_lemma(groups: list[dict[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for group in groups:
        cue = Cue(group["kind"], group["stance"], bool(group["voices"]), _words(group["takes"]))
        for word in sorted(_words(group["words"])):
            found[word] = (*found.get(word, ()), cue)
    return found


def _by_first_word(rows: list[dict[str, str]]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for row in rows:
        words = tuple(row["words"].split())
        phrase = Phrase(words, Cue(row["kind"], row["stance"], is_voiced=True, takes=frozenset({"clause"})))
        found[words[0]] = (*found.get(words[0], ()), phrase)
    return found
