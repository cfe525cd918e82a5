"""The picture as GeoJSON: places with their standing, links with their state, credits beside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from whoholds.model import Picture, wall
from whoholds.telling.map.ways import link_rows, link_state
from whoholds.telling.material import BriefInput
from whoholds.telling.places import counted_places
from whoholds.terrain import Place
from whoholds.theatres import Theatre


def geojson_text(source: BriefInput) -> str:
    """Return a FeatureCollection (RFC 7946) of places and links.

    Title, dates, credits and licence stand beside the features as foreign members.
    """
    theatre, picture = source.theatre, source.picture
    content = {
        "type": "FeatureCollection",
        "title": source.title or theatre.title,
        "theatre": theatre.id,
        "on": wall(picture.on.astimezone(theatre.time_zone)),
        "known_by": wall(picture.known_by.astimezone(theatre.time_zone)) if picture.known_by else None,
        "time_zone": theatre.time_zone.key,
        "licence": theatre.licence,
        "credits": list(theatre.credits),
        "features": [*_places(theatre, picture), *_links(theatre, picture)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _places(theatre: Theatre, picture: Picture) -> Iterator[dict[str, Any]]:
    for place in counted_places(theatre, picture):
        standing = picture.standing(place.id)
        holder = theatre.register.get(standing.holder) if standing.holder else None
        properties = {
            "id": place.id, "name": place.name, "kind": place.kind, "admin1": place.admin1,
            "country": place.country, "standing": standing.state, "holder": standing.holder,
            "holder_name": holder.name if holder else standing.holder, "p": round(standing.p, 4),
            "odds": {side: round(p, 4) for side, p in standing.odds.items()}, "since": standing.since,
            "claims": standing.claims, "inferred": standing.inferred,
            "colour": holder.colour if holder else None,
        }  # fmt: skip
        yield _feature(place.id, {"type": "Point", "coordinates": _spot(place)}, properties)


def _links(theatre: Theatre, picture: Picture) -> Iterator[dict[str, Any]]:
    for link_id, rows in link_rows(theatre).items():
        link = rows[0]
        ends = theatre.gazetteer.get(link.start), theatre.gazetteer.get(link.end)
        spots = [_spot(place) for place in ends if place]
        if len(spots) < len(ends):
            continue
        known = picture.links.get(link_id)
        properties = {
            "id": link_id, "road": link.road, "kind": link.kind, "grade": link.grade, "km": link.km,
            "state": link_state(rows, picture), "p": round(known.p, 4) if known else None,
            "reason": known.reason if known else "", "source": link.source,
        }  # fmt: skip
        yield _feature(f"link:{link_id}", {"type": "LineString", "coordinates": spots}, properties)


def _spot(place: Place) -> list[float]:
    return [round(place.lon, 5), round(place.lat, 5)]


def _feature(key: str, geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}
