"""Which sentences can hold a claim, told from their words alone, before anything is parsed.

What a frame asks of a sentence (a trigger, the object or preposition beside it, somewhere for a place to stand)
is asked of the sentence's words first. Every test is one that no sentence with a claim can fail, so the gate costs
time, not claims; what it costs all the same is measured by `bench/speed.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from whoholds.reading.answering import asked
from whoholds.reading.engine import dictionary
from whoholds.reading.forms import forms_of
from whoholds.reading.lexicon import load_yaml

if TYPE_CHECKING:
    from whoholds.reading.field import Ground
    from whoholds.reading.lexicon import Frame, Lexicon

WORD = re.compile(r"[^\W\d_]+")
HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
OPEN_KINDS = frozenset({"<any>", "<force>", "<actor>", "<country>", "<fighters>", "<not-people>", "<water>"})
"""Kinds that names and pronouns belong to as well, so that no list of words can rule them out."""

OPENING, CLOSING, EITHER = "“„«", "”»", '"'
"""Quotation marks; the straight one opens and closes."""

QUOTES = frozenset(OPENING + CLOSING + EITHER)
REACH = 6
"""How many sentences of quoted speech are followed, to either side, to the words that tell who speaks."""

Words = frozenset[str]


class Need(NamedTuple):
    """What must stand in a sentence beside a trigger.

    Attributes:
        beside: of each of these sets a word.
        place: whether something must be there that can name a place.
    """

    beside: tuple[Words, ...]
    place: bool


class Gate:
    """Tells which sentences can hold a claim, and which of the others those lean on.

    Args:
        lexicon: its frames say what a sentence needs.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _needs(self) -> dict[str, tuple[Need, ...]]:
        needs: defaultdict[str, dict[Need, None]] = defaultdict(dict)
        for frame in self._lexicon.frames:
            for pos, entries in frame.words.items():
                for entry in entries:
                    first, *rest = entry.split()
                    heads = first.split("-")
                    beside = [frozenset({word}) for word in rest] + [forms_of(word) for word in heads[1:]]
                    need = self._need(frame, pos, beside)
                    for form in forms_of(heads[0]):
                        needs[form][need] = None
        for lemmas, groups in asked():
            need = Need(tuple(self._forms(group) for group in groups), place=False)
            for form in {form for lemma in lemmas for form in forms_of(lemma)}:
                needs[form][need] = None
        return {form: _plainest(found) for form, found in needs.items()}

    @cached_property
    def _triggers(self) -> Words:
        return frozenset(self._needs)

    def _need(self, frame: Frame, pos: str, beside: list[Words]) -> Need:
        asked: list[Iterable[str]] = [frame.of, frame.modifiers, frame.infinitive, frame.under, frame.marks]
        asked.append(frame.verbs_above)
        if pos == "verb":
            asked += [frame.object, frame.subject]
        if frame.prep and not frame.is_prep_optional:
            asked += [
                {name.split()[0] for name in frame.prep},
                {word for words in frame.prep.values() for word in words},
            ]
        known = [words for words in map(self._forms, asked) if words]
        return Need((*beside, *known), "place" in frame.needs and not frame.has_focus)

    def _forms(self, wanted: Iterable[str]) -> Words:
        """Every form of the words and closed kinds that a frame asks for; none where a name would do as well."""
        found: set[str] = set()
        for word in wanted:
            if word in OPEN_KINDS:
                return frozenset()
            members = self._lexicon.kinds[word[1:-1]] if word.startswith("<") else (word,)
            found |= {form for member in members for part in re.split(r"[ -]", member) for form in forms_of(part)}
        return frozenset(found)

    @cached_property
    def _grounds(self) -> Words:
        """Forms of the words that can stand for a place without a name."""
        plain = {*self._lexicon.place_kind, *self._lexicon.kinds["portion"], *self._lexicon.compass}
        forms = {form for lemma in plain for part in lemma.split("-") for form in forms_of(part)}
        return frozenset(forms | self._pointing)

    @cached_property
    def _denying(self) -> Words:
        """Forms of the words with which a sentence takes back what the one before it says."""
        told = load_yaml("attribution.yaml")
        cues = [entry["words"] for sort in ("verbs", "nouns") for entry in told[sort] if entry["kind"] == "denies"]
        return frozenset(form for words in cues for word in words.split() for form in forms_of(word))

    @cached_property
    def _pointing(self) -> Words:
        return frozenset(load_yaml("pointing.yaml")["pointing"])

    def lets_through(self, sentence: str) -> bool:
        """Return whether a sentence can hold a claim; linear in its words.

        >>> from whoholds.reading.lexicon import lexicon
        >>> [Gate(lexicon()).lets_through(text) for text in ("Rebels took Hama.", "It rained in Hama.")]
        [True, False]
        """
        words = WORD.findall(sentence)
        small = {word.lower() for word in words}
        if "-" in sentence:
            small.update(HYPHENED.findall(sentence.lower()))
        needs = self._needs
        has_place: bool | None = None
        for trigger in small & self._triggers:
            for need in needs[trigger]:
                if any(small.isdisjoint(wanted) for wanted in need.beside):
                    continue
                if need.place and has_place is None:
                    has_place = _has_name(words) or not small.isdisjoint(self._grounds)
                if has_place or not need.place:
                    return True
        return False

    def kept(self, text: str, spans: Sequence[tuple[int, int]], ground: Ground) -> list[bool]:
        """Return which of a text's sentences are worth parsing: those that can hold a claim, and what they lean on.

        Args:
            text: the report's text.
            spans: its sentences, in order.
            ground: where it speaks of war.
        """
        passed = [ground.covers(*span) and self.lets_through(text[slice(*span)]) for span in spans]
        if not any(passed):
            return passed
        kept = list(passed)
        quoted = _quoted(text, spans)
        for i, is_passed in enumerate(passed):
            if not is_passed:
                continue
            if i + 1 < len(spans) and not self._denying.isdisjoint(
                WORD.findall(text[slice(*spans[i + 1])].lower())
            ):
                kept[i + 1] = True
            if quoted[i]:
                for j in _speech_around(quoted, i):
                    kept[j] = True
            elif i and not self._pointing.isdisjoint(WORD.findall(text[slice(*spans[i])].lower())):
                kept[i - 1] = True
        return kept


