"""How much of a document is taken in: every document is hostile until read."""

from __future__ import annotations

import zlib
from typing import IO

from whoholds.errors import NotText, TooLarge

TEXT_BYTES = 10 * 2**20
"""Longest text of one report, and largest file that holds one."""

PDF_PAGES = 2_000
"""Pages of a PDF that are read."""

EXPANSION = 200
"""A compressed file that grows by more than this, beyond `EXPANSION_FROM_BYTES`, is refused."""

EXPANSION_FROM_BYTES = 100 * 2**20


def megabytes(size: int) -> str:
    """Return a size in words, rounded to what a person wants to know.

    >>> megabytes(10 * 2**20)
    '10 MB'
    """
    return f"{size / 2**20:.0f} MB"


def too_large(thing: str, limit: int = TEXT_BYTES) -> TooLarge:
    """Return the error for something over a limit in bytes."""
    return TooLarge(f"is over the limit of {megabytes(limit)} a report", thing, "split it into its reports")


def read_limited(stream: IO[bytes], thing: str, limit: int = TEXT_BYTES) -> bytes:
    """Return the whole of a stream, never holding more than `limit` bytes and one.

    Raises:
        TooLarge: if there is more.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(thing, limit)
    return data


def gunzipped(data: bytes, thing: str) -> bytes:
    """Return gzip data unpacked, never holding more than the limit.

    Raises:
        NotText: if it is broken.
        TooLarge: if it is over the limit.
    """
    try:
        plain = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, TEXT_BYTES + 1)
    except zlib.error:
        raise NotText("is broken: it cannot be unpacked", thing) from None
    if len(plain) > TEXT_BYTES:
        raise too_large(thing)
    return plain


class Expansion:
    """Watches how far a compressed file grows.

    Args:
        thing: what is being read, for the error.
        packed_bytes: its size on disk.
    """

    def __init__(self, thing: str, packed_bytes: int) -> None:
        self._thing = thing
        self._most = max(EXPANSION_FROM_BYTES, EXPANSION * packed_bytes)
        self._seen = 0

    def add(self, size: int) -> None:
        """Count bytes that came out.

        Raises:
            TooLarge: if the file has grown out of all proportion.
        """
        self._seen += size
        if self._seen > self._most:
            raise TooLarge("grows out of all proportion when it is unpacked", self._thing, "unpack and look at it")
