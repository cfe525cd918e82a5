"""What plain words point back to, across the sentences of a report."""

from __future__ import annotations

import pytest

from whoholds.reading.lexicon import lexicon
from whoholds.reading.names import Namer
from whoholds.reading.parse import parse
from whoholds.reading.reference import Context, gather
from whoholds.theatres import load_theatre

WORLD = Namer(load_theatre("world"))


def _read(text: str) -> tuple[Context, dict[str, object]]:
    doc = parse(text, WORLD)
    return gather(doc, WORLD, lexicon()), {token.text: token for token in doc}


ACTORS = [
    ("M23 fighters entered Bukavu. The army fled. The group also took Kavumu.", "group", "M23"),
    ("The RSF said that it had left Nyala.", "it", "RSF"),
    ("The army said it had left Nyala.", "it", "army"),
    ("Al-Shabaab raided a base in El Dhere. The militants fled before dawn.", "militants", "Al-Shabaab"),
    ("The commander sent troops to the south. They captured Sebha.", "They", "troops"),
    ("A spokesman for the Houthis said that its fighters were in Mokha.", "fighters", "Houthis"),
    ("The army launched its offensive on Galmudug.", "offensive", "army"),
    ("The rebels took Konna. Both sides lost men.", "sides", None),
]


@pytest.mark.parametrize(("text", "word", "meant"), ACTORS)
def test_words_for_a_side_mean_the_one_that_a_reader_takes_them_for(text: str, word: str, meant: str | None):
    context, tokens = _read(text)
    named = context.actor_for(tokens[word])
    assert (named.words.removeprefix("The ") if named else None) == meant


PLACES = [
    ("Troops entered Izium on Saturday. The town had been held since April.", "town", "Izium"),
    ("The offensive began near Balakliia. They captured the town in two days.", "town", "Balakliia"),
    ("Rebels moved up from Goma to take the city of Bukavu. The city is calm.", "city", "Bukavu"),
    ("The army shelled Port Sudan, Nyala and Khartoum. Sudan wants to retake the capital.", "capital", "Khartoum"),
    ("People fled Gao to other towns, such as Mopti. The city fell in June.", "city", "Gao"),
    ("Soldiers entered Lashio. Residents of Kyaukme fled. The city is calm.", "city", "Lashio"),
]


@pytest.mark.parametrize(("text", "word", "meant"), PLACES)
def test_words_for_a_place_mean_the_one_that_a_reader_takes_them_for(text: str, word: str, meant: str):
    context, tokens = _read(text)
    named = context.place_at(tokens[word])
    assert named is not None
    assert named.words == meant


def test_a_choice_tells_the_signs_that_made_it():
    context, tokens = _read("Troops entered Izium on Saturday. The town had been held since April.")
    signs = context.signs_for(tokens["town"])
    assert signs["told"] > 0 > signs["sentence"]


def test_nothing_is_meant_where_nothing_was_named():
    context, tokens = _read("They took the town at dawn.")
    assert context.actor_for(tokens["They"]) is None
    assert context.place_at(tokens["town"]) is None
