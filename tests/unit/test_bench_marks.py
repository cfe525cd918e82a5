from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))

from control_ceiling import Ceiling  # noqa: E402 - found by the line above
from control_simple import Votes, by_votes, first_odds, last_claim  # noqa: E402
from marks import Marks, likeliest  # noqa: E402
from simulated import War, simulate  # noqa: E402
from simulated_country import Setting  # noqa: E402


def test_marks_count_what_was_said_against_what_was():
    marks = Marks()
    marks.add({"reds": 0.8, "blues": 0.2}, "reds", is_changed=False)
    marks.add({"reds": 0.8, "blues": 0.2}, "blues", is_changed=True)
    marks.add({}, "blues", is_changed=True)
    assert marks.agreement == pytest.approx(1 / 3)
    assert (marks.right_changed, marks.n_changed, marks.covered) == (0, 2, 2)
    assert marks.brier == pytest.approx((0.2**2 + 0.2**2) / 2 + (0.8**2 + 0.8**2) / 2 + 1 / 2)
    assert marks.calibration_error == pytest.approx(0.3)


def test_a_fight_is_a_state_of_its_own():
    marks = Marks()
    marks.add({"reds": 0.4, "contested": 0.6}, "contested", is_changed=False)
    marks.add({"reds": 0.6, "contested": 0.4}, "contested", is_changed=False)
    assert marks.right == 1
    assert likeliest({}) == ""


def test_whoever_knows_the_voices_does_better_than_simple_rules():
    known, last, first = Marks(), Marks(), Marks()
    for seed in range(3):
        war = simulate(seed, Setting(places=50, days=80, claims_a_day=12.0))
        day = war.setting.days - 1
        for marks, odds in (
            (known, Ceiling(war).odds(day)),
            (last, by_votes(war, Votes(war.evidence), last_claim, day)),
            (first, first_odds(war)),
        ):
            _count(marks, odds, war, day)
    assert known.agreement > max(last.agreement, first.agreement)
    assert known.brier < min(last.brier, first.brier)


def _count(marks: Marks, odds: dict[str, dict[str, float]], war: War, day: int) -> None:
    for place in war.truth.holders:
        marks.add(odds.get(place, {}), war.truth.state(place, day), is_changed=False)
