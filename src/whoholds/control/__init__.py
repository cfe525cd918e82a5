"""Control: claims weighed and fused into standings, always with their reasons."""

from whoholds.control.changes import changes
from whoholds.control.disputes import disputes
from whoholds.control.picture import picture
from whoholds.control.records import Record, records
from whoholds.control.why import why

__all__ = ["Record", "changes", "disputes", "picture", "records", "why"]
