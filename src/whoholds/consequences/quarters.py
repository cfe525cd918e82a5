"""What belongs to a town and falls with it: its port, its base, its airfield, its suburbs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from whoholds.consequences.survey import QUARTERS, SETTLED
from whoholds.model import Picture, distance_km
from whoholds.terrain import Gazetteer, Place
from whoholds.theatres import Theatre

QUARTERS_KM = 5.0
"""A port, a base and an airfield belong to a town within this distance by air."""

SUBURBS_KM = 8.0
"""A suburb does within this: large cities spread that far from their middle."""

DEGREE_KM = 110.0
"""At least so many km lie between two parallels a degree apart."""

KEPT = 4
"""For so many gazetteers the order by latitude is kept."""


class _Belt:
    """Places in the order of their latitude, to look through the few that can be near."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = sorted(places, key=lambda place: (place.lat, place.id))
        self.lats = [place.lat for place in self.places]

    def near(self, spot: Place) -> list[tuple[float, Place]]:
        """Return the places within `SUBURBS_KM` of a spot, each with its distance in km."""
        span = SUBURBS_KM / DEGREE_KM
        first, last = bisect_left(self.lats, spot.lat - span), bisect_right(self.lats, spot.lat + span)
        found = ((distance_km(spot.lat, spot.lon, p.lat, p.lon), p) for p in self.places[first:last])
        return [(km, place) for km, place in found if km <= SUBURBS_KM]


@lru_cache(maxsize=KEPT)
def _belts(gazetteer: Gazetteer) -> tuple[_Belt, _Belt]:
    """Return the quarters and the towns of a gazetteer, which is never changed once made."""
    quarters = [place for place in gazetteer if place.kind in QUARTERS]
    return _Belt(quarters), _Belt([place for place in gazetteer if place.kind in SETTLED])


def quarters_of(theatre: Theatre, picture: Picture, place_id: str) -> list[str]:
    """Return ids of what falls with a town: quarters near it, nearer to no other town, in its holder's hands.

    None for a place that is no town, or that nobody holds. A quarter that holds out while its town falls has
    to be supposed so: "hts takes aleppo", "the government takes aleppo airport". Cost: O(places of its belt
    of latitude), after one sorting of all places.
    """
    town, holder = theatre.gazetteer[place_id], picture.holder(place_id)
    if town.kind not in SETTLED or holder is None:
        return []
    quarters, towns = _belts(theatre.gazetteer)
    near = [(km, place) for km, place in quarters.near(town) if km <= _reach_km(place)]
    held = [(km, place) for km, place in near if picture.holder(place.id) == holder]
    return [place.id for km, place in held if all(other is town or km < far for far, other in towns.near(place))]


def _reach_km(quarter: Place) -> float:
    return SUBURBS_KM if quarter.kind == "suburb" else QUARTERS_KM
