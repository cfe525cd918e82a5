from dataclasses import replace

from small_country import country, day
from whoholds.consequences import findings


def found(picture, side="crown"):
    return [finding for finding in findings(country(), picture) if finding.side == side]


def reported(picture, *places):
    return picture.with_places({place: replace(picture.standing(place), claims=2) for place in places})


def kinds(picture, kind):
    return [finding for finding in found(picture) if finding.kind == kind]


def test_borders_reached_and_not_reached_are_told_with_why():
    (borders,) = kinds(day(), "borders")
    assert borders.data == {"reached": ["westland"], "closed": ["eastland", "northland"]}
    closed = {finding.places[0]: finding for finding in kinds(day(), "border-closed")}
    assert "shut since 2025-01-05" in closed["northland"].text
    assert "held by the Rebels" in closed["eastland"].text


def test_a_territory_in_one_part_is_no_finding():
    assert kinds(day(), "split") == []


def test_a_territory_in_parts_names_them_and_the_way_left():
    (split,) = kinds(reported(day(mirna="rebels"), "mirna", "selk"), "split")
    assert split.data["roads"] == "main"
    assert "Kusa and Talla" in split.text


def test_ground_that_nobody_has_spoken_of_splits_nothing():
    assert kinds(day(mirna="rebels"), "split") == []
    assert kinds(reported(day(mirna="rebels"), "mirna"), "split") == []
    assert kinds(reported(day(mirna="rebels"), "selk"), "split") == []


def test_the_largest_place_of_a_series_is_the_hinge():
    hinges = {finding.places[0] for finding in kinds(day(), "chokepoint")}
    assert "mirna" in hinges
    assert "resten" not in hinges


def test_a_pocket_without_a_way_out_is_encircled_where_its_ring_is_reported():
    picture = day(resten="rebels", talla="rebels")
    (pocket,) = kinds(reported(picture, "kusa", "resten", "talla"), "encircled")
    assert pocket.places == ("kusa",)
    assert kinds(reported(picture, "kusa", "resten"), "encircled") == []
    assert kinds(reported(picture, "resten", "talla"), "encircled") == []


def test_a_guest_on_a_friend_s_ground_has_no_findings_of_its_own():
    assert found(day(), "patria-state") == []
    assert found(day(mirna="rebels"), "patria-state") == []


def test_only_the_sides_asked_for_are_told():
    assert {finding.side for finding in findings(country(), day(), sides=["rebels"])} == {"rebels"}
