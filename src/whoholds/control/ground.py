"""Whether a place lies between two grounds of one side: then that side passed it on its way.

An army comes from somewhere. What lies between a town that it took and the ground that it held before, or another
town that it took, lies behind its front; what lies on the far side of the town lies before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians

import numpy as np

from whoholds.control.columns import Floats
from whoholds.control.weights import weights
from whoholds.terrain import Place

KM_A_DEGREE = 111.2
LEAST_APART_KM = 0.5
"""Two spots of one town have nothing between them."""

Spot = tuple[float, float]


class Ground:
    """Where places are, and the ground that each side held from the start.

    Args:
        places: the theatre's places. One without coordinates lies nowhere.
        holders: who held each place by the baseline, by place id.
    """

    def __init__(self, places: Iterable[Place], holders: Mapping[str, str]) -> None:
        self._at: dict[str, Spot] = {
            place.id: (place.lat, place.lon)
            for place in places
            if not place.is_extended and (place.lat or place.lon)
        }
        of_side: defaultdict[str, list[Spot]] = defaultdict(list)
        for id_ in holders.keys() & self._at.keys():
            of_side[holders[id_]].append(self._at[id_])
        self._of_side = {side: np.array(sorted(spots)) for side, spots in of_side.items()}

    def loudness(self, place: str, taken: Sequence[tuple[str, str]]) -> list[float]:
        """Return how many times as much each taken place counts for one whose neighbour it is.

        Most where that one lies between it and other ground of its taker, least where it lies beyond; as it is
        where one of them has no coordinates.

        Args:
            place: id of the place that leans.
            taken: the taken places that it leans on: id, and who took it.
        """
        if place not in self._at:
            return [1.0] * len(taken)
        here, loud = self._at[place], [1.0] * len(taken)
        for side in sorted({side for _, side in taken}):
            its = [i for i, (id_, of) in enumerate(taken) if of == side and id_ in self._at]
            found = self._detours(here, side, np.array([self._at[taken[i][0]] for i in its]).reshape(-1, 2))
            for i, detour in zip(its, found.tolist(), strict=True):
                loud[i] = _loudness(detour)
        return loud

    def _detours(self, here: Spot, side: str, taken: Floats) -> Floats:
        """Return how many times as far as straight on it is over `here` from each taken place to the side's ground.

        The ground is what the side held from the start within reach, and the other taken places.
        """
        own = _offsets(here, taken)
        ground = np.concatenate([own, self._near(here, side)])
        apart = _lengths(own[:, None, :] - ground[None, :, :])
        over = _lengths(own)[:, None] + _lengths(ground)[None, :]
        is_apart = apart > LEAST_APART_KM
        times = np.where(is_apart, over / np.where(is_apart, apart, 1.0), np.inf)
        shortest: Floats = times.min(axis=1, initial=np.inf)
        return shortest

    def _near(self, here: Spot, side: str) -> Floats:
        """Return the offsets of the ground that a side held from the start within reach; n by 2, in km."""
        reach, spots = weights()["spread"]["ground_km"], self._of_side.get(side, np.empty((0, 2)))
        band = reach / KM_A_DEGREE
        first, last = np.searchsorted(spots[:, 0], [here[0] - band, here[0] + band])
        offsets = _offsets(here, spots[first:last])
        near: Floats = offsets[_lengths(offsets) <= reach]
        return near


def _loudness(detour: float) -> float:
    rules = weights()["spread"]
    share = float(np.exp(-max(0.0, detour - 1) / rules["detour"]))
    return float(rules["beyond"] + (rules["between"] - rules["beyond"]) * share)


def _offsets(here: Spot, spots: Floats) -> Floats:
    """Return how far east and north of a spot others are, in km; n by 2."""
    north = (spots[:, 0] - here[0]) * KM_A_DEGREE
    east = ((spots[:, 1] - here[1] + 180) % 360 - 180) * KM_A_DEGREE * cos(radians(here[0]))
    return np.stack([east, north], axis=1)


def _lengths(offsets: Floats) -> Floats:
    lengths: Floats = np.sqrt(offsets[..., 0] * offsets[..., 0] + offsets[..., 1] * offsets[..., 1])
    return lengths
