"""An article's own sentences about routes, splits and holdings, tested against a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from whoholds.consequences.borders import check_border, check_linked, check_stretch
from whoholds.consequences.checked import Checked
from whoholds.consequences.connections import check_connection, check_only
from whoholds.consequences.encirclement import check_encirclement
from whoholds.consequences.ground import Ground
from whoholds.consequences.holdings import check_holding
from whoholds.consequences.kinds import StatementKind, statement_kind
from whoholds.consequences.only_ways import check_only_way
from whoholds.consequences.question import Question
from whoholds.consequences.sides import check_sides
from whoholds.consequences.splits import check_split
from whoholds.errors import NoMeaning, QuestionError
from whoholds.model import Picture, ResolvedClaim
from whoholds.theatres import Theatre

CHECKED_ACTIONS = frozenset({"connects", "splits", "besieges", "cuts", "advances", "holds", "takes", "loses"})
"""Actions of the vocabulary that a picture can confirm or refute."""


def is_statement(claim: ResolvedClaim, theatre: Theatre, text: str = "") -> bool:
    """Return whether a claim speaks of a route, split, border, encirclement or holding: what `check` answers."""
    return statement_kind(claim, theatre, text) is not None


def check_statement(
    theatre: Theatre,
    picture: Picture,
    claim: ResolvedClaim,
    *,
    side: str | None = None,
    text: str = "",
    ground: Ground | None = None,
) -> Checked:
    """Return whether a statement is true of a picture, with what decides it.

    The kind of statement, told by `statement_kind`, says which question is asked. A way is asked on main
    roads, then on all roads: a route over main roads confirms it, a route over minor roads only makes it
    *partly* true, and so for its negation. With a condition that it hangs on ("as long as X is not
    captured"), the condition is turned round and the main roads are asked again. Where contested or unknown
    ground would turn the answer, or the question cannot be put, the verdict is *undecided*.

    Args:
        theatre: the theatre.
        picture: the standings at the article's date.
        claim: the statement, resolved.
        side: id of the side to ask of where the claim names none, such as the side that the article's
            statement before was about; None for the first side of the theatre that has a capital.
        text: the report's text, in which words such as "only" may stand just before the quote.
        ground: the picture's ground, where it is already built.

    Raises:
        NoMeaning: if the claim's action is none that a picture can confirm or refute.
    """
    action = claim.claim.action
    if action not in CHECKED_ACTIONS:
        raise NoMeaning("is no statement that a picture can confirm", action, f"one of {sorted(CHECKED_ACTIONS)}")
    question = Question(theatre, picture, claim, side, ground, text)
    try:
        checked = _ANSWERS[statement_kind(claim, theatre, text) or "holding"](question)
    except QuestionError as error:
        checked = question.undecided(str(error))
    return checked.turned() if claim.claim.stance == "denied" else checked


def check_statements(
    theatre: Theatre, picture: Picture, claims: Iterable[ResolvedClaim], *, text: str = ""
) -> list[Checked]:
    """Return the verdicts on the statements of a report, in the order of its claims.

    A statement that names no side is asked of the side that the one before it was about; the first ones,
    of the side that the next one names.

    Args:
        theatre: the theatre.
        picture: the standings at the report's date.
        claims: the report's claims; those that are no statements are passed over.
        text: the report's text.
    """
    ground = Ground(theatre, picture)
    statements = [claim for claim in claims if is_statement(claim, theatre, text)]
    named = (Question(theatre, picture, claim, None, ground) for claim in statements)
    side = next((one for question in named if (one := question.side_named(question.claim))), None)
    found: list[Checked] = []
    for claim in statements:
        checked = check_statement(theatre, picture, claim, side=side, text=text, ground=ground)
        side = checked.side or side
        found.append(checked)
    return found


_ANSWERS: Mapping[StatementKind, Callable[[Question], Checked]] = {
    "connection": check_connection,
    "only-border": check_only,
    "only-way": check_only_way,
    "split": check_split,
    "encircled": check_encirclement,
    "sides": check_sides,
    "border": check_border,
    "stretch": check_stretch,
    "linked": check_linked,
    "holding": check_holding,
}
