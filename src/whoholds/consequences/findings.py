"""What follows from one picture: what a reader of the map wants to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whoholds.consequences.barred import Obstacles
from whoholds.consequences.chokepoints import Chokepoint, chokepoints
from whoholds.consequences.compare import beyond, notable_parts
from whoholds.consequences.detours import detour_text, detours
from whoholds.consequences.ground import Choice, Ground, ground_of
from whoholds.consequences.pieces import Piece, pieces
from whoholds.consequences.reach import reach_on
from whoholds.consequences.remains import what_remains
from whoholds.consequences.side import Roads, SideGround
from whoholds.consequences.wording import capital_letter, counted, listed, names_of, piece_name, possessive
from whoholds.model import Finding, Picture
from whoholds.theatres import Theatre

HINGES = 3
"""How many choke points are told for each side."""


def findings(
    theatre: Theatre, picture: Picture, *, sides: Iterable[str] | None = None, ground: Ground | Choice = "likely"
) -> list[Finding]:
    """Return what follows from a picture for each side, the gravest first.

    Whether its territory is in parts, which neighbours it reaches by road and why not the others, which
    of its pieces have no way out and since when, which places its ways hang on, and which ways its ground
    makes much longer. Cost for each side: O(places +
    links), and one `reach` for each neighbouring country.

    Args:
        theatre: the theatre.
        picture: the standings.
        sides: ids of the sides; None for all. A guest on its friends' ground has no findings of its own.
        ground: which ground counts, or the picture's ground where it is already built.

    Raises:
        UnknownActor: if the theatre has no such side.
    """
    built = ground_of(theatre, picture, ground)
    wanted = theatre.sides if sides is None else sides
    found: list[Finding] = []
    for side in wanted:
        own = built.of(side)
        if own.is_at_home():
            found += [*_parts(own), *_borders(own), *_surrounded(own), *_hinges(own), *_detours(own)]
    return sorted(found, key=lambda finding: finding.rank)


def _finding(own: SideGround, kind: str, text: str, places: Iterable[str], rank: int, **data: object) -> Finding:
    return Finding(kind=kind, text=capital_letter(text), side=own.side, places=tuple(places), rank=rank, data=data)


def _parts(own: SideGround) -> Iterator[Finding]:
    """Parts of the territory that no road joins, else that no main road joins, over reported ground."""
    roads: Roads = "all"
    whole = _apart(own, roads)
    if len(whole) < 2:  # noqa: PLR2004 - two parts are a split
        roads = "main"
        whole = _apart(own, roads)
    if len(whole) < 2:  # noqa: PLR2004 - as above
        return
    on = "by any road" if roads == "all" else "by main roads"
    named = listed(piece_name(own, piece) for piece in whole)
    text = f"{possessive(own.name)} territory is in {counted(len(whole), 'part')} that are not joined {on}: {named}"
    if roads == "main":
        text += "".join(f"; {way}" for way in _ways_left(own, whole))
    shown = [piece.to_json() for piece in whole]
    yield _finding(own, "split", text, [p.places[0] for p in whole], 1, roads=roads, pieces=shown)


def _apart(own: SideGround, roads: Roads) -> list[Piece]:
    """Return the notable pieces; of those that unreported ground may join, the first.

    A piece beside the first of which nobody has spoken since the baseline is left out too: it may have fallen.
    """
    kept: list[Piece] = []
    covered: set[int] = set()
    for piece in notable_parts(own, roads, own.members):
        inside = {own.network.number[place] for place in piece.places}
        if not kept or (not inside & covered and _is_spoken_of(own, inside)):
            kept.append(piece)
            covered |= _around(own, inside, roads)
    return kept


def _ways_left(own: SideGround, parts: list[Piece]) -> Iterator[str]:
    start, *goals = (own.network.number[piece.places[0]] for piece in parts)
    ways = (what_remains(own, own, start, goal, ()) for goal in goals)
    yield from (way.text for way in ways if way)


def _borders(own: SideGround) -> Iterator[Finding]:
    """Which neighbouring countries are reached by road, and for each of the others why it is not."""
    places = own.network.places
    crossings = (way for way in own.network.exits if way.link.kind == "crossing")
    countries = sorted({places[way.b].id for way in crossings})
    reached = sorted(beyond(own, "all", "crossing"))
    if not countries or own.side not in own.ground.theatre.capitals:
        return
    closed = [country for country in countries if country not in reached]
    names = listed(names_of(own, reached)) if reached else "no neighbouring country"
    text = f"{own.name} reaches {names} by road"
    if reached and closed:
        text += f", but not {listed(names_of(own, closed))}"
    yield _finding(own, "borders", text, reached, 2, reached=reached, closed=closed)
    shared = None if own.origin is None else Obstacles(own, own.origin)
    for country in closed:
        answer = reach_on(own, country, obstacles=shared)
        yield _finding(own, "border-closed", answer.text, [country, *answer.blocked_by], 5, p=1 - answer.p)


def _surrounded(own: SideGround) -> Iterator[Finding]:
    """Pieces without the capital from which no open crossing and no friendly sea is reached.

    What surrounds them has to be reported: see `_around`.
    """
    network = own.network
    doors = {way.a for way in own.exits} | own.home("all")
    for piece in pieces(own.ground.theatre, own.ground.picture, own.side, roads="all", ground=own.ground):
        inside = {network.number[place] for place in piece.places}
        if not piece.capital and _is_worth(own, piece, inside) and not _around(own, inside, "all") & doors:
            people = f" ({piece.population:,} people)" if piece.population else ""
            text = f"{own.name} has no way from {piece_name(own, piece)} to its other ground or out{people}"
            since = closed_since(own, inside)
            text += f", since {since}" if since else ""
            yield _finding(own, "encircled", text, piece.places, 4, population=piece.population, since=since)


def closed_since(own: SideGround, inside: set[int]) -> str | None:
    """Return the ISO day on which the ring round a piece closed: when the last place of it changed hands.

    The ring are the places that roads join to the piece over ground let in by `_around`, and that others
    hold. None where one of them does not tell since when, or a cut road is part of the ring.
    """
    hands, within = own.ground.hands, _around(own, inside, "all")
    ways = [way for n in within for way in own.network.at[n] if way.other(n) not in within]
    if not ways or not all(own.is_usable(way) for way in ways):
        return None
    ring = {n for way in ways for n in (way.a, way.b)} - within
    days = [hands[n].since for n in ring]
    return max(day for day in days if day) if all(days) else None


def _detours(own: SideGround) -> Iterator[Finding]:
    """The ways from the first place that the ground makes much longer than the roads are."""
    for detour in detours(own):
        places = [own.network.places[n].id for n in (detour.goal, *detour.past[:1])]
        text = detour_text(own, detour, "by the roads alone")
        yield _finding(own, "detour", text, places, 5, **detour.to_json())


def _is_worth(own: SideGround, piece: Piece, inside: set[int]) -> bool:
    """Return whether anybody lives or flies there, and somebody has spoken of a place of the piece."""
    is_of_note = piece.population or piece.airfields or piece.bases
    return bool(is_of_note) and _is_spoken_of(own, inside)


def _is_spoken_of(own: SideGround, inside: set[int]) -> bool:
    return any(own.ground.hands[n].claims for n in inside)


def _around(own: SideGround, inside: set[int], roads: Roads) -> set[int]:
    """Return the places that roads join to a piece over ground of the side, or that nobody has spoken of.

    Old knowledge must not cut a town off that has only just been taken: its villages fell unreported.
    """
    hands, seen, queue = own.ground.hands, set(inside), list(inside)
    for n in queue:
        for way in own.network.at[n]:
            other = way.other(n)
            is_let_in = other in own.members or hands[other].claims == 0
            if other not in seen and is_let_in and own.is_usable(way) and (way.is_main or roads == "all"):
                seen.add(other)
                queue.append(other)
    return seen


def _hinges(own: SideGround) -> Iterator[Finding]:
    """The largest place of those whose loss would cut the same borders, shores and ports off on main roads."""
    chokes = chokepoints(own.ground.theatre, own.ground.picture, own.side, ground=own.ground)
    best: dict[tuple[str, ...], Chokepoint] = {}
    for choke in chokes:
        key = tuple(cut["id"] for cut in choke.cuts if cut["kind"] in {"border", "shore", "port"})
        if key and (key not in best or _people(own, choke) > _people(own, best[key])):
            best[key] = choke
    for choke in list(best.values())[:HINGES]:
        cut = names_of(own, [cut["id"] for cut in choke.cuts if cut["kind"] in {"border", "port"}])
        first, origin = names_of(own, [choke.place, choke.origin])
        if cut:
            text = f"on main roads {possessive(own.name)} way from {origin} to {listed(cut)} hangs on {first}"
            yield _finding(own, "chokepoint", text, [choke.place], 4, roads=choke.roads, cuts=choke.cuts)


def _people(own: SideGround, choke: Chokepoint) -> int:
    return own.network.places[own.network.number[choke.place]].population
