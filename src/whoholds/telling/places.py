"""Which places a picture is counted over: the same on maps and in briefs."""

from __future__ import annotations

from whoholds.model import Picture
from whoholds.terrain import Place
from whoholds.theatres import Theatre


def is_counted(place: Place, theatre: Theatre, picture: Picture) -> bool:
    """Return whether a place is drawn and counted: every spot, but those abroad only if something is known."""
    if place.is_extended:
        return False
    is_home = not theatre.countries or not place.country or place.country in theatre.countries
    return is_home or picture.standing(place.id).state != "unknown"
