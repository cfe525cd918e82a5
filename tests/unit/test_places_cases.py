"""Every spelling of `cases/places.txt` finds its place, or none, by the code that `whoholds where` asks."""

from pathlib import Path

import pytest

from whoholds.resolve.alone import find_extent, judge_alone
from whoholds.theatres import load_theatre, theatre_names

PATH = Path(__file__).resolve().parents[2] / "cases" / "places.txt"


def cases():
    shipped = [case for case in lines() if case[0].partition(" in ")[0] in theatre_names()]
    assert {"syria", "world"} <= {case[0] for case in shipped}
    return shipped


def lines():
    section = ""
    for line in PATH.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            yield (section, *line.rsplit(", ", 1))


@pytest.mark.parametrize(("section", "spelling", "expected"), cases())
def test_a_spelling_finds_its_place_or_none(section, spelling, expected):
    name, _, country = section.partition(" in ")
    theatre = load_theatre(name)
    within = find_extent(country, theatre) if country else None
    verdict = judge_alone(spelling, theatre, within=within)
    assert (verdict.taken.id if verdict.taken else "-") == expected, verdict.reason


def test_a_third_of_the_spellings_must_stay_open():
    expected = [case[2] for case in lines()]
    assert len(expected) >= 242
    assert expected.count("-") * 3 >= len(expected)
