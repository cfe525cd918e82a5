"""Which places a picture is counted over: the same on maps and in briefs."""

from __future__ import annotations

from whoholds.model import Picture
from whoholds.terrain import Place
from whoholds.theatres import Theatre


def counted_places(theatre: Theatre, picture: Picture) -> list[Place]:
    """Return the places that are drawn and counted.

    Every spot of the theatre's countries is; one abroad only if something is known of it. A theatre of the
    whole world has no countries of its own: there only known places count, and only they are looked up.
    """
    if theatre.countries:
        return [place for place in theatre.gazetteer if _is_counted(place, theatre, picture)]
    known = (theatre.gazetteer.get(id_) for id_ in picture.places)
    return [place for place in known if place and _is_counted(place, theatre, picture)]


def _is_counted(place: Place, theatre: Theatre, picture: Picture) -> bool:
    if place.is_extended:
        return False
    is_home = bool(theatre.countries) and (not place.country or place.country in theatre.countries)
    return is_home or picture.standing(place.id).state != "unknown"
