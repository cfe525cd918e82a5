"""What is taken back or corrected stays in the ledger, and tells from when and why it no longer counts."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest

from whoholds.errors import LedgerError, NotWritable
from whoholds.ledger import Ledger
from whoholds.ledger.engine import engine_for
from whoholds.model import Because, Claim, Judgement, Report

FIRST, SECOND, THIRD = (datetime(2024, 12, day, 9, tzinfo=UTC) for day in (8, 9, 10))
WHY = "the map desk saw the video"


def claim_(report):
    return Claim(
        report=report.id, quote="Rebels", start=0, end=6, action="takes", stance="asserted",
        because=Because("verb", "took"),
    )  # fmt: skip


def judgement_(claim, value="homs", role="place", reason="r"):
    return Judgement(claim=claim.id, role=role, value=value, method="m", score=1.0, reason=reason)


def fill(ledger, number=1):
    report = Report(text=f"Rebels took the town. {number}", id=f"r{number}", published="2024-12-07")
    claim = claim_(report)
    ledger.add(report, [claim], [judgement_(claim), judgement_(claim, "hts", "actor")])
    return claim


@pytest.fixture
def address(tmp_path):
    return str(tmp_path / "desk.db")


@pytest.fixture
def ledger(address):
    made = Ledger.create(address, {"theatre": "syria"})
    yield made
    made.close()


def told(ledger):
    """Return for each reading: its place, from when, until when, and why no longer."""
    found = []
    for kept in ledger.claims():
        values = {judgement.role: judgement.value for judgement in kept.judgements}
        found.append((values.get("place"), kept.known_from, kept.withdrawn, kept.withdrawn_why))
    return found


@pytest.mark.parametrize("kind", ["report", "claim"])
def test_what_is_taken_back_stays_and_tells_when_and_why(ledger, kind):
    claim = fill(ledger)
    fill(ledger, 2)
    assert ledger.retract(kind, "r1" if kind == "report" else claim.id, f"  {WHY}\n", FIRST) is True
    assert told(ledger) == [("homs", None, FIRST, WHY), ("homs", None, None, "")]
    assert ledger.counts().claims == 2


def test_taking_back_again_keeps_nothing_new_and_an_earlier_time_wins(ledger):
    fill(ledger)
    assert ledger.retract("report", "r1", WHY, SECOND) is True
    assert ledger.retract("report", "r1", "another reason", THIRD) is False
    assert ledger.retract("report", "r1", WHY, SECOND) is False
    assert len(ledger.retractions()) == 1
    assert ledger.retract("report", "r1", "sooner", FIRST) is True
    assert told(ledger) == [("homs", None, FIRST, "sooner")]


@pytest.mark.parametrize("thing", [
    ("report", "r9"), ("claim", "c_none"), ("judgement", "99"), ("judgement", "x"), ("retraction", "1"),
    ("judgement", "9" * 30),
])  # fmt: skip
def test_what_is_not_kept_cannot_be_taken_back(ledger, thing):
    fill(ledger)
    with pytest.raises(LedgerError, match="is not kept; `whoholds why PLACE` tells the ids"):
        ledger.retract(*thing, WHY)
    assert ledger.retractions() == []


def test_nothing_is_taken_back_or_corrected_without_a_reason(ledger):
    claim = fill(ledger)
    with pytest.raises(LedgerError, match="without a reason"):
        ledger.retract("claim", claim.id, " \n")
    with pytest.raises(LedgerError, match="without a reason"):
        ledger.correct([judgement_(claim, "hama", reason="")])
    assert told(ledger) == [("homs", None, None, "")]


def test_a_correction_is_a_second_reading_and_the_first_stays(ledger):
    claim = fill(ledger)
    asked = [judgement_(claim, "hama", reason=WHY), judgement_(claim, "hts", "actor", WHY)]
    assert ledger.correct(asked, FIRST) == 1
    assert ledger.correct(asked, SECOND) == 0
    assert told(ledger) == [("homs", None, FIRST, WHY), ("hama", FIRST, None, "")]
    assert ledger.correct([judgement_(claim, None, reason="nobody knows")], SECOND) == 1
    assert told(ledger)[1:] == [("hama", FIRST, SECOND, "nobody knows"), (None, SECOND, None, "")]


def test_a_correction_of_what_is_not_kept_is_refused(ledger):
    stranger = claim_(Report(text="Rebels left.", id="r9"))
    with pytest.raises(LedgerError, match="is not kept"):
        ledger.correct([judgement_(stranger)])


def test_a_judgement_that_is_taken_back_leaves_the_words_to_the_one_before_it(ledger):
    claim = fill(ledger)
    ledger.correct([judgement_(claim, "hama", reason=WHY)], FIRST)
    (_, _, correction) = ledger.judged()[claim.id]
    assert ledger.retract("judgement", f"0{correction.number}", "it was Homs after all", SECOND) is True
    assert told(ledger) == [
        ("homs", None, FIRST, WHY),
        ("hama", FIRST, SECOND, "it was Homs after all"),
        ("homs", SECOND, None, ""),
    ]
    assert ledger.retract("judgement", "1", "nor was it Homs", THIRD) is True
    assert told(ledger)[-1] == (None, THIRD, None, "")


def test_taking_back_can_itself_be_taken_back(ledger):
    fill(ledger)
    ledger.retract("report", "r1", WHY, FIRST)
    assert ledger.retract("retraction", "1", "the video was old", SECOND) is True
    assert told(ledger) == [("homs", None, FIRST, WHY), ("homs", SECOND, None, "")]
    assert ledger.retract("report", "r1", "it was not", THIRD) is True
    assert told(ledger)[-1] == ("homs", SECOND, THIRD, "it was not")


def test_what_was_undone_from_the_same_instant_was_never_so(ledger):
    fill(ledger)
    ledger.retract("report", "r1", WHY, FIRST)
    assert ledger.retract("retraction", "1", "a slip of the pen", FIRST) is True
    assert told(ledger) == [("homs", None, None, "")]
    with pytest.raises(LedgerError, match="name another time"):
        ledger.retract("report", "r1", WHY, FIRST)


def test_a_correction_of_what_is_taken_back_counts_only_once_it_counts_again(ledger):
    claim = fill(ledger)
    ledger.retract("claim", claim.id, WHY, FIRST)
    ledger.correct([judgement_(claim, "hama", reason="c")], SECOND)
    assert told(ledger) == [("homs", None, FIRST, WHY)]
    ledger.retract("retraction", "1", "undone", THIRD)
    assert told(ledger) == [("homs", None, FIRST, WHY), ("hama", THIRD, None, "")]


OLD_ROWS = """
INSERT INTO meta (key, value) VALUES ('theatre', 'syria');
INSERT INTO reports (id, digest, text, kept_at, published_at, known_to)
    VALUES ('r1', 'd', 'Rebels took the town.', '2024-12-07T00:00:00Z', '2024-12-07T00:00:00Z', 'day');
