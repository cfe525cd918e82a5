"""An actor's words: where a noun phrase for a side begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from whoholds.reading.syntax import preposition_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

RESTRICTING = ("of", "from", "loyal", "under", "in", "backed", "led", "aligned", "with")
LOYAL = frozenset({"loyal", "allied", "aligned", "affiliated", "linked", "belonging"})


def actor_words(head: Token, places: Iterable[Token] = ()) -> tuple[int, int]:
    """Return the characters of an actor as worded: the noun, what goes before it, and "from another faction".

    Relative clauses, appositions and brackets are left out, as is what tells the claim's own place.

    Args:
        head: the noun.
        places: heads of the places of the claim: "the retreat of the army from Kidal" is told of the army.
    """
    elsewhere = {place.i for place in places}
    doc = head.doc
    before = (t for left in head.lefts for t in left.subtree)
    first = min((t.i for t in before if _leads(t, head)), default=head.i)
    last = head
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in RESTRICTING[:2] and child.i == last.i + 1:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i not in elsewhere:
                last = doc[_right_edge(inner)]
        elif (loyal := _loyal_to(child)) is not None and child.i == last.i + 1:
            last = loyal
        else:
            break
    return doc[first].idx, last.idx + len(last)


def _loyal_to(child: Token) -> Token | None:
    """The last word of "loyal to Haftar", "allied with the government" behind a noun for troops."""
    if child.lower_ not in LOYAL:
        return None
    ends = [*preposition_objects(child, "to"), *preposition_objects(child, "with")]
    return ends[0] if ends else None


def _leads(token: Token, head: Token) -> bool:
    node = token
    while node != head:
        if node.dep_ in {"relcl", "acl", "appos", "punct"} and node.text != "-":
            return False
        if node.dep_ == "advmod" and node.lower_.endswith("ly") and node.nbor(1).text == ",":
            return False  # "Locally, troops advanced"
        if node.head == head and node.dep_ == "prep":
            return False
        node = node.head
    return True


def _right_edge(head: Token) -> int:
    last = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == last + 1:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            last = _right_edge(inner) if inner is not None else last
        else:
            break
    return last
