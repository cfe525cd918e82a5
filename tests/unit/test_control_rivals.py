"""What a fight says of the side that fights, umbrellas, and voices without a grade."""

from __future__ import annotations

import pytest

from wars import evidence, moment, theatre_of
from whoholds.control import disputes, picture, why
from whoholds.control.sides import Sides
from whoholds.control.weigh import Weigher

WAR = {
    "sides": {
        "state": {"hostile_to": ["union"]},
        "lakers": {"part_of": ["union"], "operates_in": ["ford"], "hostile_to": ["state"]},
        "hillers": {"part_of": ["union"], "operates_in": ["ford", "mill"]},
        "union": {"hostile_to": ["state"]},
        "abroad": {"allied_with": ["lakers"]},
    },
    "outlets": {
        "wire": {"grade": "A"},
        "rag": {"grade": "E"},
        "abroad-tv": {"kind": "state-media", "leans_to": "abroad"},
        "union-weekly": {"kind": "newspaper", "leans_to": "union"},
    },
    "places": ["ford", "mill"],
    "baseline": {"ford": "state", "mill": "state"},
}
THEATRE = theatre_of(WAR)
ON = moment("2031-03-20")
TAKES = {"told": "2031-03-05", "action": "takes", "actor": "lakers", "place": "ford"}


def standing(*claims, place="ford", on=ON):
    return picture(THEATRE, claims, on).standing(place)


def term(name, **row):
    weighed = Weigher(THEATRE).weigh(evidence("r1", **{**TAKES, **row}))
    return {t.name: t for t in weighed.terms}[name]


def test_who_fought_for_it_has_it_once_the_holder_is_gone():
    entry = evidence("r1", **{**TAKES, "action": "enters"}, by=["wire"])
    left = evidence("r2", told="2031-03-06", action="withdraws", actor="state", place="ford", by=["wire"])
    after = standing(entry, left)
    assert (after.holder, after.since) == ("lakers", "2031-03-06")
    assert standing(left).holder is None


def test_an_umbrella_means_its_only_member_there():
    alone = evidence("r1", **{**TAKES, "actor": "union", "place": "mill"}, by=["wire"])
    assert standing(alone, place="mill").holder == "hillers"
    assert standing(evidence("r1", **{**TAKES, "actor": "union"}, by=["wire"])).holder == "union"


def test_an_umbrella_supports_its_member_and_is_no_rival():
    member = evidence("r1", **TAKES, by=["wire"])
    umbrella = evidence("r2", **{**TAKES, "actor": "union", "action": "holds", "told": "2031-03-06"}, by=["wire"])
    assert standing(member, umbrella).holder == "lakers"
    assert disputes(THEATRE, [member, umbrella], moment("2031-03-08")) == []


@pytest.mark.parametrize(("voice", "row", "sentence"), [
    ("lakers", {}, "own side"),
    ("abroad-tv", {}, "friend"),
    ("union-weekly", {}, "leans to the side that this favours"),
    ("state", {}, "against"),
    ("state", {"actor": "abroad", "target": "lakers"}, "against an enemy"),
    ("hillers", {"actor": "?men"}, "not known"),
    ("wire", {}, "no known interest"),
])  # fmt: skip
def test_interest(voice, row, sentence):
    assert sentence in term("interest", by=[voice], **row).says


def test_a_voice_without_a_grade_is_carried():
    assert term("carrier", by=["somebody", "wire"]).weight == 0.5
    assert term("carrier", by=["somebody", "rag"]).weight == -0.8
    assert term("grade", by=["somebody", "rag"]).weight == 0.0
    assert term("grade", by=[]).weight == -0.6


def test_no_longer_holding_is_giving_up():
    gone = evidence("r1", **{**TAKES, "actor": "state", "action": "holds", "polarity": "no"}, by=["wire"])
    assert standing(gone).holder is None


@pytest.mark.parametrize(("km", "is_heard"), [(None, True), (12, True), (90, False)])
def test_what_happens_far_from_a_place_says_nothing_of_it(km, is_heard):
    north = {"id": "ford", "relation": "north"}
    told = evidence("r1", **{**TAKES, "action": "advances", "place": north}, km=km, by=["wire"])
    assert (Weigher(THEATRE).weigh(told).bearing.sign != 0) == is_heard


def test_who_leaves_the_ground_between_two_places_leaves_neither():
    between = {"place": {"id": "ford", "relation": "between"}, "origin": {"id": "mill", "relation": "between"}}
    told = evidence("r1", told="2031-03-05", action="withdraws", actor="state", **between, by=["wire"])
    assert standing(told, place="mill").holder == "state"
    assert Weigher(THEATRE).weigh(told).bearing.sign == 0


def test_sides_know_members_and_friends():
    sides = Sides(THEATRE)
    day = moment("2031-03-05").date()
    assert sides.members("union", day) == {"lakers", "hillers"}
    assert sides.are_friends("union", "hillers", day)
    assert not sides.are_friends("state", "hillers", day)


def test_a_fall_without_a_taker_means_the_one_that_others_name():
    fall = evidence("r1", **{**TAKES, "actor": None, "told": "2031-03-06"}, by=["wire"])
    left = evidence("r2", told="2031-03-07", action="withdraws", place="ford", by=["wire"])
    taken = evidence("r3", **TAKES, by=["rag"])
    assert standing(fall, left, on=moment("2031-03-08")).state == "contested"
    assert standing(taken, fall, left, on=moment("2031-03-08")).holder == "lakers"
    other = evidence("r4", **{**TAKES, "actor": "abroad"}, by=["rag"])
    assert standing(taken, other, fall, on=moment("2031-03-08")).state == "contested"


def test_a_rumour_of_a_fall_days_before_is_another_event():
    rumour = evidence("r1", **{**TAKES, "actor": None, "told": "2031-03-02T12:00"}, by=["wire"])
    taken = evidence("r2", **TAKES, by=["wire"])
    _, steps = why(THEATRE, [rumour, taken], "ford", ON)
    assert {step.claim: step.reason.split(",")[0] for step in steps if step.claim} == {
        rumour.claim.claim.id: "for contested",
        taken.claim.claim.id: "for lakers",
    }


def test_a_fall_long_after_is_another_event():
    taken = evidence("r1", **TAKES, by=["wire"])
    fall = evidence("r2", **{**TAKES, "actor": None, "told": "2031-03-19"}, by=["wire"])
    assert standing(taken, fall).state == "contested"


def test_claims_that_differ_in_how_far_or_how_much_are_weighed_apart():
    """What is worked out for one claim is kept for those that are alike, and for those only."""
    weigher, north = Weigher(THEATRE), {"id": "ford", "relation": "north"}
    near, far = (
        weigher.weigh(evidence(f"r{km}", **{**TAKES, "action": "advances", "place": north}, km=km)).bearing.sign
        for km in (12, 90)
    )
    whole, piece = (
        weigher.weigh(evidence(f"r{extent}", **TAKES, extent=extent)).bearing.kind for extent in ("", "piece")
    )
    assert (near, far) == (1, 0)
    assert whole == "gains" != piece
