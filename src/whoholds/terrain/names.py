"""Names brought together: one key for the many spellings of a place, without joining different places.

The rules are those of the spellings met in English reports: Arabic articles, doubled letters and diphthongs,
competing romanisations of Ukrainian and Russian, marks and apostrophes of every kind. Vowels that tell towns
apart stay apart (Hama is not Homs, Oman not Uman); what rules cannot join without harm is left to the other
names that the gazetteers carry, and to fuzzy matching. The words are in `names.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

_MARKS = "\u0027\u2018\u2019\u02bb-\u02bf\u0060\u00b4\u2032\u055a\u2035\u201b"
_APOSTROPHES = re.compile(rf"(?<=\w)[{_MARKS}]|[{_MARKS}](?=\w)")
_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
_NOT_WORD = re.compile(r"[\W_]+")
_LATIN_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("q", "k"),
        ("ck", "k"),
        ("dj", "j"),
        ("tch", "ch"),
        ("dh", "z"),
        ("zhzh", "zh"),
        ("shsh", "sh"),
        ("khkh", "kh"),
        ("thth", "th"),
        ("oo|ou", "u"),
        ("ee", "i"),
        (r"eh\b", "a"),
        (r"(?<=[aeiou])h\b", ""),
        (r"(?<=[^aeiou ])uw(?=[aeiou])", "w"),
        (r"(?<=[^aeiouy ])y(?=[aeiou])", "i"),
        (r"iy(?=[aeiou])", "i"),
        (r"[ae]i|[ae]y(?![aeiou])", "ai"),
        (r"iy|yi|yy", "i"),
        (r"(?<=[^aeiou ])y\b", "i"),
        (r"(\w)\1", r"\1"),
    )
)
_ANY_RULE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _LATIN_RULES))
"""Whether any rule applies; its one numbered group is that of the last rule."""


@cache
def _data() -> dict[str, Any]:
    text = files("whoholds.terrain").joinpath("names.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def _letters() -> tuple[dict[int, str], dict[int, str], frozenset[str]]:
    data = _data()
    common = str.maketrans({**data["letters"], **data["cyrillic"], **data["arabic"]})
    ukrainian = str.maketrans(data["ukrainian"])
    return common, ukrainian, frozenset(data["ukrainian_letters"])


@cache
def _words() -> dict[str, str]:
    return {_by_rules(_romanised(form)): word for word, forms in _data()["words"].items() for form in forms}


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Return the key that spellings of one name share; folding a key leaves it as it is.

    Words stay apart by single spaces, and the Arabic article becomes "al" whatever it is assimilated to.

    >>> fold("Ar-Raqqah") == fold("al Raqqa")
    True
    >>> fold("Khan Sheikhoun") == fold("Khān Shaykhūn")
    True
    >>> fold("Hama") == fold("Homs")
    False
    """
    words = [_folded_word(word) for word in _NOT_WORD.sub(" ", _romanised(name)).split()]
    return " ".join(_with_plain_article(words) if len(words) > 1 else words)


@lru_cache(maxsize=200_000)
def _folded_word(word: str) -> str:
    while (folded := _fold_once(word)) != word:
        word = folded
    return word


def _fold_once(word: str) -> str:
    if not word.isascii():
        word = "".join(_NOT_WORD.sub(" ", _romanised(word)).split())
    word = _by_rules(word)
    return _words().get(word, word)


def _by_rules(word: str) -> str:
    if not _ANY_RULE.search(word):
        return word
    for pattern, to in _LATIN_RULES:
        word = pattern.sub(to, word)
    return word


def _romanised(name: str) -> str:
    name = _INITIALS.sub(r"\1", name)
    if name.isascii():
        return _APOSTROPHES.sub("", name.lower())
    text = unicodedata.normalize("NFKC", name).casefold()
    text = _APOSTROPHES.sub("", text)
    common, ukrainian, marks = _letters()
    if not marks.isdisjoint(text):
        text = text.translate(ukrainian)
    text = unicodedata.normalize("NFKD", text.translate(common))
    return "".join(c for c in text if not unicodedata.combining(c)).translate(common)


def _with_plain_article(words: list[str]) -> list[str]:
    plain, assimilated = _article()
    last = len(words) - 1
    return [
        "al" if i < last and (word in plain or words[i + 1].startswith(assimilated.get(word, "\0"))) else word
        for i, word in enumerate(words)
    ]


@cache
def _article() -> tuple[frozenset[str], dict[str, str]]:
    article = _data()["article"]
    return frozenset(article["plain"]), article["assimilated"]


def without_article(key: str) -> str:
    """Return a folded name without its Arabic articles; a last word stays whatever it is."""
    if "al " not in key:
        return key
    words = key.split()
    return " ".join(word for i, word in enumerate(words) if word != "al" or i == len(words) - 1)


class Head(NamedTuple):
    """A name without the words around it, and the kind of thing those words say."""

    name: str
    kind: str


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = [(form, kind) for kind, forms in _data()["heads"].items() for form in forms]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return tuple(
        (re.compile("(.+)".join(map(re.escape, form.split("{}"))), re.IGNORECASE), kind) for form, kind in pairs
    )


@lru_cache(maxsize=50_000)
def head_of(name: str) -> Head:
    """Return a name without the generic words around it, and the kind they tell ("" where none).

    >>> head_of("the village of Sarmada")
    Head(name='Sarmada', kind='village')
    >>> head_of("Homs province")
    Head(name='Homs', kind='region')
    """
    name = " ".join(name.split())
    kind = ""
    for _ in range(3):
        found = next(((m, k) for pattern, k in _heads() if (m := pattern.fullmatch(name))), None)
        if found is None:
            break
        name, kind = found[0].group(1), kind or found[1]
    return Head(name, kind)


def bare(name: str) -> str:
    """Return the folded name without generic heads and Arabic articles: the loosest key that is no guess.

    >>> bare("the city of Al-Qusayr") == bare("Qusair")
    True
    """
    return without_article(fold(head_of(name).name))
