"""A pack whose rows have become objects, each still beside its row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whoholds.actors import Actor
from whoholds.terrain import Link, Place
from whoholds.theatres.pack import Pack, Row
from whoholds.theatres.theatre import BaselineRow, Outlet


@dataclass(frozen=True)
class TypedPack:
    """What the rules look at.

    Attributes:
        pack: the files as read.
        settings: the theatre's fields from `theatre.yaml`.
        places: (row, place) pairs in the order of the file; so are the others.
        links: as places.
        actors: as places.
        outlets: as places.
        baseline: as places.
    """

    pack: Pack
    settings: dict[str, Any]
    places: list[tuple[Row, Place]]
    links: list[tuple[Row, Link]]
    actors: list[tuple[Row, Actor]]
    outlets: list[tuple[Row, Outlet]]
    baseline: list[tuple[Row, BaselineRow]]

    @cached_property
    def place_by_id(self) -> dict[str, Place]:
        """The places by id."""
        return {place.id: place for _, place in self.places}

    @cached_property
    def actor_ids(self) -> frozenset[str]:
        """The ids of all actors."""
        return frozenset(actor.id for _, actor in self.actors)

    @cached_property
    def region_names(self) -> frozenset[str]:
        """The names of the places of kind region."""
        return frozenset(place.name for _, place in self.places if place.kind == "region")
