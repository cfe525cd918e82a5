"""The hand-set weights, read from `weights.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

CONTESTED = "contested"
"""The state of a place that is fought for or shared; every other state is the id of a side."""


@cache
def weights() -> dict[str, Any]:
    """Return the tables of `weights.yaml`.

    >>> weights()["kinds"]["gains"]["weight"]
    1.85
    """
    text = files("whoholds.control").joinpath("weights.yaml").read_text("utf-8")
    tables: dict[str, Any] = yaml.safe_load(text)
    return tables
