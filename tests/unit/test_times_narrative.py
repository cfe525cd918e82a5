"""When a sentence without words of time plays."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from whoholds.model.when import When, day_of
from whoholds.reading.times import find_times, running_time
from whoholds.reading.times.narrative import REACH

DATELINE = day_of(date(2020, 5, 5), UTC)


def at_the_end(text: str, *, with_text: bool = True) -> When | None:
    return running_time(find_times(text, DATELINE, UTC), len(text), text if with_text else "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 3 May 2014 they came. ", "2014-05-03"),
        ("On 3 May 2014 they came. The next day they left. ", "2014-05-04"),
        ("On 3 May 2014 they came. They stayed for two weeks. ", "2014-05-03"),
        ("On Monday they came. ", "2020-05-04"),
        ("They came on 3 May 2014. A monitor said on Monday it was so. ", "2014-05-03"),
        ("A spokesman said that on Monday they came. ", "2020-05-04"),
        ("In March 2015 they came. ", "2015-03"),
        ("They came on the night of 3 May 2014. ", "2014-05-03TNI"),
    ],
)
def test_the_day_last_told_goes_on(text: str, value: str) -> None:
    when = at_the_end(text)
    assert when is not None
    assert when.value == value


@pytest.mark.parametrize(
    "text",
    [
        "They came. ",
        "They were driven out in 2017. ",
        "On 3 May 2014 they came. The place had been lost in 2012. ",
        "On 3 May 2014 they came. It was retaken last week. ",
        "On 3 May 2014 they came.\nAnother matter. ",
        "A spokesman said on Monday that they had come. ",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    assert at_the_end(text) is None


def test_without_the_text_a_date_reaches_so_far() -> None:
    text = "On 3 May 2014 they came. "
    assert at_the_end(text, with_text=False) is not None
    assert at_the_end(text + "x " * REACH, with_text=False) is None


def test_a_date_does_not_govern_what_stands_before_it() -> None:
    text = "They came. On 3 May 2014 they left."
    assert running_time(find_times(text, DATELINE, UTC), 0, text) is None


def test_years_later_count_from_the_month_told_in_the_sentence() -> None:
    found = find_times("They took the town in June 2016, and two years later its port.", DATELINE, UTC)
    assert [timex.value for timex in found] == ["2016-06", "2018"]


def test_an_account_of_the_past_goes_on_from_its_first_day() -> None:
    text = "It began at 05:00 on 4 August 1995. The next day they took the town. It fell again on 9 August."
    found = find_times(text, DATELINE, UTC, is_history=True)
    assert [timex.value for timex in found] == ["1995-08-04T05:00", "1995-08-05", "1995-08-09"]
