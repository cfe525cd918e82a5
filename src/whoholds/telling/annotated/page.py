"""Annotated reports as one self-contained HTML file: every span can be seen, pointed at and reached by keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from whoholds.model.annotated import Annotated
from whoholds.telling.annotated.cards import badge_of, cards_of
from whoholds.telling.annotated.content import Card, marks_of
from whoholds.telling.annotated.runs import Tag, runs
from whoholds.telling.annotated.style import row_label, settings, word
from whoholds.telling.evidence import safe_url
from whoholds.telling.markup import policy, script_safe, templates_in
from whoholds.telling.typeface import LETTERS, font_css
from whoholds.theatres import Theatre

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A report, ready for the template."""

    title: str
    about: str
    url: str
    pieces: Sequence[str | Tag]
    stances: Sequence[str]
    first_card: int
    cards: Sequence[Card]


def page_text(read: Sequence[Annotated], theatre: Theatre) -> str:
    """Return the page: it loads nothing, and runs no script but its own.

    The words of reports are text, in the page as in the data of its script; the policy in its head forbids
    any other script, style, frame, form or address.
    """
    sheets = list(_sheets(read, theatre))
    css = font_css([LETTERS, *(one.report.text for one in read)]) + _file("annotated.css")
    script = _file("annotated.js")
    return templates_in(TEMPLATES).get_template("annotated.html.j2").render(
        title=sheets[0].title if len(sheets) == 1 else word("page_title"), sheets=sheets, is_one=len(sheets) == 1,
        layers=settings()["layers"], parts=settings()["parts"], counts=_counts(sheets), word=word,
        css=css, script=script, policy=policy(css, script), data=script_safe(list(_data(sheets))), is_text=_is_text,
    )  # fmt: skip


def _file(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _is_text(piece: str | Tag) -> bool:
    return isinstance(piece, str)


def _sheets(read: Sequence[Annotated], theatre: Theatre) -> Iterator[_Sheet]:
    first_card = 0
    for one in read:
        report, cards = one.report, cards_of(one, theatre)
        known = (report.outlet, report.published or word("undated"), report.id)
        yield _Sheet(
            title=report.title or word("untitled").format(id=report.id),
            about=" · ".join(words for words in known if words),
            url=safe_url(report.url),
            pieces=list(runs(report.text, marks_of(one, map(badge_of, one.claims)))),
            stances=["" for _ in one.mentions] + [str(claim["stance"]) for claim in one.claims],
            first_card=first_card,
            cards=cards,
        )
        first_card += len(cards)


def _counts(sheets: Sequence[_Sheet]) -> Counter[str]:
    return Counter(card.layer for sheet in sheets for card in sheet.cards)


def _data(sheets: Sequence[_Sheet]) -> Iterator[dict[str, object]]:
    names = {layer: entry["one"] for layer, entry in settings()["layers"].items()}
    for sheet in sheets:
        for card in sheet.cards:
            rows = [[row_label(key), text] for key, text in card.rows]
            yield {"layer": card.layer, "kind": names[card.layer], "title": card.title, "rows": rows}
