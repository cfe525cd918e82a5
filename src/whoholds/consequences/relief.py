"""What a change joins again: the mirror of what it cuts off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoholds.consequences.pieces import Piece, piece_of
from whoholds.consequences.side import SideGround
from whoholds.consequences.survey import QUARTERS
from whoholds.consequences.turn import Turn, parts_in, torn
from whoholds.consequences.wording import listed, names_of, piece_name
from whoholds.model import Finding

THROUGH = 3
"""At most so many places are told as what opened the way."""


def relief(turn: Turn) -> Iterator[Finding]:
    """Yield which pieces a change joins to others by road, or gives a way out of the country.

    *Relieved* is what had no open crossing and no friendly sea and now has a way to one, or to the side's
    first place; the rest is *joined*. Of several pieces the small ones share a line. O(places + links).
    """
    told: set[int] = set()
    for whole in torn(turn.after, turn.before, "all"):
        told |= whole
        main, *others = (piece_of(turn.before, part, "all") for part in parts_in(turn.before, whole, "all"))
        for group in _groups(turn, main, others):
            yield _joined(turn, group, main, whole)
    yield from _ways_out(turn, told)


def _groups(turn: Turn, main: Piece, others: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the notable pieces one by one, then the small ones that main roads join, then the others."""
    size = (turn.before.people, len(turn.before.members))
    small: dict[str, list[Piece]] = {"main": [], "minor": []}
    for piece in sorted(others, key=lambda piece: -piece.population):
        if piece.is_notable(*size):
            yield [piece]
        else:
            small[_by(turn, piece, main)].append(piece)
    yield from filter(None, small.values())


def _by(turn: Turn, piece: Piece, main: Piece) -> str:
    """Return whether main roads join the first places of two pieces, or minor ones do."""
    part, number = turn.after.part_of("main"), turn.after.network.number
    ends = [part.get(number[one.places[0]]) for one in (piece, main)]
    return "main" if ends[0] == ends[1] is not None else "minor"


def _joined(turn: Turn, group: Sequence[Piece], main: Piece, whole: set[int]) -> Finding:
    first = turn.after.network.number[main.places[0]]
    has_way = first == turn.before.origin or _has_exit(turn.after, whole)
    is_relieved = has_way and not any(piece.has_way_out for piece in group)
    by = _by(turn, group[0], main)
    won = sorted((n for n in turn.won if n in whole), key=turn.after.weight, reverse=True)
    places = turn.after.network.places
    through = [places[n].id for n in won if places[n].kind not in QUARTERS or len(won) == 1][:THROUGH]
    opened = f", through {listed(names_of(turn.after, through))}" if through else ""
    way = f"to {names_of(turn.before, main.places[:1])[0]} by {by} roads{opened}"
    return _finding(turn, group, way, is_relieved=is_relieved, by=by)


def _ways_out(turn: Turn, told: set[int]) -> Iterator[Finding]:
    """Yield the pieces that still hang on nothing else, but now have a way out."""
    home = turn.before.home("all")
    for part in turn.before.parts("all"):
        if part is home or not told.isdisjoint(part) or _has_exit(turn.before, part):
            continue
        index = turn.after.part_of("all")
        parts = [turn.after.parts("all")[i] for i in {index[n] for n in part if n in index}]
        if any(_has_exit(turn.after, left) for left in parts):
            group = [piece_of(turn.before, part, "all")]
            yield _finding(turn, group, "over a border or a sea", is_relieved=True, by=None)


def _has_exit(own: SideGround, part: set[int]) -> bool:
    return any(way.a in part for way in own.exits)


def _finding(turn: Turn, group: Sequence[Piece], way: str, *, is_relieved: bool, by: str | None) -> Finding:
    population = sum(piece.population for piece in group)
    around = listed(piece_name(turn.before, piece) for piece in group)
    places = [place for piece in group for place in piece.places]
    what = f"the places of {turn.name} around {around}" if len(places) > 1 else f"{turn.name} in {around}"
    head = "no longer encircled" if is_relieved else "no longer cut off"
    text = f"{head}: {what} now {'have' if len(places) > 1 else 'has'} a way {way}"
    text += f" ({population:,} people)" if population else ""
    kind = "relieved" if is_relieved else "joined"
    return turn.finding(kind, text, places, population=population, by=by, roads="all")
