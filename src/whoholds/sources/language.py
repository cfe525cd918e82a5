"""Which language a report is in, and whether anybody here reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whoholds.errors import WrongLanguage
from whoholds.model import Report

SAMPLE_CHARACTERS = 4_096
"""Beginning of a text from which its language is told."""

_ENGLISH_SHARE = 0.12
"""Share of function words above which a text is English without further test; prose has 0.3 to 0.5."""

_FOREIGN_SHARE = 0.06
"""Share above which a text in Latin script is never called foreign, whatever the model says."""

_FEWEST_LETTERS = 60
"""Below this a Latin text is taken for English: a headline of names misleads any model."""

_WORD = re.compile(r"[^\W\d_]+")
_LAST_LATIN = "\u024f"


@cache
def _languages() -> dict[str, Any]:
    text = files("whoholds.sources").joinpath("languages.yaml").read_text("utf-8")
    known: dict[str, Any] = yaml.safe_load(text)
    return known


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, told from its first kilobytes.

    >>> language_of("The rebels have taken the city.")
    'en'
    """
    sample = text[:SAMPLE_CHARACTERS]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = "".join(words)
    is_latin = sum(letter <= _LAST_LATIN for letter in letters) * 2 >= len(letters)
    share = sum(word in _function_words() for word in words) / max(1, len(words))
    if is_latin and (share >= _ENGLISH_SHARE or len(letters) < _FEWEST_LETTERS):
        return "en"
    told = _by_model(sample.lower())
    return "en" if is_latin and share >= _FOREIGN_SHARE else told


@cache
def _function_words() -> frozenset[str]:
    return frozenset(_languages()["english"])


def _by_model(sample: str) -> str:
    # Its weights take half a second to load; most texts never come here.
    import py3langid  # noqa: PLC0415

    return str(py3langid.classify(sample)[0])


def with_language(report: Report, thing: str) -> Report:
    """Return the report with its language filled in.

    Raises:
        WrongLanguage: if no reader reads that language.
    """
    language = re.split(r"[-_]", report.language.lower())[0] if report.language else language_of(report.text)
    if language not in _languages()["reads"]:
        name = _languages()["names"].get(language, f"the language “{language}”")
        raise WrongLanguage(f"is in {name}; English is the only language read so far", thing)
    return replace(report, language=language)
