"""All standings of a theatre at (on, known_by)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from whoholds.control.fuse import accounts, later_claims
from whoholds.control.inferred import inferred
from whoholds.control.links import link_standings
from whoholds.control.verdict import Stand
from whoholds.control.weigh import weigh_all
from whoholds.model import Evidence, Picture
from whoholds.theatres import Theatre


def picture(
    theatre: Theatre, evidence: Iterable[Evidence], on: datetime, known_by: datetime | None = None
) -> Picture:
    """Return who holds what at `on`, as known by `known_by`.

    The order of the evidence plays no part, nor does hearing it twice. A place that has neither a
    baseline nor a claim by then is not in the picture: it is unknown. One with a baseline of which nobody speaks
    leans on its neighbours, and is marked as inferred. Countries, regions, areas and waters are never in it. Links
    are in it where claims speak of them; rows of the pack that open and shut crossings are left to
    `Link.is_in_use`.

    Args:
        theatre: the theatre.
        evidence: all claims that are kept.
        on: the instant asked about, aware.
        known_by: claims told later do not count; None counts all.
    """
    listed = list(evidence)
    weighed = weigh_all(theatre, listed)
    found = accounts(theatre, weighed, on, known_by)
    spots = {id_: account for id_, account in found.items() if _is_spot(theatre, id_)}
    stand = Stand()
    links = link_standings(theatre, listed, on, known_by)
    cut = [id_ for id_, link in links.items() if link.state == "cut"]
    places = {id_: stand(account) for id_, account in spots.items()}
    places |= inferred(theatre, spots, stand, later_claims(weighed, on, known_by), cut, on)
    return Picture(theatre=theatre.id, on=on, known_by=known_by, places=places, links=links)


def _is_spot(theatre: Theatre, place_id: str) -> bool:
    place = theatre.gazetteer.get(place_id)
    return place is not None and not place.is_extended
