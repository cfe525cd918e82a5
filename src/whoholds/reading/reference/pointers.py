"""Words that need an antecedent: pronouns, "the group", "the rebels", "the city"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoholds.reading.reference.words import listed
from whoholds.reading.syntax import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PRONOUNS = ("plural", "thing", "person")


def pointer_of(head: Token) -> str:
    """Return of what sort an actor's words point back: plural, thing, person, group, rebel.

    Empty where they do not point back. "Its troops" does by its "its".
    """
    owner = owner_of(head)
    word = (head if owner is None else owner).lower_
    pronoun = next((sort for sort in PRONOUNS if word in listed(sort)), "")
    if pronoun or owner is not None:
        return pronoun
    lemma = lemma_of(head)
    sort = next((sort for sort in ("group", "rebel") if lemma in listed(sort)), "")
    return sort if sort and is_definite(head) and not is_described(head) else ""


def points_back(head: Token) -> bool:
    """Return whether an actor's words need an antecedent, without which they mean nothing."""
    return pointer_of(head) not in {"", "rebel"} or is_pair(head)


def is_pair(head: Token) -> bool:
    """Return whether two sides are meant together: "both sides", "the two armies"."""
    return head.tag_ == "NNS" and any(c.lower_ in {"both", "two"} for c in head.lefts)


def owner_of(head: Token) -> Token | None:
    """The "its" of "its troops"."""
    return next((c for c in head.lefts if c.dep_ == "poss" and c.tag_ == "PRP$"), None)


def is_definite(head: Token) -> bool:
    """Return whether a noun has "the" or "these" before it."""
    return any(c.dep_ == "det" and c.lower_ in DEFINITE for c in head.children)


def is_described(head: Token) -> bool:
    """Return whether words before a noun, or "of" behind it, say which one is meant."""
    for child in head.lefts:
        if child.dep_ in {"compound", "nmod", "poss", "nummod"} or child.lower_.endswith("ern"):
            return True
        if child.lower_ in listed("new") or any(t.text[:1].isupper() for t in child.subtree if t.dep_ != "det"):
            return True
    return any(
        c.dep_ in {"prep", "acl", "relcl"} and c.lower_ not in {"on", "after"} and _restricts(c)
        for c in head.rights
    )


def _restricts(child: Token) -> bool:
    """Whether what follows a noun tells it from others: "the group of men", "fighters loyal to Haftar"."""
    return child.dep_ == "acl" or child.lower_ in {"of", "from", "loyal", "in"}


def place_pointer(head: Token, place_kind: dict[str, str]) -> str:
    """Return the kind of plain noun by which words point back to a place; empty where they do not."""
    kind = place_kind.get(lemma_of(head), "")
    if kind not in {"settlement", "region", "country"} or head.tag_ == "NNS" or head.pos_ not in {"NOUN", "PROPN"}:
        return ""
    if not is_definite(head) or any(c.lower_ in listed("new") or c.dep_ == "poss" for c in head.lefts):
        return ""
    return "" if _is_named(head) else kind


def _is_named(noun: Token) -> bool:
    """Whether a place noun carries its name: "the city of X", "X province", "the town, X"."""
    is_before = any(c.dep_ in {"compound", "nmod"} and c.text[:1].isupper() for c in noun.lefts)
    return is_before or any(c.dep_ == "appos" or c.lower_ == "of" for c in noun.rights)
