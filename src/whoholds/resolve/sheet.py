"""All names of a report judged together: each name's places count for their countries, regions and neighbours.

A name's meanings start from what speaks for them alone. What the other names may mean then speaks for countries,
for regions and for nearness, each name with the weight of its likelihoods, and never for itself; two rounds of
this settle a report. The weights are in `weights.yaml`. Everything is done on arrays over all meanings of all names
of a report, since a report has a dozen names with some ten meanings each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from whoholds.resolve.senses import Region, Sense, Senses, senses_of, signs
from whoholds.resolve.weights import Choice, Option, choose, cut_off, place_weights
from whoholds.terrain import Candidate, Gazetteer
from whoholds.terrain.names import bare

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

ROUNDS = 2
MOST_TIMES = 3.0
"""A name that is repeated counts up to so many times."""

NEAR_ENOUGH = 0.02
"""Meanings below this share take no part in nearness."""

KM_A_DEGREE = 111.2

FULL_SHARE = 1.3
"""A country's share counts in full from three quarters on: reports name other countries as well."""

DOUBT = 0.4
"""Votes for nobody, so that one other name alone does not decide."""


@dataclass(slots=True)
class Named:
    """A name of the report, and how likely each of its places is.

    Attributes:
        name: the words.
        wanted: kind that words around it tell; empty where they tell none.
        meanings: what it may mean.
        group: folded name without generic words; names of one group say nothing for each other.
        weight: how much it counts for others: its times, and how surely it is a name of a place.
        within: regions and countries that the text right after it names.
        contains: regions and countries of the names that it stands right after ("Athens, Georgia").
        odds: log-odds of each meaning.
        shares: share of each meaning, with "none of them" as one more.
        says: what the report said for each meaning; a row each for country, region, beside and nearness.
        best: number of the likeliest meaning; -1 where the name means nothing known.
        share: its share; of a town and the region called after it, of both.
    """

    name: str
    wanted: str
    meanings: Senses
    group: str
    weight: float = 0.0
    within: set[Region] = field(default_factory=set)
    contains: set[Region] = field(default_factory=set)
    odds: Floats = field(default_factory=lambda: np.zeros(0))
    shares: Floats = field(default_factory=lambda: np.zeros(0))
    says: Floats | None = None
    best: int = -1
    share: float = 0.0

    @property
    def senses(self) -> tuple[Sense, ...]:
        """What the name may mean, likeliest by itself first."""
        return self.meanings.senses

    @property
    def sense(self) -> Sense | None:
        """The likeliest meaning."""
        return self.senses[self.best] if self.best >= 0 else None

    def judge(self, odds: Floats, shares: Floats, says: Floats | None) -> None:
        """Take down how likely each meaning is."""
        self.odds, self.shares, self.says = odds, shares, says
        self.best = int(odds.argmax()) if len(odds) else -1
        self.share = float(shares[self.best]) if len(odds) else 0.0
        if self.meanings.is_mixed:
            at, where = self.meanings.at[:, 2], self.meanings.where
            kin = (at != at[self.best]) & (where == where[self.best]).all(axis=1)
            self.share += float(shares[kin].sum())


@dataclass(frozen=True, slots=True)
class _Tally:
    """What all names of a report say together; the last column of votes is nobody's.

    Attributes:
        rows: whose names they are.
        countries: votes by group and country.
        regions: votes by group and region.
        points: latitude, longitude and votes of likely places.
        point_groups: their groups.
    """

    rows: _Rows
    countries: Floats
    regions: Floats
    points: Floats
    point_groups: Whole


