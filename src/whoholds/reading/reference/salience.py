"""How likely each name before some words is what they mean: signs added up, each with its weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from whoholds.reading.reference.mentions import BIG, Named
from whoholds.reading.reference.words import agreement, listed, weights
from whoholds.reading.syntax import ancestors, clause_of, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR_WORDS = 60
"""Words beyond which distance counts no more."""

LEAD = 2
"""Sentences that a report opens with."""

Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where some words stand that point back.

    Attributes:
        index: of their head.
        sentence: number of their sentence.
        paragraph: number of their paragraph.
        clause: index of the verb that they stand under.
        lemma: of their head.
        is_subject: whether they are a subject.
        is_owner: whether they are an "its" or a "their".
        said_by: index of the verb of saying that their clause hangs on; -1 where none.
    """

    index: int
    sentence: int
    paragraph: int
    clause: int
    lemma: str
    is_subject: bool
    is_owner: bool = False
    said_by: int = -1


def asked_by(head: Token, sentence: int, paragraph: int) -> Asked:
    """Return where a pointer stands."""
    clause = clause_of(head)
    is_subject = head.dep_ in {"nsubj", "nsubjpass"}
    return Asked(
        head.i, sentence, paragraph, clause.i, lemma_of(head), is_subject, head.tag_ == "PRP$", _said_by(clause)
    )


def _said_by(clause: Token) -> int:
    """The verb above a clause of what is said: "said that it had", "vowed to"."""
    for node in (clause, *ancestors(clause)):
        if node.dep_ == "ccomp":
            return node.head.i
        if node.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep"}:
            return -1
    return -1


def place_signs(named: Named, asked: Asked, kinds: frozenset[str], foreign: Mapping[str, bool]) -> Signs:
    """Return the signs for and against a place, by name."""
    weight = weights("places")
    is_here = named.sentence == asked.sentence
    is_adverb = asked.lemma in listed("adverb")
    present = {
        "told": named.is_told,
        "beside": named.under in listed("beside") and not is_adverb and (is_here or not named.is_alone),
        "from_here": named.under == "from" and is_here and not is_adverb,
        "clause": named.clause == asked.clause and is_here,
        "of_people": named.is_of_people,
        "modifier": named.is_part,
        "lead": named.sentence < LEAD,
        "same_noun": asked.lemma in named.nouns,
        "size": _clashes_in_size(named, asked.lemma),
        "foreign": foreign.get(named.country, False) and not is_adverb,
        "unknown": named.place is None,
        "echo": named.is_echo,
        "subject": named.is_subject,
        "kind": named.place is not None and named.place.kind not in kinds,
    }
    signs = {name: weight[name] for name, is_so in present.items() if is_so}
    return signs | _distance(named, asked, weight)


def actor_signs(named: Named, asked: Asked, sort: str, foreign: Mapping[str, bool]) -> Signs | None:
    """Return the signs for and against an actor, by name; None where words of that sort cannot mean it."""
    fits = agreement(sort).get(named.sort)
    if fits is None:
        return None
    weight = weights("actors")
    is_here = named.sentence == asked.sentence
    present = {
        "subject": named.is_subject,
        "role": named.is_subject and asked.is_subject,
        "speaker": named.clause == asked.said_by and not named.is_part,
        "part": named.is_part,
        "clause": named.clause == asked.clause and is_here and not asked.is_owner,
        "own": named.clause == asked.clause and is_here and asked.is_owner and named.is_subject,
        "lead": named.sentence < LEAD,
        "foreign": foreign.get(named.country, False),
        "echo": named.is_echo,
        "number": named.is_echo and named.is_many != (sort == "plural") and sort in {"plural", "thing"},
    }
    signs = {name: weight[name] for name, is_so in present.items() if is_so}
    return signs | _distance(named, asked, weight) | {"agreement": fits}


def _distance(named: Named, asked: Asked, weight: Mapping[str, float]) -> Signs:
    back = min(asked.sentence - named.sentence, int(weight["far"]))
    return {
        "word": weight["word"] * min(asked.index - named.index, FAR_WORDS),
        "sentence": weight["sentence"] * back,
        "paragraph": weight["paragraph"] * (asked.paragraph > named.paragraph),
        "inner": weight["inner"] * named.depth,
        "count": weight["count"] * log(1 + named.count),
    }


def _clashes_in_size(named: Named, lemma: str) -> bool:
    place = named.place
    if place is None:
        return False
    if lemma in {"village", "hamlet"}:
        return place.population > BIG or place.kind in {"city", "capital"}
    return lemma in {"city", "metropolis"} and named.kinds == frozenset({"village"})
