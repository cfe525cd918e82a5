from __future__ import annotations

from whoholds.resolve.voices import outlet_of
from whoholds.theatres import Outlet

GREEN = {"green": Outlet(id="green", name="Green Radio")}
BLUE = {"blue": Outlet(id="blue", name="Green Radio", names=("Blue Post",))}


def test_each_theatre_has_its_own_outlets_however_they_are_asked_in_turn():
    asked = [(outlets, words) for outlets in (GREEN, BLUE, GREEN) for words in ("Green Radio", "the Blue Post")]
    told = [outlet_of(words, outlets) for outlets, words in asked]
    assert told == ["green", None, "blue", "blue", "green", None]
