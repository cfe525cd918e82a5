"""All standings of a theatre at (on, known_by), and any one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from whoholds.control.book import FOREVER, Book
from whoholds.control.columns import NONE, Ints, seconds
from whoholds.control.filter import Run, run
from whoholds.control.ground import Ground
from whoholds.control.inferred import Inference, has_own_claims
from whoholds.control.kept import Kept
from whoholds.control.layout import Layout, lay_out
from whoholds.control.learning import Learning, Regard
from whoholds.control.links import link_standings
from whoholds.control.spread import Roads
from whoholds.control.told import Told, told
from whoholds.control.verdict import standings
from whoholds.control.weigh import Weighed
from whoholds.control.weights import weights
from whoholds.model import Evidence, LinkStanding, Picture, Standing
from whoholds.theatres import Theatre


@dataclass
class _Last:
    """The picture that was asked for last, and what it was made from.

    Attributes:
        on: the instant asked about.
        known_by: claims told later do not count.
        regard: what was thought of voices.
        cut: ids of the links that are cut.
        inference: what is said of places themselves.
        own: standings by that alone, by place id.
        places: standings with those that lean on neighbours, by place id.
    """

    on: datetime
    known_by: datetime | None
    regard: Regard
    cut: frozenset[str]
    inference: Inference
    own: dict[str, Standing] = field(default_factory=dict)
    places: dict[str, Standing] = field(default_factory=dict)

    def is_of(self, on: datetime, known_by: datetime | None, regard: Regard, cut: frozenset[str]) -> bool:
        """Return whether it is of these clocks, records and roads."""
        same = (self.on, self.known_by, self.cut) == (on, known_by, cut) and self.inference.is_current
        return same and self.regard.is_as(regard)


class Control:
    """Who holds what in a theatre: claims come in, standings at any two clocks come out.

    A report more touches what it speaks of, and the picture asked for last is mended rather than made anew; it
    is, to the last bit, the picture that all claims at once would give, in whatever order they came.

    Args:
        theatre: the theatre.
        evidence: claims to begin with.
    """

    def __init__(self, theatre: Theatre, evidence: Iterable[Evidence] = ()) -> None:
        self.theatre = theatre
        self.book = Book(theatre)
        self.learning = Learning(self.book)
        self._last: _Last | None = None
        self._kept = Kept()
        self._touched: set[int] = set()
        self.add(evidence)

    def add(self, evidence: Iterable[Evidence]) -> None:
        """Take in more claims; those that are there already play no part."""
        count = len(self.book.table)
        self._touched |= self.book.add(evidence)
        new = self.book.column("known_from")[count:]
        if len(new):
            self.learning.forget_from(float(new.min()))

    def picture(self, on: datetime, known_by: datetime | None = None) -> Picture:
        """Return who holds what at `on`, as known by `known_by`.

        A place that has neither a baseline nor a claim by then is not in the picture: it is unknown. One with a
        baseline of which nobody speaks leans on its neighbours, and is marked as inferred. Countries, regions,
        areas and waters are never in it. Links are in it where claims speak of them; rows of the pack that open
        and shut crossings are left to `Link.is_in_use`.

        Args:
            on: the instant asked about, aware.
            known_by: claims told later do not count; None counts all.
        """
        links, regard = self.links(on, known_by), self.learning.regard(_clock(known_by))
        last = self._last
        if last is None or not last.is_of(on, known_by, regard, cut(links)):
            inference = Inference(self.book, self.roads, self.ground, cut(links))
            last = self._last = _Last(on, known_by, regard, cut(links), inference)
            self._mend(last, None)
        elif self._touched:
            self._mend(last, self.book.with_neighbours(self._spots(self._touched)))
        self._touched = set()
        return Picture(theatre=self.theatre.id, on=on, known_by=known_by, places=dict(last.places), links=links)

    def _spots(self, touched: set[int]) -> set[int]:
        """Return the spots that claims about places and regions speak of."""
        areas = touched & set(self.book.areas())
        return (touched - areas) | {spot for area in areas for spot in self.book.spots_in(area).tolist()}

    def _mend(self, last: _Last, places: Iterable[int] | None) -> None:
        """Work out places of a picture, all where None, and those that lean on them."""
        layout, ends, later = self.accounts(last.on, last.known_by, places, self._kept)
        names = self.book.places.names
        for place in set(places or ()) - set(layout.places.tolist()):
            last.inference.forget(place)
            last.own.pop(names[place], None)
            last.places.pop(names[place], None)
        last.own.update({standing.place: standing for standing in standings(self.book, layout, ends)})
        touched = last.inference.update(layout, ends, later)
        leaning = last.inference.standings(touched)
        for place in touched | set(layout.places.tolist()):
            last.places[names[place]] = leaning.get(place) or last.own[names[place]]

    def links(self, on: datetime, known_by: datetime | None = None) -> dict[str, LinkStanding]:
        """Return the standing of every link that claims speak of."""
        return link_standings({link: of.values() for link, of in self.book.links.items()}, on, known_by)

    def accounts(
        self,
        on: datetime,
        known_by: datetime | None = None,
        places: Iterable[int] | None = None,
        kept: Kept | None = None,
    ) -> tuple[Layout, Run, Told]:
        """Return the accounts of places, what they come to, and the claims about a later time.

        Args:
            on: the instant asked about.
            known_by: claims told later do not count; None counts all.
            places: numbers of the only places asked about; None for all.
            kept: what runs before came to; takes in this one.
        """
        at, clock = seconds(on), _clock(known_by)
        asked = None if places is None else sorted(set(places))
        regard = self.learning.regard(clock)
        heard = told(self.book, at, clock, asked, regard.trust, regard.repeats)
        layout = lay_out(self.book, heard, at, asked)
        return layout, run(layout, kept), heard.later

    def account(self, place: int, on: float, known_by: float, named: int = NONE) -> tuple[Layout, Ints]:
        """Return the account of one place, and the claims that were folded into others: (claim, place, by which).

        Args:
            place: its number.
            on: the instant asked about, in seconds.
            known_by: claims told later do not count.
            named: a side that the account is to name, whoever else it names.
        """
        regard = self.learning.regard(known_by)
        heard = told(self.book, on, known_by, [place], regard.trust, regard.repeats)
        return lay_out(self.book, heard, on, [place], named), heard.folded[heard.folded[:, 1] == place]

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
        inference = Inference(self.book, self.roads, self.ground, self._cut(on, known_by))
        inference.update(*self.accounts(on, known_by, around), frozenset({number}))
        return inference.standings([number]).get(number) or found

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
        return weighed.plus(record) if record.weight else weighed

    def idle(self, place_id: str, on: float, known_by: float) -> list[int]:
        """Return the rows of claims that name a place, or its region as a whole, and are of no later time."""
        book = self.book
        named = book.naming(place_id)
        rows = book.table.only(named)
        is_told = (rows["known_from"] <= known_by) & (rows["counts_from"] <= on)
        rows_told: list[int] = named[is_told].tolist()
        return rows_told

    def why_idle(self, number: int, known_by: float) -> str:
        """Return why a claim that speaks for somebody counts nothing; empty where its bearing says so."""
        item, row = self.book.evidence[number], self.book.table.only(number)
        if row["withdrawn"] <= known_by and item.withdrawn:
            word = "corrected" if self.book.is_corrected(number) else "taken back"
            return f"{word} on {item.withdrawn.date().isoformat()}: {item.withdrawn_why}"
        return "from before the baseline, which starts afresh" if row["sign"] else ""

    @cached_property
    def roads(self) -> Roads:
        """The roads along which places lean on each other."""
        return Roads(self.theatre.links, self._holders())

    @cached_property
    def ground(self) -> Ground:
        """Where places are, and who held them from the start."""
        return Ground(self.theatre.gazetteer, self._holders())

    def _holders(self) -> dict[str, str]:
        """Return who held each place by its first baseline row, by place id."""
        book = self.book
        return {book.places.names[place]: book.states.names[rows[0][1]] for place, rows in book.baseline.items()}


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
