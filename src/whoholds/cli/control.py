"""`control`, `why`, `disputes` and `voices`: who holds what, what that rests on, and who says so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from whoholds.cli.names import counted, place_name, share, side_name, state_text
from whoholds.cli.options import desk_option, example, json_option, known_by_option, on_option, opened
from whoholds.cli.out import console, print_json, print_lines, working

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whoholds.control import Record
    from whoholds.desk import Desk
    from whoholds.model import Picture, Standing, Step
    from whoholds.terrain import Place
    from whoholds.theatres import Theatre


@click.command("control", epilog=example("whoholds control homs hama --on 2024-12-07 --known-by 2024-12-07"))
@click.argument("places", nargs=-1, metavar="[PLACE]...")
@desk_option
@on_option
@known_by_option
@json_option
def control_command(
    places: tuple[str, ...], address: str, on: str | None, known_by: str | None, as_json: bool
) -> None:
    """Who holds what, on a day, as known by a day.

    PLACE is an id or a name. Without any, every place that has a standing is printed as JSON; people are
    shown those that reports speak of, and how many others each side holds.
    """
    desk = opened(address)
    asked = [desk.theatre.gazetteer.find(place) for place in places]
    with working("Weighing the claims"):
        picture = desk.control(desk.moment(on), desk.known_by(known_by))
    shown = asked or [desk.theatre.gazetteer[id_] for id_ in sorted(picture.places)]
    if as_json:
        print_lines(standing_json(place, picture.standing(place.id)) for place in shown)
        return
    _show(desk, picture, shown, is_asked=bool(asked))


def standing_json(place: Place, standing: Standing) -> dict[str, Any]:
    """Return a place's standing as the contract writes it."""
    return {
        "place": {"id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon},
        "standing": standing.state,
        "holder": standing.holder,
        "p": round(standing.p, 4),
        "odds": {side: round(p, 4) for side, p in standing.odds.items()},
        "since": standing.since,
        "claims": standing.claims,
        "inferred": standing.inferred,
    }


def _show(desk: Desk, picture: Picture, places: Sequence[Place], *, is_asked: bool) -> None:
    theatre, out = desk.theatre, console()
    known = f", as known by {picture.known_by:%d %B %Y %H:%M}" if picture.known_by else ""
    out.print(f"{theatre.title}: who holds what on {picture.on:%d %B %Y %H:%M}{known}", style="bold", markup=False)
    told = [p for p in places if is_asked or picture.standing(p.id).claims]
    if told:
        out.print(standings_table(theatre, picture, told))
    if not is_asked:
        rest = Counter(picture.holder(p.id) for p in places if not picture.standing(p.id).claims)
        for side, count in rest.most_common():
            name = side_name(theatre, side) or "nobody for sure"
            out.print(f"  {name}: {counted(count, 'other place')} that no report speaks of", markup=False)


def standings_table(theatre: Theatre, picture: Picture, places: Sequence[Place]) -> Any:  # noqa: ANN401 - rich loads late
    """Return the table of places with who holds them."""
    from rich.table import Table
    from rich.text import Text

    table = Table(
        "Place", "Standing", "Sure", "Since", "Claims", box=None, pad_edge=False, header_style="underline"
    )
    for place in places:
        standing = picture.standing(place.id)
        p = share(standing.p) if standing.state != "unknown" else ""
        claims = "leans on neighbours" if standing.inferred else str(standing.claims)
        row = (place.name, state_text(theatre, standing), p, standing.since or "", claims)
        table.add_row(*map(Text, row))
    return table


@click.command("why", epilog=example("whoholds why palmyra --on 2024-12-07"))
@click.argument("place")
@desk_option
@on_option
@known_by_option
@json_option
def why_command(place: str, address: str, on: str | None, known_by: str | None, as_json: bool) -> None:
    """The evidence behind one place's standing, for and against, step by step.

    PLACE is an id or a name. The weights are natural log-odds; they sum to the standing's probability.
    """
    desk = opened(address)
    found = desk.theatre.gazetteer.find(place)
    standing, steps = desk.why(found.id, desk.moment(on), desk.known_by(known_by))
    if as_json:
        body = standing_json(found, standing)
        print_json({**body, "place": found.id, "name": found.name, "steps": [step.to_json() for step in steps]})
        return
    _show_steps(desk.theatre, standing, steps)


@click.command("disputes", epilog=example("whoholds disputes --on 2024-12-07"))
@desk_option
@on_option
@known_by_option
@json_option
def disputes_command(address: str, on: str | None, known_by: str | None, as_json: bool) -> None:
    """Places of which credible voices say what cannot both be true, and who says what; the least sure first.

    Two claims disagree where one is for a side and the other for another side, or against the first, at most three
    days apart, and the later reports no change.
    """
    desk = opened(address)
    with working("Weighing the claims"):
        found = desk.disputes(desk.moment(on), desk.known_by(known_by))
    if as_json:
        print_lines(finding.to_json() for finding in found)
        return
    for finding in found:
        console().print(f"• {finding.text}", markup=False)
    if not found:
        console().print("No voices contradict each other.", markup=False)


@click.command("voices", epilog=example("whoholds voices --on 2024-12-07"))
@desk_option
@on_option
@known_by_option
@json_option
def voices_command(address: str, on: str | None, known_by: str | None, as_json: bool) -> None:
    """How often each voice has turned out right on who has a place, beside the grade that it started with.

    A claim is judged two weeks after it was told, where another voice spoke of the same place about that time. What
    is learned weighs: see the term of the record in `why`. --json has the record for each side as well.
    """
    desk = opened(address)
    with working("Judging the voices"):
        found = desk.voices(desk.moment(on), desk.known_by(known_by))
    if as_json:
        print_lines(record.to_json() for record in found)
        return
    console().print(_voices_table(found))


def _voices_table(records: Sequence[Record]) -> Any:  # noqa: ANN401 - rich loads late
    from rich.table import Table
    from rich.text import Text

    heads = ("Voice", "Grade", "Claims", "Judged", "Right", "Expected", "Learned", "Nine tenths")
    table = Table(*heads, box=None, pad_edge=False, header_style="underline")
    for each in records:
        interval = f"{share(each.low)} to {share(each.high)}"
        figures = (
            str(each.claims),
            f"{each.judged:.1f}",
            f"{each.right:.1f}",
            share(each.expected),
            share(each.learned),
        )
        table.add_row(*map(Text, (each.name, each.grade, *figures, interval)))
    return table


def _show_steps(theatre: Theatre, standing: Standing, steps: Sequence[Step]) -> None:
    from rich.table import Table
    from rich.text import Text

    out = console()
    sure = f", {share(standing.p)} sure" if standing.state != "unknown" else ""
    since = f", since {standing.since}" if standing.since else ""
    name = place_name(theatre, standing.place)
    out.print(f"{name}: {state_text(theatre, standing)}{sure}{since}", style="bold", markup=False)
    table = Table(box=None, pad_edge=False, header_style="underline", padding=(0, 1, 1, 0))
    for heading, justify in (
        ("When", "left"),
        ("Adds", "right"),
        ("Total", "right"),
        ("What, and why it counts", "left"),
    ):
        table.add_column(heading, justify=justify, no_wrap=heading != "What, and why it counts")  # type: ignore[arg-type]
    for step in steps:
        table.add_row(
            step.at.replace("T", " ")[:16], f"{step.weight:+.2f}", f"{step.total:+.2f}", Text(_words(step))
        )
    out.print(table)
    if steps:
        side = side_name(theatre, steps[-1].side) or "?"
        out.print(f"Weights are log-odds for {side}: 0 is even, +3 is 95 %.", markup=False)


def _words(step: Step) -> str:
    quote = f"“{' '.join(step.quote.split())}”\n" if step.quote else ""
    sources = [words for words in (" ← ".join(step.said_by), step.claim) if words]
    voices = f"{' · '.join(sources)}\n" if sources else ""
    return f"{quote}{voices}{step.reason}"
