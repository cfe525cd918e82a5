"""The staircase of one standing: the baseline, then every claim for and against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from math import log

import numpy as np

from whoholds.control.axes import NO_SIDE
from whoholds.control.book import FOREVER
from whoholds.control.columns import DAY_SECONDS, NONE, Floats, Ints, seconds
from whoholds.control.effects import effects, stay_of
from whoholds.control.filter import hear, rows_of, run, silence
from whoholds.control.layout import Layout
from whoholds.control.picture import Control
from whoholds.control.told import Told
from whoholds.control.verdict import day, verdict
from whoholds.control.weigh import Weighed
from whoholds.control.weights import CONTESTED
from whoholds.model import Evidence, Standing, Step, wall
from whoholds.model.standing import PlaceState
from whoholds.theatres import Theatre

QUIET = 0.05
"""Silence that moves the log-odds by less is told together with the next."""
HEARD = 3
"""How many neighbours a step names."""
LATER = "later reports"
NO_STEP = 1e-7
"""Nobody around speaks and no later report: what is left is rounding."""


def why(
    theatre: Theatre, evidence: Iterable[Evidence], place_id: str, on: datetime, known_by: datetime | None = None
) -> tuple[Standing, list[Step]]:
    """Return the standing of a place and the steps that lead to it: see `steps_to`."""
    return steps_to(Control(theatre, evidence), place_id, on, known_by)


def steps_to(
    control: Control, place_id: str, on: datetime, known_by: datetime | None = None
) -> tuple[Standing, list[Step]]:
    """Return the standing of a place and the steps that lead to it.

    The weights of all steps sum to the log-odds of the standing's `p`, log(p / (1 - p)): that its holder
    holds it, or for a contested place that its likeliest side does not hold it alone. A claim that counts
    nothing is listed with weight 0 and says why. Of an unknown place the steps sum to the log-odds of its
    likeliest side.

    Args:
        control: the claims.
        place_id: the place asked about.
        on: the instant asked about.
        known_by: claims told later do not count; None counts all.

    Raises:
        UnknownPlace: if the theatre has no such place.
    """
    place = control.theatre.gazetteer[place_id]
    standing = control.standing(place_id, on, known_by)
    stairs = _Stairs(control, standing, seconds(on), FOREVER if known_by is None else seconds(known_by))
    if not place.is_extended:
        stairs.climb()
    if standing.inferred:
        stairs.lean(_neighbours(control, standing, on, known_by))
    stairs.tell_the_rest()
    return standing, stairs.steps


def _neighbours(control: Control, standing: Standing, on: datetime, known_by: datetime | None) -> str:
    """Return which neighbours a place leans on, in words."""
    near = control.near(standing.place, on, known_by)
    heard = (control.standing(place, on, known_by) for place in sorted(near, key=lambda place: near[place]))
    told = islice((each for each in heard if each.claims and not each.inferred and each.holder), HEARD)
    gazetteer = control.theatre.gazetteer
    names = ", ".join(f"{gazetteer[each.place].name} (held by {each.holder})" for each in told)
    return f"nobody speaks of it; it leans on places near by road: {names}" if names else LATER


class _Stairs:
    """The steps of one account, on the log-odds of the state that it ends in.

    Args:
        control: the claims.
        standing: the standing to be explained.
        on: the instant asked about, in seconds.
        known_by: claims told later do not count.
    """

    def __init__(self, control: Control, standing: Standing, on: float, known_by: float) -> None:
        self._control, self._standing = control, standing
        self._on, self._known_by = on, known_by
        self._zone = control.theatre.time_zone
        self.steps: list[Step] = []
        self.total, self.state = 0.0, standing.holder or ""
        self._silence = 0.0
        self._listed: set[int] = set()
        self._folded: list[tuple[int, int]] = []

    def climb(self) -> None:
        """Fill `steps` with the baseline, the claims in order and the silence between."""
        book, place = self._control.book, self._control.book.place_number(self._standing.place)
        named = book.states.number(self._standing.holder) if self._standing.holder else NONE
        layout, folded = self._control.account(place, self._on, self._known_by, named)
        self._folded = [(int(number), int(by)) for number, _, by in folded.tolist()]
        if not len(layout.places):
            return
        ends = run(layout)
        self._choose(layout, ends.end if self._standing.inferred else ends.smooth)
        level = self._begin(layout)
        for moment in rows_of(layout, 0).tolist():
            before = ends.after[moment - 1] if moment else layout.first[0]
            calm = _after_silence(layout, before, moment)
            self._wait(self._odds(calm) - level, layout.at[moment])
            level = self._hear(layout, moment, calm)
        self._wait(self._odds(ends.end[0]) - level, self._on, is_end=True)
        if not self._standing.inferred:
            self._look_back(layout, ends.end[0], ends.smooth[0])

    def _choose(self, layout: Layout, end: Floats) -> None:
        """Choose the state whose log-odds are climbed."""
        state, best = verdict(end[0])
        if self._standing.inferred:
            state = self._standing.state
            best = self._column(layout, self._standing.holder) if self._standing.holder else best
        self._told: tuple[PlaceState, int] = (state, best)
        number = int(layout.states[0, best])
        name = self._control.book.states.names[number] if best > NO_SIDE else ""
        self.state = CONTESTED if state == "contested" else name

    def _column(self, layout: Layout, state: str) -> int:
        return int((layout.states[0] == self._control.book.states.number(state)).argmax())

    def _odds(self, belief: Floats) -> float:
        """Return the log-odds of the verdict: that the side holds the place, or that it does not hold it alone."""
        state, best = self._told
        p = float(belief[best])
        rest = float(belief.sum() - p)
        return log(rest / p) if state == "contested" else log(p / rest)

    def _begin(self, layout: Layout) -> float:
        level = self._odds(layout.first[0])
        if np.isnan(layout.begun[0]):
            at = layout.at[0] if len(layout.at) else self._on
            self._add(None, level, "nothing was known of the place before", at)
        else:
            self._add(None, level, self._row_words(layout), layout.begun[0])
        return level

    def _row_words(self, layout: Layout) -> str:
        begun = day(layout.begun[0], self._zone)
        rows = [row for row in self._control.theatre.baseline if row.place == self._standing.place]
        row = next(row for row in rows if row.since.isoformat() == begun)
        holder = "contested" if row.holder == CONTESTED else f"held by {row.holder}"
        source = f" ({row.source})" if row.source else ""
        return f"the baseline has it {holder} from {begun}{source}"

    def _wait(self, change: float, at: float, *, is_end: bool = False) -> None:
        self._silence += change
        if abs(self._silence) >= QUIET or (is_end and self._silence):
            self._add(None, self._silence, "silence since: fights end and old knowledge fades", at)
            self._silence = 0.0

    def _hear(self, layout: Layout, moment: int, calm: Floats) -> float:
        """Add the claims of a moment, each with what it adds to those before it; return the log-odds after it."""
        level = self._odds(calm)
        entries = np.flatnonzero(layout.moment == moment)
        for count in range(1, len(entries) + 1):
            after = _after_claims(self._control, layout, entries[:count], calm)
            change, level = self._odds(after) - level, self._odds(after)
            self._tell(layout.told, int(entries[count - 1]), change, "")
        return level

    def _tell(self, told: Told, entry: int, change: float, note: str) -> None:
        number = int(told.number[entry])
        weighed = self._control.weighed(number, self._known_by)
        sign = weighed.bearing.sign
        direction = "for" if sign > 0 else "against"
        state = self._control.book.states.names[int(told.state[entry])]
        reason = f"{direction} {state}, {sign * weighed.weight:+.1f}: {weighed.reason}"
        self._listed.add(number)
        self._add(weighed, change, f"{note}{reason}{self._bundle(number)}", float(told.instant[entry]))

    def _bundle(self, number: int) -> str:
        """Return who else says the same with the same voice, in words; empty where nobody does."""
        others = [self._control.book.evidence[echo] for echo, by in self._folded if by == number]
        outlets = ", ".join(sorted({other.outlet for other in others if other.outlet}))
        return f"; counted once with {len(others)} more of the same voice ({outlets})" if others else ""

    def _look_back(self, layout: Layout, end: Floats, smooth: Floats) -> None:
        """Add what claims about a later time say of this one; the last of them tells it for all."""
        change = self._odds(smooth) - self._odds(end)
        later = layout.later_told
        if not len(later):
            return
        for entry in range(len(later)):
            share = change if entry == len(later) - 1 else 0.0
            note = "hindsight: " if share else "hindsight, told with the last of these: "
            self._tell(later, entry, share, note)

    def lean(self, reason: str) -> None:
        """Add the step from what the place's own account says to what others make of it, if they make anything."""
        p = self._standing.p or max(self._standing.odds.values(), default=0.5)
        weight = log(p / (1 - p)) - self.total
        if reason != LATER or abs(weight) > NO_STEP:
            self._add(None, weight, reason, self._on)

    def tell_the_rest(self) -> None:
        """Add the claims that count nothing here, each with the reason."""
        names = self._control.book.evidence
        for number, by in self._folded:
            self._listed.add(number)
            reason = f"the same voice as {names[by].claim.claim.id}, which counts for both"
            self._idle(number, reason)
        for number in self._control.idle(self._standing.place, self._on, self._known_by):
            if number not in self._listed:
                self._idle(number, "")

    def _idle(self, number: int, reason: str) -> None:
        weighed = self._control.weighed(number, self._known_by)
        why_not = reason or self._control.why_idle(number, self._known_by) or weighed.reason
        self._add(weighed, 0.0, why_not, weighed.span.starts)

    def _add(self, weighed: Weighed | None, weight: float, reason: str, at: float) -> None:
        self.total += weight
        claim = weighed.evidence.claim if weighed else None
        self.steps.append(Step(
            claim=claim.claim.id if claim else None, quote=claim.claim.quote if claim else "",
            said_by=tuple(voice.name or voice.text for voice in claim.said_by) if claim else (),
            side=self.state, weight=weight, reason=reason, total=self.total,
            at=wall(datetime.fromtimestamp(at, self._zone)),
        ))  # fmt: skip


def _after_silence(layout: Layout, before: Floats, moment: int) -> Floats:
    faded = np.exp(-layout.fade[:1] / DAY_SECONDS * layout.gap[moment])
    kept = np.exp(-layout.quiet[moment : moment + 1])
    belief: Floats = silence(before[None, :], layout.drift[moment : moment + 1], kept, faded)[0]
    return belief


def _after_claims(control: Control, layout: Layout, entries: Ints, calm: Floats) -> Floats:
    """Return the belief after some of the claims of a moment."""
    told = layout.told.only(entries)
    columns = layout.axes.columns(told, np.zeros(len(told), np.int64))
    shares, pulls = effects(control.book, told, columns, np.zeros(len(told), np.int64), (1, layout.axes.width))
    shares, stay = stay_of(shares)
    belief: Floats = hear(calm[None, :], shares, stay, np.exp(pulls))[0]
    return belief
