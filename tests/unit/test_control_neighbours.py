"""Regions, presence, the only enemy, and places that lean on their neighbours."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import log

import pytest

from wars import evidence, moment, theatre_of
from whoholds.control import disputes, picture, why
from whoholds.control.ground import Ground
from whoholds.control.weights import weights

WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {"wire": {"grade": "A"}},
    "places": [
        {"id": "vale", "kind": "region", "name": "Vale"},
        *({"id": name, "admin1": "Vale"} for name in ("ford", "mill", "pass", "well", "farm")),
        "moor",
        "gate",
    ],
    "links": [
        {"start": "ford", "end": "mill", "road": "R1", "km": 8},
        {"start": "mill", "end": "pass", "road": "R1", "km": 8},
        {"start": "mill", "end": "well", "road": "R2", "km": 8},
        {"start": "pass", "end": "moor", "road": "R3", "km": 150},
        {"start": "ford", "end": "gate", "road": "R4", "km": 5},
    ],
    "baseline": {"ford": "reds", "mill": "reds", "pass": "reds", "well": "reds", "moor": "reds", "gate": "blues"},
}
THEATRE = theatre_of(WAR)
ON = moment("2031-03-10")


def told(number, **row):
    return evidence(f"r{number}", **{"told": "2031-03-05T18:00", "actor": "blues", **row}, by=["wire"])


def taken(*places):
    return [told(n, action="takes", place=place) for n, place in enumerate(places)]


def standing(claims, place, on=ON, known_by=None):
    return picture(THEATRE, claims, on, known_by).standing(place)


class TestNeighbours:
    def test_a_place_between_captured_towns_leans_to_the_captor(self):
        mill = standing(taken("ford", "pass", "well"), "mill")
        assert (mill.state, mill.holder, mill.inferred, mill.claims) == ("held", "blues", True, 0)

    def test_one_captured_neighbour_alone_convinces_nobody(self):
        assert standing(taken("ford"), "mill").holder == "reds"

    def test_what_is_said_of_a_place_is_never_overridden(self):
        own = told(9, action="holds", actor="reds", place="mill")
        mill = standing([*taken("ford", "pass", "well"), own], "mill")
        assert (mill.holder, mill.inferred) == ("reds", False)

    def test_a_far_place_hears_nothing(self):
        assert not standing(taken("ford", "pass", "well"), "moor").inferred

    def test_nothing_leans_over_a_cut_road(self):
        cuts = [
            told(n, action="cuts", actor=None, place="mill", origin=end, quote="cut the road")
            for n, end in enumerate(("ford", "pass", "well"), start=20)
        ]
        assert not standing([*taken("ford", "pass", "well"), *cuts], "mill").inferred

    def test_an_old_front_carries_no_news_of_quiet(self):
        """It drifts a little toward who stands next to it; it leans on nobody."""
        near, quiet = standing(taken("ford", "pass", "well"), "gate"), standing([], "gate")
        assert not near.inferred
        assert near.p == pytest.approx(quiet.p, abs=0.01)

    def test_a_place_without_a_baseline_stays_unknown(self):
        assert standing(taken("ford", "pass", "well"), "farm").state == "unknown"

    def test_the_steps_sum_to_the_standing_and_name_the_neighbours(self):
        found, steps = why(THEATRE, taken("ford", "pass", "well"), "mill", ON)
        assert steps[-1].total == pytest.approx(log(found.p / (1 - found.p)))
        assert "leans on places near by road" in steps[-1].reason
        assert "held by blues" in steps[-1].reason

    def test_a_later_change_of_hands_had_a_before(self):
        left = told(7, told="2031-04-02T09:00", action="withdraws", place="mill", when="2031-04-01")
        with_hindsight = standing([*taken("ford", "pass"), left], "mill")
        without = standing([*taken("ford", "pass"), left], "mill", known_by=ON)
        assert with_hindsight.odds["blues"] > without.odds["blues"]

    def test_a_denied_change_had_no_before(self):
        denied = told(7, told="2031-04-02T09:00", action="takes", place="mill", when="2031-04-01", stance="denied")
        idle = told(8, told="2031-04-02T09:00", action="strikes", place="moor", when="2031-04-01")
        known = [*taken("ford", "pass"), idle]
        assert standing([*known, denied], "mill").p == pytest.approx(standing(known, "mill").p)


ROW = ("base", "camp", "dale", "edge")
"""Four towns in a row from west to east, some 11 km apart; only the first is the blues'."""
LINE = theatre_of(
    {
        "sides": WAR["sides"],
        "outlets": WAR["outlets"],
        "places": [{"id": id_, "lat": 1.0, "lon": 30 + n / 10} for n, id_ in enumerate(ROW)],
        "links": [{"start": a, "end": b, "km": 12} for a, b in pairwise(ROW)],
        "baseline": {"base": "blues", "camp": "reds", "dale": "reds", "edge": "reds"},
    }
)


