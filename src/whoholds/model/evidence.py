"""A resolved claim with what the ledger knows of how it arrived: what control works on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from whoholds.model.claim import ResolvedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim on its way into control.

    Attributes:
        claim: the resolved claim.
        published: when its report came out, aware; the moment from which the claim is known.
        known_to: precision with which that is known: "minute", "day", ...; a bare day counts from its start.
        outlet: id or name of the publisher.
        echo: key of the bundle of claims that are one voice; claims of one bundle count once.
        known_from: from when this reading of the claim counts, where it corrects an earlier one; None for `published`.
        withdrawn: from when it no longer counts; None where nobody took it back.
        withdrawn_why: the reason for that.
    """

    claim: ResolvedClaim
    published: datetime
    known_to: str = "day"
    outlet: str = ""
    echo: str = ""
    known_from: datetime | None = None
    withdrawn: datetime | None = None
    withdrawn_why: str = ""
