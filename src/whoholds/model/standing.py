"""What fusion says of places and links at a time, as known at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

PlaceState = Literal["held", "contested", "unknown"]
LinkState = Literal["open", "cut", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of one place.

    Attributes:
        place: id of the place.
        state: held, contested or unknown. Unknown is neither contested nor a probability of one half.
        holder: id of the side that holds it; None unless held.
        p: probability of the state as given, 0 to 1; 0 where unknown.
        odds: probability of each side, and of "contested"; empty where unknown.
        since: ISO day since when, where known.
        claims: how many claims bear on it.
        inferred: True where no claim and no baseline names the place and its neighbours speak for it.
    """

    place: str
    state: PlaceState
    holder: str | None = None
    p: float = 0.0
    odds: Mapping[str, float] = field(default_factory=dict)
    since: str | None = None
    claims: int = 0
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStanding:
    """What is known of one link: open, cut or unknown, with probability `p` of being passable."""

    link: str
    state: LinkState
    p: float
    reason: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the staircase from prior to verdict.

    Attributes:
        claim: id of the claim, or None for the baseline and the decay of old knowledge.
        quote: the words.
        said_by: the voices, first to last, as words.
        side: the side (or "contested") that the step speaks for or against.
        weight: log-odds added to that side (natural logarithm).
        reason: one sentence that says how the weight came about.
        total: log-odds of that side after the step.
        at: when it was true, ISO.
    """

    claim: str | None
    quote: str
    said_by: tuple[str, ...]
    side: str
    weight: float
    reason: str
    total: float
    at: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the step as the contract writes it, with side, total and time beside."""
        return {
            "claim": self.claim,
            "quote": self.quote,
            "said_by": list(self.said_by),
            "side": self.side,
            "weight": round(self.weight, 4),
            "reason": self.reason,
            "total": round(self.total, 4),
            "at": self.at,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All standings of a theatre at (on, known_by).

    Attributes:
        theatre: id of the theatre.
        on: the instant asked about.
        known_by: what had been reported by then counts; None for all that is kept.
        places: standing of every place that has one, by place id. A place not in it is unknown.
        links: standing of every link that claims or the pack speak of; a link not in it is open.
        alliances: pairs of sides that are supposed to be friends, beyond what the register says.
    """

    theatre: str
    on: datetime
    known_by: datetime | None = None
    places: Mapping[str, Standing] = field(default_factory=dict)
    links: Mapping[str, LinkStanding] = field(default_factory=dict)
    alliances: frozenset[frozenset[str]] = frozenset()

    def standing(self, place: str) -> Standing:
        """Return the standing of a place; unknown where the picture has none."""
        return self.places.get(place) or Standing(place=place, state="unknown")

    def holder(self, place: str) -> str | None:
        """Return who holds a place; None where contested or unknown."""
        return self.standing(place).holder

    def with_places(self, changed: Mapping[str, Standing]) -> Picture:
        """Return the picture with some standings replaced; this one stays as it is."""
        return replace(self, places={**self.places, **changed})

    def with_links(self, changed: Mapping[str, LinkStanding]) -> Picture:
        """Return the picture with some links replaced; this one stays as it is."""
        return replace(self, links={**self.links, **changed})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that follows from a picture, in one sentence, with what it rests on.

    Attributes:
        kind: split, joined, relieved, border-lost, border-won, port-lost, cut-off, changed-hands, disputed, ...
        text: the sentence.
        side: whom it concerns; None where nobody in particular.
        places: ids of the places it names, the deciding one first.
        rank: what matters most comes first: smaller is more.
        data: the figures behind the sentence.
    """

    kind: str
    text: str
    side: str | None = None
    places: tuple[str, ...] = ()
    rank: int = 5
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return kind, text, side, places and the figures."""
        return {
            "kind": self.kind,
            "text": self.text,
            "side": self.side,
            "places": list(self.places),
            **self.data,
        }
