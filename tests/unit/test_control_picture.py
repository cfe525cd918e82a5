"""Picture and why on a small war."""

from __future__ import annotations

from math import log

import pytest

from wars import evidence, moment, theatre_of
from whoholds.control import picture, why
from whoholds.errors import UnknownPlace

WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}, "greens": {}},
    "actors": {"red-army": {"part_of": ["reds"]}},
    "outlets": {
        "herald": {"grade": "B"},
        "wire": {"grade": "A"},
        "gazette": {"grade": "C"},
        "red-radio": {"kind": "state-media", "leans_to": "reds"},
        "blue-office": {"kind": "official", "leans_to": "blues"},
    },
    "places": ["ford", "mill", "pass", {"id": "vale", "kind": "region"}],
    "links": [["ford", "mill", "R1"], ["mill", "pass", "R2"]],
    "baseline": {"ford": "reds", "mill": "red-army", "vale": "reds"},
}
THEATRE = theatre_of(WAR)
ON = moment("2031-03-10")
FALL = {"told": "2031-03-05T18:00", "action": "takes", "actor": "blues", "place": "ford", "when": "2031-03-05"}


def standing(*claims, on=ON, place="ford", known_by=None):
    return picture(THEATRE, claims, on, known_by).standing(place)


def test_baseline_holds_until_told_otherwise():
    assert (standing().state, standing().holder, standing().since) == ("held", "reds", "2031-03-01")
    assert standing(place="mill").holder == "reds"


def test_a_place_without_baseline_or_claims_is_unknown():
    assert standing(place="pass").state == "unknown"
    assert "pass" not in picture(THEATRE, [], ON).places


def test_before_the_baseline_nothing_is_invented():
    assert standing(on=moment("2031-02-27")).state == "unknown"


def test_a_region_never_stands_as_a_point():
    claim = evidence("r1", **{**FALL, "place": "vale"}, by=["wire"])
    assert "vale" not in picture(THEATRE, [claim], ON).places


def test_one_good_report_of_capture_overcomes_an_old_baseline():
    after = standing(evidence("r1", **FALL, by=["herald"]))
    assert (after.state, after.holder, after.since) == ("held", "blues", "2031-03-05")


def test_a_party_speaking_for_itself_does_not():
    assert standing(evidence("r1", **FALL, by=["blues"], stance="claimed")).holder == "reds"


def test_a_party_speaking_against_itself_does():
    told = standing(evidence("r1", **FALL, by=["reds"], stance="claimed"))
    assert told.holder == "blues"
    assert told.p > standing(evidence("r1", **FALL, by=["gazette"])).p


@pytest.mark.parametrize("stance", ["planned", "hypothetical"])
def test_what_has_not_happened_moves_nothing(stance):
    assert standing(evidence("r1", **FALL, by=["wire"], stance=stance)) == standing()


def test_later_events_win_whatever_the_order_of_arrival():
    back = {**FALL, "actor": "reds", "when": "2031-03-07", "told": "2031-03-07T09:00"}
    claims = [evidence("r1", **FALL, by=["herald"]), evidence("r2", **back, by=["herald"])]
    assert standing(*claims).holder == "reds"
    assert standing(*claims, on=moment("2031-03-06")).holder == "blues"
    assert standing(*reversed(claims)) == standing(*claims)


def test_known_by_hides_what_was_told_later():
    late = evidence("r1", **{**FALL, "told": "2031-03-09"}, by=["wire"])
    assert standing(late, known_by=moment("2031-03-08")).holder == "reds"
    assert standing(late, on=moment("2031-03-06")).holder == "blues"


def test_history_of_2017_does_not_move_today():
    old = {**FALL, "when": "2017", "stance": "background"}
    assert standing(evidence("r1", **old, by=["wire"])).holder == "reds"
    undated = {**FALL, "when": None, "stance": "background"}
    assert standing(evidence("r1", **undated, by=["wire"])) == standing()


@pytest.mark.parametrize("relation", ["near", "toward", "outskirts", "north", "around"])
def test_ground_near_a_town_is_not_the_town(relation):
    near = {**FALL, "place": {"id": "ford", "relation": relation}}
    claims = [evidence(f"r{n}", **near, by=["wire"]) for n in range(6)]
    assert standing(*claims).holder != "blues"


