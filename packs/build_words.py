"""Make the word lists by which resolution tells names of places from names of people and plain words.

    python packs/build_words.py NAMES_FOLDER FAKER_FOLDER DICTIONARY_FOLDER

NAMES_FOLDER holds the unpacked names 0.3.0 (names of people of the census of the United States of 1990, public
domain), FAKER_FOLDER the unpacked Faker 40 (MIT; names of people by country), DICTIONARY_FOLDER the unpacked npm
package dictionary-en 4.0.0 (SCOWL, MIT and BSD). Of the dictionary only words that some place is called as well
are kept.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from whoholds.terrain.names import fold
from whoholds.theatres import load_theatre

TARGET = Path(__file__).parents[1] / "src" / "whoholds" / "resolve"
GIVEN = ("first_names", "first_names_male", "first_names_female", "first_names_unisex")
FAMILY = ("last_names", "last_names_male", "last_names_female", "last_names_unisex")
FREQUENT = 4000
"""How many of the census's surnames are taken, the most frequent first."""
LEAST_LETTERS = 3


def main() -> None:
    """Write given_names.txt, surnames.txt and plain_words.txt."""
    names, faker, dictionary = map(Path, sys.argv[1:4])
    given = {*census(names / "names" / "dist.male.first"), *census(names / "names" / "dist.female.first")}
    write("given_names.txt", given | set(other_countries(faker, GIVEN)))
    surnames = {*list(census(names / "names" / "dist.all.last"))[:FREQUENT], *other_countries(faker, FAMILY)}
    write("surnames.txt", surnames)
    write("plain_words.txt", set(plain_words(dictionary)))


def census(table: Path) -> Iterator[str]:
    """Yield the names of a table of the census in lower case, the most frequent first."""
    for line in table.read_text("ascii").splitlines():
        yield line.split()[0].lower()


def other_countries(folder: Path, lists: tuple[str, ...]) -> Iterator[str]:
    """Yield Faker's names that are one word in Latin letters, in lower case."""
    sys.path.insert(0, str(folder))
    person = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for name in (n for key in lists for n in _listed(provider, key)):
            if name.isalpha() and name.isascii() and len(name) >= LEAST_LETTERS:
                yield name.lower()


def _listed(provider: type, key: str) -> list[str]:
    value = getattr(provider, key, ())
    return [] if isinstance(value, property) else list(value)


def plain_words(folder: Path) -> Iterator[str]:
    """Yield the dictionary's words in small letters that some place of the world is called."""
    gazetteer = load_theatre("world").gazetteer
    for line in (folder / "index.dic").read_text("utf-8").splitlines()[1:]:
        word = line.partition("/")[0]
        is_word = word.isalpha() and word.islower() and len(word) >= LEAST_LETTERS
        if is_word and fold(word) and gazetteer.candidates(word, fuzzy=False, limit=1):
            yield word


def write(name: str, words: set[str]) -> None:
    """Write one word a line, in order."""
    (TARGET / name).write_text("".join(f"{word}\n" for word in sorted(words)), "utf-8")
    print(name, len(words))


if __name__ == "__main__":
    main()
