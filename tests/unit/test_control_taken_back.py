"""Claims that were taken back or corrected: gone from the picture, there in its reasons."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from wars import evidence, moment, theatre_of
from whoholds.control import changes, disputes, picture, why

WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {"herald": {"grade": "B"}, "wire": {"grade": "A"}},
    "places": ["ford", "mill", {"id": "gate", "kind": "crossing"}, {"id": "beyond", "kind": "country"}],
    "links": [["ford", "mill", "R1"], {"start": "gate", "end": "beyond", "kind": "crossing"}],
    "baseline": {"ford": "reds", "mill": "reds"},
}
THEATRE = theatre_of(WAR)
ON, BEFORE, AT = moment("2031-03-10"), moment("2031-03-07"), moment("2031-03-08T12:00")
FALL = {"told": "2031-03-05T18:00", "action": "takes", "actor": "blues", "place": "ford", "when": "2031-03-05"}
CLAIM = evidence("r1", **FALL, by=["herald"])
GONE = replace(CLAIM, withdrawn=AT, withdrawn_why="the video is of last year")


def moved_to(place, was=CLAIM):
    """Return the claim as it read, and as it reads now: of another place."""
    now = evidence("r1", **{**FALL, "place": place}, by=["herald"])
    now = replace(now, claim=replace(now.claim, claim=was.claim.claim), known_from=AT)
    return [replace(was, withdrawn=AT, withdrawn_why="another Ford"), now]


def holder(claims, place="ford", known_by=None):
    return picture(THEATRE, claims, ON, known_by).holder(place)


def test_a_claim_that_was_taken_back_counts_for_who_knew_no_better():
    assert (holder([GONE]), holder([GONE], known_by=BEFORE), holder([GONE], known_by=AT)) == (
        "reds",
        "blues",
        "reds",
    )


def test_why_keeps_it_in_sight_with_the_day_and_the_reason():
    standing, steps = why(THEATRE, [GONE], "ford", ON)
    (step,) = [step for step in steps if step.claim]
    assert (step.claim, step.quote, step.weight) == (CLAIM.claim.claim.id, CLAIM.claim.claim.quote, 0.0)
    assert step.reason == "taken back on 2031-03-08: the video is of last year"
    assert sum(step.weight for step in steps) == pytest.approx(log(standing.p / (1 - standing.p)), abs=1e-6)
    assert standing == picture(THEATRE, [], ON).standing("ford")


def test_why_of_who_knew_no_better_is_what_it_was():
    assert why(THEATRE, [GONE], "ford", ON, BEFORE) == why(THEATRE, [CLAIM], "ford", ON, BEFORE)
    early = moment("2031-03-04")
    assert why(THEATRE, [GONE], "ford", ON, early) == why(THEATRE, [], "ford", ON, early)
    assert why(THEATRE, [GONE], "ford", early) == why(THEATRE, [], "ford", early)


def test_a_corrected_claim_counts_at_one_place_at_a_time():
    claims = moved_to("mill")
    assert (holder(claims), holder(claims, "mill")) == ("reds", "blues")
    assert (holder(claims, known_by=BEFORE), holder(claims, "mill", BEFORE)) == ("blues", "reds")


def test_why_tells_a_correction_at_the_place_that_it_was_moved_from():
    _, steps = why(THEATRE, moved_to("mill"), "ford", ON)
    assert [step.reason for step in steps if step.claim] == ["corrected on 2031-03-08: another Ford"]
    _, steps = why(THEATRE, moved_to("mill"), "mill", ON)
    assert [step.weight > 2 for step in steps if step.claim] == [True]
    _, steps = why(THEATRE, [*moved_to("mill")], "mill", ON, BEFORE)
    assert [step for step in steps if step.claim] == []


def test_a_place_of_which_all_was_taken_back_is_unknown_and_still_tells_it():
    bare = replace(THEATRE, baseline=())
    standing, steps = why(bare, [GONE], "ford", ON)
    assert (standing.state, [step.weight for step in steps]) == ("unknown", [0.0])
    assert "taken back" in steps[0].reason
    assert "ford" not in picture(bare, [GONE], ON).places


def test_a_cut_that_was_taken_back_is_no_cut():
    shut = evidence("r1", told="2031-03-05", action="cuts", place="gate", by=["wire"])
    gone = replace(shut, withdrawn=AT, withdrawn_why="it was the other gate")
    assert picture(THEATRE, [gone], ON).links == {}
    assert picture(THEATRE, [gone], ON, BEFORE).links == picture(THEATRE, [shut], ON, BEFORE).links != {}


def test_what_was_taken_back_changes_nothing_and_disputes_nothing():
    kept = evidence("r2", told="2031-03-06", action="holds", actor="reds", place="ford", by=["wire"])
    since = moment("2031-03-02")
    assert disputes(THEATRE, [GONE, kept], ON) == []
    assert disputes(THEATRE, [GONE, kept], ON, BEFORE) == disputes(THEATRE, [CLAIM, kept], ON, BEFORE) != []
    assert changes(THEATRE, [GONE], since, ON) == []
    assert [found.kind for found in changes(THEATRE, [GONE], since, ON, BEFORE)] == ["changed-hands"]


def test_what_was_taken_back_tells_nothing_of_the_time_before():
    kept = evidence("r0", **{**FALL, "told": "2031-03-03", "when": "2031-03-03"}, by=["wire"])
    left = evidence("r1", **{**FALL, "action": "withdraws", "place": "mill", "actor": "blues"}, by=["wire"])
    gone = replace(left, withdrawn=AT, withdrawn_why="a slip")
    early = moment("2031-03-04")
    assert picture(THEATRE, [kept, left], early) != picture(THEATRE, [kept], early)
    assert picture(THEATRE, [kept, gone], early) == picture(THEATRE, [kept], early)
    assert picture(THEATRE, [kept, gone], early, BEFORE) == picture(THEATRE, [kept, left], early, BEFORE)
