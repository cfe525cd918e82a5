"""`pieces`, `reach`, `chokepoints`, `suppose` and `check`: what follows on the ground."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import click

from whoholds.cli.names import counted, place_name, place_names, share, side_name
from whoholds.cli.options import (
    desk_option,
    example,
    ground_option,
    json_option,
    known_by_option,
    on_option,
    opened,
    quiet_option,
    roads_option,
    source_options,
    sources_argument,
    supposing_option,
    sway_option,
)
from whoholds.cli.out import aside, console, print_json, print_lines, progress, working

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whoholds.consequences import Checked, Chokepoint, Ground, Pair, Piece, Reach
    from whoholds.desk import Desk, Supposed
    from whoholds.model import Picture
    from whoholds.theatres import Theatre

_SHOWN = 40
"""Choke points that people are shown; JSON has all."""

Choice = Literal["sure", "likely", "any"]
Roads = Literal["main", "all"]


def _opened(address: str, on: str | None, known_by: str | None) -> tuple[Desk, Picture]:
    desk = opened(address)
    with working("Weighing the claims"):
        return desk, desk.control(desk.moment(on), desk.known_by(known_by))


@click.command("pieces", epilog=example("whoholds pieces syrian-government --on 2024-12-07"))
@click.argument("side")
@desk_option
@on_option
@known_by_option
@ground_option
@roads_option
@json_option
def pieces_command(
    side: str,
    address: str,
    on: str | None,
    known_by: str | None,
    choice: Choice,
    roads: Roads,
    as_json: bool,
) -> None:
    """The parts that a side's territory falls into, with what makes each matter.

    SIDE is an id or a name. On main roads, places that no main road touches take no part.
    """
    desk, picture = _opened(address, on, known_by)
    actor = desk.theatre.register.find(side)
    found = desk.pieces(actor.id, desk.ground(picture, choice), roads)
    if as_json:
        print_json({"side": actor.id, "roads": roads, "pieces": [piece.to_json() for piece in found]})
        return
    notable = [piece for piece in found if is_notable(piece, found)]
    out = console()
    by = "main roads" if roads == "main" else "any road"
    strays = [piece for piece in found if piece not in notable]
    alone = sum(piece.is_isolated for piece in strays)
    counts = [
        counted(len(notable), "part"),
        counted(len(strays) - alone, "pocket"),
        counted(alone, "place") + " alone",
    ]
    told = ", ".join(words for words in counts if not words.startswith("no ") and not words.startswith("0 "))
    head = f"{actor.name} on {picture.on:%d %B %Y}, by {by}: {told or 'nothing'}"
    out.print(head, style="bold", markup=False)
    out.print(pieces_tree(desk.theatre, notable))


def is_notable(piece: Piece, whole: Sequence[Piece]) -> bool:
    """Return whether a piece is a part of the side's territory rather than a pocket of it."""
    people = sum(part.population for part in whole)
    return piece.is_notable(people, sum(len(part.places) for part in whole))


def pieces_tree(theatre: Theatre, pieces: Sequence[Piece]) -> Any:  # noqa: ANN401 - rich loads late
    """Return the tree of pieces with their capital, ports, crossings and bases."""
    from rich.tree import Tree

    tree = Tree("", hide_root=True)
    for number, piece in enumerate(pieces, start=1):
        people = f", {piece.population:,} people" if piece.population else ""
        branch = tree.add(f"Part {number}: {counted(len(piece.places), 'place')}{people}")
        branch.add(place_names(theatre, piece.places, 8))
        for label, ids in (
            ("capital", (piece.capital,) if piece.capital else ()),
            ("ports", piece.ports),
            ("airfields", piece.airfields),
            ("bases", piece.bases),
            ("crossings", piece.crossings),
            ("borders reached", piece.borders),
            ("seas reached", piece.shores),
        ):
            if ids:
                branch.add(f"{label}: {place_names(theatre, ids)}")
        if not piece.has_way_out:
            branch.add("no open crossing and no sea of its own")
    return tree


@click.command("reach", epilog=example("whoholds reach syrian-government jordan --on 2024-12-07"))
@click.argument("side")
@click.argument("target")
@click.option("--from", "start", metavar="PLACE", help="Where it starts. Default: the side's capital.")
@desk_option
@on_option
@known_by_option
@ground_option
@sway_option
@json_option
def reach_command(
    side: str,
    target: str,
    start: str | None,
    address: str,
    on: str | None,
    known_by: str | None,
    choice: Choice,
    sway_km: float | None,
    as_json: bool,
) -> None:
    """Whether a side can get somewhere through ground that it or a friend holds, and by which roads.

    SIDE is an id or a name; TARGET a place, a port, a crossing, a country or an ally.
    """
    desk, picture = _opened(address, on, known_by)
    actor = desk.theatre.register.find(side)
    with working("Looking for roads"):
        answer = desk.reach(actor.id, target, desk.ground(picture, choice, sway_km), start)
    if as_json:
        print_json(answer.to_json())
        return
    _show_reach(desk.theatre, answer)


