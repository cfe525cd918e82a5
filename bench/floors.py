"""Pinned floors: a figure below its floor is refused, and a floor is never lowered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

HEAD = "# Written by `python bench/quality.py --raise`, which only ever makes a floor stricter.\n"


class LoweredFloor(ValueError):
    """A floor would be made easier."""


class OtherCorpus(ValueError):
    """The floors were measured on other answers."""


@dataclass(frozen=True)
class Floors:
    """Floors of figures.

    Attributes:
        corpus: fingerprint of the answers that they were measured on.
        pinned_on: ISO date.
        values: the floor of each figure.
        ceilings: the figures of which fewer is better; their floor is a ceiling.
    """

    corpus: str
    pinned_on: str
    values: Mapping[str, float]
    ceilings: frozenset[str] = frozenset()

    def faults(self, figures: Mapping[str, float], corpus: str) -> Iterator[str]:
        """Yield a line for each figure that is worse than its floor.

        Raises:
            OtherCorpus: if the fingerprint is not the one that the floors were pinned with.
        """
        self._hold(corpus)
        for name, figure in figures.items():
            if name in self.values and self._is_worse(name, figure, self.values[name]):
                yield f"{name}: {figure:g} is worse than its floor of {self.values[name]:g}"

    def raised(self, figures: Mapping[str, float], corpus: str, on: str) -> Floors:
        """Return the floors with every better figure as the new floor; the others stay.

        Raises:
            OtherCorpus: as `faults`.
        """
        self._hold(corpus)
        better = {n: f for n, f in figures.items() if n not in self.values or self._is_worse(n, self.values[n], f)}
        return replace(self, pinned_on=on, values={**self.values, **better}) if better else self

    def write(self, path: Path) -> None:
        """Write the floors to a file.

        Raises:
            LoweredFloor: if the file holds a stricter floor, or one that is not among these.
            OtherCorpus: if the file's floors were measured on other answers.
        """
        if path.exists():
            old = read_floors(path, self.ceilings)
            self._hold(old.corpus)
            for name, floor in old.values.items():
                if name not in self.values or self._is_worse(name, self.values[name], floor):
                    raise LoweredFloor(f"the floor of {name} is {floor:g}; it is not lowered")
        data = {"corpus": self.corpus, "pinned_on": self.pinned_on, "floors": dict(self.values)}
        path.write_text(HEAD + yaml.safe_dump(data, sort_keys=False), "utf-8")

    def _hold(self, corpus: str) -> None:
        if corpus != self.corpus:
            raise OtherCorpus(f"the floors were measured on answers {self.corpus}, these are {corpus}")

    def _is_worse(self, name: str, figure: float, floor: float) -> bool:
        return figure > floor if name in self.ceilings else figure < floor


def read_floors(path: Path, ceilings: frozenset[str]) -> Floors:
    """Return the floors that a file holds."""
    data = yaml.safe_load(path.read_text("utf-8"))
    return Floors(str(data["corpus"]), str(data["pinned_on"]), data["floors"], ceilings)


def fingerprint(paths: Iterable[Path]) -> str:
    """Return a hash of files by name and content, whatever the order they are given in."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]
