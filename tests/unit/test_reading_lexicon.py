"""The lexicon is data that anybody may edit: what it may hold is checked here."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from whoholds.model import vocabulary
from whoholds.reading.lexicon import lexicon, load_yaml

KNOWN = {
    *(
        "rule",
        "verbs",
        "nouns",
        "adjectives",
        "object",
        "object_if",
        "extent",
        "subject",
        "of",
        "infinitive",
        "under",
        "with",
    ),
    *(
        "bar",
        "marks",
        "forms",
        "quiet_under_words",
        "verbs_above",
        "prep",
        "prep_optional",
        "needs",
        "needs_any",
        "sure",
    ),
    *("negated", "passive", "bare", "focus", "plain", "main", "relation", "stance", "polarity", "confidence"),
    *("actor", "target", "place", "origin"),
}


def _entries() -> list[dict[str, object]]:
    data = load_yaml("frames.yaml")
    return [entry for name, entries in data.items() if name != "prepositions" for entry in entries]


def test_every_section_is_an_action_of_the_vocabulary():
    assert set(load_yaml("frames.yaml")) - {"prepositions"} <= set(vocabulary()["actions"])


def test_every_key_of_an_entry_is_one_that_the_reader_heeds():
    assert {key for entry in _entries() for key in entry} <= KNOWN


def test_rules_have_names_of_their_own():
    assert [rule for rule, times in Counter(entry["rule"] for entry in _entries()).items() if times > 1] == []


def test_kinds_in_angle_brackets_are_kinds_of_nouns():
    asked = {
        word[1:-1]
        for frame in lexicon().frames
        for words in (frame.object, frame.object_if, frame.subject, frame.of, frame.bar)
        for word in words
        if word.startswith("<")
    }
    assert asked <= {*lexicon().kinds, "any", "actor", "country", "fighters", "force", "not-people", "water"}


def test_prepositions_tell_relations_of_the_vocabulary():
    assert set(lexicon().prepositions.values()) <= set(vocabulary()["relations"])


def test_words_that_yaml_takes_for_truth_stay_words():
    text = files("whoholds.reading.languages.en").joinpath("frames.yaml").read_text("utf-8")
    assert "on, " in text
    assert all(
        isinstance(path, str) for frame in lexicon().frames for paths in frame.paths.values() for path in paths
    )
