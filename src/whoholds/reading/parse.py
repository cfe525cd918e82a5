"""spaCy's small English model: syntax only."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from whoholds.reading.engine import engine, finish
from whoholds.reading.lexicon import load_yaml

if TYPE_CHECKING:
    from whoholds.reading.names import Namer

LONGEST_PARAGRAPH = 20_000
"""Characters; a longer paragraph is cut, since the parser's memory grows with it."""


ARTICLE_NAME = re.compile(r"\b(?:[AaEeUu][a-z]{1,2})[-‐‑][A-Z][\w'’]+(?:[-‐‑][A-Z]\w+)*")
"""A name with an Arabic article, "al-Sham", "ez-Zor", which the parser would tear apart."""

WRAPPED_WIDTH = (45, 110)
"""Characters of a line that somebody's mail or wire wrapped."""

SENTENCE_END = ".!?:\"”’'"

MONTHS = frozenset(
    [
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Jun.",
        "Jul.",
        "Aug.",
        "Sep.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "No.",
        "Gen.",
        "Col.",
        "Lt.",
    ]
)
"""What a full stop after does not end a sentence, before a number."""

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

WORDS_BEFORE = 3
"""How many words before the article may belong to the name ("Hayat Tahrir al-Sham")."""


def parse(text: str, namer: Namer) -> Doc:
    """Return a text's syntax.

    The model has seen few of the names of these wars and takes "Bakhmut" for an adverb and "Homs" for a plural. So
    names that it does not know are parsed under names that it does (`TWINS`), and the syntax is carried over to
    the true words. Names with an Arabic article, and names of known groups with a preposition in them, are one
    word in the result.
    """
    language, known = engine().language, engine().known
    doc = language.make_doc(text)
    _join_names(doc, namer)
    words = _twins(doc, known, namer.adjectives)
    twin = doc if words is None else Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])
    _part_sentences(twin)
    for _, component in language.pipeline:
        twin = component(twin)
    return finish(twin, doc)


def _part_sentences(twin: Doc) -> None:
    """Tell the parser where a sentence surely starts, or surely does not."""
    words = [token.text for token in twin]
    for i in range(1, len(words)):
        if "\n" in words[i - 1]:
            twin[i].is_sent_start = True  # a heading without a full stop is no part of what follows
        elif words[i - 1] in MONTHS and words[i][:1].isdigit():
            twin[i].is_sent_start = False  # "on Oct. 27"


def _twins(doc: Doc, known: frozenset[str], adjectives: frozenset[str]) -> list[str] | None:
    """The words with every unknown name under a known one; None where all are known."""
    words = [t.text for t in doc]
    twins = _word_twins()
    run: list[int] = []
    is_changed = False
    for i, word in enumerate([*words, ""]):
        is_unknown = _is_unknown_name(word, known)
        if is_unknown and word.lower() in adjectives:
            words[i], is_changed = NATIONALITY, True
        elif is_unknown:
            run.append(i)
            continue
        if word.lower() in twins:
            words[i] = twins[word.lower()]
            is_changed = True
        if run:
            is_changed = True
            for at, name in zip(run, TWINS[min(len(run), len(TWINS)) - 1], strict=False):
                words[at] = "NATO" if words[at].isupper() else name
            run = []
    return words if _opening_days(words) or is_changed else None


def _opening_days(words: list[str]) -> bool:
    """Put "But then" for the "On Tuesday" that opens a sentence without a comma; return whether any was put.

    Else "On Tuesday rebels entered ..." is parsed as something that stands on some "Tuesday rebels".
    """
    is_changed = False
    for i in range(len(words) - 2):
        opens = words[i] == "On" and (i == 0 or words[i - 1][-1:] in SENTENCE_END or words[i - 1].isspace())
        if opens and words[i + 1] in WEEKDAYS and words[i + 2].isalpha() and words[i + 2] not in DAY_GOES_ON:
            words[i : i + 2] = ["But", "then"]
            is_changed = True
    return is_changed


@cache
def _word_twins() -> dict[str, str]:
    return load_yaml("twins.yaml")


def _is_unknown_name(word: str, known: frozenset[str]) -> bool:
    if len(word) < 2 or not NAME_SHAPE.match(word):  # noqa: PLR2004 - a letter alone is an initial
        return False
    return word not in known and word.lower() not in known


def _join_names(doc: Doc, namer: Namer) -> None:
    """Make one word of each name that the tokenizer would tear apart."""
    with doc.retokenize() as joiner:
        last = 0
        for start, end in _names_to_join(doc, namer):
            if start >= last and end - start > 1:
                joiner.merge(doc[start:end])
                last = end


def _names_to_join(doc: Doc, namer: Namer) -> list[tuple[int, int]]:
    found = []
    for start, end in namer.group_names(doc.text):
        span = doc.char_span(start, end)
        if span is not None:
            found.append((span.start, span.end))
    for match in AGAIN.finditer(doc.text):
        span = doc.char_span(match.start(), match.end())
        if span is not None:
            found.append((span.start, span.end))
    for match in HYPHENATED.finditer(doc.text):
        span = doc.char_span(match.start(), match.end())
        if span is not None:
            found.append((span.start, span.end))
    for match in ARTICLE_NAME.finditer(doc.text):
        span = doc.char_span(match.start(), match.end())
        if span is not None:
            found.append((_first_word(doc, span.start, span.end, 0, namer), span.end))
    return sorted(found, key=lambda pair: (pair[0], -pair[1]))


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
