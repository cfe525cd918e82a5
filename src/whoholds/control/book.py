"""The claims of a theatre, weighed once and kept in columns, from which every standing is worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whoholds.control.bearing import Bearing
from whoholds.control.columns import BEARING, NONE, TELLING, Ints, Numbers, Table, distinct, order_of, seconds
from whoholds.control.links import Ways
from whoholds.control.sides import Sides
from whoholds.control.tables import kind_numbers
from whoholds.control.weigh import Weighed, Weigher, arrival
from whoholds.control.weights import CONTESTED
from whoholds.model import Evidence
from whoholds.terrain import Link, Place
from whoholds.theatres import Theatre

FOREVER = 1e18
"""Seconds; later than everything, and earlier than never."""
NEVER = float("inf")
ROW = np.dtype([("bearing", "i8"), *TELLING.descr])
"""A claim on its way into the table: the number of its bearing, and who tells it when."""
FLUSHED = 4096
"""So many rows are moved into columns at a time."""


class Book:
    """Every claim of a theatre, in columns. Claims are added; none is ever changed.

    Args:
        theatre: the theatre.
        evidence: claims to begin with.

    Attributes:
        theatre: the theatre.
        evidence: the claims as they arrived, by the number of their row.
        table: their rows.
        places: numbers of places.
        states: numbers of states; contested is 0.
        voices: numbers of voices, each with the side that its claim favours.
        speakers: numbers of voices alone.
        speaker_of: the voice alone of each voice with a side, by number.
        baseline: rows of each place, oldest first: the instant from which it counts, and the state.
    """

    def __init__(self, theatre: Theatre, evidence: Iterable[Evidence] = ()) -> None:
        self.theatre = theatre
        self.evidence: list[Evidence] = []
        self.table = Table(BEARING, TELLING)
        self.places, self.states, self.voices = Numbers(), Numbers([CONTESTED]), Numbers()
        self.speakers, self.speaker_of = Numbers(), list[int]()
        self._voice_of: dict[tuple[str, str | None], int] = {}
        self.place_order: list[int] = []
        self.links: defaultdict[str, dict[int, Weighed]] = defaultdict(dict)
        self._weigher, self._ways = Weigher(theatre), Ways(theatre)
        self._row_of: dict[int | tuple[int, float], int] = {}
        self._rows_at: defaultdict[int, list[int]] = defaultdict(list)
        self._naming: defaultdict[str, list[int]] = defaultdict(list)
        self._echoes, self._members = Numbers(), Numbers([""])
        self._bearings = Table(BEARING)
        self._new_bearings: list[tuple[Any, ...]] = []
        self._bearing_of: dict[int, tuple[Bearing, int, int]] = {}
        self.baseline: dict[int, list[tuple[float, int]]] = {}
        self._read_baseline()
        self._roads = _neighbours(theatre.links)
        for place in sorted(self._roads):  # so that the number of a neighbour never depends on who spoke first
            self.place_number(place)
        self._regions: dict[int, Ints] = {}
        self._areas: set[int] = set()
        self._orders: NDArray[np.uint64] = np.zeros(0, np.uint64)
        self._near: tuple[Ints, Ints] = (np.zeros(0, np.int64), np.zeros(0, np.int64))
        self.add(evidence)

    def _read_baseline(self) -> None:
        sides, zone = Sides(self.theatre), self.theatre.time_zone
        places = self.theatre.gazetteer
        spots = (row for row in self.theatre.baseline if (place := places.get(row.place)) and not place.is_extended)
        for row in sorted(spots, key=lambda row: (row.since, row.holder)):
            at = seconds(datetime.combine(row.since, time(), zone))
            holder = row.holder if row.holder == CONTESTED else sides.of_actor(row.holder, row.since) or row.holder
            rows = self.baseline.setdefault(self.place_number(row.place), [])
            rows.append((at, self.states.number(holder)))

    def add(self, evidence: Iterable[Evidence]) -> set[int]:
        """Add claims; one that is there already plays no part, unless it arrived earlier this time.

        Returns:
            The numbers of the places and regions that they speak of.
        """
        rows: list[tuple[Any, ...]] = []
        struck: set[int] = set()
        start = len(self.table)
        for item in evidence:
            order = order_of(item.claim.claim.id)
            reading = (order, seconds(item.known_from)) if item.known_from else order
            known = self._row_of.get(reading)
            if known is not None:
                if arrival(self.evidence[known]) <= arrival(item):
                    continue
                self._flush(rows)
                struck.add(self._strike(known))
            self._row_of[reading] = len(self.evidence)
            self.evidence.append(item)
            rows.append(self._row(item, order))
            if len(rows) == FLUSHED:
                self._flush(rows)
        self._flush(rows)
        return {*struck, *distinct(self.column("place")[start:]).tolist()} - {NONE}

    def _flush(self, rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        if self._new_bearings:
            self._bearings.extend(len(self._new_bearings), np.array(self._new_bearings, BEARING))
            self._new_bearings.clear()
        new = np.array(rows, ROW)
        self.table.extend(len(rows), self._bearings.only(new["bearing"]), new)
        rows.clear()

    def _strike(self, number: int) -> int:
        """Make a row count for nothing; return its place."""
        self.column("sign")[number], self.column("known_from")[number] = 0, NEVER
        for of_link in self.links.values():
            of_link.pop(number, None)
        return int(self.column("place")[number])

    def _row(self, item: Evidence, order: int) -> tuple[Any, ...]:
        (bearing, times, (_, total, of_voice)), number = self._weigher.measure(item), len(self.evidence) - 1
        if item.claim.claim.action in {"cuts", "opens"}:
            self._add_to_links(item, number)
        claim = item.claim
        _, alike, place = self._bearing_of.get(id(bearing)) or self._number(bearing)
        self._rows_at[place].append(number)
        for where in (claim.place, claim.origin):
            if where and where.id:
                self._naming[where.id].append(number)
        first = (claim.said_by[0].id or claim.said_by[0].text) if claim.said_by else item.outlet
        told, starts, latest, is_long, counts_from = times
        voice = self._voice_of.get((first, bearing.favours))
        if voice is None:
            voice = self._voice(first, bearing.favours)
        echo = self._echoes.number(item.echo) if item.echo else NONE
        return (
            alike, order, is_long, total, of_voice, voice, echo, starts, latest, counts_from,
            told, seconds(item.starts) if item.known_from else told,
            seconds(item.withdrawn) if item.withdrawn else NEVER,
        )  # fmt: skip

    def _number(self, bearing: Bearing) -> tuple[Bearing, int, int]:
        """Return a bearing that is met for the first time, its number, and that of its place."""
        for side in sorted(bearing.also):
            self.states.number(side)
        others = (bearing.opens, bearing.rival, bearing.sitter, bearing.hurts)
        place = self.place_number(bearing.place) if bearing.place else NONE
        numbered = bearing, len(self._bearings) + len(self._new_bearings), place
        self._new_bearings.append((
            place, self._state(bearing.state), bearing.sign, kind_numbers().get(bearing.kind, NONE),
            *map(self._state, others), self._members.number("\t".join(sorted(bearing.also))), bearing.is_area,
        ))  # fmt: skip
        if bearing.is_area:
            self._areas.add(place)
        if bearing.sign:  # these are kept by the weigher, so that their identity is theirs alone
            self._bearing_of[id(bearing)] = numbered
        return numbered

    def _add_to_links(self, item: Evidence, number: int) -> None:
        weighed = self._weigher.weigh_link(item)
        if weighed.bearing.sign:
            for link in self._ways.meant(item):
                self.links[link.id][number] = weighed

    def _voice(self, first: str, favours: str | None) -> int:
        number = self._voice_of[first, favours] = self.voices.number(f"{first}\t{favours or ''}")
        if number == len(self.speaker_of):
            self.speaker_of.append(self.speakers.number(first))
        return number

    def _state(self, state: str | None) -> int:
        return self.states.number(state) if state else NONE

    def place_number(self, place_id: str) -> int:
        """Return the number of a place."""
        number = self.places.number(place_id)
        if number == len(self.place_order):
            self.place_order.append(order_of(place_id))
        return number

    def orders(self) -> NDArray[np.uint64]:
        """Return what orders places by their ids, whenever they were met, by the number of the place."""
        if len(self._orders) != len(self.place_order):
            self._orders = np.array(self.place_order, np.uint64)
        return self._orders

    def members(self, number: int) -> list[int]:
        """Return the states that an umbrella's members are."""
        return [self.states.number(side) for side in self._members.names[number].split("\t") if side]

    def has_baseline(self, place: int, on: float) -> bool:
        """Return whether a baseline row of a place counts by `on`, in seconds."""
        return any(at <= on for at, _ in self.baseline.get(place, ()))

    def rows_on(self, on: float, places: Iterable[int] | None = None) -> dict[int, tuple[float, int]]:
        """Return the baseline row in force at `on` of each place that has one: its instant and its state.

        Args:
            on: seconds.
            places: numbers of the only places asked about; None for all.
        """
        asked = self.baseline if places is None else places
        return {place: row for place in asked for row in self.baseline.get(place, ()) if row[0] <= on}

    def rows_at(self, place: int) -> Ints:
        """Return the numbers of the rows that speak of a place."""
        return np.array(self._rows_at.get(place, ()), np.int64)

    def naming(self, place_id: str) -> Ints:
        """Return the rows of claims that name a place, or its region, whether or not they bear on it."""
        place = self.theatre.gazetteer[place_id]
        own = {place_id, *(self.places.names[area] for area in self.areas() if self._holds(area, place))}
        rows = {row for name in own for row in self._naming.get(name, ())}
        return np.array(sorted(rows, key=lambda row: self.evidence[row].claim.claim.id), np.int64)

    def _holds(self, area: int, place: Place) -> bool:
        return self._key_of(area) == (place.country, place.admin1)

    def is_corrected(self, number: int) -> bool:
        """Return whether another reading of a claim counts from when this one no longer does."""
        return (int(self.column("order")[number]), float(self.column("withdrawn")[number])) in self._row_of

    def weighed(self, number: int) -> Weighed:
        """Return a row as a claim with its terms."""
        return self._weigher.weigh(self.evidence[number])

    def areas(self) -> list[int]:
        """Return the regions that claims have spoken of as a whole, in the order of their ids."""
        return sorted(self._areas, key=lambda area: self.place_order[area])

    def _key_of(self, area: int) -> tuple[str, str]:
        region = self.theatre.gazetteer[self.places.names[area]]
        return region.country, region.name

    def spots_in(self, area: int) -> Ints:
        """Return the numbers of the spots of a region."""
        if area not in self._regions:
            spots = self._spots_by_region.get(self._key_of(area), ())
            self._regions[area] = np.array([self.place_number(spot) for spot in spots], np.int64)
        return self._regions[area]

    @cached_property
    def _spots_by_region(self) -> Mapping[tuple[str, str], list[str]]:
        spots: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for place in self.theatre.gazetteer:
            if place.admin1 and not place.is_extended:
                spots[place.country, place.admin1].append(place.id)
        return spots

    def near(self) -> tuple[Ints, Ints]:
        """Return the places one road away: the first of each place's in the list, by its number, and the list."""
        if len(self._near[0]) != len(self.place_order) + 1:
            lists = [self.neighbours(place) for place in range(len(self.place_order))]
            flat = [other for others in lists for other in others]
            self._near = np.cumsum([0, *map(len, lists)]), np.array(flat, np.int64)
        return self._near

    def with_neighbours(self, places: Iterable[int]) -> list[int]:
        """Return the numbers of places and of those one road away."""
        asked = set(places)
        return sorted(asked | {near for place in asked for near in self.neighbours(place)})

    def neighbours(self, place: int) -> list[int]:
        """Return the numbers of the places one road away."""
        return [self.place_number(other) for other in self._roads.get(self.places.names[place], ())]

    def column(self, name: str) -> NDArray[Any]:
        """Return one column of the table."""
        return self.table.rows[name]


def _neighbours(links: Iterable[Link]) -> dict[str, list[str]]:
    """Return the places one road away from each, by place id."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind == "road":
            near[link.start].add(link.end)
            near[link.end].add(link.start)
    return {place: sorted(others) for place, others in near.items()}
