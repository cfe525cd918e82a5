"""What `style.yaml` says, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def style() -> dict[str, Any]:
    """Return sizes, shapes, colours and words of the map."""
    text = Path(__file__).with_name("style.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def word(key: str) -> str:
    """Return one of the map's words.

    >>> word("contested")
    'Contested'
    """
    text: str = style()["words"][key]
    return text
