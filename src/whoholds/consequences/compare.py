"""What changes from one picture to another, as findings in order of weight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whoholds.consequences.detours import detour_text, lengthened
from whoholds.consequences.ground import Choice, Ground
from whoholds.consequences.last_roads import lost_main_roads
from whoholds.consequences.pieces import Piece, piece_of
from whoholds.consequences.relief import relief
from whoholds.consequences.remains import Remains, what_remains
from whoholds.consequences.side import Roads, SideGround
from whoholds.consequences.turn import RANKS, Turn, torn
from whoholds.consequences.wording import counted, listed, names_of, piece_name, possessive
from whoholds.model import Finding, Picture
from whoholds.terrain import LinkKind
from whoholds.theatres import Theatre


def compare(
    theatre: Theatre,
    before: Picture | Ground,
    after: Picture,
    *,
    ground: Choice = "likely",
    sides: Iterable[str] | None = None,
) -> list[Finding]:
    """Return what follows from the change for each side, the gravest first.

    Splits, borders, ports and seas are compared on main roads and on all roads. A split that is true of
    the main roads only names the minor way that remains. Cost: O(places + links) for each side, and one
    shortest path for each split.

    Args:
        theatre: the theatre.
        before: the one picture, or its ground where it is already built.
        after: the other.
        ground: which ground counts, where it is not yet built.
        sides: ids of the sides to compare; None for all of the theatre.

    Raises:
        UnknownActor: if the theatre has no such side.
    """
    old = before if isinstance(before, Ground) else Ground(theatre, before, ground=ground)
    new = old.beside(after)
    changed = tuple(old.moved(new))
    found = list(_changed_hands(old, new))
    for side in theatre.sides if sides is None else sides:
        turn = Turn(old.of(side), new.of(side), changed)
        if turn.is_any:
            found += _of_side(turn)
    return sorted(found, key=lambda finding: (finding.rank, -finding.data.get("population", 0)))


def _of_side(turn: Turn) -> Iterator[Finding]:
    """Findings for one side; one that is a guest on its friends' ground has none of its own."""
    yield from _capital(turn)
    if not turn.before.is_at_home() and not turn.after.is_at_home():
        return
    yield from _splits(turn)
    yield from _beyond(turn, "crossing")
    yield from _beyond(turn, "sea")
    yield from _ports(turn)
    yield from _cut_off(turn)
    yield from relief(turn)
    yield from lost_main_roads(turn)
    yield from _detours(turn)


def _changed_hands(old: Ground, new: Ground) -> Iterator[Finding]:
    places = new.network.places
    for n in old.said_otherwise(new):
        place = places[n]
        a, b = old.picture.standing(place.id), new.picture.standing(place.id)
        if (a.state, a.holder) != (b.state, b.holder):
            was, now = _hands(new, a.holder, a.state), _hands(new, b.holder, b.state)
            yield Finding(
                kind="changed-hands",
                text=f"{place.name}: {was} before, {now} after",
                side=b.holder,
                places=(place.id,),
                rank=RANKS["changed-hands"],
                data={"from": a.holder or a.state, "to": b.holder or b.state},
            )


def _hands(ground: Ground, holder: str | None, state: str) -> str:
    actor = ground.theatre.register.get(holder) if holder else None
    return f"held by {actor.name if actor else holder}" if holder else state


def _capital(turn: Turn) -> Iterator[Finding]:
    capital = turn.before.capital
    if capital in turn.before.members and capital not in turn.after.members and capital is not None:
        place = turn.before.network.places[capital]
        yield turn.finding("capital-lost", f"{turn.name} loses its capital, {place.name}", [place.id])


def _splits(turn: Turn) -> Iterator[Finding]:
    for roads in ("all", "main"):
        for whole in torn(turn.before, turn.after, roads):
            now = notable_parts(turn.after, roads, whole)
            if len(now) > 1 and (roads == "all" or _holds_on_all(turn.after, now)):
                yield split_finding(turn, now, roads)
        for whole in torn(turn.after, turn.before, roads):
            then = notable_parts(turn.before, roads, whole)
            if len(then) > 1 and roads == "main" and _holds_on_all(turn.before, then):
                names = listed(piece_name(turn.before, piece) for piece in then)
                yield turn.finding("joined", f"main roads now join {names} for {turn.name}", then[0].places[:1])


def notable_parts(own: SideGround, roads: Roads, within: Iterable[int]) -> list[Piece]:
    """Return the notable pieces of a side's ground that share places with `within`, capital's and largest first."""
    index = own.part_of(roads)
    shared = {index[n] for n in within if n in index}
    people = own.main_people if roads == "main" else own.people
    count = len(own.members_on(roads))
    parts = own.parts(roads)
    found = [piece for i in shared if (piece := piece_of(own, parts[i], roads)).is_notable(people, count)]
    return sorted(found, key=lambda p: (p.capital is None, -p.population, -len(p.places), p.places))


