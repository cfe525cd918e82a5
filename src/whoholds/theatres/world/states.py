"""The states of the world as actors: from the table of countries and what is known by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import yaml

from whoholds.actors import Actor
from whoholds.theatres.world.atlas import countries

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where PyYAML was built with it."""


def read_yaml(name: str) -> dict[str, Any]:
    """Return a data file of this package."""
    text = files(__package__).joinpath(name).read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader, see above
    return data


def states() -> Iterator[Actor]:
    """Yield one actor of kind state for each country."""
    by_hand = read_yaml("states.yaml")
    taken = {adjective for hand in by_hand.values() for adjective in hand.get("adj", ())}
    for country in countries():
        yield _state(country, by_hand.get(country["code"]), taken)


def _state(country: Mapping[str, str], by_hand: Mapping[str, Any] | None, taken: set[str]) -> Actor:
    """Return a state; a territory does not share the adjective of the state that it belongs to."""
    hand = by_hand or {}
    name = hand.get("name", country["name"])
    names = dict.fromkeys([country["name"], f"{country['name']} government", *hand.get("names", ())])
    demonyms = [word for part in country["demonym"].split(",") if (word := part.strip()) and word not in taken]
    return Actor(
        id=hand.get("id", country["id"]),
        name=name,
        kind="state",
        names={"en": tuple(n for n in names if n != name)},
        adjectives=tuple(hand.get("adj", demonyms)),
        people=tuple(hand.get("people", ())),
        capitals=tuple(dict.fromkeys(filter(None, [country["capital"], *hand.get("seats", ())]))),
        country=country["code"],
    )
