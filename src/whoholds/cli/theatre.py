"""`theatre list`, `theatre check` and `theatre build`: the packs."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whoholds.cli.options import example, json_option
from whoholds.cli.out import console, print_json, print_lines, working
from whoholds.errors import BrokenPack

if TYPE_CHECKING:
    from whoholds.theatres.making.assembly import Made


@click.group("theatre")
def theatre_command() -> None:
    """Theatre packs: list those that ship, check one, build one."""


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


_BUILD_EXAMPLES = (
    "whoholds theatre build moldova --countries MD -o moldova",
    "whoholds theatre build moldova --countries MD -o moldova --osm moldova-latest.osm.pbf --holder state",
)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@theatre_command.command("build", epilog=example(*_BUILD_EXAMPLES))
@click.argument("name")
@click.option("--countries", required=True, metavar="CODES", help="ISO codes, such as UA,MD.")
@click.option("-o", "--out", "folder", required=True, type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--geonames", type=_FILE, metavar="FILE", help="A GeoNames dump (XX.zip, allCountries.txt).")
@click.option("--osm", type=_FILE, metavar="FILE", help="An OpenStreetMap extract (.osm.pbf, .osm, .osm.gz).")
@click.option("--roads", type=_FILE, metavar="FILE", help="A road net as .json.gz, where there is no extract.")
@click.option(
    "--natural-earth",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="Admin-0 or admin-1 GeoJSON; may stand twice.",
)
@click.option(
    "--supplement",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Tables by hand, laid over what is found: places.csv, links.csv, actors.yaml, …",
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day of the theatre. Default: today.")
@click.option(
    "--least-population", type=click.IntRange(min=0), default=0, metavar="N", help="Leave smaller places out."
)
@click.option(
    "--holder", default="", metavar="ACTOR", help="Who holds every place at first; 'state' for its state."
)
@click.option("--force", is_flag=True, help="Replace the pack in FOLDER.")
@json_option
def build_command(
    name: str,
    countries: str,
    folder: Path,
    geonames: Path | None,
    osm: Path | None,
    roads: Path | None,
    natural_earth: tuple[Path, ...],
    supplement: Path | None,
    since: datetime | None,
    least_population: int,
    holder: str,
    force: bool,
    as_json: bool,
) -> None:
    """A new pack of one's own, and TODO.md in it: what a person must check.

    Country codes are enough: places, regions, states, armed groups and outlets come from the packaged tables, and
    links are guessed. Give an OpenStreetMap extract for roads and crossings.
    """
    from whoholds.theatres.making.assembly import make_pack
    from whoholds.theatres.making.draft import Wishes

    wishes = Wishes(
        name=name, countries=tuple(dict.fromkeys(countries.upper().replace(",", " ").split())),
        since=since.date() if since else datetime.now(UTC).date(), least_population=least_population, holder=holder,
        geonames=geonames, osm=osm, roads=roads, natural_earth=natural_earth, supplement=supplement,
    )  # fmt: skip
    with working("Building the pack"):
        made = make_pack(wishes, folder, force=force)
    if as_json:
        print_json(_made_json(name, made))
        return
    console().print(_made_page(made), markup=False)


def _made_json(name: str, made: Made) -> dict[str, Any]:
    return {
        "theatre": name,
        "folder": str(made.folder),
        **made.counts,
        "is_sound": not made.faults,
        "faults": [str(fault) for fault in made.faults],
        "check": [{"kind": kind, "what": line} for kind, line in made.todo],
    }


def _made_page(made: Made) -> str:
    kinds = Counter(kind for kind, _ in made.todo)
    counts = ", ".join(f"{count} {what}" for what, count in made.counts.items())
    lines = [
        f"{made.folder}: {counts}",
        "to check by hand: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items()),
    ]
    return "\n".join([*lines, f"see {made.folder / 'TODO.md'}; then `whoholds theatre check {made.folder}`"])
