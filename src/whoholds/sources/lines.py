"""Reports as JSONL, plain or compressed, from a file or from standard input."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from typing import IO, Any

from whoholds.errors import EmptySource, NotText, QuestionError, SourceError
from whoholds.model import Report, parse_moment
from whoholds.sources.decode import decode, storable
from whoholds.sources.limits import TEXT_BYTES, too_large

LINE_BYTES = 2 * TEXT_BYTES
"""Longest line: a text in `\\uXXXX` escapes is longer on the line than in the report."""

_SKIP_BYTES = 2**20
_FIELDS = ("title", "published", "outlet", "url", "language")

Item = tuple[str, Report | SourceError]
"""What was read ("FILE line 3") and the report or what is wrong with it."""


def reports_in(stream: IO[bytes], name: str, count: Callable[[int], None]) -> Iterator[Item]:
    """Yield the report of each line, or what is wrong with the line; blank lines are passed over.

    A file that begins as no JSON and no text gets one error, and its other lines none.

    Args:
        stream: the bytes.
        name: of the file, for errors.
        count: told the bytes of each line as they come.
    """
    number = 0
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        thing = f"{name} line {number}"
        count(len(line))
        if number == 1 and _is_binary(line):
            yield name, NotText("holds no text", name, "give JSONL: one JSON object with a `text` on each line")
            return
        if len(line) > LINE_BYTES:
            _skip_line(stream, count)
            yield thing, too_large(thing)
        elif line.strip():
            yield thing, _report_or_error(line, thing)


def _is_binary(line: bytes) -> bool:
    """Return whether a first line shows that the file is no JSONL at all, rather than a bad line of one."""
    if line.lstrip().startswith(b"{"):
        return False
    try:
        decode(line, "")
    except NotText:
        return True
    return False


def _skip_line(stream: IO[bytes], count: Callable[[int], None]) -> None:
    while (rest := stream.readline(_SKIP_BYTES)) and not rest.endswith(b"\n"):
        count(len(rest))


def _report_or_error(line: bytes, thing: str) -> Report | SourceError:
    try:
        return report_of(_object(line, thing), thing)
    except SourceError as error:
        return error


def _object(line: bytes, thing: str) -> dict[str, Any]:
    try:
        value = json.loads(decode(line, thing))
    except NotText:
        raise
    except (ValueError, RecursionError):
        raise SourceError("is no JSON", thing, "each line is one JSON object with a `text`") from None
    if not isinstance(value, dict):
        raise SourceError("is no JSON object", thing, 'write {"text": "..."}')
    return value


def report_of(fields: dict[str, Any], thing: str) -> Report:
    """Return the report that a JSON object holds.

    Raises:
        EmptySource: if its text is missing or blank.
        TooLarge: if its text is over the limit.
        SourceError: if a field is of the wrong kind, or `published` is no date.
    """
    text = fields.get("text")
    if text is None:
        raise EmptySource("has no `text`", thing, 'write {"text": "..."}')
    if not isinstance(text, str):
        raise SourceError("has a `text` that is no string", thing)
    if not text.strip():
        raise EmptySource("has an empty `text`", thing)
    if len(text) > TEXT_BYTES:
        raise too_large(thing)
    known = {name: _word(fields, name, thing) for name in _FIELDS}
    known["published"] = iso_date(known["published"], thing)
    return Report(text=storable(text), id=_word(fields, "id", thing) or "", **known)


def _word(fields: dict[str, Any], name: str, thing: str) -> str | None:
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise SourceError(f"has a `{name}` that is no string", thing)
    return storable(value).strip() or None if value else None


def iso_date(words: str | None, thing: str) -> str | None:
    """Return a date as ISO writes it; None stays None. E-mail dates, as feeds have them, are taken too.

    Raises:
        SourceError: if the words are no date.
    """
    if words is None:
        return None
    try:
        parse_moment(words)
    except (QuestionError, OverflowError):
        try:
            return parsedate_to_datetime(words).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            remedy = "write 2024-12-07 or 2024-12-07T10:00"
            raise SourceError(f"has a `published` that is no date (“{words[:40]}”)", thing, remedy) from None
    return words
