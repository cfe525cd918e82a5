from dataclasses import replace
from datetime import UTC, datetime

import pytest

from small_country import HOLDERS, country, day, held
from whoholds.consequences import Ground, chokepoints, pieces, reach
from whoholds.errors import NoMeaning, UnknownActor, UnknownPlace
from whoholds.model import LinkStanding, Standing
from whoholds.terrain import Gazetteer, Link, Place


def test_a_side_is_one_piece_with_its_assets_named():
    (piece,) = pieces(country(), day(), "crown")
    assert piece.capital == "orle"
    assert set(piece.ports) == {"tavo", "selk"}
    assert piece.bases == ("selk-air-base",), "a friend's base hangs on the main roads by its stub"
    assert piece.borders == ("westland",), "the northern crossing is shut"
    assert "kusa" not in piece.places, "no main road touches Kusa"
    assert piece.places[0] == "orle"


def test_losing_the_junction_makes_two_pieces_on_main_roads_and_one_on_all():
    picture = day(mirna="rebels")
    on_main = pieces(country(), picture, "crown")
    assert [p.capital for p in on_main] == ["orle", None]
    assert set(on_main[1].ports) == {"tavo", "selk"}
    assert len(pieces(country(), picture, "crown", roads="all")) == 1


def test_an_unknown_side_is_an_error():
    with pytest.raises(UnknownActor):
        pieces(country(), day(), "nobody")


@pytest.mark.parametrize(("choice", "count"), [("sure", 2), ("likely", 2), ("any", 1)])
def test_contested_ground_counts_by_choice(choice, count):
    assert len(pieces(country(), day(mirna="contested"), "crown", ground=choice)) == count


def test_contested_ground_is_a_side_s_own_where_that_is_likely():
    for p, count in ((0.55, 1), (0.45, 2)):
        contested = Standing(place="mirna", state="contested", p=1 - p, odds={"crown": p, "contested": 1 - p})
        picture = day().with_places({"mirna": contested})
        assert len(pieces(country(), picture, "crown", ground="likely")) == count
        assert len(pieces(country(), picture, "crown", ground="sure")) == 2


@pytest.mark.parametrize(("choice", "count"), [("sure", 2), ("likely", 2), ("any", 1)])
def test_unknown_ground_counts_only_where_any_does(choice, count):
    assert len(pieces(country(), day(resten="unknown"), "crown", ground=choice)) == count


def test_a_junction_goes_with_the_nearest_place_that_has_a_standing():
    fork = Place(id="fork", name="the fork", kind="junction", lat=34.4, lon=36.7, country="AR")
    links = [x for x in country().links if {x.start, x.end} != {"resten", "mirna"}]
    links += [Link(start="resten", end="fork", km=50, road="M1", grade="main")]
    links += [Link(start="fork", end="mirna", km=30, road="M1", grade="main")]
    forked = country(gazetteer=Gazetteer([*country().gazetteer, fork]), links=tuple(links))
    assert "fork" in reach(forked, day(), "crown", "selk").route
    assert "fork" in pieces(forked, day(mirna="rebels"), "rebels")[0].places


def test_what_the_pack_knows_to_be_shut_only_a_report_of_its_opening_opens():
    for state, p, is_open in (("unknown", 0.5, False), ("cut", 0.1, False), ("open", 0.9, True)):
        said = LinkStanding(link="northgate--northland", state=state, p=p, reason="a report")
        answer = reach(country(), day().with_links({"northgate--northland": said}), "crown", "northland")
        assert answer.reachable is is_open
        assert answer.p == pytest.approx(p if is_open else 0.0)


def test_the_way_from_the_capital_to_the_port_runs_through_the_junction():
    answer = reach(country(), day(), "crown", "selk")
    assert answer.reachable
    assert answer.by == "main"
    assert answer.route == ("orle", "resten", "mirna", "tavo", "selk")
    assert answer.km == 340
    assert answer.roads == ("M1", "M2")
    assert answer.p == 1.0


def test_without_the_junction_the_minor_way_remains():
    answer = reach(country(), day(mirna="rebels"), "crown", "selk")
    assert answer.by == "minor"
    assert answer.route == ("orle", "resten", "kusa", "talla", "tavo", "selk")
    assert answer.km == 343


def test_a_route_near_an_enemys_town_is_reported_as_exposed():
    ground = Ground(country(), day(mirna="rebels"), sway_km=60)
    answer = reach(country(), day(), "crown", "selk", ground=ground)
    assert answer.reachable, "exposed ways are reported, not dropped"
    assert {stretch.by for stretch in answer.exposed} >= {"mirna"}
    assert "Mirna" in answer.text


