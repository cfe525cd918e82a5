"""The sample reports that `whoholds demo` reads: in the contract's form, in order of time, said to be invented."""

import json
from datetime import datetime
from importlib.resources import files

import pytest

PACK = files("whoholds.theatres").joinpath("syria")
FIELDS = {"id", "text", "title", "published", "outlet", "url", "language"}


@pytest.fixture(scope="module")
def reports() -> list[dict]:
    return [json.loads(line) for line in PACK.joinpath("demo.jsonl").read_text("utf-8").splitlines()]


def test_every_line_is_a_report_of_the_contract(reports: list[dict]) -> None:
    for report in reports:
        assert set(report) == FIELDS
        assert report["text"].strip() == report["text"]
        assert len(report["text"].split()) >= 20
        assert report["language"] == "en"


def test_ids_and_addresses_are_unique(reports: list[dict]) -> None:
    assert len({report["id"] for report in reports}) == len(reports) >= 14
    assert len({report["url"] for report in reports}) == len(reports)


def test_they_follow_one_another_over_the_two_weeks(reports: list[dict]) -> None:
    times = [datetime.fromisoformat(report["published"]) for report in reports]
    assert times == sorted(times)
    assert times[0].date().isoformat() == "2024-11-27"
    assert times[-1].date().isoformat() == "2024-12-08"


def test_nobody_can_take_them_for_published_news(reports: list[dict]) -> None:
    assert all(report["outlet"].startswith("Sample ") for report in reports)
    assert all(report["url"].startswith("https://example.org/") for report in reports)
    readme = PACK.joinpath("demo.README.md").read_text("utf-8")
    assert all(report["outlet"] in readme for report in reports)
    assert "Nobody published them" in readme
