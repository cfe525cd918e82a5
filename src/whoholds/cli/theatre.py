"""`theatre list` and `theatre check`: the packs."""

from __future__ import annotations

import click

from whoholds.cli.options import example, json_option
from whoholds.cli.out import console, print_json, print_lines
from whoholds.errors import BrokenPack


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
