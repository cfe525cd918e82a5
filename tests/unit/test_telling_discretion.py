"""What is held back: fresh news, and places where only regions may be told."""

from dataclasses import replace
from datetime import timedelta

import pytest
import telling_world as world

from whoholds.errors import QuestionError
from whoholds.telling import BriefInput, Discretion, compose, discreet, render_map


def source(**more) -> BriefInput:
    early, late = world.evidence(day=2), world.evidence(day=6)
    fell = world.finding("Bree fell.", data={"claims": [late.claim.claim.id]}, kind="changed-hands")
    given = {"theatre": world.theatre(), "picture": world.picture(), "evidence": [early, late], "changes": [fell]}
    return BriefInput(**(given | more))


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    def finding(text, *places, kind="border-lost", **more):
        return replace(plain(text, *places, **more), kind=kind)

    plain = world.finding
    monkeypatch.setattr(world, "finding", finding)


def test_nothing_is_held_back_unless_asked():
    given = source()
    assert discreet(given, Discretion()) == given


def test_a_picture_fresher_than_the_delay_is_refused():
    with pytest.raises(QuestionError, match="on and known by 2030-05-06"):
        discreet(source(), Discretion(delay_days=2, now=world.ON + timedelta(days=1)))


def test_a_picture_of_the_past_that_knows_the_present_is_refused():
    knowing = replace(world.picture(), known_by=None)
    with pytest.raises(QuestionError, match="fresher than the delay"):
        discreet(source(picture=knowing), Discretion(delay_days=2, now=world.ON + timedelta(days=9)))


def test_claims_published_within_the_delay_are_left_out():
    old = replace(world.picture(), on=world.ON - timedelta(days=4), known_by=world.ON - timedelta(days=4))
    kept = discreet(source(picture=old), Discretion(delay_days=3, now=world.ON)).evidence
    assert [item.published.day for item in kept] == [2]


def test_a_delay_without_a_present_is_a_clear_error():
    with pytest.raises(QuestionError, match="what day it is"):
        discreet(source(), Discretion(delay_days=2))


def test_coarse_material_names_no_place_road_or_quote():
    coarse = discreet(source(), Discretion(coarsen="admin1"))
    spots = [place for place in coarse.theatre.gazetteer if not place.is_extended]
    assert {place.name for place in spots} == {"North", "South"}
    assert coarse.theatre.links == ()
    assert "Bree" not in repr([item.claim.place for item in coarse.evidence])
    assert all("withheld" in item.claim.claim.quote for item in coarse.evidence)


def test_a_region_stands_as_most_of_its_places_do():
    standings = discreet(source(), Discretion(coarsen="admin1")).picture.places
    assert standings["region-south"].holder == "reds"
    assert standings["region-north"].state == "contested"


def test_coarse_findings_are_counted_by_region_and_still_have_their_sources():
    coarse = discreet(source(), Discretion(coarsen="admin1"))
    brief = compose(coarse)
    told = [sentence for section in brief.sections if section.key == "changes" for sentence in section.sentences]
    assert [sentence.text for sentence in told] == ["One place in North changed hands."]
    assert all(sentence.notes for sentence in told)


def test_a_coarse_map_shows_regions_only(tmp_path):
    path = tmp_path / "map.geojson"
    render_map(world.theatre(), world.picture(), path, discretion=Discretion(coarsen="admin1"))
    text = path.read_text("utf-8")
    assert '"North"' in text
    assert "Bree" not in text
    assert "Alm" not in text
