"""Reports read several at a time are read as one by one, and one that fails takes no other with it."""

from __future__ import annotations

import pytest

from whoholds.errors import SourceError
from whoholds.extraction import Extractor, batches
from whoholds.model import Report
from whoholds.theatres import load_theatre

TEXTS = (
    "Rebels captured Hama on Thursday, the army said.",
    "",
    "The bakery opened.",
    "REBELS CAPTURED HOMS ON FRIDAY AND THE GOVERNMENT TROOPS WITHDREW FROM THE CITY.",
    "Shells fell on Idlib. Its residents fled. They said the town was still held by the rebels.",
)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [Report(text=text, id=f"r{i}", published="2024-12-06", outlet="Wire") for i, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_theatre("syria"))


def test_together_is_as_one_by_one(extractor: Extractor, reports: list[Report]):
    alone = [extractor.extract(report) for report in reports]
    assert list(extractor.extract_all(reports)) == alone
    assert list(extractor.extract_all(reports, together=0)) == alone
    assert sum(len(told.claims) for told in alone) > 3


def test_a_report_that_fails_takes_no_other_with_it(extractor: Extractor, reports: list[Report]):
    broken = Report(text=TEXTS[0], id="broken", published="no day at all")
    aside: list[Exception] = []
    told = list(extractor.extract_all([*reports[:2], broken, *reports[2:]], aside.append))
    assert [one.report.id for one in told] == [report.id for report in reports]
    assert len(aside) == 1


def test_a_reader_that_reads_one_at_a_time_is_asked_so(reports: list[Report]):
    class One:
        def read(self, report: Report):
            raise SourceError("cannot be read", report.id, "try another")

    aside: list[Exception] = []
    with pytest.raises(SourceError):
        list(Extractor(load_theatre("syria"), One()).extract_all(reports[:2], aside.append))
    assert len(aside) == 2


def test_batches_close_at_their_size_and_wait_for_nothing():
    given = iter([Report(text="x" * 10, id=str(i)) for i in range(5)])
    made = batches(given, together=20)
    assert [report.id for report in next(made)] == ["0", "1"]
    assert next(given).id == "2"  # nothing was read ahead
    assert [len(batch) for batch in made] == [2]
