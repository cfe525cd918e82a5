"""Names of places whose languages are written in Cyrillic, romanised as English reports do.

A gazetteer's list of alternate names mixes languages without saying which is which. From it are taken the Cyrillic
spellings that Ukrainian and Russian letters can write; each is romanised by the rules of its language. The main
name is the official romanisation (Cabinet of Ministers of Ukraine, 27 January 2010, number 55) of the Ukrainian
spelling that is nearest to the gazetteer's own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

LEAST_LIKENESS = 78.0
"""Below this ratio no Ukrainian spelling is that of the gazetteer's own name, which then stands as it is."""

UKRAINIAN = re.compile(r"[А-ЩЬЮЯҐЄІЇ][А-ЩЬЮЯҐЄІЇа-щьюяґєії'’ʼ .-]*")
RUSSIAN = re.compile(r"[А-ЯЁ][А-ЯЁа-яё' .-]*")
ONLY_UKRAINIAN = re.compile("[ґєії'’ʼ]", re.IGNORECASE)
ONLY_RUSSIAN = re.compile("[ыэёъ]", re.IGNORECASE)
APOSTROPHES = re.compile("['’ʼ]")

ENDINGS = (
    ("івка", "овка"), ("ївка", "евка"), ("ське", "ское"), ("цьке", "цкое"), ("ине", "ино"), ("не", "ное"),
    ("ове", "ово"), ("еве", "ево"), ("єве", "ево"), ("ий", "ый"), ("ів", "ов"), ("їв", "ев"), ("ськ", "ск"),
    ("цьк", "цк"),
)  # fmt: skip
"""Ukrainian endings of place names, and those that the Russian name has."""

SHARED = {
    "б": "b", "в": "v", "д": "d", "ж": "zh", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ь": "", "а": "a",
}  # fmt: skip
FROM_UKRAINIAN = {
    **SHARED, "г": "h", "ґ": "g", "е": "e", "и": "y", "і": "i", "є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia",
}  # fmt: skip
ALSO_UKRAINIAN = {**FROM_UKRAINIAN, "є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
"""Letters as gazetteers of the BGN romanise them."""
FIRST_UKRAINIAN = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
FROM_RUSSIAN = {
    **SHARED, "г": "g", "е": "e", "ё": "yo", "и": "i", "й": "y", "ы": "y", "э": "e", "ю": "yu", "я": "ya", "ъ": "",
}  # fmt: skip


def from_ukrainian(name: str) -> str:
    """Return a Ukrainian name in Latin letters by the official rules.

    >>> from_ukrainian("Кам'янець-Подільський"), from_ukrainian("Єнакієве"), from_ukrainian("Згурівка")
    ('Kamianets-Podilskyi', 'Yenakiieve', 'Zghurivka')
    """
    bare = APOSTROPHES.sub("", name).replace("зг", "zgh").replace("Зг", "Zgh")
    return _romanised(bare, FROM_UKRAINIAN, FIRST_UKRAINIAN)


def from_russian(name: str) -> str:
    """Return a Russian name in Latin letters as agencies write it.

    >>> from_russian("Артёмовск"), from_russian("Красный Лиман"), from_russian("Авдеевка")
    ('Artyomovsk', 'Krasny Liman', 'Avdeevka')
    """
    plain = re.sub("(?<=[ыи])й(?![а-яё])", "", APOSTROPHES.sub("", name))
    return _romanised(plain, FROM_RUSSIAN, {"е": "ye"})


def russian_form(name: str) -> str:
    """Return the Russian name of a place by the ending of the Ukrainian one; "" where no rule is sure.

    Names with an і in the stem are left out: it stands for о, е or и.

    >>> russian_form("Троїцьке"), russian_form("Очеретине"), russian_form("Сніжне")
    ('Троицкое', 'Очеретино', '')
    """
    for ending, russian in ENDINGS:
        if name.endswith(ending) and " " not in name:
            stem = APOSTROPHES.sub("ъ", name.removesuffix(ending))
            return "" if "і" in stem.lower() else stem.translate(str.maketrans("їєґЇЄҐ", "иегИЕГ")) + russian
    return ""


def _romanised(name: str, letters: dict[str, str], first: dict[str, str]) -> str:
    out = []
    for i, letter in enumerate(name):
        is_first = i == 0 or not name[i - 1].isalpha()
        latin = (first if is_first else {}).get(letter.lower()) or letters.get(letter.lower(), letter)
        out.append(latin.capitalize() if letter.isupper() else latin)
    return "".join(out)


def main_name(own: str, spellings: Iterable[str]) -> tuple[str, str]:
    """Return (English name, Ukrainian spelling) of a place; the gazetteer's own name and "" where none fits.

    >>> main_name("Kryvyy Rih", ["Кривой Рог", "Кривий Ріг"]), main_name("Vladimirovka", ["Владимировка"])
    (('Kryvyi Rih', 'Кривий Ріг'), ('Vladimirovka', ''))
    """
    ranked = sorted(
        ((_likeness(from_ukrainian(each), own), bool(ONLY_UKRAINIAN.search(each)), each)
         for each in spellings if _is_ukrainian(each, own)),
        reverse=True,
    )  # fmt: skip
    if not ranked or ranked[0][0] < LEAST_LIKENESS:
        return own, ""
    return from_ukrainian(ranked[0][2]), ranked[0][2]


def _is_ukrainian(spelling: str, own: str) -> bool:
    """Return whether a spelling is Ukrainian, by its letters, or else by which romanisation is nearer to `own`."""
    if not UKRAINIAN.fullmatch(spelling) or ONLY_RUSSIAN.search(spelling):
        return False
    if ONLY_UKRAINIAN.search(spelling):
        return True
    ours = (from_ukrainian(spelling), _romanised(APOSTROPHES.sub("", spelling), ALSO_UKRAINIAN, {}))
    return max(_likeness(each, own) for each in ours) >= _likeness(from_russian(spelling), own)


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one.lower(), other.lower())


def cyrillic_names(spellings: Iterable[str]) -> Iterator[str]:
    """Yield each Ukrainian or Russian spelling, followed by its romanisations.

    The gazetteer often lacks the Russian name; its romanised form is made by rule as well.
    """
    for each in spellings:
        if UKRAINIAN.fullmatch(each) and not ONLY_RUSSIAN.search(each):
            yield each
            yield from_ukrainian(each)
            yield from _agency_forms(russian_form(each)) if russian_form(each) else ()
        if RUSSIAN.fullmatch(each):
            yield each
            yield from _agency_forms(each)


def _agency_forms(name: str) -> Iterator[str]:
    """Yield the romanisations of a Russian name that agencies use: Troitskoe, Troitskoye; Artyomovsk, Artemovsk."""
    for latin in dict.fromkeys((from_russian(name), from_russian(name.replace("ё", "е")))):
        yield latin
        if latin.endswith("oe"):
            yield latin.removesuffix("e") + "ye"
