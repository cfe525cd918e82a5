"""Whether two colours can be told apart, also by readers who do not see all of them."""

from __future__ import annotations

from math import dist

LEAST_DISTANCE = 0.06
"""Below this OKLab distance, two dots on a map look alike. Set by eye on maps of twelve sides."""

# Linear RGB as seen without the long (protan) or the middle (deutan) cones:
# Machado, Oliveira and Fernandes 2009, severity 1.0.
_SIGHTS = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
)
_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_LINEAR_BELOW = 0.04045

Triple = tuple[float, float, float]


def confusable(one: str, other: str) -> bool:
    """Return whether two "#rrggbb" colours look alike to full sight, or to red- or green-blind readers.

    Distances are Euclidean in OKLab.

    >>> confusable("#d62728", "#2ca02c"), confusable("#0072b2", "#e69f00")
    (True, False)
    >>> confusable("#0072b2", "#0073b3")
    True
    """
    return any(
        dist(_lab(_times(sight, _linear(one))), _lab(_times(sight, _linear(other)))) < LEAST_DISTANCE
        for sight in _SIGHTS
    )


def _linear(colour: str) -> Triple:
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _ungamma(r), _ungamma(g), _ungamma(b)


def _ungamma(value: float) -> float:
    return value / 12.92 if value <= _LINEAR_BELOW else float(((value + 0.055) / 1.055) ** 2.4)


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _lab(linear: Triple) -> Triple:
    long, middle, short = (max(0.0, each) ** (1 / 3) for each in _times(_LMS, linear))
    return _times(_LAB, (long, middle, short))
