"""Dates and credits as maps and briefs show them."""

from __future__ import annotations

from datetime import datetime, timedelta

from whoholds.model import Picture
from whoholds.theatres import Theatre


def date_line(theatre: Theatre, picture: Picture) -> str:
    """Return when the picture was true and by when it was known, in the theatre's days."""
    zone = theatre.time_zone
    text = f"{_moment(picture.on.astimezone(zone))}"
    if picture.known_by is not None:
        known = _moment(picture.known_by.astimezone(zone))
        text += ", as then known" if known == text else f", as known by {known[0].lower()}{known[1:]}"
    return f"{text} ({theatre.time_zone.key} time)"


def _moment(moment: datetime) -> str:
    # A question's day ends one second before midnight; people say the day.
    late = moment + timedelta(seconds=60)
    if late.date() != moment.date():
        return f"End of {day_text(moment)}"
    return f"{day_text(moment)}, {moment:%H:%M}"


def short_title(theatre: Theatre) -> str:
    """Return the theatre's title up to its first comma: packs put their period behind it."""
    return theatre.title.partition(",")[0]


def day_text(moment: datetime) -> str:
    """Return a day as people write it: 7 December 2024."""
    return f"{moment.day} {moment:%B} {moment.year}"


def credit_lines(theatre: Theatre) -> list[str]:
    """Return credits and licence, and what made the map."""
    lines = [" · ".join(theatre.credits)] if theatre.credits else []
    lines += [f"Data: {theatre.licence}"] if theatre.licence else []
    return [*lines, "Made by whoholds from published reports; everything leads back to them."]
