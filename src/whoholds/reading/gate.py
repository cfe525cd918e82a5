"""Which paragraphs can hold a claim: one pass of an Aho-Corasick automaton over the triggers' stems."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from whoholds.reading.lexicon import irregular

if TYPE_CHECKING:
    from whoholds.reading.lexicon import Lexicon

IDIOMS = (" at the ", "under", " within ", " hands", "control", "route", "road", "access")
"""What stands with a verb too plain to be a trigger by itself ("is at the gates", "has no route")."""

VAGUE = frozenset({"be", "have", "put", "get", "live", "stay", "use", "come", "run", "keep", "make", "lie"})


class Gate:
    """Lets through the paragraphs that carry a trigger of the lexicon.

    Args:
        lexicon: its verbs, nouns and adjectives are the triggers.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lemmas = {lemma for _, lemma in lexicon.by_lemma}

    @cached_property
    def _automaton(self) -> AhoCorasick:
        stems = {stem for lemma in self._lemmas - VAGUE for stem in stems_of(lemma)}
        stems |= {form for form, lemma in irregular().items() if lemma in self._lemmas - VAGUE}
        return AhoCorasick(sorted({*stems, *IDIOMS}))

    def lets_through(self, paragraph: str) -> bool:
        """Return whether a paragraph can hold a claim.

        Cost: linear in the paragraph's characters, whatever the number of triggers.
        """
        return bool(self._automaton.find_matches_as_indexes(paragraph.lower())) and bool(
            re.search(r"[^\W\d_]", paragraph)
        )


def stems_of(lemma: str) -> tuple[str, ...]:
    """Return the beginnings that all regular forms of a lemma share.

    >>> stems_of("seize")
    ('seiz',)
    """
    stem = lemma.removesuffix("e") if len(lemma) > 3 else lemma  # noqa: PLR2004 - short words keep their e
    if stem.endswith("y") and len(stem) > 3:  # noqa: PLR2004
        stem = stem[:-1]
    return (stem,)
