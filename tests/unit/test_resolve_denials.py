"""A voice that denies what it said takes it back; another voice's denial does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wars import evidence, moment
from whoholds.resolve import own_denials, take_back_denied

SAID = {
    "told": "2031-03-05T18:00",
    "action": "takes",
    "actor": "blues",
    "place": "ford",
    "by": ["office", "wire"],
}
DENIED = {**SAID, "told": "2031-03-06T09:00", "stance": "denied", "by": ["office", "gazette"]}
CLAIM, DENIAL = evidence("r1", **SAID), evidence("r2", **DENIED)
AT = moment("2031-03-06T09:00")


def test_what_a_voice_denies_later_counts_until_then():
    claim, denial = take_back_denied([CLAIM, DENIAL])
    assert (claim.withdrawn, claim.withdrawn_why) == (
        AT,
        "the same voice denied it later: \u201cblues takes Ford\u201d",
    )
    assert denial == DENIAL
    assert claim.claim == CLAIM.claim


def test_the_order_of_reading_plays_no_part():
    assert take_back_denied([DENIAL, CLAIM]) == list(reversed(take_back_denied([CLAIM, DENIAL])))


@pytest.mark.parametrize("change", [
    {"by": ["other", "gazette"]},
    {"place": "mill"},
    {"place": {"id": "ford", "relation": "near"}},
    {"actor": "reds"},
    {"action": "holds"},
    {"told": "2031-03-05T18:00"},
    {"told": "2031-03-04T18:00"},
    {"told": "2031-03-25"},
    {"stance": "claimed"},
    {"polarity": "no"},
    {"by": []},
])  # fmt: skip
def test_anything_else_takes_nothing_back(change):
    claims = [CLAIM, evidence("r2", **{**DENIED, **change})]
    assert take_back_denied(claims) == claims
    assert list(own_denials(claims)) == []


def test_a_plan_that_is_denied_was_no_claim():
    plan = evidence("r1", **SAID, stance="planned")
    assert take_back_denied([plan, DENIAL]) == [plan, DENIAL]


def test_what_was_taken_back_sooner_stays_so():
    gone = replace(CLAIM, withdrawn=moment("2031-03-06T01:00"), withdrawn_why="a slip")
    assert take_back_denied([gone, DENIAL]) == [gone, DENIAL]


def test_once_the_denial_is_taken_back_the_claim_counts_again():
    back = moment("2031-03-07")
    first, again, _ = take_back_denied([CLAIM, replace(DENIAL, withdrawn=back, withdrawn_why="not ours")])
    assert (first.known_from, first.withdrawn) == (None, AT)
    assert (again.known_from, again.withdrawn, again.withdrawn_why) == (back, None, "")


def test_a_second_denial_holds_where_the_first_is_taken_back():
    back, second = moment("2031-03-07"), evidence("r3", **{**DENIED, "told": "2031-03-06T10:00"})
    found = take_back_denied([CLAIM, replace(DENIAL, withdrawn=back, withdrawn_why="not ours"), second])
    assert [(item.known_from, item.withdrawn) for item in found if item.claim == CLAIM.claim] == [(None, AT)]
