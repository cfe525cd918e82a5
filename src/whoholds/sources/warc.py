"""Pages out of a web archive (WARC 1.0 and 1.1), such as Common Crawl's news crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO

from whoholds.errors import NotText, SourceError
from whoholds.sources.documents import report_from_html
from whoholds.sources.limits import TEXT_BYTES, gunzipped, too_large
from whoholds.sources.lines import Item

_LINE_BYTES = 2**16
_MOST_HEADERS = 200
_STEP_BYTES = 2**20

Count = Callable[[int], None]


def pages_in(stream: IO[bytes], name: str, count: Count) -> Iterator[Item]:
    """Yield the report of every HTML page that the archive holds, or what is wrong with the page.

    Args:
        stream: the archive, unpacked.
        name: of the archive, for errors.
        count: told the bytes of each record as they come.

    Raises:
        NotText: if the stream is no archive.
    """
    while head := stream.readline(_LINE_BYTES):
        if not head.strip():
            continue
        if not head.startswith(b"WARC/"):
            raise NotText("is no web archive", name)
        fields = _headers(stream)
        body = _body(stream, fields, count)
        if fields.get("warc-type") != "response":
            continue
        url = fields.get("warc-target-uri", "").strip("<>")
        yield from _page(body, f"{name} {url}", url, fields.get("warc-date"))


def _headers(stream: IO[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LINE_BYTES).strip()
        if not line:
            break
        key, _, value = line.decode("utf-8", "replace").partition(":")
        fields[key.strip().lower()] = value.strip()
    return fields


def _body(stream: IO[bytes], fields: dict[str, str], count: Count) -> bytes | None:
    """Return the record's block; None if it is over the limit, in which case it has been passed over."""
    length = fields.get("content-length", "")
    size = int(length) if length.isdecimal() else 0
    count(size)
    if size <= TEXT_BYTES:
        return stream.read(size)
    while size > 0 and (step := stream.read(min(size, _STEP_BYTES))):
        size -= len(step)
    return None


def _page(block: bytes | None, thing: str, url: str, crawled: str | None) -> Iterator[Item]:
    if block is None:
        yield thing, too_large(thing)
        return
    head, _, body = block.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    fields = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    if " 200" not in status or "html" not in fields.get("content-type", ""):
        return
    try:
        is_packed = fields.get("content-encoding", "").lower() == "gzip"
        report = report_from_html(gunzipped(body, thing) if is_packed else body, thing)
    except SourceError as error:
        yield thing, error
        return
    yield thing, replace(report, id="", url=report.url or url or None, published=report.published or crawled)
