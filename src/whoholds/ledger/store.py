"""The ledger: reports, claims and judgements, kept for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from whoholds.errors import LedgerError
from whoholds.ledger import schema
from whoholds.ledger.amending import find_thing, kept_thing, to_second, told_reason, values_at
from whoholds.ledger.engine import (
    check_folder,
    check_version,
    engine_for,
    is_file,
    make_tables,
    no_ledger,
    shown,
    told,
)
from whoholds.ledger.readings import Judged, Kind, Reading, Retraction, Retractions, readings
from whoholds.ledger.rows import (
    JUDGED,
    claim_of,
    claim_row,
    judged_of,
    judgement_row,
    moment_of,
    report_row,
    retraction_of,
    when_value,
)
from whoholds.model import Claim, Judgement, Report, When, utc_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A claim as the ledger keeps it, in one of its readings.

    Attributes:
        claim: the claim as worded.
        judgements: what its words were judged to mean, oldest first.
        report: id of its report.
        published_at: when the report came out, aware; None where it tells no date.
        kept_at: when the ledger took the report in, aware.
        known_to: precision of `published_at`.
        outlet: the publisher, as worded; empty where unknown.
        known_from: the instant from which this reading counts, aware; None where it counts from the report on.
        withdrawn: the instant from which it no longer counts, aware; None where it still does.
        withdrawn_why: the reason for that; empty where it still counts.
    """

    claim: Claim
    judgements: tuple[Judgement, ...]
    report: str
    published_at: datetime | None
    kept_at: datetime
    known_to: str
    outlet: str
    known_from: datetime | None = None
    withdrawn: datetime | None = None
    withdrawn_why: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger keeps."""

    reports: int
    claims: int


class Ledger:
    """An open ledger. Make one with `create` or `open`.

    Args:
        engine: the database, of the right version.
        address: the file or postgresql:// address, for errors.
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine = engine
        self.address = address

    @classmethod
    def create(cls, address: str, facts: Mapping[str, str]) -> Ledger:
        """Make a new ledger that carries `facts` (its theatre, its baseline), and open it.

        Raises:
            LedgerError: if there is one already.
            NotWritable: if the folder or file refuses writing.
        """
        check_folder(address)
        with told(address):
            engine = engine_for(address)
            if _has_tables(engine, address):
                engine.dispose()
                raise LedgerError("is there already", shown(address), "name another with --desk, or remove it")
            make_tables(engine, facts)
        return cls(engine, address)

    @classmethod
    def open(cls, address: str) -> Ledger:
        """Open a ledger.

        Raises:
            NoLedger: if there is none.
            WrongVersion: if another version of whoholds wrote it, or it is no ledger at all.
        """
        if is_file(address) and not Path(address).is_file():
            raise no_ledger(address)
        with told(address):
            engine = engine_for(address)
            check_version(engine, address)
        return cls(engine, address)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def facts(self) -> dict[str, str]:
        """Return what the ledger says of itself."""
        with told(self.address), self._engine.connect() as connection:
            return {row.key: row.value for row in connection.execute(select(schema.meta))}

    def add(
        self,
        report: Report,
        claims: Iterable[Claim] = (),
        judgements: Iterable[Judgement] = (),
        times: Mapping[str, When] | None = None,
        *,
        zone: tzinfo = UTC,
        kept_at: datetime | None = None,
    ) -> int | None:
        """Keep a report with its claims and what they were judged to mean, all of it or nothing.

        Args:
            report: the report.
            claims: its claims.
            judgements: on those claims.
            times: intervals by claim id, kept as judgements with the role `when` where `judgements` has none;
                those of other claims than these are passed over.
            zone: in which the report's date is read where it names no offset.
            kept_at: the moment; None for now.

        Returns:
            How many claims were new; None where the report was known already and nothing was kept.

        Raises:
            LedgerError: if another report with the same id is kept.
            NotWritable: if the ledger refuses writing.
        """
        row = report_row(report, zone, kept_at or datetime.now(UTC))
        found = tuple(claims)
        judged = list(judgements)
        judged += _timed(times or {}, found, judged)
        with told(self.address), self._engine.begin() as connection:
            # Inserting first takes the write lock at once; asking first could find it taken later.
            if not self._insert(connection, schema.reports, [row]):
                self._check_same(connection, report)
                return None
            new_claims = self._insert(connection, schema.claims, [claim_row(claim) for claim in found])
            rows = [judgement_row(judgement) for judgement in judged]
            if rows:
                connection.execute(schema.judgements.insert(), rows)
        return new_claims

    def _insert(self, connection: Connection, table: Table, rows: list[dict[str, Any]]) -> int:
        """Add the rows that are not there yet; return how many."""
        insert = sqlite_insert if self._engine.dialect.name == "sqlite" else postgres_insert
        (key, *_) = table.primary_key
        # What comes back tells new rows from known ones on both databases; row counts do not.
        query = insert(table).on_conflict_do_nothing().returning(key)
        return sum(connection.execute(query.values(row)).first() is not None for row in rows)

    def _check_same(self, connection: Connection, report: Report) -> None:
        query = select(schema.reports.c.digest).where(schema.reports.c.id == report.id)
        digest = connection.execute(query).scalar()
        if digest not in {None, report.digest}:
            raise LedgerError(
                "has the id of another report that is kept already",
                f"report {report.id}",
                "give it an id of its own",
            )

    def claims_of(self, report: Report) -> int | None:
        """Return how many claims are kept of a report: of the same content, under whatever id; None if unknown."""
        kept = select(schema.reports.c.id).where(schema.reports.c.digest == report.digest)
        count = select(func.count()).select_from(schema.claims)
        with told(self.address), self._engine.connect() as connection:
            report_id = connection.execute(kept).scalar()
            if report_id is None:
                return None
            return connection.execute(count.where(schema.claims.c.report == report_id)).scalar_one()

    def counts(self) -> Counts:
        """Return how many reports and claims are kept."""
        with told(self.address), self._engine.connect() as connection:
            reports, claims = (
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (schema.reports, schema.claims)
            )
        return Counts(reports, claims)

    def newest_at(self) -> datetime | None:
        """Return when the newest report came out; None where no report tells a date."""
        query = select(func.max(schema.reports.c.published_at))
        with told(self.address), self._engine.connect() as connection:
            text = connection.execute(query).scalar()
        return moment_of(text) if text else None

    def reports(self) -> Iterator[Report]:
        """Yield every report, in the order in which they were kept."""
        names = ("id", "title", "published", "outlet", "url", "language", "text")
        query = select(*(schema.reports.c[name] for name in names)).order_by(schema.reports.c.number)
        with told(self.address), self._engine.connect() as connection:
            for row in connection.execute(query):
                yield Report(**dict(zip(names, row, strict=True)))

    def twins(self) -> dict[str, str]:
        """Return, for each report that is a near-copy of an earlier one, the id of that one."""
        with told(self.address), self._engine.connect() as connection:
            return {row.report: row.first for row in connection.execute(select(schema.twins))}

    def add_twins(self, twins: Mapping[str, str]) -> None:
        """Keep which reports are near-copies; those kept already stay as they are."""
        with told(self.address), self._engine.begin() as connection:
            rows = [{"report": report, "first": first} for report, first in twins.items()]
            self._insert(connection, schema.twins, rows)

    def claims(self) -> Iterator[Kept]:
        """Yield every claim, in the order in which they were kept.

        One that was corrected comes once for each of its readings, oldest first, and one that was taken back with
        the instant from which it no longer counts.
        """
        with told(self.address), self._engine.connect() as connection:
            judged = self._judged(connection)
            taken = Retractions(self._retractions(connection))
            for row in connection.execute(_claims_with_reports()):
                for reading in readings(row.id, row.report, judged.get(row.id, ()), taken):
                    yield _kept(row, reading)

    def judged(self) -> dict[str, list[Judged]]:
        """Return all judgements by claim id, each claim's in the order in which they were kept."""
        with told(self.address), self._engine.connect() as connection:
            return self._judged(connection)

    def retractions(self) -> list[Retraction]:
        """Return all that was taken back, in the order in which it was."""
        with told(self.address), self._engine.connect() as connection:
            return self._retractions(connection)

    def keeps(self, kind: Kind, thing: str) -> bool:
        """Return whether a report, claim, judgement or retraction of that id or number is kept."""
        with told(self.address), self._engine.connect() as connection:
            return find_thing(connection, kind, thing) is not None

    def retract(self, kind: Kind, thing: str, reason: str, at: datetime | None = None) -> bool:
        """Take something back: it stays, and from an instant on does not count.

        Args:
            kind: what sort of thing.
            thing: id of the report or claim, number of the judgement or retraction.
            reason: why.
            at: the instant; None for now.

        Returns:
            Whether it counted until then; where not, nothing is kept.

        Raises:
            LedgerError: if nothing of that name is kept, no reason is told, or it was taken back from that very
                instant and that was undone.
            NotWritable: if the ledger refuses writing.
        """
        moment, why = to_second(at), told_reason(reason, f"{kind} {thing}")
        with told(self.address), self._engine.connect() as connection:
            key = kept_thing(connection, kind, thing)
            if Retractions(self._retractions(connection)).in_force(kind, key, moment):
                return False
        row = {"kind": kind, "thing": key, "at": utc_text(moment), "reason": why}
        with told(self.address), self._engine.begin() as connection:
            if self._insert(connection, schema.retractions, [row]):
                return True
        raise LedgerError("was taken back then, and that was undone", f"{kind} {thing}", "name another time")

    def correct(self, judgements: Iterable[Judgement], at: datetime | None = None) -> int:
        """Keep judgements that from an instant on count in place of those before them; these stay.

        Args:
            judgements: what the words mean; their reasons say why they meant something else before.
            at: the instant; None for now.

        Returns:
            How many differ from what counted at that instant; only those are kept.

        Raises:
            LedgerError: if a claim is not kept, or a judgement tells no reason.
            NotWritable: if the ledger refuses writing.
        """
        moment, asked = to_second(at), list(judgements)
        with told(self.address), self._engine.connect() as connection:
            for judgement in asked:
                told_reason(judgement.reason, f"claim {judgement.claim}")
                kept_thing(connection, "claim", judgement.claim)
            judged, taken = self._judged(connection), Retractions(self._retractions(connection))
        rows = [
            {**judgement_row(judgement), "since": utc_text(moment)}
            for judgement in asked
            if values_at(judgement.role, judged.get(judgement.claim, ()), taken, moment) != [judgement.value]
        ]
        if rows:
            with told(self.address), self._engine.begin() as connection:
                connection.execute(schema.judgements.insert(), rows)
        return len(rows)

    @staticmethod
    def _judged(connection: Connection) -> dict[str, list[Judged]]:
        judged: dict[str, list[Judged]] = {}
        columns = [schema.judgements.c[name] for name in JUDGED]
        for row in connection.execute(select(*columns).order_by(schema.judgements.c.number)):
            each = judged_of(row)
            judged.setdefault(each.judgement.claim, []).append(each)
        return judged

    @staticmethod
    def _retractions(connection: Connection) -> list[Retraction]:
        query = select(schema.retractions).order_by(schema.retractions.c.number)
        return [retraction_of(row) for row in connection.execute(query)]


