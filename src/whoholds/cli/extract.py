"""`extract` and `annotate`: reports in, JSONL out; no ledger is touched."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from whoholds.cli.options import (
    example,
    json_option,
    quiet_option,
    source_options,
    sources_argument,
    theatre_option,
)
from whoholds.cli.out import aside, console, print_json, print_lines, progress

if TYPE_CHECKING:
    from whoholds.model.annotated import Annotated
    from whoholds.theatres import Theatre

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
    from whoholds.extraction import TOGETHER, Extractor
    from whoholds.theatres import load_theatre

    extractor = Extractor(load_theatre(theatre), gated=not no_gate)
    reports = _reports(sources, told, quiet=quiet)
    # What is typed or piped in comes when it comes: its claims do not wait for the next report.
    together = 0 if "-" in sources else TOGETHER
    for extraction in extractor.extract_all(reports, on_aside=aside, together=together):
        for claim in extraction.claims:
            print_json(claim.to_json())
        sys.stdout.flush()


@click.command(
    "annotate",
    epilog=example(
        "whoholds annotate article.txt --published 2024-12-07 --theatre syria",
        "whoholds annotate article.txt --published 2024-12-07 --theatre syria --html article.html",
    ),
    short_help="Print the mentions that the reader sees.",
)
@sources_argument
@theatre_option
@source_options
@click.option("--html", "path", metavar="FILE", help="Write the texts with all layers highlighted, as one page.")
@json_option
@click.option("--no-gate", is_flag=True, expose_value=False, help="As in extract; annotate never uses the gate.")
@quiet_option
def annotate_command(
    sources: tuple[str, ...], theatre: str, path: str | None, as_json: bool, quiet: bool, **told: str | None
) -> None:
    """Print what the reader sees: places, times, actors, attributions, with their offsets.

    On a terminal the text itself with its spans marked; JSONL when piped, or with --json.
    """
    from whoholds.extraction import Extractor
    from whoholds.theatres import load_theatre

    extractor = Extractor(load_theatre(theatre))
    is_jsonl = as_json or not sys.stdout.isatty()
    reports = _reports(sources, told, quiet=quiet)
    read = extractor.look_at_all(reports, on_aside=aside, with_claims=bool(path) or not is_jsonl)
    if path is None:
        for annotated in read:
            _show(annotated, extractor.theatre, is_jsonl=is_jsonl)
        return
    _write(path, read, extractor.theatre, is_jsonl=is_jsonl)


def _show(annotated: Annotated, theatre: Theatre, *, is_jsonl: bool) -> None:
    if is_jsonl:
        print_lines(annotated.mentions)
    else:
        from whoholds.telling.annotated import show_annotated

        show_annotated(annotated, theatre, console())
    sys.stdout.flush()


def _write(path: str, read: Iterable[Annotated], theatre: Theatre, *, is_jsonl: bool) -> None:
    """Write the page; the JSONL goes out beside it where it would without one."""
    from whoholds.telling.annotated import write_annotated

    write_annotated(_printed(read, theatre) if is_jsonl else read, theatre, path)
    if not is_jsonl:
        console().print(f"Wrote {path}", markup=False, soft_wrap=True)


def _printed(read: Iterable[Annotated], theatre: Theatre) -> Iterator[Annotated]:
    for annotated in read:
        _show(annotated, theatre, is_jsonl=True)
        yield annotated
