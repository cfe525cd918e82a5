"""`init` and `read`: making a desk, and filling it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from whoholds.cli.names import counted
from whoholds.cli.options import (
    desk_option,
    example,
    json_option,
    opened,
    quiet_option,
    source_options,
    sources_argument,
    theatre_option,
)
from whoholds.cli.out import aside, console, note, print_json, progress

if TYPE_CHECKING:
    from whoholds.keeping import Tally


@click.command(
    "init",
    epilog=example("whoholds init --theatre syria"),
    short_help="Make a desk: a theatre plus an empty ledger.",
)
@theatre_option
@click.option("--baseline", metavar="none|FILE.csv", help="Who held what at first. Default: the theatre's own.")
@desk_option
@json_option
def init_command(theatre: str, baseline: str | None, address: str, as_json: bool) -> None:
    """Make a desk: a theatre plus an empty ledger.

    The baseline is who held what when the story begins. --baseline none starts from an empty map;
    --baseline FILE.csv (columns place, holder, since) is copied in.
    """
    from whoholds.desk import Desk
    from whoholds.ledger import shown

    desk = Desk.init(address, theatre, baseline)
    rows, begun = len(desk.theatre.baseline), desk.baseline_day()
    desk.close()
    if as_json:
        print_json({"desk": shown(address), "theatre": desk.theatre.id, "baseline": rows})
        return
    start = f"the baseline says of {rows} places who held them on {begun}" if begun else "the map is empty"
    console().print(f"Made {shown(address)} for {desk.theatre.title}: {start}.", markup=False)


@click.command(
    "read",
    epilog=example("whoholds read reports.jsonl"),
    short_help="Gather reports, extract their claims, keep both.",
)
@sources_argument
@desk_option
@source_options
@quiet_option
@json_option
def read_command(
    sources: tuple[str, ...],
    address: str,
    quiet: bool,
    as_json: bool,
    **told: str | None,
) -> None:
    """Gather reports, extract their claims, and keep both; reading the same again changes nothing.

    SOURCE is a .jsonl, .jsonl.gz, .txt, .md, .html, .pdf or .warc.gz file, a folder of them, an http(s)
    address, or - for JSONL on standard input.
    """
    from whoholds.keeping import Tally
    from whoholds.sources import gather

    began = time.monotonic()
    desk = opened(address)
    tally = Tally()
    reports = gather(sources, on_aside=aside, **told)
    for tally in progress(desk.read(reports, on_aside=aside), "Reading", quiet=quiet):  # noqa: B007 - the last is wanted
        pass
    _tell(tally, time.monotonic() - began, as_json=as_json)


def _tell(tally: Tally, seconds: float, *, as_json: bool) -> None:
    if tally.undated:
        note(f"of the new reports {tally.undated} tell no date and count from today; give --published")
    if as_json:
        names = ("reports", "new_reports", "claims", "new_claims")
        print_json({**{name: getattr(tally, name) for name in names}, "seconds": round(seconds, 3)})
        return
    reports, claims = counted(tally.reports, "report"), counted(tally.claims, "claim")
    console().print(
        f"Read {reports}, {tally.new_reports} of them new, with {claims}, {tally.new_claims} of them new, "
        f"in {seconds:.1f} seconds."
    )
