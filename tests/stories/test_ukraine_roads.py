"""Ukraine on 1 November 2022, by the pack's roads and a holder of record: the bridgehead west of the Dnipro.

The picture is the pack's baseline with the changes of hand that are public record by that day, drawn coarsely:
Russia holds the south-west of the Kherson region and everything south of the front on the other bank; the reader
and control play no part.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from whoholds.consequences import parse_supposition, pieces, reach, suppose
from whoholds.model import Picture, Standing
from whoholds.theatres import Theatre, load_theatre

NORTH_LAT, WEST_LON = 46.95, 32.3
"""South and east of them Russia held the Kherson region, on both banks."""

FRONT_LAT = 47.4
"""South of it Russia held the regions of Zaporizhzhia and Donetsk."""


@pytest.fixture(scope="module")
def theatre() -> Theatre:
    return load_theatre("ukraine")


@pytest.fixture(scope="module")
def picture(theatre: Theatre) -> Picture:
    standings = {}
    for row in theatre.baseline:
        place = theatre.gazetteer[row.place]
        in_kherson = place.admin1 == "Kherson Oblast" and place.lat < NORTH_LAT and place.lon > WEST_LON
        further_east = place.admin1 in {"Zaporizhzhia Oblast", "Donetsk Oblast"} and place.lat < FRONT_LAT
        is_taken = in_kherson or further_east or row.place == "snihurivka"
        holder = "russia" if is_taken else row.holder
        if holder != "contested":
            standings[row.place] = Standing(place=row.place, state="held", holder=holder, p=1.0, odds={holder: 1.0})
    on = datetime(2022, 11, 1, 20, tzinfo=theatre.time_zone)
    return Picture(theatre="ukraine", on=on, places=standings)


def after(theatre: Theatre, picture: Picture, *words: str) -> Picture:
    return suppose(theatre, picture, [parse_supposition(each, theatre) for each in words])


def test_russia_reached_kherson_from_crimea_over_the_river(theatre: Theatre, picture: Picture) -> None:
    answer = reach(theatre, picture, "russia", "kherson", "simferopol")
    assert answer.reachable
    assert {"antonivka-bridge", "kakhovka-dam"} & set(answer.route)
    assert 230 < answer.km < 320


def test_with_one_bridge_cut_the_dam_was_left(theatre: Theatre, picture: Picture) -> None:
    answer = reach(
        theatre,
        after(theatre, picture, "the Antonivka bridge is cut at oleshky"),
        "russia",
        "kherson",
        "simferopol",
    )
    assert answer.reachable
    assert "kakhovka-dam" in answer.route


def test_with_bridge_and_dam_cut_the_bridgehead_was_lost(theatre: Theatre, picture: Picture) -> None:
    cut = after(
        theatre, picture, "the Antonivka bridge is cut at oleshky", "the Kakhovka dam is cut at nova-kakhovka"
    )
    assert not reach(theatre, cut, "russia", "kherson", "simferopol").reachable
    parts = [set(piece.places) for piece in pieces(theatre, cut, "russia")]
    home = next(part for part in parts if "simferopol" in part)
    assert "kherson" not in home
    assert {"melitopol", "oleshky", "nova-kakhovka"} <= home


def test_the_land_bridge_joined_crimea_to_the_east(theatre: Theatre, picture: Picture) -> None:
    answer = reach(theatre, picture, "russia", "donetsk", "simferopol")
    assert answer.reachable
    assert 550 < answer.km < 750
    first_day = Picture(
        theatre="ukraine",
        on=datetime(2022, 2, 23, 20, tzinfo=theatre.time_zone),
        places={
            row.place: Standing(place=row.place, state="held", holder=row.holder, p=1.0, odds={row.holder: 1.0})
            for row in theatre.baseline
            if row.holder != "contested"
        },
    )
    assert not reach(theatre, first_day, "russia", "donetsk", "simferopol").reachable


def test_ukraine_kept_its_ways_west(theatre: Theatre, picture: Picture) -> None:
    for country in ("poland", "slovakia", "hungary", "romania", "moldova"):
        assert reach(theatre, picture, "ukraine", country).reachable
    assert not reach(theatre, picture, "ukraine", "belarus").reachable
