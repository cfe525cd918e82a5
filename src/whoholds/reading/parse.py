"""spaCy's small English model: syntax only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.tokens import Doc

from whoholds.reading.engine import engine, finish
from whoholds.reading.lexicon import load_yaml
from whoholds.reading.network import FEATURES
from whoholds.reading.relations import Told, find_told, keep_told
from whoholds.reading.sentences import is_stop, sentences

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from whoholds.reading.names import Namer

LONGEST_PARAGRAPH = 20_000
"""Characters; a longer paragraph is cut, since the parser's memory grows with it."""


LONGEST_SENTENCE = 400
"""Words; what runs on longer is no sentence, and is cut so that its cost stays in step with its length."""

ARTICLE_NAME = re.compile(r"\b(?:[AaEeUu][a-z]{1,2})[-‐‑][A-Z][\w'’]+(?:[-‐‑][A-Z]\w+)*")
"""A name with an Arabic article, "al-Sham", "ez-Zor", which the parser would tear apart."""

WRAPPED_WIDTH = (45, 110)
"""Characters of a line that somebody's mail or wire wrapped."""

SENTENCE_END = ".!?:\"”’'"

AGAIN = re.compile(r"\b(?:[Rr]e|[Cc]ounter)-[a-z]+")
"""A word with a hyphen behind its first part, "re-captured", "counter-offensive"."""

TWINS = (("London",), ("New", "York"), ("New", "York", "City"))
"""What unknown names of one, two and three words are parsed as."""

NATIONALITY = "Russian"
"""What an unknown adjective of a country is parsed as: "Mozambican"."""

NAME_SHAPE = re.compile(r"^(?:[A-Z]|[a-z]{2}[-‐‑][A-Z]).*\w$", re.DOTALL)

HYPHENATED = re.compile(r"\b[A-Z]\w+-[a-z]{1,3}-[A-Z]\w+")
"""A name in one piece, "Mazar-i-Sharif"; "Damascus-Aleppo" is two."""

WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
DAY_GOES_ON = frozenset(["night", "morning", "afternoon", "evening", "and", "or", "noon", "midday"])
"""Words that belong to the weekday before them."""

BEFORE_MAY = frozenset(
    [
        "in",
        "since",
        "of",
        "last",
        "early",
        "late",
        "by",
        "until",
        "this",
        "from",
        "mid",
        "next",
        "between",
        "during",
    ]
)
"""What stands before the name of a month."""

WORDS_BEFORE = 3
"""How many words before the article may belong to the name ("Hayat Tahrir al-Sham")."""


def parse(text: str, namer: Namer) -> Doc:
    """Return a text's syntax.

    The model has seen few of the names of these wars and takes "Bakhmut" for an adverb and "Homs" for a plural. So
    names that it does not know are parsed under names that it does (`TWINS`), and the syntax is carried over to
    the true words. Names with an Arabic article, names of known groups with a preposition in them, and "some 15 km
    north of" (parsed as "near") are one word in the result. What surely is a sentence is parsed by itself.
    """
    return parse_all([text], namer)[0]


def parse_all(texts: Sequence[str], namer: Namer) -> list[Doc]:
    """Return the syntax of texts, as `parse` does one by one; together they cost less."""
    drafts = [_draft(text, namer) for text in texts]
    full = [draft for draft in drafts if len(draft.doc)]
    if full:
        features = np.concatenate([draft.features for draft in full])
        syntax = engine().network.read([piece for draft in full for piece in draft.pieces], features)
        at = 0
        for draft in full:
            finish(draft.doc, draft.words, syntax[at : at + len(draft.doc)])
            at += len(draft.doc)
    return [draft.doc for draft in drafts]


class _Draft(NamedTuple):
    """A text on its way to the parser: the words that are parsed in its place, what they look like, its pieces."""

    doc: Doc
    words: Any
    features: Any
    pieces: list[Doc]


