"""A gazetteer finds places by exact, folded and mended names, and owns up to what it does not know."""

import pytest

from whoholds.errors import UnknownPlace
from whoholds.terrain import Gazetteer, Place


@pytest.fixture
def gazetteer():
    return Gazetteer(
        [
            Place(id="homs", name="Homs", other_names=("حمص",), kind="city", country="SY", population=775_000),
            Place(id="homs-region", name="Homs", kind="region", country="SY"),
            Place(id="raqqa", name="Raqqa", kind="city", country="SY"),
            Place(id="salamiyah", name="Salamiyah", kind="city", country="SY"),
            Place(id="maarat-al-numan", name="Ma'arrat al-Nu'man", kind="town", country="SY"),
            Place(id="samad", name="Samad", kind="village", country="SY"),
            Place(id="pokrovsk", name="Pokrovsk", kind="city", country="UA"),
            Place(id="avdiivka", name="Avdiivka", admin1="Donetsk", country="UA"),
            Place(id="avdiivka-2", name="Avdiivka", admin1="Chernihiv", country="UA"),
        ]
    )


def first(gazetteer, name):
    found = gazetteer.candidates(name)
    return (found[0].place.id, found[0].how) if found else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Raqqa", ("raqqa", "exact")),
        ("rakka", ("raqqa", "folded")),
        ("Ar-Raqqah", ("raqqa", "bare")),
        ("حمص", ("homs", "exact")),
        ("Maarat al-Numan", ("maarat-al-numan", "folded")),
        ("Maaret al Noman", ("maarat-al-numan", "fuzzy")),
        ("Sarmada", None),
        ("Pokrovske", None),
        ("", None),
        ("---", None),
    ],
)
def test_candidates(gazetteer, name, expected):
    assert first(gazetteer, name) == expected


def test_fuzzy_can_be_left_out(gazetteer):
    assert gazetteer.candidates("Maaret al Noman", fuzzy=False) == []


def test_find_takes_ids_names_and_the_town_before_the_region(gazetteer):
    assert gazetteer.find("salamiyah").id == "salamiyah"
    assert gazetteer.find("Homs").id == "homs"


def test_find_asks_back_where_several_are_alike(gazetteer):
    with pytest.raises(UnknownPlace, match=r"avdiivka-2 \(Chernihiv\)"):
        gazetteer.find("Avdiivka")


def test_find_offers_the_nearest_names(gazetteer):
    with pytest.raises(UnknownPlace, match="Salamiyah"):
        gazetteer.find("Salami")


def test_spellings_come_as_written(gazetteer):
    assert {"Homs", "حمص", "Ma'arrat al-Nu'man"} <= set(gazetteer.spellings())


def test_a_name_in_a_script_that_the_gazetteer_lacks_is_found_by_its_consonants():
    latin = Gazetteer(
        [
            Place(id="el-fasher", name="El Fasher", country="SD"),
            Place(id="nyala", name="Nyala", country="SD"),
            Place(id="avdiivka", name="Avdiivka", country="UA"),
        ]
    )
    assert first(latin, "الفاشر") == ("el-fasher", "script")
    assert first(latin, "Авдіївка") == ("avdiivka", "folded")
    assert first(latin, "الخرطوم") is None
    assert first(latin, "نيالا") is None  # two consonants fit too many places


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Alraqqa", ("raqqa", "joined")),
        ("Assuwayda", ("as-suwayda", "joined")),
        ("Adana", None),
        ("Maarat alNuman", ("maarat-al-numan", "fuzzy")),
        ("Salamiyas", None),
    ],
)
def test_articles_in_one_word_and_vowels_are_mended(name, expected):
    places = [
        Place(id="raqqa", name="Raqqa", other_names=("Ar Raqqah",), country="SY"),
        Place(id="as-suwayda", name="As-Suwayda", country="SY"),
        Place(id="al-dana", name="ad-Dana", country="SY"),
        Place(id="salamiyah", name="Salamiyah", country="SY"),
        Place(id="maarat-al-numan", name="Ma'arrat al-Nu'man", country="SY"),
    ]
    assert first(Gazetteer(places), name) == expected
