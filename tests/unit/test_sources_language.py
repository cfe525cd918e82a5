"""The language is told from the first kilobytes, cheaply where it is English."""

from __future__ import annotations

import sys

import pytest

from whoholds.errors import WrongLanguage
from whoholds.model import Report
from whoholds.sources.language import language_of, with_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rebels seize key town of Qabr, army denies", "en"),
        ("HTS", "en"),
        ("THE ARMY OF THE NORTH HAS TAKEN THE TOWN AND THE ROAD TO THE PORT.", "en"),
        ("Die Armee hat sich nach einer Woche aus der Stadt zurückgezogen, teilte das Ministerium mit.", "de"),
        ("L'armée s'est retirée de la ville après une semaine de combats, a annoncé le ministère.", "fr"),
        ("أعلن الجيش انسحابه من المدينة بعد أسبوع من القتال العنيف على الطريق الشمالي", "ar"),
        ("Армія залишила місто після тижня боїв за дорогу на північ, повідомило міністерство.", "uk"),
    ],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language


def test_plain_english_does_not_load_the_model(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert (
        language_of("The army has left the town and the road to the north is in the hands of the rebels.") == "en"
    )


@pytest.mark.parametrize("given", ["en", "EN", "en-GB", "en_US"])
def test_english_by_its_code_is_read(given):
    assert with_language(Report(text="Бои", language=given), "a").language == "en"


def test_another_language_by_its_code_is_refused_by_name():
    with pytest.raises(WrongLanguage, match=r"^a\.txt: is in Ukrainian; English"):
        with_language(Report(text="whatever", language="uk"), "a.txt")
