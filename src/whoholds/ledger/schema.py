"""The ledger's tables. Rows are added and never changed, but for the one row each of `meta`."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

VERSION = "0002"
"""Alembic revision that this code reads and writes."""

OLDER = frozenset({"0001"})
"""Revisions that opening a ledger brings up to this one."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts about the ledger itself: its theatre, the baseline chosen."""

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("title", Text),
    Column("published", Text),
    Column("published_at", String(20), index=True),
    Column("known_to", String(10)),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", String(35)),
    Column("text", Text, nullable=False),
    Column("kept_at", String(20), nullable=False),
)
"""Reports, whole. `published` is as the source says it; `published_at` the same instant in UTC, and
`known_to` its precision; both null where the source says no date. `kept_at` is when the ledger took it in."""

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("report", Text, ForeignKey("reports.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("action", String(40), nullable=False),
    Column("stance", String(20), nullable=False),
    Column("body", Text, nullable=False),
)
"""Claims as worded; `body` is the whole claim as JSON."""

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("claim", String(40), ForeignKey("claims.id"), nullable=False, index=True),
    Column("role", String(40), nullable=False),
    Column("value", Text),
    Column("method", String(80), nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("runner_up", Text),
    Column("runner_up_score", Float),
    Column("since", String(20)),
)
"""What words were judged to mean; of two on the same part of a claim the later counts. `since` is the instant from
which a correction counts, in UTC; null for what came with the report."""

twins = Table(
    "twins",
    metadata,
    Column("report", Text, ForeignKey("reports.id"), primary_key=True),
    Column("first", Text, ForeignKey("reports.id"), nullable=False),
)
"""Reports that are near-copies of an earlier one; found when reports come in."""

retractions = Table(
    "retractions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("thing", Text, nullable=False),
    Column("at", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("kind", "thing", "at"),
)
"""Reports, claims, judgements and retractions taken back: what was kept stays, and from `at` on does not count."""
