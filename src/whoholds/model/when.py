"""Time as an interval with a precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from whoholds.errors import QuestionError
from whoholds.model.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class When:
    """An interval of time, with the words it came from.

    Attributes:
        start: first instant, aware, in the theatre's time zone.
        end: first instant after it, aware. Never before `start`.
        precision: the grain of the words: a "day" is known to the day and no better.
        text: the words, empty where there were none.
        value: TIMEX3 value of the words, such as "2024-12-06TNI"; empty where there is none.
    """

    start: datetime
    end: datetime
    precision: Precision
    text: str = ""
    value: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the interval as the contract writes it: wall-clock times of the theatre, no offset."""
        return {
            "text": self.text,
            "start": wall(self.start, self.precision),
            "end": wall(self.end, self.precision),
            "precision": "hour" if self.precision == "minute" else self.precision,
        }


def wall(moment: datetime, precision: Precision = "minute") -> str:
    """Return a wall-clock time; midnight of a day-or-coarser interval is written as a date.

    >>> wall(datetime(2024, 12, 6, tzinfo=UTC), "day")
    '2024-12-06'
    """
    if precision in {"day", "month", "year"} and moment.time() == time():
        return moment.date().isoformat()
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def parse_moment(words: str, zone: tzinfo = UTC) -> tuple[datetime, Precision]:
    """Return the instant that an ISO date or date-time names, and its precision.

    A month or a year counts from its first day. Times without an offset are read in `zone`,
    times with one are moved into it.

    Raises:
        QuestionError: if the words are no ISO date or time.

    >>> parse_moment("2024-12-07")
    (datetime.datetime(2024, 12, 7, 0, 0, tzinfo=datetime.timezone.utc), 'day')
    """
    words = words.strip()
    grain: Precision = {4: "year", 7: "month", 10: "day"}.get(len(words), "minute")  # type: ignore[assignment]
    padded = words + {"year": "-01-01", "month": "-01"}.get(grain, "")
    try:
        moment = datetime.fromisoformat(padded)
    except ValueError:
        raise QuestionError("is no date or time", words, "write it as 2024-12-07 or 2024-12-07T10:00") from None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone), grain
    return moment.astimezone(zone), grain


def end_of(moment: datetime, precision: Precision) -> datetime:
    """Return the first instant after the minute, hour, day, month or year that starts at `moment`."""
    match precision:
        case "minute":
            return moment + timedelta(minutes=1)
        case "hour":
            return moment + timedelta(hours=1)
        case "day":
            return moment + timedelta(days=1)
        case "month":
            return (moment.replace(day=1) + timedelta(days=32)).replace(day=1)
        case "year":
            return moment.replace(year=moment.year + 1, month=1, day=1)


def as_of(words: str, zone: tzinfo = UTC) -> datetime:
    """Return the last instant that a question's time covers: `2024-12-07` asks of the end of that day."""
    moment, precision = parse_moment(words, zone)
    return end_of(moment, precision) - timedelta(seconds=1)


def day_of(day: date, zone: tzinfo = UTC) -> When:
    """Return the interval of one day in `zone`."""
    start = datetime.combine(day, time(), zone)
    return When(start, start + timedelta(days=1), "day", value=day.isoformat())


def utc_text(moment: datetime) -> str:
    """Return the instant as sortable UTC text, the form in which ledgers keep it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
