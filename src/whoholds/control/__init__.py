"""Control: claims weighed and fused into standings, always with their reasons."""

from whoholds.control.changes import changes
from whoholds.control.disputes import disputes
from whoholds.control.picture import picture
from whoholds.control.why import why

__all__ = ["changes", "disputes", "picture", "why"]