def _show_reach(theatre: Theatre, answer: Reach) -> None:
    out = console()
    verdict = "yes" if answer.reachable else "no"
    out.print(f"{verdict}, {share(answer.p)} sure of a way" if answer.p else verdict, style="bold")
    out.print(f"{answer.text}.", markup=False)
    if answer.route:
        out.print(f"By: {' – '.join(place_name(theatre, stop) for stop in answer.route)}", markup=False)
    if answer.to_open:
        out.print(f"To open a way it would have to hold: {place_names(theatre, answer.to_open)}", markup=False)


@click.command("chokepoints", epilog=example("whoholds chokepoints syrian-government"))
@click.argument("side")
@desk_option
@on_option
@known_by_option
@ground_option
@roads_option
@click.option("--pairs", "by_pairs", is_flag=True, help="Pairs of places whose loss together cuts something off.")
@json_option
def chokepoints_command(
    side: str,
    address: str,
    on: str | None,
    known_by: str | None,
    choice: Choice,
    roads: Roads,
    by_pairs: bool,
    as_json: bool,
) -> None:
    """Places whose loss cuts something off from a side's capital, and what, the gravest first.

    SIDE is an id or a name. With --pairs: pairs of places that only together cut a border, a sea or a
    port off.
    """
    desk, picture = _opened(address, on, known_by)
    actor = desk.theatre.register.find(side)
    ground = desk.ground(picture, choice)
    if by_pairs:
        pairs = desk.pairs(actor.id, ground, roads)
        lines, table = [pair.to_json() for pair in pairs], partial(pairs_table, desk.theatre, pairs[:_SHOWN])
    else:
        found = desk.chokepoints(actor.id, ground, roads)
        named = [choke for choke in found if choke.cuts][:_SHOWN]
        lines, table = [choke.to_json() for choke in found], partial(chokepoints_table, desk.theatre, named)
    if as_json:
        print_lines(lines)
        return
    by = "main roads" if roads == "main" else "all roads"
    what = "two places" if by_pairs else "one place"
    head = f"{actor.name} on {picture.on:%d %B %Y}, by {by}: what hangs on {what}"
    out = console()
    out.print(head, style="bold", markup=False)
    out.print(table())


def pairs_table(theatre: Theatre, found: Sequence[Pair]) -> Any:  # noqa: ANN401 - rich loads late
    """Return the table of pairs; those that cut the same off share a row, by the one that cuts most people off."""
    from rich.table import Table
    from rich.text import Text

    alike: dict[tuple[tuple[str, str], ...], list[Pair]] = {}
    for pair in found:
        alike.setdefault(pair.cuts, []).append(pair)
    table = Table("The loss of both", "cuts off", "People", box=None, pad_edge=False, padding=(0, 1, 1, 0))
    table.columns[2].justify = "right"
    for cuts, same in alike.items():
        more = f" (or {counted(len(same) - 1, 'other pair')})" if len(same) > 1 else ""
        both = f"{place_names(theatre, same[0].places)}{more}"
        table.add_row(
            Text(both), Text(place_names(theatre, [name for _, name in cuts], 8)), f"{same[0].population:,}"
        )
    return table


def chokepoints_table(theatre: Theatre, found: Sequence[Chokepoint]) -> Any:  # noqa: ANN401 - rich loads late
    """Return the table of choke points; those that cut the same borders, shores and ports off share a row."""
    from rich.table import Table
    from rich.text import Text

    rows: dict[tuple[str, ...], list[Chokepoint]] = {}
    for choke in found:
        rows.setdefault(_beyond(choke), []).append(choke)
    table = Table(
        "The loss of any of", "cuts off, at most", "People", box=None, pad_edge=False, padding=(0, 1, 1, 0)
    )
    table.columns[2].justify = "right"
    for alike in rows.values():
        first = alike[0]
        places = place_names(theatre, (choke.place for choke in alike), 20)
        cut = place_names(theatre, (cut["id"] for cut in first.cuts), 8)
        table.add_row(Text(places), Text(cut), f"{first.population:,}")
    return table


def _beyond(choke: Chokepoint) -> tuple[str, ...]:
    """Return the borders, shores and ports that it cuts off; where there are none, all that it cuts off."""
    far = tuple(cut["id"] for cut in choke.cuts if cut["kind"] in {"border", "shore", "port"})
    return far or tuple(cut["id"] for cut in choke.cuts)


