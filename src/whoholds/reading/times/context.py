"""What words of time are read against: the dateline, the narrative so far, the tense around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal

from whoholds.reading.times.lexicon import Tokens
from whoholds.reading.times.running import Thread, is_day
from whoholds.reading.times.spans import MONTHS_IN, Span

_NOON = time(12)

Tense = Literal["past", "future", ""]


@dataclass(slots=True)
class Context:
    """The clock of a text while it is read from its start.

    Attributes:
        tokens: the text's tokens.
        today: day of the dateline; None where it is not known.
        clock: time of day of the dateline; None where only its day is known.
        lent_year: year that the date joined to this one tells, while that one is read.
        thread: the last day (in a narrative also month or year) that the text told, and asides from it.
        latest: the last stretch of any length that the text told.
        topic: the last quarter or half that the text named, for "a year earlier".
        is_narrative: True where the text tells of days long before its dateline, so that days without
            a year belong to the year last told.
        told_at: offset after the words that told the running day; -1 before the first.
        latest_at: offset after the words that told the latest stretch; -1 before the first.
    """

    tokens: Tokens
    today: date | None
    clock: time | None = None
    lent_year: int | None = None
    thread: Thread = field(default_factory=Thread)
    latest: Span | None = None
    topic: Span | None = None
    is_narrative: bool = False
    told_at: int = -1
    latest_at: int = -1

    @property
    def now(self) -> date | None:
        """The day that "last week" and "Friday" count from: the dateline's, else the narrative's."""
        return self.today or self._running_day

    @property
    def moment(self) -> datetime | None:
        """The moment that "two hours ago" counts from: the dateline's; noon where only its day is known."""
        now = self.now
        return datetime.combine(now, self.clock or _NOON) if now else None

    @property
    def told(self) -> date | None:
        """The day that "the next day" and "two days later" count from: the narrative's, else the dateline's."""
        return self._running_day or (None if self.is_narrative else self.today)

    @property
    def _running_day(self) -> date | None:
        here = self.thread.here
        return here.day if here and is_day(here) else None

    def is_told_nearby(self, offset: int) -> bool:
        """Say whether the running day was told in the sentence that goes on at an offset."""
        return self._is_nearby(self.told_at, offset)

    def is_latest_nearby(self, offset: int) -> bool:
        """Say whether the latest stretch was told in the sentence that goes on at an offset."""
        return self._is_nearby(self.latest_at, offset)

    def _is_nearby(self, told_at: int, offset: int) -> bool:
        between = self.tokens.text[told_at:offset] if told_at >= 0 else "\n"
        return not any(mark in between for mark in (". ", "\n", "! ", "? "))

    def tell(self, span: Span) -> None:
        """Let the narrative go on from a stretch; news has no thread but the last day told."""
        if self.is_narrative or self.today is None:
            self.thread.tell(span)
        else:
            self.thread.main = span

    def told_in(self, unit: str) -> date | None:
        """Return a day of the stretch that "the following month" counts from: the last told that is no longer."""
        if unit == "day" or self.latest is None:
            return self.told
        fits = unit not in MONTHS_IN or MONTHS_IN.get(self.latest.unit, 0) <= MONTHS_IN[unit]
        return self.latest.day if fits else self.told


def tense_near(first: int, last: int, context: Context, words: dict[str, Any]) -> Tense:
    """Return the tense that the words around the tokens `first` to `last` tell, within their sentence.

    Args:
        first: index of the first token of the words of time.
        last: index of the last.
        context: where the tokens are.
        words: the YAML's `tense`.
    """
    tokens = context.tokens
    if _word(tokens, first - 1) in words["as"] and _word(tokens, first - 2) in words["soonest"]:
        return "future"
    if _word(tokens, last + 1) in words["saying"]:
        return "past"
    before = range(first - 1, max(first - 1 - words["reach"], -1), -1)
    if _word(tokens, first - 1) in words["until"] and any(_word(tokens, i) in words["deadline"] for i in before):
        return "future"
    after = range(last + 1, min(last + 1 + words["reach"], len(tokens.starts)))
    return _first_tense(tokens, before, words) or _first_tense(tokens, after, words)


