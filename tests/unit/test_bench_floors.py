from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))

from floors import Floors, LoweredFloor, OtherCorpus, fingerprint, read_floors  # noqa: E402 - found by the line above

FEWER = frozenset({"wrong"})
PINNED = Floors("abc", "2024-01-01", {"f1": 0.8, "wrong": 3.0}, FEWER)


def test_a_figure_below_its_floor_is_a_fault_and_one_on_it_is_not():
    assert list(PINNED.faults({"f1": 0.8, "wrong": 3.0, "new": 0.1}, "abc")) == []
    (low,) = PINNED.faults({"f1": 0.79}, "abc")
    assert "0.79" in low
    (many,) = PINNED.faults({"wrong": 4.0}, "abc")
    assert "wrong" in many


def test_raising_takes_what_is_better_and_keeps_what_is_worse():
    raised = PINNED.raised({"f1": 0.9, "wrong": 5.0, "new": 0.2}, "abc", "2024-02-02")
    assert dict(raised.values) == {"f1": 0.9, "wrong": 3.0, "new": 0.2}
    assert raised.pinned_on == "2024-02-02"
    assert PINNED.raised({"f1": 0.7}, "abc", "2024-02-02") is PINNED


@pytest.mark.parametrize("values", [{"f1": 0.7, "wrong": 3.0}, {"f1": 0.8, "wrong": 4.0}, {"wrong": 3.0}])
def test_a_lower_floor_is_not_written(tmp_path, values):
    path = tmp_path / "floors.yaml"
    PINNED.write(path)
    with pytest.raises(LoweredFloor):
        Floors("abc", "2024-02-02", values, FEWER).write(path)
    assert read_floors(path, FEWER) == PINNED


def test_higher_floors_are_written(tmp_path):
    path = tmp_path / "floors.yaml"
    PINNED.write(path)
    PINNED.raised({"f1": 0.85, "wrong": 2.0}, "abc", "2024-02-02").write(path)
    assert dict(read_floors(path, FEWER).values) == {"f1": 0.85, "wrong": 2.0}


def test_other_answers_are_refused(tmp_path):
    path = tmp_path / "floors.yaml"
    PINNED.write(path)
    with pytest.raises(OtherCorpus):
        list(PINNED.faults({"f1": 0.9}, "other"))
    with pytest.raises(OtherCorpus):
        PINNED.raised({"f1": 0.9}, "other", "2024-02-02")
    with pytest.raises(OtherCorpus):
        Floors("other", "2024-02-02", {"f1": 0.9, "wrong": 1.0}, FEWER).write(path)


def test_the_fingerprint_changes_with_name_and_content_and_not_with_order(tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("1")
    two.write_text("2")
    before = fingerprint([one, two])
    assert fingerprint([two, one]) == before
    assert fingerprint([one]) != before
    two.write_text("3")
    assert fingerprint([one, two]) != before


def test_the_pinned_file_can_be_read_and_says_on_what_and_when():
    floors = read_floors(BENCH / "floors.yaml", frozenset())
    assert floors.values
    assert len(floors.corpus) == 16
    assert floors.pinned_on >= "2024"
