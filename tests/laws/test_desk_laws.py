"""Laws of keeping: reading twice is reading once, in any order, and quotes stand in their texts."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.ledger import Judged, Ledger, Retraction, Retractions, in_force
from whoholds.ledger.readings import readings
from whoholds.ledger.rows import claim_of, claim_row
from whoholds.model import Because, Claim, Judgement, Mention, PlaceMention, Report
from whoholds.sources.decode import decode, storable
from whoholds.sources.lines import report_of

WORDS = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1, max_size=30)
MAYBE = st.none() | WORDS
REPORTS = st.builds(
    Report, text=WORDS, title=MAYBE, outlet=MAYBE, url=MAYBE, published=st.sampled_from((None, "2024-12-07"))
)
MENTIONS = st.builds(Mention, text=WORDS, start=st.integers(-1, 50), end=st.integers(-1, 50), stands_for=MAYBE)
PLACES = st.builds(
    PlaceMention, text=WORDS, relation=st.sampled_from(("in", "near")), distance_km=st.none() | st.just(2.5)
)
PLAIN = st.builds(
    Claim, report=WORDS, quote=WORDS, start=st.integers(0, 50), end=st.integers(0, 50),
    action=st.sampled_from(("takes", "loses")), stance=st.sampled_from(("asserted", "denied")),
    because=st.builds(Because, WORDS, WORDS), actor=st.none() | MENTIONS, place=st.none() | PLACES,
    said_by=st.lists(MENTIONS, max_size=3).map(tuple), confidence=st.floats(0, 1),
)  # fmt: skip


def keep(reports):
    """Keep the reports, each with one claim, in a fresh ledger; return what it then holds."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.create(str(Path(folder) / "a.db"), {"theatre": "syria"})
        for report in reports:
            claim = Claim(
                report=report.id, quote=report.text, start=0, end=len(report.text), action="takes",
                stance="asserted", because=Because("law", "took"),
            )  # fmt: skip
            ledger.add(report, [claim])
        kept = {report.id: report for report in ledger.reports()}, {item.claim.id for item in ledger.claims()}
        ledger.close()
        return kept


@settings(max_examples=25, deadline=None)
@given(st.lists(REPORTS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_keeping_twice_and_in_any_order_is_keeping_once(reports, random):
    twice = reports + reports
    random.shuffle(twice)
    assert keep(twice) == keep(reports)


@settings(max_examples=200, deadline=None)
@given(PLAIN, st.none() | PLAIN)
def test_a_claim_comes_back_from_its_row_as_it_went_in(plain, condition):
    from dataclasses import replace

    claim = replace(plain, condition=condition, id="")
    back = claim_of(claim_row(claim)["body"])
    assert back == claim
    assert back.id == claim.id
    assert back.condition == claim.condition


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1).filter(str.strip))
def test_offsets_of_a_text_stand_after_it_was_taken_in(text):
    taken = report_of({"text": text}, "a line").text
    assert len(taken) == len(text)
    assert all(b in (a, "�") for a, b in zip(text, taken, strict=True))
    assert storable(taken) == taken
    taken.encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_that_can_be_kept_or_no_text(data):
    from whoholds.errors import NotText

    try:
        text = decode(data, "a file")
    except NotText:
        return
    assert "\r" not in text
    text.encode("utf-8")


INSTANTS = st.integers(1, 6).map(lambda day: datetime(2024, 12, day, tzinfo=UTC))
THINGS = st.sampled_from([("claim", "c"), ("report", "r"), *(("judgement", str(n)) for n in range(1, 5))])
UNDONE = st.integers(1, 4).map(lambda number: ("retraction", str(number)))


def judged_of(rows):
    return [
        Judged(
            number=number, since=since,
            judgement=Judgement(claim="c", role=role, value=value, method="law", score=1.0, reason="law"),
        )
        for number, (role, value, since) in enumerate(rows, start=1)
    ]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.none() | INSTANTS), max_size=4),
    st.lists(st.tuples(THINGS | UNDONE, INSTANTS), max_size=6),
)
def test_at_every_instant_a_claim_reads_as_what_counts_then_says(rows, taken):
    """A retraction can only take back one that was there before it."""
    judged = judged_of(rows)
    gone = Retractions(
        Retraction(number=number, kind=kind, thing=thing, at=at, reason=f"law {number}")
        for number, ((kind, thing), at) in enumerate(taken, start=1)
        if kind != "retraction" or int(thing) < number
    )
    found = readings("c", "r", judged, gone)
    for day in range(1, 8):
        at = datetime(2024, 12, day, tzinfo=UTC)
        now = [f for f in found if (f.known_from or at) <= at and (f.withdrawn is None or at < f.withdrawn)]
        if gone.in_force("claim", "c", at) or gone.in_force("report", "r", at):
            assert now == []
        else:
            assert [f.judgements for f in now] == [tuple(j.judgement for j in in_force(judged, gone, at))]
    assert all(f.why for f in found if f.withdrawn)
