"""Random words that a rule of the time grammar matches: a walk through its compiled pattern."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from whoholds.reading.times.grammar import Grammar

NUMBERS = [
    "0", "5", "24", "28", "31", "99", "999", "0735", "1500", "1999", "2049", "2399", "9999", "1,500", "2.5", "5th",
    "45th", "1980s", "'80s", "10:35", "33:99", "24:00", "2024-12-06", "2024-13-45", "12/31/99", "31.2.2020", "p.m.",
    "am", "9.30", "'", "'s", "\n\n", "0012",
]  # fmt: skip


class Walk:
    """Words by the characters that stand for their classes, and the walk over patterns of such characters."""

    def __init__(self, rules: Grammar) -> None:
        self._words: dict[str, list[str]] = defaultdict(list)
        known = {word for words in rules.lexicon.data["words"].values() for word in words}
        for word in sorted(known) + NUMBERS:
            for form in sorted({word, word.title(), word.upper()}):
                shape = rules.lexicon.cut(form).shape
                if len(shape) == 1:
                    self._words[shape].append(form)

    def words(self, pattern: str, random: Random) -> list[str]:
        """Return words that the pattern matches, as far as its looks behind and ahead are kept."""
        return self._branch(pattern, 0, random)[0]

    def _branch(self, pattern: str, at: int, random: Random) -> tuple[list[str], int]:
        branches: list[list[str]] = [[]]
        while at < len(pattern) and pattern[at] != ")":
            if pattern[at] == "|":
                branches.append([])
                at += 1
                continue
            piece, at = self._piece(pattern, at, random)
            if pattern[at : at + 1] == "?":
                piece, at = (piece if random.random() < 0.5 else []), at + 1
            branches[-1] += piece
        return random.choice(branches), at + 1

    def _piece(self, pattern: str, at: int, random: Random) -> tuple[list[str], int]:
        if pattern[at] == "[":
            close = pattern.index("]", at)
            return self._one_of(pattern[at + 1 : close], random), close + 1
        if pattern.startswith(("(?<=[", "(?![^"), at):
            close = pattern.index("])", at)
            return self._one_of(pattern[at + 5 : close], random), close + 2
        inside = pattern.index(">", at) + 1 if pattern.startswith("(?P<", at) else at + 3
        return self._branch(pattern, inside, random)

    def _one_of(self, chars: str, random: Random) -> list[str]:
        known = [char for char in chars if self._words[char]]
        return [random.choice(self._words[random.choice(known)])] if known else []
