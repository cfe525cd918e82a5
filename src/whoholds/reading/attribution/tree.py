"""The parse as plain lists, so that every question about a token costs what it returns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import add, sub
from typing import TYPE_CHECKING

from numpy import arange

if TYPE_CHECKING:
    from spacy.tokens import Doc

AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt"})
_COLUMNS: list[int | str] = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "SPACY", "HEAD", "SENT_START"]
_HEAD = 6
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


class Tree:
    """Tokens of a parsed text by number: words, lemmas, tags, heads, children, edges of subtrees.

    Built in a few passes over the parse's numbers, each distinct word looked up once: objects for every token
    would cost more than all that is asked of them. `first[i]` and `last[i]` are the edges of a token's subtree.
    """

    def __init__(self, doc: Doc) -> None:
        """Copy what attribution needs from the parsed document."""
        told = doc.to_array(_COLUMNS)
        columns: list[list[int]] = told.T.tolist()
        orths, lemmas, pos, tags, deps, blanks, _, opens = columns
        strings = doc.vocab.strings
        forms = {orth: strings[orth] for orth in set(orths)}
        lowers = {orth: form.lower() for orth, form in forms.items()}
        breaks = {orth for orth, form in forms.items() if "\n" in form}
        names = {key: strings[key] for key in {*pos, *tags, *deps}}
        roots = {key: strings[key].lower() for key in set(lemmas)}
        self.size = len(doc)
        self.words = [*map(forms.__getitem__, orths)]
        self.lower = [*map(lowers.__getitem__, orths)]
        self.lemmas = [*map(roots.__getitem__, lemmas)]
        self.pos = [*map(names.__getitem__, pos)]
        self.tags = [*map(names.__getitem__, tags)]
        self.deps = [*map(names.__getitem__, deps)]
        self.heads: list[int] = (told[:, _HEAD].astype("int64") + arange(self.size)).tolist()
        self.text = "".join([word + " " if blank else word for word, blank in zip(self.words, blanks, strict=True)])
        lengths = [*map(len, self.words)]
        self.ends: list[int] = [*map(sub, accumulate(map(add, lengths, blanks)), blanks)]
        self.starts: list[int] = [*map(sub, self.ends, lengths)]
        self.lines = [0, *accumulate(map(breaks.__contains__, orths))][: self.size]
        self.children = self._children()
        self.first, self.last = self._edges()
        self.sentence_starts, self.sentence_ends = self._sentences(opens)

    def _children(self) -> list[Sequence[int]]:
        nobody: Sequence[int] = ()
        found: dict[int, list[int]] = {}
        for i, head in enumerate(self.heads):
            if head != i:
                found.setdefault(head, []).append(i)
        return [found.get(i, nobody) for i in range(self.size)]

    def _edges(self) -> tuple[list[int], list[int]]:
        """Return first and last token of every subtree: a pass from either side hands the edges up."""
        first, last = list(range(self.size)), list(range(self.size))
        heads = self.heads
        for order in (range(self.size), range(self.size - 1, -1, -1)):
            for i in order:
                head = heads[i]
                if first[i] < first[head]:  # noqa: PLR1730 - a call for every token costs more than the question
                    first[head] = first[i]
                if last[i] > last[head]:  # noqa: PLR1730
                    last[head] = last[i]
        return first, last

    def _sentences(self, opens: list[int]) -> tuple[list[int], list[int]]:
        bounds = [i for i, is_start in enumerate(opens) if i == 0 or is_start == 1]
        starts: list[int] = []
        ends: list[int] = []
        for start, end in pairwise([*bounds, self.size]):
            starts += [start] * (end - start)
            ends += [end] * (end - start)
        return starts, ends

    def child(self, i: int, *wanted: str) -> int | None:
        """Return the first child of a token with one of these relations."""
        deps = self.deps
        for c in self.children[i]:
            if deps[c] in wanted:
                return c
        return None

    def subject(self, i: int) -> int | None:
        """Return a verb's own subject."""
        return self.child(i, *SUBJECTS)

    def is_passive(self, i: int) -> bool:
        """Return whether a verb stands in the passive."""
        return self.child(i, "auxpass", "nsubjpass") is not None

    def is_before(self, i: int, offset: int) -> bool:
        """Return whether a token ends at or before an offset."""
        return self.ends[i] <= offset
