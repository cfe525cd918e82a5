"""What "the city", "its outskirts", "they" and "the group" point back to, within a report."""

from whoholds.reading.reference.context import Context, gather
from whoholds.reading.reference.mentions import Named
from whoholds.reading.reference.pointers import points_back
from whoholds.reading.reference.words import listed, undergone

__all__ = ["Context", "Named", "gather", "listed", "points_back", "undergone"]
