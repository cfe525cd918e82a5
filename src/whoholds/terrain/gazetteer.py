"""The places of a theatre, found by any of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whoholds.errors import UnknownPlace
from whoholds.terrain.places import Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        place: the place.
        score: how well the name fits, 0 to 1; 1 is a name of the place letter for letter after folding.
        how: exact, folded, fuzzy, ...
    """

    place: Place
    score: float
    how: str


class Gazetteer:
    """Places by id and by name.

    Args:
        places: the places; ids are unique.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.id: place for place in places}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._places

    def __getitem__(self, place_id: str) -> Place:
        try:
            return self._places[place_id]
        except KeyError:
            raise UnknownPlace("is no place of this theatre", place_id, "see `whoholds where NAME`") from None

    def get(self, place_id: str) -> Place | None:
        """Return the place, or None."""
        return self._places.get(place_id)

    def candidates(self, name: str, *, fuzzy: bool = True, limit: int = 20) -> list[Candidate]:
        """Return the places that `name` may mean, best first; empty where none comes near."""
        raise NotImplementedError

    def spellings(self) -> Iterator[str]:
        """Yield every spelling of every place, as written, for the reader's search automaton."""
        raise NotImplementedError

    def find(self, words: str) -> Place:
        """Return the one place that an id or a name means, as typed by a person.

        Raises:
            UnknownPlace: if none does, or several do alike; the message offers the nearest names.
        """
        raise NotImplementedError
