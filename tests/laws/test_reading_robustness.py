"""Hostile and broken texts: every one is read, every quote is the text, and none takes for ever."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whoholds.model import Report
from whoholds.reading import Reader
from whoholds.theatres import load_theatre

PIECES = (
    "Rebels captured Homs",
    "the army lost control of the city",
    "shells fell on Hama",
    "\x00\x07\x1b[31m",
    "\u202e\u2066\u200f",
    "استولت الفصائل على حماة",
    "כוחות נכנסו לעיר",
    "\ud83d\ude80\U0001f4a3",
    "é\u0301\u0301\u0301ß\u0130ǆ",
    "\ufeff\ufffd\u2028\u2029\x85",
    "<p>Rebels <b>took</b Idlib<",
    "</div><script>alert(1)</script>",
    "&lt;&amp;&#0;&nbsp",
    "<![CDATA[ rebels left Homs ]]",
    "“he said",
    "„“”«»\"'`",
    "(((((((((",
    ". . . . . . .",
    "!?!?!?",
    "-" * 40,
    "\t\t\r\n\r\n",
    "A.B.C.D.E.F.",
    "1234567890" * 5,
    "x" * 300,
    "RSF TOOK EL FASHER ON 3 JAN 90 --",
    "[TEXT]",
)
"""Fragments of claims between control marks, other directions of writing, torn markup and endless punctuation."""

MANY = 100_000

hostile = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_theatre("syria"))


def _read(reader: Reader, text: str) -> int:
    report = Report(text=text, id="r", published="2024-12-07", outlet="Wire")
    reading = reader.read(report)
    text = report.text
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote
    for timex in reading.timexes:
        assert text[timex.start : timex.end] == timex.text
    return len(reading.claims)


@hostile
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=25), joiner=st.sampled_from(["", " ", "\n", "\n\n", "\x00"])
)
def test_torn_texts_are_read(reader: Reader, pieces: list[str], joiner: str):
    _read(reader, joiner.join(pieces))


@hostile
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400), at=st.integers(0, 400))
def test_a_claim_amid_any_characters_is_read_or_passed_over(reader: Reader, text: str, at: int):
    _read(reader, f"{text[:at]} Rebels took Homs from the army on Friday. {text[at:]}")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took Homs and " * (MANY // 21),
        "Rebels took Homs, Hama, " + "Idlib, " * (MANY // 7) + "and Aleppo.",
        "a" * MANY,
        "rebels took " + "Homs" * (MANY // 4),
        "“" * MANY,
        "said " * (MANY // 5),
        "Homs " * (MANY // 5),
        "the city of " * (MANY // 12) + "Homs fell to rebels",
        "\n".join(["Rebels took Homs"] * (MANY // 17)),
        "A. " * (MANY // 3),
        "It fell. " * (MANY // 9),
        "حمص " * (MANY // 4),
    ],
    ids=lambda text: text[:12],
)
def test_a_sentence_of_a_hundred_thousand_characters_is_read(reader: Reader, text: str):
    _read(reader, text)


def test_what_a_claim_says_does_not_hang_on_what_is_broken_around_it(reader: Reader):
    assert _read(reader, "</p>\x00\u202e\n\nRebels captured Hama on Thursday.\n\n<div <div") == 1
