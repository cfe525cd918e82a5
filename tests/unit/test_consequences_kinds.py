"""Statements about encirclement, borders, coasts and the only way, in the small country."""

import pytest

from small_country import claim, country, day
from whoholds.consequences import check_statement
from whoholds.terrain import Link


def check(statement, picture=None, *, theatre=None, text=""):
    return check_statement(theatre or country(), picture or day(), statement, text=text)


def shut_in(place, **more):
    return claim("besieges", place=place, **more)


def test_a_town_that_main_roads_join_to_the_capital_is_not_shut_in():
    checked = check(shut_in("mirna"))
    assert checked.verdict == "fails"
    assert "M1" in checked.because


def test_a_town_with_a_minor_way_out_only_is_partly_shut_in():
    by_night = country(links=(*country().links, Link(start="orle", end="mirna", km=210)))
    picture = day(resten="rebels", tavo="rebels")
    assert check(shut_in("mirna"), picture).verdict == "holds"
    assert check(shut_in("mirna"), picture, theatre=by_night).verdict == "partly"


def test_a_town_without_any_way_out_is_shut_in_and_the_towns_that_bar_it_are_named():
    picture = day(resten="rebels", tavo="rebels", hamm="rebels")
    checked = check(shut_in("mirna"), picture)
    assert checked.verdict == "holds"
    assert "Resten" in checked.because
    assert checked.places[0] == "mirna"


def test_a_port_with_the_sea_before_it_is_not_shut_in():
    assert check(shut_in("selk"), day(tavo="rebels")).verdict == "fails"


def test_contested_ground_on_the_only_way_out_leaves_it_undecided():
    assert check(shut_in("mirna"), day(resten="contested", tavo="rebels")).verdict == "undecided"


def test_whoever_holds_a_town_does_not_shut_it_in():
    checked = check(shut_in("hamm", actor="rebels"))
    assert checked.verdict == "fails"
    assert "held by the Rebels" in checked.because


def test_the_capital_is_shut_in_once_its_roads_and_its_border_are_gone():
    assert check(shut_in("orle")).verdict == "fails"
    assert check(shut_in("orle"), day(resten="rebels", westgate="rebels")).verdict == "holds"


def test_a_denied_siege_is_turned_round():
    checked = check(shut_in("mirna", stance="denied"))
    assert checked.verdict == "holds"
    assert checked.statement.startswith("it is not so that")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"resten": "rebels", "tavo": "rebels"}, "holds"),
        ({"resten": "rebels"}, "partly"),
        ({}, "fails"),
        ({"resten": "rebels", "tavo": "contested"}, "undecided"),
    ],
)
def test_three_sides_are_three_quarters_that_the_ways_out_do_not_lead_through(changed, expected):
    words = "Mirna is surrounded on three sides"
    checked = check(shut_in("mirna", quote="Mirna is surrounded"), day(**changed), text=words)
    assert checked.verdict == expected


def test_a_side_borders_a_country_while_it_holds_a_crossing_there_open_or_shut():
    borders = claim("connects", actor="crown", place="northland", rule="borders")
    checked = check(borders)
    assert checked.verdict == "holds"
    assert "(shut)" in checked.because
    assert check(borders, day(northgate="rebels")).verdict == "fails"
    assert check(borders, day(northgate="contested")).verdict == "undecided"


def test_no_longer_borders_is_the_reverse():
    no_longer = claim("connects", actor="crown", place="northland", rule="borders", polarity="no")
    assert check(no_longer).verdict == "fails"
    assert check(no_longer, day(northgate="rebels")).verdict == "holds"


def test_two_sides_border_each_other_where_a_road_joins_their_ground():
    statement = claim("connects", actor="crown", target="rebels", rule="borders")
    assert check(statement).verdict == "holds"
    assert check(statement, day(mirna="militia")).verdict == "fails"
    assert check(statement, day(mirna="contested")).verdict == "undecided"