def test_a_cut_place_is_named_with_its_holder():
    answer = reach(country(), day(mirna="rebels", talla="rebels"), "crown", "selk")
    assert not answer.reachable
    assert set(answer.blocked_by) == {"mirna", "talla"}
    assert answer.to_open == ("mirna",), "one place is enough to open a way"
    assert "held by the Rebels" in answer.text


def test_the_way_to_open_is_the_highway_and_no_desert_of_few_places():
    dunes = Place(id="dunes", name="Dunes", kind="village", lat=34.3, lon=38.5, country="AR")
    tracks = (Link(start="orle", end="dunes", km=210), Link(start="dunes", end="hamm", km=190))
    theatre = country(gazetteer=Gazetteer([*country().gazetteer, dunes]), links=(*country().links, *tracks))
    answer = reach(theatre, day(resten="rebels", mirna="rebels", dunes="rebels"), "crown", "hamm")
    assert answer.to_open == ("resten", "mirna", "hamm")


def test_the_way_to_open_wins_nothing_that_held_ground_goes_round():
    inn = Place(id="inn", name="Inn", kind="village", lat=34.5, lon=36.7, country="AR")
    lanes = (Link(start="resten", end="inn", km=5), Link(start="inn", end="mirna", km=5))
    theatre = country(gazetteer=Gazetteer([*country().gazetteer, inn]), links=(*country().links, *lanes))
    assert reach(theatre, day(inn="rebels"), "crown", "hamm").to_open == ("hamm",)


def test_a_border_is_reached_by_an_open_crossing():
    answer = reach(country(), day(), "crown", "westland")
    assert answer.reachable
    assert answer.route[-2:] == ("westgate", "westland")


def test_a_shut_crossing_is_named_with_its_date():
    answer = reach(country(), day(), "crown", "northland")
    assert not answer.reachable
    assert answer.blocked_by[0] == "northgate"
    assert "shut since 2025-01-05" in answer.text


def test_before_it_was_shut_the_crossing_served():
    picture = day()
    early = type(picture)(theatre="ardania", on=datetime(2024, 6, 1, tzinfo=UTC), places=picture.places)
    assert reach(country(), early, "crown", "northland").reachable


def test_a_crossing_in_other_hands_is_named():
    answer = reach(country(), day(), "crown", "eastland")
    assert not answer.reachable
    assert answer.blocked_by == ("eastgate",)
    assert answer.bars[0].holder == "rebels"
    assert set(answer.to_open) == {"hamm", "eastgate"}


def test_a_crossing_held_but_cut_off_says_what_lies_before_it():
    answer = reach(country(), day(resten="rebels", westgate="contested"), "crown", "selk")
    assert answer.blocked_by == ("resten",)
    cut_off = reach(country(), day(resten="rebels"), "crown", "westland", "selk")
    assert cut_off.bars[0].behind == ("resten",)


def test_sea_lanes_lead_to_friends_and_the_open_sea_only():
    assert reach(country(), day(), "crown", "patria").reachable
    assert reach(country(), day(), "crown", "middle-sea").reachable
    assert not reach(country(), day(), "crown", "northland", "selk").reachable


def test_the_sea_joins_held_ports_when_no_road_does():
    picture = day(mirna="rebels", talla="rebels")
    picture = picture.with_links({"selk--tavo--M2": LinkStanding(link="selk--tavo--M2", state="cut", p=0)})
    answer = reach(country(), picture, "crown", "tavo", "selk")
    assert answer.reachable
    assert answer.by_sea


def test_an_enemys_place_is_out_of_reach_and_bars_itself():
    answer = reach(country(), day(), "crown", "hamm")
    assert answer.blocked_by == ("hamm",)


def test_before_an_enemys_place_what_bars_the_way_to_it_is_told_too():
    answer = reach(country(), day(mirna="rebels", talla="rebels", tavo="rebels"), "crown", "hamm")
    assert answer.blocked_by == ("hamm", "mirna"), "Mirna alone bars both the M1 and the way by Tavo"
    assert "Hamm is held by the Rebels; before it Mirna is held by the Rebels" in answer.text
    last = reach(country(), day(resten="rebels", mirna="rebels"), "crown", "hamm")
    assert last.blocked_by == ("hamm", "resten")
    assert last.text.endswith("the way that is opened soonest leads by Resten and Mirna")


def test_a_contested_place_behind_enemies_is_no_bar_itself():
    assert reach(country(), day(hamm="contested", mirna="rebels"), "crown", "hamm").blocked_by == ("mirna",)