def _first_tense(tokens: Tokens, indexes: range, words: dict[str, Any]) -> Tense:
    ends = words["ends"]
    for index in indexes:
        word = tokens.words[index].lower()
        if word[0] == "\n" or (word in ends and not _is_initial(tokens, index, words)):
            return ""
        tense = _tense_of(tokens, index, words)
        if tense and not (word in words["named"] and _is_name(tokens, index, words)):
            return tense
    return ""


def _is_name(tokens: Tokens, index: int, words: dict[str, Any]) -> bool:
    """Say whether a word has a capital that no sentence's start explains: the month May, a man called Will."""
    return bool(index) and tokens.word(index).istitle() and tokens.word(index - 1) not in words["ends"]


def _tense_of(tokens: Tokens, index: int, words: dict[str, Any]) -> Tense:
    word, before = _word(tokens, index), _word(tokens, index - 1)
    following = _word(tokens, index + 1)
    if word == words["infinitive"] and before in words["ahead"] and following not in words["determiners"]:
        return "past" if _word(tokens, index - 2) in words["was"] else "future"
    if word in words["participles"] and before in words["was"]:
        return "past"
    negated: Tense = words["negated"].get(word, "")
    if negated and (following in words["negations"] or (negated == "past" and _is_negative(tokens, index, words))):
        return negated
    if word in words["future"]:
        return "" if following in words["no-future"].get(word, ()) else "future"
    return "past" if _is_past(word, before, _word(tokens, index - 2), words) else ""


def _is_negative(tokens: Tokens, index: int, words: dict[str, Any]) -> bool:
    """Say whether a word such as "neither" stands before a verb."""
    before = range(max(index - words["negative-reach"], 0), index)
    return any(_word(tokens, at) in words["negatives"] for at in before)


def _is_past(word: str, before: str, further: str, words: dict[str, Any]) -> bool:
    """Say whether a word is a past verb, and no participle that stands before its noun ("an unnamed town")."""
    if before in words["links"]:
        return False
    if word in words["past"]:
        return True
    if len(word) < words["past-length"] or not word.endswith(words["past-ending"]) or word in words["no-past"]:
        return False
    return before not in words["determiners"] and not (
        before in words["adverbs"] and further in words["determiners"]
    )


def _is_initial(tokens: Tokens, index: int, words: dict[str, Any]) -> bool:
    """Say whether a full stop stands after an initial or a short title and not at a sentence's end."""
    if not index or tokens.word(index) != ".":
        return False
    before = tokens.word(index - 1)
    return before[0].isupper() and len(before) <= words["initial-length"]


def _word(tokens: Tokens, index: int) -> str:
    return tokens.word(index).lower() if 0 <= index < len(tokens.starts) else ""


def is_said(first: int, tokens: Tokens, words: dict[str, Any]) -> bool:
    """Say whether a verb of saying stands right before a token, so that the time is that of the saying."""
    for index in range(first - 1, max(first - 1 - words["near"], -1), -1):
        word = _word(tokens, index)
        if word in words["saying"] or word in words["said-breaks"]:
            return word in words["saying"]
    return False


def likeliest(days_ahead: list[int], tense: Tense, words: dict[str, Any]) -> int:
    """Return which of several distances in days is meant: the nearest, those against the tense counted as farther.

    Args:
        days_ahead: distances of the candidates from the dateline; negative ones lie in the past.
        tense: what the words around tell.
        words: the YAML's `tense`.
    """

    def cost(days: int) -> float:
        if days < 0:
            return -days * float(words["against-future"] if tense == "future" else 1)
        return days * float({"past": words["against-past"], "future": 1}.get(tense, words["against-habit"]))

    return min(days_ahead, key=cost)
