"""Where a text speaks of war at all: a passage that does not tells no claims, whatever is taken or held in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from whoholds.reading.lexicon import load_yaml

FAR = 1_000
"""Characters around a word of war that count as its passage: some three paragraphs of news to either side."""

SHORT = 500
"""Characters; a text no longer is too short to tell by what it leaves unsaid ("Damascus fell on Sunday.")."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The passages of one text that speak of war.

    Attributes:
        at: offsets of its words of war, rising.
        is_everywhere: True where the headline speaks of war, or the text is too short to tell.
    """

    at: tuple[int, ...] = ()
    is_everywhere: bool = False

    def covers(self, start: int, end: int) -> bool:
        """Return whether a stretch of the text lies in such a passage; costs a bisection."""
        if self.is_everywhere:
            return True
        first = bisect_left(self.at, start - FAR)
        return first < len(self.at) and self.at[first] < end + FAR


class Field:
    """Knows the words of war: those of the language, and the names of armed groups.

    Args:
        names: names of groups of one word each, such as "Hamas".
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = AhoCorasick(sorted(set(names)))

    @cached_property
    def _words(self) -> AhoCorasick:
        return AhoCorasick(sorted({str(word) for kind in load_yaml("field.yaml").values() for word in kind}))

    def ground(self, text: str, headline: str = "") -> Ground:
        """Return where a text speaks of war; linear in its characters."""
        if len(text) <= SHORT or next(self._found(headline), None) is not None:
            return Ground(is_everywhere=True)
        return Ground(tuple(sorted(self._found(text))))

    def _found(self, text: str) -> Iterator[int]:
        """Words in whatever letters; names as printed, since some are words too ("FACT")."""
        yield from _whole(self._words, lowered(text))
        yield from _whole(self._names, text)


def _whole(automaton: AhoCorasick, text: str) -> Iterator[int]:
    """Offsets of the whole words of a text that an automaton knows."""
    last = len(text)
    for _, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if (start == 0 or not text[start - 1].isalnum()) and (end == last or not text[end].isalnum()):
            yield start


def lowered(text: str) -> str:
    """Return a text in small letters, character for character, so that offsets stay.

    >>> len(lowered("İZMİR"))
    5
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
