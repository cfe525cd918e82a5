"""From a report to resolved claims: the reader and the resolver, joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from whoholds.errors import SourceError, WhoholdsError
from whoholds.model import Claim, Judgement, Report, ResolvedClaim, When
from whoholds.model.annotated import Annotated
from whoholds.sources import Aside, Doubts
from whoholds.theatres import Theatre

if TYPE_CHECKING:
    from whoholds.reading import Reader

Read = TypeVar("Read")
Asked = TypeVar("Asked")

TOGETHER = 30_000
"""Characters from which reports are read together, with the last that brings them there."""


class ReadingLike(Protocol):
    """What a reader makes of a report.

    Attributes:
        claims: the claims as worded.
        times: when each claim was true, by claim id, where the report tells.
    """

    @property
    def claims(self) -> Sequence[Claim]:
        """The claims, in the order of the text."""
        ...

    @property
    def times(self) -> Mapping[str, When]:
        """Intervals by claim id."""
        ...


class ReaderLike(Protocol):
    """A reader: the door through which the rule reader comes, and any other."""

    def read(self, report: Report) -> ReadingLike:
        """Return what the report says, as worded."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was made of one report.

    Attributes:
        report: the report.
        claims: its claims with what their words were judged to mean.
        raw: the same claims as worded.
        judgements: what the words were judged to mean, and why.
        times: when each claim was true, by claim id.
    """

    report: Report
    claims: tuple[ResolvedClaim, ...] = ()
    raw: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    times: Mapping[str, When] = field(default_factory=dict)


class Extractor:
    """Reads and resolves reports in one theatre.

    Args:
        theatre: whose places and actors the words are resolved to.
        reader: what reads; None for the rule reader of `whoholds.reading`.
        gated: False has the rule reader parse every paragraph, not only those that can hold a claim.
    """

    def __init__(self, theatre: Theatre, reader: ReaderLike | None = None, *, gated: bool = True) -> None:
        self.theatre = theatre
        self._reader = reader
        self._gated = gated

    @property
    def reader(self) -> ReaderLike:
        """The reader, loaded when first needed: it brings spaCy."""
        if self._reader is None:
            from whoholds.reading import Reader  # noqa: PLC0415 - spaCy takes most of a second

            self._reader = Reader(self.theatre, gated=self._gated)
        return self._reader

    def extract(self, report: Report) -> Extraction:
        """Return the claims of a report, resolved.

        The claims stand in the order of the text; `report.text[claim.start:claim.end] == claim.quote`.

        Raises:
            SourceError: if the reader fails on the report, whatever it raises: one report must not end a batch.
        """
        try:
            return self._extract(report)
        except WhoholdsError:
            raise
        except Exception as error:
            raise _failed(report, error) from error

    def extract_all(
        self, reports: Iterable[Report], on_aside: Aside | None = None, *, together: int = TOGETHER
    ) -> Iterator[Extraction]:
        """Yield the extraction of each report; one that fails is set aside, as in `gather`.

        Args:
            reports: the reports.
            on_aside: told of each report that fails; None raises at the first.
            together: characters of reports that are read at once, which costs less; 0 for one report at a time,
                where they come in slowly and each is waited for.

        Raises:
            SourceError: if every report fails.
        """
        yield from _each(lambda pair: self._told(*pair), self._together(reports, together), on_aside)

    def _together(self, reports: Iterable[Report], together: int) -> Iterator[tuple[Report, ReadingLike | None]]:
        """Each report with its reading, where the reader can read several at once and none of them fails it."""
        read_all = getattr(self.reader, "read_all", None)
        for batch in batches(reports, together):
            readings: Sequence[ReadingLike | None] = [None] * len(batch)
            if read_all is not None:
                # Whatever fails is read again by itself below, and told there.
                with suppress(Exception):
                    readings = read_all(batch)
            yield from zip(batch, readings, strict=True)

    def _told(self, report: Report, reading: ReadingLike | None) -> Extraction:
        if reading is None:
            return self.extract(report)
        try:
            return self._resolved(report, reading)
        except Exception as error:
            raise _failed(report, error) from error

    def _extract(self, report: Report) -> Extraction:
        return self._resolved(report, self.reader.read(report))

    def _resolved(self, report: Report, reading: ReadingLike) -> Extraction:
        from whoholds.resolve import assemble, resolve  # noqa: PLC0415 - brings rapidfuzz

        seen = getattr(reading, "read_as", None) or report
        judgements = tuple(resolve(reading.claims, reading.times, seen, self.theatre))
        by_claim: dict[str, list[Judgement]] = {}
        for judgement in judgements:
            by_claim.setdefault(judgement.claim, []).append(judgement)
        resolved = tuple(
            assemble(claim, by_claim.get(claim.id, []), self.theatre, times=reading.times)
            for claim in reading.claims
        )
        return Extraction(
            report=report, claims=resolved, raw=tuple(reading.claims), judgements=judgements, times=reading.times
        )

    def annotate(self, report: Report) -> Iterator[Mapping[str, Any]]:
        """Yield what the rule reader sees, mention by mention, as the contract writes it.

        Raises:
            SourceError: if the reader fails on the report, as in `extract`.
        """
        yield from self.look(report).mentions

    def look(self, report: Report, *, with_claims: bool = False) -> Annotated:
        """Return the report with its mentions, and with its claims where asked, of one reading without the gate.

        Raises:
            SourceError: if the reader fails on the report, as in `extract`.
        """
        try:
            return self._look(report, with_claims=with_claims)
        except WhoholdsError:
            raise
        except Exception as error:
            raise _failed(report, error) from error

    def look_at_all(
        self, reports: Iterable[Report], on_aside: Aside | None = None, *, with_claims: bool = False
    ) -> Iterator[Annotated]:
        """Yield each report as `look` returns it; one that fails is set aside, as in `extract_all`.

        Raises:
            SourceError: if every report fails.
        """
        yield from _each(partial(self.look, with_claims=with_claims), reports, on_aside)

    def _look(self, report: Report, *, with_claims: bool) -> Annotated:
        from whoholds.annotation import annotate  # noqa: PLC0415 - seldom asked for

        reading = self._open_reader.read(report)
        claims = self._resolved(report, reading).claims if with_claims else ()
        return Annotated(
            report=report,
            mentions=tuple(annotate(reading, self.theatre)),
            claims=tuple(claim.to_json() for claim in claims),
        )

    @cached_property
    def _open_reader(self) -> Reader:
        """The rule reader without its gate: a layer of mentions is asked for whole, claims or none."""
        from whoholds.reading import Reader  # noqa: PLC0415 - brings spaCy

        return Reader(self.theatre, gated=False)


def batches(reports: Iterable[Report], together: int = TOGETHER) -> Iterator[list[Report]]:
    """Yield reports in order, as many at once as make up a number of characters, one at least."""
    batch: list[Report] = []
    size = 0
    for report in reports:
        batch.append(report)
        size += len(report.text)
        if size >= together:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _each(read: Callable[[Asked], Read], asked: Iterable[Asked], on_aside: Aside | None) -> Iterator[Read]:
    doubts = Doubts(on_aside)
    for one in asked:
        try:
            made = read(one)
        except WhoholdsError as error:
            doubts.aside(error)
        else:
            doubts.good()
            yield made
    doubts.close()


def _failed(report: Report, error: Exception) -> SourceError:
    fault = f"made the reader fail ({type(error).__name__}: {error})"[:200]
    return SourceError(fault, f"report {report.id}", "please report it with the text")
