"""The rules that look at the map and at the paper: each breaks a sound pack, and the fault is told at its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whoholds.theatres import Fault, check_pack

SQUARE = [[[10.9, 46.9], [12.1, 46.9], [12.1, 48.1], [10.9, 48.1], [10.9, 46.9]]]


def border(*features: dict[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def area(code: str, rings: object = SQUARE, kind: str = "Polygon") -> dict[str, object]:
    geometry = {"type": kind, "coordinates": rings}
    return {"type": "Feature", "properties": {"code": code, "name": code}, "geometry": geometry}


def add(folder: Path, name: str, *lines: str) -> list[Fault]:
    """Return the faults of a pack after lines were added to a file."""
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return check_pack(folder)


def put(folder: Path, name: str, text: str) -> list[Fault]:
    (folder / name).write_text(text, encoding="utf-8")
    return check_pack(folder)


def swap(folder: Path, name: str, old: str, new: str) -> list[Fault]:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    return put(folder, name, text.replace(old, new, 1))


def told(faults: list[Fault]) -> list[tuple[str, int, str]]:
    assert all(fault.remedy for fault in faults)
    return [(fault.file, fault.line, fault.what) for fault in faults]


def test_a_place_outside_its_country_is_a_fault(small_pack: Path) -> None:
    put(small_pack, "border.geojson", border(area("XX")))
    faults = swap(small_pack, "theatre.yaml", "box: [47.0, 11.0, 48.0, 12.0]", "box: [40, 0, 60, 20]")
    assert faults == []
    faults = swap(small_pack, "places.csv", "47.2,11.15", "48.3,11.15")
    assert told(faults)[0] == ("places.csv", 3, "'gate' at 48.3, 11.15 lies 22 km outside XX")


def test_a_place_a_little_outside_a_coarse_outline_is_none(small_pack: Path) -> None:
    near = [[[11.14, 47.0], [12, 47.0], [12, 48], [11.14, 48], [11.14, 47.0]]]
    assert put(small_pack, "border.geojson", border(area("XX", near))) == []  # Upton lies three km west of it
    farther = [[[11.2, 47.0], [12, 47.0], [12, 48], [11.2, 48], [11.2, 47.0]]]
    assert [fault.line for fault in put(small_pack, "border.geojson", border(area("XX", farther)))] == [2]


def test_a_place_in_one_of_the_packs_regions_lies_inside(small_pack: Path) -> None:
    far = [[[1.0, 1.0], [2, 1.0], [2, 2], [1.0, 1.0]]]
    assert len(put(small_pack, "border.geojson", border(area("XX", far)))) == 2
    assert put(small_pack, "regions.geojson", border(area("highlands"))) == []


def test_places_on_disputed_ground_are_excused_by_name(small_pack: Path) -> None:
    far = [[[1.0, 1.0], [2, 1.0], [2, 2], [1.0, 1.0]]]
    put(small_pack, "border.geojson", border(area("XX", far)))
    assert add(small_pack, "theatre.yaml", "beyond_border: [upton, gate]") == []
    faults = swap(small_pack, "theatre.yaml", "[upton, gate]", "[upton, gate, atlantis]")
    assert told(faults) == [("theatre.yaml", 1, "beyond_border 'atlantis' is no place of this pack")]


@pytest.mark.parametrize(
    "feature",
    [
        {"type": "Feature", "properties": None, "geometry": None},
        area("XX", [[11, 47]]),
        area("XX", [[[11, 47], [12, 47], [12, "x"], [11, 47]]]),
        area("XX", [[[11, 47], [12, 47], [12, 480], [11, 47]]]),
        area("XX", [[11, 47], [12, 48]], kind="LineString"),
        {"properties": {}},
    ],
)
def test_a_shape_that_is_no_area_is_a_fault(small_pack: Path, feature: dict[str, object]) -> None:
    faults = put(small_pack, "border.geojson", border(area("YY"), feature))
    assert told(faults) == [("border.geojson", 0, "feature 2 is no area on the globe")]


def test_one_place_in_two_rows_is_a_fault(small_pack: Path) -> None:
    roads = ("upton,upton-2,,minor,1,road,,,,by hand",)
    add(small_pack, "links.csv", *roads)
    faults = add(small_pack, "places.csv", "upton-2,upton,,village,47.105,11.1,Highlands,XX,,,by hand")
    assert told(faults) == [("places.csv", 6, "'upton-2' bears the name of 'upton' on line 2, beside it")]


@pytest.mark.parametrize(
    "row",
    [
        "upton-2,Upton,,village,47.15,11.1,Highlands,XX,,,by hand",  # five km away
        "upton-2,Upton,,airfield,47.105,11.1,Highlands,XX,,,by hand",  # its airfield
    ],
)
def test_one_name_for_two_things_is_none(small_pack: Path, row: str) -> None:
    add(small_pack, "links.csv", "upton,upton-2,,minor,6,road,,,,by hand")
    assert add(small_pack, "places.csv", row) == []


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("upton,gate,R2,minor,1200,road,,,,me", "a road of 1200 km joins no neighbours"),
        ("gate,farland,,minor,150,crossing,2035-01-01,,,me", "a crossing of 150 km reaches deep into the country"),
        ("upton,gate,,minor,2,sea,,,,me", "2 km is shorter than the straight line of 11.7 km"),
    ],
)
def test_a_link_that_is_longer_or_shorter_than_can_be_is_a_fault(small_pack: Path, link: str, what: str) -> None:
    assert ("links.csv", 4, what) in told(add(small_pack, "links.csv", link))


def test_a_piece_that_no_way_reaches_is_a_fault(small_pack: Path) -> None:
    isle, cove = (
        f"{name},{name.title()},,village,47.{at},11.8,,XX,,,by hand" for name, at in (("isle", 8), ("cove", 9))
    )
    add(small_pack, "places.csv", isle, cove)
    faults = add(small_pack, "links.csv", "isle,cove,,minor,12,road,,,,by hand")
    assert told(faults) == [("places.csv", 7, "no way leads to 'cove' and 1 more from the rest of the theatre")]
    assert add(small_pack, "links.csv", "gate,isle,,minor,90,sea,,,,by hand") == []


def test_nobody_drives_through_a_country(small_pack: Path) -> None:
    add(small_pack, "places.csv", "back-gate,Back Gate,,crossing,47.3,11.9,,XX,YY,,by hand")
    faults = add(small_pack, "links.csv", "back-gate,farland,,main,1,crossing,,,,by hand")
    assert faults == []  # a crossing alone, which no road and no row of the baseline names
    add(small_pack, "places.csv", "shed,Shed,,village,47.31,11.9,,XX,,,by hand")
    faults = add(small_pack, "links.csv", "back-gate,shed,,main,2,road,,,,by hand")
    assert [what for _, _, what in told(faults)] == [
        "no way leads to 'back-gate' and 1 more from the rest of the theatre"
    ]


CIRCLE = """\
  - {id: north, name: North, part_of: [{actor: south, until: %s}]}
  - {id: south, name: South, part_of: [{actor: east, since: 2020-01-01}]}
  - {id: east, name: East, part_of: [north]}
