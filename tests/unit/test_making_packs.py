"""Packs from country codes, dumps, outlines and tables by hand."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from support.making import SINCE, wishes
from whoholds.errors import BrokenPack, NotText, NotWritable, TheatreError, TooLarge, UnknownActor
from whoholds.theatres import Theatre, check_pack, load_theatre
from whoholds.theatres.making import gazetteers, writing
from whoholds.theatres.making.assembly import make_pack
from whoholds.theatres.making.draft import Wishes
from whoholds.theatres.making.linking import components


def built(folder: Path, wanted: Wishes) -> Theatre:
    made = make_pack(wanted, folder / "vale")
    assert made.faults == ()
    return load_theatre(made.folder)


def dump_row(number: int, name: str, lat: float, lon: float, code: str = "P.PPL", **more: str) -> str:
    """Return a row of a GeoNames dump."""
    kind, feature = code.split(".")
    cells = {1: name, 2: name, 3: more.get("others", ""), 4: str(lat), 5: str(lon), 6: kind, 7: feature}
    cells |= {0: str(number), 8: more.get("country", "HM"), 10: more.get("admin1", ""), 14: more.get("people", "0")}
    return "\t".join(cells.get(column, "") for column in range(19)) + "\n"


ROWS = [
    dump_row(1, "Ashford", -53.0, 73.5, "P.PPLC", people="30000", others="Эшфорд,ASH,Old Ashford"),
    dump_row(2, "Birch", -53.1, 73.5, people="900"),
    dump_row(3, "Birch", -53.4, 73.9, people="200"),
    dump_row(4, "Cole Field", -53.1, 73.6, "S.AIRP"),
    dump_row(5, "Old Mine", -53.2, 73.6, "P.PPLQ"),
    dump_row(6, "High Hill", -53.2, 73.7, "T.HLL"),
    dump_row(7, "East Post", -53.2, 73.9, "S.PSTB"),
    dump_row(8, "Elsewhere", -53.2, 73.9, country="AQ"),
    dump_row(9, "Harbour of Cole", -53.1, 73.65, "L.PRT"),
]


def dump(folder: Path, rows: list[str] = ROWS) -> Path:
    path = folder / "HM.txt"
    path.write_text("".join(rows), encoding="utf-8")
    return path


def test_country_codes_alone_make_a_sound_pack_that_says_what_it_lacks(tmp_path: Path) -> None:
    made = make_pack(wishes("MD", holder="state"), tmp_path / "vale")
    theatre = load_theatre(made.folder)
    assert made.faults == ()
    assert made.counts["places"] > 80
    assert theatre.capitals == {"moldova": "chisinau"}
    assert str(theatre.time_zone) == "Europe/Chisinau"
    assert all("no road data" in link.source for link in theatre.links)
    assert len(components([place.id for place in theatre.gazetteer if not place.is_extended], theatre.links)) == 1
    assert any(kind == "roads" and "there is no road data" in line for kind, line in made.todo)
    assert {row.holder for row in theatre.baseline} == {"moldova"}
    assert any("GeoNames" in line for line in theatre.credits)


def test_states_have_forces_and_groups_are_sides_that_can_be_told_apart(tmp_path: Path) -> None:
    theatre = built(tmp_path, wishes("UA", "MD", least_population=50_000))
    army = theatre.register.get("ukraine-army")
    assert "Armed Forces of Ukraine" in army.names["en"]
    assert [tie.actor for tie in army.part_of] == ["ukraine"]
    assert "Armed Forces of Ukraine" not in theatre.register.get("ukraine").names["en"]
    assert theatre.sides[:2] == ("ukraine", "moldova")
    assert "donetsk-peoples-republic" in theatre.sides
    assert "russia" in {actor.id for actor in theatre.register}
    assert theatre.outlets["reuters"].grade == "A"


def test_groups_that_were_no_more_are_left_out(tmp_path: Path) -> None:
    early = Wishes(name="vale", countries=("UA",), since=SINCE.replace(year=2001), least_population=200_000)
    assert "donetsk-peoples-republic" not in {actor.id for actor in built(tmp_path, early).register}


def test_a_geonames_dump_is_read_by_its_feature_codes(tmp_path: Path) -> None:
    made = make_pack(wishes(geonames=dump(tmp_path)), tmp_path / "vale")
    places = {place.id: place for place in load_theatre(made.folder).gazetteer if not place.is_extended}
    assert set(places) == {"ashford", "birch", "birch-3", "cole-field", "harbour-of-cole"}
    assert (places["ashford"].kind, places["ashford"].other_names) == ("capital", ("Эшфорд", "Old Ashford"))
    assert (places["cole-field"].kind, places["harbour-of-cole"].kind) == ("airfield", "port")
    todo = "\n".join(line for _, line in made.todo)
    assert "East Post at -53.2, 73.9 is a border post" in todo
    assert "Birch means 2 places: birch, birch-3" in todo
    assert "Harbour of Cole (harbour-of-cole) has no link over the sea" in todo
    assert "5 places have no holder on 2030-01-01" in todo


def test_a_dump_may_be_zipped(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "HM.zip", "w") as archive:
        archive.writestr("readme.txt", "about this")
        archive.write(dump(tmp_path), "HM.txt")
    theatre = built(tmp_path, wishes(geonames=tmp_path / "HM.zip", least_population=500))
    spots = {place.id for place in theatre.gazetteer if not place.is_extended}
    assert spots == {"ashford", "birch", "cole-field", "harbour-of-cole"}


@pytest.mark.parametrize(
    "row", ["one\ttwo\n", ROWS[0].replace("-53.0", "-153.0"), ROWS[0].replace("-53.0", "south"), "x" * 300_000]
)
def test_a_row_that_is_none_is_told_by_its_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(NotText, match="line 2 is no row of GeoNames"):
        make_pack(wishes(geonames=dump(tmp_path, [ROWS[1], row])), tmp_path / "vale")
    assert not (tmp_path / "vale").exists()


def test_bytes_and_archives_that_are_no_dump_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotText, match="no GeoNames dump in UTF-8"):
        make_pack(wishes(geonames=tmp_path / "x.txt"), tmp_path / "vale")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.txt", ROWS[0])
        archive.writestr("b.txt", ROWS[0])
    with pytest.raises(NotText, match="no table of GeoNames, or several"):
        make_pack(wishes(geonames=tmp_path / "two.zip"), tmp_path / "vale")


def test_a_dump_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteers, "MOST_LINES", 3)
    with pytest.raises(TooLarge, match="over 3 lines"):
        make_pack(wishes(geonames=dump(tmp_path)), tmp_path / "vale")


def square(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def geojson(path: Path, *features: tuple[dict[str, str], object]) -> Path:
    shapes = [{"type": "Feature", "properties": told, "geometry": geometry} for told, geometry in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), encoding="utf-8")
    return path


def test_natural_earth_gives_outlines_and_regions(tmp_path: Path) -> None:
    countries = geojson(
        tmp_path / "admin0.geojson",
        ({"ISO_A2": "HM", "NAME": "The Isle"}, square(73, -54, 74, -52)),
        ({"ISO_A2": "AQ", "NAME": "Next Door"}, square(74, -54, 75, -52)),
        ({"ISO_A2": "FR", "NAME": "Far Away"}, square(0, 42, 8, 51)),
    )
    regions = geojson(
        tmp_path / "admin1.geojson",
        ({"iso_a2": "HM", "iso_3166_2": "HM-N", "name_en": "North", "name": "Nord"}, square(73, -53.2, 74, -52)),
        ({"iso_a2": "HM", "iso_3166_2": "HM-S", "name_en": "South"}, square(73, -54, 74, -53.2)),
    )
    theatre = built(tmp_path, wishes(geonames=dump(tmp_path), natural_earth=(countries, regions)))
    assert [shape["properties"]["code"] for shape in theatre.border["features"]] == ["HM", "AQ"]
    assert {place.name: place.other_names for place in theatre.gazetteer if place.kind == "region"} == {
        "North": ("Nord",),
        "South": (),
    }
    where = {place.id: place.admin1 for place in theatre.gazetteer}
    assert (where["ashford"], where["birch-3"]) == ("North", "South")
    assert any("Natural Earth" in line for line in theatre.credits)


FEATURE = '{"features": [{"properties": {"ISO_A2": "HM"}, "geometry": {"type": "Polygon", "coordinates": %s}}]}'


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"features": 3}',
        FEATURE % "[[1]]",
        FEATURE % "[[[1, 1], [2, 200], [3, 3], [1, 1]]]",
        "[" * 100_000,
    ],
)
def test_what_is_no_geojson_of_areas_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(NotText, match="is no GeoJSON of countries or regions"):
        make_pack(wishes(natural_earth=(tmp_path / "x.geojson",)), tmp_path / "vale")


def tables(folder: Path, **texts: str) -> Path:
    by_hand = folder / "by-hand"
    by_hand.mkdir(exist_ok=True)
    for name, text in texts.items():
        ending = "yaml" if name in {"actors", "sources", "theatre"} else "csv"
        (by_hand / f"{name}.{ending}").write_text(text, encoding="utf-8")
    return by_hand


def test_tables_by_hand_change_add_and_take_out(tmp_path: Path) -> None:
    supplement = tables(
        tmp_path,
        places="id,name,kind,lat,lon,drop\nbirch,Great Birch,,,,\nbirch-3,,,,,yes\ngate,Gate,base,-53.3,73.6,\n",
        links="from,to,road,grade,km\nashford,birch,B1,main,14\n",
        baseline="place,holder\nbirch,gatekeepers\n",
        actors='actors:\n  - {id: gatekeepers, name: Gatekeepers, is_side: true, colour: "#d55e00"}\n'
        "  - {id: heard-island-and-mcdonald-islands, adjectives: [Heardish]}\n",
        sources="sources:\n  - {id: reuters, grade: B}\n",
        theatre="title: The war of the gates\n",
    )
    theatre = built(tmp_path, wishes(geonames=dump(tmp_path), supplement=supplement, holder="state"))
    places = {place.id: place for place in theatre.gazetteer}
    assert (places["birch"].name, places["birch"].population) == ("Great Birch", 900)
    assert "birch-3" not in places
    assert any("gate" in (link.start, link.end) for link in theatre.links)
    told = {frozenset((link.start, link.end)): (link.road, link.km, link.source) for link in theatre.links}
    assert told[frozenset(("ashford", "birch"))] == ("B1", 14, "by hand")
    holders = {row.place: row.holder for row in theatre.baseline}
    assert (holders["birch"], holders["ashford"]) == ("gatekeepers", "heard-island-and-mcdonald-islands")
    assert theatre.register.get("heard-island-and-mcdonald-islands").adjectives == ("Heardish",)
    assert (theatre.outlets["reuters"].grade, theatre.outlets["reuters"].domain) == ("B", "reuters.com")
    assert theatre.title == "The war of the gates"


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("places", "id,name,lat,lon\nx,X,north,1\n", "supplement/places.csv:2: lat 'north' is no number"),
        ("places", "id,drop\nnowhere,yes\n", "supplement/places.csv:2: there is no place 'nowhere'"),
        ("places", "id,nom\nx,X\n", "supplement/places.csv:1: has an unknown column 'nom'"),
        ("places", "id,name\nx,X,1,2\n", "supplement/places.csv:2: has more values than columns"),
        ("places", 'id,name\nx,"X\n', "is no CSV"),
        ("links", "from,to\nashford,nowhere\n", "supplement/links.csv:2: 'nowhere' is no place"),
        ("links", "from,to,km\nashford,birch,far\n", "supplement/links.csv:2: km 'far' is no number"),
        ("actors", "actors:\n  - name: X\n", "supplement/actors.yaml: has an entry without an id"),
        ("actors", "- a\n- b\n", "supplement/actors.yaml:1: has no keys"),
        ("actors", "actors: [\n", "supplement/actors.yaml:2: is no YAML"),
        ("sources", "sources:\n  - {id: reuters, grade: Z}\n", "supplement/sources.yaml:2: grade 'Z' is not known"),
    ],
)
def test_a_slip_in_a_table_by_hand_is_told_and_nothing_is_written(
    tmp_path: Path, name: str, text: str, what: str
) -> None:
    supplement = tables(tmp_path, **{name: text})
    with pytest.raises(BrokenPack) as told:
        make_pack(wishes(geonames=dump(tmp_path), supplement=supplement), tmp_path / "vale")
    assert what in str(told.value)
    assert not (tmp_path / "vale").exists()


def test_an_empty_folder_is_no_supplement(tmp_path: Path) -> None:
    (tmp_path / "by-hand").mkdir()
    with pytest.raises(BrokenPack, match="holds no table"):
        make_pack(wishes(supplement=tmp_path / "by-hand"), tmp_path / "vale")


def test_faults_that_come_from_tables_by_hand_are_told_in_the_todo(tmp_path: Path) -> None:
    supplement = tables(tmp_path, baseline="place,holder\nbirch,nobody\n")
    made = make_pack(wishes(geonames=dump(tmp_path), supplement=supplement), tmp_path / "vale")
    assert [fault.what for fault in made.faults] == ["holder 'nobody' is no side"]
    assert "holder 'nobody' is no side" in (made.folder / "TODO.md").read_text(encoding="utf-8")
    assert check_pack(made.folder) == list(made.faults)


@pytest.mark.parametrize(
    ("wanted", "error", "what"),
    [
        (Wishes(name="The Vale", countries=("HM",), since=SINCE), TheatreError, "is no name for a theatre"),
        (Wishes(name="../vale", countries=("HM",), since=SINCE), TheatreError, "is no name for a theatre"),
        (wishes("ZZ"), TheatreError, "ZZ: is no country code"),
        (Wishes(name="vale", countries=(), since=SINCE), TheatreError, "no country is named"),
        (wishes("MD", holder="martians"), UnknownActor, "martians: is no side of this theatre"),
    ],
)
def test_wishes_that_cannot_be_met_are_refused(
    tmp_path: Path, wanted: Wishes, error: type[Exception], what: str
) -> None:
    with pytest.raises(error, match=what):
        make_pack(wanted, tmp_path / "vale")
    assert list(tmp_path.iterdir()) == []


def test_hand_work_is_never_overwritten_unasked(tmp_path: Path) -> None:
    wanted = wishes(geonames=dump(tmp_path))
    folder = make_pack(wanted, tmp_path / "vale").folder
    (folder / "places.csv").write_text("mended by hand", encoding="utf-8")
    (folder / "notes.md").write_text("mine", encoding="utf-8")
    with pytest.raises(TheatreError, match="is not empty"):
        make_pack(wanted, folder)
    assert (folder / "places.csv").read_text(encoding="utf-8") == "mended by hand"
    make_pack(wanted, folder, force=True)
    assert check_pack(folder) == []
    assert (folder / "notes.md").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["HM.txt", "vale"]


def test_force_replaces_packs_only(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letters.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(TheatreError, match="holds no pack"):
        make_pack(wishes(), tmp_path / "home", force=True)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TheatreError, match="is no folder"):
        make_pack(wishes(), tmp_path / "file", force=True)


def test_a_pack_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = wishes(geonames=dump(tmp_path))
    folder = make_pack(wanted, tmp_path / "vale").folder
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_swap", full)
    with pytest.raises(NotWritable, match="No space left"):
        make_pack(wanted, folder, force=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    with pytest.raises(NotWritable):
        make_pack(wanted, tmp_path / "other")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["HM.txt", "vale"]


def test_rows_of_one_place_are_drawn_together_and_places_beyond_the_outline_are_listed(tmp_path: Path) -> None:
    rows = [*ROWS, dump_row(10, "Ashford", -53.01, 73.5, people="90", others="Ash Town")]
    outline = geojson(tmp_path / "admin0.geojson", ({"ISO_A2": "HM", "NAME": "Isle"}, square(73, -53.3, 74, -52)))
    made = make_pack(wishes(geonames=dump(tmp_path, rows), natural_earth=(outline,)), tmp_path / "vale")
    places = {place.id: place for place in load_theatre(made.folder).gazetteer}
    assert made.faults == ()
    assert "ashford-10" not in places
    assert "Ash Town" in places["ashford"].other_names
    assert "beyond_border:\n- birch-3\n" in (made.folder / "theatre.yaml").read_text(encoding="utf-8")
    todo = [line for _, line in made.todo]
    assert any(line.startswith("Ashford: ashford-10 lay beside ashford") for line in todo)
    assert any(line.startswith("1 places lie outside the outline of their country") for line in todo)
