"""Names of places in whole texts: found, told from people and institutions, pinned by what stands around."""

import pytest

from whoholds.model import Report
from whoholds.resolve import resolve_mentions
from whoholds.theatres import load_theatre


@pytest.fixture(scope="module")
def world():
    return load_theatre("world")


def found(text, theatre, title=""):
    """Return the mentions of a text by their words; the last of the same words counts."""
    report = Report(text=text, title=title)
    return {text[t.start : t.end]: t for t in resolve_mentions(report, theatre)}


def pin(mentions, words):
    place = mentions[words].place
    return place.id if place else None


class TestPins:
    def test_the_region_behind_a_comma_decides(self, world):
        one = found("A depot burned in Springfield, Illinois, on Monday.", world)
        other = found("A depot burned in Springfield, Massachusetts, on Monday.", world)
        assert one["Springfield"].place.admin1 == "Illinois"
        assert other["Springfield"].place.admin1 == "Massachusetts"

    def test_a_name_is_read_by_the_country_of_the_others(self, world):
        canada = found("Trains run from Toronto and Kitchener to London, Ottawa said.", world)
        england = found("Trains run from Leeds and Manchester to London.", world)
        assert canada["London"].place.country == "CA"
        assert england["London"].place.country == "GB"

    def test_a_region_named_once_decides_for_its_towns(self, world):
        mentions = found("Georgia's governor spoke. Fires were seen in Athens and in Macon.", world)
        assert mentions["Athens"].place.admin1 == "Georgia"

    def test_a_district_is_found_by_its_kind(self, world):
        mentions = found("Militants attacked a convoy in Dinsoor district, Somalia.", world)
        assert mentions["Dinsoor"].place.country == "SO"

    def test_a_county_goes_with_its_state(self, world):
        mentions = found("Deputies in Polk County, Texas, were called.", world)
        assert pin(mentions, "Polk County") == "polk-county-texas"

    def test_namesakes_that_nothing_tells_apart_stay_open(self, world):
        mentions = found("He was last seen in San Pedro.", world)
        assert pin(mentions, "San Pedro") is None

    def test_a_list_of_countries_is_countries(self, world):
        mentions = found("Troops came from Chad, Jordan and Georgia.", world)
        assert [pin(mentions, name) for name in ("Chad", "Jordan", "Georgia")] == ["chad", "jordan", "georgia"]


class TestPeople:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("The head of the council, Peter Austin, resigned.", "Austin"),
            ("Colonel Lincoln told reporters that the road was shut.", "Lincoln"),
            ("Maria Santiago left early. Santiago said nothing more.", "Santiago"),
            ("Paris Jackson sang.", "Paris"),
            ("I'll be there, they said.", "I'll"),
        ],
    )
    def test_a_persons_name_is_no_place(self, text, words, world):
        assert words not in found(text, world)

    def test_a_place_of_that_name_is_one(self, world):
        assert "Austin" in found("Police in Austin closed the road.", world)

    def test_a_groups_name_holds_no_town(self, world):
        assert "Sham" not in found("Hayat Tahrir al-Sham moved on.", world)


class TestSites:
    @pytest.mark.parametrize(
        "words", ["Tishrin Dam", "Al-Shifa Hospital", "Nasser Street", "Port of Salif", "St Mary's Church"]
    )
    def test_a_site_is_found_whole(self, words, world):
        assert words in found(f"Shells fell beside the {words} at dawn.", world)

    def test_a_site_lies_in_the_town_behind_it(self, world):
        mentions = found("Shells fell on Victory Square in Kharkiv.", world)
        assert pin(mentions, "Victory Square") == pin(mentions, "Kharkiv")

    def test_a_site_of_a_country_has_no_pin(self, world):
        assert pin(found("He teaches at Colorado University.", world), "Colorado University") is None

    def test_two_names_with_a_possessive_are_two(self, world):
        assert {"Beirut", "Second Avenue"} <= set(found("Shops on Beirut's Second Avenue stayed shut.", world))

    def test_a_court_without_a_name_is_no_place(self, world):
        assert "Supreme Court" not in found("The Supreme Court met.", world)


class TestLiteral:
    @pytest.mark.parametrize(
        ("text", "words", "is_literal"),
        [
            ("Tehran's inability to pay was plain.", "Tehran", False),
            ("Damascus said that it would answer.", "Damascus", False),
            ("Fighting went on in Damascus.", "Damascus", True),
            ("The president of Chad flew home.", "Chad", False),
            ("Turkish troops crossed at dawn.", "Turkish", False),
            ("They reached the Turkish border.", "Turkish", True),
            ("Iraq's deserts are wide.", "Iraq", True),
            ("BEIRUT (Reuters) - The road was shut.", "BEIRUT", True),
            ("US troops left.", "US", False),
            ("Convoys crossed into Iraq, Syria and Lebanon.", "Lebanon", True),
        ],
    )
    def test_place_or_government(self, text, words, is_literal, world):
        assert found(text, world)[words].is_literal is is_literal


def test_the_title_counts_for_the_text(world):
    text = "Fires were seen in Athens."
    assert (
        found(text, world, title="Georgia Power shuts plants in Atlanta and Macon")["Athens"].place.country == "US"
    )


def test_an_abbreviated_state_takes_its_full_stop(world):
    assert "Del." in found("DOVER, Del. (AP) - A plant burned in Dover, Del. on Monday.", world)


def test_nothing_is_found_in_plain_words(world):
    assert found("nothing happened anywhere near here at all", world) == {}
