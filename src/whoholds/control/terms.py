"""The terms of one claim's weight, each with a name and a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log

from whoholds.control.bearing import Bearing
from whoholds.control.columns import DAY_SECONDS
from whoholds.control.sides import Sides
from whoholds.control.weights import weights
from whoholds.model import Evidence, Party
from whoholds.theatres import Outlet


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a weight: its name, the log-odds it adds, and its sentence."""

    name: str
    weight: float
    says: str


def terms_of(evidence: Evidence, bearing: Bearing, sides: Sides, on: date, late: float) -> Iterator[Term]:
    """Yield the terms of a claim's weight, the kind first.

    Args:
        evidence: the claim.
        bearing: what it says of which place.
        sides: the theatre's sides.
        on: the day on which it is true.
        late: how long after the event it was told, in seconds.
    """
    table, claim = weights(), evidence.claim.claim
    kind, stance = table["kinds"][bearing.kind], table["stances"][claim.stance]
    yield Term("kind", kind["weight"], kind["says"])
    yield from voice_terms(evidence, bearing, sides, on)
    yield Term("stance", stance["weight"], stance["says"])
    hops = table["hops"]
    extra = max(0, len(evidence.claim.said_by) - 1 - hops["free"])
    yield Term("hops", hops["each"] * extra, hops["says"].format(count=extra + 1 + hops["free"]))
    reader = table["confidence"]
    sure = min(1.0, max(reader["least"], claim.confidence))
    yield Term("reader", reader["factor"] * log(sure), reader["says"].format(confidence=sure))
    yield _area_term(evidence, bearing) if bearing.is_area else _place_term(evidence)
    settled = table["settled"][settled_row(late)]
    yield Term("settled", settled["weight"], settled["says"])
    time = table["time_precision"][evidence.claim.when.precision if evidence.claim.when else "untold"]
    yield Term("time", time["weight"], time["says"])


def voice_terms(evidence: Evidence, bearing: Bearing, sides: Sides, on: date) -> Iterator[Term]:
    """Yield the terms of the first voice: its grade, its interest, and the grade of who carries it."""
    table, said_by = weights(), evidence.claim.said_by or (Party(evidence.outlet, evidence.outlet),)
    first, outlet = said_by[0], outlet_of(said_by[0], sides)
    grade = table["grades"][outlet.grade if outlet else _ungraded(first, sides)]
    yield Term("grade", grade["weight"], grade["says"].format(voice=first.text))
    word = sides.interest(outlet.id if outlet else first.id, bearing.favours, bearing.hurts, on)
    interest = table["interests"][word]
    yield Term("interest", interest["weight"], interest["says"].format(voice=first.text))
    carrier = next((found for voice in said_by[1:] if (found := outlet_of(voice, sides))), None)
    if carrier and not outlet:
        carried, graded = table["carrier"], table["grades"][carrier.grade]["weight"]
        says = carried["says"].format(voice=carrier.name, grade=carrier.grade)
        yield Term("carrier", carried["factor"] * graded, says)


def settled_row(late: float) -> int:
    """Return the row of the table `settled` for what was told so many seconds after the event."""
    return bisect_right(_settled_from(), late)


@cache
def _settled_from() -> list[float]:
    """Return the seconds from which the rows of the table `settled` after the first count."""
    return [row["from_days"] * DAY_SECONDS for row in weights()["settled"][1:]]


def outlet_of(voice: Party, sides: Sides) -> Outlet | None:
    """Return the listed outlet that a voice is; None where it is none."""
    return sides.outlet(voice.id) or sides.outlet(voice.text)


def _ungraded(voice: Party, sides: Sides) -> str:
    if sides.is_actor(voice.id):
        return "party"
    return "unlisted" if voice.text else "nobody"


def _area_term(evidence: Evidence, bearing: Bearing) -> Term:
    place, row = evidence.claim.place, weights()["areas"][bearing.kind]
    told = row["most"] if bearing.is_most else row
    return Term("area", told["weight"], told["says"].format(region=place.name if place else bearing.place))


def _place_term(evidence: Evidence) -> Term:
    place = evidence.claim.place
    is_plain = place is not None and place.relation in {"in", "part"}
    km = (place.precision_km if place and is_plain else None) or 0.0
    for row in weights()["place_precision"]:
        if km > row["over"]:
            return Term("place", row["weight"], row["says"].format(km=km))
    return Term("place", 0.0, "")
