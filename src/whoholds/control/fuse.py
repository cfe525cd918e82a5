"""The account of one place: baseline, claims in the order of events, and the silence between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, tzinfo
from itertools import groupby

from whoholds.control.belief import Belief, after_claims, after_silence, blank, even_share, from_baseline
from whoholds.control.sides import Sides
from whoholds.control.takers import with_takers
from whoholds.control.weigh import Weighed
from whoholds.control.weights import CONTESTED
from whoholds.theatres import BaselineRow, Theatre

DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a place's account.

    Attributes:
        at: the instant.
        row: the baseline row that counts from it, or None.
        claims: claims about it, in the order of their ids; empty for a baseline row and for the end.
    """

    at: datetime
    row: BaselineRow | None = None
    claims: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that is to be said of one place at (on, known_by), before it is summed.

    Attributes:
        place: id of the place.
        on: the instant asked about.
        zone: zone in which its days are counted.
        moments: baseline rows and claims that count, in the order of events.
        echoes: claims that are folded into a stronger one of their bundle: claim and the one that counts.
        even: the shares of ignorance over the sides that the account names.
    """

    place: str
    on: datetime
    zone: tzinfo
    moments: tuple[Moment, ...]
    echoes: tuple[tuple[Weighed, Weighed], ...] = ()
    even: dict[str, float] = field(default_factory=dict)

    @property
    def own(self) -> int:
        """How many claims that count speak of the place itself, and not only of its region."""
        return sum(not claim.bearing.is_area for claim in self.claims)

    @property
    def claims(self) -> list[Weighed]:
        """The claims that count, in the order of events: those since the last baseline row, which starts afresh."""
        rows = [number for number, moment in enumerate(self.moments) if moment.row]
        return [weighed for moment in self.moments[rows[-1] if rows else 0 :] for weighed in moment.claims]


def accounts(
    theatre: Theatre, weighed: Iterable[Weighed], on: datetime, known_by: datetime | None = None
) -> dict[str, Account]:
    """Return the account of every place that has a baseline or a claim by then, by place id."""
    claims: defaultdict[str, list[Weighed]] = defaultdict(list)
    for item in weighed:
        if item.bearing.sign and item.bearing.place and counts_by(item, on, known_by):
            claims[item.bearing.place].append(item)
    rows, sides = baseline_rows(theatre, on), Sides(theatre)
    _lay_out_areas(theatre, claims, claims.keys() | rows.keys())
    found: dict[str, Account] = {}
    alike: dict[tuple[object, ...], Account] = {}
    for place in sorted(claims.keys() | rows.keys()):
        of_place, of_rows = claims.get(place, []), rows.get(place, [])
        key = (tuple((row.holder, row.since) for row in of_rows), tuple(sorted(item.id for item in of_place)))
        if key not in alike:
            alike[key] = _account(theatre, sides, place, of_place, of_rows, on)
        found[place] = replace(alike[key], place=place)
    return found


def _lay_out_areas(theatre: Theatre, claims: defaultdict[str, list[Weighed]], known: Collection[str]) -> None:
    """Give what is claimed of a region to each of its places that a baseline or a claim names."""
    areas = {place: claims.pop(place) for place in list(claims) if _is_area(claims[place])}
    regions = {(theatre.gazetteer[area].country, theatre.gazetteer[area].name): area for area in areas}
    for place_id in known if areas else ():
        place = theatre.gazetteer.get(place_id)
        area = regions.get((place.country, place.admin1)) if place and not place.is_extended else None
        if area:
            claims[place_id].extend(areas[area])


def _is_area(claims: Sequence[Weighed]) -> bool:
    return any(item.bearing.is_area for item in claims)


def later_claims(weighed: Iterable[Weighed], on: datetime, known_by: datetime | None) -> dict[str, list[Weighed]]:
    """Return the claims that had been told by `known_by` and are true of a time after `on`, by place id."""
    later: defaultdict[str, list[Weighed]] = defaultdict(list)
    for item in weighed:
        is_known = item.evidence.is_known(known_by)
        if item.bearing.sign and item.bearing.place and is_known and item.counts_from > on:
            later[item.bearing.place].append(item)
    return later


def counts_by(weighed: Weighed, on: datetime, known_by: datetime | None) -> bool:
    """Return whether a claim had been told by `known_by`, still stood, and is true of a time up to `on`."""
    return weighed.evidence.is_known(known_by) and weighed.counts_from <= on


def baseline_rows(theatre: Theatre, on: datetime) -> dict[str, list[BaselineRow]]:
    """Return the baseline rows that count by `on`, by place, oldest first."""
    rows: defaultdict[str, list[BaselineRow]] = defaultdict(list)
    for row in sorted(theatre.baseline, key=lambda row: (row.since, row.holder)):
        if datetime.combine(row.since, time(), theatre.time_zone) <= on:
            rows[row.place].append(row)
    return rows


def _account(
    theatre: Theatre, sides: Sides, place: str, claims: list[Weighed], rows: list[BaselineRow], on: datetime
) -> Account:
    counted, echoes = fold_echoes(claims)
    counted = with_takers(counted, on)
    entries = [Moment(datetime.combine(row.since, time(), theatre.time_zone), row=_row(row, sides)) for row in rows]
    timed = sorted((_place_in_time(item, on), item.id, item) for item in counted)
    grouped = groupby(timed, lambda entry: entry[0])
    entries += [Moment(at, claims=tuple(entry[2] for entry in group)) for (at, _), group in grouped]
    entries.sort(key=lambda moment: (moment.at, moment.row is None))
    named = {m.row.holder for m in entries if m.row} | {c.bearing.state for c in counted}
    named |= {side for c in counted for side in (c.bearing.rival, c.bearing.sitter, c.bearing.opens) if side}
    even = even_share(named - {CONTESTED}, len(theatre.sides))
    return Account(place=place, on=on, zone=theatre.time_zone, moments=tuple(entries), echoes=echoes, even=even)


def _place_in_time(weighed: Weighed, on: datetime) -> tuple[datetime, bool]:
    """Of one instant, the fight is told before its outcome: "captured it after heavy fighting"."""
    return weighed.instant(on), weighed.bearing.state != CONTESTED


def _row(row: BaselineRow, sides: Sides) -> BaselineRow:
    if row.holder == CONTESTED:
        return row
    holder = sides.of_actor(row.holder, row.since) or row.holder
    return BaselineRow(row.place, holder, row.since, row.source)


def fold_echoes(
    claims: Sequence[Weighed],
) -> tuple[list[Weighed], tuple[tuple[Weighed, Weighed], ...]]:
    """Return the strongest claim of each bundle, and each folded claim with the one that counts for it."""
    bundles: defaultdict[str, list[Weighed]] = defaultdict(list)
    for item in claims:
        bundles[item.echo].append(item)
    counted, folded = [], []
    for bundle in bundles.values():
        bundle.sort(key=lambda item: (-item.weight, item.evidence.published, item.id))
        counted.append(bundle[0])
        folded += [(item, bundle[0]) for item in bundle[1:]]
    return counted, tuple(sorted(folded, key=lambda pair: pair[0].id))


def replay(account: Account) -> Iterator[tuple[Moment, Belief, Belief]]:
    """Yield each moment with the belief before it (after the silence) and after it; the end comes last."""
    belief, at = blank(account.even), None
    for moment in (*account.moments, Moment(account.on)):
        before = belief
        if at is not None and moment.at > at:
            before = after_silence(belief, (moment.at - at).total_seconds() / DAY_SECONDS)
        belief = _after(before, moment, account)
        yield moment, before, belief
        at = moment.at


def _after(before: Belief, moment: Moment, account: Account) -> Belief:
    if moment.row:
        return from_baseline(moment.row.holder, account.even)
    return after_claims(before, moment.claims) if moment.claims else before
