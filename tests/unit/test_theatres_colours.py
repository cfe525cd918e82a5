"""Colours that some readers cannot tell apart are told from those that they can."""

from __future__ import annotations

import pytest

from whoholds.theatres.colours import confusable


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#d55e00", "#0072b2", False),
        ("#000000", "#ffffff", False),
        ("#808080", "#828282", True),
        ("#2b7a00", "#8f6a00", True),  # green and brown, alike without the cones for red
        ("#e69f00", "#56b4e9", False),
    ],
)
def test_colours_that_look_alike_are_found(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    assert confusable(one, other) is expected
    assert confusable(other, one) is expected
    assert confusable(one, one)
