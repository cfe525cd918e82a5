"""Who held each place on the first day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pack_io import Row, read_csv, read_yaml
from pack_parts import holds

EXTENDED = {"region", "country", "area", "water"}


def baseline_rows(inputs: Path, places: list[Row]) -> list[Row]:
    """Return a row for each spot inside the theatre: the first group of `holders.yaml` to name it counts."""
    document = read_yaml(inputs / "holders.yaml")
    countries = read_yaml(inputs / "build.yaml")["countries"]
    areas = read_yaml(inputs / "areas.yaml")["areas"] if (inputs / "areas.yaml").is_file() else {}
    spots = {row["id"]: row for row in places if row["kind"] not in EXTENDED and row["country"] in countries}
    rows: dict[str, Row] = {}
    for group in document["groups"]:
        named = group.get("places", [])
        if unknown := [place for place in named if place not in spots]:
            raise SystemExit(f"holders.yaml: {group['holder']} holds unknown places {unknown}")
        if twice := [place for place in named if place in rows]:
            raise SystemExit(f"holders.yaml: {twice} stand in two groups")
        for place in [*named, *_rest(group, spots, areas)]:
            rows.setdefault(place, {
                "place": place, "holder": group["holder"], "since": document["since"],
                "held_since": "", "source": f"whoholds, by hand: {group['source']}",
            })  # fmt: skip
    for dated in read_csv(inputs / "held_since.csv"):
        row = rows[dated["place"]]
        row["held_since"] = dated["held_since"]
        row["source"] += f"; {dated['event']}"
    if missing := sorted(set(spots) - set(rows)):
        raise SystemExit(f"holders.yaml names no holder of {missing}")
    return [rows[place] for place in sorted(rows)]


def _rest(group: dict[str, Any], spots: dict[str, Row], areas: dict[str, Any]) -> list[str]:
    """Return the spots that a group takes by its area or its regions."""
    regions, area = set(group.get("rest_of", [])), areas[group["within"]] if "within" in group else None
    return [
        spot for spot, row in spots.items()
        if row["admin1"] in regions or (area and holds(area, (float(row["lat"]), float(row["lon"]))))
    ]  # fmt: skip
