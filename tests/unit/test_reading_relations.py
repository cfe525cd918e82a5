"""How far from a place and on which side of it: the words, and what becomes of a claim."""

from __future__ import annotations

import pytest

from support.cases import extractor
from whoholds.model import Report, vocabulary
from whoholds.reading.lexicon import load_yaml
from whoholds.reading.names import Namer
from whoholds.reading.parse import parse
from whoholds.reading.relations import find_told, told_of
from whoholds.reading.routes import ends_behind, ends_in_name
from whoholds.theatres import load_theatre

NAMER = Namer(load_theatre("world"))


def told(text):
    return [(text[t.start : t.end], t.relation, t.distance_km) for t in find_told(text)]


@pytest.mark.parametrize(("text", "relation", "km"), [
    ("15 km north of Homs", "north", 15),
    ("some ten kilometres south-east of Palmyra", "southeast", 10),
    ("about 20 miles from Idlib", "near", 32.18),
    ("6km from the city", "near", 6),
    ("5 kilometers (3 miles) west of Hama", "west", 5),
    ("west of Hama", "west", None),
    ("to the south-west of Hama", "southwest", None),
    ("30km to the north-west of Kidal", "northwest", 30),
    ("5 km north-northwest of Kidal", "northwest", 5),
    ("5 to 10 km west of Bakhmut", "west", 7.5),
    ("10-15km east of Bakhmut", "east", 12.5),
    ("between 5 and 10 kilometers outside Bria", "near", 7.5),
    ("a few kilometres from Goma", "near", 3),
    ("dozens of kilometres away from Goma", "near", 30),
    ("twenty-five miles due south of Goma", "south", 40.23),
    ("less than a mile from Shatoi", "near", 1.61),
    ("half a mile off Tyre", "near", 0.8),
    ("1,500 metres from Hue", "near", 1.5),
    ("a day's march from Kunduz", "near", 25),
    ("two hours\u2019 drive north of Nyala", "north", 100),
    ("a two-hour drive from Nyala", "near", 100),
    ("within 12 miles of Marib", "near", 19.31),
    ("within artillery range of Bangui", "near", 25),
    ("within striking distance of Sirte", "near", 20),
    ("just outside Hama", "near", 3),
    ("just to the north of Hama", "north", 3),
    ("halfway between Hama and Homs", "between", None),
])  # fmt: skip
def test_words_tell_side_and_distance(text, relation, km):
    found = find_told(f"They met {text} on Friday.")
    assert [(t.relation, t.distance_km) for t in found] == [(relation, km)]


@pytest.mark.parametrize("text", [
    "They pulled back 20 km from Tripoli.", "They built the 20 km from Homs to Hama.", "He owns 20 km of road.",
    "It is 20 km long.", "Just a few left Hama.",
    "After 20 years of war, miles from home", "It costs $5 from today.",
    "They stopped 20 km short of Hama.", "They came from the south and west of Hama.",
    "It rained in the north of Mali.",
])  # fmt: skip
def test_ways_and_lengths_are_no_spots(text):
    assert told(text) == []


def test_the_words_are_the_texts_own_at_their_offsets():
    text = "Shells fell nearly 20 km east of Donetsk and some ten miles from Gorlovka."
    assert [words for words, _, _ in told(text)] == ["nearly 20 km east of", "some ten miles from"]


def test_every_relation_is_a_word_of_the_vocabulary():
    sides = ["north", "south", "east", "west", "north-east", "southwest"]
    found = [find_told(f"It lies 5 km {side} of Bo.")[0].relation for side in sides]
    assert set(found) <= set(vocabulary()["relations"])


def test_units_numbers_and_ranges_are_positive():
    data = load_yaml("relations.yaml")
    tables = [data[name] for name in ("units", "numbers", "vague", "ranges", "range_words")]
    assert all(number > 0 for table in tables for number in table.values())


