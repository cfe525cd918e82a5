"""What somebody or something decided that the words of a claim mean; withdrawn, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision about one part of one claim.

    Attributes:
        claim: id of the claim.
        role: part of the claim: actor, target, place, origin, when, voice:0, voice:1, ...;
            parts of its condition are written if.actor, if.place, ...
        value: the id decided on, or for `when` "START/END/PRECISION" with UTC instants; None where the
            words stay open, which is a decision too.
        method: name of the method that decided.
        score: how sure, 0 to 1.
        reason: one sentence.
        runner_up: id of the next best, where there was one.
        runner_up_score: its score.
    """

    claim: str
    role: str
    value: str | None
    method: str
    score: float
    reason: str
    runner_up: str | None = None
    runner_up_score: float | None = None
