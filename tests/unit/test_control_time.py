"""When a claim counts, and in which order."""

from __future__ import annotations

import pytest

from wars import evidence, moment, theatre_of
from whoholds.control import changes, picture, why

WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {"wire": {"grade": "A"}},
    "places": ["ford"],
    "baseline": {"ford": "reds"},
    "time_zone": "Asia/Damascus",
}
THEATRE = theatre_of(WAR)
TAKES = {"action": "takes", "actor": "blues", "place": "ford", "by": ["wire"]}
HOLDS = {"action": "holds", "actor": "reds", "place": "ford", "by": ["wire"]}


def holder(*claims, on, known_by=None):
    return picture(THEATRE, claims, moment(on), moment(known_by) if known_by else None).holder("ford")


def test_a_day_is_over_before_its_capture_counts_against_the_morning():
    morning = evidence("r1", **HOLDS, told="2031-03-05T10:00")
    evening = evidence("r2", **TAKES, told="2031-03-05T18:00", when="2031-03-05")
    assert holder(morning, evening, on="2031-03-05T23:00") == "blues"


def test_the_day_counts_from_its_first_instant():
    claim = evidence("r1", **TAKES, told="2031-03-08", when="2031-03-05")
    assert holder(claim, on="2031-03-05T12:00") == "blues"
    assert holder(claim, on="2031-03-04T23:59") == "reds"


def test_some_time_in_march_is_sure_only_at_its_end():
    claim = evidence("r1", **TAKES, told="2031-04-20", when="2031-03")
    assert holder(claim, on="2031-03-15") == "reds"
    assert holder(claim, on="2031-04-01") == "blues"


def test_held_since_is_held_throughout():
    took = evidence("r1", **TAKES, told="2031-03-05", when="2031-03-05")
    holds = evidence("r2", **{**HOLDS, "actor": "blues"}, told="2031-03-20", when="2031-03-05/2031-03-20")
    standing = picture(THEATRE, [took, holds], moment("2031-03-10")).standing("ford")
    assert standing.claims == 2
    assert standing.p > picture(THEATRE, [took], moment("2031-03-10")).standing("ford").p


def test_what_is_dated_after_it_was_told_counts_nothing():
    claim = evidence("r1", **TAKES, told="2031-03-05", when="2031-03-09")
    assert holder(claim, on="2031-03-12") == "reds"
    _, steps = why(THEATRE, [claim], "ford", moment("2031-03-12"))
    assert [(s.weight, s.reason) for s in steps if s.claim] == [(0.0, "dated after it was told")]


@pytest.mark.parametrize(("stance", "words"), [("planned", "plan"), ("hypothetical", "possibility")])
def test_what_has_not_happened_is_listed(stance, words):
    claim = evidence("r1", **TAKES, told="2031-03-05", stance=stance)
    _, steps = why(THEATRE, [claim], "ford", moment("2031-03-12"))
    assert words in steps[-1].reason


def test_days_are_the_theatre_s_own():
    claim = evidence("r1", **TAKES, told="2031-03-05T22:30")
    standing = picture(THEATRE, [claim], moment("2031-03-07")).standing("ford")
    assert standing.since == "2031-03-06"
    (finding,) = changes(THEATRE, [claim], moment("2031-03-03"), moment("2031-03-07"))
    assert finding.data["trail"][0]["on"] == "2031-03-06"
