"""Theatre packs: loading, and the packs that ship."""

from whoholds.theatres.theatre import BaselineRow, Outlet, Theatre

__all__ = ["BaselineRow", "Outlet", "Theatre"]