def _has_tables(engine: Engine, address: str) -> bool:
    if is_file(address) and not Path(address).exists():
        return False
    from sqlalchemy import inspect  # noqa: PLC0415

    return bool(inspect(engine).get_table_names())


def _timed(times: Mapping[str, When], claims: Iterable[Claim], judged: Iterable[Judgement]) -> list[Judgement]:
    has_time = {judgement.claim for judgement in judged if judgement.role == "when"}
    return [_time(claim, times[claim.id]) for claim in claims if claim.id in times and claim.id not in has_time]


def _time(claim: Claim, when: When) -> Judgement:
    reason = f"“{when.text}” read against the report's date" if when.text else "the date of the telling"
    return Judgement(claim=claim.id, role="when", value=when_value(when), method="times", score=1.0, reason=reason)


def _claims_with_reports() -> Any:  # noqa: ANN401 - SQLAlchemy spells the type of a query by its columns
    claims, reports = schema.claims.c, schema.reports.c
    columns = (claims.id, claims.report, claims.body, reports.published_at, reports.known_to, reports.outlet,
               reports.kept_at)  # fmt: skip
    return select(*columns).join(schema.reports, reports.id == claims.report).order_by(claims.number)


def _kept(row: Any, reading: Reading) -> Kept:  # noqa: ANN401 - as above
    return Kept(
        claim=claim_of(row.body),
        judgements=reading.judgements,
        report=row.report,
        published_at=moment_of(row.published_at) if row.published_at else None,
        kept_at=moment_of(row.kept_at),
        known_to=row.known_to or "day",
        outlet=row.outlet or "",
        known_from=reading.known_from,
        withdrawn=reading.withdrawn,
        withdrawn_why=reading.why,
    )
