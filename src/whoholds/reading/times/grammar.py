"""Rules of the time grammar: patterns over token classes, read from YAML and run over a text's shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from whoholds.reading.times.lexicon import PLAIN, Lexicon, Tokens, language_data

_ELEMENT: Final = re.compile(
    r"""
    \{(?P<class>[a-z-]+)(?::(?P<name>[a-z]+))?\}      # {month} or {month:month}: a token of a class
  | <(?P<macro>[a-z-]+)(?::(?P<as>[a-z]+))?>          # <count> or <count:count>: a macro
  | \[after\ (?P<behind>[a-z-]+)\]                    # the token before is of a class
  | \[unless\ (?P<unless>[a-z-]+)\]                   # the next token is not of a class
  | \[before\ (?P<ahead>[a-z-]+)\]                    # the next token is of a class, or there is none
  | (?P<operator>[()|?])
  | (?P<word>[^\s(){}<>|?\[\]:]+)(?::(?P<called>[a-z]+))?   # a word, as it is, or word:name
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar.

    Attributes:
        name: its name.
        means: name of the function that reads what it found.
        pattern: over the shape of a text.
        facts: what the YAML says beside the pattern, for that function.
    """

    name: str
    means: str
    pattern: re.Pattern[str]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens that a rule matched.

    Attributes:
        rule: the rule.
        tokens: the text's tokens.
        first: index of the first token.
        last: index of the last.
        parts: index ranges (first, after the last) of the named parts that are there.
        lexicon: the words' values.
    """

    rule: Rule
    tokens: Tokens
    first: int
    last: int
    parts: Mapping[str, tuple[int, int]]
    lexicon: Lexicon

    def has(self, part: str) -> bool:
        """Say whether a named part was found."""
        return part in self.parts

    def words(self, part: str) -> list[str]:
        """Return the lower-case tokens of a named part, empty where it was not found."""
        first, after = self.parts.get(part, (0, 0))
        return [self.tokens.word(index).lower() for index in range(first, after)]

    def word(self, part: str) -> str:
        """Return the first token of a named part in lower case, empty where it was not found."""
        words = self.words(part)
        return words[0] if words else ""

    def value(self, part: str, word_class: str = "") -> Any:  # noqa: ANN401 - what the YAML holds
        """Return the lexicon's value of a part's first word, in the class of the same name by default."""
        return self.lexicon.value(word_class or part, self.word(part))

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens.starts[self.first]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens.ends[self.last]

    @property
    def text(self) -> str:
        """The words."""
        return self.tokens.text[self.start : self.end]


