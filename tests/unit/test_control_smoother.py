"""Fronts, and what later claims say of an earlier time."""

from __future__ import annotations

from wars import evidence, moment, theatre_of
from whoholds.control import picture, why

WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {"wire": {"grade": "A"}, "herald": {"grade": "B"}},
    "places": ["ford", "mill", "pass", "rear"],
    "links": [["ford", "mill", "R1"], ["mill", "pass", "R1"]],
    "baseline": dict.fromkeys(["ford", "mill", "pass", "rear"], "reds"),
}
THEATRE = theatre_of(WAR)
ON, KNOWN = moment("2031-03-10"), moment("2031-03-10")


def told(id_, day, action, actor, place, **row):
    return evidence(id_, told=f"{day}T12:00", when=day, action=action, actor=actor, place=place, by=["wire"], **row)


def p(claims, side, place="ford", known_by=None, on=ON):
    return picture(THEATRE, claims, on, known_by).standing(place).odds[side]


def test_who_has_it_later_may_have_had_it_before():
    doubt = told("a", "2031-03-08", "takes", "blues", "ford")
    later = told("b", "2031-03-20", "holds", "blues", "ford")
    assert p([doubt, later], "blues") > p([doubt], "blues")


def test_as_known_then_nothing_of_it_is_heard():
    doubt = told("a", "2031-03-08", "takes", "blues", "ford")
    later = told("b", "2031-03-20", "holds", "blues", "ford")
    assert p([doubt, later], "blues", known_by=KNOWN) == p([doubt], "blues", known_by=KNOWN)


def test_from_whom_it_is_taken_later_had_it_before():
    doubt = told("a", "2031-03-08", "takes", "blues", "ford")
    retaken = told("b", "2031-03-20", "takes", "reds", "ford", target="blues")
    assert p([doubt, retaken], "blues") > p([doubt], "blues")


def test_why_tells_what_later_claims_add():
    claims = [told("a", "2031-03-08", "takes", "blues", "ford"), told("b", "2031-03-20", "holds", "blues", "ford")]
    _, steps = why(THEATRE, claims, "ford", ON)
    assert any(step.reason.startswith("hindsight: ") and step.weight > 0 for step in steps)


def test_beside_the_enemy_a_holder_grows_less_sure_and_amid_its_own_not():
    autumn = moment("2031-10-10")
    of_mill = told("a", "2031-03-02", "holds", "reds", "mill")
    enemy = [of_mill, *(told(place, "2031-03-03", "takes", "blues", place) for place in ("ford", "pass"))]
    friends = [of_mill, *(told(place, "2031-03-03", "holds", "reds", place) for place in ("ford", "pass"))]
    assert p(enemy, "reds", "mill", on=autumn) < p([of_mill], "reds", "mill", on=autumn)
    assert p(friends, "reds", "mill", on=autumn) > p([of_mill], "reds", "mill", on=autumn)


def test_the_enemy_beside_it_is_the_likelier_taker():
    autumn = moment("2031-10-10")
    claims = [told("a", "2031-03-02", "holds", "reds", "mill"), told("b", "2031-03-03", "takes", "blues", "ford")]
    assert p(claims, "blues", "mill", on=autumn) > p(claims[:1], "contested", "mill", on=autumn)
