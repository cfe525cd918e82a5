"""What changed between two days: places that changed hands or became contested, links cut and opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import numpy as np

from whoholds.control.book import Book
from whoholds.control.columns import Ints, seconds
from whoholds.control.filter import Run, rows_of
from whoholds.control.layout import Layout
from whoholds.control.picture import Control
from whoholds.control.verdict import day, standings, verdicts
from whoholds.control.weights import CONTESTED, weights
from whoholds.model import Evidence, Finding, LinkStanding, Standing
from whoholds.terrain import Link
from whoholds.theatres import Theatre


def changes(
    theatre: Theatre,
    evidence: Iterable[Evidence],
    since: datetime,
    until: datetime,
    known_by: datetime | None = None,
) -> list[Finding]:
    """Return what differs between the pictures of two instants, what matters most first.

    Kinds: `changed-hands`, `changed-and-back`, `newly-contested`, `settled` (contested before),
    `first-known`, `lost-sight`, `link-cut`, `link-opened`. The data of each name the claims that speak
    for it, and `from` and `to`; a place that changed hands and back has its `trail`.

    Args:
        theatre: the theatre.
        evidence: all claims.
        since: the earlier instant.
        until: the later instant.
        known_by: claims told later do not count for either; None counts all.
    """
    return changes_of(Control(theatre, evidence), since, until, known_by)


def changes_of(
    control: Control, since: datetime, until: datetime, known_by: datetime | None = None
) -> list[Finding]:
    """Return what differs between the pictures of two instants: see `changes`."""
    theatre, book = control.theatre, control.book
    layout, ends, _ = control.accounts(since, known_by)
    before = {standing.place: standing for standing in standings(book, layout, ends)}
    layout, ends, _ = control.accounts(until, known_by)
    after = list(standings(book, layout, ends))
    found = [
        finding
        for i, now in enumerate(after)
        if now.place in theatre.gazetteer and not theatre.gazetteer[now.place].is_extended
        for finding in _place_changes(_Course(book, layout, ends, i), before.get(now.place), now, seconds(since))
    ]
    found += _link_changes(
        theatre,
        control.links(since, known_by),
        control.links(until, known_by),
        since.astimezone(theatre.time_zone).date(),
    )
    return sorted(found, key=lambda finding: (finding.rank, finding.places, finding.kind))


class _Course:
    """The moments of one place, and what it was after each.

    Args:
        book: the claims.
        layout: the accounts.
        ends: what they come to.
        index: of the place.
    """

    def __init__(self, book: Book, layout: Layout, ends: Run, index: int) -> None:
        self.book = book
        self._layout, self._ends, self._index = layout, ends, index

    def after(self, since: float) -> Ints:
        """Return the moments after an instant."""
        moments = rows_of(self._layout, self._index)
        return moments[self._layout.at[moments] > since]

    def trail(self, since: float) -> list[tuple[str, str, str | None]]:
        """Return (day, state, holder) of every moment after `since` that left the place in another state."""
        some = self.after(since)
        if not len(some):
            return []
        codes = verdicts(self._ends.after[some]).codes().tolist()
        last = self._code_before(int(some[0]))
        trail: list[tuple[str, str, str | None]] = []
        for moment, code in zip(some.tolist(), codes, strict=True):
            if code != last:
                at = day(float(self._layout.at[moment]), self.book.theatre.time_zone) or ""
                trail.append((at, *self._told(code)))
            last = code
        return trail

    def _code_before(self, moment: int) -> int | None:
        """Return the verdict before a moment; None where the account begins with it."""
        if moment > self._layout.start[self._index]:
            return int(verdicts(self._ends.after[moment - 1 : moment]).codes()[0])
        if np.isnan(self._layout.begun[self._index]):
            return None
        return int(verdicts(self._layout.first[self._index : self._index + 1]).codes()[0])

    def _told(self, code: int) -> tuple[str, str | None]:
        if code <= 0:
            return ("contested" if code == 0 else "unknown"), None
        return "held", self.book.states.names[int(self._layout.states[self._index, code])]

    def claims_for(self, now: Standing, was: Standing, since: float) -> list[str]:
        """Return the claims since then that speak for the new state, or against the old holder."""
        number, told, book = self.book.states.number, self._layout.told, self.book
        wanted = {(number(now.holder or now.state), 1), (number(was.holder or CONTESTED), -1)}
        entries = np.flatnonzero(np.isin(self._layout.moment, self.after(since)) & (told.weight > 0))
        signs = book.column("sign")[told.number[entries]]
        pairs = zip(told.number[entries].tolist(), told.state[entries].tolist(), signs.tolist(), strict=True)
        return [book.evidence[n].claim.claim.id for n, state, sign in pairs if (state, sign) in wanted]


def _place_changes(course: _Course, old: Standing | None, now: Standing, since: float) -> Iterator[Finding]:
    theatre = course.book.theatre
    was = old or Standing(place=now.place, state="unknown")
    trail = course.trail(since)
    kind = _kind(was, now, [holder for _, _, holder in trail])
    if not kind:
        return
    data = {
        "from": was.holder or was.state,
        "to": now.holder or now.state,
        "p": now.p,
        "since": now.since,
        "claims": course.claims_for(now, was, since),
        "trail": [{"on": on, "state": state, "holder": holder} for on, state, holder in trail],
    }
    says = weights()["changes"][kind]
    text = says["says"].format(
        place=_place_name(theatre, now.place),
        was=_side_name(theatre, was.holder) or was.state,
        now=_side_name(theatre, now.holder) or now.state,
    )
    yield Finding(kind=kind, text=text, side=now.holder, places=(now.place,), rank=says["rank"], data=data)


def _kind(was: Standing, now: Standing, holders_between: list[str | None]) -> str:
    if (was.state, was.holder) == (now.state, now.holder):
        others = {holder for holder in holders_between if holder and holder != now.holder}
        return "changed-and-back" if others and now.holder else ""
    if now.state == "held":
        return {"held": "changed-hands", "contested": "settled"}.get(was.state, "first-known")
    return "newly-contested" if now.state == "contested" else "lost-sight"


def _link_changes(
    theatre: Theatre, before: dict[str, LinkStanding], after: dict[str, LinkStanding], since: date
) -> Iterator[Finding]:
    links = {link.id: link for link in theatre.links}
    shut = {link.id for link in theatre.links if link.is_shut and not link.is_in_use(since)}
    for id_, now in after.items():
        was = before[id_].state if id_ in before else "cut" if id_ in shut else "open"
        kind = {"cut": "link-cut", "open": "link-opened"}.get(now.state, "")
        if kind and was != now.state:
            says, link = weights()["changes"][kind], links[id_]
            yield Finding(
                kind=kind,
                text=says["says"].format(place=_link_name(theatre, link)),
                places=(link.start, link.end),
                rank=says["rank"],
                data={"link": id_, "from": was, "to": now.state, "p": now.p, "claims": list(now.claims)},
            )


def _place_name(theatre: Theatre, place_id: str) -> str:
    place = theatre.gazetteer.get(place_id)
    return place.name if place else place_id


def _link_name(theatre: Theatre, link: Link) -> str:
    ends = f"{_place_name(theatre, link.start)}–{_place_name(theatre, link.end)}"
    return f"the {link.road} between {ends}" if link.road else f"the way {ends}"


def _side_name(theatre: Theatre, side: str | None) -> str:
    actor = theatre.register.get(side) if side else None
    return actor.name if actor else side or ""