class Grammar:
    """The compiled rules of a language.

    Args:
        data: the parsed YAML: `words`, `capitalised`, `core`, `macros`, `rules`.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._macros: dict[str, str] = data["macros"]
        patterns = [*self._macros.values(), *(rule["find"] for rule in data["rules"])]
        self.lexicon = Lexicon(data, {m["word"] for p in patterns for m in _ELEMENT.finditer(p) if m["word"]})
        self.rules = [self._rule(rule) for rule in data["rules"]]
        self._core = re.compile("[" + "".join(self.lexicon.set_of(name) for name in data["core"]) + "]")
        self._first: dict[str, list[Rule]] = {}

    def _rule(self, facts: Mapping[str, Any]) -> Rule:
        pattern = re.compile(_with_own_names(self._compiled(facts["find"])))
        return Rule(facts["rule"], facts["means"], pattern, facts)

    def _compiled(self, pattern: str) -> str:
        at = 0
        pieces: list[str] = []
        for match in _ELEMENT.finditer(pattern):
            if pattern[at : match.start()].strip():
                raise ValueError(pattern)
            at = match.end()
            pieces.append(self._piece(match))
        return "".join(pieces)

    def _piece(self, match: re.Match[str]) -> str:
        if match["class"]:
            inner, name = f"[{self.lexicon.set_of(match['class'])}]", match["name"]
        elif match["macro"]:
            inner, name = f"(?:{self._compiled(self._macros[match['macro']])})", match["as"]
        elif match["word"]:
            inner, name = f"[{self.lexicon.set_of('=' + match['word'])}]", match["called"]
        elif match["behind"]:
            return f"(?<=[{self.lexicon.set_of(match['behind'])}])"
        elif match["unless"]:
            return f"(?![{self.lexicon.set_of(match['unless'])}])"
        elif match["ahead"]:
            return f"(?![^{self.lexicon.set_of(match['ahead'])}])"
        else:
            return "(?:" if match["operator"] == "(" else match["operator"]
        return f"(?P<{name}>{inner})" if name else inner

    def _rules_for(self, char: str) -> list[Rule]:
        """Return the rules that can start with a token of this character, found out once a character."""
        if char not in self._first:
            self._first[char] = [rule for rule in self.rules if _may_start(rule.pattern, char)]
        return self._first[char]

    def search(self, tokens: Tokens) -> Iterator[Found]:
        """Yield the matches in order: at each place the longest, of equal ones the first rule's."""
        shape, at = tokens.shape, 0
        while core := self._core.search(shape, at):
            start = shape.rfind(PLAIN, at, core.start()) + 1 or at
            at = shape.find(PLAIN, core.end())
            at = len(shape) if at < 0 else at
            yield from self._search_run(tokens, start, at)

    def _search_run(self, tokens: Tokens, at: int, end: int) -> Iterator[Found]:
        shape = tokens.shape
        while at < end:
            best, best_rule = None, None
            for rule in self._rules_for(shape[at]):
                match = rule.pattern.match(shape, at)
                if match and (best is None or match.end() > best.end()):
                    best, best_rule = match, rule
            if best is None or best_rule is None or best.end() == at:
                at += 1
                continue
            yield self._found(best_rule, best, tokens)
            at = best.end()

    def _found(self, rule: Rule, match: re.Match[str], tokens: Tokens) -> Found:
        names = rule.pattern.groupindex
        parts = {name.partition("_")[0]: match.span(name) for name in names if match.start(name) >= 0}
        return Found(rule, tokens, match.start(), match.end() - 1, parts, self.lexicon)


def _with_own_names(pattern: str) -> str:
    """Return the pattern with each further group of one name numbered: day, day_2, ..."""
    seen: Counter[str] = Counter()

    def numbered(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return f"(?P<{match[1]}_{seen[match[1]]}>" if seen[match[1]] > 1 else match[0]

    return re.sub(r"\(\?P<([a-z]+)>", numbered, pattern)


def _may_start(pattern: re.Pattern[str], char: str) -> bool:
    """Say whether a match can start with `char`: read from the pattern's own first set."""
    return char in _first_set(pattern.pattern)


@cache
def _first_set(pattern: str) -> frozenset[str]:
    """Return the characters with which a match of a compiled rule can start."""
    chars, _ = _first_of(pattern, 0)
    return frozenset(chars)


def _first_of(pattern: str, at: int) -> tuple[set[str], int]:
    """Read alternatives up to the closing bracket; return their first characters and where reading stopped."""
    firsts: set[str] = set()
    is_open = True
    while at < len(pattern):
        char = pattern[at]
        if char == ")":
            return (firsts | {""} if is_open else firsts), at + 1
        if char == "|":
            firsts |= {""} if is_open else set()
            is_open, at = True, at + 1
            continue
        item, at = _item(pattern, at)
        if at < len(pattern) and pattern[at] == "?":
            item, at = item | {""}, at + 1
        if is_open:
            firsts |= item - {""}
            is_open = "" in item
    return firsts, at


def _item(pattern: str, at: int) -> tuple[set[str], int]:
    if pattern[at] == "[":
        close = pattern.index("]", at)
        return set(pattern[at + 1 : close]), close + 1
    if pattern.startswith(("(?<=", "(?!"), at):
        return {""}, pattern.index("])", at) + 2
    opening = pattern.index(">", at) + 1 if pattern.startswith("(?P<", at) else at + 3
    return _first_of(pattern, opening)


@cache
def grammar(language: str = "en") -> Grammar:
    """Return a language's grammar, compiled once a process."""
    return Grammar(language_data(language))
