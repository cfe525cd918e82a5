"""How OpenStreetMap's tags are read; the words lie in `osm.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whoholds.theatres.making.net import Grade
from whoholds.theatres.world.atlas import is_spelling

LONGEST_NAME = 200


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("osm.yaml").read_text("utf-8"))
    return words


def wanted_keys() -> tuple[str, ...]:
    """Return the keys of all tags that are wanted."""
    return ("highway", "place", "boundary", *dict.fromkeys(each["tag"] for each in _words()["spots"]))


def grade_of(tags: Any) -> Grade | None:  # noqa: ANN401 osmium's own, or a mapping
    """Return the grade of a road that can be driven; None where tags tell of no such road."""
    if tags.get("access") in _words()["shut"]:
        return None
    return _grades().get(tags.get("highway", ""))


def road_name(tags: Any) -> str:  # noqa: ANN401 as above
    """Return a road's number, else its name; empty where it has neither."""
    name = tags.get("ref") or tags.get("name:en") or tags.get("name") or ""
    return " ".join(name.replace(";", "/").split())[:LONGEST_NAME]


def kind_of(tags: Any) -> str:  # noqa: ANN401 as above
    """Return the kind of place that tags tell of; empty where they tell of none, or of none with a name.

    >>> kind_of({"place": "town", "name": "Ashford"}), kind_of({"place": "town"}), kind_of({"shop": "yes"})
    ('town', '', '')
    """
    kind = next((each["kind"] for each in _words()["spots"] if tags.get(each["tag"]) == each["value"]), "")
    if kind != "crossing" and not any(tags.get(key) for key in _words()["names"]):
        return ""
    built = str(_words()["places"].get(tags.get("place", ""), ""))
    if built:
        return "capital" if tags.get("capital") in _words()["capital"] else built
    return str(kind)


def names_of(tags: Mapping[str, str]) -> list[str]:
    """Return the names that tags tell, the one to use in English first.

    >>> names_of({"name": "Київ", "name:en": "Kyiv", "alt_name": "Kiev;Kyyiv", "name:pl": "Kijów"})
    ['Kyiv', 'Київ', 'Kiev', 'Kyyiv', 'Kijów']
    """
    first = [tags[key] for key in _words()["names"] if tags.get(key)]
    more = [tags[key] for key in _words()["other_names"] if tags.get(key)]
    more += [value for key, value in sorted(tags.items()) if key.startswith("name:") and key != "name:en"]
    parts = [
        " ".join(part.replace("|", " ").split())[:LONGEST_NAME] for name in first + more for part in name.split(";")
    ]
    names = list(dict.fromkeys(part for part in parts if part))
    return names[:1] + [name for name in names[1:] if is_spelling(name)]


@cache
def _grades() -> dict[str, Grade]:
    roads = _words()["roads"]
    pairs: list[tuple[str, Grade]] = [(each, "main") for each in roads["main"]]
    pairs += [(each, "minor") for each in roads["minor"]]
    return {name: grade for value, grade in pairs for name in (value, f"{value}_link")}
