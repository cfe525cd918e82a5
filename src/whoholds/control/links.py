"""Which links are cut or open, by what is claimed of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from math import exp

from whoholds.control.columns import DAY_SECONDS, seconds
from whoholds.control.weigh import Weighed
from whoholds.control.weights import weights
from whoholds.model import Evidence, LinkStanding, Where
from whoholds.model.standing import LinkState
from whoholds.terrain import Link
from whoholds.theatres import Theatre


class Ways:
    """The links of a theatre, found by what a claim says of them.

    Args:
        theatre: the theatre.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._at: defaultdict[str, list[Link]] = defaultdict(list)
        for link in theatre.links:
            self._at[link.start].append(link)
            self._at[link.end].append(link)
        self._roads = {link.road.casefold() for link in theatre.links if link.road}

    def meant(self, evidence: Evidence) -> list[Link]:
        """Return the links that a claim about a way means; none where that is not sure.

        A crossing means its links over the border; two places mean the links that join them; a place and a road
        mean that road's links at the place; a place and a plain word for a way mean the main roads there. A road
        alone, or between two distant places, means nothing: nobody can tell where on it.
        """
        claim = evidence.claim
        ends = [w.id for w in (claim.place, claim.origin) if w and w.id and self._is_spot(w)]
        if not ends:
            return []
        here = self._at[ends[0]]
        if self._theatre.gazetteer[ends[0]].kind == "crossing":
            return [link for link in here if link.kind == "crossing"] or here
        if len(ends) > 1:
            return [link for link in here if ends[1] in {link.start, link.end}]
        is_between = claim.place is not None and claim.place.relation in {"between", "along"}
        return [] if is_between else self._by_words(evidence, here)

    def _is_spot(self, where: Where) -> bool:
        place = self._theatre.gazetteer.get(where.id) if where.id else None
        return place is not None and not place.is_extended

    def _by_words(self, evidence: Evidence, here: list[Link]) -> list[Link]:
        words = set(_words(evidence))
        roads = words & self._roads
        if roads:
            return [link for link in here if link.road.casefold() in roads]
        if words & set(weights()["ways"]):
            return [link for link in here if link.grade == "main" and link.kind == "road"]
        return []


def _words(evidence: Evidence) -> list[str]:
    claim = evidence.claim
    texts = [claim.target.text if claim.target else "", claim.place.text if claim.place else "", claim.claim.quote]
    return re.findall(r"[\w-]+", " ".join(texts).casefold())


def link_claims(claims: Iterable[Weighed], on: datetime, known_by: datetime | None) -> list[Weighed]:
    """Return the claims about one link that count by then; echoes folded, oldest event first."""
    heard = [item for item in claims if counts_by(item, on, known_by)]
    strongest: dict[str, Weighed] = {}
    for item in sorted(heard, key=lambda item: (-item.weight, item.evidence.published, item.id)):
        strongest.setdefault(item.evidence.echo or item.id, item)
    return sorted(strongest.values(), key=lambda item: (item.instant(seconds(on)), item.id))


def counts_by(weighed: Weighed, on: datetime, known_by: datetime | None) -> bool:
    """Return whether a claim was known by `known_by`, not taken back by then, and true of a time up to `on`."""
    return weighed.evidence.is_known(known_by) and weighed.span.counts_from <= seconds(on)


def link_standing(link: str, claims: list[Weighed], on: datetime) -> LinkStanding:
    """Return the standing of one link from its claims, oldest first.

    A link is open unless somebody says otherwise; a cut of which nobody speaks any more is slowly
    taken to be mended.
    """
    rates, rules = weights()["filter"], weights()["verdict"]
    p: float = rates["link_open"]
    at: float | None = None
    for weighed in claims:
        instant = weighed.instant(seconds(on))
        p = _faded(p, instant - at if at is not None else 0.0)
        p = _moved(p, weighed)
        at = instant
    p = _faded(p, seconds(on) - at if at is not None else 0.0)
    is_open, is_cut = p >= rules["link_open_from"], p <= rules["link_cut_to"]
    state: LinkState = "open" if is_open else "cut" if is_cut else "unknown"
    last = claims[-1]
    reason = f'"{last.evidence.claim.claim.quote}" ({last.reason})'
    return LinkStanding(link=link, state=state, p=p, reason=reason, claims=tuple(c.id for c in claims))


def _faded(p: float, gap: float) -> float:
    rates = weights()["filter"]
    kept = exp(-rates["link_fade_per_day"] * gap / DAY_SECONDS)
    return float(rates["link_open"] + (p - rates["link_open"]) * kept)


def _moved(p: float, weighed: Weighed) -> float:
    says_open = weighed.bearing.state == "open"
    share = weights()["kinds"][weighed.bearing.kind]["share"] * (1 - exp(-weighed.weight))
    if weighed.bearing.opens:
        p = p + share * ((1.0 if says_open else 0.0) - p)
    odds = p / (1 - p) * exp(weighed.weight if says_open else -weighed.weight)
    surest: float = weights()["filter"]["surest"]
    return min(surest, max(1 - surest, odds / (1 + odds)))


def link_standings(
    links: Mapping[str, Iterable[Weighed]], on: datetime, known_by: datetime | None = None
) -> dict[str, LinkStanding]:
    """Return the standing of every link that claims speak of, by link id.

    Args:
        links: the weighed claims about each link.
        on: the instant asked about.
        known_by: claims told later do not count; None counts all.
    """
    heard = {link: link_claims(links[link], on, known_by) for link in sorted(links)}
    return {link: link_standing(link, claims, on) for link, claims in heard.items() if claims}
