"""A draft as the files of a pack, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from math import ceil, floor
from pathlib import Path
from typing import Any

import yaml

from whoholds.errors import NotWritable, TheatreError
from whoholds.theatres.making.draft import Draft, Shapes
from whoholds.theatres.making.rows import actor_entry, baseline_row, link_row, outlet_entry, place_row
from whoholds.theatres.pack import COLUMNS
from whoholds.theatres.world.atlas import country_names

MARGIN_DEGREES = 0.1
KINDS = {
    "faults": "Faults that `whoholds theatre check` finds",
    "roads": "Roads",
    "isolated": "Places that hang on a guess",
    "detours": "Suspicious detours: far by the links, near by the straight line",
    "duplicates": "Places that may be one place, and names that mean several",
    "regions": "Places without a region, or outside their country",
    "crossings": "Border crossings",
    "ports": "Ports",
    "capitals": "Capitals",
    "sides": "Sides and actors",
    "baseline": "Who held what on the first day",
}
"""What a person must check, in the order of the page."""


def pack_files(draft: Draft) -> dict[str, str]:
    """Return the text of every file of a pack by name, without `TODO.md`."""
    return {
        "theatre.yaml": _yaml(_settings(draft)),
        "places.csv": _csv("places.csv", (place_row(draft.places[key]) for key in sorted(draft.places))),
        "links.csv": _csv("links.csv", map(link_row, draft.links)),
        "baseline.csv": _csv("baseline.csv", map(baseline_row, sorted(draft.baseline, key=lambda row: row.place))),
        "actors.yaml": _yaml({"actors": [actor_entry(actor) for actor in draft.actors]}),
        "sources.yaml": _yaml({"sources": [outlet_entry(outlet) for outlet in draft.outlets]}),
        "regions.geojson": _geojson(_regions(draft)),
        "border.geojson": _geojson(_border(draft)),
    }


def todo_page(draft: Draft) -> str:
    """Return the page that tells what a person must check."""
    lines = [
        f"# {draft.wishes.name}: what a person must check", "",
        f"Made by `whoholds theatre build`: {len(draft.spots())} places, {len(draft.links)} links.",
        "Mend things in tables of your own and build again with `--supplement`, or edit the files here.",
    ]  # fmt: skip
    for kind, title in KINDS.items():
        found = [line for each, line in draft.todo if each == kind]
        if found:
            lines += ["", f"## {title}", "", *(f"- [ ] {line}" for line in found)]
    return "\n".join(lines) + "\n"


def refuse_hand_work(folder: Path, *, force: bool) -> None:
    """Raise unless a pack may be written to a folder: a new or empty one, or with `force` one that holds a pack.

    Raises:
        TheatreError: if it holds something.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise TheatreError("is no folder", str(folder), "name a new folder")
    if not any(folder.iterdir()):
        return
    if not force:
        raise TheatreError(
            "is not empty", str(folder), "name a new folder, or say --force to replace the pack in it"
        )
    if not (folder / "theatre.yaml").is_file():
        raise TheatreError("holds no pack that could be replaced", str(folder), "name a new folder")


def write_pack(folder: Path, texts: Mapping[str, str]) -> None:
    """Put files into a folder all at once: whoever looks sees the old pack or the new one; other files stay.

    Raises:
        NotWritable: if the disk refuses; then nothing has changed.
    """
    folder = folder.absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as room:
            fresh, old = Path(room) / "fresh", Path(room) / "old"
            if folder.exists():
                shutil.copytree(folder, fresh, symlinks=True)
            else:
                fresh.mkdir()
            for name, text in texts.items():
                (fresh / name).write_text(text, encoding="utf-8", newline="\n")
            _swap(folder, fresh, old)
    except OSError as error:
        raise NotWritable(f"cannot be written ({error.strerror})", str(folder), "choose another folder") from None


def _swap(folder: Path, fresh: Path, old: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise


def _settings(draft: Draft) -> dict[str, Any]:
    sides = [actor.id for actor in draft.actors if actor.is_side]
    return {
        "id": draft.wishes.name,
        "title": f"{' and '.join(_names(draft))}, from {draft.wishes.since.isoformat()}",
        "countries": list(draft.wishes.countries),
        "time_zone": draft.time_zone,
        "since": draft.wishes.since,
        "box": _box(draft),
        "capitals": draft.capitals,
        "sides": sides,
        "licence": _licence(draft.credits),
        "credits": draft.credits,
        **draft.settings,
    }


def _names(draft: Draft) -> list[str]:
    names = country_names()
    return [names.get(code, code) for code in draft.wishes.countries]


def _licence(lines: Iterable[str]) -> str:
    """Return the licences that the lines of credit name, each line "what: who, licence"."""
    parts = []
    for line in lines:
        what, _, rest = line.partition(": ")
        pieces = [piece for piece in rest.split(", ") if not piece.startswith("by way of")]
        parts.append(f"{what} {pieces[-1]}")
    return "; ".join(parts)


def _box(draft: Draft) -> list[float]:
    """Return south, west, north, east around all places of the theatre."""
    spots = [place for place in draft.places.values() if not place.is_extended]
    lats, lons = [place.lat for place in spots] or [0.0], [place.lon for place in spots] or [0.0]
    low = [floor((min(each) - MARGIN_DEGREES) * 10) / 10 for each in (lats, lons)]
    high = [ceil((max(each) + MARGIN_DEGREES) * 10) / 10 for each in (lats, lons)]
    return [*low, *high]


def _regions(draft: Draft) -> Shapes:
    features = [
        _feature({"name": region.name, "country": region.country}, region.polygons)
        for region in draft.regions
        if region.polygons
    ]
    return {"type": "FeatureCollection", "features": features}


def _border(draft: Draft) -> Shapes:
    own = draft.wishes.countries
    known = sorted(draft.countries.values(), key=lambda each: (each.code not in own, each.code))
    features = [_feature({"code": each.code, "name": each.name}, each.polygons) for each in known if each.polygons]
    return {"type": "FeatureCollection", "features": features}


def _feature(properties: dict[str, str], polygons: Any) -> dict[str, Any]:  # noqa: ANN401 nested lists
    return {
        "type": "Feature", "properties": properties, "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }  # fmt: skip


def _geojson(shapes: Shapes) -> str:
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in shapes["features"])
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def _csv(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[name], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _yaml(document: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False, width=110)
