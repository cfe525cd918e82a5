"""Places, links, actors and outlets as the rows and entries of a pack's files."""

from __future__ import annotations

from typing import Any

from whoholds.actors import Actor, Tie
from whoholds.terrain import Link, Place
from whoholds.theatres.theatre import BaselineRow, Outlet

WORDS = ("adjectives", "people", "capitals", "generic", "operates_in")
TIES = ("part_of", "allied_with", "hostile_to")


def place_row(place: Place) -> dict[str, Any]:
    """Return a place as a row of `places.csv`."""
    return {
        "id": place.id, "name": place.name, "other_names": "|".join(place.other_names), "kind": place.kind,
        "lat": str(float(place.lat)), "lon": str(float(place.lon)),
        "admin1": place.admin1, "country": place.country, "to_country": place.to_country,
        "population": str(place.population or ""), "source": place.source,
    }  # fmt: skip


def link_row(link: Link) -> dict[str, Any]:
    """Return a link as a row of `links.csv`."""
    return {
        "from": link.start, "to": link.end, "road": link.road, "grade": link.grade, "km": f"{link.km:.1f}",
        "kind": link.kind, "since": link.since or "", "until": link.until or "",
        "is_shut": "yes" if link.is_shut else "", "source": link.source,
    }  # fmt: skip


def baseline_row(row: BaselineRow) -> dict[str, Any]:
    """Return a standing as a row of `baseline.csv`."""
    return {
        "place": row.place, "holder": row.holder, "since": row.since, "held_since": row.held_since or "",
        "source": row.source,
    }  # fmt: skip


def actor_entry(actor: Actor) -> dict[str, Any]:
    """Return an actor as an entry of `actors.yaml`; what it has not is left out."""
    entry: dict[str, Any] = {"id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country}
    entry |= {"is_side": actor.is_side, "colour": actor.colour, "since": actor.since, "until": actor.until}
    entry["names"] = {language: list(names) for language, names in actor.names.items() if names}
    entry |= {key: list(getattr(actor, key)) for key in WORDS}
    entry |= {key: [_tie(tie) for tie in getattr(actor, key)] for key in TIES}
    return {key: value for key, value in entry.items() if value}


def outlet_entry(outlet: Outlet) -> dict[str, Any]:
    """Return an outlet as an entry of `sources.yaml`; what it has not is left out."""
    entry = {
        "id": outlet.id, "name": outlet.name, "names": list(outlet.names), "domain": outlet.domain,
        "kind": outlet.kind, "leans_to": outlet.leans_to, "grade": outlet.grade, "country": outlet.country,
    }  # fmt: skip
    return {key: value for key, value in entry.items() if value}


def _tie(tie: Tie) -> Any:  # noqa: ANN401 a word, or a mapping
    days = {key: day for key, day in (("since", tie.since), ("until", tie.until)) if day}
    return {"actor": tie.actor, **days} if days else tie.actor