INSERT INTO claims (id, report, "start", "end", action, stance, body)
    VALUES ('c_1', 'r1', 0, 6, 'takes', 'asserted', '{body}');
INSERT INTO judgements (claim, role, value, method, score, reason) VALUES ('c_1', 'place', 'homs', 'm', 1, 'r');
"""


@pytest.fixture
def old(address):
    """A ledger with the tables that the first version of whoholds made."""
    from alembic import command
    from alembic.config import Config

    from whoholds.ledger.rows import claim_row

    config = Config()
    config.set_main_option("script_location", "whoholds.ledger:migrations")
    engine = engine_for(address)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    raw = sqlite3.connect(address)
    body = claim_row(claim_(Report(text="Rebels took the town.", id="r1")))["body"]
    raw.executescript(OLD_ROWS.replace("{body}", body))
    raw.close()
    return address


def test_an_old_ledger_is_brought_up_to_date_and_keeps_what_it_has(old):
    ledger = Ledger.open(old)
    assert told(ledger) == [("homs", None, None, "")]
    assert ledger.retract("report", "r1", WHY, FIRST) is True
    ledger.close()
    again = Ledger.open(old)
    assert told(again) == [("homs", None, FIRST, WHY)]
    again.close()
    raw = sqlite3.connect(old)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
    raw.close()


def test_an_old_ledger_that_may_only_be_read_is_refused_in_one_line_and_left_alone(old, monkeypatch):
    import os

    monkeypatch.setattr("whoholds.ledger.engine.os.access", lambda _path, mode: mode == os.R_OK)
    with pytest.raises(NotWritable, match=r"older whoholds .* copy it into a folder of your own"):
        Ledger.open(old)
    raw = sqlite3.connect(old)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    raw.close()


def test_two_that_open_an_old_ledger_at_once_both_get_it(old, tmp_path):
    import subprocess
    import sys

    words = "import sys; from whoholds.ledger import Ledger; print(len(list(Ledger.open(sys.argv[1]).claims())))"
    command = [sys.executable, "-c", words, old]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate(timeout=60) for process in both] == [(b"1\n", b"")] * 2
