"""The brief as one self-contained, printable HTML file."""

from __future__ import annotations

from pathlib import Path

from whoholds.telling.brief.content import Brief, words
from whoholds.telling.markup import policy, templates_in
from whoholds.telling.typeface import LETTERS, font_css

TEMPLATES = Path(__file__).with_name("templates")


def html(brief: Brief) -> str:
    """Return the page: no script at all, every word of a report escaped."""
    css = font_css([LETTERS], ("regular", "semibold", "bold")) + (TEMPLATES / "brief.css").read_text("utf-8")
    page = templates_in(TEMPLATES).get_template("brief.html.j2")
    return page.render(brief=brief, words=words(), css=css, policy=policy(css))
