"""What changed between two days: places that changed hands or became contested, links cut and opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from whoholds.control.fuse import Account, accounts, replay
from whoholds.control.links import link_standings
from whoholds.control.verdict import stand, verdict
from whoholds.control.weigh import weigh_all
from whoholds.control.weights import weights
from whoholds.model import Evidence, Finding, LinkStanding, Standing
from whoholds.terrain import Link
from whoholds.theatres import Theatre


def changes(
    theatre: Theatre,
    evidence: Iterable[Evidence],
    since: datetime,
    until: datetime,
    known_by: datetime | None = None,
) -> list[Finding]:
    """Return what differs between the pictures of two instants, what matters most first.

    Kinds: `changed-hands`, `changed-and-back`, `newly-contested`, `settled` (contested before),
    `first-known`, `lost-sight`, `link-cut`, `link-opened`. The data of each name the claims that speak
    for it, and `from` and `to`; a place that changed hands and back has its `trail`.

    Args:
        theatre: the theatre.
        evidence: all claims.
        since: the earlier instant.
        until: the later instant.
        known_by: claims told later do not count for either; None counts all.
    """
    listed = list(evidence)
    weighed = weigh_all(theatre, listed)
    before = accounts(theatre, weighed, since, known_by)
    after = accounts(theatre, weighed, until, known_by)
    found = [
        finding
        for id_ in after
        for finding in _place_changes(theatre, before.get(id_), after[id_], since)
        if id_ in theatre.gazetteer and not theatre.gazetteer[id_].is_extended
    ]
    found += _link_changes(
        theatre,
        link_standings(theatre, listed, since, known_by),
        link_standings(theatre, listed, until, known_by),
        since.astimezone(theatre.time_zone).date(),
    )
    return sorted(found, key=lambda finding: (finding.rank, finding.places, finding.kind))


def _place_changes(theatre: Theatre, old: Account | None, new: Account, since: datetime) -> Iterator[Finding]:
    was = stand(old) if old else Standing(place=new.place, state="unknown")
    now = stand(new)
    trail = _trail(new, since)
    kind = _kind(was, now, [holder for _, _, holder in trail])
    if not kind:
        return
    data = {
        "from": was.holder or was.state,
        "to": now.holder or now.state,
        "p": now.p,
        "since": now.since,
        "claims": _claims_for(new, now, was, since),
        "trail": [{"on": day, "state": state, "holder": holder} for day, state, holder in trail],
    }
    says = weights()["changes"][kind]
    text = says["says"].format(
        place=_place_name(theatre, new.place),
        was=_side_name(theatre, was.holder) or was.state,
        now=_side_name(theatre, now.holder) or now.state,
    )
    yield Finding(kind=kind, text=text, side=now.holder, places=(new.place,), rank=says["rank"], data=data)


def _kind(was: Standing, now: Standing, holders_between: list[str | None]) -> str:
    if (was.state, was.holder) == (now.state, now.holder):
        others = {holder for holder in holders_between if holder and holder != now.holder}
        return "changed-and-back" if others and now.holder else ""
    if now.state == "held":
        return {"held": "changed-hands", "contested": "settled"}.get(was.state, "first-known")
    return "newly-contested" if now.state == "contested" else "lost-sight"


def _trail(account: Account, since: datetime) -> list[tuple[str, str, str | None]]:
    """Return (day, state, holder) of every moment after `since` that left the place in another state."""
    trail: list[tuple[str, str, str | None]] = []
    last = None
    for moment, _, belief in replay(account):
        state, best = verdict(belief)
        told = (state, best if state == "held" else None)
        if moment.at > since and told != last:
            trail.append((moment.at.astimezone(account.zone).date().isoformat(), *told))
        last = told
    return trail


def _claims_for(account: Account, now: Standing, was: Standing, since: datetime) -> list[str]:
    """Return the claims since then that speak for the new state, or against the old holder."""
    new_state = now.holder or now.state
    return [
        item.id
        for moment in account.moments
        if moment.at > since
        for item in moment.claims
        if (item.bearing.state, item.bearing.sign) in {(new_state, 1), (was.holder, -1)} and item.weight > 0
    ]


def _link_changes(
    theatre: Theatre, before: dict[str, LinkStanding], after: dict[str, LinkStanding], since: date
) -> Iterator[Finding]:
    links = {link.id: link for link in theatre.links}
    shut = {link.id for link in theatre.links if link.is_shut and not link.is_in_use(since)}
    for id_, now in after.items():
        was = before[id_].state if id_ in before else "cut" if id_ in shut else "open"
        kind = {"cut": "link-cut", "open": "link-opened"}.get(now.state, "")
        if kind and was != now.state:
            says, link = weights()["changes"][kind], links[id_]
            yield Finding(
                kind=kind,
                text=says["says"].format(place=_link_name(theatre, link)),
                places=(link.start, link.end),
                rank=says["rank"],
                data={"link": id_, "from": was, "to": now.state, "p": now.p, "claims": list(now.claims)},
            )


def _place_name(theatre: Theatre, place_id: str) -> str:
    place = theatre.gazetteer.get(place_id)
    return place.name if place else place_id


def _link_name(theatre: Theatre, link: Link) -> str:
    ends = f"{_place_name(theatre, link.start)}–{_place_name(theatre, link.end)}"
    return f"the {link.road} between {ends}" if link.road else f"the way {ends}"


def _side_name(theatre: Theatre, side: str | None) -> str:
    actor = theatre.register.get(side) if side else None
    return actor.name if actor else side or ""