class Sheet:
    """The names of one report.

    Args:
        gazetteer: the theatre's places.
        is_local: whether the theatre is not the whole world.
    """

    def __init__(self, gazetteer: Gazetteer, *, is_local: bool) -> None:
        self._gazetteer = gazetteer
        self._is_local = is_local
        self.names: dict[tuple[str, str], Named] = {}
        self._tally: _Tally | None = None

    def enter(self, name: str, wanted: str) -> Named:
        """Put a name down and return it; what it counts for others is for the caller to add."""
        named = self.names.get((name, wanted))
        if named is None:
            named = self.names[name, wanted] = self._named(name, wanted)
        return named

    def _named(self, name: str, wanted: str) -> Named:
        meanings = senses_of(self._gazetteer, name, wanted, is_local=self._is_local)
        named = Named(name, wanted, meanings, bare(name))
        named.judge(meanings.base, meanings.shares, None)
        return named

    def lay_beside(self, named: Named, other: Named) -> None:
        """Note that the text says right behind a name that it lies in what another name means."""
        named.within |= {s.region for s in other.senses if s.place.is_extended}
        other.contains |= {s.region for s in named.senses}

    def settle(self) -> None:
        """Judge all names that were entered."""
        names = [named for named in self.names.values() if named.senses]
        if not names:
            return
        rows = _Rows(names)
        shares = rows.shares(rows.base)
        for _ in range(ROUNDS):
            self._tally = rows.tally(shares)
            odds, shares, says = rows.weigh(self._tally)
        for named, start, end in zip(names, rows.starts, rows.ends, strict=True):
            named.judge(odds[start:end], shares[start:end], says[:, start:end])

    def look_up(self, name: str, wanted: str = "") -> Named:
        """Return a name as judged; one that was not entered is judged by the others and does not count for them."""
        named = self.names.get((name, wanted))
        if named is None:
            named = self._named(name, wanted)
            if named.senses and self._tally is not None:
                named.judge(*_Rows([named]).weigh(self._tally))
        return named

    def options(self, named: Named) -> list[Option]:
        """Return the name's places as options with their signs in words."""
        says = named.says if named.says is not None else np.zeros((4, len(named.senses)))
        return [
            self._option(sense, named.wanted, *map(float, said))
            for sense, said in zip(named.senses, says.T, strict=True)
        ]

    def _option(
        self, sense: Sense, wanted: str, country: float, region: float, beside: float, near: float
    ) -> Option:
        weights, option = place_weights(), Option(sense.place.id)
        for weight, words in signs(sense.candidate, wanted, is_local=self._is_local):
            option.add(weight, words)
        about = f"{country:.0%} of what the report names is in its country" if country else ""
        option.add(weights["same_country"] * min(1.0, FULL_SHARE * country), about)
        about = f"{region:.0%} of it in its region" if region else ""
        option.add(weights["same_region"] * min(1.0, FULL_SHARE * region), about)
        option.add(weights["beside"] * beside, "the words beside it say where it is" if beside else "")
        option.add(weights["near"] * near, "other places of the report are near" if near > NEAR_ENOUGH else "")
        return option

    def choice(self, named: Named) -> tuple[Choice, Mapping[str, Candidate]]:
        """Return the decision what a name means, and its candidates by id."""
        found = {sense.place.id: sense.candidate for sense in named.senses}
        options = self.options(named)
        choice = choose(options, place_weights()["none"])
        if choice.best is None and named.share >= cut_off():
            best = options[named.best]
            choice = Choice(best, named.share, *_second(options, named))
        return choice, found


def _second(options: Sequence[Option], named: Named) -> tuple[Option | None, float]:
    """Return the second likeliest place with its share."""
    others = [i for i in range(len(options)) if i != named.best]
    second = max(others, key=lambda i: float(named.odds[i]), default=None)
    return (options[second], float(named.shares[second])) if second is not None else (None, 0.0)


