"""`changes`, `brief` and `map`: the picture told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whoholds.cli.options import desk_option, example, json_option, known_by_option, on_option, opened, since_option
from whoholds.cli.out import console, print_json, print_lines, working

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whoholds.model import Finding

_output_option = click.option(
    "-o", "--output", "path", required=True, metavar="FILE", help="The file; its suffix says the form."
)


@click.command("changes", epilog=example("whoholds changes --since 2024-12-05 --on 2024-12-07"))
@since_option
@desk_option
@on_option
@known_by_option
@json_option
def changes_command(since: str | None, address: str, on: str | None, known_by: str | None, as_json: bool) -> None:
    """What changed hands, what was cut or opened, and which disputes arose, between two days."""
    desk = opened(address)
    until = desk.moment(on)
    begun = desk.since(since, until)
    with working("Comparing"):
        found = desk.changes(begun, until, desk.known_by(known_by))
    if as_json:
        print_lines(finding.to_json() for finding in found)
        return
    console().print(f"From {begun:%d %B %Y} to {until:%d %B %Y}:", style="bold", markup=False)
    show_changes(found)


def show_changes(found: Sequence[Finding]) -> None:
    """Print what changed, one group a kind, in order of weight."""
    from whoholds.cli.ground import show_findings

    kinds = list(dict.fromkeys(finding.kind for finding in found))
    for kind in kinds:
        lines = [finding.text for finding in found if finding.kind == kind]
        console().print(f"{kind.replace('-', ' ').capitalize()} ({len(lines)})", style="underline", markup=False)
        show_findings(lines)
    if not kinds:
        show_findings(["nothing changed"])


@click.command("brief", epilog=example("whoholds brief -o brief.html --on 2024-12-07"))
@_output_option
@since_option
@desk_option
@on_option
@known_by_option
@json_option
def brief_command(
    path: str,
    since: str | None,
    address: str,
    on: str | None,
    known_by: str | None,
    as_json: bool,
) -> None:
    """The situation report: what changed, what is disputed, what follows; every sentence with its sources.

    FILE ends in .md or .html.
    """
    desk = opened(address)
    moment = desk.moment(on)
    with working("Writing the brief"):
        desk.brief(path, desk.material(moment, desk.known_by(known_by), desk.since(since, moment)))
    _wrote(path, moment.isoformat(), as_json=as_json)


@click.command("map", epilog=example("whoholds map -o map.html --on 2024-12-07"))
@_output_option
@desk_option
@on_option
@known_by_option
@json_option
def map_command(path: str, address: str, on: str | None, known_by: str | None, as_json: bool) -> None:
    """The picture: places by holder, contested ones apart, roads, border and legend.

    FILE ends in .html, .svg, .png or .geojson.
    """
    desk = opened(address)
    moment = desk.moment(on)
    with working("Drawing the map"):
        desk.map(path, desk.material(moment, desk.known_by(known_by)))
    _wrote(path, moment.isoformat(), as_json=as_json)


def _wrote(path: str, on: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"file": path, "on": on})
        return
    console().print(f"Wrote {path}", markup=False, soft_wrap=True)
