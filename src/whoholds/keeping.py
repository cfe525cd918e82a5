"""Between reports and the ledger: what is read is kept, and what is kept is made ready to be weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from whoholds.errors import WhoholdsError
from whoholds.extraction import Extractor
from whoholds.ledger import Kept, Ledger, when_of
from whoholds.model import Evidence, Report, When
from whoholds.sources import Aside, Doubts
from whoholds.theatres import Theatre

TWIN_CHARACTERS = 2_000
"""Beginning of a report that is compared with others': copies differ at their ends, where papers cut."""


@dataclass(slots=True)
class Tally:
    """What a `read` has done so far.

    Attributes:
        reports: reports read.
        new_reports: those that were not kept before.
        claims: claims of the reports read.
        new_claims: those that were not kept before.
        undated: new reports that tell no date.
    """

    reports: int = 0
    new_reports: int = 0
    claims: int = 0
    new_claims: int = 0
    undated: int = 0


def keep_reports(
    reports: Iterable[Report],
    ledger: Ledger,
    extractor: Extractor,
    now: Callable[[], datetime],
    on_aside: Aside | None = None,
) -> Iterator[Tally]:
    """Keep reports and their claims, yielding the tally after each; what is known already is not read again.

    Every report is kept in one transaction with all that was made of it: a stop at any moment loses
    nothing that the tally has counted.

    Args:
        reports: from `whoholds.sources.gather`.
        ledger: where they go.
        extractor: what reads.
        now: the clock, for reports that tell no date.
        on_aside: told of a report that the reader fails on, or that bears the id of another; None raises.

    Raises:
        SourceError: if no report could be kept.
        LedgerError: if the ledger refuses.
    """
    tally, doubts = Tally(), Doubts(on_aside)
    for report in reports:
        try:
            _keep(report, ledger, extractor, now, tally)
        except WhoholdsError as error:
            if not error.thing.startswith(f"report {report.id}"):
                raise  # the ledger's fault, not the report's
            doubts.aside(error)
        else:
            doubts.good()
            yield tally
    if tally.new_reports:
        _keep_twins(ledger)
    doubts.close()


def _keep(report: Report, ledger: Ledger, extractor: Extractor, now: Callable[[], datetime], tally: Tally) -> None:
    known = ledger.claims_of(report)
    if known is not None:
        tally.reports += 1
        tally.claims += known
        return
    extraction = extractor.extract(report)
    new_claims = ledger.add(
        report, extraction.raw, extraction.judgements, extraction.times,
        zone=extractor.theatre.time_zone, kept_at=now(),
    )  # fmt: skip
    tally.reports += 1
    tally.claims += len(extraction.raw)
    tally.new_reports += new_claims is not None
    tally.new_claims += new_claims or 0
    tally.undated += report.published is None


def _keep_twins(ledger: Ledger) -> None:
    from whoholds.resolve import twins_of  # noqa: PLC0415 - brings rapidfuzz

    dated = sorted(ledger.reports(), key=lambda report: report.published or "9999")
    ledger.add_twins(twins_of({report.id: report.text[:TWIN_CHARACTERS] for report in dated}))


def evidence_of(ledger: Ledger, theatre: Theatre) -> tuple[Evidence, ...]:
    """Return all claims that a ledger keeps, resolved and ready to be weighed.

    A claim that was corrected is there once for each of its readings; one that was taken back, or that its own
    voice denied later, says from when it does not count.
    """
    from whoholds.resolve import assemble, echo_key, take_back_denied  # noqa: PLC0415 - brings rapidfuzz

    twins = ledger.twins()
    found = []
    for kept in ledger.claims():
        claim = assemble(kept.claim, kept.judgements, theatre, times=_times(kept, theatre))
        published = (kept.published_at or kept.kept_at).astimezone(theatre.time_zone)
        key = echo_key(claim, published.date().isoformat(), twins)
        outlet = _outlet(kept)
        found.append(
            Evidence(
                claim=claim, published=published, known_to=kept.known_to, outlet=outlet, echo=key,
                known_from=_in_zone(kept.known_from, theatre), withdrawn=_in_zone(kept.withdrawn, theatre),
                withdrawn_why=kept.withdrawn_why,
            )
        )  # fmt: skip
    return tuple(take_back_denied(found))


def _in_zone(moment: datetime | None, theatre: Theatre) -> datetime | None:
    return moment.astimezone(theatre.time_zone) if moment else None


def _times(kept: Kept, theatre: Theatre) -> Mapping[str, When]:
    """Return the intervals of a kept claim and its condition, keyed as `assemble` asks."""
    claim = kept.claim
    condition = claim.condition
    words = {"when": claim.when, "if.when": condition.when if condition else None}
    keys = {"when": claim.id, "if.when": f"{claim.id}.if"}
    times = {}
    for judgement in kept.judgements:
        if judgement.role in keys and judgement.value:
            mention = words[judgement.role]
            text = mention.text if mention else ""
            times[keys[judgement.role]] = when_of(judgement.value, theatre.time_zone, text)
    return times


def _outlet(kept: Kept) -> str:
    """Return the id of the publisher where its voice was resolved, else its name."""
    last = f"voice:{len(kept.claim.said_by) - 1}"
    values = {judgement.role: judgement.value for judgement in kept.judgements}
    return (values.get(last) if kept.claim.said_by else None) or kept.outlet
