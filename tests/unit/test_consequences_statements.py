from dataclasses import replace

import pytest

from small_country import ACTORS, claim, country, day
from whoholds.actors import Register
from whoholds.consequences import check_statement, check_statements
from whoholds.consequences.kinds import says_only
from whoholds.errors import NoMeaning
from whoholds.model import Party


def verdict(statement, picture=None, **more):
    return check_statement(country(), picture or day(), statement, **more).verdict


def test_a_route_by_main_roads_holds_and_its_negation_fails():
    assert verdict(claim("connects", actor="crown", place="selk")) == "holds"
    assert verdict(claim("connects", actor="crown", place="selk", polarity="no")) == "fails"


def test_a_route_by_minor_roads_only_is_partly_true_either_way():
    picture = day(mirna="rebels")
    assert verdict(claim("connects", actor="crown", place="selk"), picture) == "partly"
    checked = check_statement(country(), picture, claim("connects", actor="crown", place="selk", polarity="no"))
    assert checked.verdict == "partly"
    assert "no main road" in checked.because


def test_a_border_out_of_reach_names_the_crossing_and_why():
    shut = check_statement(country(), day(), claim("connects", actor="crown", place="northland", polarity="no"))
    assert shut.verdict == "holds"
    assert "Northgate is shut since 2025-01-05" in shut.because
    assert shut.p == 1.0
    assert shut.target == "northland"


def test_contested_ground_on_the_way_leaves_it_undecided():
    at_odds = day(mirna="contested", talla="rebels")
    standing = at_odds.places["mirna"]
    odds = {"contested": 0.6, "crown": 0.4}
    picture = at_odds.with_places({"mirna": type(standing)(place="mirna", state="contested", p=0.6, odds=odds)})
    assert verdict(claim("connects", actor="crown", place="selk"), picture) == "undecided"


def test_only_holds_while_no_other_border_is_reached():
    only = claim("connects", actor="crown", place="westland", quote="help may only come from Westland")
    assert verdict(only) == "holds"
    two = country(links=tuple(link for link in country().links if not link.is_shut))
    assert check_statement(two, day(), only).verdict == "fails"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In theory, help may only come from Westland.", True),
        ("Not only may help come from Westland.", False),
        ("Only the brave stayed; help may come from Westland.", False),
    ],
)
def test_only_counts_where_it_stands_in_the_same_clause(text, expected):
    quote = "come from Westland"
    start = text.index(quote)
    statement = claim("connects", actor="crown", place="westland", quote=quote, start=start)
    assert says_only(statement, text) is expected


def test_two_places_cut_from_each_other_are_asked_as_a_way_between_them():
    cut = claim("splits", place="selk", origin="orle")
    assert verdict(cut) == "fails"
    assert verdict(cut, day(mirna="rebels")) == "partly"
    assert verdict(cut, day(mirna="rebels", talla="rebels")) == "holds"


def test_a_report_s_statements_are_asked_of_the_side_before():
    first = claim("connects", actor="rebels", place="eastland")
    second = claim("connects", place="hamm")
    skipped = claim("strikes", actor="crown", place="hamm")
    checked = check_statements(country(), day(), [first, skipped, second])
    assert [one.side for one in checked] == ["rebels", "rebels"]


def test_the_first_statements_are_asked_of_the_side_named_next():
    first = claim("connects", place="hamm")
    second = claim("connects", actor="rebels", place="eastland")
    assert [one.side for one in check_statements(country(), day(), [first, second])] == ["rebels", "rebels"]


def test_plain_words_name_a_side_where_only_one_is_meant():
    actors = [replace(actor, generic=("the insurgents",)) if actor.id == "rebels" else actor for actor in ACTORS]
    worded = replace(claim("connects", place="hamm"), actor=Party("the insurgents"))
    assert check_statement(country(register=Register(actors)), day(), worded).side == "rebels"
    assert check_statement(country(), day(), worded).side == "crown"


def test_a_condition_that_is_not_so_now_is_said():
    statement = claim("connects", actor="crown", place="selk", condition=kept("mirna"))
    checked = check_statement(country(), day(mirna="rebels"), statement)
    assert checked.verdict == "holds"
    assert "Mirna is held by the Rebels now" in checked.because


