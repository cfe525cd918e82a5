"""What changed, and what is disputed."""

from __future__ import annotations

from datetime import date

import pytest

from wars import evidence, moment, theatre_of
from whoholds.control import changes, disputes

WAR = {
    "sides": {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}},
    "outlets": {
        "herald": {"grade": "B"},
        "wire": {"grade": "A"},
        "red-radio": {"kind": "state-media", "leans_to": "reds"},
    },
    "places": ["ford", "mill", "pass", {"id": "nasr", "kind": "crossing"}, {"id": "beyond", "kind": "country"}],
    "links": [["ford", "mill", "R1"], {"start": "nasr", "end": "beyond", "kind": "crossing"}],
    "baseline": {"ford": "reds", "mill": "reds"},
}
THEATRE = theatre_of(WAR)
FALL = {"told": "2031-03-05T18:00", "action": "takes", "actor": "blues", "place": "ford", "when": "2031-03-05"}
SINCE, UNTIL = moment("2031-03-03"), moment("2031-03-10")


def found(*claims, since=SINCE, until=UNTIL, known_by=None):
    return changes(THEATRE, claims, since, until, known_by)


def test_nothing_changes_in_silence():
    assert found() == []


def test_a_change_of_hands_names_its_claims():
    claim = evidence("r1", **FALL, by=["wire"])
    (finding,) = found(claim)
    assert (finding.kind, finding.side, finding.places) == ("changed-hands", "blues", ("ford",))
    assert finding.data["claims"] == [claim.claim.claim.id]
    assert (finding.data["from"], finding.data["to"]) == ("reds", "blues")
    assert finding.text == "Ford passed from Reds to Blues."


def test_what_was_told_later_is_no_change_yet():
    assert found(evidence("r1", **FALL, by=["wire"]), known_by=moment("2031-03-04")) == []


def test_newly_contested_and_first_known():
    attack = evidence("r1", **{**FALL, "action": "contests", "place": "mill"}, by=["wire"])
    seen = evidence("r2", **{**FALL, "action": "holds", "place": "pass"}, by=["wire"])
    kinds = {f.places[0]: f.kind for f in found(attack, seen, until=moment("2031-03-06"))}
    assert kinds == {"mill": "newly-contested", "pass": "first-known"}


def test_there_and_back_is_told():
    back = {**FALL, "actor": "reds", "when": "2031-03-08", "told": "2031-03-08T12:00"}
    (finding,) = found(evidence("r1", **FALL, by=["wire"]), evidence("r2", **back, by=["wire"]))
    assert finding.kind == "changed-and-back"
    assert [entry["holder"] for entry in finding.data["trail"]] == ["blues", "reds"]


def test_a_crossing_shut_and_opened():
    shut = evidence("r1", told="2031-03-04", action="cuts", place="nasr", by=["wire"])
    (finding,) = found(shut)
    assert (finding.kind, finding.data["link"]) == ("link-cut", "beyond--nasr")
    again = evidence("r2", told="2031-03-08", action="opens", place="nasr", by=["wire"])
    assert [f.kind for f in found(shut, again, since=moment("2031-03-05"))] == ["link-opened"]
    assert found(shut, again) == []


def test_a_denial_is_a_dispute_and_says_who():
    fall = evidence("r1", **FALL, by=["wire"])
    denial = evidence("r2", **{**FALL, "told": "2031-03-06"}, by=["red-radio"], stance="denied")
    (finding,) = disputes(THEATRE, [fall, denial], UNTIL)
    assert set(finding.data["says"]) == {"blues", "not blues"}
    assert finding.text.startswith("Ford: held by Blues according to Wire (")
    assert "not held by Blues according to Red-Radio" in finding.text
    assert finding.data["says"]["not blues"][0]["said_by"] == ["Red-Radio"]
    assert disputes(THEATRE, [fall, denial], UNTIL, known_by=moment("2031-03-05T20:00")) == []


def test_two_holders_at_once_is_a_dispute():
    one = evidence("r1", **FALL, by=["wire"])
    other = evidence("r2", told="2031-03-05T20:00", action="holds", actor="reds", place="ford", by=["herald"])
    (finding,) = disputes(THEATRE, [one, other], UNTIL)
    assert set(finding.data["says"]) == {"blues", "reds"}


@pytest.mark.parametrize("later", [
    {**FALL, "actor": "reds", "when": "2031-03-06", "told": "2031-03-06T18:00"},
    {**FALL, "action": "contests", "actor": "reds", "when": "2031-03-06", "told": "2031-03-06T18:00"},
])  # fmt: skip
def test_what_happened_afterwards_is_no_dispute(later):
    claims = [evidence("r1", **FALL, by=["wire"]), evidence("r2", **later, by=["wire"])]
    assert disputes(THEATRE, claims, UNTIL) == []


def test_an_old_quarrel_is_history():
    fall = evidence("r1", **FALL, by=["wire"])
    denial = evidence("r2", **FALL, by=["red-radio"], stance="denied")
    assert disputes(THEATRE, [fall, denial], moment("2031-04-20")) == []


def test_a_way_that_was_shut_before_is_not_newly_cut():
    war = {**WAR, "links": [WAR["links"][0], {**WAR["links"][1], "since": date(2029, 1, 1), "is_shut": True}]}
    theatre = theatre_of(war)
    still_shut = evidence("r1", told="2031-03-04", action="cuts", place="nasr", by=["wire"])
    assert changes(theatre, [still_shut], SINCE, UNTIL) == []
    opened = evidence("r2", told="2031-03-08", action="opens", place="nasr", by=["wire"])
    assert [f.kind for f in changes(theatre, [opened], SINCE, UNTIL)] == ["link-opened"]
