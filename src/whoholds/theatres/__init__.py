"""Theatre packs: loading, checking, and the packs that ship."""

from whoholds.theatres.check import check_pack
from whoholds.theatres.faults import Fault
from whoholds.theatres.loading import load_theatre, theatre_folder, theatre_names
from whoholds.theatres.theatre import BaselineRow, Outlet, Theatre

__all__ = [
    "BaselineRow",
    "Fault",
    "Outlet",
    "Theatre",
    "check_pack",
    "load_theatre",
    "theatre_folder",
    "theatre_names",
]
