from dataclasses import replace

import pytest

from small_country import ACTORS, country, day
from whoholds.actors import Register
from whoholds.consequences import compare, parse_supposition, reach, suppose, undo
from whoholds.errors import NoMeaning, UnknownActor, UnknownPlace
from whoholds.model import Standing


def after(words, picture=None):
    theatre = country()
    return suppose(theatre, picture or day(), [parse_supposition(words, theatre)])


def found(picture, before=None, **kinds):
    return {
        finding.kind: finding for finding in compare(country(), before or day(), picture) if finding.side == "crown"
    }


def test_a_split_of_the_main_roads_names_pieces_and_the_minor_way_left():
    split = found(after("rebels takes mirna"))["split"]
    assert split.data["roads"] == "main"
    assert [piece["capital"] for piece in split.data["pieces"]] == ["orle", None]
    (way,) = split.data["remains"]
    assert way["by"] == ["kusa", "talla"]
    assert way["km"] - way["main_km"] == 3
    assert 20 < way["past"]["mirna"] < 40
    for word in ("Orle (the capital)", "Selk", "Tavo", "Kusa and Talla", "343 km", "3 km longer", "Mirna"):
        assert word in split.text


def test_with_the_minor_way_gone_too_the_split_is_on_every_road():
    split = found(after("talla falls to the rebels", day(mirna="rebels")), before=day(mirna="rebels"))["split"]
    assert split.data["roads"] == "all"
    assert split.data["remains"] == []


def test_ports_out_of_reach_by_main_roads_only_say_so():
    lost = found(after("rebels captures mirna"))["port-lost"]
    assert lost.data["roads"] == "main"
    assert set(lost.places) == {"selk", "tavo"}


def test_a_lost_crossing_is_a_lost_border():
    assert found(after("rebels takes westgate"))["border-lost"].places == ("westland",)


def test_findings_come_gravest_first():
    ranks = [finding.rank for finding in compare(country(), day(), day(mirna="rebels", westgate="rebels"))]
    assert ranks == sorted(ranks)
    assert ranks[0] < ranks[-1]


def test_a_cut_off_place_without_a_way_out_is_encircled():
    picture = day(orle="crown", kusa="crown", resten="rebels", talla="rebels")
    kusa = found(picture)["encircled"]
    assert kusa.places == ("kusa",)
    assert kusa.data["population"] == 20_000


def test_the_way_back_is_told_as_joined():
    assert "joined" in found(day(), before=day(mirna="rebels", talla="rebels"))


def test_a_guest_on_a_friend_s_ground_loses_nothing_of_its_own():
    sides = {finding.side for finding in compare(country(), day(), day(mirna="rebels")) if finding.rank < 6}
    assert sides == {"crown"}


def test_no_change_no_finding():
    assert compare(country(), day(), day()) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The Rebels take Mirna", "takes"),
        ("rebels takes mirna", "takes"),
        ("Mirna falls to the Rebels.", "takes"),
        ("Mirna is captured by the Rebels", "takes"),
        ("the M1 is cut at Mirna", "cuts"),
        ("the M2 highway is closed between Tavo and Mirna", "cuts"),
        ("Northgate opens", "opens"),
        ("Westgate closes", "cuts"),
        ("Crown and Rebels are allied", "allies"),
        ("Mirna is contested", "contests"),
        ("the Rebels take Mirna, Tavo and Talla", "several"),
        ("Mirna falls", "falls"),
        ("the Crown loses Mirna", "falls"),
        ("the road between Orle and Mirna is cut", "cuts"),
    ],
)
def test_plain_words_become_suppositions(words, kind):
    assert parse_supposition(words, country()).kind == kind


def test_words_that_mean_nothing_raise_what_is_wrong():
    with pytest.raises(NoMeaning):
        parse_supposition("pigs might fly", country())
    with pytest.raises(UnknownPlace):
        parse_supposition("rebels takes atlantisburg", country())
    with pytest.raises(UnknownActor):
        parse_supposition("vandals takes mirna", country())
    with pytest.raises(NoMeaning):
        parse_supposition("the M9 is cut at mirna", country())


def test_a_cut_road_takes_the_main_way_and_an_opened_crossing_gives_a_border():
    cut = after("the M2 is cut between mirna and tavo")
    assert reach(country(), cut, "crown", "selk").by == "minor"
    opened = after("northgate opens")
    assert reach(country(), opened, "crown", "northland").reachable


def test_a_place_that_falls_goes_to_the_nearest_enemy():
    assert after("mirna falls").holder("mirna") == "rebels"
    assert after("the crown loses mirna").holder("mirna") == "rebels"
    contested = Standing(place="mirna", state="contested", p=0.6, odds={"contested": 0.6, "crown": 0.4})
    assert after("mirna falls", day().with_places({"mirna": contested})).holder("mirna") == "rebels"
    alone = day(hamm="crown", eastgate="crown")
    with pytest.raises(NoMeaning, match="nobody near"):
        after("mirna falls", alone)


def test_a_list_of_places_falls_together():
    picture = after("rebels takes mirna and talla")
    assert {picture.holder("mirna"), picture.holder("talla")} == {"rebels"}


def test_the_road_between_two_places_is_the_shortest_by_land():
    cut = parse_supposition("the road between orle and mirna is cut", country())
    assert set(cut.links) == {"orle--resten--M1", "mirna--resten--M1"}


def test_plain_words_for_a_side_count_where_only_one_is_meant():
    actors = [replace(actor, generic=("the government",)) if actor.id == "crown" else actor for actor in ACTORS]
    theatre = country(register=Register(actors))
    assert parse_supposition("the government takes hamm", theatre).side == "crown"
    both = country(register=Register([replace(actor, generic=("the army",)) for actor in ACTORS]))
    with pytest.raises(UnknownActor, match="several sides"):
        parse_supposition("the army takes hamm", both)


def test_allies_let_each_other_through():
    picture = day(mirna="militia", talla="militia")
    assert not reach(country(), picture, "crown", "selk").reachable
    assert reach(country(), after("crown and militia are allied", picture), "crown", "selk").by == "main"


def test_undoing_gives_the_picture_back():
    picture = day()
    supposed = after("northgate opens", after("rebels takes mirna"))
    assert suppose(country(), supposed, [undo(picture, supposed)]) == picture
    assert supposed != picture


def test_an_extent_cannot_be_taken():
    with pytest.raises(NoMeaning):
        after("rebels takes westland")
