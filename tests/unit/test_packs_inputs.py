"""What ships is what the hand-written inputs say."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from whoholds.terrain import KINDS
from whoholds.theatres import load_theatre, theatre_folder
from whoholds.theatres.building import ACTOR_KINDS, OUTLET_KINDS
from whoholds.theatres.faults import ORDER
from whoholds.theatres.pack import COLUMNS

PACKS = Path(__file__).parents[2] / "packs"
INPUTS = PACKS / "syria"
BUILT = ("syria", "ukraine")

pytestmark = pytest.mark.skipif(not INPUTS.is_dir(), reason="packs/ is part of the repository, not of the sdist")


def courses() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((INPUTS / "courses.yaml").read_text(encoding="utf-8"))["courses"]
    return found


def rows(name: str, pack: str = "syria") -> list[dict[str, str]]:
    with (PACKS / pack / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("pack", BUILT)
@pytest.mark.parametrize("name", ["theatre.yaml", "actors.yaml", "sources.yaml"])
def test_copied_files_are_copies(pack: str, name: str) -> None:
    assert (theatre_folder(pack) / name).read_bytes() == (PACKS / pack / name).read_bytes()


def test_every_step_of_every_course_is_a_link_and_nothing_else_joins_two_courses() -> None:
    steps = {frozenset(step) for course in courses() for step in pairwise(course["through"])}
    links = {frozenset((link.start, link.end)): link for link in load_theatre("syria").links if link.kind == "road"}
    assert steps <= set(links)
    others = [links[ends] for ends in set(links) - steps]
    assert all("branch" in link.source for link in others)


def test_a_main_course_makes_main_links() -> None:
    links = {frozenset((link.start, link.end)): link for link in load_theatre("syria").links}
    for course in courses():
        if course["grade"] == "main":
            assert {links[frozenset(step)].grade for step in pairwise(course["through"])} == {"main"}


def test_a_branch_is_a_dead_end() -> None:
    on_course = {stop for course in courses() for stop in course["through"]}
    for link in load_theatre("syria").links:
        if "branch" in link.source:
            assert link.end not in on_course


def test_published_lengths_are_kept() -> None:
    links = {frozenset((link.start, link.end)): link for link in load_theatre("syria").links}
    for course in courses():
        if published_km := course.get("km"):
            km = sum(links[frozenset(step)].km for step in pairwise(course["through"]))
            assert km == pytest.approx(published_km, rel=0.06), course


@pytest.mark.parametrize("pack", BUILT)
def test_the_days_that_places_changed_hands_are_in_the_baseline(pack: str) -> None:
    since = {row.place: row.held_since for row in load_theatre(pack).baseline}
    for row in rows("held_since.csv", pack):
        held_since = since[row["place"]]
        assert held_since is not None
        assert held_since.isoformat() == row["held_since"]


@pytest.mark.parametrize("pack", BUILT)
def test_every_row_written_by_hand_is_in_the_pack(pack: str) -> None:
    places = {place.id: place for place in load_theatre(pack).gazetteer}
    for name in ("named.csv", "supplement.csv", "extents.csv"):
        for row in rows(name, pack):
            assert places[row["id"]].name == row["name"]
    joined = {(link.start, link.end, link.is_shut) for link in load_theatre(pack).links if link.kind == "crossing"}
    for row in rows("crossings.csv", pack):
        assert (row["crossing"], row["country"], row["is_shut"] == "yes") in joined


def test_the_reference_page_tells_every_column_and_word() -> None:
    page = (INPUTS.parents[1] / "docs" / "reference" / "theatre-packs.md").read_text(encoding="utf-8")
    columns = {column for names in COLUMNS.values() for column in names}
    assert [name for name in columns if f"`{name}`" not in page] == []
    assert [name for name in ORDER if name not in page] == []
    words = {*KINDS, *ACTOR_KINDS, *OUTLET_KINDS}
    assert [word for word in words if word not in page] == []
