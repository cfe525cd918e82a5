"""`demo`: a fortnight in Syria, from reports written for this project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whoholds.cli.control import standings_table
from whoholds.cli.ground import show_findings
from whoholds.cli.options import example, quiet_option
from whoholds.cli.out import console, progress, working
from whoholds.errors import NotWritable

if TYPE_CHECKING:
    from whoholds.desk import Desk
    from whoholds.telling import BriefInput

THEATRE = "syria"
ON = "2024-12-07"
SUPPOSITION = "hts takes homs"
SHOWN = ("Damascus", "Homs", "Hama", "Aleppo", "Palmyra", "Daraa", "Deir ez-Zor", "Latakia")
"""Places that the demonstration prints; all others are on its map."""


@click.command("demo", epilog=example("whoholds demo --out tour"))
@click.option(
    "--out", "folder", default="whoholds-demo", show_default=True, metavar="DIR", help="Where the files go."
)
@quiet_option
def demo_command(folder: str, quiet: bool) -> None:
    """A fortnight in Syria, 26 November to 8 December 2024, from invented sample reports.

    Shows who holds what on the 7th, what changed, what is disputed, what follows, and what the capture of
    Homs would do; writes brief.html and map.html, and the desk itself for questions of your own.
    """
    out = console()
    desk = _filled(_fresh(Path(folder)), quiet=quiet)
    moment = desk.moment(ON)
    with working("Weighing the claims", quiet=quiet):
        material = desk.material(moment)
    out.print(f"\nWho holds what on {moment:%d %B %Y}", style="bold")
    places = [desk.theatre.gazetteer.find(name) for name in SHOWN]
    out.print(standings_table(desk.theatre, material.picture, places))
    _tell(desk, material)
    _write(desk, material, Path(folder), quiet=quiet)
    desk.close()


def _fresh(folder: Path) -> Path:
    """Return where the demonstration's desk goes; one left by an earlier run is removed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("demo.db", "demo.db-wal", "demo.db-shm"):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        remedy = "name another with --out"
        raise NotWritable(f"cannot be written ({error.strerror})", str(folder), remedy) from None
    return folder / "demo.db"


def _filled(address: Path, *, quiet: bool) -> Desk:
    """Make a desk and read the sample reports into it."""
    from whoholds.desk import Desk
    from whoholds.keeping import Tally
    from whoholds.sources import gather
    from whoholds.theatres import theatre_folder

    desk = Desk.init(str(address), THEATRE)
    reports = gather([str(theatre_folder(THEATRE) / "demo.jsonl")])
    tally = Tally()
    for tally in progress(desk.read(reports), "Reading the sample reports", quiet=quiet):  # noqa: B007 - the last counts
        pass
    console().print(
        f"Read {tally.reports} invented sample reports: {tally.claims} claims, each with its words and its voices."
    )
    return desk


def _tell(desk: Desk, material: BriefInput) -> None:
    out = console()
    supposed = desk.suppose([SUPPOSITION], material.picture, "any")
    sections = (
        ("What changed since the 26th of November", [f.text for f in material.changes][:12]),
        ("What is disputed", [f.text for f in material.disputes][:6]),
        ("What follows", [f.text for f in material.consequences][:8]),
        ("What taking Homs would do", [f.text for f in supposed.changes][:8]),
    )
    for title, lines in sections:
        out.print(f"\n{title}", style="bold")
        show_findings(lines or ["nothing"])


def _write(desk: Desk, material: BriefInput, folder: Path, *, quiet: bool) -> None:
    out = console()
    with working("Writing the brief and the map", quiet=quiet):
        desk.brief(folder / "brief.html", material)
        desk.map(folder / "map.html", material)
    out.print()
    for line in (
        f"The brief: {folder / 'brief.html'}",
        f"The map:   {folder / 'map.html'}",
        f"Ask more:  whoholds why palmyra --on {ON} --desk {folder / 'demo.db'}",
    ):
        out.print(line, markup=False, soft_wrap=True)
