"""The minor way that remains where the main roads are cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from whoholds.consequences.ground import SideGround
from whoholds.consequences.routes import Route, exposed, gap_km, shortest
from whoholds.consequences.wording import listed

SETTLED = frozenset({"capital", "city", "town"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """A way over minor roads beside a main way that is cut.

    Attributes:
        route: ids of its places.
        by: ids of the towns on it that the main way does not pass.
        km: its length.
        main_km: length of the main way before it was cut; None where there was none.
        past: (id, km) of the lost places and how near the way comes to each, nearest first.
        exposed_to: ids of others' towns within whose sway it runs.
        text: the way in words.
    """

    route: tuple[str, ...]
    by: tuple[str, ...]
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
    fresh = [n for n in left.stops if main is None or n not in main.stops]
    by = [n for n in fresh if places[n].kind in SETTLED] or [n for n in fresh if places[n].kind != "junction"]
    past = tuple(sorted(_nearness(after, left, lost), key=lambda pair: pair[1]))
    exposed_to = tuple(dict.fromkeys(stretch.by for stretch in exposed(after, left)))
    main_km = main.km if main else None
    return Remains(
        route=tuple(places[n].id for n in left.stops),
        by=tuple(places[n].id for n in by),
        km=left.km,
        main_km=main_km,
        past=past,
        exposed_to=exposed_to,
        text=_text(after, by, left.km, main_km, past, exposed_to),
    )


def _nearness(own: SideGround, route: Route, lost: Iterable[int]) -> list[tuple[str, float]]:
    places = own.network.places
    return [(places[n].id, min(gap_km(own, way, n) for way in route.ways)) for n in lost if route.ways]


def _text(
    own: SideGround,
    by: list[int],
    km: float,
    main_km: float | None,
    past: tuple[tuple[str, float], ...],
    exposed_to: tuple[str, ...],
) -> str:
    gazetteer, places = own.ground.theatre.gazetteer, own.network.places
    way = f"a minor way remains by {listed(places[n].name for n in by)}" if by else "a minor way remains"
    parts = [f"{way}: {km:.0f} km"]
    if main_km is not None:
        more = round(km - main_km)
        parts.append(f"{abs(more)} km {'longer' if more >= 0 else 'shorter'} than the main way")
    if past:
        parts.append(f"{past[0][1]:.0f} km from {gazetteer[past[0][0]].name}")
    if exposed_to:
        parts.append(f"within the sway of {listed(gazetteer[name].name for name in exposed_to)}")
    return ", ".join(parts)
