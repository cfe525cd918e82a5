"""What `words.yaml` says, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def settings() -> dict[str, Any]:
    """Return layers, parts, row labels and words of annotated texts."""
    text = Path(__file__).with_name("words.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def word(key: str) -> str:
    """Return one of the words.

    >>> word("legend")
    'Layers'
    """
    text: str = settings()["words"][key]
    return text


def row_label(key: str) -> str:
    """Return the label of a row behind a span.

    >>> row_label("id")
    'Id'
    """
    text: str = settings()["rows"][key]
    return text