def test_a_statement_without_a_side_is_asked_of_the_one_before():
    nobody = claim("connects", place="eastland")
    assert check_statement(country(), day(), nobody, side="rebels").verdict == "holds"
    assert check_statement(country(), day(), nobody).side == "crown"


def test_taking_the_junction_would_split_it_on_the_main_roads_only():
    taking = claim("takes", actor="rebels", place="mirna", stance="hypothetical")
    checked = check_statement(country(), day(), claim("splits", actor="crown", condition=taking))
    assert checked.verdict == "partly"
    for word in ("Orle (the capital)", "Selk", "Kusa and Talla", "343 km", "3 km longer"):
        assert word in checked.because


def test_the_territory_is_that_of_the_place_s_holder_when_only_the_taker_is_named():
    taking = claim("takes", actor="rebels", place="mirna", stance="hypothetical")
    assert check_statement(country(), day(), claim("splits", actor="rebels", condition=taking)).side == "crown"


def test_taking_the_junction_splits_it_altogether_when_the_minor_way_is_gone():
    taking = claim("takes", actor="rebels", place="mirna", stance="hypothetical")
    assert verdict(claim("splits", actor="crown", condition=taking), day(talla="rebels")) == "holds"


def test_taking_a_dead_end_splits_nothing():
    taking = claim("takes", actor="rebels", place="westgate", stance="hypothetical")
    assert verdict(claim("splits", actor="crown", condition=taking)) == "fails"


def test_a_split_now_needs_no_condition():
    assert verdict(claim("splits", actor="crown"), day(mirna="rebels", talla="rebels")) == "holds"
    assert verdict(claim("splits", actor="crown")) == "fails"


def kept(place, **more):
    return claim("takes", place=place, polarity="no", stance="hypothetical", **more)


def test_as_long_as_the_junction_is_held_there_is_a_way():
    checked = check_statement(
        country(), day(), claim("connects", actor="crown", place="selk", condition=kept("mirna"))
    )
    assert checked.verdict == "holds"
    assert "without Mirna no main road leads there" in checked.because
    assert "Kusa and Talla" in checked.because


def test_as_long_as_something_that_does_not_matter_is_held_is_partly_true():
    statement = claim("connects", actor="crown", place="selk", condition=kept("westgate"))
    assert verdict(statement) == "partly"


def test_as_long_as_fails_where_there_is_no_way_even_so():
    statement = claim("connects", actor="crown", place="eastland", condition=kept("mirna"))
    assert verdict(statement) == "fails"


def test_if_the_junction_falls_the_way_is_lost():
    falls = claim("takes", actor="rebels", place="mirna", stance="hypothetical")
    statement = claim("connects", actor="crown", place="selk", polarity="no", condition=falls)
    assert verdict(statement) == "partly"
    assert verdict(statement, day(talla="rebels")) == "holds"


@pytest.mark.parametrize(
    ("action", "actor", "place", "polarity", "expected"),
    [
        ("holds", "crown", "mirna", "yes", "holds"),
        ("holds", "rebels", "mirna", "yes", "fails"),
        ("holds", "rebels", "mirna", "no", "holds"),
        ("loses", "crown", "mirna", "yes", "fails"),
        ("takes", "rebels", "hamm", "yes", "holds"),
    ],
)
def test_holdings_are_read_off_the_picture(action, actor, place, polarity, expected):
    assert verdict(claim(action, actor=actor, place=place, polarity=polarity)) == expected


def test_a_contested_place_is_undecided():
    assert verdict(claim("holds", actor="crown", place="mirna"), day(mirna="contested")) == "undecided"


def test_a_denied_statement_is_turned_round():
    assert verdict(claim("holds", actor="rebels", place="mirna", stance="denied")) == "holds"


def test_what_is_not_known_is_undecided_and_what_is_no_statement_raises():
    checked = check_statement(country(), day(), claim("connects", actor="crown", quote="a way out"))
    assert checked.verdict == "undecided"
    assert "names no place" in checked.because
    with pytest.raises(NoMeaning):
        check_statement(country(), day(), claim("strikes", actor="crown", place="mirna"))


def test_the_json_is_the_contract_s():
    body = check_statement(country(), day(), claim("connects", actor="crown", place="selk")).to_json()
    assert {"report", "quote", "start", "end", "statement", "target", "verdict", "because", "p"} <= body.keys()
