"""Buildings, streets and grounds with names of their own: "Aleppo Citadel", "Tishrin Dam", "Port of Odesa"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.resolve.wordlists import TheatreWords, listed

MOST_WORDS = 6
JOINTS = frozenset({" ", "-", " of ", " of the ", "'s ", "\u2019s "})
OF = frozenset({" of ", " of the "})
SAINT = frozenset({"st", "st.", "saint"})
POSSESSIVE = frozenset({"'s ", "\u2019s "})


def site_end(text: str, runs: Sequence[tuple[int, int]], i: int, words: TheatreWords) -> int:
    """Return the end of the name of a site that starts with a capitalised word; 0 where none does.

    Args:
        text: the text.
        runs: spans of its capitalised words, in order.
        i: number of the first word.
        words: the theatre's words.
    """
    first = _word(text, runs[i])
    if first in listed("function"):
        return 0
    end, is_named, last = 0, _is_proper(first), first
    for k in range(i + 1, min(i + MOST_WORDS, len(runs))):
        gap, word = text[runs[k - 1][1] : runs[k][0]], _word(text, runs[k])
        is_of_site = gap in OF and last in listed("site")
        if not _goes_on(gap, is_of_site=is_of_site, before=text[runs[i][0] : runs[k - 1][1]], words=words):
            break
        if (is_of_site and _is_proper(word)) or (gap not in OF and word in listed("site") and is_named):
            end = runs[k][1]
        is_named, last = is_named or _is_proper(word), word
    return end


def _goes_on(gap: str, *, is_of_site: bool, before: str, words: TheatreWords) -> bool:
    """Return whether a name can go on behind a gap: "Beirut's Hamra Street" is two, "St Peter's Church" one."""
    if gap in POSSESSIVE:
        return before.partition(" ")[0].casefold() in SAINT or not words.is_name(before)
    return gap in JOINTS and (gap not in OF or is_of_site)


def _word(text: str, run: tuple[int, int]) -> str:
    return text[run[0] : run[1]].casefold()


def _is_proper(word: str) -> bool:
    """Return whether a word can be what tells one site from another."""
    return not any(word in listed(name) for name in ("site", "institution", "beside", "function"))
