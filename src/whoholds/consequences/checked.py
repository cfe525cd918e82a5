"""The answer to one statement of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from whoholds.model import ResolvedClaim, Verdict

OPPOSITE: Mapping[Verdict, Verdict] = {"holds": "fails", "fails": "holds"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A statement with its verdict and what decides it.

    Attributes:
        claim: the statement.
        statement: what was understood, in one sentence.
        verdict: "holds", "partly" (true of the main roads only), "fails" or "undecided".
        because: the route, the cut or the contested place that decides, in words.
        p: probability that the statement is true.
        side: id of the side that it was asked of; None where none was found.
        target: id of the place or actor aimed at; None where there is none.
        places: ids of the places that `because` names, the deciding one first.
        data: the figures behind it.
    """

    claim: ResolvedClaim
    statement: str
    verdict: Verdict
    because: str
    p: float = 0.0
    side: str | None = None
    target: str | None = None
    places: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as the contract writes it, with side and figures beside."""
        claim = self.claim.claim
        return {
            "report": claim.report,
            "quote": claim.quote,
            "start": claim.start,
            "end": claim.end,
            "claim": claim.id,
            "statement": self.statement,
            "side": self.side,
            "target": self.target,
            "verdict": self.verdict,
            "because": self.because,
            "p": round(self.p, 4),
            "places": list(self.places),
            **self.data,
        }

    def turned(self) -> Checked:
        """Return the answer to the opposite statement, for one that was denied."""
        return replace(self.as_said(is_negated=True), statement=f"it is not so that {self.statement}")

    def as_said(self, *, is_negated: bool) -> Checked:
        """Return the answer for a statement that says so, or says that it is not so: verdict and chance turned."""
        if not is_negated:
            return self
        return replace(self, verdict=OPPOSITE.get(self.verdict, self.verdict), p=1 - self.p)
