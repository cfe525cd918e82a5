"""The parse as plain lists, so that every question about a token costs what it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


class Tree:
    """Tokens of a parsed text by number: words, lemmas, tags, heads, children, edges of subtrees.

    Built in one pass over the tokens; `last[i]` is the last token of the subtree, `first[i]` the first.
    """

    def __init__(self, doc: Doc) -> None:
        """Copy what attribution needs from the parsed document."""
        tokens = list(doc)
        self.text: str = doc.text
        self.size = len(doc)
        self.words = [token.text for token in tokens]
        self.lower = [word.lower() for word in self.words]
        self.lemmas = [token.lemma_.lower() for token in tokens]
        self.pos = [token.pos_ for token in tokens]
        self.tags = [token.tag_ for token in tokens]
        self.deps = [token.dep_ for token in tokens]
        self.heads = [token.head.i for token in tokens]
        self.starts = [token.idx for token in tokens]
        self.ends = [token.idx + len(token.text) for token in tokens]
        self.first = [token.left_edge.i for token in tokens]
        self.last = [token.right_edge.i for token in tokens]
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        self.lines = self._lines()
        self.sentence_starts, self.sentence_ends = self._sentences(doc)

    def _lines(self) -> list[int]:
        numbers, number = [], 0
        for word in self.words:
            numbers.append(number)
            number += "\n" in word
        return numbers

    def _sentences(self, doc: Doc) -> tuple[list[int], list[int]]:
        starts, ends = [0] * self.size, [0] * self.size
        for sentence in doc.sents:
            for i in range(sentence.start, sentence.end):
                starts[i], ends[i] = sentence.start, sentence.end
        return starts, ends

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first child of a token with one of these relations."""
        return next((c for c in self.children[i] if self.deps[c] in deps), None)

    def subject(self, i: int) -> int | None:
        """Return a verb's own subject."""
        return next((c for c in self.children[i] if self.deps[c] in SUBJECTS), None)

    def is_passive(self, i: int) -> bool:
        """Return whether a verb stands in the passive."""
        return any(self.deps[c] in {"auxpass", "nsubjpass"} for c in self.children[i])

    def is_before(self, i: int, offset: int) -> bool:
        """Return whether a token ends at or before an offset."""
        return self.ends[i] <= offset
