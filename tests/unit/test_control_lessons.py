"""The share of right claims that follows from what others make of them."""

from __future__ import annotations

import numpy as np
import pytest

from whoholds.control.lessons import LEVELS, likeliest, sigmoid


def judged(share, weights, number=1000):
    """Claims of a voice with a share of right ones; others speak for right ones and against wrong ones as often as
    their log-odds say."""
    right = weights * sigmoid(LEVELS)
    wrong = weights * sigmoid(-LEVELS)
    return number * (share * right / right.sum() + (1 - share) * wrong / wrong.sum())


@pytest.mark.parametrize("share", [0.1, 0.31, 0.74, 0.97])
@pytest.mark.parametrize("weights", [np.ones_like(LEVELS), (np.abs(LEVELS) <= 1).astype(float)])
def test_the_share_of_right_claims_is_found_whatever_others_leave_open(share, weights):
    """Levels that mirror each other are as frequent, so that the log-odds of others mean what they say."""
    found = likeliest(judged(share, weights)[None, :], np.zeros(1), 0.0)
    assert sigmoid(found)[0] == pytest.approx(share, abs=0.002)


def test_claims_that_others_leave_open_teach_nothing():
    counts = np.where(LEVELS == 0, 500.0, 0.0)
    assert likeliest(counts[None, :], np.array([1.5]), 12.0)[0] == pytest.approx(1.5, abs=1e-3)


def test_few_claims_move_a_voice_little_and_many_far():
    against = np.where(LEVELS == -4, 1.0, 0.0)
    few, many = likeliest(np.stack([3 * against, 300 * against]), np.array([2.0, 2.0]), 12.0)
    assert sigmoid(many) < 0.1
    assert 0.5 < sigmoid(few) < sigmoid(2.0)
