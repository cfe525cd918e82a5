"""All names of places in a text are found, people and common words are not, and governments are told apart."""

import pytest

from whoholds.model import Report
from whoholds.resolve import resolve_mentions
from whoholds.theatres.world import load_world


def found(text):
    return {
        text[name.start : name.end]: (name.place.id if name.place else None, name.is_literal)
        for name in resolve_mentions(Report(text=text), load_world())
    }


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Troops entered Kismayo in Somalia.", "Kismayo", "kismayo"),
        ("The U.S. envoy arrived.", "U.S.", "united-states"),
        ("Fighting near St. Petersburg in Russia.", "St. Petersburg", "saint-petersburg"),
        ("Flood waters rose in Springfield, Illinois.", "Springfield", "springfield-4250542"),
        ("WASHINGTON (AP) Talks went on.", "WASHINGTON", "washington"),
        ("The European mission left Africa.", "European", "europe"),
        ("The Chinese ambassador spoke.", "Chinese", "china"),
    ],
)
def test_names_are_found_and_resolved(text, name, place):
    assert found(text)[name][0].startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the President spoke. March was cold.",
        "Mr Lancaster said so, and General Warsaw agreed.",
        "Jamison Norbury ran a shop.",
        "Nothing is named here.",
        "Fighters of Hayat Tahrir al-Sham and of the Azov Brigade came.",
        "",
    ],
)
def test_people_and_common_words_are_no_places(text):
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "is_literal"),
    [
        ("Fighting went on in Syria.", "Syria", True),
        ("Tehran said that it would not help.", "Tehran", False),
        ("Turkish troops left.", "Turkish", False),
        ("Moscow rejected the plan.", "Moscow", False),
        ("He flew from Moscow on Friday.", "Moscow", True),
        ("Shells hit Kharkiv again.", "Kharkiv", True),
    ],
)
def test_a_government_is_told_from_its_place(text, name, is_literal):
    assert found(text)[name][1] is is_literal


def test_offsets_are_those_of_the_text():
    text = "Über Aleppo, Ḥalab, and — Idlib: 😀 Hama in Syria."
    for name in resolve_mentions(Report(text=text), load_world()):
        assert text[name.start : name.end].strip() == text[name.start : name.end] != ""
