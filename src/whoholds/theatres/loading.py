"""Theatre packs from their folders."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from whoholds.errors import BrokenPack, UnknownTheatre
from whoholds.theatres.check import inspect_pack
from whoholds.theatres.theatre import Theatre

SHIPPED = Path(__file__).parent
"""Folder in which the packs that ship lie, one folder each."""

WORLD = "world"


def theatre_names() -> list[str]:
    """Return the names of the theatres that ship, in alphabetical order, `world` among them."""
    packs = {path.parent.name for path in SHIPPED.glob("*/theatre.yaml")}
    return sorted(packs | {WORLD})


def theatre_folder(name_or_folder: str | Path) -> Path:
    """Return the folder of a pack: one that ships, by name, or any folder with a `theatre.yaml`.

    Raises:
        UnknownTheatre: if there is none; the message lists those that ship.
    """
    name = str(name_or_folder)
    shipped = SHIPPED / name
    if name.isidentifier() and (shipped / "theatre.yaml").is_file():
        return shipped
    if name and (folder := Path(name_or_folder)).is_dir():
        return folder
    known = ", ".join(theatre_names())
    raise UnknownTheatre("is no theatre", name, f"use one of {known}, or the folder of a pack")


def load_theatre(name_or_folder: str | Path) -> Theatre:
    """Return a theatre: one that ships, by name, or the pack in a folder.

    A theatre that ships is read once in a process; the object is immutable and shared.

    Raises:
        UnknownTheatre: if there is no pack of that name and no such folder.
        BrokenPack: if the pack has faults; the message names file and line of the first and how many follow.
    """
    if str(name_or_folder) == WORLD:
        from whoholds.theatres.world import load_world  # noqa: PLC0415 heavy, and seldom wanted

        return load_world()
    folder = theatre_folder(name_or_folder)
    return _load_shipped(folder) if folder.parent == SHIPPED else _load(folder)


@cache
def _load_shipped(folder: Path) -> Theatre:
    return _load(folder)


def _load(folder: Path) -> Theatre:
    theatre, faults = inspect_pack(folder)
    if theatre is not None and not faults:
        return theatre
    first, more = faults[0], len(faults) - 1
    spot = f"{folder.name}/{first.file}" + (f":{first.line}" if first.line else "")
    rest = f"{first.remedy}; " if first.remedy else ""
    tail = f"{more} more fault{'s' if more > 1 else ''}, " if more else ""
    raise BrokenPack(first.what, spot, f"{rest}{tail}see `whoholds theatre check {folder}`")
