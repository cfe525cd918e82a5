"""The first tables.

A migration is frozen: it says what the tables were when it was written, and so repeats the schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meta",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("title", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("published_at", sa.String(20), index=True),
        sa.Column("known_to", sa.String(10)),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.String(35)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kept_at", sa.String(20), nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(40), nullable=False, unique=True),
        sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), nullable=False, index=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("stance", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("claim", sa.String(40), sa.ForeignKey("claims.id"), nullable=False, index=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("method", sa.String(80), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("runner_up", sa.Text),
        sa.Column("runner_up_score", sa.Float),
    )
    op.create_table(
        "twins",
        sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("first", sa.Text, sa.ForeignKey("reports.id"), nullable=False),
    )
    op.create_table(
        "retractions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("thing", sa.Text, nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "thing", "at"),
    )
