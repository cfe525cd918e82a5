"""Names for people: of places, sides and states, with marks that need no colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoholds.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whoholds.theatres import Theatre

MARKS = {"held": "●", "contested": "◐", "unknown": "○"}
"""One sign a state, told apart by shape: colours are for those who see them."""


def place_name(theatre: Theatre, place_id: str) -> str:
    """Return the name of a place; its id where the theatre has none of that id."""
    place = theatre.gazetteer.get(place_id)
    return place.name if place else place_id


def place_names(theatre: Theatre, ids: Iterable[str], most: int = 12) -> str:
    """Return the names of places in one line; beyond `most` only how many more there are."""
    names = [place_name(theatre, id_) for id_ in ids]
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def side_name(theatre: Theatre, side: str | None) -> str:
    """Return the name of a side; its id where the register has none of that id, nothing for None."""
    actor = theatre.register.get(side) if side else None
    return actor.name if actor else side or ""


def state_text(theatre: Theatre, standing: Standing) -> str:
    """Return a standing in words, with its sign: "● Hayat Tahrir al-Sham"."""
    words = side_name(theatre, standing.holder) if standing.state == "held" else standing.state
    return f"{MARKS[standing.state]} {words}"


def share(p: float) -> str:
    """Return a probability as people write it; never 100 % where it is not.

    >>> share(0.9996), share(1.0), share(0.5)
    ('>99 %', '100 %', '50 %')
    """
    if p >= 1:
        return "100 %"
    percent = round(100 * p)
    return ">99 %" if percent == 100 else "<1 %" if percent == 0 and p > 0 else f"{percent} %"  # noqa: PLR2004


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "place"), counted(2, "place")
    ('1 place', '2 places')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
