"""The map of Syria as its baseline has it: complete, labelled where it matters, and nothing on top of anything."""

from datetime import datetime

import pytest

from whoholds.control import picture
from whoholds.telling.map.scene import compose_scene
from whoholds.theatres import load_theatre


@pytest.fixture(scope="module")
def scene():
    theatre = load_theatre("syria")
    baseline = picture(theatre, [], datetime(2024, 11, 26, 23, 59, 59, tzinfo=theatre.time_zone))
    return compose_scene(theatre, baseline, zooms=(1, 4))


def test_every_place_of_the_baseline_is_drawn_once(scene):
    theatre = load_theatre("syria")
    drawn = [pin.place.id for pin in scene.pins]
    assert len(drawn) == len(set(drawn))
    assert {row.place for row in theatre.baseline} <= set(drawn)


@pytest.mark.parametrize("zoom", [1, 4])
def test_no_label_touches_another_or_covers_another_place(scene, zoom):
    labels = scene.labels[zoom]
    for i, label in enumerate(labels):
        assert not any(label.box.meets(other.box) for other in labels[i + 1 :])
    for pin in scene.pins:
        x, y = pin.x * zoom, pin.y * zoom
        assert not any(
            label.box.left < x < label.box.right and label.box.top < y < label.box.bottom
            for label in labels
            if label.owner != pin.place.id
        )


def test_the_cities_that_matter_are_labelled_without_zooming(scene):
    named = {label.owner for label in scene.labels[1]}
    assert {"damascus", "aleppo", "homs", "hama", "latakia", "tartus", "idlib", "palmyra", "deir-ez-zor"} <= named


def test_zooming_in_names_more_places(scene):
    assert len(scene.labels[4]) > 2 * len(scene.labels[1])


def test_neighbours_are_named_and_highways_numbered(scene):
    assert {"Turkey", "Iraq", "Jordan", "Lebanon"} <= {country.name for country in scene.countries}
    assert {"M4", "M5"} <= {shield.text for shield in scene.shields}


def test_kassab_is_shut_and_masnaa_open(scene):
    states = {gate.place.id: gate.state for gate in scene.gates}
    assert states["kassab"] == "cut"
    assert states["masnaa"] == "open"


def test_no_two_sides_on_the_map_share_shape_or_colour(scene):
    on_map = {pin.mark for pin in scene.pins if pin.mark}
    assert len({mark.shape for mark in on_map}) == len(on_map)
    assert len({mark.colour for mark in on_map}) == len(on_map)
