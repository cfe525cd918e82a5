"""What holds of time expressions in any text whatever."""

from __future__ import annotations

from datetime import UTC, date
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from grammar_walk import Walk
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model.when import day_of
from whoholds.reading.times import Timex, find_times, running_time
from whoholds.reading.times.grammar import Rule, grammar

WALK = Walk(grammar())
WORDS = sorted({word for words in grammar().lexicon.data["words"].values() for word in words} | {"the", "of", "a"})
NUMBERS = st.integers(0, 3000).map(str) | st.sampled_from(
    ["5th", "1980s", "'80s", "10:35", "24:00", "2024-12-06", "31/2/99"]
)
MARKS = st.sampled_from([",", ".", "-", "–", "\n", "\n\n", "'s", "(", ")", "1/2", "1/0", "_", "٣", "²", "İ"])
TIMEY = st.lists(st.sampled_from(WORDS) | NUMBERS | MARKS, max_size=40).map(" ".join)
DATELINES = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 30))
ZONES = st.sampled_from([UTC, ZoneInfo("Asia/Damascus"), ZoneInfo("Europe/Kyiv"), ZoneInfo("America/Chicago")])


def times_of(text: str, dateline: date | None, zone: ZoneInfo) -> list[Timex]:
    return find_times(text, day_of(dateline, zone) if dateline else None, zone)


def check(text: str, timexes: list[Timex]) -> None:
    for timex in timexes:
        assert text[timex.start : timex.end] == timex.text
        assert timex.text.strip() == timex.text != ""
        assert timex.value
        if timex.when:
            assert timex.when.start < timex.when.end
            assert timex.when.start.tzinfo is not None
            assert (timex.when.text, timex.when.value) == (timex.text, timex.value)
    for before, after in pairwise(timexes):
        assert before.end <= after.start


@given(st.text(), DATELINES, ZONES)
def test_any_text_is_read(text: str, dateline: date | None, zone: ZoneInfo) -> None:
    check(text, times_of(text, dateline, zone))


@given(TIMEY, DATELINES, ZONES)
def test_any_heap_of_words_of_time_is_read(text: str, dateline: date | None, zone: ZoneInfo) -> None:
    timexes = times_of(text, dateline, zone)
    check(text, timexes)
    for offset in range(0, len(text), 7):
        when = running_time(timexes, offset, text)
        assert when is None or any(timex.when == when and timex.end <= offset for timex in timexes)


@given(TIMEY, DATELINES)
def test_reading_twice_is_reading_once(text: str, dateline: date | None) -> None:
    assert times_of(text, dateline, UTC) == times_of(text, dateline, UTC)


@given(TIMEY, st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_what_the_text_holds_does_not_hang_on_the_dateline(text: str, dateline: date) -> None:
    with_it = [(timex.start, timex.end) for timex in times_of(text, dateline, UTC)]
    without = [(timex.start, timex.end) for timex in times_of(text, None, UTC)]
    assert set(without) <= set(with_it)


@given(st.randoms(use_true_random=False), st.sampled_from(grammar().rules), DATELINES, ZONES)
def test_whatever_fills_a_rule_is_read(random: Random, rule: Rule, dateline: date | None, zone: ZoneInfo) -> None:
    text = " ".join(["On 3 May 2014 they came."] * random.randint(0, 1) + WALK.words(rule.pattern.pattern, random))
    timexes = times_of(text, dateline, zone)
    check(text, timexes)
    running_time(timexes, len(text), text)
