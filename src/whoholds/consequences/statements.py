"""An article's own sentences about routes, splits and holdings, tested against a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import yaml

from whoholds.consequences.checked import Checked
from whoholds.consequences.connections import check_connection, check_only
from whoholds.consequences.ground import Ground
from whoholds.consequences.holdings import check_holding
from whoholds.consequences.question import Question
from whoholds.consequences.splits import check_split
from whoholds.errors import NoMeaning, QuestionError
from whoholds.model import Picture, ResolvedClaim
from whoholds.theatres import Theatre

CHECKED_ACTIONS = frozenset({"connects", "splits", "holds", "takes", "loses"})
"""Actions of the vocabulary that a picture can confirm or refute."""


def is_statement(claim: ResolvedClaim) -> bool:
    """Return whether a claim speaks about a route or a split, or a forecast of them: what `check` answers."""
    return claim.claim.action in {"connects", "splits"}


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

    `connects` is asked on main roads, then on all roads: a route over main roads confirms it, a route over
    minor roads only makes it *partly* true, and so for its negation. With a condition that it hangs on
    ("as long as X is not captured"), the condition is turned round and the main roads are asked again.
    Words such as "only" make it a statement about every other border too. `splits` supposes its
    condition and compares the pieces; with two places ("would cut A from B") it asks for the way between
    them. `holds`, `takes` and `loses` are read off the standing. Where contested or unknown ground would
    turn the answer, the verdict is *undecided*.

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
    question = Question(theatre, picture, claim, side, ground)
    try:
        checked = _answer(question, is_only=says_only(claim, text))
    except QuestionError as error:
        checked = question.undecided(str(error))
    return checked.turned() if claim.claim.stance == "denied" else checked


def check_statements(
    theatre: Theatre, picture: Picture, claims: Iterable[ResolvedClaim], *, text: str = ""
) -> list[Checked]:
    """Return the verdicts on a report's statements about routes and splits, in the order of its claims.

    A statement that names no side is asked of the side that the one before it was about; the first ones,
    of the side that the next one names.

    Args:
        theatre: the theatre.
        picture: the standings at the report's date.
        claims: the report's claims; those that are no statements are passed over.
        text: the report's text.
    """
    ground = Ground(theatre, picture)
    statements = [claim for claim in claims if is_statement(claim)]
    named = (Question(theatre, picture, claim, None, ground) for claim in statements)
    side = next((one for question in named if (one := question.side_named(question.claim))), None)
    found: list[Checked] = []
    for claim in statements:
        checked = check_statement(theatre, picture, claim, side=side, text=text, ground=ground)
        side = checked.side or side
        found.append(checked)
    return found


def _answer(question: Question, *, is_only: bool) -> Checked:
    action = question.action
    if action == "splits":
        return check_split(question)
    if action != "connects":
        return check_holding(question)
    if question.says_yes and is_only:
        return check_only(question)
    return check_connection(question)


def says_only(claim: ResolvedClaim, text: str = "") -> bool:
    """Return whether the statement's words exclude every other way, in the quote or just before it."""
    words = claim.claim
    before = re.split(r"[.;:!?,\n]", text[: words.start])[-1]
    found = _only().finditer(f"{before}{words.quote}")
    return any(match["not"] is None for match in found)


@cache
def _only() -> re.Pattern[str]:
    text = files("whoholds.consequences").joinpath("statements.yaml").read_text("utf-8")
    table: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    words, negations = (
        "|".join(re.escape(word) for spellings in table[kind].values() for word in spellings)
        for kind in ("only", "not")
    )
    return re.compile(rf"(?<!\w)(?P<not>(?:{negations})\s+)?(?:{words})(?!\w)", re.IGNORECASE)
