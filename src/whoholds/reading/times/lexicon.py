"""Words of time and their classes, read from a language's `times.yaml`; texts cut into tokens.

A token's classes are packed into one character, so that a text becomes a string with one character
a token and grammar rules are plain regular expressions over that string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, Final

import yaml

PLAIN: Final = "."
"""The character of a token that no rule speaks of."""

_DAYS: Final = range(1, 32)
_FIRST: Final = 0xE000
_MOST_SEEN: Final = 50_000
"""How many words are remembered with their characters: the common ones, in few megabytes."""

_KINDS: Final = {
    "blank": r"\n[ \t\r]*\n",
    "stamp": r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2}|/[0-9]{2}/[0-9]{2})(?:T[0-9]{2}:?[0-9]{2}(?::?[0-9]{2})?)?(?![0-9-])",
    "slashed": r"[0-9]{1,2}(?:/[0-9]{1,2}/|-[0-9]{1,2}-|\.[0-9]{1,2}\.)(?:[0-9]{4}|[0-9]{2})(?![0-9/-])",
    "clock": r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])",
    "decade": r"['’]?[0-9]{2}(?:[0-9]{2})?['’]?s\b",
    "ordinal": r"[0-9]{1,2}(?:st|nd|rd|th)\b",
    "number": r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?",
    "meridiem": r"[ap]\.\ ?m\b\.?|[ap]m\b",
    "apostrophe": r"['’](?:s\b)?",
}
"""Shapes of tokens that are no words, in the order in which they are tried. Each is known from itself alone."""

_WORDS: Final = r"o['’]clock\b|[^\W\d_]+|[^\w\s]"
_TOKEN: Final = re.compile("|".join(["(" + "|".join(_KINDS.values()), _WORDS + ")"]), re.IGNORECASE)
_KIND: Final = re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in _KINDS.items()), re.IGNORECASE)
_DOTTED: Final = re.compile(r"[0-9]{1,2}\.[0-9]{2}")


@dataclass(slots=True)
class Tokens:
    """A text cut into tokens.

    Attributes:
        text: the text.
        words: each token as written.
        starts: offset of each token.
        ends: offset after each token.
        shape: one character a token, which stands for its classes.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    shape: str

    def word(self, index: int) -> str:
        """Return a token as written."""
        return self.words[index]

    def after(self, index: int, count: int) -> range:
        """Return the indexes of the next `count` tokens, fewer at the text's end."""
        return range(index + 1, min(index + 1 + count, len(self.starts)))


class Lexicon:
    """Classes of words, and the values that words have in them.

    Args:
        data: the parsed YAML of a language: `words` maps a class to its words, with or without values;
            `capitalised` lists words that count only with a capital.
        literals: words that rules name outright; each is a class of its own.
    """

    def __init__(self, data: Mapping[str, Any], literals: Iterable[str]) -> None:
        self.data = {name: _with_sets(part) for name, part in data.items()}
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
        self._seen = _Remembered(self._char_of)
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
        pieces = _TOKEN.split(text)  # what lies between tokens and the tokens in turn
        bounds = list(accumulate(map(len, pieces)))
        words = pieces[1::2]
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        return Tokens(text, words, bounds[:-1:2], bounds[1::2], "".join(map(self._seen.__getitem__, words)))

    def _char_of(self, word: str) -> str:
        """Return the character of a token as written."""
        char = self._chars.get(word.lower(), PLAIN)
        match = None if word.isalpha() and len(word) > len("pm") else _KIND.fullmatch(word)
        kind = match.lastgroup if match else None
        if kind and char == PLAIN:
            char = self._signatures[_classes_of(kind, word)]
        elif not kind and word.islower() and word in self._capitalised:
            char = PLAIN
        return char


class _Remembered(dict[str, str]):
    """Characters of the words met so far; what is not there is asked for once."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> str:
        self[word] = char = self._ask(word)
        return char


def _with_sets(part: Any) -> Any:  # noqa: ANN401 - what a YAML file gives
    """Return a table of the YAML with its lists of words as sets, in which each token is looked up."""
    if not isinstance(part, dict):
        return part
    is_words = {
        name: isinstance(entry, list) and all(isinstance(word, str) for word in entry)
        for name, entry in part.items()
    }
    return {name: frozenset(entry) if is_words[name] else entry for name, entry in part.items()}


def _classes_of(kind: str, word: str) -> frozenset[str]:
    if kind == "ordinal":
        return frozenset({"ordinal", "day"} if int(word[:-2]) in _DAYS else {"ordinal"})
    if kind != "number":
        return frozenset({kind})
    return _number_classes(word)


_RANGES: Final = (
    ("day", range(1, 3), range(1, 32)),
    ("hour", range(1, 3), range(25)),
    ("year", range(4, 5), range(1800, 2050)),
    ("old-year", range(4, 5), range(1000, 1800)),
    ("four-digits", range(4, 5), range(2400)),
)
"""Classes of bare digits: how many digits, and what they may amount to."""


def _number_classes(word: str) -> frozenset[str]:
    names = {
        name for name, lengths, values in _RANGES if len(word) in lengths and word.isdigit() and int(word) in values
    }
    dotted = {"dotted"} if _DOTTED.fullmatch(word) else set()
    return frozenset(names | dotted | {"number"})


def _number_shapes() -> set[frozenset[str]]:
    kinds = ("blank", "stamp", "slashed", "clock", "decade", "ordinal", "meridiem", "apostrophe")
    samples = ("0", "5", "24", "28", "31", "99", "999", "0735", "1500", "1999", "2049", "2399", "9999", "9.30")
    shapes = {_number_classes(sample) for sample in samples}
    return shapes | {frozenset({kind}) for kind in kinds} | {frozenset({"ordinal", "day"})}


@cache
def language_data(language: str = "en") -> dict[str, Any]:
    """Return the parsed `times.yaml` of a language."""
    text = files(f"whoholds.reading.languages.{language}").joinpath("times.yaml").read_text("utf-8")
    has_fast_loader = yaml.__with_libyaml__  # ten times as fast, and half of what the first call costs
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader) if has_fast_loader else yaml.safe_load(text)
    return data