def _draft(text: str, namer: Namer) -> _Draft:
    made = engine()
    doc = made.language.make_doc(text)
    told = find_told(text)
    _join_names(doc, text, namer, told)
    own = [token.text for token in doc]
    words = _twins(own, made.known, namer.adjectives)
    for i, word in keep_told(doc, told, namer.is_spot).items():
        words[i] = word
    features: Any = doc.to_array(FEATURES)
    orths: Any = doc.to_array("ORTH")
    for i, (word, twin) in enumerate(zip(own, words, strict=True)):
        if word is not twin:
            orths[i], features[i, :-2], features[i, -1] = _looks(twin)
    pieces = [_piece(doc.vocab, words[start:end]) for start, end in _pieces(doc, text, words)] if words else []
    return _Draft(doc, orths, features, pieces)


@cache
def _looks(word: str) -> tuple[int, tuple[int, ...], int]:
    """What the model sees in a word: its number, the features that stand before `SPACY`, and the one behind."""
    lexeme = engine().language.vocab[word]
    return lexeme.orth, (lexeme.norm, lexeme.prefix, lexeme.suffix, lexeme.shape), int(lexeme.is_space)


def _pieces(doc: Doc, text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The ranges of words that surely are sentences of their own: a heading is no part of what follows."""
    starts = {start for start, _ in sentences(text, 0, len(text))}
    offsets = doc.to_array("IDX").tolist()
    low = 0
    for i in range(1, len(words)):
        if offsets[i] in starts or "\n" in words[i - 1] or i - low >= LONGEST_SENTENCE:
            yield low, i
            low = i
    yield low, len(words)


def _piece(vocab: Vocab, words: list[str]) -> Doc:
    """Words to parse, with word where a sentence surely does not start ("on Oct. 27")."""
    piece = Doc(vocab, words=words)
    for i in range(1, len(words)):
        if words[i][:1].isdigit() and words[i - 1][-1:] == "." and not is_stop(words[i - 1], words[i][0]):
            piece[i].is_sent_start = False
    return piece


def _twins(own: Sequence[str], known: frozenset[str], adjectives: frozenset[str]) -> list[str]:
    """The words with every unknown name under a known one."""
    words = list(own)
    twins = _word_twins()
    run: list[int] = []
    for i, word in enumerate([*words, ""]):
        is_unknown = _is_unknown_name(word, known)
        if is_unknown and word.lower() in adjectives:
            words[i] = NATIONALITY
        elif is_unknown:
            run.append(i)
            continue
        elif (twin := twins.get(word.lower())) is not None:
            words[i] = twin
        if run:
            for at, name in zip(run, TWINS[min(len(run), len(TWINS)) - 1], strict=False):
                words[at] = "NATO" if words[at].isupper() else name
            run = []
    _opening_days(words)
    _months_of_may(words)
    return words


def _opening_days(words: list[str]) -> None:
    """Put "But then" for the "On Tuesday" that opens a sentence without a comma.

    Else "On Tuesday rebels entered ..." is parsed as something that stands on some "Tuesday rebels".
    """
    for i in range(len(words) - 2):
        opens = words[i] == "On" and (i == 0 or words[i - 1][-1:] in SENTENCE_END or words[i - 1].isspace())
        if opens and words[i + 1] in WEEKDAYS and words[i + 2].isalpha() and words[i + 2] not in DAY_GOES_ON:
            words[i : i + 2] = ["But", "then"]


def _months_of_may(words: list[str]) -> None:
    """Put "June" for the month of May: "on 29 May the commander ..." is parsed with an auxiliary."""
    for i, word in enumerate(words):
        if word != "May":
            continue
        before, after = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
        if before.isdigit() or after.isdigit() or before.lower() in BEFORE_MAY:
            words[i] = "June"


@cache
def _word_twins() -> dict[str, str]:
    return load_yaml("twins.yaml")


def _is_unknown_name(word: str, known: frozenset[str]) -> bool:
    if len(word) < 2 or not NAME_SHAPE.match(word):  # noqa: PLR2004 - a letter alone is an initial
        return False
    return word not in known and word.lower() not in known


def _join_names(doc: Doc, text: str, namer: Namer, told: Sequence[Told]) -> None:
    """Make one word of each name that the tokenizer would tear apart, and of "some 15 km north of"."""
    spans = [doc.char_span(one.start, one.end) for one in told if one.stands_as]
    joined = [(span.start, span.end) for span in spans if span is not None]
    found = sorted([*_names_to_join(doc, text, namer), *joined], key=lambda pair: (pair[0], -pair[1]))
    if not found:
        return
    with doc.retokenize() as joiner:
        last = 0
        for start, end in found:
            if start >= last and end - start > 1:
                joiner.merge(doc[start:end])
                last = end


def _names_to_join(doc: Doc, text: str, namer: Namer) -> list[tuple[int, int]]:
    whole = list(namer.group_names(text))
    whole += [match.span() for pattern in (AGAIN, HYPHENATED) for match in pattern.finditer(text)]
    found = [(span.start, span.end) for start, end in whole if (span := doc.char_span(start, end)) is not None]
    for match in ARTICLE_NAME.finditer(text):
        span = doc.char_span(match.start(), match.end())
        if span is not None:
            found.append((_first_word(doc, span.start, span.end, 0, namer), span.end))
    return found


def _first_word(doc: Doc, start: int, end: int, low: int, namer: Namer) -> int:
    """The first word of a name with an article: as far left as a known name reaches, or a usual head."""
    best = start
    for first in range(start - 1, max(low, start - WORDS_BEFORE) - 1, -1):
        if not doc[first].text[:1].isupper() or not doc[first].whitespace_ or doc[first].is_stop:
            break
        words = doc[first:end].text
        if (
            namer.place(words) is not None
            or namer.actor(words) is not None
            or (first == start - 1 and doc[first].lower_ in namer.heads)
        ):
            best = first
    return best


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return the (start, end) offsets of the paragraphs of a text, blank ones left out.

    A line break ends a paragraph, but in text that is wrapped by hand only a blank or indented line does; a
    paragraph beyond `LONGEST_PARAGRAPH` is cut at the last full stop or
    blank before the limit, so that no document costs more than its length.

    >>> paragraphs("One.\n\nTwo.")
    [(0, 4), (6, 10)]
    """
    found = []
    at = 0
    for line in _blocks(text):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)
        while end - start > LONGEST_PARAGRAPH:
            cut = _cut(text, start)
            found.append((start, cut))
            start = cut
        if start < end:
            found.append((start, end))
    return found


def is_wrapped(text: str) -> bool:
    """Return whether the lines of a text are broken by width: most are long and end in mid-sentence."""
    lines = [line.rstrip() for line in text.splitlines()[:200] if line.strip()]
    broken = [
        line
        for line in lines[:-1]
        if WRAPPED_WIDTH[0] <= len(line) <= WRAPPED_WIDTH[1] and line[-1] not in SENTENCE_END
    ]
    return len(lines) > 3 and len(broken) > len(lines) / 2  # noqa: PLR2004 - a verse is no wrapped text


def _blocks(text: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    if not is_wrapped(text):
        return lines
    blocks: list[str] = []
    for line in lines:
        opens = not blocks or not line.strip() or not blocks[-1].strip() or line[:1].isspace()
        blocks[len(blocks) if opens else -1 :] = [line if opens else blocks[-1] + line]
    return blocks


def _cut(text: str, start: int) -> int:
    limit = start + LONGEST_PARAGRAPH
    for mark in (". ", " "):
        at = text.rfind(mark, start + LONGEST_PARAGRAPH // 2, limit)
        if at > 0:
            return at + 1
    return limit
