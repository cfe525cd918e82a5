"""Where in a text names of places stand, and what the words around each say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from whoholds.resolve.sites import site_end
from whoholds.resolve.wordlists import RUN, TheatreWords, kind_after, kind_before, listed, words_of

LONGEST = 4
ABBREVIATED = frozenset({"st", "ste", "mt", "ft"})
"""First words of names that are written with a full stop ("St. Louis")."""

_GAP = re.compile(
    r"[ \u00a0-]|['\u2019] ?"
    r"| (?:of|of the|and|the|de|de la|de los|del|la|do|da|al|el|il|ul|e|ez|es|ash|ad|an|ar|as|at|az|ed|en|er|et|sur"
    r"|upon|on|am|an der|under)[ -]"
)
_BEFORE = re.compile(r"([^\W_]+)([^\w]*)$")
_OF = re.compile(r"([^\W_]+) of (?:the )?$")
_AFTER = re.compile(r"(\W*)([^\W_]+)")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\u2013\u2014(\n\u201c\u201d\"]|--)['\u2019)\]]*\s*$")
_JOINT = re.compile(r"\s*(?:,|\(|, an? [\w -]{3,30} (?:in|of)|in|,? which lies in)\s+(?:the\s+)?|\s*\(|, ")
_DATELINE = re.compile(r"(?:, [\w. ]{2,24})?\s*(?:\([^)]{2,24}\)\s*)?(?:-{1,2}|\u2013|\u2014|:)\s")
_LISTING = frozenset({", ", " and ", ", and ", " or ", ", or "})
_OFFICE = re.compile(r" (?:of|for) (?:the )?[A-Z]| [A-Z]")
SHORT_FORM = 5
"""Letters that a region's short form has at most ("Calif")."""

LOOK_BACK, LOOK_AHEAD = 30, 40


@dataclass(slots=True)
class Spot:
    """A run of words that some place is called, or that names a site.

    Attributes:
        start: offset.
        end: offset after it.
        text: the words that some place is called; of a site its first words, empty where none is called so.
        is_site: whether it is the name of a building, a street or a ground.
        before: the word right before, as written; empty at the start.
        is_touched: whether only a space parts the two.
        is_hyphened: whether a hyphen does ("Baku-Tbilisi").
        after: the word right after, as written.
        gap: what parts the name from the word after it.
        wanted: kind of place that the words around tell.
        is_first: whether a sentence starts here.
        is_located: whether a preposition of place governs it.
        is_dateline: whether a line starts with it as a dateline does.
        beside: the spot right behind it that may say where it is.
        is_beside: whether it stands right behind another after a comma, as what that lies in.
        is_listed: whether it goes on a list whose first name a preposition of place governs.
        signs: log-odds of what stands around it, of its words, and of what speaks against points only;
            None until reckoned.
    """

    start: int
    end: int
    text: str
    is_site: bool = False
    before: str = ""
    is_touched: bool = False
    is_hyphened: bool = False
    after: str = ""
    gap: str = ""
    wanted: str = ""
    is_first: bool = False
    is_located: bool = False
    is_dateline: bool = False
    beside: Spot | None = None
    is_beside: bool = False
    is_listed: bool = False
    signs: tuple[float, float, float] | None = None

    @property
    def called(self) -> str:
        """The name with the plain word behind it that tells its kind: "Homs province"."""
        has_kind = self.gap == " " and self.text and self.after.islower() and kind_after(self.after)
        return f"{self.text} {self.after}" if has_kind else self.text


@dataclass(slots=True)
class Found:
    """The spots of a text, and the people that it names.

    Attributes:
        spots: in order, without overlaps.
        people: words of names of people ("Miller" after "Florence Miller").
        located: names that a preposition of place governs somewhere.
    """

    spots: list[Spot]
    people: set[str] = field(default_factory=set)
    located: set[str] = field(default_factory=set)


def find_spots(text: str, words: TheatreWords) -> Found:
    """Return the runs of words that some place or site is called; nothing is decided about them yet."""
    runs = [match.span() for match in RUN.finditer(text) if text[match.start()].isupper()]
    spots: list[Spot] = []
    beyond = 0
    for i, (start, _) in enumerate(runs):
        if start < beyond:
            continue
        end = _longest(text, runs, i, words)
        beyond = max(end, site_end(text, runs, i, words))
        if beyond:
            spots.append(_described(text, start, beyond, text[start:end] if end else ""))
    for one, other in pairwise(spots):
        if other.start - one.end < LOOK_BACK:
            _join(one, other, text[one.end : other.start])
            _take_full_stop(other, text)
    return Found(spots, _people(text, runs, words), {spot.text for spot in spots if spot.is_located})


def _join(one: Spot, other: Spot, between: str) -> None:
    """Note what two names in a row have to do with each other."""
    if _JOINT.fullmatch(between):
        one.beside = other
        other.is_beside = between == ", " and one.is_located
    other.is_listed = between in _LISTING and (one.is_located or one.is_listed)


