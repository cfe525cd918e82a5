"""Places of which credible voices say what cannot both be true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from whoholds.control.fuse import Account, accounts
from whoholds.control.verdict import stand
from whoholds.control.weigh import Weighed, weigh_all
from whoholds.control.weights import CONTESTED, weights
from whoholds.model import Evidence, Finding
from whoholds.theatres import Theatre


def disputes(
    theatre: Theatre, evidence: Iterable[Evidence], on: datetime, known_by: datetime | None = None
) -> list[Finding]:
    """Return the places where credible voices disagree at `on`, and who says what; the least sure first.

    Two claims disagree where one is for a side and the other for another side or against the first,
    and they are near in time; unless the later of them reports a change, for then both may be true.
    A fight for a place is no dispute about it.

    Args:
        theatre: the theatre.
        evidence: all claims.
        on: the instant asked about.
        known_by: claims told later do not count; None counts all.

    Returns:
        Findings of kind `disputed`. Their data hold `standing`, `holder`, `p`, and `says`: for each
        thing said ("hts", "not hts") the claims with voices, quote and weight.
    """
    found = []
    for account in accounts(theatre, weigh_all(theatre, evidence), on, known_by).values():
        quarrel = sorted(_quarrel(account), key=lambda item: (item.instant(on), item.id))
        if quarrel:
            found.append(_finding(theatre, account, quarrel))
    return sorted(found, key=lambda finding: (finding.data["p"], finding.places))


def _quarrel(account: Account) -> list[Weighed]:
    """Return the claims of a place that another contradicts."""
    rules = weights()["verdict"]
    oldest = account.on - timedelta(days=rules["dispute_days"])
    heard = [
        item
        for item in account.claims
        if item.weight > rules["credible_over"]
        and item.bearing.state != CONTESTED
        and item.instant(account.on) >= oldest
    ]
    pairs = [pair for pair in combinations(heard, 2) if _contradict(*pair, account.on)]
    return list({item.id: item for pair in pairs for item in pair}.values())


def _contradict(one: Weighed, other: Weighed, on: datetime) -> bool:
    early, late = sorted((one, other), key=lambda item: (item.instant(on), item.id))
    apart = late.instant(on) - early.instant(on)
    if apart > timedelta(hours=weights()["verdict"]["dispute_hours"]):
        return False
    if apart and _reports_a_change(late):
        return False
    signs = (early.bearing.sign, late.bearing.sign)
    return signs in {(1, -1), (-1, 1)} if _is_same_side(early, late) else signs == (1, 1)


def _is_same_side(one: Weighed, other: Weighed) -> bool:
    """An umbrella and its member are no rivals."""
    return bool({one.bearing.state, *one.bearing.also} & {other.bearing.state, *other.bearing.also})


def _reports_a_change(item: Weighed) -> bool:
    stance, polarity = item.evidence.claim.claim.stance, item.evidence.claim.claim.polarity
    return item.bearing.kind in {"gains", "yields"} and stance != "denied" and polarity == "yes"


def _finding(theatre: Theatre, account: Account, quarrel: list[Weighed]) -> Finding:
    standing, place = stand(account), theatre.gazetteer[account.place]
    says: dict[str, list[dict[str, Any]]] = {}
    for item in quarrel:
        says.setdefault(_said(item), []).append(_entry(item))
    sentences = "; ".join(_sentences(theatre, says))
    return Finding(
        kind="disputed",
        text=f"{place.name}: {sentences}.",
        side=standing.holder,
        places=(account.place,),
        rank=weights()["changes"]["disputed"]["rank"],
        data={"standing": standing.state, "holder": standing.holder, "p": standing.p, "says": says},
    )


def _said(item: Weighed) -> str:
    return item.bearing.state if item.bearing.sign > 0 else f"not {item.bearing.state}"


def _entry(item: Weighed) -> dict[str, Any]:
    claim = item.evidence.claim
    return {
        "claim": item.id,
        "quote": claim.claim.quote,
        "said_by": [voice.name or voice.text for voice in claim.said_by] or [item.evidence.outlet],
        "weight": round(item.weight, 4),
    }


def _sentences(theatre: Theatre, says: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for said, entries in says.items():
        is_not, side = said.startswith("not "), said.removeprefix("not ")
        actor = theatre.register.get(side)
        held = f"{'not held' if is_not else 'held'} by {actor.name if actor else side}"
        voices = ", ".join(sorted({entry["said_by"][0] for entry in entries}))
        yield f'{held} according to {voices} ("{entries[0]["quote"]}")'
