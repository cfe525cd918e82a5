"""The methods page tells the weights that count."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from whoholds.control.weights import weights

PAGE = (Path(__file__).parents[2] / "docs" / "methods" / "control.md").read_text("utf-8")
ROWS = {line.split("|")[1].strip(): line for line in PAGE.splitlines() if line.startswith("| ")}


@pytest.mark.parametrize("kind", [kind for kind in weights()["kinds"] if kind not in {"cuts", "opens"}])
def test_kinds(kind):
    cells = [cell.strip() for cell in ROWS[kind].split("|")]
    row = weights()["kinds"][kind]
    assert float(cells[4]) == row["weight"]
    assert float(cells[5]) == row["share"]


@pytest.mark.parametrize(("table", "row"), [
    ("grades", "grade of the first voice"), ("interests", "interest of the first voice"), ("stances", "stance"),
])  # fmt: skip
def test_terms(table, row):
    for word, entry in weights()[table].items():
        if entry["weight"] is not None:
            told = re.escape(f"{entry['weight']:+.1f}")
            assert re.search(rf"\b{word}\)? {told}", ROWS[row]), word


@pytest.mark.parametrize(("name", "sentence"), [
    ("hazard_per_day", r"e^{{-{0:.4f} d}}"), ("fade_per_day", r"e^{{-{0} d}}"), ("baseline_share", "$r = {0}$"),
    ("baseline_contested", "$c = {0}$"), ("baseline_fought", "$c = {0}$"), ("blank_contested", "$c = {0}$"),
    ("most_in_one_instant", "by more than {0:.0f}"), ("surest", "surer than {0}"),
    ("link_fade_per_day", "a cut fades by {0:.0%} a day"),
])  # fmt: skip
def test_filter(name, sentence):
    words = " ".join(PAGE.split()).replace(" %", "%")
    assert sentence.format(weights()["filter"][name]) in words
