"""The ledger: append-only, in SQLite or PostgreSQL. Loads SQLAlchemy: import it where it is used."""

from whoholds.ledger.engine import shown
from whoholds.ledger.rows import when_of, when_value
from whoholds.ledger.store import Counts, Kept, Ledger

__all__ = ["Counts", "Kept", "Ledger", "shown", "when_of", "when_value"]
