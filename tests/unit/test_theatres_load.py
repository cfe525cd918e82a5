"""Packs load whole, fast and by name; unknown and broken ones are refused with a remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whoholds.errors import BrokenPack, UnknownTheatre
from whoholds.theatres import load_theatre, theatre_folder, theatre_names
from whoholds.theatres.yaml_lines import LINE


def test_a_small_pack_loads_every_field(small_pack: Path) -> None:
    theatre = load_theatre(small_pack)
    assert (theatre.id, theatre.title, theatre.countries) == ("vale", "The vale", ("XX",))
    assert theatre.time_zone.key == "Europe/Vienna"
    assert theatre.since == date(2030, 1, 1)
    assert theatre.capitals == {"reds": "upton"}
    assert theatre.sides == ("reds", "blues")
    assert theatre.credits == ("Nobody: invented for a test",)


def test_places_links_and_baseline_keep_their_columns(small_pack: Path) -> None:
    theatre = load_theatre(small_pack)
    upton = theatre.gazetteer["upton"]
    assert (upton.other_names, upton.kind, upton.admin1, upton.population) == (
        ("Uptown", "Ober"),
        "city",
        "Highlands",
        900,
    )
    assert theatre.gazetteer["gate"].to_country == "YY"
    road, crossing = theatre.links
    assert (road.start, road.end, road.road, road.grade, road.km) == ("upton", "gate", "R1", "main", 12.0)
    assert crossing.is_shut
    assert not crossing.is_in_use(date(2030, 2, 1))
    assert crossing.is_in_use(date(2031, 2, 1))
    row = theatre.baseline[0]
    assert (row.place, row.holder, row.since, row.held_since) == (
        "upton",
        "reds",
        date(2030, 1, 1),
        date(2029, 5, 6),
    )


def test_actors_keep_ties_with_their_days(small_pack: Path) -> None:
    reds = load_theatre(small_pack).register["reds"]
    assert reds.names == {"en": ("Red Army", "Reds"), "ru": ("Красные",)}
    assert reds.hostile_to[0].actor == "blues"
    assert reds.hostile_to[0].since == date(2029, 1, 1)
    assert LINE not in reds.names


def test_outlets_are_found_by_id(small_pack: Path) -> None:
    courier = load_theatre(small_pack).outlets["courier"]
    assert (courier.name, courier.leans_to, courier.grade, courier.kind) == (
        "The Courier",
        "blues",
        "B",
        "newspaper",
    )


def test_shapes_are_geojson(small_pack: Path) -> None:
    theatre = load_theatre(small_pack)
    assert theatre.border["features"][0]["properties"]["name"] == "The vale"
    assert theatre.regions["features"] == []


def test_an_unknown_theatre_is_refused_with_the_names_that_ship() -> None:
    with pytest.raises(UnknownTheatre, match=r"atlantis: is no theatre; use one of .*syria"):
        load_theatre("atlantis")


@pytest.mark.parametrize("name", ["../syria", "", "syria/places.csv", "a\0b"])
def test_odd_names_are_unknown_theatres(name: str) -> None:
    with pytest.raises(UnknownTheatre):
        theatre_folder(name)


def test_an_empty_folder_is_a_broken_pack(tmp_path: Path) -> None:
    with pytest.raises(BrokenPack, match="is missing"):
        load_theatre(tmp_path)


def test_a_broken_pack_names_file_line_fault_and_how_many_more(small_pack: Path) -> None:
    links = small_pack / "links.csv"
    links.write_text(links.read_text().replace("upton,gate", "uptown,gate").replace(",12,", ",many,"))
    with pytest.raises(BrokenPack) as caught:
        load_theatre(small_pack)
    assert str(caught.value).startswith(f"{small_pack.name}/links.csv:2: ")
    assert "more fault" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_packs_that_ship_are_listed() -> None:
    assert {"syria", "world"} <= set(theatre_names())
    assert theatre_names() == sorted(theatre_names())


def test_a_theatre_that_ships_is_read_once() -> None:
    assert load_theatre("syria") is load_theatre("syria")
