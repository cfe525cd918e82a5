"""A mention of a side taken apart: names, adjectives and the words between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_TOKEN = re.compile(r"\w+(?:[.]\w\b)*(?:['\u2019\u2018\u02bc](?!s\b)\w+)*|['\u2019]s?(?=\W|$)|[-\u2010-\u2013]")
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013")
_MARKS = str.maketrans("", "", "'\u2019\u2018\u02bc\u02bf\u02be`.")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a phrase.

    Attributes:
        text: as written.
        key: folded for comparison.
        has_hyphen: a hyphen follows.
        is_owner: a possessive 's or ' follows.
    """

    text: str
    key: str
    has_hyphen: bool = False
    is_owner: bool = False


@cache
def nouns() -> dict[str, frozenset[str]]:
    """Return the lists of `nouns.yaml`, each as a set of lower-case words."""
    text = files("whoholds.actors").joinpath("nouns.yaml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in yaml.safe_load(text).items()}


@lru_cache(maxsize=50_000)
def tokens(words: str) -> tuple[Token, ...]:
    """Return the words of a phrase; hyphens and possessives become marks on the word before them."""
    found: list[Token] = []
    for text in _TOKEN.findall(words):
        if text in _HYPHENS:
            if found:
                found[-1] = Token(found[-1].text, found[-1].key, has_hyphen=True, is_owner=found[-1].is_owner)
        elif text[0] in "'\u2019":
            if found:
                found[-1] = Token(found[-1].text, found[-1].key, is_owner=True)
        else:
            found.append(Token(text, word_key(text)))
    return tuple(found)


def word_key(word: str) -> str:
    """Return a word in lower case without accents, apostrophes and dots."""
    text = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in text if not unicodedata.combining(c)).translate(_MARKS)


def phrase_key(words: str) -> tuple[str, ...]:
    """Return the keys of a phrase's words, without a leading article."""
    keys = tuple(token.key for token in tokens(words))
    return keys[1:] if len(keys) > 1 and keys[0] == "the" else keys


def is_abbreviation(spelling: str) -> bool:
    """Return whether a spelling is capitals and digits only, so that its case must be matched."""
    letters = spelling.replace(".", "").replace("-", "").replace(" ", "").replace("/", "")
    return 1 < len(letters) <= 8 and letters.isupper() and letters.isascii()  # noqa: PLR2004 - one letter is no name
