"""One report from one document: plain text, HTML or PDF."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any

from whoholds.errors import EmptySource, NotText, SourceError
from whoholds.model import Report
from whoholds.sources.decode import decode, storable
from whoholds.sources.limits import PDF_PAGES, TEXT_BYTES, too_large
from whoholds.sources.lines import iso_date

if TYPE_CHECKING:
    from pypdf import PdfReader

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
_HEAD_BYTES = 4_096
_PDF_FAULTS = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError,
    MemoryError, AssertionError, NotImplementedError, struct.error, zlib.error,
)  # fmt: skip
"""What a broken PDF makes its parser raise, besides its own errors."""


def report_from_text(data: bytes, thing: str) -> Report:
    """Return the report that a plain text is, whole.

    Raises:
        EmptySource: if it is blank.
        NotText: if it is binary.
    """
    return Report(text=_filled(decode(data, thing), thing))


def report_from_html(data: bytes, thing: str, charset: str | None = None) -> Report:
    """Return the main text of a page, with what the page says of title, date, outlet and address.

    Raises:
        EmptySource: if the page holds no text that reads like an article.
        NotText: if it is binary.
    """
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    hint = charset or (declared.group(1).decode("ascii") if declared else None)
    html = _filled(decode(data, thing, hint), thing)
    page = _main_text(html)
    text = _filled(storable(page.get("text") or ""), thing)
    return Report(
        text=text,
        title=page.get("title") or None,
        published=_date_or_none(page.get("date")),
        outlet=page.get("sitename") or page.get("hostname") or None,
        url=page.get("url") or None,
    )


def _main_text(html: str) -> dict[str, Any]:
    import trafilatura  # noqa: PLC0415 - takes a third of a second to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False)
    if page is None:
        return {}
    found: dict[str, Any] = page if isinstance(page, dict) else page.as_dict()
    return found


def _date_or_none(words: str | None) -> str | None:
    try:
        return iso_date(words or None, "")
    except SourceError:
        return None


def report_from_pdf(data: bytes, thing: str) -> Report:
    """Return the text of a PDF, page after page.

    Raises:
        EmptySource: if no page holds text, as in a scan.
        NotText: if it is broken or locked.
        TooLarge: if it has more pages or text than is read.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only PDFs need it
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        text, title = _pages(reader, thing), _pdf_title(reader)
    except SourceError:
        raise
    except (PyPdfError, *_PDF_FAULTS):
        raise NotText("is no PDF that can be read", thing, "open it and save it again, unlocked") from None
    return Report(text=_filled(text, thing, "is a PDF without text, perhaps a scan"), title=title)


def _pages(reader: PdfReader, thing: str) -> str:
    if len(reader.pages) > PDF_PAGES:
        raise too_large(thing)
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text() or "")
        if sum(map(len, pages)) > TEXT_BYTES:
            raise too_large(thing)
    return storable("\n\n".join(pages))


def _pdf_title(reader: PdfReader) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    return storable(str(title)).strip() or None if title else None


def _filled(text: str, thing: str, what: str = "holds no text to read") -> str:
    if not text.strip():
        raise EmptySource(what, thing)
    return text
