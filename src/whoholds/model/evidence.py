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
        known_from: the instant from which this reading of the claim counts, aware; None where it is `published`. A
            claim whose reading was corrected is there twice: as it read before, and as it reads now.
        withdrawn: the instant from which it no longer counts, aware; None where it still does.
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

    @property
    def starts(self) -> datetime:
        """The first instant at which this reading counts on the clock of what is known."""
        return max(self.published, self.known_from or self.published)

    def is_known(self, known_by: datetime | None) -> bool:
        """Return whether this reading of the claim counts for who knows what was known by then; None is now."""
        return (known_by is None or self.starts <= known_by) and not self.is_gone(known_by)

    def is_gone(self, known_by: datetime | None) -> bool:
        """Return whether this reading had been taken back or corrected by then; None is now."""
        return self.withdrawn is not None and (known_by is None or self.withdrawn <= known_by)
