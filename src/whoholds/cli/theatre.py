"""`theatre list`, `theatre check` and `where`: packs, and the places in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from whoholds.cli.options import example, json_option, theatre_option
from whoholds.cli.out import console, print_json, print_lines
from whoholds.errors import BrokenPack, UnknownPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whoholds.terrain import Candidate


@click.command("where", epilog=example("whoholds where Deraa --theatre syria"))
@click.argument("name")
@theatre_option
@json_option
def where_command(name: str, theatre: str, as_json: bool) -> None:
    """Which places of a theatre a name may mean, best first, and how well it fits each.

    The name stands alone here; inside a report, what the report says of regions and neighbours decides too.
    """
    from whoholds.theatres import load_theatre

    found = load_theatre(theatre).gazetteer.candidates(name)
    if as_json:
        print_lines(_candidate_json(candidate) for candidate in found)
        return
    if not found:
        raise UnknownPlace("is near no name of this theatre", name, "try another spelling")
    console().print(_candidates_table(found))


def _candidate_json(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    names = ("id", "name", "kind", "lat", "lon", "admin1", "country", "population")
    fields = {name: getattr(place, name) for name in names}
    return {**fields, "score": round(candidate.score, 4), "how": candidate.how}


def _candidates_table(found: Sequence[Candidate]) -> Any:  # noqa: ANN401 - rich loads late
    from rich.table import Table
    from rich.text import Text

    table = Table("Place", "Id", "Kind", "Region", "Fits", "How", box=None, pad_edge=False)
    for candidate in found:
        place = candidate.place
        row = (
            place.name,
            place.id,
            place.kind,
            place.admin1 or place.country,
            f"{candidate.score:.2f}",
            candidate.how,
        )
        table.add_row(*map(Text, row))
    return table


@click.group("theatre")
def theatre_command() -> None:
    """Theatre packs: list those that ship, check one."""


@theatre_command.command("list", epilog=example("whoholds theatre list"))
@json_option
def list_command(as_json: bool) -> None:
    """The theatres that ship."""
    from whoholds.theatres import theatre_names

    if as_json:
        print_lines({"theatre": name} for name in theatre_names())
        return
    for name in theatre_names():
        console().print(name, markup=False)


@theatre_command.command("check", epilog=example("whoholds theatre check syria"))
@click.argument("name", metavar="NAME_OR_FOLDER")
@json_option
def check_command(name: str, as_json: bool) -> None:
    """Every fault of a pack with file, line and remedy; exit status 1 if there is any."""
    from whoholds.theatres import check_pack, theatre_folder

    faults = check_pack(theatre_folder(name))
    if as_json:
        rows = [{"file": f.file, "line": f.line, "what": f.what, "remedy": f.remedy} for f in faults]
        print_json({"theatre": name, "is_sound": not faults, "faults": rows})
    else:
        for fault in faults:
            click.echo(str(fault))
    if faults:
        raise BrokenPack(
            f"has {len(faults)} fault{'s' if len(faults) > 1 else ''}", name, "mend them and check again"
        )
    if not as_json:
        console().print(f"{name}: sound", markup=False)
