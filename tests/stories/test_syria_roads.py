"""Syria on 7 December 2024, by the pack's roads and a holder of record for each region: what follows.

The picture is the pack's baseline with the changes of hand that are public record by that evening; the
reader and control play no part.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from whoholds.consequences import chokepoints, compare, parse_supposition, pieces, reach, suppose
from whoholds.model import Picture, Standing
from whoholds.theatres import load_theatre

REGIONS = {
    "Aleppo": "hts", "Idlib": "hts", "Hama": "hts", "Daraa": "southern-operations-room",
    "As-Suwayda": "southern-operations-room", "Quneitra": "southern-operations-room", "Deir ez-Zor": "sdf",
}  # fmt: skip
"""Who took what the government had held in a region, by 7 December 2024."""

PLACES = {"rastan": "hts", "talbiseh": "hts", "palmyra": "syrian-free-army"}
GOVERNMENT = "syrian-government"


@pytest.fixture(scope="module")
def theatre():
    return load_theatre("syria")


@pytest.fixture(scope="module")
def picture(theatre):
    on = datetime(2024, 12, 7, 20, tzinfo=theatre.time_zone)
    holders = {row.place: row.holder for row in theatre.baseline}
    standings = {}
    for place in theatre.gazetteer:
        holder = holders.get(place.id)
        if holder == GOVERNMENT:
            holder = PLACES.get(place.id, REGIONS.get(place.admin1, GOVERNMENT))
        if holder and holder != "contested":
            standings[place.id] = Standing(place=place.id, state="held", holder=holder, p=1.0, odds={holder: 1.0})
    return Picture(theatre="syria", on=on, places=standings)


@pytest.mark.parametrize(
    ("country", "crossing", "why"),
    [
        ("turkey", "kassab", "shut since"),
        ("jordan", "nasib", "held by"),
        ("iraq", "abu-kamal-crossing", "held by"),
    ],
)
def test_three_borders_are_out_of_the_governments_reach(theatre, picture, country, crossing, why):
    answer = reach(theatre, picture, GOVERNMENT, country)
    assert not answer.reachable
    bars = {bar.place: bar.why for bar in answer.bars}
    assert why in bars[crossing]
    assert crossing in answer.blocked_by


def test_lebanon_is_within_reach(theatre, picture):
    answer = reach(theatre, picture, GOVERNMENT, "lebanon")
    assert answer.reachable
    assert answer.by == "main"
    assert "masnaa" in answer.route


def test_the_way_from_damascus_to_the_coast_runs_through_homs(theatre, picture):
    answer = reach(theatre, picture, GOVERNMENT, "latakia", "damascus")
    assert answer.by == "main"
    assert "homs" in answer.route
    assert 330 < answer.km < 360
    assert "M5" in answer.roads


def test_taking_homs_splits_the_territory_on_the_main_roads_and_leaves_one_minor_way(theatre, picture):
    after = suppose(theatre, picture, [parse_supposition("HTS takes Homs", theatre)])
    found = compare(theatre, picture, after)
    split = next(one for one in found if one.kind == "split" and one.side == GOVERNMENT)
    assert found[0] == split, "nothing weighs more"
    assert split.data["roads"] == "main"
    capitals = [piece["capital"] for piece in split.data["pieces"]]
    assert capitals == ["damascus", None]
    coast = split.data["pieces"][1]
    assert {"latakia", "tartus", "banias"} <= set(coast["places"])
    (way,) = split.data["remains"]
    assert way["by"] == ["al-qusayr", "talkalakh"]
    assert 0 < way["km"] - way["main_km"] < 12
    assert 10 < way["past"]["homs"] < 20


def test_with_al_qusayr_lost_too_no_road_is_left(theatre, picture):
    words = ("hts takes homs", "hts takes al-qusayr")
    after = suppose(theatre, picture, [parse_supposition(each, theatre) for each in words])
    answer = reach(theatre, after, GOVERNMENT, "latakia", "damascus")
    assert not answer.reachable
    assert {"homs", "al-qusayr"} <= set(answer.blocked_by)


def test_homs_is_a_choke_point_of_the_main_roads(theatre, picture):
    found = {choke.place: choke for choke in chokepoints(theatre, picture, GOVERNMENT)}
    assert "latakia" in found["homs"].cut_off
    assert "tartus" in found["homs"].cut_off
    everywhere = {choke.place: choke for choke in chokepoints(theatre, picture, GOVERNMENT, roads="all")}
    assert "homs" not in everywhere or "latakia" not in everywhere["homs"].cut_off


def test_before_the_offensive_the_highway_to_aleppo_was_open_and_hama_is_now_in_the_way(theatre, picture):
    day = datetime(2024, 11, 26, 20, tzinfo=theatre.time_zone)
    before = Picture(
        theatre="syria",
        on=day,
        places={
            row.place: Standing(place=row.place, state="held", holder=row.holder, p=1.0, odds={row.holder: 1.0})
            for row in theatre.baseline
            if row.holder != "contested"
        },
    )
    assert reach(theatre, before, GOVERNMENT, "aleppo").by == "main"
    assert not reach(theatre, picture, GOVERNMENT, "aleppo").reachable
    assert len(pieces(theatre, before, GOVERNMENT)[0].places) > len(pieces(theatre, picture, GOVERNMENT)[0].places)
