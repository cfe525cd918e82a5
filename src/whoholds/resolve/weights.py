"""The weights of resolution, and how odds become a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

import yaml


@cache
def settings(name: str) -> dict[str, Any]:
    """Return a data file of this package by its name, without `.yaml`."""
    text = files("whoholds.resolve").joinpath(f"{name}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def cut_off() -> float:
    """Return the share of the odds below which words stay open."""
    return float(settings("weights")["cut_off"])


def place_weights() -> Mapping[str, float]:
    """Return the weights of the signs for places."""
    weights: dict[str, float] = settings("weights")["places"]
    return weights


def actor_weights() -> Mapping[str, float]:
    """Return the weights of the signs for plain words that mean an actor."""
    weights: dict[str, float] = settings("weights")["actors"]
    return weights


@dataclass(slots=True)
class Option:
    """Something that words may mean, with the signs for and against it.

    Attributes:
        id: id of the place or actor.
        odds: the sum of the signs, in natural log-odds.
        signs: what each sign was, in words, strongest first when told.
    """

    id: str
    odds: float = 0.0
    signs: list[tuple[float, str]] = field(default_factory=list)

    def add(self, weight: float, sign: str = "") -> None:
        """Add a sign."""
        self.odds += weight
        if sign:
            self.signs.append((weight, sign))

    def why(self, limit: int = 3) -> str:
        """Return the strongest signs in words."""
        strongest = sorted(self.signs, key=lambda sign: -abs(sign[0]))[:limit]
        return ", ".join(words for _, words in strongest)


@dataclass(frozen=True, slots=True)
class Choice:
    """The best option and the next, each with its share of the odds; `best` is None below the cut-off."""

    best: Option | None
    share: float
    next: Option | None = None
    next_share: float = 0.0


def shares(options: Sequence[Option], none: float) -> dict[str, float]:
    """Return the share of the odds of each option by id, "none of them" being one more option."""
    top = max([none, *(option.odds for option in options)])
    weights = {option.id: exp(option.odds - top) for option in options}
    total = exp(none - top) + sum(weights.values())
    return {option_id: weight / total for option_id, weight in weights.items()}


def choose(options: Sequence[Option], none: float) -> Choice:
    """Return the option with the greatest share of the odds, "none of them" being one more option.

    Args:
        options: what the words may mean.
        none: log-odds that they mean none of these.
    """
    if not options:
        return Choice(None, 0.0)
    ranked = sorted(options, key=lambda option: (-option.odds, option.id))
    share = shares(options, none)
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    if share[best.id] < cut_off():
        return Choice(None, share[best.id], best, share[best.id])
    return Choice(best, share[best.id], second, share[second.id] if second else 0.0)
