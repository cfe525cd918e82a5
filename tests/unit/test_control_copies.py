"""A voice that repeats another counts as its echo."""

from __future__ import annotations

from datetime import date, timedelta

from wars import evidence, moment, theatre_of
from whoholds.control import picture, why

PLACES = [f"p{number}" for number in range(40)]
WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {"herald": {"grade": "B"}, "echo-post": {"grade": "B"}, "wire": {"grade": "B"}},
    "places": [*PLACES, "last"],
    "baseline": dict.fromkeys([*PLACES, "last"], "reds"),
}
THEATRE = theatre_of(WAR)
ON = moment("2031-06-01")


def told(voice, day, place, hour, actor="blues"):
    on = (date(2031, 3, 3) + timedelta(days=day)).isoformat()
    return evidence(
        f"{voice}-{day}-{place}", told=f"{on}T{hour:02d}:00", action="takes", actor=actor, place=place, by=[voice]
    )


def history():
    """For weeks one paper says each noon what another said in the morning; a third has news of its own."""
    claims = []
    for day, place in enumerate(PLACES):
        claims += [told("herald", day, place, 8), told("echo-post", day, place, 12)]
        claims.append(told("wire", day, PLACES[(day + 20) % 40], 9))
    return claims


def both(second):
    return [told("herald", 50, "last", 8), told(second, 50, "last", 12)]


def test_what_it_says_after_the_other_adds_nothing():
    alone = picture(THEATRE, [*history(), told("herald", 50, "last", 8)], ON).standing("last")
    repeated = picture(THEATRE, [*history(), *both("echo-post")], ON).standing("last")
    seconded = picture(THEATRE, [*history(), *both("wire")], ON).standing("last")
    assert repeated.odds["blues"] == alone.odds["blues"]
    assert seconded.odds["blues"] > alone.odds["blues"]


def test_without_a_history_of_it_two_voices_are_two():
    alone = picture(THEATRE, [told("herald", 50, "last", 8)], ON).standing("last")
    assert picture(THEATRE, both("echo-post"), ON).standing("last").odds["blues"] > alone.odds["blues"]


def test_what_it_says_first_is_its_own():
    first = [told("echo-post", 50, "last", 8)]
    assert picture(THEATRE, [*history(), *first], ON).standing("last").odds["blues"] > 0.2


def test_why_tells_it_as_an_echo():
    _, steps = why(THEATRE, [*history(), *both("echo-post")], "last", ON)
    assert any("the same voice as" in step.reason and step.weight == 0 for step in steps)
