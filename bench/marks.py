"""Marks of a method that says who holds places: agreement, coverage, Brier score and calibration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

HEAD = f"{'':22} {'agreement':>9} {'changed':>8} {'coverage':>8} {'brier':>7} {'ece':>6}"


@dataclass
class Bin:
    """Place-days whose likeliest state was given about the same probability."""

    n: int = 0
    said: float = 0.0
    was: int = 0

    def add(self, p: float, *, is_right: bool) -> None:
        """Count one place-day."""
        self.n, self.said, self.was = self.n + 1, self.said + p, self.was + is_right

    def line(self) -> str:
        """Return what was said, what was, and the difference."""
        said, was = self.said / self.n, self.was / self.n
        return f"said {said:.3f}  was {was:.3f}  {was - said:+.3f}  {self.n:6} place-days"


@dataclass
class Marks:
    """Sums over place-days; a state is a side that holds the place alone, or "contested".

    Unknown counts as wrong, covers nothing, and says nothing that could be well or badly calibrated.
    """

    n: int = 0
    right: int = 0
    n_changed: int = 0
    right_changed: int = 0
    covered: int = 0
    brier: float = 0.0
    bins: dict[int, Bin] = field(default_factory=lambda: defaultdict(Bin))

    def add(self, odds: Mapping[str, float], truth: str, *, is_changed: bool) -> None:
        """Count one place on one day.

        Args:
            odds: probability of each state; empty where unknown.
            truth: the true state.
            is_changed: whether the place has changed hands by then.
        """
        best = likeliest(odds)
        is_right = best == truth
        self.n, self.right = self.n + 1, self.right + is_right
        self.n_changed, self.right_changed = (
            self.n_changed + is_changed,
            self.right_changed + (is_right and is_changed),
        )
        self.brier += sum((odds.get(state, 0.0) - (state == truth)) ** 2 for state in {*odds, truth}) / 2
        if best:
            self.covered += 1
            self.bins[min(9, int(odds[best] * 10))].add(odds[best], is_right=is_right)

    @property
    def agreement(self) -> float:
        """Share of place-days whose likeliest state was the true one."""
        return self.right / max(1, self.n)

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the likeliest state."""
        return sum(abs(b.said - b.was) for b in self.bins.values()) / max(1, self.covered)

    def line(self, name: str) -> str:
        """Return the row of the table."""
        changed = self.right_changed / max(1, self.n_changed)
        coverage, brier = self.covered / max(1, self.n), self.brier / max(1, self.n)
        error = self.calibration_error
        return f"{name:22} {self.agreement:9.3f} {changed:8.3f} {coverage:8.3f} {brier:7.3f} {error:6.3f}"

    def reliability(self) -> Iterator[str]:
        """Yield the rows of the reliability table."""
        for low, found in sorted(self.bins.items()):
            yield f"  p from {low / 10:.1f}: {found.line()}"


def likeliest(odds: Mapping[str, float]) -> str:
    """Return the likeliest state; empty where unknown.

    >>> likeliest({"reds": 0.7, "blues": 0.3})
    'reds'
    """
    return max(odds, key=lambda state: (odds[state], state)) if odds else ""
