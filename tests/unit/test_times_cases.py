"""Sentences of our own, each with the time expressions that a careful reader finds in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from whoholds.model.when import When, day_of
from whoholds.reading.times import find_times
from whoholds.reading.times.grammar import Grammar, grammar

CASES = Path(__file__).with_name("times_cases.yaml")
DATELINE = date(2024, 12, 7)


def cases() -> Iterator[Any]:
    for kind, rows in yaml.safe_load(CASES.read_text("utf-8")).items():
        for row in rows:
            yield pytest.param(row, id=f"{kind}: {row['in'][:60]}")


def published(row: dict[str, Any], zone: ZoneInfo) -> When | None:
    day = row.get("dateline", DATELINE)
    return day_of(day, zone) if day else None


def moment(value: object, zone: ZoneInfo) -> datetime:
    told = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return told.replace(tzinfo=zone)


@pytest.mark.parametrize("row", list(cases()))
def test_the_words_of_time_are_found_and_read(row: dict[str, Any]) -> None:
    zone = ZoneInfo(row.get("zone", "UTC"))
    found = find_times(row["in"], published(row, zone), zone)
    expected = [[str(part) for part in expect[:3]] for expect in row["find"]]
    assert [[timex.text, timex.type, timex.value] for timex in found] == expected
    for timex, expect in zip(found, row["find"], strict=True):
        if len(expect) == 5:
            assert timex.when is not None
            assert (timex.when.start, timex.when.end) == (moment(expect[3], zone), moment(expect[4], zone))


def test_there_are_cases_enough() -> None:
    assert sum(1 for _ in cases()) >= 120


def test_every_rule_of_the_grammar_has_a_case() -> None:
    rules = grammar()
    texts = [row["in"] for rows in yaml.safe_load(CASES.read_text("utf-8")).values() for row in rows]
    found = {found.rule.name for text in texts for found in rules.search(rules.lexicon.cut(text))}
    assert {rule.name for rule in rules.rules} - found == set()


def test_every_word_of_the_lexicon_is_a_word() -> None:
    words = grammar().lexicon.data["words"]
    assert [(name, word) for name, entries in words.items() for word in entries if not isinstance(word, str)] == []


def test_a_rule_that_speaks_of_no_class_is_refused() -> None:
    data = {"words": {"day": ["monday"]}, "capitalised": [], "core": ["day"], "macros": {}}
    rules = [{"rule": "x", "means": "nothing", "find": "{night}"}]
    with pytest.raises(KeyError, match="night"):
        Grammar({**data, "rules": rules})
