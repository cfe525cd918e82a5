"""Which links a claim means, and what becomes of them."""

from __future__ import annotations

import pytest

from wars import evidence, moment, theatre_of
from whoholds.control import picture

WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {"wire": {"grade": "A"}, "red-office": {"kind": "official", "leans_to": "reds", "grade": "B"}},
    "places": ["ford", "mill", "pass", {"id": "gate", "kind": "crossing"}, {"id": "beyond", "kind": "country"}],
    "links": [
        ["ford", "mill", "R1"],
        ["ford", "pass", "R2"],
        {"start": "ford", "end": "gate", "grade": "minor"},
        {"start": "gate", "end": "beyond", "kind": "crossing"},
    ],
}
THEATRE = theatre_of(WAR)
CUT = {"told": "2031-03-04", "action": "cuts", "by": ["wire"]}


def cut(*claims, on="2031-03-05"):
    links = picture(THEATRE, claims, moment(on)).links
    return {id_ for id_, link in links.items() if link.state == "cut"}


@pytest.mark.parametrize(("row", "expected"), [
    ({"place": "gate"}, {"beyond--gate"}),
    ({"place": "ford", "origin": "mill"}, {"ford--mill--R1"}),
    ({"place": "mill", "origin": "pass"}, set()),
    ({"place": "mill", "origin": "pass", "quote": "cut the R1 between Mill and Pass"}, set()),
    ({"place": "ford", "quote": "cut the R2 near Ford"}, {"ford--pass--R2"}),
    ({"place": "ford", "quote": "cut the highway near Ford"}, {"ford--mill--R1", "ford--pass--R2"}),
    ({"place": "ford", "quote": "cut power to Ford"}, set()),
    ({"quote": "cut the R1"}, set()),
    ({"place": "beyond", "quote": "closed the border of Beyond"}, set()),
])  # fmt: skip
def test_what_is_meant(row, expected):
    assert cut(evidence("r1", **{**CUT, **row})) == expected


@pytest.mark.parametrize("stance", ["planned", "hypothetical"])
def test_plans_cut_nothing(stance):
    assert cut(evidence("r1", **CUT, place="gate", stance=stance)) == set()


def test_a_denial_speaks_for_open():
    shut = evidence("r1", **CUT, place="gate")
    denied = evidence("r2", **{**CUT, "by": ["red-office"]}, place="gate", stance="denied")
    alone = picture(THEATRE, [shut], moment("2031-03-05")).links["beyond--gate"]
    both = picture(THEATRE, [shut, denied], moment("2031-03-05")).links["beyond--gate"]
    assert alone.p < both.p
    assert len(both.claims) == 2


def test_a_cut_of_which_nobody_speaks_is_mended():
    shut = evidence("r1", **CUT, place="gate")
    assert cut(shut, on="2031-03-10") == {"beyond--gate"}
    assert cut(shut, on="2032-03-10") == set()


def test_an_echo_of_a_cut_counts_once():
    shut = evidence("r1", **{**CUT, "by": ["blues"]}, place="gate", echo="e1")
    again = evidence("r2", **{**CUT, "told": "2031-03-05", "by": ["blues", "wire"]}, place="gate", echo="e1")
    one = picture(THEATRE, [shut], moment("2031-03-06")).links["beyond--gate"]
    assert len(picture(THEATRE, [shut, again], moment("2031-03-06")).links["beyond--gate"].claims) == 1
    assert one.claims == (shut.claim.claim.id,)
