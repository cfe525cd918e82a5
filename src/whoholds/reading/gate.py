"""Which paragraphs can hold a claim: one pass of an Aho-Corasick automaton over the triggers' stems."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from whoholds.reading.lexicon import Lexicon

IRREGULAR = {
    "take": ("took", "taken", "taking"), "fall": ("fell",), "hold": ("held",), "lose": ("lost", "losing"),
    "seek": ("sought",), "leave": ("left",), "withdraw": ("withdrew",), "strike": ("struck",), "fight": ("fought",),
    "drive": ("drove", "driving"), "flee": ("fled",), "break": ("broke",), "send": ("sent",), "keep": ("kept",),
    "win": ("won",), "beat": ("beat",), "give": ("gave", "giving"), "come": ("came", "coming"), "get": ("got",),
    "be": (" at the ", "under", " hands"), "have": ("control", "route", "road", "access", "had"), "run": ("ran",),
    "lay": ("laid",), "lie": ("lay",), "blow": ("blew",), "tear": ("tore",), "rise": ("rose",), "overrun": ("overran",),
    "retake": ("retook",), "overtake": ("overtook",), "split": ("split",), "cut": ("cut",), "hit": ("hit",), "shoot": ("shot",),
    "fly": ("flew", "flown", "flies"), "bring": ("brought",), "undertake": ("undertook",), "reach": ("reach",),
}  # fmt: skip
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
        from ahocorasick_rs import AhoCorasick

        stems = {stem for lemma in self._lemmas - VAGUE for stem in stems_of(lemma)}
        stems |= {stem for lemma in self._lemmas & VAGUE for stem in IRREGULAR.get(lemma, ())}
        return AhoCorasick(sorted(stems))

    def lets_through(self, paragraph: str) -> bool:
        """Return whether a paragraph can hold a claim.

        Cost: linear in the paragraph's characters, whatever the number of triggers.
        """
        return bool(self._automaton.find_matches_as_indexes(paragraph.lower())) and bool(
            re.search(r"[^\W\d_]", paragraph)
        )


def stems_of(lemma: str) -> tuple[str, ...]:
    """Return the beginnings that all forms of a lemma share, irregular forms beside.

    >>> stems_of("seize")
    ('seiz',)
    """
    stem = lemma.removesuffix("e") if len(lemma) > 3 else lemma  # noqa: PLR2004 - short words keep their e
    if stem.endswith("y") and len(stem) > 3:  # noqa: PLR2004
        stem = stem[:-1]
    return (stem, *IRREGULAR.get(lemma, ()))
