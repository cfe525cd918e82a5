"""What goes to standard output and what to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 100
Item = TypeVar("Item")


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_lines(values: Iterable[Mapping[str, Any]]) -> None:
    """Print JSONL: each object as soon as it is there."""
    for value in values:
        print_json(value)


def aside(error: WhoholdsError) -> None:
    """Tell of a report that was set aside, on standard error."""
    click.echo(f"whoholds: set aside: {error}", err=True)


def note(line: str) -> None:
    """Tell something on standard error, so that it never mixes with the output."""
    click.echo(f"whoholds: {line}", err=True)


def console() -> Console:
    """Return the console for people: colours only on a terminal, at its width."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)


@contextmanager
def working(words: str, *, quiet: bool = False) -> Iterator[None]:
    """Show on a terminal that something goes on, for as long as it does."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def progress(items: Iterable[Item], words: str, *, quiet: bool = False) -> Iterator[Item]:
    """Yield the items, with a bar on a terminal's standard error; their number need not be known."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, description=words)
