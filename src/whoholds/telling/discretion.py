"""How much goes out: delay and coarsening, applied here for every map, brief and export."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from whoholds.errors import QuestionError
from whoholds.model import Evidence, Finding, Picture, Standing
from whoholds.telling.material import BriefInput
from whoholds.terrain import Gazetteer, Place
from whoholds.theatres import Theatre

Grain = Literal["place", "admin1"]
MOST_OF = 2 / 3
"""Share of a region's places that one side must hold for the region to count as its."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretion:
    """What is held back.

    Attributes:
        delay_days: nothing that was known only in the last so many days goes out; 0 for no delay.
        coarsen: "place" tells of places, "admin1" of first-level regions only.
        now: the present; must be given where there is a delay.
    """

    delay_days: int = 0
    coarsen: Grain = "place"
    now: datetime | None = field(default=None)

    @property
    def latest(self) -> datetime | None:
        """The last moment that may be told of; None where nothing is delayed.

        Raises:
            QuestionError: if there is a delay but no present to count it from.
        """
        if not self.delay_days:
            return None
        if self.now is None:
            raise QuestionError("needs to know what day it is", f"a delay of {self.delay_days} days", "give `now`")
        return self.now - timedelta(days=self.delay_days)


def discreet(source: BriefInput, discretion: Discretion) -> BriefInput:
    """Return what may go out of it.

    After the call nothing in it was published within the delay; where regions are asked for, no place, no
    road and no quote is left in it, and each region stands as most of its places do.

    Raises:
        QuestionError: if the picture itself is fresher than the delay allows.
    """
    latest = discretion.latest
    if latest is not None:
        _check_age(source.picture, latest)
        source = replace(source, evidence=[item for item in source.evidence if item.published <= latest])
    return _coarse(source) if discretion.coarsen == "admin1" else source


def _check_age(picture: Picture, latest: datetime) -> None:
    if picture.on <= latest and picture.known_by is not None and picture.known_by <= latest:
        return
    day = latest.astimezone(picture.on.tzinfo or UTC).date().isoformat()
    raise QuestionError("is fresher than the delay allows", "the picture", f"ask for it on and known by {day}")


@cache
def _words() -> dict[str, Any]:
    text = Path(__file__).with_name("discretion.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def _coarse(source: BriefInput) -> BriefInput:
    members: defaultdict[str, list[Place]] = defaultdict(list)
    for place in source.theatre.gazetteer:
        if place.admin1 and not place.is_extended:
            members[place.admin1].append(place)
    region_of = {place.id: _region_id(name) for name, places in members.items() for place in places}
    names = {_region_id(name): name for name in members}
    standings = {
        _region_id(name): _standing(_region_id(name), [source.picture.standing(place.id) for place in places])
        for name, places in members.items()
    }

    def told(findings: Iterable[Finding]) -> list[Finding]:
        return _told(findings, region_of, names)

    return replace(
        source,
        theatre=_coarse_theatre(source.theatre, members),
        picture=replace(source.picture, places=standings, links={}),
        changes=told(source.changes),
        disputes=told(source.disputes),
        consequences=told(source.consequences),
        chokepoints={},
        evidence=[_without_place(item, region_of) for item in source.evidence],
        reports={},
    )


def _region_id(name: str) -> str:
    return f"region-{'-'.join(name.lower().split())}"


def _coarse_theatre(theatre: Theatre, members: Mapping[str, Sequence[Place]]) -> Theatre:
    regions = [
        Place(
            id=_region_id(name),
            name=name,
            kind="city",
            lat=sum(place.lat for place in places) / len(places),
            lon=sum(place.lon for place in places) / len(places),
            admin1=name,
            country=places[0].country,
            population=sum(place.population for place in places),
        )
        for name, places in sorted(members.items())
    ]
    countries = [place for place in theatre.gazetteer if place.kind == "country"]
    return replace(theatre, gazetteer=Gazetteer([*regions, *countries]), links=(), baseline=(), capitals={})


def _standing(region: str, standings: Sequence[Standing]) -> Standing:
    known = [standing for standing in standings if standing.state != "unknown"]
    if not known:
        return Standing(place=region, state="unknown")
    shares = Counter(standing.holder or "contested" for standing in known)
    odds = {side: round(count / len(known), 3) for side, count in shares.most_common()}
    side, share = next(iter(odds.items()))
    claims = sum(standing.claims for standing in known)
    if side == "contested" or share < MOST_OF:
        return Standing(place=region, state="contested", p=round(1 - share, 3), odds=odds, claims=claims)
    p = sum(standing.p for standing in known if standing.holder == side) / len(known)
    return Standing(place=region, state="held", holder=side, p=round(p, 3), odds=odds, claims=claims)


def _told(findings: Iterable[Finding], region_of: Mapping[str, str], names: Mapping[str, str]) -> list[Finding]:
    groups: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        region = next((region_of[place] for place in finding.places if place in region_of), None)
        if region:
            groups[finding.kind, region].append(finding)
    return [_as_one(kind, region, names[region], group) for (kind, region), group in groups.items()]


def _as_one(kind: str, region: str, name: str, group: Sequence[Finding]) -> Finding:
    forms = _words()["one" if len(group) == 1 else "more"]
    text = forms.get(kind, forms["other"]).format(count=len(group), region=name, kind=kind)
    claims = [claim for finding in group for claim in finding.data.get("claims", ())]
    return Finding(
        kind=kind, text=text, places=(region,), rank=min(one.rank for one in group), data={"claims": claims}
    )


def _without_place(item: Evidence, region_of: Mapping[str, str]) -> Evidence:
    resolved = item.claim
    where = resolved.place
    region = region_of.get(where.id or "") if where else None
    place = replace(where, text=region or "", id=region, name=region, lat=None, lon=None) if where else None
    claim = replace(resolved.claim, quote=_words()["quote"])
    return replace(item, claim=replace(resolved, claim=claim, place=place, origin=None))
