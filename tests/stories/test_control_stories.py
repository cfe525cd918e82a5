"""Small invented wars, claim by claim, and the standings expected after them: `control/*.yaml`.

A story is a war (see `tests/wars.py`) with a title and `expect`, a list of questions. Each names `at`, the
instant (a bare `on` is a truth value in YAML), may name `known_by`, and says of each place: a side,
`contested` or `unknown`. Besides places it may hold `cut` (ids of the links that are cut), `disputed`
(places), `claims` (how many bear on a place), and `changed` with `since` (the kind of change of each place
that changed since then).
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from wars import evidence_of, theatre_of
from whoholds.control import changes, disputes, picture
from whoholds.model import as_of

STORIES = sorted((Path(__file__).parent / "control").glob("*.yaml"))
QUESTIONS = [
    pytest.param(story, number, id=f"{story.stem}-{number}")
    for story in STORIES
    for number in range(len(yaml.safe_load(story.read_text("utf-8"))["expect"]))
]


def test_there_are_stories():
    assert len(STORIES) >= 8


@pytest.mark.parametrize(("story", "number"), QUESTIONS)
def test_story(story, number):
    war = yaml.safe_load(story.read_text("utf-8"))
    theatre, claims, asked = theatre_of(war), evidence_of(war), dict(war["expect"][number])
    on, known_by = as_of(str(asked.pop("at"))), asked.pop("known_by", None)
    known_by = as_of(str(known_by)) if known_by else None
    told = picture(theatre, claims, on, known_by)
    _check_lists(theatre, claims, (on, known_by), told, asked)
    assert asked, "a question must expect something of a place or link"
    got = {place: told.holder(place) or told.standing(place).state for place in asked if place in theatre.gazetteer}
    assert got == {place: asked[place] for place in got}
    assert set(asked) - set(got) <= {"cut"}


def _check_lists(theatre, claims, clocks, told, asked):
    on, known_by = clocks
    if "cut" in asked:
        assert [id_ for id_, link in told.links.items() if link.state == "cut"] == asked["cut"]
    if "disputed" in asked:
        assert [f.places[0] for f in disputes(theatre, claims, on, known_by)] == asked.pop("disputed")
    if "claims" in asked:
        expected = asked.pop("claims")
        assert {place: told.standing(place).claims for place in expected} == expected
    if "changed" in asked:
        found = changes(theatre, claims, as_of(str(asked.pop("since"))), on, known_by)
        assert {f.places[0]: f.kind for f in found if "link" not in f.data} == asked.pop("changed")
