"""Countries and regions: outlines, and a spot for each neighbour's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from whoholds.telling.map.projection import Projection, Ring, features_of, path_of, rings_of
from whoholds.telling.typeface import text_width
from whoholds.theatres import Theatre

NAME_SIZE = 15.0
LETTER_GAP = 3.0
STEP_PX = 16


@dataclass(frozen=True, slots=True)
class Country:
    """A neighbour's name and where its middle stands, in px."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """Path data of the theatre's own countries, of the neighbours, and of the regions; and names to write."""

    own: Sequence[str]
    others: Sequence[str]
    regions: Sequence[str]
    countries: Sequence[Country]

    @property
    def has_sea(self) -> bool:
        """Whether the neighbours' land is known, so that what is left is water."""
        return bool(self.others)


def country_code(properties: Mapping[str, Any]) -> str:
    """Return the ISO code that a border's feature carries under one of the usual names; empty where none."""
    keys = ("country", "iso", "iso_a2", "ISO_A2", "code", "id")
    return next((str(properties[key]) for key in keys if properties.get(key)), "")


def outlines(theatre: Theatre, project: Projection) -> Outlines:
    """Return what frames the places: land, borders, regions, and the names of the neighbours in sight."""
    own: list[str] = []
    others: list[str] = []
    countries: list[Country] = []
    for properties, geometry in features_of(theatre.border):
        is_own = country_code(properties) in theatre.countries
        (own if is_own else others).append(path_of(geometry, project))
        if not is_own and (name := str(properties.get("name") or "")):
            rings = [[project(*point) for point in ring] for ring in rings_of(geometry)]
            countries += _named(name, rings, project)
    regions = [path_of(geometry, project) for _, geometry in features_of(theatre.regions)]
    return Outlines(own, others, regions, countries or _from_gazetteer(theatre, project))


def _from_gazetteer(theatre: Theatre, project: Projection) -> list[Country]:
    # Without outlines a neighbour's name stands at its own point, where the map shows it.
    if not theatre.countries:
        return []
    return [
        Country(place.name, *project(place.lon, place.lat))
        for place in theatre.gazetteer
        if place.kind == "country"
        and place.country not in theatre.countries
        and project.shows(place.lon, place.lat)
    ]


def _named(name: str, rings: Sequence[Ring], project: Projection) -> list[Country]:
    half = text_width(name.upper(), NAME_SIZE) / 2 + LETTER_GAP * len(name) / 2 + 6
    xs = np.arange(half, project.width - half, STEP_PX)
    ys = np.arange(NAME_SIZE + 6, project.height - NAME_SIZE, STEP_PX)
    if not len(xs) or not len(ys):
        return []
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    fits = np.ones(len(grid), dtype=bool)
    for dx, dy in ((0, 0), (-half, 0), (half, 0), (-half / 2, 9), (half / 2, 9), (half / 2, -14), (-half / 2, -14)):
        fits &= inside(grid + np.array([dx, dy]), rings)
    if not fits.any():
        return []
    spots = grid[fits]
    # The spot farthest from the outline and from the edge of the map reads best.
    corners = np.concatenate([np.asarray(ring) for ring in rings])
    gap = np.array([np.hypot(*(corners - spot).T).min() for spot in spots])
    size = np.array([project.width, project.height])
    edge = np.minimum(spots, size - spots).min(axis=1)
    x, y = spots[np.argmax(np.minimum(gap, edge))]
    return [Country(name, float(x), float(y))]


def inside(points: np.ndarray[Any, Any], rings: Sequence[Ring]) -> np.ndarray[Any, Any]:
    """Return which of the (n, 2) points lie inside the rings, by the even-odd rule."""
    odd = np.zeros(len(points), dtype=bool)
    for ring in rings:
        closed = np.asarray([*ring, ring[0]])
        for (x1, y1), (x2, y2) in pairwise(closed):
            if y1 == y2:
                continue
            spans = (y1 > points[:, 1]) != (y2 > points[:, 1])
            odd ^= spans & (points[:, 0] < (x2 - x1) * (points[:, 1] - y1) / (y2 - y1) + x1)
    return odd
