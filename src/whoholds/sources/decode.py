"""Bytes to text: which encoding, or none."""

from __future__ import annotations

import codecs
import re

from whoholds.errors import NotText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; the UTF-32 ones come first, because UTF-16's is their beginning."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CYRILLIC_BYTES = re.compile(rb"[\xc0-\xff]{3}")
_ACCENTED_BYTES = re.compile(rb"[\x80-\xff]")
_MOST_CONTROL_SHARE = 0.01


def decode(data: bytes, thing: str, hint: str | None = None) -> str:
    r"""Return the text that bytes hold, with line ends as "\n".

    A byte order mark decides; then UTF-8; then the encoding that the document declares; then
    Windows-1251 where bytes run together as Cyrillic words do, else Windows-1252.

    Raises:
        NotText: if the bytes hold control characters as only binary files do.

    >>> decode(b"\xef\xbb\xbfHoms\r\n", "a.txt")
    'Homs\n'
    """
    text = _decoded(data, hint)
    if "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL_SHARE * len(text):
        raise NotText("holds no text", thing, "give a .txt, .md, .html, .pdf or .jsonl file")
    return storable(text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(data: bytes, hint: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_declared(hint) or _guessed(data), "replace")


def _declared(hint: str | None) -> str | None:
    """Return a declared encoding if it is known and not the one that has just failed."""
    try:
        name = codecs.lookup(hint).name if hint else ""
    except LookupError:
        return None
    return name if name not in {"", "utf-8"} else None


def _guessed(data: bytes) -> str:
    accented = len(_ACCENTED_BYTES.findall(data))
    in_runs = 3 * len(_CYRILLIC_BYTES.findall(data))
    return "cp1251" if in_runs > accented / 2 else "cp1252"


def storable(text: str) -> str:
    r"""Return the text with characters that no ledger can keep replaced one for one, so that offsets stand.

    >>> storable("a\x00b")
    'a\ufffdb'
    """
    return _UNSTORABLE.sub("\ufffd", text)
