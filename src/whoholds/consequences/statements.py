"""An article's own sentences about routes, splits and holdings, tested against a picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    ground: Ground | None = None,
) -> Checked:
    """Return whether a statement is true of a picture, with what decides it.

    `connects` is asked on main roads, then on all roads: a route over main roads confirms it, a route over
    minor roads only makes it *partly* true, and so for its negation. With a condition that it hangs on
    ("as long as X is not captured"), the condition is turned round and the main roads are asked again.
    `splits` supposes its condition and compares the pieces. `holds`, `takes` and `loses` are read off the
    standing. Where contested or unknown ground would turn the answer, the verdict is *undecided*.

    Args:
        theatre: the theatre.
        picture: the standings at the article's date.
        claim: the statement, resolved.
        side: id of the side to ask of where the claim names none, such as the side that the article's
            statement before was about; None for the first side of the theatre that has a capital.
        ground: the picture's ground, where it is already built (`sure`).

    Raises:
        NoMeaning: if the claim's action is none that a picture can confirm or refute.
    """
    action = claim.claim.action
    if action not in CHECKED_ACTIONS:
        raise NoMeaning("is no statement that a picture can confirm", action, f"one of {sorted(CHECKED_ACTIONS)}")
    question = Question(theatre, picture, claim, side, ground)
    try:
        checked = _answer(question)
    except QuestionError as error:
        checked = question.undecided(str(error))
    return checked.turned() if claim.claim.stance == "denied" else checked


def _answer(question: Question) -> Checked:
    action = question.claim.claim.action
    if action == "splits":
        return check_split(question)
    if action != "connects":
        return check_holding(question)
    if question.says_yes and says_only(question.claim):
        return check_only(question)
    return check_connection(question)


def says_only(claim: ResolvedClaim) -> bool:
    """Return whether the statement's words exclude every other way."""
    words = claim.claim
    return bool(_only().search(words.quote)) or "only" in words.because.rule.split("-")


@cache
def _only() -> re.Pattern[str]:
    text = files("whoholds.consequences").joinpath("statements.yaml").read_text("utf-8")
    table: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    words = [re.escape(word) for spellings in table["only"].values() for word in spellings]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
