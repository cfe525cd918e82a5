"""A desk on Syria with a reader that understands three words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from whoholds.desk import Desk
from whoholds.extraction import Extractor
from whoholds.ledger import Ledger
from whoholds.model import Because, Claim, Mention, PlaceMention, Report, When
from whoholds.theatres import load_theatre

NOW = datetime(2024, 12, 20, 12, tzinfo=UTC)


@dataclass
class FakeReading:
    claims: tuple[Claim, ...] = ()
    times: dict[str, When] = field(default_factory=dict)


@dataclass
class FakeReader:
    """Reads "ACTOR took PLACE" as a claim true on 5 December, and counts what it was given to read."""

    read_texts: list[str] = field(default_factory=list)

    def read(self, report):
        self.read_texts.append(report.text)
        actor, verb, place = report.text.split()[:3]
        at = report.text.index(place)
        claim = Claim(
            report=report.id, quote=report.text, start=0, end=len(report.text), action="takes", stance="asserted",
            because=Because("fake", verb), actor=Mention(actor, 0, len(actor)),
            place=PlaceMention(place, at, at + len(place)), when=Mention("that day", 0, 0),
            said_by=(Mention(report.outlet or "nobody"),),
        )  # fmt: skip
        start = datetime(2024, 12, 5, tzinfo=UTC)
        return FakeReading((claim,), {claim.id: When(start, start + timedelta(days=1), "day", "that day")})


def make(tmp_path, reader=None, facts=None):
    ledger = Ledger.create(str(tmp_path / "desk.db"), facts or {"theatre": "syria"})
    theatre = load_theatre("syria")
    return Desk(theatre, ledger, Extractor(theatre, reader or FakeReader()), now=lambda: NOW)


def read(desk, *reports, **more):
    *_, tally = desk.read(iter(reports), **more)
    return tally


def report_(text="HTS took Hama yesterday", **fields):
    return Report(text=text, **{"published": "2024-12-06", "outlet": "Reuters", **fields})
