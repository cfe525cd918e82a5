"""What the gate lets through, what comes along, and where a text speaks of war at all."""

from __future__ import annotations

import pytest

from whoholds.reading.field import FAR, SHORT, Field, Ground, lowered
from whoholds.reading.forms import forms_of
from whoholds.reading.gate import Gate
from whoholds.reading.kept import keep
from whoholds.reading.lexicon import lexicon
from whoholds.reading.sentences import sentences

EVERYWHERE = Ground(is_everywhere=True)
PEACE = "The bakery on the corner sells bread. "


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(lexicon())


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels took Hama.",
        "The village changed hands twice.",
        "Its garrison was driven out of Kupiansk.",
        "They hold the bridge.",
        "The flag of the movement was hoisted over Goma.",
        "No road is left from Damascus to the coast, and fighters stand at the gates of Homs.",
        "Troops have yet to re-enter Sirte.",
        "Taking Homs would cut the territory in two.",
    ],
)
def test_a_sentence_with_what_a_frame_needs_passes(gate: Gate, sentence: str):
    assert gate.lets_through(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["It rained in Hama.", "The minister spoke of bread.", "took", "", "The hands of the clock stood still."],
)
def test_a_sentence_without_passes_not(gate: Gate, sentence: str):
    assert not gate.lets_through(sentence)


def test_a_pronoun_brings_the_sentence_before_it(gate: Gate):
    text = "The brigade came from Idlib. It took Hama. The weather was fine."
    assert gate.kept(text, sentences(text, 0, len(text)), EVERYWHERE) == [True, True, False]


def test_quoted_speech_is_kept_up_to_the_words_that_tell_who_speaks(gate: Gate):
    text = "The mayor met us at noon. “It was a hard winter. Rebels took Hama. We wept.” He went home. We left."
    spans = sentences(text, 0, len(text))
    kept = dict(zip((text[a:b].strip() for a, b in spans), gate.kept(text, spans, EVERYWHERE), strict=True))
    assert kept["The mayor met us at noon."]
    assert kept["“It was a hard winter."]
    assert kept["He went home."]
    assert not kept["We left."]


def test_kept_sentences_find_their_way_back(gate: Gate):
    text = f"{PEACE}Rebels took Hama. {PEACE}{PEACE}The army lost Homs.\n\n{PEACE}\n\nRebels hold Idlib."
    kept = keep(text, gate, EVERYWHERE, lambda _: False)
    assert "bakery" not in kept.text
    assert kept.text.count("\n\n") == 1
    for word in ("Hama", "Homs", "Idlib"):
        assert kept.origin(kept.text.index(word)) == text.index(word)
        assert kept.kept(text.index(word)) == kept.text.index(word)
    assert kept.kept(text.index("bakery")) is None


def test_without_a_gate_everything_is_kept():
    text = f"{PEACE}\n\n{PEACE}"
    assert keep(text, None, Ground(), lambda _: False).text.count("bakery") == 2


def test_a_passage_without_a_word_of_war_is_not_covered():
    text = "Troops left. " + PEACE * 100 + "Rebels came."
    ground = Field().ground(text)
    middle = len(text) // 2
    assert ground.covers(0, 12)
    assert ground.covers(len(text) - 5, len(text))
    assert not ground.covers(middle, middle + 20)
    assert ground.covers(FAR - 20, FAR - 10)


def test_a_short_text_and_one_under_a_headline_of_war_are_covered_whole():
    assert Field().ground(PEACE).is_everywhere
    long = PEACE * (SHORT // len(PEACE) + 2)
    assert not Field().ground(long).is_everywhere
    assert Field().ground(long, "Shelling in the north").is_everywhere


def test_names_of_groups_are_words_of_war_as_printed_only():
    text = PEACE * 30
    field = Field(["FACT"])
    assert field.ground(f"{text}FACT came.").at == (len(text),)
    assert field.ground(f"{text}In fact nobody came.").at == ()


def test_a_text_in_small_letters_keeps_its_length():
    assert lowered("İSTANBUL") == "İstanbul"


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("flee", "fleeing"), ("shoot", "shot"), ("withdraw", "withdrew"), ("hit", "hitting"), ("ally", "allied")],
)
def test_forms_hold_what_stands_in_texts(lemma: str, form: str):
    assert form in forms_of(lemma)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Gen. A. Aoun left. The town fell.", 2),
        ("They came on Oct. 27 and left.", 1),
        ("They came in October. 27 fell.", 2),
        ("U.S. Marines landed. “Go!” They went.", 3),
        ("The road is cut... but open at night.", 1),
    ],
)
def test_sentences_end_where_they_surely_do(text: str, number: int):
    spans = sentences(text, 0, len(text))
    assert len(spans) == number
    assert "".join(text[start:end] for start, end in spans) == text
