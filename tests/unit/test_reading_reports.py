"""The invented reports of `tests/reports/` are read no worse than before: floors that only rise."""

from __future__ import annotations

from support.reports import names, score

RIGHT = 377
"""Of the claims that the reports ask for, read with place, actor, stance, day and voice right."""

FALSE = 35
"""Claims that no report asks for."""


def test_reports_are_read_as_well_as_before():
    scores = [score(name) for name in names()]
    assert sum(len(one.right) for one in scores) >= RIGHT
    assert sum(len(one.false) for one in scores) <= FALSE
