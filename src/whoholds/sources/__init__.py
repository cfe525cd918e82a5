"""Taking reports in: files, folders, archives, pages; the only part that opens an outgoing connection."""

from whoholds.sources.gather import KINDS, Aside, Doubts, gather

__all__ = ["KINDS", "Aside", "Doubts", "gather"]
