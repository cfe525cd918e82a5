"""Statements that there is one way only: "the only remaining road to", "the last supply line"."""

from __future__ import annotations

from collections import deque

from whoholds.consequences.aims import aim_at
from whoholds.consequences.checked import Checked
from whoholds.consequences.ground import Ground
from whoholds.consequences.links import ids_of, links_called
from whoholds.consequences.question import Question
from whoholds.consequences.reach import Reach, reach, stations
from whoholds.consequences.side import Roads, SideGround
from whoholds.consequences.suppose import Supposition, suppose
from whoholds.consequences.survey import Way
from whoholds.model import Verdict

Edge = tuple[int, int]


def check_only_way(question: Question) -> Checked:
    """Answer whether a side has one way to a place and no other.

    "The only road to B runs through X" asks for a way without X; so does "along the M5" without that road.
    Where no way is named, two ways that share no stretch of road refute the statement; if the second needs
    minor roads, it is half true.

    Raises:
        NoMeaning: if the statement names no place that is known.
    """
    target, start, via = _ends(question)
    side, ground = question.side(), question.ground
    now = reach(question.theatre, ground.picture, side, target, start, ground=ground)
    statement = f"{question.own().name} has one way only to {_name(question, target)}"
    if not now.reachable:
        return _none(question, statement, now)
    named, without = _without(question, side, via)
    if without is None:
        verdict, because = _by_stretches(ground.of(side), target, now.start)
        return _answer(question, statement, verdict, f"{now.text}; {because}", now)
    then = reach(question.theatre, without.picture, side, target, start, ground=without)
    verdict = "holds" if not then.reachable else "partly" if then.by == "minor" and now.by == "main" else "fails"
    because = f"{now.text}; without {named} {then.text}"
    return _answer(question, f"{statement}: by {named}", verdict, because, now)


def _ends(question: Question) -> tuple[str, str | None, str | None]:
    """Return ids of where the way leads to, where it starts ("from A"), and by what it leads ("through A")."""
    target, other = question.ends()
    origin = question.claim.origin
    is_start = origin is not None and origin.relation == "from"
    return (target, other, None) if is_start else (target, None, other)


def _without(question: Question, side: str, via: str | None) -> tuple[str, Ground | None]:
    """Return the way that is named, and the ground without it: a place lost, or a road cut; None where none is."""
    place = question.theatre.gazetteer.get(via) if via else None
    if place is not None:
        return place.name, question.given(place, side, keeps=False)
    roads = dict.fromkeys(link.road for link in question.theatre.links if link.road)
    named = next((road for road in roads if question.says_name(road)), None)
    if named is None:
        return "", None
    cut = Supposition(kind="cuts", links=ids_of(links_called(question.theatre, named)))
    return f"the {named}", question.ground.beside(suppose(question.theatre, question.picture, [cut]))


def _by_stretches(own: SideGround, target: str, start: str | None) -> tuple[Verdict, str]:
    """Return whether all ways to a target share a stretch of road, and that stretch in words."""
    aim, begin = aim_at(own, target), own.network.number[start or ""]
    shared: Edge | None = None
    tiers: tuple[tuple[Roads, Verdict, str], ...] = (("main", "fails", "main road"), ("all", "partly", "road"))
    for roads, verdict, word in tiers:
        goals = stations(own, aim, roads)
        if not _path(own.neighbours[roads], begin, goals, frozenset())[0]:
            continue
        shared = shared_stretch(own, begin, goals, roads)
        if shared is None:
            return verdict, f"there are two ways that share no stretch of {word}"
    if shared is None:
        return "partly", "the only way goes over the sea"
    a, b = (own.network.places[n].name for n in shared)
    return "holds", f"every way passes the stretch from {a} to {b}"


def shared_stretch(own: SideGround, start: int, goals: set[int], roads: Roads) -> Edge | None:
    """Return the last stretch of road that every way from a place to any goal passes; None where there is none.

    There is none where two ways share no stretch, where the start is a goal, or where there is no way. Two
    searches in breadth, the second of which may take the first way's stretches back (Ford and Fulkerson
    1956): O(places + links).
    """
    near = own.neighbours[roads]
    first, _ = _path(near, start, goals, frozenset())
    second, seen = _path(near, start, goals, frozenset(first))
    if second or not first:
        return None
    return next(edge for edge in reversed(first) if edge[0] in seen and edge[1] not in seen)


def _path(
    near: dict[int, list[tuple[int, Way]]], start: int, goals: set[int], used: frozenset[Edge]
) -> tuple[list[Edge], set[int]]:
    """Return a way as directed stretches that uses none of `used` the same way again, and the places looked at."""
    before: dict[int, int] = {start: start}
    queue = deque([start])
    while queue:
        n = queue.popleft()
        if n in goals:
            return _walked(before, start, n), set(before)
        for m, _ in near.get(n, ()):
            if m not in before and (n, m) not in used:
                before[m] = n
                queue.append(m)
    return [], set(before)


def _walked(before: dict[int, int], start: int, end: int) -> list[Edge]:
    edges = []
    while end != start:
        edges.append((before[end], end))
        end = before[end]
    return edges[::-1]


def _none(question: Question, statement: str, now: Reach) -> Checked:
    doubtful = Ground(question.theatre, question.picture, ground="any", sway_km=question.ground.sway_km)
    maybe = reach(question.theatre, question.picture, now.side, now.target, ground=doubtful)
    verdict: Verdict = "undecided" if maybe.reachable else "fails"
    because = f"it hangs on contested or unknown ground: {now.text}" if maybe.reachable else now.text
    return _answer(question, statement, verdict, because, now)


def _answer(question: Question, statement: str, verdict: Verdict, because: str, now: Reach) -> Checked:
    places = now.route or now.blocked_by
    p = {"holds": now.p, "partly": now.p / 2, "undecided": now.p}.get(verdict, 1 - now.p)
    return question.answer(verdict, statement, because, p=p, side=now.side, target=now.target, places=places)


def _name(question: Question, target: str) -> str:
    place = question.theatre.gazetteer.get(target)
    return place.name if place else question.theatre.register[target].name
