"""What maps and briefs are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whoholds.model import Evidence, Finding, Picture, Report
from whoholds.theatres import Theatre


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefInput:
    """What a brief is made from; a map needs the first two and takes what it can of the rest.

    Attributes:
        theatre: the ground.
        picture: the standings that it tells of.
        changes: what changed hands or state, as `control.changes` finds it.
        disputes: where credible voices disagree, as `control.disputes` finds it.
        consequences: what follows from the picture.
        chokepoints: choke points by side, as the contract writes them (`Chokepoint.to_json`), gravest first.
        evidence: the claims of the ledger.
        reports: the reports of those claims by id, for address and headline.
        since: ISO day from which the changes are told; empty where open.
        title: heading; made from the theatre's title where None.
    """

    theatre: Theatre
    picture: Picture
    changes: Sequence[Finding] = ()
    disputes: Sequence[Finding] = ()
    consequences: Sequence[Finding] = ()
    chokepoints: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    evidence: Sequence[Evidence] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    since: str = ""
    title: str | None = None