def test_a_relation_is_one_word_to_the_parser_and_hangs_as_near():
    doc = parse("Troops clashed with rebels some 15 km north of Homs on Friday.", NAMER)
    homs = next(token for token in doc if token.text == "Homs")
    assert homs.head.text == "some 15 km north of"
    assert told_of(homs).distance_km == 15
    assert "".join(token.text_with_ws for token in doc) == doc.text


def test_a_text_without_distances_keeps_nothing():
    doc = parse("Troops clashed with rebels in Homs on Friday.", NAMER)
    assert told_of(next(token for token in doc if token.text == "Homs")) is None


@pytest.mark.parametrize(("text", "first", "second"), [
    ("on the road from Ajdabiya to Brega", "Ajdabiya", "Brega"),
    ("on the highway between the towns of Hama and Homs", "Hama", "Homs"),
    ("on the road that links Goma with the city of Bukavu", "Goma", "Bukavu"),
    ("on the main road linking Goma and Sake", "Goma", "Sake"),
])  # fmt: skip
def test_a_road_is_told_by_its_ends(text, first, second):
    doc = parse(f"Rebels fired on a convoy {text}.", NAMER)
    road = next(token for token in doc if token.text in {"road", "highway"})
    ends = ends_behind(road, NAMER)
    assert [doc[slice(*span)].text for span in (ends.first, ends.second)] == [first, second]


@pytest.mark.parametrize("text", ["on the road to Brega", "on the road between them", "on the road from the sea"])
def test_other_roads_have_no_ends(text):
    doc = parse(f"Rebels fired on a convoy {text}.", NAMER)
    assert ends_behind(next(token for token in doc if token.text == "road"), NAMER) is None


@pytest.mark.parametrize(("name", "ends"), [
    ("Hama-Homs", ("Hama", "Homs")), ("Kabul\u2013Kandahar", ("Kabul", "Kandahar")), ("Trans-Kalahari", None),
    ("Mazar-i-Sharif", None), ("M5", None),
])  # fmt: skip
def test_a_road_may_be_called_by_its_ends(name, ends):
    assert ends_in_name(name, NAMER) == ends


def claims(text, theatre="world"):
    return list(extractor(theatre).extract(Report(text=text, published="2024-12-07")).claims)


@pytest.mark.parametrize(("text", "words"), [
    ("Rebels captured a checkpoint 12 km south of Homs.", "south"),
    ("Rebels captured Rastan, 20 km north of Homs.", "in"),
])  # fmt: skip
def test_a_known_name_is_the_place_whatever_lies_beside_it(text, words):
    (claim,) = claims(text, "syria")
    assert claim.claim.place.relation == words


def test_the_pin_stays_at_the_town_and_its_precision_covers_the_distance():
    (claim,) = claims("Government troops clashed with rebels 15 km north of Homs.", "syria")
    assert claim.place.id == "homs"
    assert claim.place.precision_km > 15


def test_between_two_towns_is_half_way_from_either():
    (claim,) = claims("Rebels captured a checkpoint between Hama and Homs.", "syria")
    assert (claim.place.id, claim.origin.id) == ("hama", "homs")
    assert claim.place.precision_km == claim.origin.precision_km
    assert 20 < claim.place.precision_km < 40


def test_the_other_end_of_a_road_is_printed():
    (claim,) = claims("The army attacked rebel positions along the Hama-Homs highway.", "syria")
    printed = claim.to_json()
    assert (printed["place"]["relation"], printed["from"]["id"]) == ("along", "homs")


def test_a_name_lies_nowhere_by_a_place_too_far_off():
    (near,) = claims("Clashes erupted in Qqarrh, 8 km north of Homs.", "syria")
    (far,) = claims("Clashes erupted in Qqarrh, 180 km north of Homs.", "syria")
    assert near.place.id == "homs"
    assert far.place.id is None


@pytest.mark.parametrize("text", [
    "Fighting between Moscow and Kyiv went on.", "Talks between Juba and Khartoum broke down.",
])  # fmt: skip
def test_two_governments_are_no_gap(text):
    assert [claim for claim in claims(text) if claim.place] == []
