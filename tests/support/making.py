"""Wishes for packs in tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from whoholds.theatres.making.draft import Wishes

SINCE = date(2030, 1, 1)


def wishes(*countries: str, **more: Any) -> Wishes:
    """Return wishes for a theatre named vale."""
    return Wishes(name="vale", countries=countries or ("HM",), since=SINCE, **more)
