"""The minor way that remains where the main roads are cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from whoholds.consequences.routes import Route, exposed, gap_km, shortest
from whoholds.consequences.side import SideGround
from whoholds.consequences.survey import QUARTERS, SETTLED
from whoholds.consequences.wording import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """A way over minor roads beside a main way that is cut.

    Attributes:
        route: ids of its places.
        by: ids of the towns that it leads by, up to the first one back on the main roads.
        leaves: id of the place where it first leaves the main roads.
        returns: id of the place where it is back on them for good.
        km: its length.
        main_km: length of the main way before it was cut; None where there was none.
        past: (id, km) of the lost places and how near the way comes to each, nearest first.
        exposed_to: ids of others' towns within whose sway it runs.
        text: the way in words.
    """

    route: tuple[str, ...]
    by: tuple[str, ...]
    leaves: str
    returns: str
    km: float
    main_km: float | None
    past: tuple[tuple[str, float], ...]
    exposed_to: tuple[str, ...]
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the way with its figures."""
        return {
            "route": list(self.route),
            "by": list(self.by),
            "leaves": self.leaves,
            "returns": self.returns,
            "km": round(self.km, 1),
            "main_km": None if self.main_km is None else round(self.main_km, 1),
            "past": {place: round(km, 1) for place, km in self.past},
            "exposed_to": list(self.exposed_to),
            "text": self.text,
        }


def what_remains(
    before: SideGround, after: SideGround, start: int, goal: int, lost: Iterable[int]
) -> Remains | None:
    """Return the shortest way left on any road between two places, beside the main way before; None if none."""
    left = shortest(after, start, {goal}, "all").get(goal)
    if left is None:
        return None
    main = shortest(before, start, {goal}, "main").get(goal)
    places = after.network.places
    first, last = _minor_stretch(left)
    by = _towns(after, left, first, last)
    gone = [n for n in lost if places[n].kind not in QUARTERS] or lost
    past = tuple(sorted(_nearness(after, left, gone), key=lambda pair: pair[1]))
    main_km = main.km if main else None
    remains = Remains(
        route=tuple(places[n].id for n in left.stops),
        by=tuple(places[n].id for n in by),
        leaves=places[left.stops[first]].id,
        returns=places[left.stops[last]].id,
        km=left.km,
        main_km=main_km,
        past=past,
        exposed_to=tuple(dict.fromkeys(stretch.by for stretch in exposed(after, left))),
        text="",
    )
    return replace(remains, text=_text(after, remains))


def _minor_stretch(route: Route) -> tuple[int, int]:
    """Return where along a route it first leaves the main roads and where it is back for good."""
    minor = [i for i, way in enumerate(route.ways) if not way.is_main]
    return (minor[0], minor[-1] + 1) if minor else (0, len(route.ways))


def _towns(own: SideGround, route: Route, first: int, last: int) -> list[int]:
    """Return the towns of the stretch off the main roads, and the first town after it."""
    places = own.network.places
    inside = [n for n in route.stops[first + 1 : last] if places[n].kind != "junction"]
    towns = [n for n in inside if places[n].kind in SETTLED] or inside
    back = next((n for n in route.stops[last:] if places[n].kind in SETTLED), None)
    return towns if back is None else [*towns, back]


def _nearness(own: SideGround, route: Route, lost: Iterable[int]) -> list[tuple[str, float]]:
    places = own.network.places
    return [(places[n].id, min(gap_km(own, way, n) for way in route.ways)) for n in lost if route.ways]


def _text(own: SideGround, remains: Remains) -> str:
    def name(place: str) -> str:
        return own.ground.theatre.gazetteer[place].name

    ends = f"(off the main roads at {name(remains.leaves)}, back at {name(remains.returns)})"
    by = f"by {listed(name(place) for place in remains.by)} " if remains.by else ""
    parts = [f"a minor way remains {by}{ends}: {remains.km:.0f} km"]
    if remains.main_km is not None:
        more = round(remains.km - remains.main_km)
        parts.append(f"{abs(more)} km {'longer' if more >= 0 else 'shorter'} than the main way")
    if remains.past:
        place, km = remains.past[0]
        parts.append(f"{km:.0f} km from {name(place)}")
    if remains.exposed_to:
        parts.append(f"within the sway of {listed(map(name, remains.exposed_to))}")
    return ", ".join(parts)