def test_surrounding_settlements_are_not_the_town():
    around = {**FALL, "place": {"id": "ford", "text": "the surrounding settlements"}}
    assert standing(evidence("r1", **around, by=["wire"])).holder == "reds"


def test_an_attack_makes_a_place_contested_and_fades():
    attack = evidence("r1", **{**FALL, "action": "contests"}, by=["wire"])
    assert standing(attack, on=moment("2031-03-06")).state == "contested"
    assert standing(attack, on=moment("2031-04-20")).holder == "reds"


def test_somebody_unnamed_took_it():
    unnamed = evidence("r1", **{**FALL, "actor": "?gunmen"}, by=["wire"])
    told = standing(unnamed)
    assert (told.state, told.holder) == ("contested", None)


def test_a_withdrawal_takes_it_from_its_holder():
    left = {**FALL, "action": "withdraws", "actor": "red-army"}
    assert standing(evidence("r1", **left, by=["wire"])).holder is None
    handed = {**left, "action": "loses", "target": "greens"}
    assert standing(evidence("r1", **handed, by=["wire"])).holder == "greens"


def test_the_other_end_of_a_withdrawal_stays():
    left = {**FALL, "action": "withdraws", "actor": "reds", "origin": "ford"}
    left["place"] = {"id": "mill", "relation": "toward"}
    claim = evidence("r1", **left, by=["wire"])
    assert standing(claim, place="mill").holder == standing(place="mill").holder == "reds"
    assert standing(claim).holder is None


def test_a_denial_counts_against():
    fall = evidence("r1", **FALL, by=["gazette"])
    denial = evidence("r2", **FALL, by=["herald"], stance="denied")
    assert standing(fall, denial).odds["blues"] < standing(fall).odds["blues"]


@pytest.mark.parametrize("claims", [
    [],
    [evidence("r1", **FALL, by=["herald"])],
    [evidence("r1", **FALL, by=["blues"]), evidence("r2", **FALL, by=["red-radio"], stance="denied")],
    [evidence("r1", **{**FALL, "action": "contests"}, by=["wire"]), evidence("r2", **FALL, by=["gazette"])],
])  # fmt: skip
def test_the_staircase_sums_to_the_standing(claims):
    told, steps = why(THEATRE, claims, "ford", ON)
    assert told == standing(*claims)
    assert sum(step.weight for step in steps) == pytest.approx(log(told.p / (1 - told.p)), abs=1e-6)
    assert steps[-1].total == pytest.approx(sum(step.weight for step in steps), abs=1e-9)


def test_the_staircase_starts_at_the_baseline_and_lists_what_counts_nothing():
    plan = evidence("r2", **FALL, by=["wire"], stance="planned")
    first = evidence("r1", **FALL, by=["herald"], echo="e1")
    echo = evidence("r3", **FALL, by=["herald", "gazette"], echo="e1")
    told, steps = why(THEATRE, [plan, echo, first], "ford", ON)
    assert steps[0].claim is None
    assert "baseline" in steps[0].reason
    by_claim = {step.claim: step for step in steps}
    assert by_claim[first.claim.claim.id].weight > 2
    assert by_claim[echo.claim.claim.id].weight == 0
    assert by_claim[plan.claim.claim.id].weight == 0
    assert "plan" in by_claim[plan.claim.claim.id].reason
    assert told.claims == 1


def test_why_of_no_place():
    with pytest.raises(UnknownPlace):
        why(THEATRE, [], "atlantis", ON)


def test_why_of_a_place_nobody_speaks_of():
    told, steps = why(THEATRE, [], "pass", ON)
    assert (told.state, steps) == ("unknown", [])


def test_a_cut_road():
    cut = evidence(
        "r1", told="2031-03-04", action="cuts", place="ford", quote="the R1 was cut at Ford", by=["wire"]
    )
    links = picture(THEATRE, [cut], moment("2031-03-05")).links
    assert {id_: link.state for id_, link in links.items()} == {"ford--mill--R1": "cut"}
    mended = evidence(
        "r2", told="2031-03-06", action="opens", place="ford", quote="the R1 at Ford is open", by=["wire"]
    )
    assert picture(THEATRE, [cut, mended], ON).links["ford--mill--R1"].state == "open"
