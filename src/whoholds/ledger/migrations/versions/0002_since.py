"""Judgements say since when they count, so that a correction has a before.

A migration is frozen: it says what changed when it was written, and so repeats the schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; judgements that are there already count since their reports came in."""
    op.add_column("judgements", sa.Column("since", sa.String(20)))