@click.command("suppose", epilog=example('whoholds suppose "hts takes homs" --on 2024-12-07'))
@click.argument("sentences", nargs=-1, required=True, metavar="SENTENCE...")
@desk_option
@on_option
@known_by_option
@supposing_option
@json_option
def suppose_command(
    sentences: tuple[str, ...],
    address: str,
    on: str | None,
    known_by: str | None,
    choice: Choice,
    as_json: bool,
) -> None:
    """The same picture with something supposed, and what would follow.

    SENTENCE is plain words: "the rebels capture Homs and Hama", "the m5 is cut at rastan", "masnaa opens",
    "sdf and hts are allied". Several, or several joined by "and" or ";", are supposed together. Nothing is
    kept. Contested places count as open to a side until somebody else holds
    them, so that what their loss would do can be seen; --ground says otherwise.
    """
    desk, picture = _opened(address, on, known_by)
    supposed = desk.suppose(sentences, picture, choice)
    if as_json:
        print_json(supposed_json(desk, supposed, choice))
        return
    out = console()
    out.print(f"If on {picture.on:%d %B %Y} {', and '.join(sentences)}:", style="bold", markup=False)
    if along := [place for one in supposed.suppositions for part in (one, *one.parts) for place in part.along]:
        out.print(f"What belongs to a town goes with it: {place_names(desk.theatre, along)}.", markup=False)
    show_findings([finding.text for finding in supposed.changes] or ["nothing would change"])
    for line in _before_and_after(desk, supposed_json(desk, supposed, choice)):
        out.print(line, markup=False)


def _before_and_after(desk: Desk, found: dict[str, Any]) -> Iterable[str]:
    """Yield, for every side that something changes for, its places and the parts of its territory."""
    for before, after in zip(found["before"]["sides"], found["after"]["sides"], strict=True):
        yield f"{side_name(desk.theatre, before['side'])}: {_extent(before)} before, {_extent(after)} after"


def _extent(summary: dict[str, Any]) -> str:
    parts = len(summary["pieces"])
    return f"{counted(summary['holds'], 'place')} in {counted(parts, 'part')} by main roads"


def supposed_json(desk: Desk, supposed: Supposed, choice: Choice) -> dict[str, Any]:
    """Return a supposition as the contract writes it: the sides that it touches, before and after."""
    changes = supposed.changes
    sides = sorted(
        {f.side for f in changes if f.side}
        | {h for f in changes if (h := f.data.get("from"))} & set(desk.theatre.sides)
    )
    grounds = {"before": desk.ground(supposed.before, choice), "after": desk.ground(supposed.after, choice)}
    return {
        "suppositions": [supposition.to_json() for supposition in supposed.suppositions],
        **{name: _summary(desk, ground, sides) for name, ground in grounds.items()},
        "changes": [finding.to_json() for finding in changes],
    }


def _summary(desk: Desk, ground: Ground, sides: Iterable[str]) -> dict[str, Any]:
    summary = []
    for side in sides:
        found = desk.pieces(side, ground)
        pieces = [piece.to_json() for piece in found if is_notable(piece, found)]
        held = sum(standing.holder == side for standing in ground.picture.places.values())
        summary.append({"side": side, "holds": held, "pieces": pieces})
    return {"on": ground.picture.on.isoformat(), "sides": summary}


def show_findings(lines: Iterable[str]) -> None:
    """Print sentences as a list that wraps behind its marks."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    for line in lines:
        words = Text(f"• {line}")
        out.print(Padding(words, (0, 0, 0, 2)))


@click.command("check", epilog=example("whoholds check article.txt --published 2024-12-07 --outlet UNIAN"))
@sources_argument
@desk_option
@source_options
@on_option
@known_by_option
@quiet_option
@json_option
def check_command(
    sources: tuple[str, ...],
    address: str,
    on: str | None,
    known_by: str | None,
    quiet: bool,
    as_json: bool,
    **told: str | None,
) -> None:
    """An article's own statements about routes, splits, borders, sieges and holdings, tested against the ledger.

    SOURCE is what `whoholds extract` takes. Each is tested at its own date unless --on says another.
    "Partly" is true of the main roads, while a minor way remains.
    """
    from whoholds.sources import gather

    desk = opened(address)
    moment, known = desk.moment(on) if on else None, desk.known_by(known_by)
    for report in progress(gather(sources, on_aside=aside, **told), "Checking", quiet=quiet):
        found = desk.check(report, moment, known)
        if as_json:
            print_lines(checked.to_json() for checked in found)
        else:
            _show_checked(desk.theatre, report.title or report.outlet or report.id, found)


_VERDICTS = {"holds": "✓ holds", "partly": "≈ partly", "fails": "✗ fails", "undecided": "? undecided"}


def _show_checked(theatre: Theatre, title: str, found: Sequence[Checked]) -> None:
    from rich.table import Table
    from rich.text import Text

    out = console()
    out.print(f"{title}: {counted(len(found), 'statement')} that a picture can test", style="bold", markup=False)
    table = Table("Verdict", "Statement, and what decides it", box=None, pad_edge=False, padding=(0, 1, 1, 0))
    for checked in found:
        side = f" ({side_name(theatre, checked.side)})" if checked.side else ""
        quote = " ".join(checked.claim.claim.quote.split())
        words = f"“{quote}”\nUnderstood{side}: {checked.statement}\n{checked.because}"
        table.add_row(Text(_VERDICTS[checked.verdict]), Text(words))
    if found:
        out.print(table)
