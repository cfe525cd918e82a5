"""`follow`: all that follows from a picture, and what of it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from whoholds.cli.ground import show_findings
from whoholds.cli.options import desk_option, example, json_option, known_by_option, on_option, opened
from whoholds.cli.out import console, print_lines, working

if TYPE_CHECKING:
    from whoholds.model import Finding


@click.command("follow", epilog=example("whoholds follow --on 2024-12-07 --since 2024-12-01"))
@desk_option
@on_option
@click.option("--since", metavar="TIME", help="Tell what is new since the end of that day.")
@known_by_option
@json_option
def follow_command(address: str, on: str | None, since: str | None, known_by: str | None, as_json: bool) -> None:
    """All that follows from a picture for each side, the gravest first; with --since, what of it is new.

    Territory in parts, borders reached and not, encircled pockets, choke points, detours. A finding is
    new if none of its kind said the same of its side and places on the other day.
    """
    desk = opened(address)
    moment, known = desk.moment(on), desk.known_by(known_by)
    with working("Weighing the claims"):
        found = desk.follow(moment, known, desk.since(since, moment) if since else None)
    if as_json:
        print_lines(_json(finding, is_new) for finding, is_new in found)
        return
    out = console()
    head = f"What follows on {moment:%d %B %Y}"
    if since is None:
        out.print(f"{head}:", style="bold", markup=False)
        show_findings([finding.text for finding, _ in found] or ["nothing"])
        return
    for label, wanted in ((f"{head} and did not on {since}:", True), ("As before:", False)):
        lines = [finding.text for finding, is_new in found if is_new is wanted]
        out.print(label, style="bold", markup=False)
        show_findings(lines or ["nothing"])


def _json(finding: Finding, is_new: bool | None) -> dict[str, Any]:
    return finding.to_json() if is_new is None else {**finding.to_json(), "new": is_new}
