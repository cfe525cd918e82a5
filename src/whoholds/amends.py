"""What people take back and correct in a desk: what their words mean, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from whoholds.errors import QuestionError
from whoholds.ledger import Kind, Ledger, Retractions, in_force, not_kept, when_value
from whoholds.model import Claim, Evidence, Judgement, When, end_of, parse_moment
from whoholds.theatres import Theatre

ROLES = ("place", "origin", "actor", "target", "when")
"""Parts of a claim that can be corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amends:
    """What came of taking something back, or correcting it.

    Attributes:
        kind: what sort of thing.
        thing: its id or number.
        at: the instant from which it counts no longer, or otherwise.
        is_new: False where it was so already and nothing was kept.
        claims: ids of the claims that it touches.
        still_told_by: claims of the same voice that say the same and still count in their stead.
    """

    kind: Kind
    thing: str
    at: datetime
    is_new: bool
    claims: tuple[str, ...]
    still_told_by: tuple[str, ...] = ()


def thing_meant(words: str, ledger: Ledger, at: datetime) -> tuple[Kind, str]:
    """Return the kind and the id or number of the thing that words mean.

    Args:
        words: id of a claim or report; `CLAIM:ROLE` for what counts of a part of a claim at `at`;
            `judgement:NUMBER` or `retraction:NUMBER`.
        ledger: where it is kept.
        at: the instant.

    Raises:
        LedgerError: if nothing of that name is kept.
    """
    words = words.strip()
    whole: tuple[Kind, ...] = ("claim", "report")
    for kind in whole:
        if ledger.keeps(kind, words):
            return kind, words
    first, _, rest = words.partition(":")
    numbered: tuple[Kind, ...] = ("judgement", "retraction")
    for kind in numbered:
        if first == kind and ledger.keeps(kind, rest):
            return kind, str(int(rest))
    now = in_force(ledger.judged().get(first, ()), Retractions(ledger.retractions()), at)
    for each in now:
        if each.judgement.role == rest:
            return "judgement", str(each.number)
    raise not_kept(words)


def corrections(claim: Claim, wanted: Mapping[str, str | None], theatre: Theatre, reason: str) -> list[Judgement]:
    """Return the judgements that a person makes of parts of a claim.

    Args:
        claim: the claim as worded.
        wanted: for each role what is meant: name or id of a place or actor, an ISO date or time for `when`; None
            for "nobody knows".
        theatre: whose places and actors are meant.
        reason: why it was read otherwise before.

    Raises:
        QuestionError: if nothing is to be corrected, or a role is none, or the claim has no such part.
        UnknownPlace: if no place is meant.
        UnknownActor: if no actor is meant.
    """
    if not wanted:
        raise QuestionError("says not what to correct", f"claim {claim.id}", f"name one of {', '.join(ROLES)}")
    return [
        Judgement(claim=claim.id, role=role, value=_value(claim, role, words, theatre), method="by-hand", score=1.0,
                  reason=" ".join(reason.split()))
        for role, words in wanted.items()
    ]  # fmt: skip


def _value(claim: Claim, role: str, words: str | None, theatre: Theatre) -> str | None:
    if role not in ROLES:
        raise QuestionError("is no part of a claim that can be corrected", role, f"name one of {', '.join(ROLES)}")
    if role != "when" and getattr(claim, role) is None:
        remedy = "take the claim back where it is wrong in this"
        raise QuestionError(f"names no {role} that could mean something else", f"claim {claim.id}", remedy)
    means: dict[str, Callable[[str], str]] = {
        "place": lambda name: theatre.gazetteer.find(name).id,
        "actor": lambda name: theatre.register.find(name).id,
        "when": lambda moment: _interval(moment, theatre),
    }
    kind = {"origin": "place", "target": "actor"}.get(role, role)
    return None if words is None else means[kind](words)


def _interval(words: str, theatre: Theatre) -> str:
    start, precision = parse_moment(words, theatre.time_zone)
    return when_value(When(start, end_of(start, precision), precision))


def touched(kind: Kind, thing: str, ledger: Ledger, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the ids of the claims that taking a thing back touches, in the order in which they were kept."""
    if kind == "claim":
        return (thing,)
    if kind == "judgement":
        return tuple(id_ for id_, of_claim in ledger.judged().items() if thing in {str(j.number) for j in of_claim})
    if kind == "retraction":
        row = next(row for row in ledger.retractions() if str(row.number) == thing)
        return touched(row.kind, row.thing, ledger, evidence)
    return tuple(dict.fromkeys(e.claim.claim.id for e in evidence if e.claim.claim.report == thing))


def still_told_by(claims: Iterable[str], evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the other claims of the same bundles that count now where these do not: one of each steps in."""
    ids, listed = set(claims), list(evidence)
    own = [item for item in listed if item.claim.claim.id in ids]
    left = {item.echo for item in own if not item.is_known(None)} - {i.echo for i in own if i.is_known(None)} - {""}
    found = (item.claim.claim.id for item in listed if item.echo in left and item.is_known(None))
    return tuple(dict.fromkeys(id_ for id_ in found if id_ not in ids))
