"""How often a voice has turned out right."""

from __future__ import annotations

from wars import evidence, moment, theatre_of
from whoholds.control import records

WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {"wire": {"grade": "A"}, "herald": {"grade": "B"}, "rag": {"grade": "B"}},
    "places": ["ford", "mill", "pass", "well"],
    "baseline": {"ford": "reds", "mill": "reds", "pass": "reds", "well": "reds"},
}
THEATRE = theatre_of(WAR)
ON = moment("2031-04-10")


def told(number, voice, place, actor="blues", action="takes", day="2031-03-05"):
    return evidence(
        f"r{number}", told=f"{day}T18:00", action=action, actor=actor, place=place, when=day, by=[voice]
    )


def by_voice(claims, **question):
    return {record.voice: record for record in records(THEATRE, claims, ON, **question)}


def war_of_words():
    """Two voices agree on three places; a third says the opposite each time."""
    claims = []
    for n, place in enumerate(("ford", "mill", "pass")):
        claims += [told(f"a{n}", "wire", place), told(f"b{n}", "herald", place)]
        claims.append(told(f"c{n}", "rag", place, actor="reds", action="holds"))
    return [*claims, told("late", "wire", "well", action="strikes", day="2031-04-09")]


def test_a_voice_that_is_contradicted_falls_below_its_grade():
    found = by_voice(war_of_words())
    assert found["rag"].learned < found["rag"].expected
    assert found["rag"].learned < found["herald"].learned


def test_a_claim_that_stands_alone_teaches_nothing():
    found = by_voice([told(1, "wire", "ford")])
    assert (found["wire"].claims, found["wire"].judged) == (1, 0)
    assert found["wire"].learned == found["wire"].expected


def test_a_later_change_is_no_witness_against_an_earlier_claim():
    claims = [told(1, "wire", "ford"), told(2, "herald", "ford", actor="reds", day="2031-04-01")]
    assert by_voice(claims)["wire"].judged == 0


def test_the_order_of_the_claims_plays_no_part():
    claims = war_of_words()
    assert by_voice(claims) == by_voice(claims[::-1])


def test_what_was_not_known_yet_does_not_count():
    assert by_voice(war_of_words(), known_by=moment("2031-03-01")) == {}


def test_the_interval_holds_the_mean():
    for record in by_voice(war_of_words()).values():
        assert 0 <= record.low <= record.learned <= record.high <= 1
