"""The page on making a theatre is followed to the letter."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from whoholds.theatres import Theatre, load_theatre
from whoholds.theatres.making.assembly import make_pack
from whoholds.theatres.making.draft import Wishes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tasks" / "make-a-theatre.md"


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    folder = tmp_path_factory.mktemp("georgia")
    by_hand = folder / "by-hand"
    by_hand.mkdir()
    blocks = re.findall(
        r"^`by-hand/(\S+)`:.*?\n```\w+\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    for name, text in blocks:
        (by_hand / name).write_text(text, encoding="utf-8")
    wishes = Wishes(
        name="georgia", countries=("GE",), since=date(2008, 8, 1), holder="state", supplement=by_hand
    )  # fmt: skip
    made = make_pack(wishes, folder / "georgia")
    assert len(blocks) == 6
    assert made.faults == ()
    return load_theatre(made.folder)


def test_the_tables_of_the_page_make_a_sound_pack(theatre: Theatre) -> None:
    assert theatre.title == "Georgia, August 2008"
    assert set(theatre.sides) == {"georgia", "abkhaz-forces", "south-ossetian-forces", "russia"}
    assert len({theatre.register.get(side).colour for side in theatre.sides}) == 4


def test_the_baseline_is_that_of_the_page(theatre: Theatre) -> None:
    holder = {row.place: row.holder for row in theatre.baseline}
    assert (holder["tbilisi"], holder["java"]) == ("georgia", "south-ossetian-forces")
    assert (holder["sokhumi"], holder["psou-crossing"]) == ("abkhaz-forces", "abkhaz-forces")


def test_the_roads_are_those_of_the_page(theatre: Theatre) -> None:
    s1 = sum(link.km for link in theatre.links if link.road == "S1" and link.grade == "main")
    assert s1 > 230 + 110
    ways = [link for link in theatre.links if "roki-crossing" in (link.start, link.end)]
    assert sorted(link.road for link in ways) == ["", "Transcaucasian highway"]