class TestGround:
    def test_what_lies_behind_a_taken_town_changes_more_than_what_lies_beyond(self):
        places = picture(LINE, taken("dale"), ON).places
        behind, beyond = places["camp"], places["edge"]
        assert behind.inferred
        assert behind.odds["blues"] > 2 * beyond.odds["blues"]

    def test_between_two_taken_towns_counts_as_behind(self):
        theatre = replace(LINE, baseline=tuple(row for row in LINE.baseline if row.place != "base"))
        places = picture(theatre, taken("camp", "edge"), ON).places
        assert (places["dale"].holder, places["dale"].inferred) == ("blues", True)

    def test_who_lies_nowhere_counts_as_it_is(self):
        ground = Ground(LINE.gazetteer, {"base": "blues"})
        assert ground.loudness("nowhere", [("dale", "blues")]) == [1.0]
        assert ground.loudness("camp", [("nowhere", "blues")]) == [1.0]

    def test_straight_between_counts_most_and_straight_beyond_least(self):
        ground, rules = Ground(LINE.gazetteer, {"base": "blues"}), weights()["spread"]
        assert ground.loudness("camp", [("dale", "blues")]) == pytest.approx([rules["between"]])
        assert ground.loudness("edge", [("dale", "blues")]) == pytest.approx([rules["beyond"]], abs=1e-3)
        assert ground.loudness("edge", [("dale", "reds")]) == [rules["beyond"]]


class TestRegions:
    def test_leaving_a_region_leaves_its_places(self):
        left = told(5, action="withdraws", actor="reds", place={"id": "vale", "relation": "from"})
        assert standing([left], "pass").odds["reds"] < standing([], "pass").odds["reds"]

    def test_a_region_itself_has_no_standing(self):
        assert "vale" not in picture(THEATRE, [told(5, action="takes", place="vale")], ON).places

    @pytest.mark.parametrize(("relation", "extent", "counts"), [
        ("in", "", True), ("part", "most", True), ("part", "much", True), ("part", "some", False),
        ("in", "some", False), ("in", "piece", False),
    ])  # fmt: skip
    def test_a_part_counts_as_the_region_where_it_is_most_of_it(self, relation, extent, counts):
        claim = told(5, action="takes", place={"id": "vale", "relation": relation}, extent=extent)
        assert (standing([claim], "pass") != standing([], "pass")) is counts

    def test_all_of_a_region_says_more_than_the_region(self):
        plain = told(5, action="takes", place="vale")
        most = told(5, action="takes", place={"id": "vale", "relation": "part"}, extent="most")
        assert standing([most], "pass").odds["blues"] > standing([plain], "pass").odds["blues"]
        _, steps = why(THEATRE, [most], "pass", ON)
        assert any("all of Vale, or nearly all" in step.reason for step in steps)

    def test_the_greater_part_of_a_region_says_less_than_nearly_all_of_it(self):
        most, much = (
            told(5, action="takes", place={"id": "vale", "relation": "part"}, extent=extent)
            for extent in ("most", "much")
        )
        assert standing([most], "pass").odds["blues"] > standing([much], "pass").odds["blues"]

    def test_who_speaks_of_a_region_disputes_no_place_in_it(self):
        held = told(5, action="holds", actor="reds", place="pass")
        region = told(6, action="holds", place={"id": "vale", "relation": "part"}, extent="most")
        town = told(6, action="holds", place="pass")
        assert disputes(THEATRE, [held, region], moment("2031-03-06")) == []
        assert len(disputes(THEATRE, [held, town], moment("2031-03-06"))) == 1

    def test_where_no_neighbour_is_named_the_region_speaks_alone(self):
        most = told(5, action="takes", place={"id": "vale", "relation": "part"}, extent="most")
        found, steps = why(THEATRE, [most], "pass", ON)
        assert found.inferred
        assert not any("later reports" in step.reason for step in steps)
        assert steps[-1].total == pytest.approx(log(found.p / (1 - found.p)))

    def test_why_tells_the_region(self):
        left = told(5, action="withdraws", actor="reds", place={"id": "vale", "relation": "from"})
        _, steps = why(THEATRE, [left], "pass", ON)
        assert any("Vale as a whole" in step.reason for step in steps)


class TestPresence:
    def test_who_is_shelled_in_a_place_is_there(self):
        hit = [
            told(1, action="takes", place="ford"),
            told(2, action="strikes", actor="reds", target="blues", place="ford"),
        ]
        assert standing(hit, "ford").odds["blues"] > standing(hit[:1], "ford").odds["blues"]

    def test_strikes_on_nobody_in_particular_say_nothing(self):
        assert standing([told(1, action="strikes", place="ford")], "ford").claims == 0

    def test_who_leaves_leaves_it_to_the_only_enemy(self):
        left = told(1, action="withdraws", actor="reds", place="ford")
        odds = standing([left], "ford").odds
        assert odds["blues"] > odds["contested"]
