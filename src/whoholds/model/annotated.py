"""A report with what was read in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whoholds.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A report with what was read in it, as the contract writes it.

    Attributes:
        report: the report.
        mentions: what `annotate` prints of it.
        claims: what `extract` prints of it.
    """

    report: Report
    mentions: Sequence[Mapping[str, Any]] = ()
    claims: Sequence[Mapping[str, Any]] = ()
