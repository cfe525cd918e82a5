"""What words of time are read against: the dateline, the narrative so far, the tense around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from whoholds.reading.times.lexicon import Tokens
from whoholds.reading.times.spans import Span

Tense = Literal["past", "future", ""]


@dataclass(slots=True)
class Context:
    """The clock of a text while it is read from its start.

    Attributes:
        tokens: the text's tokens.
        today: day of the dateline; None where it is not known.
        running: the last full date that the text told, or one reached from it; None before the first.
        topic: the last quarter, month or year that the text spoke of, for "a year earlier".
        is_narrative: True where the text tells of days long before its dateline, so that days without
            a year belong to the year last told.
    """

    tokens: Tokens
    today: date | None
    running: Span | None = None
    topic: Span | None = None
    is_narrative: bool = False

    @property
    def now(self) -> date | None:
        """The day that "last week" and "Friday" count from: the dateline's, else the narrative's."""
        return self.today or (self.running.day if self.running else None)

    @property
    def told(self) -> date | None:
        """The day that "the next day" and "two days later" count from: the narrative's, else the dateline's."""
        return self.running.day if self.running else self.today


def tense_near(first: int, last: int, context: Context, words: dict[str, Any]) -> Tense:
    """Return the tense that the words around the tokens `first` to `last` tell, within their sentence.

    Args:
        first: index of the first token of the words of time.
        last: index of the last.
        context: where the tokens are.
        words: the YAML's `tense`.
    """
    tokens = context.tokens
    if first >= 2 and tokens.word(first - 2).lower() in words["soonest"]:
        return "future"
    before = range(first - 1, max(first - 1 - words["reach"], -1), -1)
    after = range(last + 1, min(last + 1 + words["reach"], len(tokens.starts)))
    return _first_tense(tokens, before, words) or _first_tense(tokens, after, words)


def _first_tense(tokens: Tokens, indexes: range, words: dict[str, Any]) -> Tense:
    for index in indexes:
        word = tokens.word(index).lower()
        if word in words["ends"] or word[0] == "\n":
            return ""
        if word in words["future"]:
            return "future"
        is_past = word in words["past"] or (len(word) > 4 and word.endswith(words["past-ending"]))
        if is_past and not (index and tokens.word(index - 1).lower() in words["links"]):
            return "past"
    return ""


def likeliest(days_ahead: list[int], tense: Tense, words: dict[str, Any]) -> int:
    """Return which of several distances in days is meant: the nearest, those against the tense counted as farther.

    Args:
        days_ahead: distances of the candidates from the dateline; negative ones lie in the past.
        tense: what the words around tell.
        words: the YAML's `tense`.
    """

    def cost(days: int) -> float:
        if days < 0:
            return -days * (words["against-future"] if tense == "future" else 1)
        return days * {"past": words["against-past"], "future": 1}.get(tense, words["against-habit"])

    return min(days_ahead, key=cost)
