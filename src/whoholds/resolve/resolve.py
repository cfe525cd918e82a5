"""From words to places, sides, voices and times: the judgements of a report, and claims put together from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from whoholds.actors.phrase import phrase_key
from whoholds.model import Claim, Judgement, Mention, Party, Report, ResolvedClaim, When, utc_text
from whoholds.resolve.actors import CONTEXT, FAMILY, Cast, Scene, cast_of, judge_actor
from whoholds.resolve.context import Context
from whoholds.resolve.places import judge_place, where
from whoholds.resolve.voices import judge_voice
from whoholds.theatres import Theatre


def resolve(
    claims: Sequence[Claim], times: Mapping[str, When], report: Report, theatre: Theatre
) -> list[Judgement]:
    """Return a judgement for every named part of every claim of a report.

    Args:
        claims: the claims of one report.
        times: interval of each claim's time by claim id, and of its condition's by `CLAIMID.if`.
        report: the report.
        theatre: the theatre.
    """
    context = Context(report, theatre)
    cast = cast_of(context)
    judged = [(claim, j) for claim in claims for j in _judge(claim, claim.id, "", times, context, cast)]
    sure = _sure_words(judged)
    return [_agreed(claim, judgement, sure) for claim, judgement in judged]


def _sure_words(judged: Iterable[tuple[Claim, Judgement]]) -> dict[tuple[str, ...], Judgement]:
    """Return the surest answer for each run of plain words that the report's places and parties decided."""
    sure: dict[tuple[str, ...], Judgement] = {}
    for claim, judgement in judged:
        mention = _mention(claim, judgement.role)
        if mention and judgement.value and judgement.method == CONTEXT:
            words = phrase_key(mention.name)
            if words not in sure or sure[words].score < judgement.score:
                sure[words] = judgement
    return sure


def _agreed(claim: Claim, judgement: Judgement, sure: Mapping[tuple[str, ...], Judgement]) -> Judgement:
    """Return the judgement, or where it was left open, or at a larger group, the report's own sure answer."""
    mention = _mention(claim, judgement.role)
    is_open = judgement.method == FAMILY or (judgement.method == CONTEXT and judgement.value is None)
    same = sure.get(phrase_key(mention.name)) if mention and is_open and mention.stands_for is not None else None
    if mention is None or same is None:
        return judgement
    reason = f"\u201c{mention.name}\u201d means the same elsewhere in the report; there {same.reason}"
    return replace(judgement, value=same.value, method="same words", score=same.score, reason=reason,
                   runner_up=same.runner_up, runner_up_score=same.runner_up_score)  # fmt: skip


def _mention(claim: Claim, role: str) -> Mention | None:
    whose = claim.condition if role.startswith("if.") else claim
    part = role.removeprefix("if.")
    return getattr(whose, part) if whose is not None and part in {"actor", "target"} else None


def _judge(
    claim: Claim, owner: str, prefix: str, times: Mapping[str, When], context: Context, cast: Cast
) -> Iterator[Judgement]:
    """Yield the judgements of a claim; those of its condition carry the claim's id and `if.` before the role."""
    when = times.get(f"{owner}.if" if prefix else owner)
    judged = list(_parts(claim, when, context, cast))
    for judgement in judged:
        yield _for(judgement, owner, prefix)
    if when is not None:
        value = f"{utc_text(when.start)}/{utc_text(when.end)}/{when.precision}"
        yield Judgement(
            claim=owner, role=f"{prefix}when", value=value, method="reader", score=1.0,
            reason=f"\u201c{when.text}\u201d was read as {when.value or value}",
        )  # fmt: skip
    if claim.condition is not None and not prefix:
        yield from _judge(claim.condition, owner, "if.", times, context, cast)


def _for(judgement: Judgement, owner: str, prefix: str) -> Judgement:
    return replace(judgement, claim=owner, role=prefix + judgement.role)


def _parts(claim: Claim, when: When | None, context: Context, cast: Cast) -> Iterator[Judgement]:
    scene = Scene(claim, on=_day(when, context))
    for role, place in (("place", claim.place), ("origin", claim.origin)):
        if place is not None:
            judgement = judge_place(claim.id, role, place, context)
            yield judgement
            if judgement.value and scene.place is None:
                scene.place = context.theatre.gazetteer.get(judgement.value)
    yield from _parties(claim, scene, context, cast)
    for i, voice in enumerate(claim.said_by):
        yield judge_voice(f"voice:{i}", voice, Scene(claim, on=scene.on), context, cast)


def _parties(claim: Claim, scene: Scene, context: Context, cast: Cast) -> Iterator[Judgement]:
    """Judge the party that is named outright first, so that it can tell who the other one is."""
    roles: list[tuple[str, Mention]] = [(r, m) for r, m in (("actor", claim.actor), ("target", claim.target)) if m]
    roles.sort(key=lambda pair: not context.theatre.register.matches(pair[1].name))
    for role, mention in roles:
        judgement = judge_actor(role, mention, scene, context, cast)
        scene.other = judgement.value
        yield judgement


def _day(when: When | None, context: Context) -> date | None:
    return when.start.date() if when is not None else context.published_on


def assemble(
    claim: Claim, judgements: Sequence[Judgement], theatre: Theatre, times: Mapping[str, When] | None = None
) -> ResolvedClaim:
    """Return a claim with what its words were judged to mean.

    Args:
        claim: the claim as worded.
        judgements: judgements in force; those of other claims are passed over.
        theatre: the theatre that they speak of.
        times: interval by claim id, and by `CLAIMID.if` for conditions.
    """
    values = {j.role: j.value for j in judgements if j.claim == claim.id}
    times = times or {}
    condition = None
    if claim.condition is not None:
        own = {role.removeprefix("if."): value for role, value in values.items() if role.startswith("if.")}
        condition = _assembled(claim.condition, own, theatre, times.get(f"{claim.id}.if"), None)
    return _assembled(claim, values, theatre, times.get(claim.id), condition)


def _assembled(
    claim: Claim,
    values: Mapping[str, str | None],
    theatre: Theatre,
    when: When | None,
    condition: ResolvedClaim | None,
) -> ResolvedClaim:
    place, origin = (theatre.gazetteer.get(values.get(role) or "") for role in ("place", "origin"))
    ends = (place, origin) if _are_ends(claim) else (None, None)

    return ResolvedClaim(
        claim=claim,
        actor=_party(claim.actor, values.get("actor"), theatre),
        target=_party(claim.target, values.get("target"), theatre),
        place=where(claim.place, place, ends[1]) if claim.place else None,
        origin=where(claim.origin, origin, ends[0]) if claim.origin else None,
        when=when,
        said_by=tuple(_voices(claim.said_by, values)),
        condition=condition,
    )


def _are_ends(claim: Claim) -> bool:
    """Whether place and origin are the two ends of one road or gap, not the goal and start of a movement."""
    place, origin = claim.place, claim.origin
    return place is not None and origin is not None and place.relation == origin.relation


def _party(mention: Mention | None, actor: str | None, theatre: Theatre) -> Party | None:
    if mention is None:
        return None
    known = theatre.register.get(actor) if actor else None
    return Party(mention.text, actor, known.name if known else mention.stands_for or "")


def _voices(voices: Iterable[Mention], values: Mapping[str, str | None]) -> Iterator[Party]:
    return (Party(voice.text, values.get(f"voice:{i}"), voice.stands_for or "") for i, voice in enumerate(voices))
