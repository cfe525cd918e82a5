"""What holds of the reader whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.cases import extractor, load_cases
from whoholds.model import Report
from whoholds.reading import Reader
from whoholds.theatres import load_theatre

WORDS = (
    "rebels", "the army", "captured", "Homs", "Hama", "withdrew", "from", "the city", "said", "that", "Reuters",
    "if",
    "would", "not", '"', "’", ",", ".", "\n\n", "on Friday", "its outskirts", "they", "according to", "north of",
    "حمص",
    "Хомс", "<b>", "\u200f", "2017", "and", "Hayat Tahrir al-Sham", "M5", "(", ")", "—", "lost", "control of", "of",
)  # fmt: skip

sometimes_slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_theatre("syria"))


@sometimes_slow
@given(words=st.lists(st.sampled_from(WORDS), max_size=40))
def test_a_quote_is_the_text_at_its_offsets(reader: Reader, words: list[str]):
    text = " ".join(words)
    reading = reader.read(Report(text=text, published="2024-12-07", outlet="Wire"))
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote
        for mention in (claim.actor, claim.target, claim.place, claim.origin, claim.when):
            if mention is not None and mention.start >= 0:
                assert text[mention.start : mention.end] == mention.text
    for attribution in reading.attributions:
        for span in (attribution.cue, *attribution.content):
            assert text[span.start : span.end].split() == span.text.split()


@sometimes_slow
@given(text=st.text(max_size=300))
def test_any_text_is_read_without_an_exception(reader: Reader, text: str):
    for claim in reader.read(Report(text=text, id="r")).claims:
        assert text[claim.start : claim.end] == claim.quote


def test_reading_twice_gives_the_same_claims(reader: Reader):
    report = Report(text="Rebels captured Hama on Thursday. The army denied it.", published="2024-12-06")
    assert reader.read(report).claims == reader.read(report).claims


@pytest.mark.parametrize("theatre", sorted({case.theatre for case in load_cases()}))
def test_the_gate_costs_no_claims(theatre: str):
    open_reader = Reader(load_theatre(theatre), gated=False)
    for case in load_cases():
        if case.theatre != theatre:
            continue
        report = Report(text=case.text, outlet=case.outlet, published=case.published)
        gated = extractor(theatre).reader.read(report).claims
        assert [c.id for c in gated] == [c.id for c in open_reader.read(report).claims]


def test_padding_moves_offsets_and_nothing_else(reader: Reader):
    line = "Rebels captured Hama on Thursday."
    bare = reader.read(Report(text=line, published="2024-12-06")).claims
    padded = reader.read(Report(text="Nothing happened here.\n\n" + line, published="2024-12-06")).claims
    assert [(c.action, c.quote, c.place.text) for c in bare] == [(c.action, c.quote, c.place.text) for c in padded]
    assert padded[0].start - bare[0].start == len("Nothing happened here.\n\n")
