"""The ledger: append-only, in SQLite or PostgreSQL. Loads SQLAlchemy: import it where it is used."""

from whoholds.ledger.amending import not_kept
from whoholds.ledger.engine import shown
from whoholds.ledger.readings import Judged, Kind, Retraction, Retractions, in_force
from whoholds.ledger.rows import when_of, when_value
from whoholds.ledger.store import Counts, Kept, Ledger

__all__ = [
    "Counts",
    "Judged",
    "Kept",
    "Kind",
    "Ledger",
    "Retraction",
    "Retractions",
    "in_force",
    "not_kept",
    "shown",
    "when_of",
    "when_value",
]
