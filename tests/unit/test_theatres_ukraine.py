"""Facts of record that the shipped Ukraine pack must tell: rivers, holders, crossings, names, who is whose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from whoholds.model import distance_km
from whoholds.theatres import Theatre, check_pack, load_theatre, theatre_folder, theatre_names

DAY_ONE = date(2022, 2, 23)
BRIDGES = {
    "Kyiv bridges", "Kyiv dam", "Kaniv dam", "Cherkasy bridge", "Kremenchuk dam", "Kremenchuk bridge",
    "Kamianske dam", "Dnipro bridges", "Southern Bridge at Dnipro", "Dniprohes", "Preobrazhenskyi bridges",
    "Kakhovka dam", "Antonivka bridge",
}  # fmt: skip
"""Every way over the Dnipro below the border of Belarus."""

WAYS_INTO_CRIMEA = [
    ("kalanchak-checkpoint", "armiansk"), ("chaplynka-checkpoint", "perekop"),
    ("chonhar-checkpoint", "chonhar-bridge"), ("strilkove", "kamianske-crimea"),
]  # fmt: skip
"""Perekop by two roads, Chonhar, the Arabat Spit; the Kerch bridge leads to Russia."""

SMALLER_RIVERS = {
    "the Desna": ("kyiv", "chernihiv", [
        ("kolychivka", "chernihiv-desna-bridge"), ("yahidne-chernihiv", "chernihiv-bypass-bridge"),
        ("mena", "borzna"), ("rybotyn", "sosnytsia"), ("novhorod-siverskyi", "shostka"),
    ]),
    "the Dniester": ("odesa", "bilhorod-dnistrovskyi", [
        ("zatoka", "bilhorod-dnistrovskyi"), ("maiaky", "palanca-crossing"),
    ]),
}  # fmt: skip
"""A place on each bank, and every way over between them."""


@pytest.fixture(scope="module")
def ukraine() -> Theatre:
    return load_theatre("ukraine")


@pytest.fixture(scope="module")
def roads(ukraine: Theatre) -> nx.Graph:
    graph = nx.Graph()
    for link in ukraine.links:
        if link.kind == "road":
            graph.add_edge(link.start, link.end, km=link.km, road=link.road, grade=link.grade)
    return graph


@pytest.fixture(scope="module")
def holders(ukraine: Theatre) -> dict[str, str]:
    return {row.place: row.holder for row in ukraine.baseline}


def without(roads: nx.Graph, names: set[str]) -> nx.Graph:
    return nx.Graph((a, b, data) for a, b, data in roads.edges(data=True) if data["road"] not in names)


def test_the_pack_ships_and_has_no_faults() -> None:
    assert "ukraine" in theatre_names()
    assert check_pack(theatre_folder("ukraine")) == []


def test_the_pack_is_broad_and_not_heavy(ukraine: Theatre) -> None:
    folder: Path = theatre_folder("ukraine")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 4_500_000
    spots = [place for place in ukraine.gazetteer if not place.is_extended and place.country == "UA"]
    assert len(spots) >= 10_500
    assert len(ukraine.outlets) >= 80
    assert len(ukraine.register) >= 50
    assert ukraine.time_zone.key == "Europe/Kyiv"


def test_every_spot_has_a_first_holder(ukraine: Theatre, holders: dict[str, str]) -> None:
    spots = {place.id for place in ukraine.gazetteer if not place.is_extended and place.country == "UA"}
    assert set(holders) == spots
    assert {row.since for row in ukraine.baseline} == {DAY_ONE}


def test_the_dnipro_is_passed_on_its_bridges_alone(roads: nx.Graph) -> None:
    assert nx.is_connected(roads)
    cut = without(roads, BRIDGES)
    right = nx.node_connected_component(cut, "kyiv")
    left = nx.node_connected_component(cut, "kharkiv")
    assert right.isdisjoint(left)
    assert {"kherson", "dnipro", "nikopol", "cherkasy", "odesa", "beryslav", "kriukiv"} <= right
    assert {"melitopol", "enerhodar", "oleshky", "kremenchuk", "chernihiv", "nova-kakhovka", "zaporizhzhia"} <= left
    adrift = set(roads) - right - left
    assert adrift <= {
        "kyiv-hpp",
        "kaniv-dam",
        "kremenchuk-dam",
        "middle-dnipro-dam",
        "kakhovka-dam",
        "dniprohes",
        "antonivka-bridge",
        "khortytsia",
    }, "no place but those in the river hangs on neither bank"


@pytest.mark.parametrize("bridge", sorted(BRIDGES))
def test_each_bridge_joins_the_banks_by_itself(roads: nx.Graph, bridge: str) -> None:
    alone = without(roads, BRIDGES - {bridge})
    assert nx.has_path(alone, "kyiv", "kharkiv")


def test_no_bridge_leads_over_the_kakhovka_reservoir(roads: nx.Graph) -> None:
    assert nx.dijkstra_path_length(roads, "nikopol", "enerhodar", weight="km") > 150
    held_up = without(roads, {"Kakhovka dam", "Antonivka bridge"})
    assert nx.dijkstra_path_length(held_up, "kherson", "oleshky", weight="km") > 450


@pytest.mark.parametrize("river", SMALLER_RIVERS)
def test_a_smaller_river_is_passed_on_its_bridges_alone(roads: nx.Graph, river: str) -> None:
    here, there, bridges = SMALLER_RIVERS[river]
    cut = roads.copy()
    cut.remove_edges_from(bridges)
    assert not nx.has_path(cut, here, there)
    for bridge in bridges:
        opened = cut.copy()
        opened.add_edge(*bridge)
        assert nx.has_path(opened, here, there)


def test_without_its_two_bridges_sievierodonetsk_is_far_from_lysychansk(roads: nx.Graph) -> None:
    assert nx.dijkstra_path_length(roads, "sievierodonetsk", "lysychansk", weight="km") < 10
    cut = roads.copy()
    cut.remove_nodes_from(["pavlohradskyi-bridge", "proletarskyi-bridge"])
    assert nx.dijkstra_path_length(cut, "sievierodonetsk", "lysychansk", weight="km") > 80


def test_crimea_hangs_on_perekop_chonhar_and_the_spit(roads: nx.Graph, ukraine: Theatre) -> None:
    cut = roads.copy()
    cut.remove_edges_from(WAYS_INTO_CRIMEA)
    peninsula = nx.node_connected_component(cut, "simferopol")
    assert {ukraine.gazetteer[place].admin1 for place in peninsula} == {"Crimea", "Sevastopol City"}
    crimea = {place.id for place in ukraine.gazetteer if place.admin1 in {"Crimea", "Sevastopol City"}}
    assert {place for place in crimea if not ukraine.gazetteer[place].is_extended} == peninsula
    for way in WAYS_INTO_CRIMEA:
        opened = cut.copy()
        opened.add_edge(*way)
        assert nx.has_path(opened, "simferopol", "kherson")


def test_no_way_is_shorter_than_the_straight_line(ukraine: Theatre, roads: nx.Graph) -> None:
    for start in ("kyiv", "kharkiv", "kherson", "donetsk", "lviv", "simferopol"):
        here = ukraine.gazetteer[start]
        for end, km in nx.single_source_dijkstra_path_length(roads, start, weight="km").items():
            there = ukraine.gazetteer[end]
            assert km >= distance_km(here.lat, here.lon, there.lat, there.lon) * 0.94 - 1, (start, end)


def test_nobody_drives_through_another_country(ukraine: Theatre) -> None:
    abroad = {place.id for place in ukraine.gazetteer if place.country != "UA"}
    assert [link for link in ukraine.links if link.kind == "road" and {link.start, link.end} & abroad] == []


def test_the_main_roads_are_one_net(roads: nx.Graph) -> None:
    main = nx.Graph((a, b) for a, b, data in roads.edges(data=True) if data["grade"] == "main")
    assert nx.is_connected(main)
    assert len(main) > 2_000


@pytest.mark.parametrize(
    "place",
    [
        "kyiv",
        "kharkiv",
        "mariupol",
        "volnovakha",
        "avdiivka",
        "marinka",
        "krasnohorivka",
        "toretsk",
        "svitlodarsk",
        "popasna",
        "zolote",
        "hirske",
        "shchastia",
        "stanytsia-luhanska",
        "pisky-donetsk",
        "shyrokyne",
        "vuhledar",
        "sievierodonetsk",
        "lysychansk",
        "novotroitske-volnovakha",
        "henichesk",
        "strilkove",
        "chonhar",
        "kherson",
        "snake-island",
        "novoluhanske",
        "trokhizbenka",
        "krymske-luhansk",
    ],
)
def test_ukraine_held_on_the_first_day(holders: dict[str, str], place: str) -> None:
    assert holders[place] == "ukraine"


@pytest.mark.parametrize(
    "place",
    [
        "simferopol",
        "sevastopol",
        "kerch",
        "armiansk",
        "perekop",
        "yalta",
        "donetsk",
        "luhansk",
        "horlivka",
        "makiivka",
        "debaltseve",
        "yasynuvata",
        "dokuchaievsk",
        "starobesheve",
        "boikivske",
        "novoazovsk",
        "alchevsk",
        "kadiivka",
        "pervomaisk-luhansk",
        "kirovsk",
        "brianka",
        "antratsyt",
        "krasnodon",
        "ilovaisk",
        "vuhlehirsk",
        "olenivka",
        "spartak",
        "donetsk-airport",
        "bezimenne",
        "slovianoserbsk",
        "izvaryne-crossing",
        "novoazovsk-crossing",
        "kerch-bridge",
    ],
)
def test_russia_held_on_the_first_day(holders: dict[str, str], place: str) -> None:
    assert holders[place] == "russia"


def test_a_village_on_the_line_is_contested(holders: dict[str, str]) -> None:
    assert [place for place, holder in holders.items() if holder == "contested"] == ["zaitseve"]


def test_first_ground_falls_into_the_pieces_of_record(roads: nx.Graph, holders: dict[str, str]) -> None:
    ours = roads.subgraph(place for place, holder in holders.items() if holder == "ukraine" and place in roads)
    theirs = roads.subgraph(place for place, holder in holders.items() if holder == "russia")
    assert nx.is_connected(ours)
    assert sorted(min(part & {"donetsk", "simferopol"}) for part in nx.connected_components(theirs)) == [
        "donetsk",
        "simferopol",
    ]


@pytest.mark.parametrize("actor", ["dpr", "lpr", "wagner", "kadyrovtsy", "rosgvardia", "russian-airborne-forces"])
def test_who_fights_for_russia_holds_for_russia(ukraine: Theatre, actor: str) -> None:
    assert ukraine.register.side_of(actor, DAY_ONE) == "russia"
    assert ukraine.register.are_enemies(actor, "azov", DAY_ONE)


def is_open(theatre: Theatre, place: str, on: date) -> bool:
    rows = [link for link in theatre.links if link.kind == "crossing" and link.start == place]
    during = [row for row in rows if (row.since or date.min) <= on < (row.until or date.max)]
    return [row.is_shut for row in during] == [False]


@pytest.mark.parametrize(
    ("place", "on", "expected"),
    [
        ("shehyni-crossing", date(2022, 3, 1), True),
        ("porubne-crossing", date(2022, 3, 1), True),
        ("hremiach-crossing", date(2022, 2, 23), True),
        ("hremiach-crossing", date(2022, 2, 24), False),
        ("domanove-crossing", date(2022, 2, 24), False),
        ("kuchurhan-crossing", date(2022, 3, 10), False),
        ("hoptivka-crossing", date(2022, 10, 1), False),
        ("kerch-bridge", date(2018, 1, 1), False),
        ("kerch-bridge", date(2022, 3, 1), True),
        ("kerch-bridge", date(2022, 10, 8), False),
        ("izvaryne-crossing", date(2022, 2, 23), True),
    ],
)
def test_crossings_are_open_or_shut_by_the_day(ukraine: Theatre, place: str, on: date, expected: object) -> None:
    assert is_open(ukraine, place, on) is expected


def test_no_gate_that_ukraine_held_leads_to_its_enemies_from_the_first_day_of_the_invasion(
    ukraine: Theatre, holders: dict[str, str]
) -> None:
    gates = [place for place in ukraine.gazetteer if place.kind == "crossing" and place.to_country in {"RU", "BY"}]
    ours = [place.id for place in gates if holders[place.id] == "ukraine"]
    assert len(ours) > 20
    assert [place for place in ours if is_open(ukraine, place, date(2022, 2, 24))] == []
    assert [place for place in ours if not is_open(ukraine, place, DAY_ONE)] == []


def test_crossings_lead_to_every_neighbour(ukraine: Theatre) -> None:
    gates = [place.to_country for place in ukraine.gazetteer if place.kind == "crossing"]
    assert set(gates) == {"PL", "SK", "HU", "RO", "MD", "BY", "RU"}
    assert len(gates) >= 50


def test_the_sea_of_azov_opens_by_the_kerch_strait_alone(ukraine: Theatre) -> None:
    lanes = nx.Graph((link.start, link.end) for link in ukraine.links if link.kind == "sea")
    lanes.remove_nodes_from(["russia"])
    assert nx.has_path(lanes, "mariupol-port", "black-sea")
    lanes.remove_node("kerch-port")
    assert not nx.has_path(lanes, "mariupol-port", "black-sea")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Kiev", "kyiv"), ("Kharkov", "kharkiv"), ("Odessa", "odesa"), ("Zaporozhye", "zaporizhzhia"),
        ("Krivoy Rog", "kryvyi-rih"), ("Severodonetsk", "sievierodonetsk"), ("Lisichansk", "lysychansk"),
        ("Krasnoarmiisk", "pokrovsk"), ("Ugledar", "vuhledar"), ("Maryinka", "marinka"), ("Izyum", "izium"),
        ("Krasny Liman", "lyman"), ("Chasov Yar", "chasiv-yar"), ("Kupyansk", "kupiansk"),
        ("Volchansk", "vovchansk"), ("Novaya Kakhovka", "nova-kakhovka"), ("Gostomel", "hostomel"),
        ("Chernobyl", "chornobyl"), ("Antonovsky Bridge", "antonivka-bridge"), ("Kakhovka dam", "kakhovka-dam"),
        ("Zaporizhzhia nuclear power plant", "znpp"), ("Zmiinyi Island", "snake-island"),
        ("Rabotino", "robotyne"), ("Energodar", "enerhodar"),
        ("Kleshcheevka", "klishchiivka"), ("Krynki", "krynky"), ("Dolgenkoye", "dovhenke"),
        ("Gorlovka", "horlivka"),
        ("Yenakievo", "yenakiieve"), ("Stakhanov", "kadiivka"), ("Torez", "chystiakove"),
        ("Slavyansk", "sloviansk"),
        ("Gulyaipole", "huliaipole"), ("Orekhov", "orikhiv"), ("Crimean Bridge", "kerch-bridge"),
        ("Kharkivshchyna", "kharkiv-oblast"), ("Kherson region", "kherson-oblast"), ("Бахмут", "bakhmut"),
        ("Сєвєродонецьк", "sievierodonetsk"), ("Днепропетровск", "dnipro"), ("Davydov Brod", "davydiv-brid"),
        ("Saki air base", "saky-air-base"), ("Hostomel airport", "antonov-airport"), ("Belgorod", "belgorod"),
    ],
)  # fmt: skip
def test_spellings_of_reports_find_their_place(ukraine: Theatre, name: str, place: str) -> None:
    found = ukraine.gazetteer.candidates(name)
    assert found[0].place.id == place
    assert [other.place.id for other in found[1:] if other.score == found[0].score] == []


@pytest.mark.parametrize("name", ["Hat", "Smile", "Lazy", "Ray", "Marine", "Azov", "Pravda", "Brest", "Voronezh"])
def test_common_words_and_better_known_names_are_no_village(ukraine: Theatre, name: str) -> None:
    found = [each.place for each in ukraine.gazetteer.candidates(name, fuzzy=False) if each.how != "bare"]
    assert [place.id for place in found if place.country == "UA" and not place.is_extended] == []