def test_two_sides_have_linked_up_where_a_road_joins_them_and_enemies_never_have():
    statement = claim("advances", actor="rebels", target="militia", rule="link-up")
    assert check(statement, day(westgate="militia")).verdict == "fails"
    assert check(statement, day(mirna="militia")).verdict == "holds"
    enemies = claim("advances", actor="rebels", target="crown", rule="link-up")
    assert check(enemies).verdict == "undecided"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [({}, "holds"), ({"tavo": "rebels"}, "partly"), ({"tavo": "rebels", "selk": "rebels"}, "fails")],
)
def test_all_of_the_coast_is_every_port_on_it(changed, expected):
    statement = claim("holds", actor="crown", place="the coast", quote="the Crown controls all of the coast")
    assert check(statement, day(**changed)).verdict == expected


def test_a_contested_port_leaves_the_whole_coast_undecided():
    statement = claim("holds", actor="crown", place="the coast", quote="the Crown controls the whole coast")
    checked = check(statement, day(tavo="contested"))
    assert checked.verdict == "undecided"
    assert "Tavo is contested" in checked.because


def test_all_of_a_border_is_every_crossing_to_the_country_that_the_clause_names():
    text = "The Rebels control the whole border with Eastland."
    statement = claim(
        "holds", actor="rebels", place="the whole border", quote="The Rebels control the whole border"
    )
    assert check(statement, text=text).verdict == "holds"
    assert check(statement, day(eastgate="crown"), text=text).verdict == "fails"


def test_the_only_road_through_a_town_holds_where_there_is_no_way_without_it():
    text = "The only remaining road to Selk runs through Tavo."
    only = claim("connects", actor="crown", place="selk", origin="tavo", quote=text[:-1])
    checked = check(only, text=text)
    assert checked.verdict == "holds"
    assert "without Tavo" in checked.because


def test_the_only_road_is_partly_so_where_minor_roads_pass_the_town_by():
    text = "The only remaining road to Selk runs through Mirna."
    only = claim("connects", actor="crown", place="selk", origin="mirna", quote=text[:-1])
    assert check(only, text=text).verdict == "partly"
    assert check(only, day(talla="rebels"), text=text).verdict == "holds"


def test_the_only_road_by_its_name_is_asked_without_that_road():
    text = "The M2 is the last supply line to Selk."
    only = claim("connects", actor="crown", place="selk", quote="last supply line to Selk", start=14)
    checked = check(only, text=text)
    assert checked.verdict == "partly"
    assert "without the M2" in checked.because
    assert "over the sea" in checked.because
    assert check(only, day(talla="rebels"), text=text).verdict == "holds"


def test_where_no_way_is_named_two_ways_that_share_no_stretch_refute_it():
    text = "The last supply line to Tavo is under fire."
    only = claim("connects", actor="crown", place="tavo", quote="last supply line to Tavo", start=4)
    assert check(only, text=text).verdict == "holds"  # the stretch from Orle to Resten
    from_resten = claim(
        "connects", actor="crown", place="tavo", origin="resten", relation="from", quote="last supply line to Tavo"
    )
    checked = check(from_resten)
    assert checked.verdict == "partly"
    assert "share no stretch" in checked.because


def test_the_coast_alone_is_the_sea_that_ships_leave_for():
    cut = claim("splits", place="orle", origin="the coast")
    checked = check(cut)
    assert checked.verdict == "fails"
    assert checked.target == "middle-sea"
    assert check(cut, day(mirna="rebels", talla="rebels")).verdict == "holds"


def test_a_split_that_is_there_already_is_told():
    taking = claim("takes", actor="rebels", place="westgate", stance="hypothetical")
    statement = claim("splits", actor="crown", condition=taking)
    checked = check(statement, day(mirna="rebels", talla="rebels"))
    assert checked.verdict == "fails"
    assert "already" in checked.because


def test_the_last_road_cut_says_that_there_is_no_way_any_more():
    text = "The Rebels have cut the last road to Selk."
    cut = claim("cuts", actor="rebels", place="selk", quote="have cut the last road to Selk", start=11)
    checked = check(cut, text=text)
    assert checked.verdict == "fails"
    assert checked.side == "crown"
    assert check(cut, day(tavo="rebels"), text=text).verdict == "holds"


def test_who_cut_the_last_road_to_a_town_of_theirs_cut_their_enemies_off():
    text = "The Rebels have cut the last road to Hamm."
    cut = claim("cuts", actor="rebels", place="hamm", quote="have cut the last road to Hamm", start=11)
    checked = check(cut, text=text)
    assert (checked.verdict, checked.side) == ("holds", "crown")
