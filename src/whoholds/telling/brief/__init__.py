"""The brief: what changed, what is disputed, what follows, what to watch; every sentence with its sources."""

from __future__ import annotations

from pathlib import Path

from whoholds.telling.brief.compose import compose
from whoholds.telling.brief.content import Brief, Note, Section, Sentence
from whoholds.telling.brief.markdown import markdown
from whoholds.telling.brief.page import html
from whoholds.telling.destination import suffix_of, write_file
from whoholds.telling.discretion import Discretion, discreet
from whoholds.telling.material import BriefInput

__all__ = ["BRIEF_SUFFIXES", "Brief", "BriefInput", "Note", "Section", "Sentence", "compose", "write_brief"]

BRIEF_SUFFIXES = (".md", ".html")


def write_brief(source: BriefInput, path: str | Path, *, discretion: Discretion | None = None) -> None:
    """Write the brief; the suffix of `path` says the form.

    After the call every sentence in the file has at least one note, and every note its quote, its voices,
    its date and its address where it has one.

    Args:
        source: what the brief is made from.
        path: a file ending in .md or .html.
        discretion: what is held back; nothing where None.

    Raises:
        QuestionError: if the suffix names no form, or the picture is fresher than a delay allows.
        NotWritable: if the folder refuses the file.
    """
    form = {".md": markdown, ".html": html}[suffix_of(path, BRIEF_SUFFIXES)]
    write_file(path, form(compose(discreet(source, discretion or Discretion()))))
