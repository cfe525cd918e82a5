"""The lexicon of frames: which words tell which action, and where its parts stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from whoholds.model import vocabulary

ROLES = ("actor", "target", "place", "origin")
Pos = Literal["verb", "noun", "adjective"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of telling one action; the fields are told in `languages/en/frames.yaml`."""

    rule: str
    action: str
    words: Mapping[Pos, frozenset[str]]
    paths: Mapping[str, tuple[str, ...]]
    needs: tuple[str, ...] = ("place",)
    needs_any: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    object_if: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    bar: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
    verbs_above: frozenset[str] = frozenset()
    prep: Mapping[str, frozenset[str]]
    is_prep_optional: frozenset[str] = frozenset()
    is_sure: bool = False
    is_negated: bool = False
    is_passive: bool = False
    takes_bare: bool = True
    has_focus: bool = False
    is_plain: bool = False
    is_main: bool = False
    relation: str = ""
    extent: str = ""
    stance: str = ""
    polarity: str = ""
    confidence: float = 0.9


class Lexicon:
    """Frames by the lemma that sets them off, with each one's entries ("take", "take over"); kinds of plain nouns.

    Args:
        frames: the frames, in order of precedence.
        nouns: kinds of nouns, each with its lemmas.
        prepositions: the relation that each preposition tells.
    """

    def __init__(self, frames: list[Frame], nouns: Mapping[str, Any], prepositions: Mapping[str, str]) -> None:
        self.frames = frames
        self.prepositions = dict(prepositions)
        self.compass: dict[str, str] = dict(nouns["compass"])
        self.place_kind = {lemma: kind for kind, lemmas in nouns["place"].items() for lemma in lemmas}
        self.kinds = {kind: frozenset(lemmas) for kind, lemmas in nouns.items() if kind not in {"place", "compass"}}
        self.kinds["road"] = frozenset(nouns["place"]["road"])
        self.by_lemma: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        self.entries: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for frame in frames:
            for pos, words in frame.words.items():
                for word in sorted(words, key=len, reverse=True):
                    lemma = word.split()[0]
                    if not self.entries[pos, lemma, frame.rule]:
                        self.by_lemma[pos, lemma].append(frame)
                    self.entries[pos, lemma, frame.rule].append(word)

    def of_kind(self, lemma: str, kind: str) -> bool:
        """Return whether a lemma belongs to a kind of plain noun ("force", "road", "civilians")."""
        return lemma in self.kinds.get(kind, ())


def _frame(action: str, entry: dict[str, Any]) -> Frame:
    def words(name: str) -> frozenset[str]:
        return frozenset(entry.get(name, ()))

    return Frame(
        rule=entry["rule"],
        action=action,
        words={"verb": words("verbs"), "noun": words("nouns"), "adjective": words("adjectives")},
        paths={role: tuple(entry[role]) for role in ROLES if role in entry},
        needs=tuple(entry.get("needs", ("place",))),
        needs_any=tuple(entry.get("needs_any", ())),
        object=words("object"),
        object_if=words("object_if"),
        subject=words("subject"),
        of=words("of"),
        infinitive=words("infinitive"),
        under=words("under"),
        modifiers=words("with"),
        bar=words("bar"),
        marks=words("marks"),
        forms=words("forms"),
        quiet=words("quiet_under_words"),
        verbs_above=words("verbs_above"),
        prep={name: frozenset(heads) for name, heads in entry.get("prep", {}).items()},
        is_prep_optional=words("prep_optional"),
        is_sure=entry.get("sure", False),
        is_plain=entry.get("plain", False),
        is_main=entry.get("main", False),
        has_focus=entry.get("focus", False),
        takes_bare=entry.get("bare", True),
        is_passive=entry.get("passive", False),
        is_negated=entry.get("negated", False),
        relation=entry.get("relation", ""),
        extent=entry.get("extent", ""),
        stance=entry.get("stance", ""),
        polarity=entry.get("polarity", ""),
        confidence=entry.get("confidence", 0.9),
    )


def load_yaml(name: str, language: str = "en") -> dict[str, Any]:
    """Return a data file of a language's folder."""
    text = files(f"whoholds.reading.languages.{language}").joinpath(name).read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_WordLoader)  # noqa: S506 - a safe loader, narrowed
    return data


@cache
def violent_rules(language: str = "en") -> frozenset[str]:
    """Return the names of the rules of `violence.yaml`."""
    return frozenset(
        entry["rule"] for entries in load_yaml("violence.yaml", language).values() for entry in entries
    )


@cache
def irregular(language: str = "en") -> dict[str, str]:
    """Return irregular forms with their lemmas."""
    return load_yaml("irregular.yaml", language)


class _WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, but "on", "off", "yes" and "no" stay the words they are."""


_WordLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_WordLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language, loaded once.

    >>> [frame.action for frame in lexicon().by_lemma["verb", "reconquer"]]
    ['takes']
    """
    data = load_yaml("frames.yaml", language)
    prepositions = data.pop("prepositions")
    actions = vocabulary()["actions"]
    told = [*data.items(), *load_yaml("violence.yaml", language).items()]
    frames = [_frame(action, entry) for action, entries in told if action in actions for entry in entries]
    return Lexicon(frames, load_yaml("nouns.yaml", language), prepositions)
