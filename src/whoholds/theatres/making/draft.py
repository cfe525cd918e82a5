"""What a pack is made from, and the pack as it grows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from whoholds.actors import Actor
from whoholds.terrain import Link, Place
from whoholds.terrain.names import fold
from whoholds.theatres.making.net import RoadNet
from whoholds.theatres.making.shapes import Outline, Polygon
from whoholds.theatres.theatre import BaselineRow, Outlet

ODD_LETTERS = str.maketrans("ıłøđßæðþ", "ilodsadt")
"""Letters that Unicode does not take apart."""

Shapes = dict[str, Any]
"""A GeoJSON FeatureCollection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person asks of `whoholds theatre build`.

    Attributes:
        name: id of the theatre, a slug.
        countries: ISO 3166 alpha-2 codes.
        since: first day of its period.
        least_population: places with fewer people are left out; capitals stay, as do places of unknown population
            while it is 0.
        holder: id of the actor that holds every place at first; empty for an empty baseline.
        geonames: a GeoNames dump, or None for the packaged gazetteer.
        osm: an OpenStreetMap extract.
        roads: a road net as JSON.
        natural_earth: files of admin-0 or admin-1 outlines.
        supplement: a folder of tables by hand.
    """

    name: str
    countries: tuple[str, ...]
    since: date
    least_population: int = 0
    holder: str = ""
    geonames: Path | None = None
    osm: Path | None = None
    roads: Path | None = None
    natural_earth: tuple[Path, ...] = ()
    supplement: Path | None = None


@dataclass(slots=True)
class Country:
    """What is known of a country's outline.

    Attributes:
        code: ISO code.
        name: in English.
        polygons: its area; empty where unknown.
        lines: stretches of its border that are known though the area is not.
    """

    code: str
    name: str
    polygons: list[Polygon] = field(default_factory=list)
    lines: list[list[list[float]]] = field(default_factory=list)

    def outline(self) -> Outline:
        """Return its area, or the known stretches of its border."""
        return Outline(self.polygons) if self.polygons else Outline([self.lines], is_open=True)


@dataclass(slots=True)
class Region:
    """A first-level region.

    Attributes:
        name: in English.
        country: ISO code.
        names: other names.
        at: latitude and longitude of a point in it.
        codes: its codes in GeoNames.
        polygons: its area; empty where unknown.
        source: where it comes from.
    """

    name: str
    country: str
    at: tuple[float, float]
    source: str
    names: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    polygons: list[Polygon] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A pack in the making.

    Attributes:
        wishes: what was asked for.
        places: spots and extents, by id.
        countries: the theatre's countries and their neighbours, by code.
        regions: first-level regions.
        net: the road net; None where there is none.
        links: links between the places.
        actors: its actors; those with `is_side` can hold ground.
        outlets: its outlets and speakers.
        baseline: who holds what at first.
        capitals: place by actor.
        time_zone: name of the zone in which its days are counted.
        settings: further keys of `theatre.yaml`, by hand.
        credits: lines of credit, each with its licence.
        todo: what a person must check: (kind, line).
    """

    wishes: Wishes
    places: dict[str, Place] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)
    net: RoadNet | None = None
    links: list[Link] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    outlets: list[Outlet] = field(default_factory=list)
    baseline: list[BaselineRow] = field(default_factory=list)
    capitals: dict[str, str] = field(default_factory=dict)
    time_zone: str = "UTC"
    settings: dict[str, Any] = field(default_factory=dict)
    credits: list[str] = field(default_factory=list)
    todo: list[tuple[str, str]] = field(default_factory=list)

    def spots(self) -> list[Place]:
        """Return the places of the theatre's countries that are points, in order of id."""
        return [
            self.places[key]
            for key in sorted(self.places)
            if not self.places[key].is_extended and self.places[key].country in self.wishes.countries
        ]

    def check(self, kind: str, line: str) -> None:
        """Note something that a person must check."""
        self.todo.append((kind, line))

    def credit(self, *lines: str) -> None:
        """Note lines of credit, once each."""
        self.credits += [line for line in lines if line not in self.credits]


def slug(name: str) -> str:
    """Return a name as an id; one in another script as its transliteration, where the fold of names has one.

    >>> slug("Sant Julià de Lòria"), slug("Бахмут"), slug("!")
    ('sant-julia-de-loria', 'bakhmut', 'place')
    """
    return _latin(name.translate(ODD_LETTERS)) or _latin(fold(name)) or "place"


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub("['‘’ʻʼ]", "", name)).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def free_id(wanted: str, tail: str, taken: Iterable[str]) -> str:
    """Return an id that is not taken: the one wanted, else with the tail, else with a number.

    >>> free_id("ash", "7", {"ash"}), free_id("ash", "7", {"ash", "ash-7"})
    ('ash-7', 'ash-7-2')
    """
    known = taken if isinstance(taken, dict | set | frozenset) else set(taken)
    if wanted not in known:
        return wanted
    tailed = f"{wanted}-{tail}"
    number, offer = 1, tailed
    while offer in known:
        number += 1
        offer = f"{tailed}-{number}"
    return offer
