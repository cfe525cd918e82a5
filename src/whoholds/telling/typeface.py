"""The typeface of maps and pages: its files, the width of a text in it, and the part of it that a page carries."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Source Sans Pro"
FALLBACK = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
LETTERS = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180))) + "“”‘’–—…·−"
"""Letters of western texts, for pages whose words are not counted beforehand."""
FACES = {
    "regular": ("SourceSansPro-Regular.ttf", 400, "normal"),
    "italic": ("SourceSansPro-It.ttf", 400, "italic"),
    "semibold": ("SourceSansPro-Semibold.ttf", 600, "normal"),
    "bold": ("SourceSansPro-Bold.ttf", 700, "normal"),
}
"""File, weight and slant by the names that the style uses."""


def font_files() -> list[str]:
    """Return the paths of the font files, which come with the package `font-source-sans-pro`."""
    folder = Path(font_source_sans_pro.font_directory)
    return [str(folder / name) for name, _, _ in FACES.values()]


def _file_of(weight: str) -> str:
    return font_files()[list(FACES).index(weight)]


@cache
def _advances(weight: str) -> tuple[dict[int, float], float]:
    with TTFont(_file_of(weight)) as face:
        per_em = face["head"].unitsPerEm
        widths = face["hmtx"].metrics
        by_code = {code: widths[glyph][0] / per_em for code, glyph in face.getBestCmap().items()}
    return by_code, by_code[ord("n")]


def text_width(text: str, size: float, weight: str = "regular") -> float:
    """Return the width of `text` in px, without kerning; letters that the face lacks count as an n.

    >>> text_width("Homs", 10) < text_width("Homs", 10, "bold")
    True
    """
    by_code, spare = _advances(weight)
    return size * sum(by_code.get(ord(letter), spare) for letter in text)


def wrap(text: str, width: float, size: float, weight: str = "regular") -> list[str]:
    """Return `text` in lines no wider than `width` px; a single word that is wider keeps its line."""
    lines: list[str] = []
    line = ""
    for piece in text.split():
        longer = f"{line} {piece}" if line else piece
        if line and text_width(longer, size, weight) > width:
            lines.append(line)
            line = piece
        else:
            line = longer
    return [*lines, line] if line else lines


def font_css(texts: Iterable[str], weights: Iterable[str] = tuple(FACES)) -> str:
    """Return @font-face rules that carry just the letters of `texts`, so that a file looks alike everywhere."""
    letters = "".join(sorted(set("".join(texts)) | set(" 0123456789.,%–…")))
    return "".join(_font_face(weight, letters) for weight in weights)


@cache
def _font_face(weight: str, letters: str) -> str:
    _, heaviness, slant = FACES[weight]
    data = b64encode(_subset(weight, letters)).decode("ascii")
    return (
        f"@font-face{{font-family:'{FAMILY}';font-weight:{heaviness};font-style:{slant};"
        f"src:url(data:font/woff;base64,{data}) format('woff')}}"
    )


def _subset(weight: str, letters: str) -> bytes:
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subset.Options(flavor="woff", hinting=False, layout_features=["kern"], notdef_outline=True)
    with TTFont(_file_of(weight)) as font:
        worker = subset.Subsetter(options)
        worker.populate(text=letters)
        worker.subset(font)
        font.flavor = "woff"
        # The same letters must give the same bytes: no time of writing in the file.
        font.recalcTimestamp = False
        out = BytesIO()
        font.save(out)
    return out.getvalue()
