"""One document by one outlet at one time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

HALF = re.compile(r"[\ud800-\udfff]")
"""Half of a surrogate pair, which JSON can carry and no encoding can write."""

UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it came, kept whole; only halves of surrogate pairs become U+FFFD, so that it can be written.

    Attributes:
        text: the body; offsets of claims count its characters.
        id: given, or `r_` and a hash of the content.
        title: headline, where the source has one.
        published: as the source says it: an ISO date, or date and time; None where unknown.
        outlet: who published it, in words.
        url: where.
        language: ISO 639-1 code; None where it must be told from the text.
    """

    text: str
    id: str = ""
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        for name in ("text", "id", "title", "outlet", "url"):
            words = getattr(self, name)
            if words and HALF.search(words):
                object.__setattr__(self, name, HALF.sub(UNREADABLE, words))
        if not self.id:
            object.__setattr__(self, "id", f"r_{self.digest[:16]}")

    @property
    def digest(self) -> str:
        """SHA-256 of what the report says and who says it when, in hex; its `id` plays no part."""
        parts = (self.text, self.title, self.published, self.outlet, self.url)
        return sha256("\x1f".join(p or "" for p in parts).encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """Return the report as a line of the contract's JSONL; what is unknown is left out."""
        names = ("id", "title", "published", "outlet", "url", "language", "text")
        return {name: value for name in names if (value := getattr(self, name)) is not None}
