"""Short English for findings: lists, names of pieces, counts."""

from __future__ import annotations

from collections.abc import Iterable

from whoholds.consequences.pieces import Piece
from whoholds.consequences.side import SideGround

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def listed(names: Iterable[str]) -> str:
    """Return names as English lists them.

    >>> listed(["Orle", "Mirna", "Selk"])
    'Orle, Mirna and Selk'
    """
    *rest, last = list(names) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(2, "part"), counted(1, "place"), counted(40, "place")
    ('two parts', 'one place', '40 places')
    """
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def possessive(name: str) -> str:
    """Return a name's possessive.

    >>> possessive("the Crown"), possessive("Democratic Forces")
    ("the Crown's", "Democratic Forces'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def names_of(own: SideGround, ids: Iterable[str]) -> list[str]:
    """Return the names of places."""
    return [own.ground.theatre.gazetteer[name].name for name in ids]


def piece_name(own: SideGround, piece: Piece) -> str:
    """Return what a reader knows a piece by: its first place, what is to know of that, and its ports."""
    first = names_of(own, piece.places[:1])[0]
    ports = names_of(own, piece.ports)
    notes = ["the capital"] if piece.capital else []
    if own.ground.picture.standing(piece.places[0]).state == "contested":
        notes.append("contested")
    if ports and ports != [first]:
        notes.append(f"port{'s' if len(ports) > 1 else ''}: {listed(ports)}")
    return f"{first} ({'; '.join(notes)})" if notes else first


def capital_letter(text: str) -> str:
    """Return the sentence with its first letter raised."""
    return text[:1].upper() + text[1:]
