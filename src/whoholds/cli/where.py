"""`where`: what a name alone means, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from whoholds.cli.options import example, json_option, theatre_option
from whoholds.cli.out import console, print_lines
from whoholds.errors import UnknownPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whoholds.resolve.alone import Verdict, Weighed

SHOWN = 20
"""Candidates that are shown; a name such as San Antonio has a hundred."""


@click.command(
    "where",
    epilog=example("whoholds where Deraa --theatre syria", "whoholds where Barawe --theatre world --in Somalia"),
)
@click.argument("name")
@theatre_option
@click.option("--in", "within", metavar="REGION_OR_COUNTRY", help="Only places that lie there.")
@click.option("--near", multiple=True, metavar="PLACE", help="Spoken of beside it; may be given more than once.")
@json_option
def where_command(name: str, theatre: str, within: str | None, near: Sequence[str], as_json: bool) -> None:
    """Which places of a theatre a name may mean, best first, and which one is taken, or why it stays open.

    The name stands alone here; inside a report, what the report says of regions and neighbours decides too.
    """
    from whoholds.resolve.alone import find_extent, judge_alone
    from whoholds.theatres import load_theatre

    loaded = load_theatre(theatre)
    extent = find_extent(within, loaded) if within else None
    verdict = judge_alone(name, loaded, within=extent, near=[loaded.gazetteer.find(words) for words in near])
    ranked = verdict.ranked[:SHOWN]
    if as_json:
        by_fit = sorted(ranked, key=lambda weighed: -weighed.candidate.score)
        print_lines(_as_json(weighed, verdict) for weighed in by_fit)
    elif not ranked:
        raise UnknownPlace("stays open", name, f"{verdict.reason}; {_remedy(loaded.gazetteer.nearest(name))}")
    else:
        console().print(_table(ranked))
        console().print(_sentence(name, verdict), markup=False)


def _remedy(near: Sequence[str]) -> str:
    return f"the nearest names are {', '.join(near)}" if near else "try another spelling"


def _as_json(weighed: Weighed, verdict: Verdict) -> dict[str, Any]:
    place = weighed.candidate.place
    names = ("id", "name", "kind", "lat", "lon", "admin1", "country", "population")
    return {
        **{name: getattr(place, name) for name in names},
        "score": round(weighed.candidate.score, 4),
        "how": weighed.candidate.how,
        "share": round(weighed.share, 4),
        "why": weighed.option.why(),
        "taken": verdict.taken is not None and place.id == verdict.taken.id,
        "verdict": verdict.reason,
    }


def _table(ranked: Sequence[Weighed]) -> Any:  # noqa: ANN401 - rich loads late
    from rich.table import Table
    from rich.text import Text

    table = Table("Place", "Id", "Kind", "Region", "Fits", "Share", "Why", box=None, pad_edge=False)
    for weighed in ranked:
        place = weighed.candidate.place
        where = ", ".join(filter(None, (place.admin1, place.country)))
        fits = f"{weighed.candidate.score:.2f}"
        cells = (place.name, place.id, place.kind, where, fits, f"{weighed.share:.0%}", weighed.option.why())
        table.add_row(*map(Text, cells))
    return table


def _sentence(name: str, verdict: Verdict) -> str:
    if verdict.taken is None:
        return f"\n{name} stays open: {verdict.reason}."
    return f"\n{name} is {verdict.taken.id}: {verdict.reason}."
