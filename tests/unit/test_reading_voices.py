"""Who says a claim: the name behind "he", and behind "we"."""

import pytest

from whoholds import Extractor, Report, load_theatre


@pytest.fixture(scope="module")
def extractor():
    return Extractor(load_theatre("world"))


def last_claim(extractor, text):
    (told,) = extractor.extract_all([Report(id="r", text=text, outlet="Reuters")])
    return told.claims[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Its spokesman, Legesse Tulu, spoke of calm. He said the rebels had shelled Kobo.", "Legesse Tulu"),
        ("Hassan Nasrallah addressed his followers. He said Israel had shelled Tyre.", "Hassan Nasrallah"),
        ("A local official gave another picture. He said the rebels had taken Kobo.", "local official"),
    ],
)
def test_a_speaker_is_told_with_his_words_and_his_name(extractor, text, name):
    voice = last_claim(extractor, text).to_json()["said_by"][0]
    assert voice["text"] == "He"
    assert name in voice["name"]


def test_we_is_whoever_says_it(extractor):
    claim = last_claim(extractor, '"We have retaken Lobito," said Joao de Matos, the chief of staff.')
    assert claim.claim.actor.text == "We"
    assert claim.claim.actor.stands_for == "Joao de Matos"
