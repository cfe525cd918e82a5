"""A war's slow world: places, links, actors, sources, and who held what on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from whoholds.actors import Register
from whoholds.terrain import Gazetteer, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet or speaker: an entry of `sources.yaml`.

    Attributes:
        id: slug ("reuters", "unian", "sana").
        name: its usual name.
        names: other names and spellings.
        domain: web domain; empty where none.
        kind: agency, newspaper, broadcaster, state-media, party-media, monitor, analyst, official,
            encyclopaedia.
        leans_to: id of the side that it leans to; empty where none.
        grade: starting reliability, A (reliable) to F (cannot be judged), after the Admiralty scale.
        country: ISO 3166 alpha-2 code.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    domain: str = ""
    kind: str = "newspaper"
    leans_to: str = ""
    grade: str = "C"
    country: str = ""


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """Who held a place when the theatre's story begins: a row of `baseline.csv`.

    Attributes:
        place: place id.
        holder: actor id, or "contested".
        since: day from which the row counts; a question before it is unknown.
        source: where it comes from.
        held_since: day on which the holder got the place, where known; for people to read.
    """

    place: str
    holder: str
    since: date
    source: str = ""
    held_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """A theatre pack, loaded.

    Attributes:
        id: slug, the folder's name.
        title: for people.
        countries: ISO codes of the countries it covers; empty for the whole world.
        time_zone: zone in which its days are counted.
        since: first day of its period; None for open.
        until: last day; None for open.
        capitals: place id of each side's capital, by actor id.
        sides: actors that can hold ground, in order of the legend.
        gazetteer: its places.
        links: its roads, crossings and sea lanes.
        register: its actors.
        outlets: its outlets and speakers, by id.
        baseline: who held what.
        regions: GeoJSON FeatureCollection of first-level regions; empty mapping where none.
        border: GeoJSON FeatureCollection of the country outlines; empty mapping where none.
        licence: licences of the data, for exports and maps.
        credits: lines of credit, for exports and maps.
    """

    id: str
    title: str
    countries: tuple[str, ...] = ()
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    since: date | None = None
    until: date | None = None
    capitals: Mapping[str, str] = field(default_factory=dict)
    sides: tuple[str, ...] = ()
    gazetteer: Gazetteer
    links: tuple[Link, ...] = ()
    register: Register
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    baseline: tuple[BaselineRow, ...] = ()
    regions: Mapping[str, Any] = field(default_factory=dict)
    border: Mapping[str, Any] = field(default_factory=dict)
    licence: str = ""
    credits: tuple[str, ...] = ()
