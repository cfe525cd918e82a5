"""Parts of a day and hours without a day lie before the report that tells them, unless it looks ahead."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from whoholds.model.when import When, day_of, end_of, parse_moment
from whoholds.reading.times import find_times


def published(at: str) -> When:
    moment, precision = parse_moment(at, UTC)
    return When(moment, end_of(moment, precision), precision)


@pytest.mark.parametrize(
    ("at", "text", "value"),
    [
        ("2024-12-08T06:15:00Z", "The guards left during the night.", "2024-12-07TNI"),
        ("2024-12-08T02:15:00Z", "The guards left during the night.", "2024-12-07TNI"),
        ("2024-12-08T21:15:00Z", "The guards left during the night.", "2024-12-07TNI"),
        ("2024-12-08T06:15:00Z", "A mill was shelled in the evening.", "2024-12-07TEV"),
        ("2024-12-08T20:15:00Z", "A mill was shelled in the evening.", "2024-12-08TEV"),
        ("2024-12-08T06:15:00Z", "A mill will be closed in the evening.", "2024-12-08TEV"),
        ("2024-12-08T06:15:00Z", "Guns were heard until late afternoon.", "2024-12-07TAF"),
        ("2024-12-08T06:15:00Z", "The blast came around midnight.", "2024-12-07T24:00"),
        ("2024-12-08T06:15:00Z", "The blast came at noon.", "2024-12-07T12:00"),
        ("2024-12-08T06:15:00Z", "The blast came at 23:40.", "2024-12-07T23:40"),
        ("2024-12-08T06:15:00Z", "The blast came at 04:40.", "2024-12-08T04:40"),
        ("2024-12-08T06:15:00Z", "The curfew will begin at 18:00.", "2024-12-08T18:00"),
        ("2024-12-08T06:15:00Z", "The curfew will begin this evening.", "2024-12-08TEV"),
        ("2024-12-08T16:15:00Z", "The curfew will end at 05:00.", "2024-12-09T05:00"),
        ("2024-12-08T16:15:00Z", "The curfew ended at 05:00.", "2024-12-08T05:00"),
        ("2024-12-08T16:15:00Z", "The column will move at dawn.", "2024-12-09TDW"),
    ],
)
def test_nothing_told_lies_after_the_report_unless_it_looks_ahead(at: str, text: str, value: str) -> None:
    assert [timex.value for timex in find_times(text, published(at), UTC)] == [value]


def test_a_day_told_before_keeps_its_night() -> None:
    found = find_times("On Friday they came. During the night they left.", published("2024-12-08T06:15:00Z"), UTC)
    assert [timex.value for timex in found] == ["2024-12-06", "2024-12-06TNI"]


def test_where_only_the_day_of_a_report_is_known_a_night_is_the_last_and_an_evening_its_own() -> None:
    day = day_of(datetime(2024, 12, 8, tzinfo=UTC).date(), UTC)
    found = find_times("They left in the night. They came back in the evening.", day, UTC)
    assert [timex.value for timex in found] == ["2024-12-07TNI", "2024-12-08TEV"]
