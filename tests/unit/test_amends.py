"""Taking back and correcting at a desk: the picture on both clocks, and what the history tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from small_desk import make, read, report_

from whoholds.errors import LedgerError, QuestionError, UnknownActor, UnknownPlace

AT = datetime(2024, 12, 8, 9, tzinfo=UTC)
WHY = "the video is of 2016"


@pytest.fixture
def desk(tmp_path):
    made = make(tmp_path)
    read(made, report_(id="k1"))
    yield made
    made.close()


def claim_id(desk, report="k1"):
    return next(item.claim.claim.id for item in desk.evidence if item.claim.claim.report == report)


def holder(desk, place="hama", known_by=None):
    return desk.control(desk.moment("2024-12-07"), known_by).holder(place)


@pytest.mark.parametrize("meant", [lambda _: "k1", claim_id])
def test_what_is_taken_back_is_gone_from_then_on_and_not_before(desk, meant):
    old = desk.control(desk.moment("2024-12-07"), AT - timedelta(seconds=1))
    made = desk.retract(meant(desk), WHY, AT)
    assert (made.is_new, made.claims, made.still_told_by) == (True, (claim_id(desk),), ())
    assert desk.control(desk.moment("2024-12-07"), AT - timedelta(seconds=1)) == old
    assert holder(desk, known_by=AT) == holder(desk) == "syrian-government"
    _, steps = desk.why("hama", desk.moment("2024-12-07"))
    assert [step.reason for step in steps if step.claim] == [f"taken back on 2024-12-08: {WHY}"]


def test_taking_back_twice_is_taking_back_once(desk):
    desk.retract("k1", WHY, AT)
    assert desk.retract("k1", WHY).is_new is False
    assert len(desk.history()) == 1


def test_reading_it_again_does_not_bring_it_back(desk):
    desk.retract("k1", WHY, AT)
    assert read(desk, report_(id="k1")).new_reports == 0
    assert holder(desk) == "syrian-government"


def test_a_claim_is_moved_to_the_place_that_was_meant(desk):
    made = desk.correct(claim_id(desk), {"place": "Rastan", "when": "2024-12-06"}, WHY, AT)
    assert (made.kind, made.is_new) == ("claim", True)
    assert (holder(desk), holder(desk, "rastan")) == ("syrian-government", "hts")
    early = AT - timedelta(seconds=1)
    assert (holder(desk, known_by=early), holder(desk, "rastan", early)) == ("hts", "syrian-government")
    assert desk.control(desk.moment("2024-12-07")).standing("rastan").since == "2024-12-06"
    assert desk.correct(claim_id(desk), {"place": "rastan"}, WHY).is_new is False


def test_nobody_knows_is_a_correction_too(desk):
    desk.correct(claim_id(desk), {"place": None, "actor": None}, WHY, AT)
    (_, now) = desk.evidence
    assert (now.claim.place.id, now.claim.actor.id) == (None, None)
    assert holder(desk) == "syrian-government"


@pytest.mark.parametrize(("wanted", "error", "words"), [
    ({}, QuestionError, "says not what to correct"),
    ({"stance": "denied"}, QuestionError, "is no part of a claim"),
    ({"target": "hts"}, QuestionError, "names no target"),
    ({"place": "Atlantis"}, UnknownPlace, "Atlantis"),
    ({"actor": "Martians"}, UnknownActor, "Martians"),
    ({"when": "yesterday"}, QuestionError, "is no date"),
])  # fmt: skip
def test_a_correction_that_makes_no_sense_keeps_nothing(desk, wanted, error, words):
    with pytest.raises(error, match=words):
        desk.correct(claim_id(desk), {"place": "rastan", **wanted} if wanted else {}, WHY)
    assert desk.history() == []


def test_what_is_not_kept_is_one_error(desk):
    with pytest.raises(LedgerError, match="c_none: is not kept"):
        desk.correct("c_none", {"place": "homs"}, WHY)
    for thing in ("k9", "judgement:99", "judgement:", "retraction:1", f"{claim_id(desk)}:target", ":", ""):
        with pytest.raises(LedgerError, match="is not kept"):
            desk.retract(thing, WHY)


def test_one_judgement_is_taken_back_by_its_part_or_its_number(desk):
    desk.correct(claim_id(desk), {"place": "rastan"}, WHY, AT)
    (correction,) = desk.history()
    later = AT + timedelta(days=1)
    assert desk.retract(f"{claim_id(desk)}:place", "it was Hama", later).thing == correction.id.removeprefix(
        "judgement:"
    )
    assert desk.retract(correction.id, "it was Hama").is_new is False
    assert (holder(desk), holder(desk, "rastan", AT)) == ("hts", "hts")
    first, second = desk.history()
    assert (first.role, first.before, first.after, first.is_undone) == ("place", "hama", "rastan", True)
    assert (second.of, second.role, second.before, second.after) == ("judgement", "place", "rastan", "hama")
    assert second.claims[0].claim.place.id == "rastan"


def test_a_retraction_that_was_a_mistake_is_undone_and_both_are_told(desk):
    desk.retract("k1", WHY, AT)
    desk.retract("retraction:1", "it is of this year", AT + timedelta(days=1))
    assert (holder(desk), holder(desk, known_by=AT)) == ("hts", "syrian-government")
    assert [(each.id, each.is_undone) for each in desk.history()] == [
        ("retraction:1", True),
        ("retraction:2", False),
    ]


def test_the_same_voice_in_another_paper_still_counts_and_is_named(desk):
    read(desk, report_("HTS took Hama at last", id="k2"))
    assert desk.retract("k1", WHY, AT).still_told_by == (claim_id(desk, "k2"),)
    assert holder(desk) == "hts"
    moved = desk.correct(claim_id(desk, "k2"), {"place": "rastan"}, WHY, AT)
    assert moved.still_told_by == ()


def test_the_history_is_told_of_all_of_a_claim_a_report_and_a_place(desk):
    read(desk, report_("SDF took Raqqa today", id="k2"))
    desk.retract("k2", WHY, AT)
    desk.correct(claim_id(desk), {"place": "rastan"}, "another Hama", AT + timedelta(hours=1))
    both = [("retraction", "k2"), ("correction", claim_id(desk))]
    assert [(each.kind, each.thing) for each in desk.history()] == both
    for words in (claim_id(desk), "k1", "hama", "Rastan"):
        assert [each.kind for each in desk.history(words)] == ["correction"]
    for words in (claim_id(desk, "k2"), "k2", "raqqa"):
        assert [each.kind for each in desk.history(words)] == ["retraction"]
    assert desk.history("homs") == []
    with pytest.raises(UnknownPlace):
        desk.history("Atlantis")


def test_the_history_tells_what_was_said_before(desk):
    desk.correct(claim_id(desk), {"place": "rastan"}, WHY, AT)
    (line,) = [each.to_json() for each in desk.history()]
    assert line.items() >= {"kind": "correction", "at": "2024-12-08T12:00", "reason": WHY, "role": "place"}.items()
    assert (line["before"], line["after"]) == ("hama", "rastan")
    (claim,) = line["claims"]
    assert claim.items() >= {"report": "k1", "quote": "HTS took Hama yesterday", "place": "hama"}.items()


def test_a_brief_cites_nothing_that_was_taken_back(desk):
    on = desk.moment("2024-12-07")
    desk.retract("k1", WHY, AT)
    assert desk.material(on).evidence == []
    assert len(desk.material(on, AT - timedelta(seconds=1)).evidence) == 1
