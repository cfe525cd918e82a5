"""The desk: a theatre and its ledger, and every question that can be asked of them.

The one module that wires the rest. Its methods are named as the commands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from whoholds.amends import Amends, corrections, still_told_by, thing_meant, touched
from whoholds.clocks import Clocks
from whoholds.errors import LedgerError
from whoholds.extraction import Extractor
from whoholds.history import Amendment, history
from whoholds.keeping import Tally, evidence_of, keep_reports
from whoholds.ledger import Kind, Ledger, not_kept
from whoholds.model import Evidence, Finding, Picture, Report, Standing, Step
from whoholds.sources import Aside
from whoholds.theatres import Theatre, load_theatre, theatre_names
from whoholds.theatres.baseline import baseline_from, baseline_text, chosen_baseline

if TYPE_CHECKING:
    from whoholds.consequences import Checked, Choice, Chokepoint, Ground, Pair, Piece, Reach, Roads, Supposition
    from whoholds.control import Control, Record
    from whoholds.supposing import Supposer
    from whoholds.telling import BriefInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A picture, the same with something supposed, and what differs.

    Attributes:
        before: the picture.
        after: the picture with the supposition.
        suppositions: what was supposed.
        changes: what follows, what matters most first.
    """

    before: Picture
    after: Picture
    suppositions: tuple[Supposition, ...] = ()
    changes: tuple[Finding, ...] = field(default_factory=tuple)


