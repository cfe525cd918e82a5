"""Which actors a mention names, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whoholds.actors.phrase import Token, is_abbreviation, nouns, phrase_key, tokens

if TYPE_CHECKING:
    from whoholds.actors.register import Actor

Sort = Literal["name", "person", "capital", "adjective"]
Match = tuple[str, float, str]

WHOLE = {"name": 1.0, "person": 0.92, "capital": 0.85, "adjective": 0.6}
"""Scores where the mention is the spelling and nothing else."""

INSIDE = {"name": 0.94, "person": 0.88, "capital": 0.7, "adjective": 0.5}
"""Scores where other words stand around the spelling."""

WITH_STATE_NOUN = 0.93
SEAT = 0.86
LEADER = 0.85
SHORT_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    actor: str
    sort: Sort
    spelling: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """A spelling found in a phrase, from word `first` to before word `end`."""

    first: int
    end: int
    entries: tuple[_Entry, ...]


class Lexicon:
    """The spellings of all actors by their folded words.

    Args:
        actors: the actors.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._table: dict[tuple[str, ...], list[_Entry]] = {}
        for actor in actors:
            for spelling, sort in _spellings(actor):
                key = phrase_key(spelling)
                if key:
                    self._table.setdefault(key, []).append(_Entry(actor.id, sort, spelling))
        self._longest = max(map(len, self._table), default=0)

    def matches(self, words: str) -> list[Match]:
        """Return (actor id, score, how), best first, one line an actor."""
        phrase = _without_article(tokens(words))
        whole = self._entries(phrase)
        found: list[Match] = [(e.actor, WHOLE[e.sort], e.sort) for e in whole if e.sort != "adjective"]
        found = found or self._inside(phrase) or [(e.actor, WHOLE[e.sort], e.sort) for e in whole]
        best: dict[str, Match] = {}
        for match in sorted(found, key=lambda m: -m[1]):
            best.setdefault(match[0], match)
        return list(best.values())

    def _entries(self, phrase: tuple[Token, ...]) -> list[_Entry]:
        entries = self._table.get(tuple(token.key for token in phrase), ())
        written = " ".join(token.text for token in phrase)
        return [e for e in entries if _case_fits(e.spelling, written)]

    def _hits(self, phrase: tuple[Token, ...]) -> Iterator[_Hit]:
        at = 0
        while at < len(phrase):
            for size in range(min(self._longest, len(phrase) - at), 0, -1):
                entries = self._entries(phrase[at : at + size])
                if entries:
                    yield _Hit(at, at + size, tuple(entries))
                    at += size - 1
                    break
            at += 1

    def _inside(self, phrase: tuple[Token, ...]) -> list[Match]:
        bound: list[Match] = []
        plain: list[Match] = []
        stop = _cut(phrase)
        for hit in self._hits(phrase):
            if hit.first >= stop:
                bound += _seated(phrase, hit)
                continue
            found = _judge(phrase, hit)
            (bound if _is_bound(phrase, hit.first) else plain).extend(found)
        return _drop_owners(bound) or plain


def _drop_owners(bound: list[Match]) -> list[Match]:
    return [match for match in bound if match[2] != "adjective"] or bound


def _without_article(phrase: tuple[Token, ...]) -> tuple[Token, ...]:
    return phrase[1:] if len(phrase) > 1 and phrase[0].key in {"the", "a", "an"} else phrase


def _cut(phrase: tuple[Token, ...]) -> int:
    """Return the index of the word from which the phrase speaks of others or of where."""
    cuts = nouns()["cuts"] | {"in"}
    foreign = nouns()["foreign_binders"]
    for i, token in enumerate(phrase):
        if i and token.key in cuts:
            return i
        is_foreign = token.key in foreign and i + 1 < len(phrase) and phrase[i + 1].key in nouns()["binders"]
        if i and is_foreign:
            return i
    return len(phrase)


def _is_bound(phrase: tuple[Token, ...], first: int) -> bool:
    before = first - 1
    while before >= 0 and phrase[before].key in {"the", "a", "president", "general", "group", "gen"}:
        before -= 1
    return before > 0 and phrase[before].key in nouns()["binders"]


def _seated(phrase: tuple[Token, ...], hit: _Hit) -> list[Match]:
    """The government "in Damascus": a capital after "in", with a seat of power before it."""
    if hit.first < 2 or phrase[hit.first - 1].key != "in":  # noqa: PLR2004 - a seat and "in"
        return []
    if phrase[hit.first - 2].key not in nouns()["seats"]:
        return []
    return [(e.actor, SEAT, "seat") for e in hit.entries if e.sort == "capital"]


def _judge(phrase: tuple[Token, ...], hit: _Hit) -> list[Match]:
    last = phrase[hit.end - 1]
    after = phrase[hit.end].key if hit.end < len(phrase) else ""
    if hit.first and phrase[hit.first - 1].key in nouns()["prefixes"]:
        return []
    if after in nouns()["dependent"] and (last.has_hyphen or hit.end + 1 < len(phrase)):
        return []
    if after in nouns()["leading"]:
        return [(e.actor, LEADER, "leader") for e in hit.entries]
    return [match for entry in hit.entries if (match := _weigh(phrase, hit, entry))]


def _weigh(phrase: tuple[Token, ...], hit: _Hit, entry: _Entry) -> Match | None:
    is_owner = phrase[hit.end - 1].is_owner
    following = [token.key for token in phrase[hit.end :]]
    head = _head(following)
    if entry.sort == "adjective" or is_owner or entry.sort == "capital":
        if head in nouns()["state_nouns"]:
            return entry.actor, WITH_STATE_NOUN, f"{entry.sort} and noun"
        if head in nouns()["other_nouns"] or (is_owner and following):
            return None
    return entry.actor, INSIDE[entry.sort], entry.sort


def _head(following: list[str]) -> str:
    """Return the first word after a name that is a known head noun, else the word after it."""
    binders = nouns()["binders"]
    for word in following:
        if word in binders:
            break
        if word in nouns()["other_nouns"] or word in nouns()["state_nouns"]:
            return word
    return following[0] if following else ""


def _case_fits(spelling: str, written: str) -> bool:
    if not is_abbreviation(spelling):
        return written[:1].isupper() or not spelling[:1].isupper() or not written.isascii()
    letters = [c for c in written if c.isalpha()]
    if len(letters) <= SHORT_ABBREVIATION:
        return all(c.isupper() for c in letters)
    return bool(letters) and letters[0].isupper()


def _spellings(actor: Actor) -> Iterator[tuple[str, Sort]]:
    yield actor.name, "name"
    for spellings in actor.names.values():
        for spelling in spellings:
            yield spelling, "name"
    sorts: Mapping[Sort, tuple[str, ...]] = {
        "person": actor.people,
        "capital": actor.capitals,
        "adjective": actor.adjectives,
    }
    for sort, words in sorts.items():
        for word in words:
            yield word, sort
