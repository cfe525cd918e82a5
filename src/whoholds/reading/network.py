"""The small English model's network, run over many texts at once by numpy.

spaCy runs a text at a time through layers that are made for training too, and its parser takes each step of each
sentence by itself. Here all texts of a batch go through each layer together, what a word is by itself is worked
out once for every word there is, and the parser takes one step in all sentences at once. The numbers are the same
up to rounding, and `tests/unit/test_reading_engine.py` holds the outcome to spaCy's, word by word. Why this is
worth a page of our own: `docs/decisions/0006-the-network-in-batches.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.ml.parser_model import ParserStepModel

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]

WORDS_AT_ONCE = 4_096
"""Words that go through the network together (some 7 KB each while they do); a longer text goes by itself."""

WORDS_REMEMBERED = 100_000
"""Words whose vectors are remembered (400 bytes each); beyond that memory starts afresh."""

SMALLEST = np.float32(1e-8)
"""Added to a variance before it divides."""

FEATURES: list[int | str] = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
"""What the model looks at in a word."""


class Maxout(NamedTuple):
    """A layer that keeps the largest of its pieces and brings each row to mean 0 and variance 1.

    Attributes:
        weights: of shape (inputs, pieces x outputs), the pieces one behind the other.
        bias: of shape (pieces x outputs,).
        gain: of shape (outputs,).
        shift: of shape (outputs,).
    """

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Return the layer's output, of shape (rows, outputs)."""
        width = len(self.gain)
        pieces = rows @ self.weights
        pieces += self.bias
        best: Floats = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + SMALLEST
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.gain
        best += self.shift
        return best


