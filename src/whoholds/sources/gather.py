"""From what a person names (files, folders, addresses, standard input) to reports."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from whoholds.errors import EmptySource, NotText, SourceError, WhoholdsError
from whoholds.model import Report
from whoholds.sources.documents import report_from_html, report_from_pdf, report_from_text
from whoholds.sources.language import with_language
from whoholds.sources.limits import Expansion, read_limited
from whoholds.sources.lines import Item, iso_date, reports_in

Aside = Callable[[WhoholdsError], None]
"""What is told of each source that was set aside."""

_DOCUMENTS: dict[str, Callable[[bytes, str], Report]] = {
    ".txt": report_from_text,
    ".md": report_from_text,
    ".html": report_from_html,
    ".htm": report_from_html,
    ".pdf": report_from_pdf,
}
KINDS = (".jsonl", ".jsonl.gz", *_DOCUMENTS, ".warc.gz", ".warc")
"""Endings of the files that are read; anything else in a folder is passed over."""


def gather(
    sources: Iterable[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    on_aside: Aside | None = None,
) -> Iterator[Report]:
    """Yield the reports of all sources, in their order, each in a language that is read.

    A report that cannot be taken in is set aside with its reason and the rest go on. Where it is the only
    one, its error is raised.

    Args:
        sources: files, folders, http(s) addresses, or "-" for JSONL on standard input.
        published: date for reports that tell none.
        outlet: publisher for reports that tell none.
        url: address for reports that tell none.
        language: ISO 639-1 code for reports that tell none.
        on_aside: told of each report that is set aside; None raises at the first.

    Raises:
        SourceError: if nothing could be read, or at the first bad report where `on_aside` is None.
    """
    known = {"published": iso_date(published, "--published"), "outlet": outlet, "url": url, "language": language}
    doubts = Doubts(on_aside)
    for thing, found in _items(sources):
        try:
            if isinstance(found, SourceError):
                raise found
            report = with_language(_filled_in(found, known), thing)
        except SourceError as error:
            doubts.aside(error)
        else:
            doubts.good()
            yield report
    doubts.close()


class Doubts:
    """Holds back the first bad report until it is clear whether there are others.

    Args:
        on_aside: told of each bad report; None raises at once.
    """

    def __init__(self, on_aside: Aside | None) -> None:
        self._on_aside = on_aside
        self._first: WhoholdsError | None = None
        self._asides = 0
        self._has_good = False

    def aside(self, error: WhoholdsError) -> None:
        """Tell of a bad report, or hold it back if it is the first of all."""
        if self._on_aside is None:
            raise error
        self._asides += 1
        if self._asides == 1 and not self._has_good:
            self._first = error
            return
        self._release()
        self._on_aside(error)

    def good(self) -> None:
        """Note that a report could be read."""
        self._has_good = True
        self._release()

    def _release(self) -> None:
        if self._first and self._on_aside:
            self._on_aside(self._first)
        self._first = None

    def close(self) -> None:
        """Raise if nothing at all could be read."""
        if self._first:
            raise self._first
        if self._asides and not self._has_good:
            raise SourceError(f"none of the {self._asides} reports could be read", "", "see the lines above")


def _filled_in(report: Report, known: dict[str, str | None]) -> Report:
    """Return the report with what it does not say taken from `known`; a made-up id follows its content."""
    missing = {name: value for name, value in known.items() if value and not getattr(report, name)}
    if not missing:
        return report
    is_made_up = report.id == f"r_{report.digest[:16]}"
    return replace(report, **missing, id="" if is_made_up else report.id)


def _items(sources: Iterable[str]) -> Iterator[Item]:
    for source in sources:
        try:
            yield from _of_source(source)
        except SourceError as error:
            yield source, error
        except OSError as error:
            yield source, SourceError(f"cannot be read ({error.strerror or error})", source)


def _of_source(source: str) -> Iterator[Item]:
    if source == "-":
        return reports_in(sys.stdin.buffer, "standard input", _unwatched)
    if "://" in source:
        from whoholds.sources.web import report_from_address  # noqa: PLC0415 - http.client, only for addresses

        return iter([(source, report_from_address(source))])
    path = Path(source)
    if path.is_dir():
        return _of_folder(path)
    if not path.exists():
        raise SourceError(
            "is not there", source, "give a file, a folder, an http(s) address or - for standard input"
        )
    if not path.is_file():
        raise SourceError("is no regular file", source)
    return _of_file(path)


def _of_folder(folder: Path) -> Iterator[Item]:
    if not os.access(folder, os.R_OK | os.X_OK):
        raise SourceError("cannot be read (Permission denied)", str(folder))
    paths = [path for path in _files_below(folder) if path.name.lower().endswith(KINDS)]
    if not paths:
        raise EmptySource("holds no file that is read", str(folder), f"put {', '.join(KINDS)} there")
    return _items(str(path) for path in paths)


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield regular files in order of their names; hidden ones and links to folders are passed over."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(top, name)
            if not name.startswith(".") and path.is_file():
                yield path


def _of_file(path: Path) -> Iterator[Item]:
    name = path.name.lower()
    if path.stat().st_size == 0:
        raise EmptySource("is empty", str(path))
    if name.endswith((".jsonl", ".jsonl.gz")):
        return _of_lines(path, is_packed=name.endswith(".gz"))
    if name.endswith((".warc", ".warc.gz")):
        return _of_archive(path, is_packed=name.endswith(".gz"))
    reader = _DOCUMENTS.get(path.suffix.lower())
    if reader is None:
        raise NotText("is no kind of file that is read", str(path), f"give one of {', '.join(KINDS)}")
    with path.open("rb") as file:
        return iter([(str(path), reader(read_limited(file, str(path)), str(path)))])


def _of_lines(path: Path, *, is_packed: bool) -> Iterator[Item]:
    has_line = False
    for item in _unpacked(path, reports_in, is_packed=is_packed):
        has_line = True
        yield item
    if not has_line:
        raise EmptySource("holds no report", str(path))


def _of_archive(path: Path, *, is_packed: bool) -> Iterator[Item]:
    from whoholds.sources.warc import pages_in  # noqa: PLC0415 - archives are rare

    return _unpacked(path, pages_in, is_packed=is_packed)


def _unpacked(
    path: Path, read: Callable[[IO[bytes], str, Callable[[int], None]], Iterator[Item]], *, is_packed: bool
) -> Iterator[Item]:
    if not is_packed:
        with path.open("rb") as file:
            yield from read(file, str(path), _unwatched)
        return
    watch = Expansion(str(path), path.stat().st_size)
    try:
        with gzip.open(path, "rb") as file:
            yield from read(file, str(path), watch.add)  # type: ignore[arg-type]
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise NotText("is broken: it cannot be unpacked to its end", str(path)) from None


def _unwatched(_size: int) -> None:
    """Count nothing: what is not compressed cannot grow."""


__all__ = ["KINDS", "Aside", "gather"]
