"""The parts that a side's territory falls into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from whoholds.consequences.ground import Choice, Ground, ground_of
from whoholds.consequences.side import Roads, SideGround
from whoholds.model import Picture
from whoholds.terrain import LinkKind
from whoholds.theatres import Theatre

PieceKind = Literal["main", "isolated", "part", "pocket"]

NOTABLE_PEOPLE_SHARE = 0.05
"""Above this share of a side's people a piece is territory rather than a pocket."""

NOTABLE_PLACES_SHARE = 0.1
"""The same for its places, of which many are villages and road ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Places of one side that roads connect over its own ground.

    Attributes:
        places: ids, the first by capital and population in front.
        roads: "main" or "all": which roads connect them.
        capital: id of the side's capital, where the piece has it.
        ports: ids of its ports.
        crossings: ids of its crossings.
        borders: ids of the countries that an open crossing of the piece leads to.
        airfields: ids of its airfields.
        bases: ids of its bases.
        population: people in its places, where known.
        is_isolated: whether it is a single place that no road of the ground touches.
        shores: ids of the friendly shores and open seas that its ports lead to.
        kind: "main": it has the capital, or the first place where another side holds that; "isolated":
            a single place; "part": notable territory; "pocket": any other.
    """

    places: tuple[str, ...]
    roads: Roads
    capital: str | None = None
    ports: tuple[str, ...] = ()
    crossings: tuple[str, ...] = ()
    borders: tuple[str, ...] = ()
    airfields: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    population: int = 0
    is_isolated: bool = False
    shores: tuple[str, ...] = ()
    kind: PieceKind = "pocket"

    @property
    def assets(self) -> tuple[str, ...]:
        """Ids of what makes the piece matter: capital, ports, crossings, airfields, bases."""
        capital = (self.capital,) if self.capital else ()
        return (*capital, *self.ports, *self.crossings, *self.airfields, *self.bases)

    @property
    def has_way_out(self) -> bool:
        """Whether an open crossing, an open sea or a friendly shore is reached inside the piece."""
        return bool(self.borders or self.shores)

    def is_notable(self, people: int, places: int) -> bool:
        """Return whether the piece is territory rather than a pocket, measured by the side's whole.

        It is with the capital, with a port that roads join to more, with a twentieth of the side's people,
        or with a tenth of its places.
        """
        if self.capital or (self.ports and not self.is_isolated):
            return True
        share = (self.population / people if people else 0.0, len(self.places) / places if places else 0.0)
        return share[0] > NOTABLE_PEOPLE_SHARE or share[1] > NOTABLE_PLACES_SHARE

    def to_json(self) -> dict[str, Any]:
        """Return the piece as the contract writes it, with its figures beside."""
        return {
            "places": list(self.places),
            "assets": list(self.assets),
            "roads": self.roads,
            "capital": self.capital,
            "ports": list(self.ports),
            "crossings": list(self.crossings),
            "borders": list(self.borders),
            "airfields": list(self.airfields),
            "bases": list(self.bases),
            "population": self.population,
            "is_isolated": self.is_isolated,
            "shores": list(self.shores),
            "kind": self.kind,
            "has_way_out": self.has_way_out,
        }


def pieces(
    theatre: Theatre, picture: Picture, side: str, *, roads: Roads = "main", ground: Ground | Choice = "likely"
) -> list[Piece]:
    """Return the parts that a side's territory falls into, the capital's first, then the largest.

    On main roads, places that no main road touches take no part. Cost: O(places + links).

    Args:
        theatre: the theatre.
        picture: the standings.
        side: id of the side.
        roads: which roads may connect.
        ground: which ground counts, or the picture's ground where it is already built.

    Raises:
        UnknownActor: if the theatre has no such side.
    """
    own = ground_of(theatre, picture, ground).of(side)
    found = [piece_of(own, part, roads) for part in own.parts(roads)]
    return sorted(found, key=lambda p: (p.capital is None, -p.population, -len(p.places), p.places))


def piece_of(own: SideGround, part: Iterable[int], roads: Roads) -> Piece:
    """Describe one connected part of a side's ground."""
    network = own.network
    numbers = sorted(part, key=lambda n: network.places[n].id)
    numbers.sort(key=own.weight, reverse=True)
    inside = set(numbers)
    piece = Piece(
        places=tuple(network.places[n].id for n in numbers),
        roads=roads,
        capital=network.places[own.capital].id if own.capital in inside else None,
        ports=tuple(network.places[n].id for n in numbers if n in network.ports),
        crossings=_of_kind(own, numbers, "crossing"),
        borders=_beyond(own, numbers, "crossing"),
        shores=_beyond(own, numbers, "sea"),
        airfields=_of_kind(own, numbers, "airfield"),
        bases=_of_kind(own, numbers, "base"),
        population=sum(network.places[n].population for n in numbers),
        is_isolated=len(numbers) == 1,
    )
    return replace(piece, kind=_kind(own, piece, inside))


def _kind(own: SideGround, piece: Piece, inside: set[int]) -> PieceKind:
    if own.origin in inside:
        return "main"
    whole = (own.main_people, len(own.main_members)) if piece.roads == "main" else (own.people, len(own.members))
    if piece.is_isolated:
        return "isolated"
    return "part" if piece.is_notable(*whole) else "pocket"


def _of_kind(own: SideGround, numbers: Sequence[int], kind: str) -> tuple[str, ...]:
    places = own.network.places
    return tuple(places[n].id for n in numbers if places[n].kind == kind)


def _beyond(own: SideGround, numbers: Sequence[int], kind: LinkKind) -> tuple[str, ...]:
    network = own.network
    ways = (way for n in numbers for way in network.exits_at.get(n, ()))
    ids = (network.places[way.b].id for way in ways if way.link.kind == kind and own.can_leave_by(way))
    return tuple(dict.fromkeys(ids))
