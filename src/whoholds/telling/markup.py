"""Markup that hostile text cannot break: escaping templates, allowed characters, content policy."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

BELOW_SURROGATES = range(0x20, 0xD800)
ABOVE_SURROGATES = range(0xE000, 0xFFFE)
BEYOND_BASIC = range(0x10000, 0x110000)
WHITE = frozenset("\t\n\r")


@cache
def templates_in(folder: Path) -> Environment:
    """Return the templates of a folder: everything is escaped, nothing may be left undefined."""
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        finalize=without_controls, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def without_controls(value: Any) -> Any:  # noqa: ANN401 (Jinja2 hands over whatever a template prints)
    """Return text without the characters that no XML or HTML may hold; anything else as it is."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "".join(letter for letter in value if letter in WHITE or _is_allowed(ord(letter)))


def _is_allowed(code: int) -> bool:
    return code in BELOW_SURROGATES or code in ABOVE_SURROGATES or code in BEYOND_BASIC


def policy(css: str, script: str = "") -> str:
    """Return the content security policy that lets through this style and this script and nothing else."""
    scripts = f"'{_hash(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src {scripts}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def script_safe(content: Any) -> str:  # noqa: ANN401 (any JSON)
    r"""Return JSON that cannot end the script element it stands in, whatever the words of reports hold.

    >>> script_safe("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return str(without_controls(text))


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"
