"""How alike two folded names are, for slips and for vowels that nobody writes alike.

The cut-off was chosen by measurement (`bench/spellings.py`, figures in docs/methods/names.md).
"""

from __future__ import annotations

from collections.abc import Collection

FUZZY_CUTOFF = 92.0
"""No likeness below it is offered."""

FUZZY_SHARE = 0.92
"""A likeness of 100 that is still a guess scores this; lower ones in proportion."""

FUZZY_MIN_LETTERS = 5
"""Shorter names have too many neighbours one letter away."""

_SURELY_BELOW = 20.0
"""How far the likeness of all letters may lie below the mean with that of the consonants."""

_VOWELS = str.maketrans("", "", "aeiouyw")


def likeness(key: str, other: str) -> float:
    """Return how alike two folded names are, 0 to 100: all letters count half, its consonants half.

    A vowel that differs ("zalingai", "zalengai") counts less than a consonant ("sarmada", "samad").
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - heavy, and most names need no guess

    return (fuzz.ratio(key, other) + fuzz.ratio(consonants(key), consonants(other))) / 2


def consonants(key: str) -> str:
    """Return the first letter of a folded name and the consonants after it.

    >>> consonants("zalingai")
    'zlng'
    """
    return key[:1] + key[1:].translate(_VOWELS)


def alike(
    key: str, others: Collection[str], *, cutoff: float = FUZZY_CUTOFF, limit: int = 10
) -> list[tuple[str, float]]:
    """Return the names among `others` for which `key` may be a slip, with their likeness, the likest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - heavy, and most names need no guess

    near = process.extract(key, others, scorer=fuzz.ratio, score_cutoff=cutoff - _SURELY_BELOW, limit=None)
    found = [(other, likeness(key, other)) for other, _, _ in near if may_be_misspelt(key, other)]
    return sorted((pair for pair in found if pair[1] >= cutoff), key=lambda pair: -pair[1])[:limit]


def goes_on(key: str, name: str) -> bool:
    """Return whether a folded name is another one and more: "mosulia" is no slip for "mosul"."""
    return len(name) >= FUZZY_MIN_LETTERS and key != name and key.startswith(name)


def may_be_misspelt(key: str, other: str) -> bool:
    """Return whether one name may be a slip for the other.

    Names that go on where the other stops are two names (Pokrovsk and Pokrovske, Tartu and Tartus), and
    few slips touch the first letter.
    """
    if key[:1] != other[:1] or len(other) < FUZZY_MIN_LETTERS:
        return False
    return not (goes_on(key, other) or other.startswith(key)) or key == other
