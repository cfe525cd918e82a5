"""Which claims a sentence rests on, and how a claim is shown: quote, voices, outlet, date, address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from whoholds.model import Evidence, Picture, Report, effect_of

BEARING = {"gains": 3, "yields": 2, "keeps": 2, "presses": 1, "resists": 1}
"""Effects that bear on who holds a place; of one report's claims, the one that says most is quoted first."""
IDLE = frozenset({"planned", "hypothetical", "background"})
"""Stances that say nothing of who holds the place now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A claim as people are shown it.

    Attributes:
        claim: its id.
        quote: the words of the report.
        voices: who says so, first to last, each once; the publisher is last.
        outlet: who published it.
        day: ISO day of publication, in the theatre's zone.
        url: where it stands; empty where unknown or no http(s) address.
        title: headline of the report; empty where unknown.
    """

    claim: str
    quote: str
    voices: tuple[str, ...]
    outlet: str
    day: str
    url: str = ""
    title: str = ""

    @property
    def chain(self) -> str:
        """The voices in words: "a spokesman, quoted by SANA, quoted by UNIAN"."""
        return ", quoted by ".join(self.voices) or "an unnamed voice"


def cite(evidence: Evidence, reports: Mapping[str, Report], zone: tzinfo) -> Citation:
    """Return a claim as people are shown it."""
    claim = evidence.claim.claim
    report = reports.get(claim.report)
    outlet = (report.outlet if report else None) or evidence.outlet
    return Citation(
        claim=claim.id,
        quote=" ".join(claim.quote.split()),
        voices=_voices(evidence, outlet),
        outlet=outlet,
        day=evidence.published.astimezone(zone).date().isoformat(),
        url=safe_url(report.url if report else None),
        title=(report.title or "") if report else "",
    )


def _voices(evidence: Evidence, outlet: str) -> tuple[str, ...]:
    said_by = evidence.claim.said_by
    names = [party.text for party in said_by] or [mention.text for mention in evidence.claim.claim.said_by]
    # The chain ends in the publisher, under whatever name; one that does not is completed.
    is_told = bool({outlet, evidence.outlet} & {*names, *(party.id for party in said_by)})
    return tuple(dict.fromkeys(name for name in [*names, "" if is_told else outlet] if name))


def safe_url(url: str | None) -> str:
    """Return the address where it is http(s), else nothing: a link must not run a script or open a file."""
    text = (url or "").strip()
    return text if text.lower().startswith(("http://", "https://")) else ""


def known_to(picture: Picture, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return the claims that a picture may know: those that count by its `known_by`, of nothing after its `on`."""
    return [item for item in evidence if item.is_known(picture.known_by) and _began(item) <= picture.on]


def _began(item: Evidence) -> datetime:
    return item.claim.when.start if item.claim.when else item.published


def by_place(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Return the claims that bear on who holds each place now, the latest first."""
    found: dict[str, list[Evidence]] = {}
    for item in evidence:
        where = item.claim.place
        if where and where.id and _bears(item):
            found.setdefault(where.id, []).append(item)
    for items in found.values():
        items.sort(key=_order, reverse=True)
    return found


def _bears(item: Evidence) -> bool:
    claim = item.claim.claim
    return effect_of(claim.action) in BEARING and claim.stance not in IDLE


def _order(item: Evidence) -> tuple[datetime, int, str]:
    claim = item.claim.claim
    return item.published, BEARING[effect_of(claim.action)], claim.id


def one_voice_each(items: Sequence[Evidence], most: int) -> list[Evidence]:
    """Return up to `most` claims in their order, one of each echo bundle and one of each report."""
    seen: set[str] = set()
    chosen: list[Evidence] = []
    for item in items:
        keys = {item.claim.claim.report, item.echo} - {""}
        if not keys & seen and len(chosen) < most:
            chosen.append(item)
            seen |= keys
    return chosen
