"""Measure how spellings meet, on the packaged gazetteer alone: `python bench/spellings.py [COUNTRY...] [--wrong]`.

Of the places of a country one Latin spelling after another is left out and looked up among those that remain: it
should come back to its place. Those that the rules of folding do not bring back are tried by likeness, at each
cut-off. Usual names of towns in other countries are strangers: none of them should be taken in by likeness.
Spellings are drawn by the hash of their letters, so that the same ones are tried each time. Many of them are no
spellings of the same word at all (Tadmur is Palmyra), so that no method comes near to all of them.

`--wrong` prints what the chosen cut-off brings to a wrong place.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

from rapidfuzz import fuzz, process

from whoholds.terrain.likeness import FUZZY_CUTOFF, FUZZY_MIN_LETTERS, likeness, may_be_misspelt
from whoholds.terrain.names import core
from whoholds.theatres.world.atlas import _towns, is_spelling

COUNTRIES = ("SY", "IQ", "YE", "LY", "SD", "SO", "ET", "ML", "NG", "CD", "UA", "RU", "MM", "AF", "IR", "AZ", "CO")
CUTOFFS = (80, 84, 86, 88, 90, 92, 94, 96)
MEASURES = {"all letters": fuzz.ratio, "consonants too": likeness}
MOST, STRANGERS, STRANGER_FROM = 400, 800, 3_000
_LATIN = re.compile("[\u0000-\u024f\u02b0-\u02ff\u1e00-\u1eff\u2010-\u2020]+")

Table = dict[str, dict[int, set[str]]]
"""Keys, the places that have them, and by which spellings."""


def main() -> None:
    chosen = tuple(word for word in sys.argv[1:] if not word.startswith("-")) or COUNTRIES
    towns = _towns()
    total: Counter[Any] = Counter()
    print(f"{'country':8} {'left out':>8} {'folded':>7} {'wrongly':>8}")
    for country in chosen:
        counts = _measure(country, towns)
        total += counts
        print(f"{country:8} {counts['asked']:8} {_of(counts, 'folded'):>7} {_of(counts, 'astray'):>8}")
    print(f"{'all':8} {total['asked']:8} {_of(total, 'folded'):>7} {_of(total, 'astray'):>8}")
    print(
        f"\nof {total['unmet']} that folding did not bring back, and of {total['strangers']} strangers, by likeness"
    )
    print(f"{'measure':15} {'cut-off':>7} {'right':>6} {'wrong':>6} {'precision':>9} {'strangers':>9}")
    for measure in MEASURES:
        for cutoff in CUTOFFS:
            right, wrong, taken = (total[measure, cutoff, what] for what in ("right", "wrong", "stranger"))
            mark = " <" if measure == "consonants too" and cutoff == FUZZY_CUTOFF else ""
            print(f"{measure:15} {cutoff:7} {right / total['unmet']:6.1%} {wrong / total['unmet']:6.1%} "
                  f"{right / max(1, right + wrong):9.1%} {taken / total['strangers']:9.2%}{mark}")  # fmt: skip


def _of(counts: Mapping[Any, int], what: str) -> str:
    return f"{counts[what] / max(1, counts['asked']):6.1%}"


def _measure(country: str, towns: list[dict[str, Any]]) -> Counter[Any]:
    own = [
        (town["geonameid"], spelling)
        for town in towns
        if town["countrycode"] == country
        for spelling in _latin(town)
    ]
    table: Table = defaultdict(lambda: defaultdict(set))
    for place, spelling in own:
        table[core(spelling)][place].add(_plain(spelling))
    counts: Counter[Any] = Counter()
    keys = list(table)
    for place, spelling in _drawn(own, MOST):
        _ask(place, spelling, table, keys, counts)
    for _, name in _drawn(_strangers(country, towns), STRANGERS):
        if core(name) not in table and len(core(name)) >= FUZZY_MIN_LETTERS:
            counts["strangers"] += 1
            for measure, cutoff, _ in _taken(core(name), "", table, keys):
                counts[measure, cutoff, "stranger"] += 1
    return counts


def _latin(town: Mapping[str, Any]) -> list[str]:
    spellings = dict.fromkeys((town["name"], *town["alternatenames"]))
    return [spelling for spelling in spellings if is_spelling(spelling) and _LATIN.fullmatch(spelling)]


def _plain(spelling: str) -> str:
    """Return a spelling without case, marks and spaces: what a simple look-up would find."""
    return re.sub(r"\W", "", spelling.casefold())


def _drawn(pairs: list[tuple[int, str]], most: int) -> list[tuple[int, str]]:
    return sorted(pairs, key=lambda pair: crc32(f"{pair[0]} {pair[1]}".encode()))[:most]


def _strangers(country: str, towns: list[dict[str, Any]]) -> list[tuple[int, str]]:
    away = (t for t in towns if t["countrycode"] in COUNTRIES and t["countrycode"] != country)
    return [(town["geonameid"], town["name"]) for town in away if town["population"] >= STRANGER_FROM]


def _ask(place: int, spelling: str, table: Table, keys: list[str], counts: Counter[Any]) -> None:
    left_out, key = _plain(spelling), core(spelling)
    holders = _holders(table[key], left_out)
    namesakes = {holder for holder, spellings in table[key].items() if left_out in spellings} - {place}
    counts["asked"] += 1
    counts["folded"] += place in holders
    counts["astray"] += bool(holders - namesakes) and place not in holders
    if holders or len(key) < FUZZY_MIN_LETTERS:
        return
    counts["unmet"] += 1
    for measure, cutoff, places in _taken(key, left_out, table, keys):
        is_right = place in places
        counts[measure, cutoff, "right" if is_right else "wrong"] += 1
        if "--wrong" in sys.argv and not is_right and measure == "consonants too" and cutoff == FUZZY_CUTOFF:
            taken_for = sorted(min(table[k][p]) for k in keys for p in places & table[k].keys())
            print(f"  {spelling} is taken for {', '.join(taken_for[:5])}")


def _holders(by_place: Mapping[int, set[str]], left_out: str) -> set[int]:
    return {place for place, spellings in by_place.items() if spellings - {left_out}}


def _taken(key: str, left_out: str, table: Table, keys: list[str]) -> Iterator[tuple[str, int, set[int]]]:
    """Yield each measure and cut-off that takes the key in, with the places of the likest name."""
    near = [k for k, _, _ in process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=65, limit=60)]
    offers = {k: _holders(table[k], left_out) for k in near if may_be_misspelt(key, k)}
    for measure, score in MEASURES.items():
        scored = [(score(key, other), places) for other, places in offers.items() if places]
        top = max((share for share, _ in scored), default=0.0)
        places = {place for share, found in scored if share == top for place in found}
        yield from ((measure, cutoff, places) for cutoff in CUTOFFS if top >= cutoff)


if __name__ == "__main__":
    main()
