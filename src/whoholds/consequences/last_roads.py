"""Towns that lose their only main road, and the minor way that remains."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.consequences.pieces import piece_of
from whoholds.consequences.remains import what_remains
from whoholds.consequences.turn import Turn, parts_in, torn
from whoholds.consequences.wording import listed, names_of
from whoholds.model import Finding

TOWN_PEOPLE = 10_000
"""A town of at least so many people is told of."""

SHOWN = 3
"""So many pieces are told of for each side, those of most people, and so many towns of each."""


def lost_main_roads(turn: Turn) -> Iterator[Finding]:
    """Yield the towns that no main road joins to the rest any more, while minor roads still do.

    Pieces that are notable are a split, and told as that. Cost: O(places), and two shortest paths a finding.
    """
    index = turn.after.part_of("all")
    for whole in torn(turn.before, turn.after, "main"):
        rest, *others = parts_in(turn.after, whole, "main")
        start = turn.after.first(rest)
        joined = [part for part in others if index[next(iter(part))] == index[start] and _towns(turn, part)]
        for part in [part for part in joined if not _is_notable(turn, part)][:SHOWN]:
            yield from _told(turn, start, part)


def _towns(turn: Turn, part: set[int]) -> list[int]:
    """Return the towns of a part, the most populous first."""
    places = turn.after.network.places
    towns = (n for n in part & turn.after.holdings if places[n].population >= TOWN_PEOPLE)
    return sorted(towns, key=turn.after.weight, reverse=True)


def _is_notable(turn: Turn, part: set[int]) -> bool:
    own = turn.after
    return piece_of(own, part, "main").is_notable(own.main_people, len(own.main_members))


def _told(turn: Turn, start: int, part: set[int]) -> Iterator[Finding]:
    towns = _towns(turn, part)
    way = what_remains(turn.before, turn.after, start, towns[0], turn.lost)
    if way is None:
        return
    ids = [turn.after.network.places[n].id for n in towns]
    population = sum(turn.after.network.places[n].population for n in part)
    more = ["smaller places"] if len(towns) > SHOWN else []
    names = listed([*names_of(turn.after, ids[:SHOWN]), *more])
    rest = turn.after.network.places[start].name
    text = f"no main road of {turn.name} joins {names} to {rest} any more ({population:,} people); {way.text}"
    yield turn.finding("main-road-lost", text, ids, roads="main", population=population, remains=[way.to_json()])
