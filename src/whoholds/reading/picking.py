"""Words of a parsed text picked by number: most words need never become a token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def picked(sentence: Span, name: str, forms: AbstractSet[int], lemmas: AbstractSet[int]) -> list[Token]:
    """Return the words of a sentence that stand in one of two sets, in order.

    The whole text is gone through once, at the first call; after that a sentence costs what is found in it.

    Args:
        sentence: part of a parsed text.
        name: of the two sets, under which the text remembers what was picked.
        forms: words as printed, in small letters, as spaCy's numbers.
        lemmas: the same for lemmas.
    """
    doc = sentence.doc
    places = _places(doc, name, forms, lemmas)
    low, high = bisect_left(places, sentence.start), bisect_left(places, sentence.end)
    return [doc[i] for i in places[low:high]]


def _places(doc: Doc, name: str, forms: AbstractSet[int], lemmas: AbstractSet[int]) -> list[int]:
    known: dict[str, list[int]] = doc.user_data.setdefault("picked", {})
    if name not in known:
        told = doc.to_array(["LOWER", "LEMMA"]).tolist()
        known[name] = [i for i, (form, lemma) in enumerate(told) if form in forms or lemma in lemmas]
    return known[name]
