"""Which places a picture is counted over: the same on maps and in briefs."""

from __future__ import annotations

from whoholds.model import Picture
from whoholds.terrain import Place
from whoholds.theatres import Theatre


def is_counted(place: Place, theatre: Theatre, picture: Picture) -> bool:
    """Return whether a place is drawn and counted.

    Every spot of the theatre's countries is; one abroad only if something is known of it. A theatre of the
    whole world has no countries of its own, so that there only known places count.
    """
    if place.is_extended:
        return False
    is_home = place.country in theatre.countries or (not place.country and bool(theatre.countries))
    return is_home or picture.standing(place.id).state != "unknown"
