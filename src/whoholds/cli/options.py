"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from whoholds.desk import Desk

DEFAULT_DESK = "whoholds.db"

Function = TypeVar("Function", bound=Callable[..., Any])

desk_option = click.option(
    "--desk",
    "address",
    default=lambda: os.environ.get("WHOHOLDS_DESK", DEFAULT_DESK),
    show_default=DEFAULT_DESK,
    metavar="FILE_OR_URL",
    help="The desk: a file, or a postgresql:// address.",
)
theatre_option = click.option(
    "--theatre", required=True, metavar="NAME", help="A theatre, or the folder of a pack."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, as the contract has it.")
on_option = click.option(
    "--on",
    metavar="TIME",
    help="When it was true: 2024-12-07 is the end of that day. Default: the newest report's day.",
)
known_by_option = click.option(
    "--known-by", metavar="TIME", help="Count only what had been reported by then. Default: all that is kept."
)
since_option = click.option(
    "--since", metavar="TIME", help="Compare with the end of that day. Default: the baseline's."
)
quiet_option = click.option("--quiet", is_flag=True, help="Show no progress.")
sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")

_SOURCE_OPTIONS = (
    click.option("--published", metavar="DATE", help="Date of reports that tell none."),
    click.option("--outlet", metavar="NAME", help="Publisher of reports that tell none."),
    click.option("--url", metavar="URL", help="Address of reports that tell none."),
    click.option("--language", metavar="CODE", help="Language of reports that tell none, such as en."),
)


def opened(address: str) -> Desk:
    """Open a desk that is closed when the command ends."""
    from whoholds.desk import Desk

    desk = Desk.open(address)
    click.get_current_context().call_on_close(desk.close)
    return desk


def example(*lines: str) -> str:
    """Return the end of a command's help: how it is used, line by line as given."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def source_options(function: Function) -> Function:
    """Add what is said of sources that do not say it themselves."""
    for option in reversed(_SOURCE_OPTIONS):
        function = option(function)
    return function


_GROUNDS = "A side's own ground: what it holds for sure, likely ground too, or any that no other side holds."


def _ground_option(default: str) -> Callable[[Function], Function]:
    choices = click.Choice(["sure", "likely", "any"])
    return click.option("--ground", "choice", type=choices, default=default, show_default=True, help=_GROUNDS)


ground_option = _ground_option("sure")
supposing_option = _ground_option("any")
sway_option = click.option(
    "--sway", "sway_km", type=click.FloatRange(min=0), metavar="KM", help="How far a held town commands the roads."
)
roads_option = click.option(
    "--roads", type=click.Choice(["main", "all"]), default="main", show_default=True, help="Which roads count."
)
