"""Places of OpenStreetMap beside those of a gazetteer: the same one is one row, with both sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from whoholds.terrain import Place
from whoholds.terrain.names import fold, without_article
from whoholds.theatres.making.draft import Draft, free_id, slug
from whoholds.theatres.making.grid import straight_km
from whoholds.theatres.making.openstreetmap import Tagged
from whoholds.theatres.making.osm_words import names_of
from whoholds.theatres.making.shapes import Outline

SAME_KM = 5.0
"""Two rows of one name so near to each other are one place."""
COAST_KM = 2.0
"""An outline is drawn coarsely; a place so far outside is still the country's."""
BUILT = frozenset({"capital", "city", "town", "village", "suburb"})


class Merger:
    """Adds places of OpenStreetMap to a draft.

    Args:
        draft: its places are those of the gazetteer; they may be changed and added to.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._outlines = {
            code: outline
            for code in draft.wishes.countries
            if (country := draft.countries.get(code)) and (outline := Outline(country.polygons))
        }
        self._by_key: dict[str, list[str]] = {}
        for place in draft.places.values():
            self._index(place)

    def add(self, found: Iterable[Tagged]) -> None:
        """Merge what OpenStreetMap has, the larger first; crossings are left to `crossings`."""
        wanted = [each for each in found if each.kind != "crossing"]
        for each in sorted(wanted, key=lambda each: (-_people(each), each.source)):
            country = self._country_at(each)
            names = names_of(each.tags)
            if country and names and self._is_large_enough(each):
                self._merge(each, country, names)

    def _is_large_enough(self, each: Tagged) -> bool:
        return (
            each.kind not in BUILT or each.kind == "capital" or _people(each) >= self._draft.wishes.least_population
        )

    def _country_at(self, each: Tagged) -> str:
        """Return the theatre's country that a thing lies in; empty where it lies in none."""
        if not self._outlines:
            return self._draft.wishes.countries[0]
        near = min((outline.outside_km(each.at), code) for code, outline in self._outlines.items())
        return near[1] if near[0] <= COAST_KM else ""

    def _merge(self, each: Tagged, country: str, names: list[str]) -> None:
        twin = self._twin(each, names)
        if twin is None:
            place = _new(self._draft, each, country, names)
        else:
            spellings = dict.fromkeys(name for name in (*twin.other_names, *names) if name != twin.name)
            place = replace(
                twin, lat=round(each.at[0], 4), lon=round(each.at[1], 4), other_names=tuple(spellings),
                kind=each.kind if twin.kind in BUILT and twin.kind != "capital" else twin.kind,
                population=twin.population or _people(each),
                source=f"{twin.source}; position, spellings: OpenStreetMap {each.source}",
            )  # fmt: skip
        self._draft.places[place.id] = place
        self._index(place)

    def _twin(self, each: Tagged, names: list[str]) -> Place | None:
        """Return the nearest place of the same sort and one of the same names, `SAME_KM` away at most."""
        ids = {other for name in names for other in self._by_key.get(_key(name), ())}
        near = [
            (straight_km(each.at, (place.lat, place.lon)), place.id)
            for place in (self._draft.places[other] for other in ids)
            if (place.kind in BUILT) == (each.kind in BUILT)
        ]
        km, best = min(near, default=(SAME_KM + 1, ""))
        return self._draft.places[best] if km <= SAME_KM else None

    def _index(self, place: Place) -> None:
        for name in (place.name, *place.other_names):
            known = self._by_key.setdefault(_key(name), [])
            if place.id not in known:
                known.append(place.id)


def _new(draft: Draft, each: Tagged, country: str, names: list[str]) -> Place:
    return Place(
        id=free_id(slug(names[0]), each.source.split()[-1], draft.places), name=names[0],
        other_names=tuple(names[1:]), kind=each.kind, lat=round(each.at[0], 4), lon=round(each.at[1], 4),
        country=country, population=_people(each), source=f"OpenStreetMap {each.source}",
    )  # fmt: skip


def _people(each: Tagged) -> int:
    """Return the population that a tag tells; 0 where it tells none."""
    digits = re.sub(r"[\s,.'\u00a0\u202f]", "", each.tags.get("population", ""))
    return min(int(digits), 100_000_000) if re.fullmatch(r"[0-9]{1,12}", digits) else 0


def _key(name: str) -> str:
    return without_article(fold(name))
