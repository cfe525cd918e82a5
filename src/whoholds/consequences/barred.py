"""Why a way is barred, place by place, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whoholds.consequences.aims import Aim
from whoholds.consequences.cuts import Barrier, Cut, Openings, smallest_cut
from whoholds.consequences.side import SideGround
from whoholds.consequences.survey import Way
from whoholds.consequences.wording import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One place that bars a way.

    Attributes:
        place: id of the place; of a crossing; of an end of a cut link.
        what: the place or the link in words.
        reasons: "held by HTS", "contested", "shut since 2012-03-01", "out of reach behind Hama": all that hold.
        holder: id of the side that holds it, where one does.
        link: id of the link that is cut or shut, where it is a link that bars.
        behind: ids of the places that bar the way to it, where it is itself held and open.
    """

    place: str
    what: str
    reasons: tuple[str, ...]
    holder: str | None = None
    link: str | None = None
    behind: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The reasons in one phrase."""
        return " and ".join(self.reasons)

    def to_json(self) -> dict[str, Any]:
        """Return place, why, holder, link, and what lies before it."""
        return {
            "place": self.place,
            "why": self.why,
            "holder": self.holder,
            "link": self.link,
            "behind": list(self.behind),
        }


Opening = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of the places to take and of the links to open."""


def bars_of(own: SideGround, start: int, aim: Aim, obstacles: Obstacles | None = None) -> tuple[list[Bar], Opening]:
    """Return what bars the way to an aim, and the places to take and links to open for the way opened soonest.

    For a border these are all crossings towards it, each with why it does not serve; otherwise the
    smallest set of places and links that every way passes.
    """
    goals = {aim.beyond} if aim.doors and aim.beyond is not None else set(aim.goals)
    if start not in own.members:
        return [_place_bar(own, start)], ((own.network.places[start].id,), ())
    obstacles = obstacles or Obstacles(own, start)
    opening = obstacles.openings.to(goals, aim.doors) or Cut()
    to_take = tuple(own.network.places[n].id for n in opening.places)
    to_open = to_take, tuple(way.link.id for way in opening.ways)
    if aim.kind in {"border", "sea"}:
        return [_door_bar(own, obstacles, way) for way in _sorted(own, aim.doors)], to_open
    cut = smallest_cut(own, start, goals, extra=aim.doors)
    held = [_place_bar(own, n) for n in sorted(aim.goals) if own.ground.hands[n].holder and n not in own.members]
    return [*held, *_cut_bars(own, cut)], to_open


def _sorted(own: SideGround, doors: tuple[Way, ...]) -> list[Way]:
    """Put the doors on the side's own ground first: they are what a reader asks about."""
    return sorted(doors, key=lambda way: (way.a not in own.members, own.network.places[way.a].name))


def _cut_bars(own: SideGround, cut: Cut | None) -> list[Bar]:
    if cut is None:
        return []
    return [_link_bar(own, way) for way in cut.ways] + [_place_bar(own, n) for n in cut.places]


def _place_bar(own: SideGround, n: int) -> Bar:
    place, holder = own.network.places[n], own.ground.hands[n].holder
    return Bar(place=place.id, what=place.name, reasons=(own.why_not(n),), holder=holder)


def _link_bar(own: SideGround, way: Way) -> Bar:
    a, b = own.network.places[way.a], own.network.places[way.b]
    road = f"{way.link.road} between " if way.link.road else "the road between "
    reasons = (way.why_not or "not usable",)
    return Bar(place=a.id, what=f"{road}{a.name} and {b.name}", reasons=reasons, link=way.link.id)


def _door_bar(own: SideGround, obstacles: Obstacles, way: Way) -> Bar:
    """Return why one crossing or sea lane does not serve, each reason that holds."""
    place, holder = own.network.places[way.a], own.ground.hands[way.a].holder
    reasons = [] if way.a in own.members else [own.why_not(way.a)]
    if not own.is_usable(way):
        reasons.append(way.why_not or "not usable")
    elif not own.can_leave_by(way):
        reasons.append("without a friendly shore beyond")
    behind: tuple[str, ...] = ()
    if not reasons:
        behind = obstacles.behind(way.a)
        names = ", ".join(own.network.places[own.network.number[name]].name for name in behind)
        reasons.append(f"out of reach{f' behind {names}' if names else ''}")
    link = way.link.id if not own.is_usable(way) else None
    return Bar(place=place.id, what=place.name, reasons=tuple(reasons), holder=holder, link=link, behind=behind)


class Obstacles:
    """What bars ways over a side's ground from one start, laid out once for all aims that are asked about."""

    def __init__(self, own: SideGround, start: int) -> None:
        self.own, self.start = own, start
        self._known: dict[int, tuple[str, ...]] = {}

    @cached_property
    def openings(self) -> Openings:
        """The places to take on the way to anywhere."""
        return Openings(self.own, self.start)

    @cached_property
    def _barrier(self) -> Barrier:
        return Barrier(self.own)

    def behind(self, goal: int) -> tuple[str, ...]:
        """Return ids of the places of the smallest cut before a place of the side's own ground.

        Asked once for all places that hang together.
        """
        blob = int(self.own.blobs[goal])
        if blob not in self._known:
            self._known[blob] = self._told(self._barrier.cut(self.start, {goal}, is_near=False))
        return self._known[blob]

    def _told(self, cut: Cut | None) -> tuple[str, ...]:
        if cut is None:
            return ()
        ends = [way.a for way in cut.ways]
        return tuple(dict.fromkeys(self.own.network.places[n].id for n in (*cut.places, *ends)))


def told(bars: Sequence[Bar], target: str | None = None) -> str:
    """Return all bars in words, those of one reason together; of several reasons the first is told.

    What is aimed at comes first, and apart from what lies before it.
    """
    if target is not None and len(bars) > 1 and bars[0].place == target and bars[0].link is None:
        return f"{told(bars[:1])}; before it {told(bars[1:])}"
    groups: dict[str, list[str]] = {}
    for bar in bars:
        groups.setdefault(bar.reasons[0], []).append(bar.what)
    return "; ".join(f"{listed(whats)} {'is' if len(whats) == 1 else 'are'} {why}" for why, whats in groups.items())
