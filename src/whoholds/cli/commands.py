"""The table of commands, and the group that loads each when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("desk", "Make a desk: a theatre plus an empty ledger."),
    "read": ("desk", "Gather reports, extract their claims, keep both."),
    "extract": ("extract", "Print the claims of reports, keeping nothing."),
    "annotate": ("extract", "Print the mentions that the reader sees."),
    "control": ("control", "Who holds what, on a day, as known by a day."),
    "why": ("control", "The evidence behind one place's standing."),
    "disputes": ("control", "Places of which voices say what cannot both be true."),
    "voices": ("control", "How often each voice has turned out right."),
    "retract": ("amend", "Take back a report, a claim, or how it was read."),
    "correct": ("amend", "Say what the words of a claim mean."),
    "history": ("amend", "What was taken back or corrected, and why."),
    "changes": ("tell", "What changed hands, what was cut, what is disputed."),
    "pieces": ("ground", "The parts that a side's territory falls into."),
    "reach": ("ground", "Whether a side can get somewhere, and by which roads."),
    "chokepoints": ("ground", "Places whose loss cuts something off."),
    "suppose": ("ground", "The same picture with something supposed."),
    "follow": ("follow", "All that follows from a picture, and what of it is new."),
    "check": ("ground", "An article's own statements, tested against the ledger."),
    "brief": ("tell", "The situation report, every sentence footnoted."),
    "map": ("tell", "The picture, as a page, an image or GeoJSON."),
    "where": ("where", "Which places a name may mean, and which one is taken."),
    "theatre": ("theatre", "Theatre packs: list them, check one, build one."),
    "demo": ("demo", "A fortnight in Syria from invented sample reports."),
}
"""Name of each command, the module of this package that holds it, and its line in the list."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, not when they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table, which is that of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import and return a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"whoholds.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the table, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])