def _take_full_stop(spot: Spot, text: str) -> None:
    """Let a short form of a region behind its town have its full stop: "Dover, Del."."""
    is_short = len(spot.text) <= SHORT_FORM and text[spot.start - 2 : spot.start] in {", ", " ("}
    if is_short and text[spot.end : spot.end + 1] == "." and not spot.text.isupper():
        spot.end += 1
        spot.gap = spot.gap.removeprefix(".")


def _longest(text: str, runs: list[tuple[int, int]], i: int, words: TheatreWords) -> int:
    """Return the end of the longest name that starts with a run, 0 for none."""
    start, end = runs[i]
    ends = [end]
    for at, beyond in runs[i + 1 : i + LONGEST]:
        gap = text[end:at]
        if not (_GAP.fullmatch(gap) or (gap == ". " and text[start:end].casefold() in ABBREVIATED)):
            break
        ends.append(beyond)
        end = beyond
    for size in range(len(ends), 1, -1):
        beyond = ends[size - 1]
        if words.is_name(text[start:beyond]) and not _is_office(text, runs[i + size - 1][0], beyond):
            return beyond
    only = text[start : ends[0]]
    is_plain = only.casefold() in listed("never") or only[:2] in {"I'", "I\u2019"}
    return 0 if is_plain or not words.is_name(only) else ends[0]


def _is_office(text: str, last: int, end: int) -> bool:
    """Return whether a name's last word opens that of an office: "Ohio State Police"."""
    return text[last:end].casefold() in listed("institution") and bool(_OFFICE.match(text, end))


def _described(text: str, start: int, end: int, name: str) -> Spot:
    spot = Spot(start, end, name, is_site=end - start > len(name))
    back = text[max(0, start - LOOK_BACK) : start]
    before = _BEFORE.search(back)
    if before:
        spot.before, spot.is_touched, spot.is_hyphened = before[1], before[2] in {" ", ". ", "-"}, before[2] == "-"
    spot.is_first = start == 0 or bool(_SENTENCE_END.search(back))
    after = _AFTER.match(text, end, end + LOOK_AHEAD)
    if after:
        spot.gap, spot.after = after[1], after[2]
    spot.is_located = _is_located(back, spot)
    is_in_capitals = end - start > SHORT_FORM and text[start:end].isupper() and not spot.after.isupper()
    spot.is_dateline = spot.is_first and (is_in_capitals or bool(_DATELINE.match(text, end)))
    spot.wanted = _wanted(back, spot)
    return spot


def _is_located(back: str, spot: Spot) -> bool:
    if not spot.is_touched or spot.is_hyphened:
        return False
    word = spot.before.casefold()
    if word == "the" or word in listed("beside"):
        earlier = _BEFORE.search(back[: back.rfind(spot.before)])
        word = earlier[1].casefold() if earlier else ""
        back = back[: back.rfind(spot.before)]
    return word in listed("locative") and not back.rstrip().endswith(("according to", "thanks to", "due to"))


def _wanted(back: str, spot: Spot) -> str:
    if spot.gap == " " and spot.after.islower() and (kind := kind_after(spot.after)):
        return kind
    of = _OF.search(back)
    return kind_before(of[1].casefold()) if of else ""


def _people(text: str, runs: list[tuple[int, int]], words: TheatreWords) -> set[str]:
    """Return the words of names that follow a given name or a title and are no name of a place as a whole."""
    found = {word for person in _persons(text, runs, words) for word in person[1:] or person}
    return {word for word in found if not words.is_of_country(word)}


def _persons(text: str, runs: list[tuple[int, int]], words: TheatreWords) -> Iterator[list[str]]:
    i = 0
    while i < len(runs):
        j = i
        while j + 1 < len(runs) and text[runs[j][1] : runs[j + 1][0]] in {" ", ". ", "-"} and j - i < LONGEST + 1:
            j += 1
        names = [text[start:end] for start, end in runs[i : j + 1]]
        titled = [name.casefold().strip(".") in listed("titles") for name in names]
        first = titled.index(False) if False in titled else len(names)
        person = names[first:]
        is_titled = first > 0 and 0 < len(person) <= 3  # noqa: PLR2004 - given name, middle name, surname
        if is_titled or _is_person(person, words):
            yield person
        i = j + 1


def _is_person(names: list[str], words: TheatreWords) -> bool:
    if not 2 <= len(names) <= 3:  # noqa: PLR2004 - as above
        return False
    has_initial = len(names) == 3 and len(names[1].rstrip(".")) == 1  # noqa: PLR2004 - as above
    if not has_initial and names[0].casefold() not in words_of("given_names"):
        return False
    if any(name.casefold() in listed("institution") or name.casefold() in listed("beside") for name in names):
        return False
    return not words.is_name(" ".join(names))
