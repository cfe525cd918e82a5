"""Reports with what was read in them, to look at: as a page, and on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from whoholds.model.annotated import Annotated
from whoholds.telling.destination import suffix_of, write_file
from whoholds.theatres import Theatre

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["ANNOTATED_SUFFIXES", "show_annotated", "write_annotated"]

ANNOTATED_SUFFIXES = (".html", ".htm")


def write_annotated(read: Iterable[Annotated], theatre: Theatre, path: str | Path) -> None:
    """Write reports and what was read in them as one self-contained page.

    Args:
        read: the reports, in the order of the page.
        theatre: whose places and actors they name.
        path: a file ending in .html or .htm.

    Raises:
        QuestionError: if the suffix is another; no report is read before.
        NotWritable: if the folder refuses the file.
    """
    from whoholds.telling.annotated.page import page_text  # noqa: PLC0415 - brings fontTools and Jinja

    suffix_of(path, ANNOTATED_SUFFIXES)
    write_file(path, page_text(list(read), theatre))


def show_annotated(annotated: Annotated, theatre: Theatre, console: Console) -> None:
    """Print a report's text with its spans marked by colour and letter, then what stands behind each."""
    from whoholds.telling.annotated.terminal import show  # noqa: PLC0415 - brings rich

    show(annotated, theatre, console)
