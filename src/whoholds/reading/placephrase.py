"""Words for one place in a role of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """Words for one place in a role of a claim.

    Attributes:
        head: the token that carries the phrase.
        start: offset of the words in the parsed text, in characters.
        end: offset after them.
        name: the proper name to look up; empty for "the city", which needs an antecedent.
        relation: relation of the vocabulary.
        noun_kind: settlement, region, country, part, site, road, ground; empty for a bare name.
        is_definite: whether the words point back ("the city", "there", "its outskirts").
        is_known: whether the gazetteer knows the name.
        is_extended: whether it is a country, a region or a sea.
        is_water: whether it is a river, a lake or a sea.
        is_lent: whether the words stand elsewhere and only lend their place to the claim.
        distance_km: told distance from the place.
        extent: how much of the place is meant, as in `PlaceMention`.
        other: the second end of a road or gap: the B of "between A and B"; None where one place is told.
    """

    head: Token
    start: int
    end: int
    name: str = ""
    relation: str = "in"
    noun_kind: str = ""
    is_definite: bool = False
    is_known: bool = False
    is_extended: bool = False
    is_water: bool = False
    is_lent: bool = False
    distance_km: float | None = None
    extent: str = ""
    other: PlacePhrase | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the words are for a place whatever the verb: a known name or a plain noun for a place."""
        return self.is_known or bool(self.noun_kind)


def words_of(head: Token, relation: str, *, is_definite: bool = False) -> PlacePhrase:
    """Return a plain noun with what goes before it, as a place without a name."""
    first = min(
        (c.i for c in head.lefts if c.dep_ in {"det", "amod", "poss", "compound", "nummod", "nmod"}), default=head.i
    )
    doc = head.doc
    return PlacePhrase(head, doc[first].idx, head.idx + len(head), relation=relation, is_definite=is_definite)
