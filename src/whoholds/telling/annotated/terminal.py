"""Annotated reports on a terminal: colours, and a letter beside every span so that nobody needs them."""

from __future__ import annotations

from collections import Counter
from unicodedata import category

from rich.console import Console
from rich.table import Table
from rich.text import Text

from whoholds.model.annotated import Annotated
from whoholds.telling.annotated.cards import badge_of, cards_of
from whoholds.telling.annotated.content import Card, Mark, marks_of
from whoholds.telling.annotated.runs import Tag, runs
from whoholds.telling.annotated.style import row_label, settings, word
from whoholds.theatres import Theatre

KEPT_CONTROLS = frozenset("\n\t")
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = "\ufffd"


def show(annotated: Annotated, theatre: Theatre, console: Console) -> None:
    """Print the report's text with its spans marked, then its claims and what each span was read as.

    No character of a report reaches the terminal that could steer it.
    """
    cards = cards_of(annotated, theatre)
    console.print(Text(tame(_heading(annotated)), style="bold"))
    console.print(marked_text(annotated), soft_wrap=False)
    console.print(_key(), soft_wrap=False)
    for layer in settings()["layers"]:
        of_layer = [card for card in cards if card.layer == layer]
        if of_layer:
            console.print(_table(layer, of_layer))


def tame(words: str) -> str:
    r"""Return words without the characters that steer a terminal or turn the direction of text.

    >>> tame("Homs\x1b[2J fell").encode("ascii", "replace")
    b'Homs?[2J fell'
    """
    return "".join(UNSEEN if _steers(letter) else letter for letter in words)


def _steers(letter: str) -> bool:
    return letter in BIDI_CONTROLS or (category(letter) in {"Cc", "Cs"} and letter not in KEPT_CONTROLS)


def _heading(annotated: Annotated) -> str:
    report = annotated.report
    known = (report.title, report.outlet, report.published or word("undated"), report.id)
    return " · ".join(words for words in known if words)


def marked_text(annotated: Annotated) -> Text:
    """Return the text with its spans in colour, between brackets that bear the letter of their kind.

    A span stands between brackets once, however many others cut it; claims are underlined alone and told below.
    """
    marks = marks_of(annotated, map(badge_of, annotated.claims))
    shown, opened = Text(), list[Mark]()
    for piece in runs(annotated.report.text, marks):
        if isinstance(piece, str):
            shown.append(tame(piece), " ".join(_look(mark)[1] for mark in opened))
            continue
        if piece.is_opening:
            opened.append(piece.mark)
        else:
            opened.pop()
        if piece.is_edge:
            shown.append(*_bracket(piece))
    return shown


def _look(mark: Mark) -> tuple[str, str]:
    """Return letter and style of a mark; claims have no letter."""
    entry = settings()["parts"][mark.part] if mark.part else settings()["layers"][mark.layer]
    return entry.get("letter", ""), entry["style"]


def _bracket(tag: Tag) -> tuple[str, str]:
    letter, style = _look(tag.mark)
    if not letter:
        return "", ""
    return ("[" if tag.is_opening else f"]{letter}"), style or "magenta"


def _key() -> Text:
    names = settings()["layers"].values()
    parts = [(entry["letter"], entry["one"], entry["style"]) for entry in names if "letter" in entry]
    parts += [(entry["letter"], entry["says"], entry["style"]) for entry in settings()["parts"].values()]
    key = Text("\n")
    for letter, says, style in parts:
        key.append(f"[…]{letter}", style or "magenta").append(f" {says}  ")
    return key.append(settings()["layers"]["claim"]["one"], settings()["layers"]["claim"]["style"])


def _table(layer: str, cards: list[Card]) -> Table:
    """Return the cards of a layer; those that say the same of the same words are one row with their number."""
    title = Text(f"\n{settings()['layers'][layer]['name']} ({len(cards)})", style="bold")
    table = Table(
        title=title, title_justify="left", box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0)
    )
    table.add_column(max_width=34, overflow="fold")
    table.add_column(overflow="fold", ratio=1)
    for (words, facts), times in Counter((card.title, _facts(card)) for card in cards).items():
        table.add_row(Text(tame(f"{words} ×{times}" if times > 1 else words)), Text(tame(facts)))
    return table


def _facts(card: Card) -> str:
    hidden = settings()["hidden_on_terminal"]
    return "; ".join(f"{row_label(key)}: {words}" for key, words in card.rows if key not in hidden)
