"""The ledger keeps each report once, whole or not at all, and says plainly when it cannot."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from whoholds.errors import LedgerError, NoLedger, NotWritable, WrongVersion
from whoholds.ledger import Ledger, when_of, when_value
from whoholds.model import Because, Claim, Judgement, Mention, PlaceMention, Report, When

TEXT = "Rebels took the town if the army left, a monitor said."
DAMASCUS = ZoneInfo("Asia/Damascus")


def report_(number=1, **fields):
    return Report(text=f"{TEXT} {number}", published="2024-12-07", outlet="Gazette", **fields)


def claim_(report, start=0, **fields):
    condition = Claim(
        report=report.id, quote="the army left", start=24, end=37, action="withdraws", stance="hypothetical",
        because=Because("verb", "left"), actor=Mention("the army", 24, 32),
    )  # fmt: skip
    return Claim(
        report=report.id, quote=TEXT[start:20], start=start, end=20, action="takes", stance="hypothetical",
        because=Because("verb", "took"), actor=Mention("Rebels", 0, 6), when=None,
        place=PlaceMention("the town", 12, 20, "Homs", 3, relation="outskirts", distance_km=2.5),
        said_by=(Mention("a monitor", 39, 48), Mention("Gazette")), condition=condition, confidence=0.9, **fields,
    )  # fmt: skip


def judgement_(claim, value="homs", role="place"):
    return Judgement(claim=claim.id, role=role, value=value, method="m", score=0.9, reason="r", runner_up="hama")


@pytest.fixture
def address(tmp_path):
    return str(tmp_path / "desk.db")


@pytest.fixture
def ledger(address):
    made = Ledger.create(address, {"theatre": "syria"})
    yield made
    made.close()


def test_what_is_kept_comes_back_as_it_was(ledger, address):
    report = report_()
    claim = claim_(report)
    when = When(datetime(2024, 12, 6, 22, tzinfo=UTC), datetime(2024, 12, 7, 22, tzinfo=UTC), "day", "on Saturday")
    assert ledger.add(report, [claim], [judgement_(claim)], {claim.id: when}, zone=DAMASCUS) == 1
    again = Ledger.open(address)
    (kept,) = again.claims()
    assert kept.claim == claim
    assert kept.claim.id == claim.id
    assert kept.claim.condition == claim.condition
    assert kept.judgements[0] == judgement_(claim)
    assert when_of(kept.judgements[1].value, DAMASCUS, "on Saturday").start == when.start
    assert kept.published_at == datetime(2024, 12, 6, 21, tzinfo=UTC)
    assert (kept.known_to, kept.outlet) == ("day", "Gazette")
    assert list(again.reports()) == [report]
    assert again.facts() == {"theatre": "syria"}
    again.close()


def test_the_same_report_twice_is_one_under_whatever_id(ledger):
    report = report_()
    ledger.add(report, [claim_(report)])
    assert ledger.add(report, [claim_(report)]) is None
    other = report_(id="another-id")
    assert ledger.add(other, [claim_(other)]) is None
    assert ledger.counts().reports == ledger.counts().claims == 1
    assert ledger.claims_of(other) == 1
    assert ledger.claims_of(report_(2)) is None


def test_another_report_with_a_known_id_is_refused_and_loses_nothing(ledger):
    ledger.add(report_(1, id="r1"))
    with pytest.raises(LedgerError, match="id of another report"):
        ledger.add(report_(2, id="r1"))
    assert [report.text[-1] for report in ledger.reports()] == ["1"]


def test_a_report_is_kept_whole_or_not_at_all(ledger):
    report = report_()
    orphan = judgement_(claim_(report_(9)))
    with pytest.raises(LedgerError):
        ledger.add(report, [claim_(report)], [orphan])
    assert ledger.counts().reports == ledger.counts().claims == 0
    assert ledger.add(report, [claim_(report)]) == 1


def test_a_time_that_was_judged_is_not_kept_twice(ledger):
    report = report_()
    claim = claim_(report)
    when = When(datetime(2024, 12, 7, tzinfo=UTC), datetime(2024, 12, 8, tzinfo=UTC), "day")
    ledger.add(
        report, [claim], [judgement_(claim, when_value(when), "when")], {claim.id: when, f"{claim.id}.if": when}
    )
    (kept,) = ledger.claims()
    assert [judgement.role for judgement in kept.judgements] == ["when"]


def test_the_newest_report_counts_by_its_instant(ledger):
    assert ledger.newest_at() is None
    ledger.add(Report(text="a b", published="2024-12-07T23:30:00+05:00"))
    ledger.add(Report(text="c d", published="2024-12-07T20:00:00Z"))
    ledger.add(Report(text="e f"))
    assert ledger.newest_at() == datetime(2024, 12, 7, 20, tzinfo=UTC)


def test_twins_are_kept_once(ledger):
    for number in (1, 2):
        ledger.add(report_(number, id=f"r{number}"))
    ledger.add_twins({"r2": "r1"})
    ledger.add_twins({"r2": "r1"})
    assert ledger.twins() == {"r2": "r1"}


@pytest.mark.parametrize("address", ["/proc/whoholds.db", "/no/such/folder/whoholds.db", "/dev/null/whoholds.db"])
def test_a_folder_that_refuses_writing_is_one_line(address):
    with pytest.raises(NotWritable) as caught:
        Ledger.create(address, {})
    assert address in str(caught.value)


def test_no_ledger_and_no_empty_file_is_left(tmp_path):
    with pytest.raises(NoLedger, match="whoholds init"):
        Ledger.open(str(tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_is_not_made_over_another(ledger, address):
    ledger.add(report_())
    with pytest.raises(LedgerError, match="is there already"):
        Ledger.create(address, {})
    assert ledger.counts().reports == 1


def test_a_ledger_that_may_only_be_read_is_read_and_keeps_what_it_has(ledger, address, monkeypatch):
    ledger.add(report_(), [claim_(report_())])
    ledger.close()
    monkeypatch.setattr("whoholds.ledger.engine.os.access", lambda _path, mode: mode == os.R_OK)
    reader = Ledger.open(address)
    assert [kept.claim.quote for kept in reader.claims()] == [TEXT[:20]]
    with pytest.raises(NotWritable, match="cannot be written"):
        reader.add(report_(2))
    reader.close()
    monkeypatch.undo()
    assert Ledger.open(address).counts().reports == 1


def test_a_ledger_without_a_version_is_refused(ledger, address):
    raw = sqlite3.connect(address)
    raw.execute("DELETE FROM alembic_version")
    raw.commit()
    raw.close()
    with pytest.raises(WrongVersion, match="says no version"):
        Ledger.open(address)


@pytest.mark.parametrize(("version", "words"), [("9999", "a newer whoholds"), ("0000", "another whoholds")])
def test_a_ledger_of_another_version_is_refused_and_left_alone(ledger, address, version, words):
    ledger.add(report_())
    raw = sqlite3.connect(address)
    raw.execute("UPDATE alembic_version SET version_num = ?", (version,))
    raw.commit()
    with pytest.raises(WrongVersion, match=words):
        Ledger.open(address)
    assert raw.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    raw.close()


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but longer than the header of one would be " * 20)
    with pytest.raises(WrongVersion, match="no ledger of whoholds"):
        Ledger.open(str(text))
    with pytest.raises(WrongVersion):
        Ledger.create(str(text), {})
    assert text.read_text().startswith("not a database")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(WrongVersion, match="no ledger of whoholds"):
        Ledger.open(str(tmp_path / "other.db"))


def test_an_address_without_driver_or_sense_tells_no_password():
    for address in (
        "postgresql+nosuchdriver://me:secret@host/db",
        "nonsense://me:secret@host/db",
        "mysql://me:secret@host/db",
    ):
        with pytest.raises(LedgerError) as caught:
            Ledger.open(address)
        assert "secret" not in str(caught.value)


def test_a_reader_sees_whole_reports_while_another_writes(ledger, address):
    reader = Ledger.open(address)
    report = report_()
    ledger.add(report, [claim_(report)])
    reading = reader.claims()
    first = next(reading)
    second = report_(2)
    ledger.add(second, [claim_(second)])
    assert first.claim.report == report.id
    assert list(reading) == []
    assert len(list(reader.claims())) == 2
    reader.close()


def test_a_writer_that_finds_the_ledger_locked_says_so(ledger, address, monkeypatch):
    monkeypatch.setattr("whoholds.ledger.engine.BUSY_SECONDS", 0)
    monkeypatch.setattr("whoholds.ledger.engine._PRAGMAS", ("journal_mode=WAL", "foreign_keys=ON"))
    other = Ledger.open(address)
    raw = sqlite3.connect(address)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="being written by another process"):
        other.add(report_())
    raw.rollback()
    raw.close()
    assert other.add(report_()) == 0
    other.close()


WRITER = """
import sys
from whoholds.ledger import Ledger
from whoholds.model import Because, Claim, Report
ledger = Ledger.open(sys.argv[1])
for number in range(100_000):
    report = Report(text=f"Rebels took the town, number {number}.", id=f"r{number}")
    claims = [
        Claim(report=report.id, quote="Rebels", start=0, end=6 + k, action="takes", stance="asserted",
              because=Because("verb", "took"))
        for k in range(5)
    ]
    ledger.add(report, claims)
    print(number, flush=True)
"""


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_acknowledged(ledger, address):
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), address], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) >= 20:
            break
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged = 21 + len(writer.stdout.read().split("\n")[:-1])
    writer.wait(10)
    writer.stdout.close()
    counts = ledger.counts()
    assert counts.reports >= acknowledged
    assert counts.claims == 5 * counts.reports
    raw = sqlite3.connect(address)
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
    assert ledger.add(report_()) == 0


def test_a_damaged_interval_is_told():
    with pytest.raises(LedgerError, match="no interval of time"):
        when_of("2024-12-07T00:00:00Z/day", UTC)


def test_the_migrations_make_exactly_the_tables_that_the_code_reads(address, ledger):
    from sqlalchemy import create_engine, inspect

    from whoholds.ledger.schema import metadata

    engine = create_engine(f"sqlite:///{address}")
    found = inspect(engine)
    made = {name: {column["name"] for column in found.get_columns(name)} for name in found.get_table_names()}
    made.pop("alembic_version")
    assert made == {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}
    engine.dispose()
