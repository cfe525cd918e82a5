"""Whether a place's name means the place, or stands for its government, its people or an institution."""

from __future__ import annotations

import re

from whoholds.resolve.spots import Spot
from whoholds.resolve.wordlists import SPELT_AS_PLACES, listed
from whoholds.terrain import Place

_OFFICE_OF = re.compile(r"\b([a-z]+) of (?:the )?$", re.IGNORECASE)
_POSSESSED = re.compile(r"['\u2019]s? ([a-z-]+)(?: ([a-z-]+))?")
LOOK_BACK = 40
GOVERNED = frozenset({"country", "capital", "region"})
"""What acts in the news under its own name, where no word says that something is there."""


def is_literal(spot: Spot, place: Place | None, text: str, *, is_adjective: bool) -> bool:
    """Return whether the place itself is meant.

    Args:
        spot: the name and the words around it.
        place: what it was judged to mean.
        text: the whole text.
        is_adjective: whether the name is an adjective of its country ("Turkish").
    """
    after = spot.after.casefold()
    if spot.is_dateline or spot.is_beside:
        return True
    if is_adjective or (spot.text in SPELT_AS_PLACES and spot.gap == " " and spot.after.islower()):
        return spot.gap in {" ", "-"} and after in listed("ground")
    if spot.gap == " " and (spot.after[:1].isupper() or after in listed("official")):
        return after in listed("beside") or after in listed("ground")
    office = _OFFICE_OF.search(text[max(0, spot.start - LOOK_BACK) : spot.start])
    if office and office[1].casefold() in listed("office"):
        return False
    if spot.is_located or spot.is_listed:
        return True
    if spot.gap.isspace() and after in listed("speaking"):
        return False
    possessed = _POSSESSED.match(text, spot.end)
    if possessed:
        return not listed("ground").isdisjoint(possessed.groups())
    if spot.is_touched and spot.before[:1].isupper() and not spot.is_first:
        return spot.before.casefold() in listed("beside")
    return place is None or place.kind not in GOVERNED
