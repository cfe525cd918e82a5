"""The words and weights of reference, from `languages/en/reference.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from whoholds.reading.lexicon import load_yaml


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of words."""
    return frozenset(load_yaml("reference.yaml")["words"][name])


@cache
def fitting(noun_kind: str) -> frozenset[str]:
    """Return the kinds of place that a kind of plain noun may mean."""
    kinds = load_yaml("reference.yaml")["kinds"]
    return frozenset(kinds.get(noun_kind or "none", kinds["none"]))


@cache
def weights(name: str) -> Mapping[str, float]:
    """Return the weights of the signs for "places" or "actors"."""
    found: dict[str, float] = load_yaml("reference.yaml")[name]
    return found


@cache
def agreement(pointer: str) -> Mapping[str, float]:
    """Return what each sort of name counts for a sort of pointer; sorts that are not there cannot be meant."""
    found: dict[str, float] = load_yaml("reference.yaml")["agreement"][pointer]
    return found


def undergone() -> frozenset[str]:
    """Return the nouns for what happens to a place, of which "its" is the place."""
    return listed("undergone")
