"""What the times in a question mean at a desk, and what they are where none is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from whoholds.ledger import Ledger
from whoholds.model import as_of, parse_moment
from whoholds.theatres import Theatre


class Clocks:
    """The times of a desk.

    Args:
        theatre: the theatre: its days are counted in its zone.
        ledger: the ledger: its newest report is the latest that can be asked about without saying when.
        now: the clock, for desks of which neither tells a time.
    """

    def __init__(self, theatre: Theatre, ledger: Ledger, now: Callable[[], datetime]) -> None:
        self.theatre = theatre
        self.ledger = ledger
        self._now = now

    def instant(self, words: str | None) -> datetime | None:
        """Return the instant that `--at` names: the start of a day; None stays None: now."""
        return parse_moment(words, self.theatre.time_zone)[0] if words else None

    def moment(self, words: str | None) -> datetime:
        """Return the instant that `--on` names: the end of a day; None for `default_on`."""
        return as_of(words, self.theatre.time_zone) if words else self.default_on()

    def known_by(self, words: str | None) -> datetime | None:
        """Return the instant that `--known-by` names; None stays None: all that is kept."""
        return as_of(words, self.theatre.time_zone) if words else None

    def default_on(self) -> datetime:
        """Return the end of the day of the newest report kept, else of the baseline, the theatre's first, today."""
        newest = self.ledger.newest_at()
        if newest is not None:
            return as_of(newest.astimezone(self.theatre.time_zone).date().isoformat(), self.theatre.time_zone)
        begun = self.baseline_day() or self.theatre.since
        return as_of(begun.isoformat(), self.theatre.time_zone) if begun else self._now()

    def baseline_day(self) -> date | None:
        """Return the day on which most of the baseline begins; None where it is empty."""
        days = [row.since for row in self.theatre.baseline]
        return max(set(days), key=lambda day: (days.count(day), day)) if days else None

    def default_since(self, until: datetime) -> datetime:
        """Return the end of the baseline's day if that lies before `until`, else a week before it."""
        begun = self.baseline_day()
        if begun:
            since = as_of(begun.isoformat(), self.theatre.time_zone)
            if since < until:
                return since
        return until - timedelta(days=7)

    def since(self, words: str | None, until: datetime) -> datetime:
        """Return the instant that `--since` names: the end of that day; None for `default_since`."""
        return as_of(words, self.theatre.time_zone) if words else self.default_since(until)