class Desk(Clocks):
    """An open desk. Make one with `init` or `open`.

    Args:
        theatre: the theatre, with the baseline chosen for this desk.
        ledger: its ledger.
        extractor: what reads; None for the rule reader.
        now: the clock, for reports that tell no date.
    """

    def __init__(
        self,
        theatre: Theatre,
        ledger: Ledger,
        extractor: Extractor | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(theatre, ledger, now)
        self.extractor = extractor or Extractor(theatre)
        self._weighed: tuple[Control, tuple[Evidence, ...]] | None = None

    @classmethod
    def init(cls, address: str, theatre: str, baseline: str | None = None) -> Desk:
        """Make a new desk and open it.

        Args:
            address: a file, or a postgresql:// address.
            theatre: name of a theatre that ships, or the folder of a pack.
            baseline: None for the theatre's own; "none" for an empty map; else a CSV file, which is copied in.

        Raises:
            TheatreError: if the theatre or the baseline cannot be used.
            LedgerError: if there is a desk already, or it cannot be written.
        """
        loaded = load_theatre(theatre)
        name = theatre if theatre in theatre_names() else str(Path(theatre).resolve())
        rows = chosen_baseline(baseline, loaded)
        facts = {"theatre": name} | ({} if rows is None else {"baseline": baseline_text(rows)})
        ledger = Ledger.create(address, facts)
        return cls(loaded if rows is None else replace(loaded, baseline=rows), ledger)

    @classmethod
    def open(cls, address: str) -> Desk:
        """Open a desk.

        Raises:
            NoLedger: if there is none.
            WrongVersion: if another version of whoholds wrote it.
            TheatreError: if its theatre is gone or broken.
        """
        ledger = Ledger.open(address)
        facts = ledger.facts()
        if "theatre" not in facts:
            raise LedgerError("names no theatre", address, "make a new desk with `whoholds init --theatre NAME`")
        theatre = load_theatre(facts["theatre"])
        if "baseline" in facts:
            theatre = replace(theatre, baseline=baseline_from(facts["baseline"]))
        return cls(theatre, ledger)

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def read(self, reports: Iterable[Report], on_aside: Aside | None = None) -> Iterator[Tally]:
        """Keep reports and their claims, yielding the tally after each; what is known already is not read again.

        Every report is kept in one transaction with all that was made of it: a stop at any moment loses
        nothing that the tally has counted.

        Args:
            reports: from `whoholds.sources.gather`.
            on_aside: told of a report that the reader fails on, or that bears the id of another; None raises.

        Raises:
            SourceError: if no report could be kept.
            LedgerError: if the ledger refuses.
        """
        tally = Tally()
        for tally in keep_reports(reports, self.ledger, self.extractor, self._now, on_aside):
            yield tally
        if tally.new_reports:
            self._forget()

    def _forget(self) -> None:
        """Let what was worked out from the ledger be worked out anew."""
        self.__dict__.pop("evidence", None)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """All claims that are kept, resolved and ready to be weighed."""
        return evidence_of(self.ledger, self.theatre)

    def retract(self, thing: str, reason: str, at: datetime | None = None) -> Amends:
        """Take back a report, a claim, one judgement, or a retraction: it stays, and from `at` on does not count.

        Args:
            thing: id of a report or claim; `CLAIM:ROLE` for what a part of a claim is taken to mean;
                `judgement:NUMBER` or `retraction:NUMBER`, as `history` tells them.
            reason: why.
            at: the instant; None for now.

        Raises:
            LedgerError: if nothing of that name is kept, or no reason is told.
        """
        moment = at or self._now()
        kind, key = thing_meant(thing, self.ledger, moment)
        is_new = self.ledger.retract(kind, key, reason, moment)
        return self._amends(kind, key, moment, is_new=is_new)

    def correct(
        self, claim_id: str, wanted: Mapping[str, str | None], reason: str, at: datetime | None = None
    ) -> Amends:
        """Say what parts of a claim mean from `at` on; what they meant before stays.

        Args:
            claim_id: the claim.
            wanted: for each of place, origin, actor, target and when what is meant: the name or id of a place or
                actor, an ISO date or time; None for "nobody knows".
            reason: why it was read otherwise before.
            at: the instant; None for now.

        Raises:
            LedgerError: if the claim is not kept, or no reason is told.
            QuestionError: if the claim has no such part, or what is meant is not known.
        """
        moment = at or self._now()
        claim = next((e.claim.claim for e in self.evidence if e.claim.claim.id == claim_id), None)
        if claim is None:
            raise not_kept(f"claim {claim_id}")
        is_new = self.ledger.correct(corrections(claim, wanted, self.theatre, reason), moment) > 0
        return self._amends("claim", claim_id, moment, is_new=is_new)

    def _amends(self, kind: Kind, key: str, at: datetime, *, is_new: bool) -> Amends:
        self._forget()
        claims = touched(kind, key, self.ledger, self.evidence)
        others = still_told_by(claims, self.evidence)
        return Amends(kind=kind, thing=key, at=at, is_new=is_new, claims=claims, still_told_by=others)

    def history(self, words: str | None = None) -> list[Amendment]:
        """Return what was taken back or corrected, when, why, and what it said before; the oldest first.

        Args:
            words: only what is about this claim, report or place; None for all.

        Raises:
            UnknownPlace: if the words name nothing that is kept, and no place.
        """
        return history(self.ledger, self.evidence, self.theatre, words)

    @property
    def claims(self) -> Control:
        """The claims that are kept, weighed: what every question about control is asked of.

        A report more is weighed by itself; where it changes what is thought of older claims, all are weighed anew.
        """
        from whoholds.control import Control  # noqa: PLC0415 - brings NumPy

        evidence = self.evidence
        control, seen = self._weighed or (Control(self.theatre), ())
        if evidence[: len(seen)] != seen:
            control, seen = Control(self.theatre), ()
        control.add(evidence[len(seen) :])
        self._weighed = control, evidence
        return control

    def control(self, on: datetime, known_by: datetime | None = None) -> Picture:
        """Return who holds what."""
        return self.claims.picture(on, known_by)

    def why(self, place_id: str, on: datetime, known_by: datetime | None = None) -> tuple[Standing, list[Step]]:
        """Return the standing of a place, and the staircase of evidence that leads to it."""
        from whoholds.control import steps_to  # noqa: PLC0415 - as above

        return steps_to(self.claims, place_id, on, known_by)

    def disputes(self, on: datetime, known_by: datetime | None = None) -> list[Finding]:
        """Return the places where credible voices disagree."""
        from whoholds.control import disputes_of  # noqa: PLC0415 - as above

        return disputes_of(self.claims, on, known_by)

    def voices(self, on: datetime, known_by: datetime | None = None) -> list[Record]:
        """Return how often each voice has turned out right."""
        from whoholds.control import records_of  # noqa: PLC0415 - as above

        return records_of(self.claims, on, known_by)

    def changes(self, since: datetime, until: datetime, known_by: datetime | None = None) -> list[Finding]:
        """Return what changed hands, what was cut or opened, and which disputes arose in between."""
        from whoholds.control import changes_of  # noqa: PLC0415 - as above

        found = changes_of(self.claims, since, until, known_by)
        before = {finding.places for finding in self.disputes(since, known_by)}
        return found + [finding for finding in self.disputes(until, known_by) if finding.places not in before]

    def ground(self, picture: Picture, choice: Choice = "sure", sway_km: float | None = None) -> Ground:
        """Return the ground that each side can move over on a picture.

        Args:
            picture: the standings.
            choice: which ground counts as a side's own: sure, likely or any.
            sway_km: distance within which a held town commands the roads; None for the usual one.
        """
        from whoholds.consequences import SWAY_KM, Ground  # noqa: PLC0415 - brings rustworkx

        return Ground(self.theatre, picture, ground=choice, sway_km=SWAY_KM if sway_km is None else sway_km)

    def pieces(self, side: str, ground: Ground, roads: Roads = "main") -> list[Piece]:
        """Return the parts that a side's territory falls into, on main roads or on all."""
        from whoholds.consequences import pieces  # noqa: PLC0415 - as above

        return pieces(self.theatre, ground.picture, side, roads=roads, ground=ground)

    def reach(self, side: str, target: str, ground: Ground, start: str | None = None) -> Reach:
        """Return whether and how a side can get to a target."""
        from whoholds.consequences import reach  # noqa: PLC0415 - as above

        return reach(self.theatre, ground.picture, side, target, start, ground=ground)

    def chokepoints(self, side: str, ground: Ground, roads: Roads = "main") -> list[Chokepoint]:
        """Return the places whose loss cuts something off, the gravest first."""
        from whoholds.consequences import chokepoints  # noqa: PLC0415 - as above

        return chokepoints(self.theatre, ground.picture, side, roads=roads, ground=ground)

    def pairs(self, side: str, ground: Ground, roads: Roads = "main") -> list[Pair]:
        """Return the pairs of places whose loss together cuts something off, the gravest first."""
        from whoholds.consequences import pairs  # noqa: PLC0415 - as above

        return pairs(self.theatre, ground.picture, side, roads=roads, ground=ground)

    def suppose(self, sentences: Iterable[str], picture: Picture, choice: Choice = "sure") -> Supposed:
        """Return the picture with what plain words suppose ("hts takes homs"), and what differs.

        Raises:
            QuestionError: if the words mean no change, or name a place or side that is not known.
        """
        from whoholds.consequences import compare, echo, suppose  # noqa: PLC0415 - as above

        day = picture.on.astimezone(self.theatre.time_zone).date()
        suppositions = [self._supposer.read(words, day) for words in sentences]
        after = suppose(self.theatre, picture, suppositions)
        changes = compare(self.theatre, picture, after, ground=choice)
        said = tuple(echo(self.theatre, picture, suppositions))
        return Supposed(before=picture, after=after, suppositions=said, changes=tuple(changes))

    @cached_property
    def _supposer(self) -> Supposer:
        from whoholds.supposing import Supposer  # noqa: PLC0415 - as above

        return Supposer(self.extractor)

    def check(self, report: Report, on: datetime | None = None, known_by: datetime | None = None) -> list[Checked]:
        """Return the verdicts on a report's own statements about routes, splits, borders, sieges and holdings.

        Args:
            report: the article; it is not kept.
            on: the instant to test them at; None for the report's own date, else `default_on`.
            known_by: claims told later do not count; None counts all.
        """
        from whoholds.consequences import check_statements  # noqa: PLC0415 - as above

        moment = on or self.moment(report.published)
        claims = self.extractor.extract(report).claims
        return check_statements(self.theatre, self.control(moment, known_by), claims, text=report.text)

    def findings(self, picture: Picture) -> list[Finding]:
        """Return what follows from a picture, the gravest first."""
        from whoholds.consequences import findings  # noqa: PLC0415 - as above

        return findings(self.theatre, picture, ground=self.ground(picture))

    def follow(
        self, on: datetime, known_by: datetime | None = None, since: datetime | None = None
    ) -> list[tuple[Finding, bool | None]]:
        """Return what follows from the picture at `on`, each with whether it is new since another; None unasked."""
        from whoholds.consequences import news  # noqa: PLC0415 - as above

        now = self.findings(self.control(on, known_by))
        if since is None:
            return [(finding, None) for finding in now]
        then = self.findings(self.control(since, known_by))
        return list(zip(now, news(now, then), strict=True))

    def material(self, on: datetime, known_by: datetime | None = None, since: datetime | None = None) -> BriefInput:
        """Return all that a brief or a map of the picture at `on` is made from.

        Args:
            on: the instant.
            known_by: claims told later do not count; None counts all.
            since: changes are told from here; None for `default_since`.
        """
        from whoholds.telling import BriefInput  # noqa: PLC0415 - brings Jinja2

        picture = self.control(on, known_by)
        ground = self.ground(picture)
        sides = [side for side in self.theatre.sides if side in self.theatre.capitals]
        return BriefInput(
            theatre=self.theatre,
            picture=picture,
            changes=self.changes(since or self.default_since(on), on, known_by),
            disputes=self.disputes(on, known_by),
            consequences=self.findings(picture),
            chokepoints={side: [c.to_json() for c in self.chokepoints(side, ground)] for side in sides},
            evidence=[item for item in self.evidence if _is_told(item, on, known_by)],
            reports={report.id: report for report in self.ledger.reports()},
        )

    def brief(self, path: str | Path, material: BriefInput) -> None:
        """Write the situation report; the suffix says the form.

        Raises:
            QuestionError: if the suffix names no form.
            NotWritable: if the folder refuses the file.
        """
        from whoholds.telling import write_brief  # noqa: PLC0415 - as above

        write_brief(material, path)

    def map(self, path: str | Path, material: BriefInput) -> None:
        """Write the map; the suffix says the form.

        Raises:
            QuestionError: if the suffix names no form.
            NotWritable: if the folder refuses the file.
        """
        from whoholds.telling import render_map  # noqa: PLC0415 - as above

        render_map(
            material.theatre, material.picture, path, findings=material.consequences,
            disputes=material.disputes, evidence=material.evidence, reports=material.reports,
        )  # fmt: skip


def _is_told(item: Evidence, on: datetime, known_by: datetime | None) -> bool:
    """Return whether a claim belongs to a picture: it had begun by `on`, and was told and stood by `known_by`."""
    began = item.claim.when.start if item.claim.when else item.published
    return began <= on and item.is_known(known_by)