class Network:
    """The tagger and parser of a spaCy model with a shared `tok2vec` (hash embedding, windows of three words).

    Args:
        language: the model, with components `tok2vec`, `tagger` and `parser`.
    """

    def __init__(self, language: Language) -> None:
        parts: dict[str, Any] = dict(language.pipeline)
        embed, encode = parts["tok2vec"].model.layers
        self._embed = [embed.layers[2].layers[0], embed.layers[3].layers[0]]
        self._pad = int(encode.attrs["pad"])
        self._layers = [_maxout(block.layers[0]) for block in encode.layers[0].layers]
        self._words: dict[int, int] = {}
        self._vectors: Floats = np.zeros((0, encode.get_dim("nO")), dtype=np.float32)
        softmax = parts["tagger"].model.layers[1].layers[0]
        self._tag_weights, self._tag_bias = softmax.get_param("W").T.copy(), softmax.get_param("b")
        self._tags = np.array([language.vocab.strings.add(tag) for tag in parts["tagger"].labels], dtype=np.uint64)
        self._parser = parts["parser"]
        self._steps = _Steps(self._parser.model)

    def read(self, docs: Sequence[Doc], features: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Return tag, dependency and head of each word, as spaCy's numbers, of shape (words, 3).

        Cost: linear in the words. A step of the parser costs little more for many texts than for one, so a text is
        best given sentence by sentence.

        Args:
            docs: texts, none of them empty. They get heads and dependencies, as by spaCy's parser; sentence starts
                that are set on them are kept.
            features: the `FEATURES` of all their words, of shape (words, features).
        """
        told = []
        at = 0
        for group in _groups(docs):
            size = sum(map(len, group))
            told.append(self._read(group, features[at : at + size]))
            at += size
        return np.concatenate(told)

    def _read(self, docs: Sequence[Doc], features: NDArray[np.uint64]) -> NDArray[np.uint64]:
        rows = self._encoded([len(doc) for doc in docs], features)
        tags = self._tags[np.argmax(rows @ self._tag_weights + self._tag_bias, axis=1)]
        self._parser.set_annotations(docs, self._steps.walk(self._parser, docs, rows))
        arcs = np.concatenate([doc.to_array(["DEP", "HEAD"]) for doc in docs])
        return np.column_stack([tags, arcs])

    def _encoded(self, sizes: Sequence[int], features: NDArray[np.uint64]) -> Floats:
        """Each word's vector in the context of its own text, of shape (words, width)."""
        single = self._embedded(features)
        width = single.shape[1]
        places = np.arange(len(single)) + self._pad * np.repeat(np.arange(1, len(sizes) + 1), sizes)
        rows = np.zeros((len(single) + self._pad * (len(sizes) + 1), width), dtype=np.float32)
        rows[places] = single
        windows = np.zeros((len(rows), 3 * width), dtype=np.float32)
        for layer in self._layers:
            windows[1:, :width] = rows[:-1]
            windows[:, width : 2 * width] = rows
            windows[:-1, 2 * width :] = rows[1:]
            rows = rows + layer(windows)
        encoded: Floats = rows[places]
        return encoded

    def _embedded(self, features: NDArray[np.uint64]) -> Floats:
        """The vector of each word by itself, from its features, remembered for the next time."""
        keys = _keys(features)
        known = self._words
        new = [i for i, key in enumerate(keys) if key not in known]
        if new:
            if len(known) > WORDS_REMEMBERED:
                known.clear()
                self._vectors = self._vectors[:0]
                new = list(range(len(keys)))
            first = {keys[i]: i for i in reversed(new)}
            made = features[list(first.values())]
            for node in self._embed:
                made = node.predict(made)
            known.update({key: len(self._vectors) + i for i, key in enumerate(first)})
            self._vectors = np.concatenate([self._vectors, made])
        return self._vectors[[known[key] for key in keys]]


class _Steps:
    """The parser's choice of its next step, in all sentences at once."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - thinc's models carry no types
        linear = model.get_ref("tok2vec").layers[-1]
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._in_weights, self._in_bias = linear.get_param("W").T.copy(), linear.get_param("b")
        slots, hidden, pieces, width = lower.get_param("W").shape
        self._size = pieces * hidden
        ordered = lower.get_param("W").transpose(3, 0, 2, 1)
        self._weights = np.ascontiguousarray(ordered).reshape(width, slots * self._size)
        self._bias = np.ascontiguousarray(lower.get_param("b").T).ravel()
        self._absent = np.ascontiguousarray(lower.get_param("pad")[0].transpose(0, 2, 1)).reshape(1, -1)
        self._out_weights, self._out_bias = upper.get_param("W").T.copy(), upper.get_param("b")
        self._slots = np.arange(slots)
        self._asker = SimpleNamespace(state2vec=SimpleNamespace(nF=slots))

    def walk(self, parser: Any, docs: Sequence[Doc], rows: Floats) -> list[Any]:  # noqa: ANN401 - no types in spaCy
        """Return the parser's final states, one a text."""
        states = parser.moves.init_batch(docs)
        words = (rows @ self._in_weights + self._in_bias) @ self._weights
        table = np.concatenate([self._absent, words]).reshape(-1, self._size)
        half = self._size // 2
        active = [state for state in states if not state.is_final()]
        while active:
            # The words in a state's slots, asked of the method of spaCy's own step; -1 is a slot without a word.
            slots = ParserStepModel.get_token_ids(self._asker, active)
            hidden = table[(slots + 1) * len(self._slots) + self._slots].sum(axis=1)
            hidden += self._bias
            scores = np.maximum(hidden[:, :half], hidden[:, half:]) @ self._out_weights
            scores += self._out_bias
            active = parser.transition_states(active, scores)
        return list(states)


def _maxout(block: Any) -> Maxout:  # noqa: ANN401 - thinc's models carry no types
    """A layer of windows: its maxout and the normalisation behind it, pieces one behind the other."""
    maxout, norm = block.layers[1].layers[0].layers
    outputs, pieces, inputs = maxout.get_param("W").shape
    weights = np.ascontiguousarray(maxout.get_param("W").transpose(2, 1, 0)).reshape(inputs, pieces * outputs)
    bias = np.ascontiguousarray(maxout.get_param("b").T).ravel()
    return Maxout(weights, bias, norm.get_param("G"), norm.get_param("b"))


def _groups(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """Texts in order, as many at once as `WORDS_AT_ONCE` allows."""
    group: list[Doc] = []
    size = 0
    for doc in docs:
        if group and size + len(doc) > WORDS_AT_ONCE:
            yield group
            group, size = [], 0
        group.append(doc)
        size += len(doc)
    yield group


def _keys(features: NDArray[np.uint64]) -> list[int]:
    """One number for the features of each word; two kinds of word that share one are not to be expected."""
    mixed = np.zeros(len(features), dtype=np.uint64)
    for column in features.T:
        mixed = (mixed ^ column) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed.tolist()
