"""The public list is exact and sorted, and importing it is light."""

from __future__ import annotations

import subprocess
import sys

import pytest

import whoholds

PUBLIC = [
    "Claim", "Desk", "Evidence", "Extraction", "Extractor", "Finding", "Judgement", "Picture", "Report",
    "ResolvedClaim", "Standing", "Theatre", "When", "Where", "WhoholdsError", "gather", "load_theatre",
    "theatre_names",
]  # fmt: skip
HEAVY = {
    "spacy",
    "sqlalchemy",
    "rustworkx",
    "rich",
    "alembic",
    "trafilatura",
    "py3langid",
    "rapidfuzz",
    "numpy",
    "yaml",
}


def test_the_public_list_is_this_one_and_sorted():
    assert whoholds.__all__ == PUBLIC == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_under_its_name(name):
    assert getattr(whoholds, name).__name__ == name
    assert name in dir(whoholds)


def test_a_name_that_is_not_public_is_no_attribute():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = whoholds.nothing


@pytest.mark.parametrize("statement", ["import whoholds", "from whoholds.cli import main; main(['--help'])"])
def test_importing_and_help_load_nothing_heavy(statement):
    command = [sys.executable, "-X", "importtime", "-c", statement]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "whoholds" in loaded
    assert not loaded & HEAVY
