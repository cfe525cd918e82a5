"""Voices gain and lose weight by what later proved true."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wars import evidence, moment, theatre_of
from whoholds.control import Control, picture, records, why

FIRST = date(2031, 3, 5)
PLACES = [f"p{number}" for number in range(30)]
WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {
        "wire": {"grade": "A"}, "herald": {"grade": "B"}, "rag": {"grade": "B"},
        "blue-radio": {"kind": "state-media", "leans_to": "blues", "grade": "C"},
    },
    "places": [*PLACES, "last"],
    "baseline": dict.fromkeys([*PLACES, "last"], "reds"),
}  # fmt: skip
THEATRE = theatre_of(WAR)
ON = moment("2031-09-01")


def told(number, voice, place, actor="blues", day=0, **row):
    at = (FIRST + timedelta(days=day)).isoformat()
    row = {"action": "takes", "when": at, **row}
    return evidence(f"{voice}{number}", told=f"{at}T18:00", actor=actor, place=place, by=[voice], **row)


def months_of_quarrel():
    """Day after day two voices say that a place stays with the reds, and a third that the blues took it."""
    claims = []
    for day, place in enumerate(PLACES):
        claims += [told(day, voice, place, "reds", day, action="holds") for voice in ("wire", "herald")]
        claims.append(told(day, "rag", place, "blues", day))
    return [*claims, told(99, "wire", "p0", "reds", 90, action="holds")]


def test_who_is_contradicted_falls_and_who_is_confirmed_rises():
    found = {record.voice: record for record in records(THEATRE, months_of_quarrel(), ON)}
    assert found["rag"].learned < 0.6 < found["rag"].expected
    assert found["herald"].learned > found["herald"].expected
    assert found["rag"].judged > 20
    assert found["rag"].low < found["rag"].learned < found["rag"].high


def test_a_bad_record_takes_weight_from_the_next_claim():
    news = [told(0, "rag", "last", "blues", 91)]
    assert picture(THEATRE, news, ON).standing("last").odds["blues"] > 0.5
    with_record = picture(THEATRE, [*months_of_quarrel(), *news], ON)
    assert with_record.standing("last").odds["blues"] < 0.35


def test_why_tells_the_record():
    _, steps = why(THEATRE, [*months_of_quarrel(), told(0, "rag", "last", "blues", 91)], "last", ON)
    assert any("claims that favour blues that others let judge, rag was right in" in step.reason for step in steps)


def test_what_was_thought_of_a_voice_in_spring_stays_what_was_thought_in_spring():
    spring = moment("2031-03-12")
    early = [claim for claim in months_of_quarrel() if claim.published <= spring]
    known = picture(THEATRE, months_of_quarrel(), ON, spring)
    assert known.places == picture(THEATRE, early, ON, spring).places


def test_claims_for_one_side_say_little_of_claims_for_the_other():
    """A radio that boasts of blue gains and is right on blue losses."""
    claims = []
    for day, place in enumerate(PLACES):
        claims += [told(day, voice, place, "reds", day, action="holds") for voice in ("wire", "herald")]
        claims.append(told(day, "blue-radio", place, "reds" if day % 2 else "blues", day, action="holds"))
    claims.append(told(99, "wire", "p0", "reds", 90, action="holds"))
    radio = next(record for record in records(THEATRE, claims, ON) if record.voice == "blue-radio")
    by_side = {part.side: part.learned for part in radio.sides}
    assert by_side["reds"] > by_side["blues"] + 0.1


def test_lessons_of_claims_that_come_late_are_learned_anew():
    claims = months_of_quarrel()
    control = Control(THEATRE, claims[30:])
    control.picture(ON)
    control.add(claims[:30])
    assert control.picture(ON) == picture(THEATRE, claims, ON)


@pytest.mark.parametrize("days", [1, 20])
def test_what_is_told_long_after_the_event_has_settled(days):
    at = (FIRST + timedelta(days=days)).isoformat()
    late = evidence(
        "late", told=f"{at}T18:00", action="takes", actor="blues", place="last", when="2031-03-05", by=["rag"]
    )
    very_late = evidence(
        "very", told="2031-06-05T18:00", action="takes", actor="blues", place="last", when="2031-03-05", by=["rag"]
    )
    odds = [picture(THEATRE, [claim], ON).standing("last").odds["blues"] for claim in (late, very_late)]
    assert odds[1] > odds[0] + 0.1


def test_why_tells_a_bundle_of_echoes_as_one_voice():
    row = {"told": "2031-03-06", "action": "takes", "actor": "blues", "place": "last", "echo": "e1"}
    claims = [evidence(outlet, **row, by=["wire", outlet]) for outlet in ("herald", "rag")]
    _, steps = why(THEATRE, claims, "last", ON)
    counted = [step for step in steps if step.claim and step.weight]
    assert len(counted) == 1
    assert "counted once with 1 more of the same voice (" in counted[0].reason
    assert sum("the same voice as" in step.reason for step in steps) == 1


def test_saying_it_again_bears_nobody_out():
    """The rag repeats each of its claims for days; the others say theirs once."""
    once = months_of_quarrel()
    again = [
        told(100 * day + n, "rag", place, "blues", day + n) for day, place in enumerate(PLACES) for n in (1, 2)
    ]
    learned = {record.voice: record.learned for record in records(THEATRE, [*once, *again], ON)}
    assert learned["rag"] < 0.5
    assert (
        learned["herald"] > {record.voice: record.learned for record in records(THEATRE, once, ON)}["herald"] - 0.02
    )
