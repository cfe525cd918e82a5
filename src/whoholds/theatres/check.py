"""What can be wrong with a theatre pack, found before it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from whoholds.actors import Register
from whoholds.terrain import Gazetteer
from whoholds.theatres import building
from whoholds.theatres.faults import Fault, in_order
from whoholds.theatres.pack import Row, read_pack
from whoholds.theatres.rules import RULES
from whoholds.theatres.theatre import Theatre
from whoholds.theatres.typed import TypedPack
from whoholds.theatres.values import Faults


def check_pack(folder: str | Path) -> list[Fault]:
    """Return every fault of the pack in `folder`, by file and line; empty where the pack is sound.

    Checked are: files, columns and keys; values that are no number, day or known word; ids given twice; references
    to places, actors and regions that are not there; coordinates outside the theatre's box or the country; places
    that stand twice; links shorter than the straight line or longer than can be; places that no way reaches; actors
    that side with themselves, also by way of others, or with their enemies; colours that cannot be told apart;
    missing licences, credits and sources.

    A pack whose files cannot be read gets those faults alone, since the others would follow from them.
    """
    return inspect_pack(Path(folder))[1]


def inspect_pack(folder: Path) -> tuple[Theatre | None, list[Fault]]:
    """Return the pack as a theatre (None where its files cannot be read) and its faults."""
    pack = read_pack(folder)
    if pack.faults:
        return None, in_order(pack.faults)
    faults = Faults()
    settings = building.settings_of(pack, faults)
    typed = TypedPack(
        pack=pack,
        settings=settings,
        places=_typed(pack.tables["places.csv"], building.place_of, faults),
        links=_typed(pack.tables["links.csv"], building.link_of, faults),
        actors=_typed(pack.actors, building.actor_of, faults),
        outlets=_typed(pack.outlets, building.outlet_of, faults),
        baseline=_typed(pack.tables["baseline.csv"], building.baseline_of, faults),
    )
    for rule in RULES:
        rule(typed, faults)
    return _theatre(typed), in_order(faults.found)


T = TypeVar("T")


def _typed(rows: Iterable[Row], build: Callable[[Row, Faults], T], faults: Faults) -> list[tuple[Row, T]]:
    return [(row, build(row, faults)) for row in rows]


def _theatre(typed: TypedPack) -> Theatre:
    """Return the theatre of a pack; where ids stand twice the last row counts."""
    return Theatre(
        **typed.settings,
        gazetteer=Gazetteer(place for _, place in typed.places),
        links=tuple(link for _, link in typed.links),
        register=Register(actor for _, actor in typed.actors),
        outlets={outlet.id: outlet for _, outlet in typed.outlets},
        baseline=tuple(row for _, row in typed.baseline),
        regions=typed.pack.shapes["regions.geojson"],
        border=typed.pack.shapes["border.geojson"],
    )
