"""From a pack's rows to places, links, actors, outlets and the baseline."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from whoholds.actors import Actor, Tie
from whoholds.terrain import KINDS, Link, Place
from whoholds.theatres import values
from whoholds.theatres.pack import Pack, Row
from whoholds.theatres.theatre import BaselineRow, Outlet
from whoholds.theatres.values import Faults
from whoholds.theatres.yaml_lines import LINE

TIES = ("part_of", "allied_with", "hostile_to")
ACTOR_KINDS = frozenset(
    {"state", "army", "police", "armed-group", "alliance", "party", "movement", "mission", "people"}
)
OUTLET_KINDS = frozenset(
    {
        "agency", "newspaper", "broadcaster", "state-media", "party-media", "monitor", "analyst", "official",
        "encyclopaedia",
    }
)  # fmt: skip
YES_NO = frozenset({"yes", "no"})


def place_of(row: Row, faults: Faults) -> Place:
    """Return the place that a row of `places.csv` tells."""
    return Place(
        id=row.text("id"),
        name=row.text("name"),
        other_names=tuple(name for part in row.text("other_names").split("|") if (name := part.strip())),
        kind=values.one_of(row, "kind", KINDS, faults, default="town"),
        lat=values.number(row, "lat", faults, low=-90, high=90),
        lon=values.number(row, "lon", faults, low=-180, high=180),
        admin1=row.text("admin1"),
        country=row.text("country"),
        to_country=row.text("to_country"),
        population=int(values.number(row, "population", faults, low=0, high=1e9)) if row.text("population") else 0,
        source=row.text("source"),
    )


def link_of(row: Row, faults: Faults) -> Link:
    """Return the link that a row of `links.csv` tells."""
    return Link(
        start=row.text("from"),
        end=row.text("to"),
        road=row.text("road"),
        grade=values.one_of(row, "grade", ("main", "minor"), faults, default="minor"),  # type: ignore[arg-type]
        km=values.number(row, "km", faults, low=0, high=20_000),
        kind=values.one_of(row, "kind", ("road", "crossing", "sea"), faults, default="road"),  # type: ignore[arg-type]
        since=values.day(row, "since", faults),
        until=values.day(row, "until", faults),
        is_shut=values.one_of(row, "is_shut", YES_NO, faults, default="no") == "yes",
        source=row.text("source"),
    )


def actor_of(row: Row, faults: Faults) -> Actor:
    """Return the actor that an entry of `actors.yaml` tells."""
    return Actor(
        id=row.text("id"),
        name=row.text("name"),
        kind=values.one_of(row, "kind", ACTOR_KINDS, faults, default="armed-group"),
        names=values.by_language(row, "names", faults),
        adjectives=values.words(row, "adjectives", faults),
        people=values.words(row, "people", faults),
        capitals=values.words(row, "capitals", faults),
        generic=values.words(row, "generic", faults),
        operates_in=values.words(row, "operates_in", faults),
        part_of=_ties(row, "part_of", faults),
        allied_with=_ties(row, "allied_with", faults),
        hostile_to=_ties(row, "hostile_to", faults),
        is_side=row.values.get("is_side") is True,
        country=row.text("country"),
        since=_year(row, "since", faults),
        until=_year(row, "until", faults),
        colour=row.text("colour"),
    )


def _ties(row: Row, key: str, faults: Faults) -> tuple[Tie, ...]:
    """Return an actor's ties of one kind: each a bare id, or a mapping with since and until."""
    value = row.values.get(key) or []
    if not isinstance(value, list):
        faults.add(row, f"{key} is no list", "write '[id, ...]' or one '- actor: id' a line")
        return ()
    return tuple(tie for each in value if (tie := _tie(row, key, each, faults)))


def _tie(row: Row, key: str, each: object, faults: Faults) -> Tie | None:
    if isinstance(each, str):
        return Tie(each)
    if not isinstance(each, dict) or "actor" not in each:
        faults.add(row, f"{key} has an entry without 'actor'", "write '- actor: id'")
        return None
    inner = Row(row.file, each.get(LINE, row.line), each)
    return Tie(inner.text("actor"), values.day(inner, "since", faults), values.day(inner, "until", faults))


def _year(row: Row, key: str, faults: Faults) -> int | None:
    return int(values.number(row, key, faults, low=1000, high=3000)) if row.text(key) else None


def outlet_of(row: Row, faults: Faults) -> Outlet:
    """Return the outlet or speaker that an entry of `sources.yaml` tells."""
    return Outlet(
        id=row.text("id"),
        name=row.text("name"),
        names=values.words(row, "names", faults),
        domain=row.text("domain"),
        kind=values.one_of(row, "kind", OUTLET_KINDS, faults, default="newspaper"),
        leans_to=row.text("leans_to"),
        grade=values.one_of(row, "grade", tuple("ABCDEF"), faults, default="C"),
        country=row.text("country"),
    )


def baseline_of(row: Row, faults: Faults) -> BaselineRow:
    """Return the row of `baseline.csv` as a standing with its day."""
    since = values.day(row, "since", faults)
    if since is None:
        faults.add(row, "has no since", "give the day from which the row counts")
    return BaselineRow(
        row.text("place"),
        row.text("holder"),
        since or date.min,
        row.text("source"),
        values.day(row, "held_since", faults),
    )


def settings_of(pack: Pack, faults: Faults) -> dict[str, Any]:
    """Return the fields of a theatre that `theatre.yaml` tells."""
    row = pack.settings
    return {
        "id": row.text("id"),
        "title": row.text("title"),
        "countries": values.words(row, "countries", faults),
        "time_zone": _zone(row, faults),
        "since": values.day(row, "since", faults),
        "until": values.day(row, "until", faults),
        "capitals": {str(k): str(v) for k, v in values.mapping(row.values.get("capitals")).items()},
        "sides": values.words(row, "sides", faults),
        "licence": row.text("licence"),
        "credits": values.words(row, "credits", faults),
    }


def _zone(row: Row, faults: Faults) -> ZoneInfo:
    name = row.text("time_zone") or "UTC"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        faults.add(row, f"time_zone '{name}' is not known", "use a name such as Asia/Damascus")
        return ZoneInfo("UTC")
