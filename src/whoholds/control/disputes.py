"""Places of which credible voices say what cannot both be true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from typing import Any

import numpy as np

from whoholds.control.book import FOREVER
from whoholds.control.columns import DAY_SECONDS, seconds
from whoholds.control.picture import Control
from whoholds.control.weigh import Weighed
from whoholds.control.weights import weights
from whoholds.model import Evidence, Finding, Standing
from whoholds.theatres import Theatre

HOUR_SECONDS = 3600.0


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
    return disputes_of(Control(theatre, evidence), on, known_by)


def disputes_of(control: Control, on: datetime, known_by: datetime | None = None) -> list[Finding]:
    """Return the places where credible voices disagree: see `disputes`."""
    found, at = [], seconds(on)
    for place, heard in _heard(control, on, known_by).items():
        pairs = [pair for pair in combinations(heard, 2) if _contradict(*pair, at)]
        quarrel = list({item.id: item for pair in pairs for item in pair}.values())
        if quarrel:
            quarrel.sort(key=lambda item: (item.instant(at), item.id))
            found.append(_finding(control.theatre, control.standing(place, on, known_by), quarrel))
    return sorted(found, key=lambda finding: (finding.data["p"], finding.places))


def _heard(control: Control, on: datetime, known_by: datetime | None) -> dict[str, list[Weighed]]:
    """Return the fresh claims of some weight about each place of which there are several, by place id."""
    rules, book = weights()["verdict"], control.book
    layout, _, _ = control.accounts(on, known_by)
    told, oldest = layout.told, seconds(on) - rules["dispute_days"] * DAY_SECONDS
    is_of_place = ~book.column("is_area")[told.number]  # who speaks of a whole province disputes no village in it
    is_credible = (told.heard > rules["credible_over"]) & (told.state != 0)
    fresh = np.flatnonzero(is_of_place & is_credible & (told.instant >= oldest))
    places, counts = np.unique(told.place[fresh], return_counts=True)
    fresh = fresh[np.isin(told.place[fresh], places[counts > 1])]
    heard: dict[str, list[Weighed]] = {}
    clock = FOREVER if known_by is None else seconds(known_by)
    for entry in fresh.tolist():
        weighed = control.weighed(int(told.number[entry]), clock)
        state = book.states.names[int(told.state[entry])]
        weighed = weighed._replace(bearing=replace(weighed.bearing, state=state))
        heard.setdefault(book.places.names[int(told.place[entry])], []).append(weighed)
    return {place: heard[place] for place in sorted(heard)}


def _contradict(one: Weighed, other: Weighed, on: float) -> bool:
    early, late = sorted((one, other), key=lambda item: (item.instant(on), item.id))
    apart = late.instant(on) - early.instant(on)
    if apart > weights()["verdict"]["dispute_hours"] * HOUR_SECONDS:
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


def _finding(theatre: Theatre, standing: Standing, quarrel: list[Weighed]) -> Finding:
    place = theatre.gazetteer[standing.place]
    says: dict[str, list[dict[str, Any]]] = {}
    for item in quarrel:
        says.setdefault(_said(item), []).append(_entry(item))
    sentences = "; ".join(_sentences(theatre, says))
    return Finding(
        kind="disputed",
        text=f"{place.name}: {sentences}.",
        side=standing.holder,
        places=(standing.place,),
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
