"""Words of time and their classes, read from a language's `times.yaml`; texts cut into tokens.

A token's classes are packed into one character, so that a text becomes a string with one character
a token and grammar rules are plain regular expressions over that string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

PLAIN: Final = "."
"""The character of a token that no rule speaks of."""

_FIRST: Final = 0xE000
_TOKEN: Final = re.compile(
    r"""
    (?P<blank> \n[ \t\r]*\n )
  | (?P<stamp> [0-9]{4}-[0-9]{2}-[0-9]{2} (?: T[0-9]{2}:?[0-9]{2}(?::?[0-9]{2})? )? (?![0-9-]) )
  | (?P<slashed> [0-9]{1,2}(?P<_mark>[/.])[0-9]{1,2}(?P=_mark)(?:[0-9]{4}|[0-9]{2}) (?![0-9/]) )
  | (?P<clock> [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? (?![0-9:]) )
  | (?P<decade> ['’]?[0-9]{2}(?:[0-9]{2})?['’]?s\b )
  | (?P<ordinal> [0-9]{1,2}(?:st|nd|rd|th)\b )
  | (?P<number> [0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)? )
  | (?P<meridiem> [ap]\.\ ?m\b\.? | [ap]m\b )
  | (?P<apostrophe> ['’](?:s\b)? )
  | o['’]clock\b
  | [^\W\d_]+
  | [^\w\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(slots=True)
class Tokens:
    """A text cut into tokens.

    Attributes:
        text: the text.
        starts: offset of each token.
        ends: offset after each token.
        shape: one character a token, which stands for its classes.
    """

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    shape: str = ""

    def word(self, index: int) -> str:
        """Return a token as written."""
        return self.text[self.starts[index] : self.ends[index]]


class Lexicon:
    """Classes of words, and the values that words have in them.

    Args:
        data: the parsed YAML of a language: `words` maps a class to its words, with or without values;
            `capitalised` lists words that count only with a capital.
        literals: words that rules name outright; each is a class of its own.
    """

    def __init__(self, data: Mapping[str, Any], literals: Iterable[str]) -> None:
        self.data = data
        self._values: dict[str, dict[str, Any]] = {}
        classes: dict[str, set[str]] = {}
        for name, words in data["words"].items():
            entries = words if isinstance(words, dict) else dict.fromkeys(words, True)
            self._values[name] = {str(word): value for word, value in entries.items()}
            for word in self._values[name]:
                classes.setdefault(word, set()).add(name)
        for word in literals:
            classes.setdefault(word, set()).add(f"={word}")
        self._capitalised = frozenset(data["capitalised"])
        self._signatures: dict[frozenset[str], str] = {frozenset(): PLAIN}
        self._chars = {word: self._char(names) for word, names in classes.items()}
        for shape in _number_shapes():
            self._char(shape)

    def _char(self, names: Iterable[str]) -> str:
        return self._signatures.setdefault(frozenset(names), chr(_FIRST + len(self._signatures)))

    def value(self, name: str, word: str) -> Any:  # noqa: ANN401 - what a YAML file gives
        """Return the value of a word in a class; None where the class does not have the word."""
        return self._values.get(name, {}).get(word)

    def table(self, name: str) -> Mapping[str, Any]:
        """Return the words of a class with their values."""
        return self._values[name]

    def set_of(self, name: str) -> str:
        """Return the characters whose tokens are of a class, as the inside of a regular expression's set.

        Raises:
            KeyError: if no word has the class.
        """
        chars = "".join(char for names, char in self._signatures.items() if name in names)
        if not chars:
            raise KeyError(name)
        return chars

    def cut(self, text: str) -> Tokens:
        """Return the text's tokens with their shape."""
        tokens = Tokens(text)
        starts, ends, shape = tokens.starts.append, tokens.ends.append, []
        chars = self._chars
        for match in _TOKEN.finditer(text):
            word = match.group()
            starts(match.start())
            ends(match.end())
            char = chars.get(word.lower(), PLAIN)
            if match.lastgroup:
                char = self._signatures[_classes_of(match.lastgroup, word)] if char == PLAIN else char
            elif char != PLAIN and word.islower() and word in self._capitalised:
                char = PLAIN
            shape.append(char)
        tokens.shape = "".join(shape)
        return tokens


def _classes_of(kind: str, word: str) -> frozenset[str]:
    if kind == "ordinal":
        return frozenset({"ordinal", "day"} if 1 <= int(word[:-2]) <= 31 else {"ordinal"})
    if kind != "number":
        return frozenset({kind})
    digits = word.replace(",", "")
    return _number_classes(len(digits), int(digits) if digits.isdigit() and len(digits) <= 4 else -1, "," in word)


@cache
def _number_classes(length: int, value: int, has_comma: bool) -> frozenset[str]:  # noqa: FBT001
    names = {"number"}
    if value >= 0 and not has_comma:
        names |= {"integer"}
        if length <= 2:
            names |= {"two-digits"} if length == 2 else set()
            names |= {"day"} if 1 <= value <= 31 else set()
            names |= {"hour"} if value <= 24 else set()
        elif length == 4 and 1000 <= value < 2100:
            names |= {"year"} if 1800 <= value < 2050 else {"old-year"}
        elif length == 3 and value >= 100:
            names |= {"three-digits"}
    return frozenset(names)


def _number_shapes() -> set[frozenset[str]]:
    shapes = {_number_classes(len(str(n)), n, False) for n in range(2200)}
    shapes |= {_number_classes(2, n, False) for n in range(10)} | {_number_classes(4, n, False) for n in range(5)}
    shapes |= {_number_classes(9, -1, False), _number_classes(4, 9999, False), _number_classes(4, 1500, True)}
    kinds = ("blank", "stamp", "slashed", "clock", "decade", "ordinal", "meridiem", "apostrophe")
    return shapes | {frozenset({kind}) for kind in kinds} | {frozenset({"ordinal", "day"})}


@cache
def language_data(language: str = "en") -> dict[str, Any]:
    """Return the parsed `times.yaml` of a language."""
    text = files(f"whoholds.reading.languages.{language}").joinpath("times.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