def _has_name(words: Sequence[str]) -> bool:
    """Whether some word may be a name: one with a capital, at the beginning one that is no plain word as well."""
    if any(word[0].isupper() for word in words[1:]):
        return True
    first = words[0].lower()
    plain = dictionary()
    return words[0][0].isupper() and not (first in plain.small or first in plain.others)


def _quoted(text: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Which sentences hold quoted speech or part of it; a paragraph that opens no quotation is none."""
    found = []
    is_open = False
    last = 0
    for start, end in spans:
        if start != last:
            is_open = False
        last = end
        is_quoted = is_open
        for letter in text[start:end]:
            if letter in QUOTES:
                is_quoted = True
                is_open = letter in OPENING or (letter in EITHER and not is_open)
        found.append(is_quoted)
    return found


def _speech_around(quoted: Sequence[bool], i: int) -> Iterator[int]:
    """The sentences of the quoted speech that sentence `i` is part of, and the one to either side of it."""
    for step in (-1, 1):
        j = i
        while 0 <= j + step < len(quoted) and abs(j - i) < REACH:
            j += step
            yield j
            if not quoted[j]:
                break


def _plainest(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs of a trigger, the easiest first; none but the first where it asks for nothing."""
    ordered = sorted(needs, key=lambda need: (need.place, len(need.beside)))
    return tuple(ordered[:1] if not ordered[0].beside and not ordered[0].place else ordered)
