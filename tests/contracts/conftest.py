"""The command line run in this process, and a desk filled once for all tests of the contract."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from whoholds.cli import main

REPORTS = (
    {
        "id": "k1", "published": "2024-12-05T18:00:00Z", "outlet": "Reuters", "language": "en",
        "text": "Hayat Tahrir al-Sham captured Hama on Thursday, the Syrian Observatory for Human Rights said.",
    },
    {
        "id": "k2", "published": "2024-12-06T12:00:00Z", "outlet": "AFP", "language": "en",
        "text": "The Syrian army withdrew from Hama on Thursday. Rebels took the city of Hama, residents said.",
    },
    {
        "id": "k3", "published": "2024-12-07T09:00:00Z", "outlet": "SANA", "language": "en",
        "text": "The Syrian army holds Homs, the ministry said on Saturday. Jordan closed the Nasib crossing.",
    },
)  # fmt: skip

ARTICLE = (
    "The Syrian government no longer has a road to the border with Jordan. "
    "The fall of Homs would split the government's territory in two."
)


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def one(self) -> dict[str, Any]:
        """The one JSON object that was printed."""
        (line,) = self.out.splitlines()
        return dict(json.loads(line))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The objects of JSONL."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys):
    """Run the command line as a shell would, but in this process."""

    def runner(*arguments: object) -> Answer:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    return runner


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """A file of reports."""
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), "utf-8")
    return path


@pytest.fixture(scope="session")
def article(tmp_path_factory):
    """An article with two statements about the ground."""
    path = tmp_path_factory.mktemp("article") / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture(scope="session")
def desk(tmp_path_factory, reports):
    """A desk on Syria that has read the reports."""
    from whoholds.desk import Desk
    from whoholds.sources import gather

    address = str(tmp_path_factory.mktemp("desk") / "whoholds.db")
    made = Desk.init(address, "syria")
    for _ in made.read(gather([str(reports)])):
        pass
    made.close()
    return address
