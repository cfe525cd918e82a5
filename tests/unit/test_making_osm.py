"""A pack from an OpenStreetMap file: an invented island with the traps that true maps set."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from support.island import TOWNS, write_island
from support.making import wishes
from whoholds.errors import NotText, TheatreError, TooLarge
from whoholds.terrain import Link
from whoholds.theatres import Theatre, check_pack, load_theatre
from whoholds.theatres.making import openstreetmap
from whoholds.theatres.making.assembly import Made, make_pack
from whoholds.theatres.making.openstreetmap import read_extract


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("island")
    return make_pack(wishes(osm=write_island(folder), holder="state"), folder / "vale")


@pytest.fixture(scope="module")
def theatre(made: Made) -> Theatre:
    return load_theatre(made.folder)


@pytest.fixture(scope="module")
def links(theatre: Theatre) -> dict[frozenset[str], Link]:
    return {frozenset((link.start, link.end)): link for link in theatre.links}


def lines(made: Made, kind: str) -> list[str]:
    return [line for each, line in made.todo if each == kind]


def test_the_pack_is_sound(made: Made) -> None:
    assert made.faults == ()
    assert check_pack(made.folder) == []


def test_every_town_of_the_country_is_a_place_and_none_from_abroad(theatre: Theatre) -> None:
    names = {place.name for place in theatre.gazetteer}
    assert set(TOWNS) - {"Far Town"} <= names
    assert not {"Far Town", "Nowhere Store"} & names


def test_places_carry_what_their_tags_tell(theatre: Theatre) -> None:
    port_anvil, bramble = theatre.gazetteer.get("port-anvil"), theatre.gazetteer.get("bramble")
    assert port_anvil
    assert bramble
    assert (port_anvil.kind, port_anvil.population, port_anvil.other_names) == ("capital", 40_000, ("Порт-Анвил",))
    assert bramble.other_names == ("Brambleton", "Old Bramble")
    assert {place.kind for place in theatre.gazetteer} >= {"airfield", "port", "crossing", "region", "country"}
    assert theatre.capitals == {"heard-island-and-mcdonald-islands": "port-anvil"}


def test_regions_are_those_of_the_map(theatre: Theatre) -> None:
    where = {place.id: place.admin1 for place in theatre.gazetteer}
    assert (where["bramble"], where["cinder"], where["skerry"]) == ("Westland", "Eastland", "Westland")
    assert len(theatre.regions["features"]) == 2


def test_two_lanes_a_roundabout_and_a_bridge_are_one_road(links: dict[frozenset[str], Link]) -> None:
    for one, other, km in (
        ("port-anvil", "bramble", 20),
        ("bramble", "ironbridge", 10),
        ("ironbridge", "cinder", 10),
    ):
        link = links[frozenset((one, other))]
        assert (link.road, link.grade) == ("A1", "main")
        assert link.km == pytest.approx(km, rel=0.06)


def test_a_village_off_the_road_hangs_on_a_branch_and_cuts_nothing(
    made: Made, links: dict[frozenset[str], Link]
) -> None:
    ways = [pair for pair in links if "fenwick" in pair]
    assert len(ways) == 1
    assert "branch" in links[ways[0]].source
    assert any(line.startswith("Fenwick ") for line in lines(made, "isolated"))


def test_grades_and_names_are_those_of_the_roads(links: dict[frozenset[str], Link]) -> None:
    told = {tuple(sorted(pair)): (link.grade, link.road) for pair, link in links.items()}
    assert told["dunmoor", "hollin"] == ("main", "Moor Road")
    assert told["dunmoor", "marsh"] == ("minor", "")


def test_a_road_that_is_shut_to_all_and_a_footpath_are_no_links(links: dict[frozenset[str], Link]) -> None:
    assert frozenset(("marsh", "port-anvil")) not in links


def test_an_islet_is_reached_over_the_sea_by_a_guess(links: dict[frozenset[str], Link]) -> None:
    (way,) = (link for pair, link in links.items() if "skerry" in pair)
    assert (way.kind, "check" in way.source) == ("sea", True)


def test_main_roads_over_the_border_are_crossings_and_weaving_roads_and_lanes_are_none(
    made: Made, theatre: Theatre
) -> None:
    crossings = {place.name: place for place in theatre.gazetteer if place.kind == "crossing"}
    assert set(crossings) == {"Last Gate", "Gorse crossing"}
    assert {place.to_country for place in crossings.values()} == {"BV"}
    assert crossings["Gorse crossing"].lon == pytest.approx(74.5, abs=0.001)
    beyond = {link.end for link in theatre.links if link.kind == "crossing"}
    assert beyond == {"bouvet-island"}
    assert len(lines(made, "crossings")) == 1
    assert "no name of its own" in lines(made, "crossings")[0]


def test_the_weaving_road_is_a_road_still(links: dict[frozenset[str], Link]) -> None:
    assert links[frozenset(("elver", "gorse"))].road == "A3"


def test_credits_licence_and_todo_are_written(made: Made, theatre: Theatre) -> None:
    assert any("OpenStreetMap contributors" in line for line in theatre.credits)
    assert "ODbL" in theatre.licence
    page = (made.folder / "TODO.md").read_text(encoding="utf-8")
    assert all(line in page for _, line in made.todo)


def test_every_place_is_the_states_at_first(theatre: Theatre) -> None:
    assert {row.holder for row in theatre.baseline} == {"heard-island-and-mcdonald-islands"}
    spots = {place.id for place in theatre.gazetteer if not place.is_extended}
    assert {row.place for row in theatre.baseline} == spots


def test_building_twice_writes_the_same(made: Made, tmp_path: Path) -> None:
    again = make_pack(wishes(osm=write_island(tmp_path), holder="state"), tmp_path / "vale")
    for path in made.folder.iterdir():
        assert (again.folder / path.name).read_bytes() == path.read_bytes()


def test_smaller_places_can_be_left_out(tmp_path: Path) -> None:
    few = load_theatre(
        make_pack(wishes(osm=write_island(tmp_path), least_population=5000), tmp_path / "vale").folder
    )
    towns = {place.name for place in few.gazetteer if place.kind in {"capital", "city", "town", "village"}}
    assert towns == {"Port Anvil", "Bramble", "Cinder", "Dunmoor"}


def test_a_packed_file_is_read_too(tmp_path: Path) -> None:
    path = write_island(tmp_path)
    packed = tmp_path / "island.osm.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert len(read_extract(packed).places) == len(read_extract(path).places) > 0


BOMB = """<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<osm version="0.6"><node id="1" lat="1" lon="1"><tag k="name" v="&b;"/></node></osm>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.osm", b"not xml"),
        ("x.osm", b""),
        ("x.osm", BOMB.encode()),
        ("x.osm", b'<osm version="0.6"><node id="1" lat="north" lon="1"/></osm>'),
        ("x.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\xff\xff\xff\x7f"),
        ("x.osm.pbf", b"plain words"),
        ("x.osm.gz", b"\x1f\x8b\x08\x00broken"),
        ("x.txt", b"plain words"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotText) as told:
        read_extract(tmp_path / name)
    assert "\n" not in str(told.value)
    assert str(told.value).startswith(str(tmp_path / name))


def test_more_roads_than_memory_should_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openstreetmap, "MOST_NODES", 10)
    with pytest.raises(TooLarge, match="over 10 points of roads"):
        read_extract(write_island(tmp_path))


def test_without_osmium_the_error_tells_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(TheatreError, match=r"needs osmium; pip install 'whoholds\[build\]'"):
        make_pack(wishes(osm=write_island(tmp_path)), tmp_path / "vale")
    assert not (tmp_path / "vale").exists()