def _holds_on_all(own: SideGround, parts: list[Piece]) -> bool:
    """Return whether the parts hang together on all roads, so that the split is one of the main roads only."""
    number = own.network.number
    firsts = {number[piece.places[0]] for piece in parts}
    return any(len(firsts & part) > 1 for part in own.parts("all"))


def split_finding(turn: Turn, parts: list[Piece], roads: Roads) -> Finding:
    """Return the finding that a side's territory falls into parts, with the minor way left if there is one."""
    remains = list(_remaining(turn, parts)) if roads == "main" else []
    named = listed(piece_name(turn.after, piece) for piece in parts)
    on = "on the main roads" if roads == "main" else "on any road"
    text = f"{possessive(turn.name)} territory falls into {counted(len(parts), 'part')} {on}: {named}"
    text += "".join(f"; {way.text}" for way in remains)
    firsts = [turn.after.network.places[n].id for n in turn.lost] + [piece.places[0] for piece in parts]
    ways = [way.to_json() for way in remains]
    return turn.finding("split", text, firsts, roads=roads, pieces=[p.to_json() for p in parts], remains=ways)


def _remaining(turn: Turn, parts: list[Piece]) -> Iterator[Remains]:
    number = turn.after.network.number
    start = number[parts[0].places[0]]
    for piece in parts[1:]:
        way = what_remains(turn.before, turn.after, start, number[piece.places[0]], turn.lost)
        if way is not None:
            yield way


def beyond(own: SideGround, roads: Roads, kind: LinkKind) -> set[str]:
    """Return ids of the countries (or shores and seas) that a side reaches from its origin."""
    part = own.home(roads)
    return {own.network.places[way.b].id for way in own.exits if way.a in part and way.link.kind == kind}


def _beyond(turn: Turn, kind: LinkKind) -> Iterator[Finding]:
    word = "border" if kind == "crossing" else "sea"
    what = "a way to the border with" if kind == "crossing" else "a sea way to"
    reached = {
        roads: (beyond(turn.before, roads, kind), beyond(turn.after, roads, kind)) for roads in ("main", "all")
    }
    yield from _lost_and_won(turn, word, what, reached)


def _ports(turn: Turn) -> Iterator[Finding]:
    reached = {}
    for roads in ("main", "all"):
        then, now = (
            {own.network.places[n].id for n in own.home(roads) & own.network.ports}
            for own in (turn.before, turn.after)
        )
        reached[roads] = (then, now)
    yield from _lost_and_won(turn, "port", "a way to the ports", reached)


def _lost_and_won(
    turn: Turn, word: str, what: str, reached: dict[str, tuple[set[str], set[str]]]
) -> Iterator[Finding]:
    gone_all = reached["all"][0] - reached["all"][1]
    gone_main = reached["main"][0] - reached["main"][1] - gone_all
    won = reached["all"][1] - reached["all"][0]
    for kind, ids, roads, says in (
        ("lost", gone_all, "all", "no longer has"),
        ("lost", gone_main, "main", "no longer has, by main roads,"),
        ("won", won, "all", "now has"),
    ):
        if ids:
            names = listed(names_of(turn.after, sorted(ids)))
            yield turn.finding(f"{word}-{kind}", f"{turn.name} {says} {what} {names}", sorted(ids), roads=roads)


def _cut_off(turn: Turn) -> Iterator[Finding]:
    """Places that hung together with the origin and are still held, but no longer do; small pockets in one line."""
    then, now = turn.before.home("all"), turn.after.home("all")
    strays = [part for part in turn.after.parts("all") if part is not now and not part.isdisjoint(then)]
    found = sorted((piece_of(turn.after, part, "all") for part in strays), key=lambda p: -p.population)
    size = (turn.after.people, len(turn.after.members))
    large = [piece for piece in found if piece.is_notable(*size) or len(found) == 1]
    small = [piece for piece in found if piece not in large]
    for piece in large:
        yield _pocket(turn, [piece])
    if small:
        yield _pocket(turn, small)


def _detours(turn: Turn) -> Iterator[Finding]:
    """Ways from the first place that the change makes much longer."""
    if turn.lost or turn.before.network is not turn.after.network:
        for detour in lengthened(turn.before, turn.after):
            places = [turn.after.network.places[n].id for n in (detour.goal, *detour.past[:1])]
            text = detour_text(turn.after, detour, "before")
            yield turn.finding("detour", text, places, **detour.to_json())


def _pocket(turn: Turn, cut: list[Piece]) -> Finding:
    number = turn.after.network.number
    inside = {number[place] for piece in cut for place in piece.places}
    has_exit = any(way.a in inside for way in turn.after.exits)
    population = sum(piece.population for piece in cut)
    around = listed(piece_name(turn.after, piece) for piece in cut)
    what = f"the places of {turn.name} around {around}"
    if len(inside) == 1:
        what = f"{possessive(turn.name)} {around}"
    text = f"cut off from the rest: {what}" + ("" if has_exit else ", with no border or sea to supply them")
    text += f" ({population:,} people)" if population else ""
    places = [place for piece in cut for place in piece.places]
    return turn.finding("cut-off" if has_exit else "encircled", text, places, population=population)
