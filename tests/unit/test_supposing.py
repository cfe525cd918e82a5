"""Suppositions in plain words, read by the reader's own frames on the theatres that ship."""

from datetime import UTC, date, datetime
from functools import cache

import pytest

from whoholds.consequences import suppose
from whoholds.errors import NoMeaning, QuestionError, UnknownActor, UnknownPlace
from whoholds.extraction import Extractor
from whoholds.model import Picture, Standing
from whoholds.supposing import Supposer
from whoholds.theatres import load_theatre


@cache
def supposer(theatre):
    return Supposer(Extractor(load_theatre(theatre)))


def read(words, theatre="syria", on="2024-12-04"):
    return supposer(theatre).read(words, date.fromisoformat(on))


def meant(words, *theatre):
    """(kind, side, other or place) of every part of what the words mean."""
    found = read(words, *theatre)
    return [(part.kind, part.side, part.other or part.place) for part in found.parts or (found,)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hts takes homs", [("takes", "hts", "homs")]),
        ("the rebels capture Rastan and Talbiseh", [("takes", "hts", "rastan"), ("takes", "hts", "talbiseh")]),
        ("Raqqa falls to the SDF", [("takes", "sdf", "raqqa")]),
        ("the army pulls out of Palmyra", [("falls", "syrian-arab-army", "palmyra")]),
        ("Salamiyah is contested", [("contests", None, "salamiyah")]),
        ("nobody holds Salamiyah", [("contests", None, "salamiyah")]),
        ("sdf and government are allied", [("allies", "sdf", "syrian-government")]),
        ("HTS and the government sign a truce", [("allies", "hts", "syrian-government")]),
    ],
)
def test_plain_words_mean_one_change(words, expected):
    assert meant(words) == expected


def test_several_changes_may_be_joined_by_and_or_a_semicolon():
    taken = ("takes", "hts", "homs")
    assert meant("hts takes homs; masnaa closes") == [taken, ("cuts", None, "masnaa")]
    assert meant("HTS takes Homs and the SDF takes Raqqa") == [taken, ("takes", "sdf", "raqqa")]
    assert meant("what if HTS takes Homs and Masnaa opens?") == [taken, ("opens", None, "masnaa")]


def test_a_bridge_is_cut_by_its_name_alone_as_the_reader_reads_it_or_as_it_is_typed():
    for words in (
        "the Antonivka bridge is cut",
        "antonivka bridge is blown up",
        "Ukraine blows up the Antonivka bridge",
    ):
        links = read(words, "ukraine", "2022-10-20").links
        assert {end for link in links for end in link.split("--")[:2]} == {
            "antonivka",
            "antonivka-bridge",
            "oleshky",
        }


def test_the_road_between_two_towns_is_the_same_whichever_way_it_is_told():
    told = [
        read(words).links for words in ("the road between Homs and Tartus is cut", "the Homs-Tartus highway is cut")
    ]
    assert told[0] == told[1]
    assert len(told[0]) > 1


def test_a_road_is_cut_whole_or_where_it_meets_a_place():
    whole, part = read("the M5 is cut"), read("hts cuts the m5 at rastan")
    assert set(part.links) < set(whole.links)
    assert all("rastan" in link for link in part.links)


def test_a_name_that_no_claim_takes_in_is_not_passed_over():
    with pytest.raises(QuestionError):
        read("HTS takes Homs near the SDF")


@pytest.mark.parametrize(
    ("words", "error", "says"),
    [
        ("hts takes hom", UnknownPlace, "Homs"),
        ("the martians take Homs", UnknownActor, "martians"),
        ("hts admires homs", NoMeaning, "write it as"),
        ("HTS did not take Homs", NoMeaning, "says what is not so"),
        ("Rastan is cut", NoMeaning, "say which road"),
        ("hts takes homs and masnaa opns", NoMeaning, "masnaa opns"),
    ],
)
def test_where_nothing_is_meant_the_error_says_which_words_and_what_to_do(words, error, says):
    with pytest.raises(error, match=says):
        read(words)


def test_a_highway_is_found_by_its_name_with_or_without_the_word():
    for words in ("the Khartoum–Port Sudan highway is cut", "the Khartoum-Port Sudan road is cut at Wad Madani"):
        assert read(words, "sudan", "2024-05-01").links


def test_a_side_cannot_lose_what_another_holds():
    theatre = load_theatre("syria")
    held = Standing(place="homs", state="held", holder="syrian-government", p=1.0, odds={"syrian-government": 1.0})
    picture = Picture(theatre="syria", on=datetime(2024, 12, 4, tzinfo=UTC), places={"homs": held})
    with pytest.raises(NoMeaning, match="is not in the hands of"):
        suppose(theatre, picture, [read("HTS withdraws from Homs")])


def test_a_region_taken_is_all_its_places_taken():
    theatre = load_theatre("syria")
    picture = Picture(theatre="syria", on=datetime(2024, 12, 4, tzinfo=UTC))
    after = suppose(theatre, picture, [read("HTS takes Homs province")])
    assert after.holder("homs") == after.holder("palmyra") == "hts"
    assert after.holder("hama") is None
