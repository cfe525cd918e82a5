"""The world theatre finds places anywhere, knows every state and many groups, and is cheap to open."""

import pickle
import sqlite3

import pytest

from whoholds.actors.register import Register
from whoholds.errors import UnknownPlace
from whoholds.theatres.world import atlas, load_world


@pytest.fixture(scope="module")
def world():
    return load_world()


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Ar-Raqqah", "SY", "city"),
        ("Maarat al-Numan", "SY", "village"),
        ("حمص", "SY", "city"),
        ("El Fasher", "SD", "city"),
        ("Mekelle", "ET", "city"),
        ("Авдіївка", "UA", "town"),
        ("Myawaddy", "MM", "town"),
        ("Tigray", "ET", "region"),
        ("Lower Shabelle", "SO", "region"),
        ("Syria", "SY", "country"),
        ("Black Sea", "", "water"),
        ("Nuba Mountains", "SD", "area"),
        ("Bab al-Mandab", "", "water"),
        ("Liptako-Gourma", "", "area"),
        ("West Darfur", "SD", "region"),
        ("Ituri", "CD", "region"),
        ("Panjshir", "AF", "region"),
        ("Calif.", "US", "region"),
        ("Palestine", "PS", "country"),
        ("Kosovo", "XK", "country"),
        ("Paletwa", "MM", "town"),
    ],
)
def test_places_are_found_anywhere(world, name, country, kind):
    found = [c.place for c in world.gazetteer.candidates(name)]
    assert (country, kind) in {(p.country, p.kind) for p in found}


@pytest.mark.parametrize("name", ["Sarmadinsk", "Qwertzuiop", "", "…", "Xx"])
def test_names_that_no_package_carries_are_no_sure_match(world, name):
    assert [c for c in world.gazetteer.candidates(name) if c.how != "fuzzy"] == []


def test_namesakes_come_with_the_most_peopled_first(world):
    found = [c.place for c in world.gazetteer.candidates("Springfield", limit=200) if c.score == 1]
    assert len(found) > 10
    assert found == sorted(found, key=lambda p: -p.population)


def test_a_name_that_is_usual_elsewhere_counts_less_for_a_place_with_another_usual_name(world):
    found = {c.place.country: c.score for c in world.gazetteer.candidates("Homs") if not c.place.is_extended}
    assert found["SY"] == 1
    assert found["LY"] < 0.8


def test_an_article_in_one_word_with_its_name_is_found_where_the_name_has_one(world):
    assert "SY" in {c.place.country for c in world.gazetteer.candidates("Assuwayda")}
    assert world.gazetteer.candidates("Albania")[0].place.kind == "country"


def test_one_town_told_twice_is_one(world):
    found = [c.place for c in world.gazetteer.candidates("Zawiya") if c.place.kind == "city"]
    assert len(found) == 1


def test_regions_by_hand_take_their_towns_with_them(world):
    regions = {world.gazetteer.candidates(town)[0].place.admin1 for town in ("El Geneina", "Bunia")}
    assert regions == {"West Darfur", "Ituri"}


def test_ids_lead_back_to_their_places(world):
    for name in ("Homs", "Tigray", "Jordan", "Paris"):
        for candidate in world.gazetteer.candidates(name):
            assert world.gazetteer[candidate.place.id] == candidate.place
    assert "syria" in world.gazetteer
    for absent in ("hams-169577", "no-such-place", "x-99999999999999999999999", ""):
        assert absent not in world.gazetteer
    with pytest.raises(UnknownPlace):
        world.gazetteer["no-such-place"]


def test_every_country_has_a_state_and_nearly_all_a_capital(world):
    countries = {row["code"] for row in atlas.countries()}
    states = {actor.country for actor in world.register if actor.kind == "state"}
    assert countries <= states
    assert world.capitals["syrian-government"].startswith("damascus")
    assert len(world.capitals) > 230
    for state in ("brazil", "colombia", "cameroon", "libya", "government-of-national-accord", "kazakhstan", "togo"):
        assert world.gazetteer[world.capitals[state]].kind == "capital"


def test_the_register_is_large_and_its_ties_lead_somewhere(world):
    register = world.register
    groups = [a for a in register if a.kind in {"armed-group", "alliance", "movement"}]
    assert len(groups) >= 200
    tied = {t.actor for a in register for ties in (a.part_of, a.allied_with, a.hostile_to) for t in ties}
    assert {one for one in tied if one not in register} == set()
    assert not any(t.actor == a.id for a in register for t in (*a.hostile_to, *a.part_of))


def test_outlets_lean_to_actors_of_the_register(world):
    assert len(world.outlets) >= 100
    assert {o.leans_to for o in world.outlets.values()} - {""} <= {a.id for a in world.register}


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("the Ethiopian army", "ethiopia"),
        ("Tigrayan forces", "tplf"),
        ("Iraqi forces", "iraq"),
        ("RSF fighters", "rapid-support-forces"),
        ("Turkish warplanes", "turkey"),
        ("Shabab militants", "al-shabaab"),
        ("Putin's army", "russia"),
        ("Tatmadaw troops", "myanmar"),
        ("US-backed SDF", "syrian-democratic-forces"),
        ("the Tamil Tigers", "ltte"),
    ],
)
def test_the_register_names_sides_of_many_wars(world, words, actor):
    assert world.register.matches(words)[0][0] == actor


@pytest.mark.parametrize("words", ["rebels", "government forces", "the army", "militants", "the city", "is", "us"])
def test_plain_words_name_nobody_in_the_whole_world(world, words):
    assert world.register.matches(words) == []
    assert isinstance(world.register, Register)
    assert world.register.generic(words) == []


def test_the_world_can_be_sent_to_another_process(world):
    copy = pickle.loads(pickle.dumps(world.gazetteer))
    assert copy["syria"] == world.gazetteer["syria"]


def test_spellings_stay_few_enough_for_an_automaton(world):
    listed = set(world.gazetteer.spellings())
    assert {"Syria", "Tigray", "Homs"} <= listed
    assert len(listed) < 60_000


def test_a_folder_that_cannot_be_written_gives_way_to_the_next(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    tried = []

    def quick(path):
        tried.append(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
        return path

    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(atlas.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(atlas, "build", quick)
    path = atlas.atlas_path()
    assert path.parent.parent == tmp_path
    assert path.parent.stat().st_mode & 0o077 == 0
    assert len(tried) == 2


def test_a_build_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(connection):
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(atlas, "_fill", fail)
    with pytest.raises(sqlite3.OperationalError):
        atlas.build(tmp_path / "world.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Hims", True), ("حمص", True), ("Хомс", True), ("QHS", False), ("h xms", False), ("霍姆斯", False)],
)
def test_what_counts_as_a_spelling(name, expected):
    assert atlas.is_spelling(name) is expected
