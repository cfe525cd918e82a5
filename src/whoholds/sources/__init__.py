"""Taking reports in: files, folders, archives, pages; the only part that opens an outgoing connection."""

from whoholds.sources.gather import KINDS, Aside, gather

__all__ = ["KINDS", "Aside", "gather"]
