"""The desk keeps what a reader makes of reports, and asks its questions of what is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from small_desk import NOW, FakeReader, make, read, report_

from whoholds.desk import Desk
from whoholds.errors import LedgerError, NoLedger, SourceError
from whoholds.extraction import Extractor
from whoholds.ledger import Ledger
from whoholds.theatres import load_theatre


def test_a_report_that_is_kept_is_not_read_again(tmp_path):
    reader = FakeReader()
    desk = make(tmp_path, reader)
    first = read(desk, report_())
    again = read(desk, report_(), report_(id="another"))
    assert (first.new_reports, first.new_claims) == (1, 1)
    assert (again.reports, again.new_reports, again.claims, again.new_claims) == (2, 0, 2, 0)
    assert len(reader.read_texts) == 1
    desk.close()


def test_evidence_carries_claim_time_outlet_and_moment(tmp_path):
    desk = make(tmp_path)
    read(desk, report_())
    (item,) = desk.evidence
    assert (item.claim.actor.id, item.claim.place.id) == ("hts", "hama")
    assert item.claim.when.start == datetime(2024, 12, 5, tzinfo=UTC)
    assert item.claim.when.text == "that day"
    assert item.published.isoformat() == "2024-12-06T00:00:00+03:00"
    assert (item.known_to, item.outlet) == ("day", "reuters")
    assert item.echo
    desk.close()


def test_what_is_read_changes_the_picture_at_once(tmp_path):
    desk = make(tmp_path)
    on = desk.moment("2024-12-06")
    assert desk.control(on).holder("hama") == "syrian-government"
    read(desk, report_())
    assert desk.control(on).holder("hama") == "hts"
    assert desk.control(on, desk.known_by("2024-12-04")).holder("hama") == "syrian-government"
    assert desk.control(desk.moment("2024-12-03")).holder("hama") == "syrian-government"
    desk.close()


def test_a_report_without_a_date_counts_from_when_it_was_kept(tmp_path):
    desk = make(tmp_path)
    tally = read(desk, report_(published=None))
    (item,) = desk.evidence
    assert tally.undated == 1
    assert item.published == NOW
    desk.close()


def test_copies_are_one_voice(tmp_path):
    words = " and then went on along the road to the next of the villages north of the river" * 3
    desk = make(tmp_path)
    read(desk, report_(f"HTS took Hama{words}", outlet="First"), report_(f"HTS took Hama{words}.", outlet="Second"))
    assert len({item.echo for item in desk.evidence}) == 1
    read(desk, report_("HTS took Rastan while it rained", outlet="Third"))
    assert len({item.echo for item in desk.evidence}) == 2
    desk.close()


def test_a_report_with_the_id_of_another_is_set_aside_and_the_next_is_kept(tmp_path):
    desk = make(tmp_path)
    asides = []
    reports = (report_(id="r1"), report_("SDF took Raqqa today", id="r1"), report_("SDF took Raqqa today", id="r2"))
    tally = read(desk, *reports, on_aside=asides.append)
    assert (tally.reports, tally.new_reports) == (2, 2)
    assert "report r1" in str(asides[0])
    with pytest.raises(LedgerError):
        read(desk, report_("ISIS took Palmyra once", id="r1"))
    desk.close()


def test_the_default_moment_is_the_end_of_the_newest_reports_day(tmp_path):
    desk = make(tmp_path)
    assert desk.default_on().isoformat() == "2024-11-26T23:59:59+03:00"
    read(desk, report_(published="2024-12-06T22:30:00Z"))
    assert desk.default_on().isoformat() == "2024-12-07T23:59:59+03:00"
    assert desk.default_since(desk.default_on()).isoformat() == "2024-11-26T23:59:59+03:00"
    desk.close()


def test_changes_tell_what_changed_hands_and_from_whom(tmp_path):
    desk = make(tmp_path)
    read(desk, report_())
    found = desk.changes(desk.moment("2024-11-26"), desk.moment("2024-12-06"))
    assert [(f.kind, f.places) for f in found] == [("changed-hands", ("hama",))]
    desk.close()


class FailingReader(FakeReader):
    def read(self, report):
        if "Raqqa" in report.text:
            raise RuntimeError("the reader broke")
        return super().read(report)


def test_a_report_that_the_reader_fails_on_is_set_aside_and_the_rest_is_kept(tmp_path):
    desk = make(tmp_path, FailingReader())
    asides = []
    bad = report_("SDF took Raqqa today", id="bad")
    tally = read(desk, report_(), bad, report_("HTS took Idlib today"), on_aside=asides.append)
    assert (tally.reports, tally.new_claims) == (2, 2)
    assert str(asides[0]).startswith("report bad: made the reader fail (RuntimeError: the reader broke)")
    with pytest.raises(SourceError, match="made the reader fail"):
        list(desk.read(iter([bad]), on_aside=asides.append))
    assert len(asides) == 1
    desk.close()


def test_extract_all_goes_on_past_a_report_that_fails():
    extractor = Extractor(load_theatre("syria"), FailingReader())
    asides = []
    reports = [report_("SDF took Raqqa today"), report_()]
    assert [len(found.claims) for found in extractor.extract_all(reports, asides.append)] == [1]
    assert len(asides) == 1


def test_a_desk_remembers_its_theatre_and_baseline(tmp_path):
    table, address = tmp_path / "first.csv", str(tmp_path / "a.db")
    table.write_text("place,holder,since,source\nHoms,hts,2024-11-01,me\nHama,contested,2024-11-01,\n", "utf-8")
    made = Desk.init(address, "syria", str(table))
    made.close()
    desk = Desk.open(address)
    assert desk.theatre.id == "syria"
    assert [(row.place, row.holder, row.source) for row in desk.theatre.baseline] == [
        ("homs", "hts", "me"),
        ("hama", "contested", ""),
    ]
    desk.close()
    with pytest.raises(NoLedger):
        Desk.open(str(tmp_path / "none.db"))


def test_a_ledger_that_names_no_theatre_is_told(tmp_path):
    Ledger.create(str(tmp_path / "a.db"), {}).close()
    with pytest.raises(LedgerError, match="names no theatre"):
        Desk.open(str(tmp_path / "a.db"))


def test_without_the_gate_the_reader_parses_every_paragraph(monkeypatch):
    from whoholds import reading

    asked = []
    monkeypatch.setattr(reading, "Reader", lambda theatre, *, gated: asked.append((theatre.id, gated)))
    theatre = load_theatre("syria")
    assert (Extractor(theatre).reader, Extractor(theatre, gated=False).reader) == (None, None)
    assert asked == [("syria", True), ("syria", False)]
