"""The brief as Markdown, with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.telling.brief.content import Brief, Note, Sentence, words
from whoholds.telling.markup import without_controls

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-!|~$^])")


def markdown(brief: Brief) -> str:
    """Return the brief as Markdown; every word of a report is escaped, so none of it is markup."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield from (f"# {plain(brief.title)}", "", f"*{plain(brief.when)}*", "")
    if brief.headline:
        yield from (f"**{plain(brief.headline.text)}**{_marks(brief.headline)}", "")
    for section in brief.sections:
        yield from (f"## {plain(section.title)}", "")
        yield from (f"- {plain(sentence.text)}{_marks(sentence)}" for sentence in section.sentences)
        yield ""
    yield from (f"## {words()['sections']['notes']}", "", words()["basis"], "")
    yield from (f"[^{number}]: {_note(note)}" for number, note in enumerate(brief.notes, start=1))
    yield ""
    yield from (f"{plain(line)}  " for line in brief.credits)


def _marks(sentence: Sentence) -> str:
    return "".join(f"[^{number}]" for number in sentence.notes)


def _note(note: Note) -> str:
    cited = note.citation
    if cited is None:
        return plain(note.text)
    where = f" <{_address(cited.url)}>" if cited.url else ""
    return f"“{plain(cited.quote)}” {plain(cited.chain)}, {cited.day}.{where}"


def plain(text: str) -> str:
    r"""Return text that Markdown shows letter for letter.

    >>> plain("<b>*x*</b>")
    '&lt;b&gt;\\*x\\*&lt;/b&gt;'
    """
    one_line = (
        " ".join(without_controls(text).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    return _SPECIAL.sub(r"\\\1", one_line)


def _address(url: str) -> str:
    return re.sub(r"[\s<>]", lambda sign: f"%{ord(sign.group()):02X}", url)
