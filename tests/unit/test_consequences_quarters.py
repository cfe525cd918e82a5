"""What falls with a town: its port, base, airfield and suburbs, where its holder held them."""

from small_country import LINKS, PLACES, country, day
from whoholds.consequences import compare, echo, parse_supposition, suppose, undo
from whoholds.terrain import Gazetteer, Link, Place

NEAR = [
    Place(id="barracks", name="the Barracks", kind="base", lat=34.77, lon=36.76, country="AR"),
    Place(id="old-quay", name="Old Quay", kind="port", lat=34.73, lon=36.73, country="AR"),
    Place(id="hillside", name="Hillside", kind="suburb", lat=34.78, lon=36.75, country="AR"),
    Place(id="mirna-field", name="Mirna airfield", kind="airfield", lat=34.76, lon=36.78, country="AR"),
    Place(id="green-village", name="Green Village", kind="village", lat=34.76, lon=36.75, country="AR"),
    Place(id="far-base", name="Far Base", kind="base", lat=34.85, lon=36.75, country="AR"),
    Place(id="outskirts", name="Outskirts", kind="suburb", lat=34.69, lon=36.75, country="AR"),
    Place(id="south-base", name="South Base", kind="base", lat=34.69, lon=36.76, country="AR"),
    Place(id="next-town", name="Next Town", kind="town", lat=34.79, lon=36.70, country="AR"),
    Place(id="next-base", name="Next Base", kind="base", lat=34.78, lon=36.71, country="AR"),
]
BELONGS = ("barracks", "old-quay", "hillside", "mirna-field", "outskirts")
THEATRE = country(
    gazetteer=Gazetteer([*PLACES, *NEAR]),
    links=(*LINKS, *(Link(start="mirna", end=place.id, km=5, grade="main") for place in NEAR)),
)
CROWNS = {place.id: "crown" for place in NEAR}


def supposed(words, picture):
    return suppose(THEATRE, picture, [parse_supposition(words, THEATRE)])


def rebel(picture):
    return {place for place, standing in picture.places.items() if standing.holder == "rebels"} - {
        "hamm",
        "eastgate",
    }


def test_a_town_that_is_taken_takes_its_quarters_along_and_no_village_or_neighbour():
    assert rebel(supposed("rebels takes mirna", day(**CROWNS))) == {"mirna", *BELONGS}
    assert rebel(supposed("mirna falls", day(**CROWNS))) == {"mirna", *BELONGS}


def test_a_quarter_in_other_hands_stays_in_them():
    after = supposed("rebels takes mirna", day(**{**CROWNS, "barracks": "militia", "hillside": "contested"}))
    assert rebel(after) == {"mirna", "old-quay", "mirna-field", "outskirts"}
    assert after.holder("barracks") == "militia"
    assert after.standing("hillside").state == "contested"


def test_of_a_town_that_nobody_holds_and_of_a_base_nothing_goes_along():
    assert rebel(supposed("rebels takes mirna", day(**{**CROWNS, "mirna": "contested"}))) == {"mirna"}
    assert rebel(supposed("rebels takes barracks", day(**CROWNS))) == {"barracks"}


def test_what_is_to_hold_out_is_supposed_after_the_town():
    words = [parse_supposition(each, THEATRE) for each in ("rebels takes mirna", "crown holds barracks")]
    after = suppose(THEATRE, day(**CROWNS), words)
    assert after.holder("barracks") == "crown"
    assert after.holder("hillside") == "rebels"


def test_the_echo_says_what_goes_along():
    words = [parse_supposition(each, THEATRE) for each in ("rebels takes mirna", "rebels takes barracks and kusa")]
    town, several = echo(THEATRE, day(**CROWNS), words)
    assert set(town.along) == set(BELONGS)
    assert set(town.to_json()["along"]) == set(BELONGS)
    assert [part.along for part in several.parts] == [(), ()]
    assert "along" not in several.to_json()


def test_undoing_gives_the_quarters_back():
    before = day(**CROWNS)
    after = supposed("rebels takes mirna", before)
    assert suppose(THEATRE, after, [undo(before, after)]) == before


def test_no_quarter_of_a_taken_town_is_told_as_cut_off():
    found = compare(THEATRE, day(**CROWNS), supposed("rebels takes mirna", day(**CROWNS)))
    apart = {place for finding in found if finding.kind in {"cut-off", "encircled"} for place in finding.places}
    assert not apart & set(BELONGS)