"""


def test_nobody_is_part_of_itself_by_way_of_others(small_pack: Path) -> None:
    actors = (small_pack / "actors.yaml").read_text(encoding="utf-8")
    faults = put(small_pack, "actors.yaml", actors + CIRCLE % "2021-01-01")
    names = {what for _, _, what in told(faults)}
    assert names == {f"actor '{name}' is part of itself by way of others" for name in ("north", "south", "east")}
    assert put(small_pack, "actors.yaml", actors + CIRCLE % "2020-01-01") == []  # it was never a circle on any day


CHAIN = """\
  - {id: guard, name: Guard, part_of: [corps], hostile_to: [reds]}
  - {id: corps, name: Corps, part_of: [reds]}
"""


def test_nobody_is_an_enemy_of_what_it_is_part_of_by_way_of_others(small_pack: Path) -> None:
    actors = (small_pack / "actors.yaml").read_text(encoding="utf-8")
    faults = put(small_pack, "actors.yaml", actors + CHAIN)
    what = "actor 'guard' is an enemy of 'reds', which it is part of by way of others"
    assert told(faults) == [("actors.yaml", 16, what)]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "what"),
    [
        ("theatre.yaml", "time_zone:", "timezone:", 1, "has an unknown key 'timezone'"),
        ("actors.yaml", "capitals: [Upton]", "capital: [Upton]", 2, "has an unknown key 'capital'"),
        ("actors.yaml", "since: 2029-01-01}", "from: 2029-01-01}", 9, "has an unknown key of hostile_to 'from'"),
        ("sources.yaml", "leans_to:", "leans:", 2, "has an unknown key 'leans'"),
    ],
)
def test_a_key_that_nobody_reads_is_a_fault(
    small_pack: Path, name: str, old: str, new: str, line: int, what: str
) -> None:
    assert (name, line, what) in told(swap(small_pack, name, old, new))


def test_a_column_that_nobody_reads_is_a_fault_but_for_notes(small_pack: Path) -> None:
    rows = (small_pack / "baseline.csv").read_text(encoding="utf-8").splitlines()
    more = "".join(f"{row},{cell}\n" for row, cell in zip(rows, ["remark", "a", "b"], strict=True))
    assert told(put(small_pack, "baseline.csv", more)) == [("baseline.csv", 1, "has an unknown column 'remark'")]
    assert put(small_pack, "baseline.csv", more.replace("remark", "note")) == []


def test_a_source_without_credit_or_licence_is_a_fault(small_pack: Path) -> None:
    faults = swap(small_pack, "links.csv", "12,road,,,,by hand", "12,road,,,,length from OpenStreetMap")
    assert told(faults) == [
        ("theatre.yaml", 1, "credits do not name OpenStreetMap, a source of links.csv (line 2)"),
        ("theatre.yaml", 1, "licence does not name that of OpenStreetMap, a source of links.csv (line 2)"),
    ]
    swap(small_pack, "theatre.yaml", "Nobody: invented for a test", "Roads: © OpenStreetMap contributors")
    assert swap(small_pack, "theatre.yaml", "licence: none", "licence: roads ODbL 1.0") == []
