"""What a name alone means: the verdict with its reason, inside a country, beside a neighbour."""

import pytest

from whoholds.errors import UnknownPlace
from whoholds.resolve.alone import find_extent, judge_alone
from whoholds.theatres import load_theatre


def test_the_verdict_tells_shares_and_signs():
    verdict = judge_alone("Deraa", load_theatre("syria"))
    assert verdict.taken.id == "daraa"
    assert "Daraa, city" in verdict.reason
    assert sum(weighed.share for weighed in verdict.ranked) < 1
    assert [w.share for w in verdict.ranked] == sorted((w.share for w in verdict.ranked), reverse=True)


def test_a_name_of_many_alike_stays_open_and_says_why():
    verdict = judge_alone("Springfield", load_theatre("world"))
    assert verdict.taken is None
    assert "less than the 50%" in verdict.reason
    assert "next comes Springfield" in verdict.reason


def test_places_outside_the_country_do_not_count():
    world = load_theatre("world")
    kenya, ethiopia = (find_extent(name, world) for name in ("Kenya", "Ethiopia"))
    assert judge_alone("Mombasa", world, within=kenya).taken.country == "KE"
    verdict = judge_alone("Mombasa", world, within=ethiopia)
    assert verdict.taken is None
    assert verdict.reason == "no place in Ethiopia is called \u201cMombasa\u201d or nearly so"


def test_a_region_narrows_as_a_country_does():
    world = load_theatre("world")
    taken = judge_alone("Avdiivka", world, within=find_extent("Chernihiv oblast", world)).taken
    assert (taken.country, taken.admin1) == ("UA", "Chernihiv")


def test_a_neighbour_decides_between_namesakes():
    world = load_theatre("world")
    assert judge_alone("Springfield", world).taken is None
    taken = judge_alone("Springfield", world, near=[world.gazetteer.find("Chicopee")]).taken
    assert taken.admin1 == "Massachusetts"


def test_the_town_goes_before_the_region_of_its_name_unless_a_word_says_otherwise():
    world = load_theatre("world")
    assert judge_alone("Luhansk", world).taken.kind == "city"
    assert judge_alone("Luhansk oblast", world).taken.kind == "region"


def test_an_extent_that_is_none_is_told():
    with pytest.raises(UnknownPlace, match="no country or region"):
        find_extent("Homs Street", load_theatre("world"))
