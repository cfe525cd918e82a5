"""Who says what of a disputed place, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whoholds.model import Finding
from whoholds.telling.wording import as_sentence, listed, side_name, telling_words
from whoholds.theatres import Theatre


@dataclass(frozen=True, slots=True)
class Position:
    """One thing said of a disputed place.

    Attributes:
        text: the sentence.
        claims: ids of the claims that say it.
    """

    text: str
    claims: tuple[str, ...]


def positions(theatre: Theatre, finding: Finding) -> Iterator[Position]:
    """Yield what is said of a disputed place, one sentence for each thing said.

    Needs the figures that `control.disputes` gives (`says`); yields nothing where they are missing.
    """
    place = theatre.gazetteer.get(finding.places[0]) if finding.places else None
    for said, entries in finding.data.get("says", {}).items():
        voices = listed(list(dict.fromkeys(entry["said_by"][0] for entry in entries if entry["said_by"])))
        side = said.removeprefix("not ")
        form = "contested" if side == "contested" else "held" if side == said else "not_held"
        text = telling_words()["says"][form].format(
            place=place.name if place else "The place",
            side=side_name(theatre, side),
            voices=voices or telling_words()["nobody"],
        )
        yield Position(text, tuple(entry["claim"] for entry in entries))


def dispute_text(theatre: Theatre, finding: Finding) -> str:
    """Return a dispute in words: all positions, or the finding's own text where it tells none."""
    return " ".join(as_sentence(position.text) for position in positions(theatre, finding)) or finding.text
