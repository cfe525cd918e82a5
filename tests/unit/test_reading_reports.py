"""Whole reports: how many of the claims in them are read right, held to what was reached."""

from __future__ import annotations

from support.reports import names, score

RIGHT = 268
"""Of the claims that the reports ask for, read with place, actor, stance, day and voice right."""

FALSE = 21


def test_reports_are_read_as_well_as_before():
    scores = [score(name) for name in names()]
    assert sum(len(one.right) for one in scores) >= RIGHT
    assert sum(len(one.false) for one in scores) <= FALSE
