"""Sentences about Syria and Ukraine as the reader reads them, checked against a picture by record."""

from datetime import datetime
from functools import cache

import pytest

from whoholds.consequences import check_statements
from whoholds.extraction import Extractor
from whoholds.model import Picture, Report, Standing
from whoholds.theatres import load_theatre

LEAD = "Fighting between the army and its enemies went on. "


@cache
def extractor(name):
    return Extractor(load_theatre(name))


@cache
def baseline(name, day):
    theatre = extractor(name).theatre
    standings = {
        row.place: Standing(place=row.place, state="held", holder=row.holder, p=1.0, odds={row.holder: 1.0})
        for row in theatre.baseline
        if row.holder != "contested"
    }
    on = datetime.fromisoformat(f"{day}T20:00").replace(tzinfo=theatre.time_zone)
    return Picture(theatre=name, on=on, places=standings)


def checked(name, day, words, **changed):
    picture = baseline(name, day)
    held = {
        place.replace("_", "-"): Standing(place=place, state="held", holder=side, p=1.0, odds={side: 1.0})
        for place, side in changed.items()
    }
    text = LEAD + words
    claims = extractor(name).extract(Report(id="r", text=text, published=day)).claims
    found = check_statements(extractor(name).theatre, picture.with_places(held), claims, text=text)
    return [(one.verdict, one.side) for one in found if one.claim.claim.start >= len(LEAD)]


GOVERNMENT = "syrian-government"

SYRIA = [
    ("The army has no direct route to the borders with Turkey and Jordan.", GOVERNMENT, ["holds", "fails"]),
    ("The government no longer borders Lebanon.", GOVERNMENT, ["fails"]),
    ("The SDF controls the whole border with Turkey.", "sdf", ["fails"]),
    ("The government controls all of the coast.", GOVERNMENT, ["holds"]),
    ("Raqqa is encircled.", "sdf", ["fails"]),
    ("The SDF holds a land bridge from Raqqa to Iraq.", "sdf", ["holds"]),
    ("The army still holds Hama and Homs.", GOVERNMENT, ["holds", "holds"]),
    ("HTS took Rastan.", "hts", ["fails"]),
    ("There is no road from Damascus to Homs.", GOVERNMENT, ["fails"]),
    ("The M5 is the only road from Damascus to Homs.", GOVERNMENT, ["partly"]),
]


@pytest.mark.parametrize(("words", "side", "verdicts"), SYRIA)
def test_what_is_said_of_syria_before_the_offensive(words, side, verdicts):
    assert checked("syria", "2024-11-26", words) == [(verdict, side) for verdict in verdicts]


def test_what_would_follow_from_the_loss_of_homs_with_hama_and_rastan_lost():
    lost = {"hama": "hts", "rastan": "hts"}
    for words in (
        "The capture of Homs would cut Damascus off from Tartus.",
        "If Homs falls, the government would lose its road to Tartus.",
    ):
        assert checked("syria", "2024-12-06", words, **lost) == [("partly", "syrian-government")]


def test_two_allies_link_up_once_a_road_joins_their_ground():
    words = "HTS has linked up with the Southern Operations Room."
    south = "southern-operations-room"
    assert checked("syria", "2024-12-07", words, daraa=south) == [("fails", "hts")]
    assert checked("syria", "2024-12-08", words, homs="hts", shinshar=south) == [("holds", "hts")]


UKRAINE = [
    ("Chernihiv is surrounded on three sides.", "ukraine"),
    ("Mariupol is besieged from all sides.", "ukraine"),
]


def test_the_only_main_road_to_ochakiv_leads_through_mykolaiv():
    words = "The only remaining road to Ochakiv leads through Mykolaiv."
    assert checked("ukraine", "2022-02-23", words) == [("partly", "ukraine")]


@pytest.mark.parametrize(("words", "side"), UKRAINE)
def test_what_is_said_of_ukraine_before_the_invasion_fails(words, side):
    assert checked("ukraine", "2022-02-23", words) == [("fails", side)]
