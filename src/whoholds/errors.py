"""Everything whoholds raises on purpose.

    WhoholdsError
    ├── SourceError        a report could not be taken in
    │   ├── EmptySource        nothing in it to read
    │   ├── NotText            bytes that are no text
    │   ├── TooLarge           over the size limit
    │   └── WrongLanguage      no reader for its language
    ├── TheatreError       a theatre pack cannot be used
    │   ├── UnknownTheatre     no pack of that name
    │   └── BrokenPack         the pack has faults, each with file and line
    ├── LedgerError        the ledger cannot be used
    │   ├── NoLedger           there is none where one was named
    │   ├── WrongVersion       written by another version of whoholds
    │   └── NotWritable        the folder or file refuses writing
    └── QuestionError      a question that cannot be answered as put
        ├── UnknownPlace       no such place in the theatre
        ├── UnknownActor       no such side in the theatre
        └── NoMeaning          the words ask nothing that whoholds can work out

Each says what happened, to which thing, and what to do, in one line.
"""

from __future__ import annotations


class WhoholdsError(Exception):
    """Root of all errors that whoholds raises on purpose.

    Args:
        what: what happened.
        thing: the file, place, actor or report that it happened to.
        remedy: what the reader of the message can do about it.
    """

    def __init__(self, what: str, thing: str = "", remedy: str = "") -> None:
        self.what = what
        self.thing = thing
        self.remedy = remedy
        super().__init__(what, thing, remedy)

    def __str__(self) -> str:
        line = f"{self.thing}: {self.what}" if self.thing else self.what
        line = f"{line}; {self.remedy}" if self.remedy else line
        return " ".join(line.split())


class SourceError(WhoholdsError):
    """A report could not be taken in."""


class EmptySource(SourceError):
    """Nothing in the source to read."""


class NotText(SourceError):
    """The source holds bytes that are no text."""


class TooLarge(SourceError):
    """The source is over the size limit."""


class WrongLanguage(SourceError):
    """No reader for the source's language."""


class TheatreError(WhoholdsError):
    """A theatre pack cannot be used."""


class UnknownTheatre(TheatreError):
    """No pack of that name."""


class BrokenPack(TheatreError):
    """A pack has faults; `thing` names file and line of the first."""


class LedgerError(WhoholdsError):
    """The ledger cannot be used."""


class NoLedger(LedgerError):
    """There is no ledger where one was named."""


class WrongVersion(LedgerError):
    """The ledger was written by another version of whoholds."""


class NotWritable(LedgerError):
    """The ledger's folder or file refuses writing."""


class QuestionError(WhoholdsError):
    """A question that cannot be answered as put."""


class UnknownPlace(QuestionError):
    """No such place in the theatre."""


class UnknownActor(QuestionError):
    """No such side in the theatre."""


class NoMeaning(QuestionError):
    """The words ask nothing that whoholds can work out."""