def test_of_cuts_of_one_size_the_links_and_what_is_near_come_first():
    far = [Place(id=f"far-{n}", name=f"Far {n}", kind="town", lat=37.0 + n, lon=41.0, country="AR") for n in (1, 2)]
    lanes = [Link(start="resten", end="far-1", km=500), Link(start="far-1", end="far-2", km=100)]
    lanes += [Link(start="far-2", end="hill", km=400), Link(start="hill", end="tavo", km=20)]
    hill = Place(id="hill", name="Hill", kind="town", lat=34.95, lon=36.1, country="AR")
    theatre = country(gazetteer=Gazetteer([*country().gazetteer, *far, hill]), links=(*country().links, *lanes))
    picture = day(mirna="rebels", far_1="rebels", far_2="rebels", hill="rebels")
    picture = picture.with_links(
        {"kusa--talla": LinkStanding(link="kusa--talla", state="cut", p=0, reason="a flood")}
    )
    answer = reach(theatre, picture, "crown", "selk")
    assert [bar.link or bar.place for bar in answer.bars] == ["kusa--talla", "hill", "mirna"]
    assert "Selk from Orle: the road between Kusa and Talla is cut: a flood; Hill and Mirna are held" in answer.text


def test_a_contested_place_next_to_held_ground_can_be_reached():
    assert reach(country(), day(hamm="contested"), "crown", "hamm").reachable


def test_questions_without_an_answer_raise():
    with pytest.raises(UnknownPlace):
        reach(country(), day(), "crown", "atlantis-nowhere")
    with pytest.raises(NoMeaning):
        reach(country(), day(), "crown", "militia")
    with pytest.raises(NoMeaning, match="no one spot"):
        reach(country(), day(), "crown", "ardania")
    far = Place(id="farland", name="Farland", kind="country", country="FA")
    wider = country(gazetteer=Gazetteer([*country().gazetteer, far]))
    with pytest.raises(NoMeaning, match="no crossing"):
        reach(wider, day(), "crown", "farland")


def test_an_ally_is_reached_where_it_stands():
    answer = reach(country(), day(), "crown", "patria-state")
    assert answer.route[-1] == "selk-air-base"


def test_a_cut_road_bars_and_is_named():
    picture = day(talla="rebels").with_links(
        {"mirna--tavo--M2": LinkStanding(link="mirna--tavo--M2", state="cut", p=0.0, reason="cut on 6 March")}
    )
    answer = reach(country(), picture, "crown", "selk")
    assert not answer.reachable
    assert "cut on 6 March" in answer.text
    assert any(bar.link == "mirna--tavo--M2" for bar in answer.bars)


def test_choke_points_name_what_they_cut_off():
    found = {choke.place: choke for choke in chokepoints(country(), day(), "crown")}
    assert set(found) == {"resten", "mirna", "tavo", "selk", "westgate"}
    assert {"kind": "port", "id": "selk"} in found["mirna"].cuts
    assert found["westgate"].cuts == [{"kind": "border", "id": "westland"}]


def test_on_all_roads_the_junction_is_no_choke_point():
    found = {choke.place for choke in chokepoints(country(), day(), "crown", roads="all")}
    assert "mirna" not in found
    assert {"resten", "tavo"} <= found


def test_contract_json_of_a_reach_has_its_fields():
    body = reach(country(), day(), "crown", "selk").to_json()
    assert {"reachable", "by", "p", "route", "roads", "km", "blocked_by"} <= body.keys()


def test_a_side_that_holds_nothing_has_no_pieces_and_reaches_nothing():
    assert pieces(country(), day(), "militia") == []
    assert chokepoints(country(), day(), "militia") == []
    answer = reach(country(), day(), "militia", "selk")
    assert not answer.reachable
    assert answer.start is None
    assert answer.p == 0.0


def test_a_start_in_other_hands_bars_itself():
    answer = reach(country(), day(mirna="rebels"), "crown", "selk", "mirna")
    assert answer.blocked_by == ("mirna",)
    with pytest.raises(NoMeaning):
        reach(country(), day(), "crown", "selk", "westland")


def test_a_lost_capital_moves_the_start_to_the_most_populous_part():
    answer = reach(country(), day(orle="rebels"), "crown", "tavo")
    assert answer.start == "mirna"


def test_a_region_is_reached_at_any_of_its_places():
    coast = [replace(place, admin1="Coast") if place.id == "selk" else place for place in country().gazetteer]
    coast.append(Place(id="coast", name="Coast", kind="region", country="AR"))
    answer = reach(country(gazetteer=Gazetteer(coast)), day(), "crown", "coast")
    assert answer.route[-1] == "selk"


def test_the_same_question_gets_the_same_probability():
    picture = day().with_places({place: held(place, "crown", 0.9) for place in HOLDERS if place != "hamm"})
    first, second = (reach(country(), picture, "crown", "selk").p for _ in range(2))
    assert first == second
    assert 0.9**4 - 0.01 < first < 0.9**2
