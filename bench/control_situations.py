"""In what situations control is too sure, or not sure enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from marks import likeliest
from simulated import Told, War, end_of_day
from whoholds.model import Standing

Key = tuple[str, str]


def situations(war: War, told: Mapping[str, Standing], day: int) -> Iterator[tuple[Key, float, bool]]:
    """Yield each situation of each place on a day, what control gave its likeliest state, and if it was true."""
    heard: defaultdict[str, list[Told]] = defaultdict(list)
    for item in sorted(war.told, key=lambda item: item.evidence.published):
        if item.evidence.published <= end_of_day(day):
            heard[item.saying.place].append(item)
    first = {row.place: row.holder for row in war.theatre.baseline}
    for place, standing in told.items():
        best = likeliest(standing.odds)
        if best:
            is_right = best == war.truth.state(place, day)
            for key in _keys(war, standing, heard[place], day, (best, first.get(place, "none"))):
                yield key, standing.odds[best], is_right


def _keys(war: War, standing: Standing, heard: list[Told], day: int, held: tuple[str, str]) -> Iterator[Key]:
    best, first = held
    yield "rests on", "claims" if heard else "neighbours" if standing.inferred else "baseline alone"
    yield (
        "likeliest",
        "contested" if best == "contested" else "as at first" if best == first else "another than first",
    )
    yield "truly", "front" if _is_front(war, standing.place, day) else "rear"
    yield "truly", "fought over" if (standing.place, day) in war.truth.fought else "not fought over"
    yield "sides", str(len(war.land.sides))
    if heard:
        last = heard[-1]
        yield "last told", _aged((end_of_day(day) - last.evidence.published).days)
        yield "claims so far", _counted(len(heard))
        yield "last voice", _kind(war, last)
        yield "last action", "denial" if last.saying.is_denied else last.saying.action
        recent = [item for item in heard if item.saying.day > day - 14]
        yield "of a fortnight", _quarrel({item.saying.favours for item in recent})
        if best not in {"contested", first} or first == "none":
            yield "moved by", _movers(heard, best)


def _is_front(war: War, place: str, day: int) -> bool:
    held = war.truth.holders
    enemies = war.land.enemies[held[place][day]]
    return any(held[other][day] in enemies for other in war.land.near[place])


def _aged(days: int) -> str:
    return _bucket(days, (0, 3, 8, 15, 31, 999), "days ago")


def _counted(number: int) -> str:
    return _bucket(number, (1, 2, 4, 8, 16, 32, 9999), "claims")


def _bucket(number: int, edges: tuple[int, ...], unit: str) -> str:
    low, high = next((low, high) for low, high in pairwise(edges) if number < high)
    return f"{low:3}-{high - 1} {unit}"


def _kind(war: War, told: Told) -> str:
    voice = next(voice for voice in war.voices if voice.id in {told.evidence.outlet, told.voice})
    if told.copy_of is not None:
        return "copier"
    if voice.side or told.voice != voice.id:
        side = next(v.side for v in war.voices if v.id == told.voice)
        return "party, for itself" if side == told.saying.favours else "party, against"
    return f"{voice.id if voice.id == 'liar' else 'independent'} {voice.grade}"


def _quarrel(sides: set[str]) -> str:
    return {0: "nothing told", 1: "one side named"}.get(len(sides), "several sides named")


def _movers(heard: list[Told], best: str) -> str:
    """Return how many voices speak for a side that is another than the first, copies apart."""
    own = {item.voice for item in heard if item.saying.favours == best and item.copy_of is None}
    copies = any(item.saying.favours == best and item.copy_of is not None for item in heard)
    return f"{min(len(own), 4)}{'+' if len(own) >= 4 else ''} voices{', copied' if copies else ''}"
