"""Control: claims weighed and fused into standings, always with their reasons."""

from whoholds.control.changes import changes, changes_of
from whoholds.control.disputes import disputes, disputes_of
from whoholds.control.picture import Control, picture
from whoholds.control.records import Record, records, records_of
from whoholds.control.why import steps_to, why

__all__ = [
    "Control", "Record", "changes", "changes_of", "disputes", "disputes_of", "picture", "records", "records_of",
    "steps_to", "why",
]  # fmt: skip
