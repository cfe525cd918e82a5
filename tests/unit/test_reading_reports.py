"""Whole reports: how many of the claims in them are read right, held to what was reached."""

from __future__ import annotations

import pytest

from support.reports import names, score

EARLIER = frozenset(
    (
        *("afghanistan", "bosnia", "chechnya", "congo", "karabakh", "libya", "mali"),
        *("myanmar", "somalia", "srilanka", "sudan", "ukraine", "yemen"),
    )
)
"""The reports that were written first; the others followed, rich in voices and dates."""

RIGHT = {"earlier": 131, "later": 92}
"""Of the claims that the reports ask for, read with place, actor, stance, day and voice right."""

FALSE = {"earlier": 13, "later": 15}


@pytest.mark.parametrize("part", ["earlier", "later"])
def test_reports_are_read_as_well_as_before(part: str):
    scores = [score(name) for name in names() if (name in EARLIER) == (part == "earlier")]
    assert sum(len(one.right) for one in scores) >= RIGHT[part]
    assert sum(len(one.false) for one in scores) <= FALSE[part]