class _Rows:
    """All meanings of some names as arrays; those of one name lie side by side."""

    def __init__(self, names: Sequence[Named]) -> None:
        sizes = np.array([len(named.senses) for named in names])
        self.ends: Whole = np.cumsum(sizes)
        self.starts: Whole = self.ends - sizes
        self._owner = np.repeat(np.arange(len(names)), sizes)
        self._weight = np.array([min(MOST_TIMES, named.weight) for named in names])[self._owner]
        self.base: Floats = np.concatenate([named.meanings.base for named in names])
        self._at: Floats = np.concatenate([named.meanings.at for named in names])
        self._where: Whole = np.concatenate([named.meanings.where for named in names])
        self._beside: Floats = np.concatenate([_beside(named) for named in names])
        self._none = float(place_weights()["none"])
        self._names = [named.group for named in names]
        self.groups = {group: i for i, group in enumerate(dict.fromkeys(self._names))}
        self.group = np.array([self.groups[group] for group in self._names])[self._owner]
        self.countries, self.country = _numbered(self._where[:, 0])
        self.regions, self.region = _numbered(self._where[:, 1])

    def shares(self, odds: Floats) -> Floats:
        """Return the share of each meaning, "none of them" being one more for each name."""
        tops = np.maximum(np.maximum.reduceat(odds, self.starts), self._none)
        weights = np.exp(odds - tops[self._owner])
        totals = np.add.reduceat(weights, self.starts) + np.exp(self._none - tops)
        shares: Floats = weights / totals[self._owner]
        return shares

    def tally(self, shares: Floats) -> _Tally:
        """Return what the names say together when each of their meanings is as likely as told."""
        votes = shares * self._weight
        is_point = (self._at[:, 2] > 0) & (shares > NEAR_ENOUGH)
        points = np.column_stack([self._at[is_point, :2], np.minimum(1.0, votes[is_point])])
        height = len(self.groups)
        return _Tally(
            self, _crossed(self.group, self.country, votes, height, len(self.countries)),
            _crossed(self.group, self.region, votes, height, len(self.regions)), points, self.group[is_point],
        )  # fmt: skip

    def weigh(self, tally: _Tally) -> tuple[Floats, Floats, Floats]:
        """Return log-odds and share of each meaning, and what the report says for each."""
        weights = place_weights()
        group, in_country, in_region = self._in(tally.rows)
        country = _share(tally.countries, group, in_country)
        region = _share(tally.regions, group, in_region)
        near = self._nearness(tally, group)
        odds = (
            self.base
            + weights["same_country"] * np.minimum(1.0, FULL_SHARE * country)
            + weights["same_region"] * np.minimum(1.0, FULL_SHARE * region)
            + weights["beside"] * self._beside
            + weights["near"] * near
        )
        return odds, self.shares(odds), np.stack([country, region, self._beside, near])

    def _in(self, rows: _Rows) -> tuple[Whole, Whole, Whole]:
        """Return group, country and region of each meaning by the numbers of other rows; -1 if unknown there."""
        if rows is self:
            return self.group, self.country, self.region
        group = np.array([rows.groups.get(group, -1) for group in self._names])[self._owner]
        return group, _found(self._where[:, 0], rows.countries), _found(self._where[:, 1], rows.regions)

    def _nearness(self, tally: _Tally, group: Whole) -> Floats:
        """Return for each meaning how much lies near it, 0 to 1: exp(-km / near_km) summed over others' places."""
        if not len(tally.points):
            return np.zeros(len(self.base))
        north = self._at[:, None, 0] - tally.points[None, :, 0]
        east = (self._at[:, None, 1] - tally.points[None, :, 1]) * np.cos(np.radians(self._at[:, 0]))[:, None]
        near = np.exp(np.sqrt(north * north + east * east) * (-KM_A_DEGREE / place_weights()["near_km"]))
        near[group[:, None] == tally.point_groups[None, :]] = 0.0
        return np.minimum(1.0, near @ tally.points[:, 2]) * self._at[:, 2]


def _numbered(codes: Whole) -> tuple[dict[int, int], Whole]:
    """Return a number from 0 for each code that occurs, and the codes so numbered; -1, no code, stays."""
    numbers: dict[int, int] = {-1: -1}
    numbered = [numbers.setdefault(code, len(numbers) - 1) for code in codes.tolist()]
    del numbers[-1]
    return numbers, np.array(numbered, dtype=np.intp)


def _found(codes: Whole, numbers: Mapping[int, int]) -> Whole:
    return np.array([numbers.get(code, -1) for code in codes.tolist()], dtype=np.intp)


def _crossed(rows: Whole, columns: Whole, votes: Floats, height: int, width: int) -> Floats:
    """Return votes by group and country or region, with a last column for what is in none."""
    wide = width + 1
    crossed = np.bincount(rows * wide + columns % wide, weights=votes, minlength=height * wide).astype(np.float64)
    return crossed.reshape(height, wide)


def _share(votes: Floats, group: Whole, column: Whole) -> Floats:
    """Return each meaning's country's (or region's) share of the votes of the other groups."""
    known = votes[:, :-1]
    totals, sums = votes.sum(0), known.sum(1)
    own = np.where(group >= 0, votes[group, column], 0.0)
    own_sum = np.where(group >= 0, sums[group], 0.0)
    share: Floats = (totals[column] - own) / (DOUBT + sums.sum() - own_sum)
    share[column < 0] = 0.0
    return share


def _beside(named: Named) -> Floats:
    """Return 1 for meanings that the text right beside says lie there, or have something of it in them."""
    if not named.within and not named.contains:
        return np.zeros(len(named.senses))
    return np.array([float(_is_beside(sense, named)) for sense in named.senses])


def _is_beside(sense: Sense, named: Named) -> bool:
    country, region = sense.region
    if (country, region) in named.within or (country, "") in named.within:
        return True
    return sense.place.is_extended and any(
        country == other[0] and (not region or region == other[1]) for other in named.contains
    )
