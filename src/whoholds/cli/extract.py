"""`extract` and `annotate`: reports in, JSONL out; no ledger is touched."""

from __future__ import annotations

import sys
from typing import Any

import click

from whoholds.cli.options import example, quiet_option, source_options, sources_argument, theatre_option
from whoholds.cli.out import aside, print_json, progress

no_gate_option = click.option(
    "--no-gate", is_flag=True, help="Parse every paragraph, not only those that can hold a claim; slower."
)


def _reports(sources: tuple[str, ...], told: dict[str, Any], *, quiet: bool) -> Any:  # noqa: ANN401
    from whoholds.sources import gather

    # A bar would run through the lines where both go to the same terminal.
    return progress(gather(sources, on_aside=aside, **told), "Reading", quiet=quiet or sys.stdout.isatty())


@click.command(
    "extract",
    epilog=example("whoholds extract article.txt --published 2024-12-07 --outlet UNIAN --theatre syria"),
    short_help="Print the claims of reports, keeping nothing.",
)
@sources_argument
@theatre_option
@source_options
@no_gate_option
@quiet_option
def extract_command(sources: tuple[str, ...], theatre: str, no_gate: bool, quiet: bool, **told: str | None) -> None:
    """Print the claims of reports as JSONL, keeping nothing.

    SOURCE is a .jsonl, .jsonl.gz, .txt, .md, .html, .pdf or .warc.gz file, a folder of them, an http(s)
    address, or - for JSONL on standard input.
    """
    from whoholds.extraction import Extractor
    from whoholds.theatres import load_theatre

    extractor = Extractor(load_theatre(theatre), gated=not no_gate)
    for extraction in extractor.extract_all(_reports(sources, told, quiet=quiet), on_aside=aside):
        for claim in extraction.claims:
            print_json(claim.to_json())
        sys.stdout.flush()


@click.command(
    "annotate",
    epilog=example("whoholds annotate article.txt --published 2024-12-07 --theatre syria"),
    short_help="Print the mentions that the reader sees.",
)
@sources_argument
@theatre_option
@source_options
@quiet_option
def annotate_command(sources: tuple[str, ...], theatre: str, quiet: bool, **told: str | None) -> None:
    """Print what the reader sees as JSONL: places, times, actors, attributions, with their offsets."""
    from whoholds.extraction import Extractor
    from whoholds.theatres import load_theatre

    extractor = Extractor(load_theatre(theatre))
    for report in _reports(sources, told, quiet=quiet):
        for mention in extractor.annotate(report):
            print_json(mention)
        sys.stdout.flush()
