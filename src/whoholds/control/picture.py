"""All standings of a theatre at (on, known_by), and any one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property

import numpy as np

from whoholds.control.book import FOREVER, Book
from whoholds.control.columns import NONE, Ints, seconds
from whoholds.control.filter import Run, run
from whoholds.control.inferred import has_own_claims, inferred
from whoholds.control.layout import Layout, lay_out
from whoholds.control.learning import Learning
from whoholds.control.links import link_standings
from whoholds.control.spread import Roads
from whoholds.control.told import Told, told
from whoholds.control.verdict import standings
from whoholds.control.weigh import Weighed
from whoholds.control.weights import weights
from whoholds.model import Evidence, LinkStanding, Picture, Standing
from whoholds.theatres import Theatre


class Control:
    """Who holds what in a theatre: claims come in, standings at any two clocks come out.

    A report more touches what it speaks of, and the picture asked for last is mended rather than made anew; it is, to
    the last bit, the picture that all claims at once would give, in whatever order they came.

    Args:
        theatre: the theatre.
        evidence: claims to begin with.
    """

    def __init__(self, theatre: Theatre, evidence: Iterable[Evidence] = ()) -> None:
        self.theatre = theatre
        self.book = Book(theatre)
        self.learning = Learning(self.book)
        self.add(evidence)

    def add(self, evidence: Iterable[Evidence]) -> None:
        """Take in more claims; those that are there already play no part."""
        self.book.add(evidence)
        self.learning.forget_from(0.0)

    def picture(self, on: datetime, known_by: datetime | None = None) -> Picture:
        """Return who holds what at `on`, as known by `known_by`.

        A place that has neither a baseline nor a claim by then is not in the picture: it is unknown. One with a
        baseline of which nobody speaks leans on its neighbours, and is marked as inferred. Countries, regions, areas
        and waters are never in it. Links are in it where claims speak of them; rows of the pack that open and shut
        crossings are left to `Link.is_in_use`.

        Args:
            on: the instant asked about, aware.
            known_by: claims told later do not count; None counts all.
        """
        links = self.links(on, known_by)
        layout, ends, later = self.accounts(on, known_by)
        places = {standing.place: standing for standing in standings(self.book, layout, ends)}
        places |= inferred(self.book, layout, ends, later, cut(links), self.roads)
        return Picture(theatre=self.theatre.id, on=on, known_by=known_by, places=places, links=links)

    def links(self, on: datetime, known_by: datetime | None = None) -> dict[str, LinkStanding]:
        """Return the standing of every link that claims speak of."""
        return link_standings({link: of.values() for link, of in self.book.links.items()}, on, known_by)

    def accounts(
        self, on: datetime, known_by: datetime | None = None, places: Iterable[int] | None = None
    ) -> tuple[Layout, Run, Told]:
        """Return the accounts of places, what they come to, and the claims about a later time.

        Args:
            on: the instant asked about.
            known_by: claims told later do not count; None counts all.
            places: numbers of the only places asked about; None for all.
        """
        layout, later, _ = self._lay_out(seconds(on), _clock(known_by), places)
        return layout, run(layout), later

    def account(self, place: int, on: float, known_by: float, named: int = NONE) -> tuple[Layout, Ints]:
        """Return the account of one place, and the claims that were folded into others: (claim, place, by which).

        Args:
            place: its number.
            on: the instant asked about, in seconds.
            known_by: claims told later do not count.
            named: a side that the account is to name, whoever else it names.
        """
        layout, _, folded = self._lay_out(on, known_by, [place], named)
        return layout, folded[folded[:, 1] == place]

    def _lay_out(
        self, on: float, known_by: float, places: Iterable[int] | None, named: int = NONE
    ) -> tuple[Layout, Told, Ints]:
        book, trust = self.book, self.learning.trust(known_by)
        if places is None:
            past, later, folded = told(book, on, known_by, None, trust)
            return lay_out(book, past, on, past, later), later, folded
        asked = sorted(set(places))
        around, later, folded = told(book, on, known_by, book.with_neighbours(asked), trust)
        past = around.only(np.isin(around.place, asked))
        return lay_out(book, past, on, around, later, asked, named), later, folded

    def standing(self, place_id: str, on: datetime, known_by: datetime | None = None) -> Standing:
        """Return the standing of one place: the same that the picture has, without making all of it."""
        place = self.theatre.gazetteer.get(place_id)
        if place is None or place.is_extended:
            return Standing(place=place_id, state="unknown")
        number = self.book.place_number(place_id)
        layout, ends, _ = self.accounts(on, known_by, [number])
        found = next(standings(self.book, layout, ends), None)
        if found is None or has_own_claims(self.book, layout)[0]:
            return found or Standing(place=place_id, state="unknown")
        around = [number, *map(self.book.place_number, self.near(place_id, on, known_by))]
        layout, ends, later = self.accounts(on, known_by, around)
        leaning = inferred(self.book, layout, ends, later, self._cut(on, known_by), self.roads)
        return leaning.get(place_id) or found

    def near(self, place_id: str, on: datetime, known_by: datetime | None = None) -> dict[str, float]:
        """Return the places that one may lean on, with their distance by road in km."""
        return self.roads.around(place_id, weights()["spread"]["reach_km"], self._cut(on, known_by))

    def _cut(self, on: datetime, known_by: datetime | None) -> frozenset[str]:
        return cut(self.links(on, known_by))

    def weighed(self, number: int, known_by: float = FOREVER) -> Weighed:
        """Return a claim, by its row, with its terms, that of its voice's record among them."""
        weighed = self.book.weighed(number)
        if not weighed.bearing.sign:
            return weighed
        voice = int(self.book.column("voice")[number])
        record = self.learning.term(voice, known_by)
        return replace(weighed, terms=(*weighed.terms, record)) if record.weight else weighed

    def idle(self, place_id: str, on: datetime | float, known_by: float) -> list[int]:
        """Return the rows of claims that name a place, or its region as a whole, and are of no later time."""
        book = self.book
        named = book.naming(place_id)
        rows = book.table.rows[named]
        at = on if isinstance(on, float) else seconds(on)
        is_told = (rows["known_from"] <= known_by) & (rows["counts_from"] <= at)
        return named[is_told].tolist()

    def why_idle(self, number: int, known_by: float) -> str:
        """Return why a claim that speaks for somebody counts nothing; empty where its bearing says so."""
        item, row = self.book.evidence[number], self.book.table.rows[number]
        if row["withdrawn"] <= known_by and item.withdrawn:
            word = "corrected" if self.book.is_corrected(number) else "taken back"
            return f"{word} on {item.withdrawn.date().isoformat()}: {item.withdrawn_why}"
        return "from before the baseline, which starts afresh" if row["sign"] else ""

    @cached_property
    def roads(self) -> Roads:
        """The roads along which places lean on each other."""
        holders = {
            self.book.places.names[place]: self.book.states.names[rows[0][1]]
            for place, rows in self.book.baseline.items()
        }
        return Roads(self.theatre.links, holders)


def _clock(known_by: datetime | None) -> float:
    return FOREVER if known_by is None else seconds(known_by)


def cut(links: dict[str, LinkStanding]) -> frozenset[str]:
    """Return the ids of the links that are cut."""
    return frozenset(id_ for id_, link in links.items() if link.state == "cut")


def picture(
    theatre: Theatre, evidence: Iterable[Evidence], on: datetime, known_by: datetime | None = None
) -> Picture:
    """Return who holds what at `on`, as known by `known_by`: see `Control.picture`.

    The order of the evidence plays no part, nor does hearing it twice.
    """
    return Control(theatre, evidence).picture(on, known_by)
