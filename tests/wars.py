"""Small invented wars for the tests of control: theatres and claims built from plain mappings.

A war is what a story's YAML holds; see `tests/stories/`:

    sides: {reds: {hostile_to: [blues]}, blues: {}}
    actors: {red-army: {part_of: [reds]}}          # actors that are no side
    outlets: {herald: {grade: B}, red-radio: {grade: C, kind: state-media, leans_to: reds}}
    places: [ford, {id: vale, kind: region}]
    links: [[ford, mill, R1]]
    baseline: {ford: reds}
    baseline_since: 2031-03-01
    claims:
      - {told: 2031-03-05T08:00, by: [herald], action: takes, actor: blues, place: ford, when: 2031-03-05}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from whoholds.actors import Actor, Register, Tie
from whoholds.model import (
    Because,
    Claim,
    Evidence,
    Mention,
    Party,
    PlaceMention,
    ResolvedClaim,
    When,
    Where,
    end_of,
    parse_moment,
)
from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import BaselineRow, Outlet, Theatre

BASELINE_SINCE = date(2031, 3, 1)


def theatre_of(war: Mapping[str, Any]) -> Theatre:
    """Return the theatre of a war."""
    sides = dict(war["sides"])
    actors = [_actor(id_, row, is_side=True) for id_, row in sides.items()]
    actors += [_actor(id_, row, is_side=False) for id_, row in war.get("actors", {}).items()]
    since = war.get("baseline_since", BASELINE_SINCE)
    return Theatre(
        id=war.get("id", "small"),
        title="A small war",
        time_zone=ZoneInfo(war.get("time_zone", "UTC")),
        sides=tuple(sides),
        gazetteer=Gazetteer(_place(row) for row in war["places"]),
        links=tuple(_link(row) for row in war.get("links", [])),
        register=Register(actors),
        outlets={id_: _outlet(id_, row) for id_, row in war.get("outlets", {}).items()},
        baseline=tuple(BaselineRow(p, h, since, "invented") for p, h in war.get("baseline", {}).items()),
    )


def _actor(id_: str, row: Mapping[str, Any] | None, *, is_side: bool) -> Actor:
    row = dict(row or {})
    ties = {
        name: tuple(Tie(other) for other in row.pop(name, ())) for name in ("part_of", "allied_with", "hostile_to")
    }
    operates_in = tuple(row.pop("operates_in", ()))
    return Actor(id=id_, name=id_.title(), is_side=is_side, operates_in=operates_in, **ties, **row)


def _place(row: str | Mapping[str, Any]) -> Place:
    row = {"id": row} if isinstance(row, str) else dict(row)
    return Place(**{"name": row["id"].title(), **row})


def _link(row: list[str] | Mapping[str, Any]) -> Link:
    if isinstance(row, Mapping):
        return Link(**{"km": 10.0, **row})
    start, end, road = row
    return Link(start=start, end=end, km=10.0, road=road, grade="main")


def _outlet(id_: str, row: Mapping[str, Any] | None) -> Outlet:
    return Outlet(**{"id": id_, "name": id_.title(), **(row or {})})


def evidence_of(war: Mapping[str, Any]) -> list[Evidence]:
    """Return the claims of a war, in the order in which they are written."""
    zone = ZoneInfo(war.get("time_zone", "UTC"))
    return [evidence(f"r{number}", zone=zone, **row) for number, row in enumerate(war["claims"], start=1)]


def evidence(report: str, zone: ZoneInfo | None = None, **row: Any) -> Evidence:
    """Return one claim as it arrives in control; `by` runs from the first voice to the publisher.

    Args:
        report: id of its report.
        zone: zone in which its times are written; UTC where None.
        row: told, action, by, actor, target, place, km, origin, when, stance, polarity, confidence, echo, quote.
    """
    by = tuple(row.get("by", ()))
    published = parse_moment(_iso(row["told"]), zone or UTC)[0]
    resolved = ResolvedClaim(
        claim=_claim(report, row),
        actor=_party(row.get("actor")),
        target=_party(row.get("target")),
        place=_where(row.get("place")),
        origin=_where(row.get("origin")),
        when=_when(row.get("when"), zone),
        said_by=tuple(Party(voice.title(), voice) for voice in by),
    )
    return Evidence(claim=resolved, published=published, outlet=by[-1] if by else "", echo=row.get("echo", ""))


def _claim(report: str, row: Mapping[str, Any]) -> Claim:
    where, actor, when = _where(row.get("place")), row.get("actor"), row.get("when")
    told = (actor, row["action"], row.get("target"), where.text if where else None)
    quote = row.get("quote") or " ".join(words for words in told if words)
    return Claim(
        report=report, quote=quote, start=0, end=len(quote), action=row["action"],
        stance=row.get("stance", "asserted"), polarity=row.get("polarity", "yes"),
        because=Because("told", row["action"]), actor=Mention(actor) if actor else None,
        place=PlaceMention(
            where.text, relation=where.relation, distance_km=row.get("km"), extent=row.get("extent", "")
        ) if where else None,
        when=Mention(str(when)) if when else None,
        said_by=tuple(Mention(voice) for voice in row.get("by", ())), confidence=row.get("confidence", 1.0),
    )  # fmt: skip


def _iso(words: Any) -> str:
    return str(words).replace(" ", "T")


def _party(words: str | None) -> Party | None:
    """Words that begin with ? name somebody whom nobody could resolve."""
    if words is None:
        return None
    return Party(words[1:]) if words.startswith("?") else Party(words.title(), words)


def _where(place: str | Mapping[str, Any] | None) -> Where | None:
    if place is None:
        return None
    row = {"id": place} if isinstance(place, str) else dict(place)
    name = row["id"].title()
    return Where(**{"text": name, "name": name, **row})


def _when(words: Any, zone: ZoneInfo | None) -> When | None:
    """`2031-03-05`, `2031-03`, `2031-03-05T21:00`, or `START/END`."""
    if words is None:
        return None
    first, _, last = _iso(words).partition("/")
    start, precision = parse_moment(first, zone or UTC)
    end = end_of(*parse_moment(last or first, zone or UTC))
    return When(start, end, precision, text=str(words))


def moment(words: str) -> datetime:
    """Return an instant in UTC."""
    return parse_moment(words)[0]
