"""Who holds what, who says so, and what follows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whoholds.desk import Desk
    from whoholds.errors import WhoholdsError
    from whoholds.extraction import Extraction, Extractor
    from whoholds.model import (
        Claim,
        Evidence,
        Finding,
        Judgement,
        Picture,
        Report,
        ResolvedClaim,
        Standing,
        When,
        Where,
    )
    from whoholds.sources import gather
    from whoholds.theatres import Theatre, load_theatre, theatre_names

_HOMES = {
    "Claim": "model",
    "Desk": "desk",
    "Evidence": "model",
    "Extraction": "extraction",
    "Extractor": "extraction",
    "Finding": "model",
    "Judgement": "model",
    "Picture": "model",
    "Report": "model",
    "ResolvedClaim": "model",
    "Standing": "model",
    "Theatre": "theatres",
    "When": "model",
    "Where": "model",
    "WhoholdsError": "errors",
    "gather": "sources",
    "load_theatre": "theatres",
    "theatre_names": "theatres",
}
"""Where each public name lives; it is imported when it is first asked for, so that `import whoholds` is light."""

__all__ = [
    "Claim",
    "Desk",
    "Evidence",
    "Extraction",
    "Extractor",
    "Finding",
    "Judgement",
    "Picture",
    "Report",
    "ResolvedClaim",
    "Standing",
    "Theatre",
    "When",
    "Where",
    "WhoholdsError",
    "gather",
    "load_theatre",
    "theatre_names",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the name decides
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'whoholds' has no attribute {name!r}")
    return getattr(import_module(f"whoholds.{home}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
