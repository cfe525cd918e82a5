"""Tables by hand, laid over what was found: a folder with the files of a pack, as many as one likes.

`places.csv`, `links.csv`, `baseline.csv`, `actors.yaml`, `sources.yaml`, `theatre.yaml`: the columns and keys of a
pack, as many as needed. A place, actor or outlet whose id is known is changed where the row tells something; others
are added. A row of `places.csv` or `links.csv` with `yes` in a column `drop` takes the place or link out; a row of
`baseline.csv` may name a region, and counts for all places in it that have no row of their own. A column `note` is
for remarks. `courses.yaml` tells of roads by the places that they pass.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from whoholds.errors import BrokenPack
from whoholds.terrain import Link
from whoholds.theatres import building
from whoholds.theatres.faults import Fault
from whoholds.theatres.making import rows
from whoholds.theatres.making.courses import course_rows
from whoholds.theatres.making.draft import Draft
from whoholds.theatres.making.grid import straight_km
from whoholds.theatres.making.linking import GUESSES
from whoholds.theatres.pack import COLUMNS, Row
from whoholds.theatres.paper_rules import NOTE
from whoholds.theatres.theatre import BaselineRow
from whoholds.theatres.values import Faults
from whoholds.theatres.yaml_lines import LINE, load_yaml

T = TypeVar("T")
HAND = "by hand"
WINDING = 1.25
FILES = frozenset({*COLUMNS, "courses.yaml", "theatre.yaml", "actors.yaml", "sources.yaml"})


class Supplement:
    """A folder of tables by hand.

    Args:
        folder: where they lie; None for none.

    Raises:
        BrokenPack: here and below, at the first row that cannot be used, with file, line and remedy.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        if folder is not None and not folder.is_dir():
            raise BrokenPack("is no folder", str(folder), "give a folder with places.csv, links.csv or others")
        if folder is not None and not any((folder / name).is_file() for name in FILES):
            raise BrokenPack("holds no table", str(folder), f"name them {', '.join(sorted(FILES))}")

    def add_places(self, draft: Draft) -> None:
        """Change, add and take out places."""
        for row in self._table("places.csv", "drop"):
            if row.text("drop") == "yes":
                if draft.places.pop(row.text("id"), None) is None:
                    raise _broken(
                        Fault(row.file, row.line, f"there is no place '{row.text('id')}'", "correct the id")
                    )
                continue
            known = draft.places.get(row.text("id"))
            full = rows.place_row(known) if known else {}
            told = {key: value for key, value in row.values.items() if value.strip()}
            source = f"{full['source']}; changed by hand" if known else HAND
            merged = Row(
                row.file, row.line, {"country": draft.wishes.countries[0], **full, "source": source, **told}
            )
            place = _typed(merged, building.place_of)
            draft.places[place.id] = place

    def add_links(self, draft: Draft) -> None:
        """Add links; those of the same two places and kind that were found go, as do guesses at crossings told of.

        A row with `yes` in a column `drop` only takes out what was found.
        """
        told_of: list[Link] = []
        for row in (*self._courses(draft), *self._table("links.csv", "drop")):
            ends = row.text("from"), row.text("to")
            if unknown := [each for each in ends if each not in draft.places]:
                raise _broken(Fault(row.file, row.line, f"'{unknown[0]}' is no place", "add it to places.csv"))
            here, there = (draft.places[each] for each in ends)
            km = straight_km((here.lat, here.lon), (there.lat, there.lon)) * WINDING
            guess = {"km": f"{max(0.3, km):.1f}", "source": HAND}
            told = {key: value for key, value in row.values.items() if value.strip()}
            link = _typed(Row(row.file, row.line, {**guess, **told}), building.link_of)
            crossings = {place.id for place in (here, there) if place.kind == "crossing" and link.kind == "road"}
            draft.links = [
                each
                for each in draft.links
                if each in told_of or not (_is_replaced(each, link) or _is_guessed(each, crossings))
            ]
            if row.text("drop") != "yes":
                told_of.append(link)
                draft.links.append(link)

    def _courses(self, draft: Draft) -> Iterator[Row]:
        """Yield the links of the roads in `courses.yaml`."""
        spots = {place.id: (place.lat, place.lon) for place in draft.places.values()}
        for course in self._document("courses.yaml").get("courses") or []:
            line = course.get(LINE, 0) if isinstance(course, dict) else 0
            try:
                source = course.get("source") or "course by hand"
                yield from (Row("courses.yaml", line, row) for row in course_rows(course, spots, source))
            except KeyError as error:
                raise _broken(Fault("courses.yaml", line, f"{error} is no place", "correct the id")) from None
            except (AttributeError, TypeError, ValueError):
                remedy = "write '- {road: M1, grade: main, through: [id, id]}'"
                raise _broken(Fault("courses.yaml", line, "has an entry that is no course", remedy)) from None

    def add_people(self, draft: Draft) -> None:
        """Change and add actors and outlets."""
        draft.actors = self._merged("actors.yaml", "actors", draft.actors, rows.actor_entry, building.actor_of)
        draft.outlets = self._merged(
            "sources.yaml", "sources", draft.outlets, rows.outlet_entry, building.outlet_of
        )

    def add_baseline(self, draft: Draft) -> None:
        """Add rows of the baseline, which go before the holder of all.

        A row of a region counts for its places that have no row above it, and until one below.
        """
        told: dict[str, BaselineRow] = {}
        for row in self._table("baseline.csv"):
            filled = {"since": draft.wishes.since.isoformat(), "source": HAND}
            given = {key: value for key, value in row.values.items() if value.strip()}
            standing = _typed(Row(row.file, row.line, {**filled, **given}), building.baseline_of)
            region = draft.places.get(standing.place)
            if region is None or region.kind != "region":
                told[standing.place] = standing
                continue
            for place in draft.spots():
                if place.admin1 == region.name and place.id not in told:
                    told[place.id] = replace(standing, place=place.id)
        draft.baseline = [each for each in draft.baseline if each.place not in told] + list(told.values())

    def settings(self) -> dict[str, Any]:
        """Return the keys of `theatre.yaml`."""
        document = self._document("theatre.yaml")
        return {key: value for key, value in document.items() if key != LINE}

    def _merged(
        self, name: str, key: str, known: list[T], entry_of: Callable[[T], dict[str, Any]],
        build: Callable[[Row, Faults], T],
    ) -> list[T]:  # fmt: skip
        entries = {entry["id"]: (entry, each) for each in known if (entry := entry_of(each))}
        for told in self._document(name).get(key) or []:
            if not isinstance(told, dict) or not told.get("id"):
                raise _broken(Fault(name, 0, "has an entry without an id", "write each as '- id: ...'"))
            old = entries[told["id"]][0] if told["id"] in entries else {}
            entry = {**old, **told}
            entries[told["id"]] = (entry, _typed(Row(name, told.get(LINE, 0), entry), build))
        return [each for _, each in entries.values()]

    def _document(self, name: str) -> dict[str, Any]:
        text = self._text(name)
        if not text:
            return {}
        try:
            document = load_yaml(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = f"is no YAML ({getattr(error, 'problem', None) or 'cannot be parsed'})"
            raise _broken(Fault(name, mark.line + 1 if mark else 0, what, "check indents and quotes")) from None
        if not isinstance(document, dict):
            raise _broken(Fault(name, 1, "has no keys", "write it like the file of a pack"))
        return document

    def _table(self, name: str, *more: str) -> list[Row]:
        text = self._text(name)
        if not text:
            return []
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
        try:
            found = [Row(name, reader.line_num, cells) for cells in reader]
        except csv.Error as error:
            raise _broken(Fault(name, reader.line_num, f"is no CSV ({error})", "check the quotes")) from None
        if strange := set(reader.fieldnames or ()) - {*COLUMNS[name], *more, NOTE}:
            what = f"has an unknown column '{min(strange)}'"
            raise _broken(Fault(name, 1, what, f"known are {', '.join((*COLUMNS[name], *more, NOTE))}"))
        for row in found:
            if None in row.values:
                raise _broken(Fault(name, row.line, "has more values than columns", "check commas and quotes"))
        return found

    def _text(self, name: str) -> str:
        """Return a file's text; empty where there is none."""
        if self._folder is None or not (self._folder / name).is_file():
            return ""
        try:
            return (self._folder / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeError):
            raise _broken(Fault(name, 0, "cannot be read", "save it as UTF-8")) from None


def _typed(row: Row, build: Callable[[Row, Faults], T]) -> T:
    faults = Faults()
    built = build(row, faults)
    if faults.found:
        raise _broken(faults.found[0])
    return built


def _broken(fault: Fault) -> BrokenPack:
    spot = f"{fault.file}:{fault.line}" if fault.line else fault.file
    return BrokenPack(fault.what, f"supplement/{spot}", fault.remedy)


def _is_guessed(link: Link, crossings: set[str]) -> bool:
    """Return whether a link was guessed at one of some crossings."""
    return link.source in GUESSES and bool({link.start, link.end} & crossings)


def _is_replaced(old: Link, new: Link) -> bool:
    return old.kind == new.kind and {old.start, old.end} == {new.start, new.end}
