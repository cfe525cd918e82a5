"""Names brought together: one key for the many spellings of a place, without joining different places.

The rules are those of the spellings met in English reports: Arabic articles, doubled letters and diphthongs,
competing romanisations of Ukrainian and Russian, marks and apostrophes of every kind. Vowels that tell towns
apart stay apart (Hama is not Homs, Oman not Uman); what rules cannot join without harm is left to the other
names that the gazetteers carry, and to likeness. `bench/spellings.py` measures what each rule brings together, and
what it brings together wrongly. The words are in `names.yaml`.
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
    (needle, re.compile(pattern), to)
    for needle, pattern, to in (
        ("ou", r"\bou(?=[aei])", "w"),
        ("ye", r"\bye(?=[^aeiou\s]\w{2})", "e"),
        ("h", r"\bh(?=[ptk])", ""),
        ("e", r"(?<=\w\w[^aeiou])o[yi]?e\b", "e"),
        ("ae", r"ae\b", "e"),
        ("kph", "kph", "kp"),
        ("tz", "tz", "ts"),
        ("x", "x", "ks"),
        ("gh", r"gh(?=[aeiouylr])", "g"),
        ("q", "q", "k"),
        ("ck", "ck", "k"),
        ("dj", "dj", "j"),
        ("tch", "tch", "ch"),
        ("dh", "dh", "z"),
        ("zhzh", "zhzh", "zh"),
        ("shsh", "shsh", "sh"),
        ("khkh", "khkh", "kh"),
        ("thth", "thth", "th"),
        ("o", "oo|ou", "u"),
        ("ee", "ee", "i"),
        ("eh", r"eh\b", "a"),
        ("h", r"(?<=[aeiou])h\b", ""),
        ("uw", r"(?<=[^aeiou ])uw(?=[aeiou])", "w"),
        ("y", r"(?<=[^aeiouy ])y(?=[aeiou])", "i"),
        ("iy", r"iy(?=[aeiou])", "i"),
        ("i", r"[ae]i", "ai"),
        ("y", r"[ae]y(?![aeiou])", "ai"),
        ("y", r"iy|yi|yy", "i"),
        ("y", r"(?<=[^aeiou ])y\b", "i"),
        ("vka", r"(?<=\w\w)(?:a?ii?|ia?e|oi|e|o)vka\b", "ivka"),
        ("vka", r"g(?=\w*vka\b)", "h"),
        ("v", r"(?<=\w\w)[oe]v\b", "iv"),
        ("", r"(\w)\1", r"\1"),
    )
)
"""Letters that a word must have for a rule to be tried, the rule, and what it puts there; in order."""


@cache
def _data() -> dict[str, Any]:
    text = files("whoholds.terrain").joinpath("names.yaml").read_text("utf-8")
    loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - the safe loader, in C where there is one
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

    Words stay apart by single spaces, the Arabic article becomes "al" whatever it is assimilated to, and the
    Persian link between two words ("Pul-e Khumri") is left out.

    >>> fold("Ar-Raqqah") == fold("al Raqqa")
    True
    >>> fold("Khan Sheikhoun") == fold("Khān Shaykhūn")
    True
    >>> fold("Hama") == fold("Homs")
    False
    """
    words = [_folded_word(word) for word in _NOT_WORD.sub(" ", _romanised(name)).split()]
    if len(words) > 1:
        words = _with_plain_article(_without_links(words))
    return " ".join(words)


def _without_links(words: list[str]) -> list[str]:
    links, last = _links(), len(words) - 1
    return [word for i, word in enumerate(words) if i in {0, last} or word not in links]


@cache
def _links() -> frozenset[str]:
    return frozenset(_data()["links"])


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
    for needle, pattern, to in _LATIN_RULES:
        if needle in word:
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


def core(name: str) -> str:
    """Return the folded name without articles and spaces, generic words and all.

    >>> core("Ar-Raqqah") == core("raqqa"), core("Lashkar Gah") == core("Lashkargah")
    (True, True)
    """
    return without_article(fold(name)).replace(" ", "")


def joined_keys(name: str) -> list[str]:
    """Return the keys of a name written as one word, the plainest first: without spaces, and with its article.

    Only a name with an article of its own gets the keys with one, so that "Alraqqa" and "Assuwayda" are found, and
    "Alaska" is not taken for an article with "Aska".

    >>> joined_keys("Lashkar Gah") == joined_keys("Lashkargah")
    True
    >>> joined_keys("Alraqqa")[0] in joined_keys("Ar-Raqqah")
    True
    """
    key = fold(head_of(name).name)
    rest = without_article(key).replace(" ", "")
    if not key.startswith("al ") or len(rest) < SHORTEST_JOINED:
        return [rest] if rest else []
    return [rest, *(f"{article}{rest}" for article in _joined_articles(rest))]


def _joined_articles(rest: str) -> tuple[str, ...]:
    """Return what the article of a name becomes in one word with it, doubled letters being folded to one."""
    is_assimilated = f"a{rest[0]}" in _article()[1] and len(rest) > SHORTEST_JOINED + 1
    return ("al", "el", "a", "e") if is_assimilated else ("al", "el")


SHORTEST_JOINED = 3
"""Letters that a name must have for an article to be looked for in one word with it.

An assimilated one, whose doubled letter is folded away, needs two more: "Adana" is not "ad-Dana".
"""


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
