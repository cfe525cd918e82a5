"""Which side a mention means: by name, or for plain words by where, when and against whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from whoholds.actors import Actor
from whoholds.actors.phrase import phrase_key
from whoholds.model import Claim, Judgement, Mention
from whoholds.resolve.context import Context
from whoholds.resolve.weights import Choice, Option, actor_weights, choose, settings
from whoholds.terrain import Place

NAMED_SURELY = 0.8
TIE = 0.02
STATELY = frozenset({"state", "army", "police", "mission", "alliance"})
"""Kinds of actors that words such as "rebels" never mean."""


@dataclass
class Scene:
    """What is known of a claim when its actors are judged.

    Attributes:
        claim: the claim.
        place: its place, where judged.
        on: the day that it speaks of; None where nothing tells.
        other: id of the other party, where judged.
    """

    claim: Claim
    place: Place | None = None
    on: date | None = None
    other: str | None = None


@dataclass
class Cast:
    """The actors that a report names, in the order of its text, and what its plain words were judged to mean.

    Attributes:
        named: (offset, actor id) for every mention of a name, in order.
        plain: last answer for plain words, with its offset.
    """

    named: list[tuple[int, str]] = field(default_factory=list)
    plain: dict[tuple[str, ...], tuple[int, str]] = field(default_factory=dict)


def cast_of(context: Context) -> Cast:
    """Return the actors that the report's text names outright."""
    text, named = context.report.text, []
    for spelling, actor_id in context.theatre.register.spellings():
        if spelling in text:
            pattern = rf"(?<!\w){re.escape(spelling)}(?!\w)"
            named += [(match.start(), actor_id) for match in re.finditer(pattern, text)]
    return Cast(sorted(named))


def judge_actor(role: str, mention: Mention, scene: Scene, context: Context, cast: Cast) -> Judgement:
    """Return the decision which actor a mention means."""
    named = _by_name(role, mention, scene, context)
    if named is not None:
        return named
    judged = _by_context(role, mention, scene, context, cast)
    if judged.value:
        cast.plain[phrase_key(mention.text)] = (mention.start, judged.value)
    return judged


def _by_name(role: str, mention: Mention, scene: Scene, context: Context) -> Judgement | None:
    words = mention.name if mention.stands_for is not None else mention.text
    register = context.theatre.register
    found = register.matches(words)
    found = [match for match in found if _lives(register[match[0]], scene.on)] or found
    if not found:
        return None
    if len(found) > 1 and found[0][1] - found[1][1] < TIE:
        found = _untie(found, scene, context)
    actor_id, score, how = found[0]
    second = found[1] if len(found) > 1 else None
    is_tied = second is not None and score - second[1] < TIE
    return Judgement(
        claim=scene.claim.id, role=role, value=None if is_tied else actor_id, method=f"register, {how}",
        score=round(0.4 if is_tied else score, 4),
        reason=f"\u201c{words}\u201d names {register[actor_id].name}{', among others' if is_tied else ''}",
        runner_up=second[0] if second else None, runner_up_score=second[1] if second else None,
    )  # fmt: skip


def _lives(actor: Actor, on: date | None) -> bool:
    if on is None:
        return True
    return (actor.since is None or actor.since <= on.year) and (actor.until is None or on.year <= actor.until)


def _untie(found: list[tuple[str, float, str]], scene: Scene, context: Context) -> list[tuple[str, float, str]]:
    """Put the actors first that belong to the claim's country, or to the report's."""
    country = scene.place.country if scene.place else ""
    shares = {**context.country_shares, country: 2.0} if country else context.country_shares
    register = context.theatre.register
    weighed = [(a, s + 0.05 * shares.get(register[a].country, 0.0), how) for a, s, how in found]
    return sorted(((a, min(1.0, s), how) for a, s, how in weighed), key=lambda match: -match[1])


def _by_context(role: str, mention: Mention, scene: Scene, context: Context, cast: Cast) -> Judgement:
    words = mention.name if mention.stands_for is not None else mention.text
    offers = _offers(words, scene, context, cast)
    options = [_weigh(actor, words, mention.start, scene, context, cast) for actor in offers]
    choice = choose(options, actor_weights()["none"])
    return _told(role, words, scene, context, choice)


def _offers(words: str, scene: Scene, context: Context, cast: Cast) -> list[Actor]:
    """Return the actors that plain words may mean: the theatre's own list, else the state or its enemies."""
    register = context.theatre.register
    key = phrase_key(words)
    listed = {actor_id for phrase, ids in register.generic_words() if _holds(key, phrase) for actor_id in ids}
    if not listed:
        listed = set(_offers_by_sort(set(key), scene, context, cast))
    return [register[i] for i in sorted(listed) if i in register and _lives(register[i], scene.on)]


def _holds(key: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(key[i : i + size] == phrase for i in range(len(key) - size + 1))


def _offers_by_sort(words: set[str], scene: Scene, context: Context, cast: Cast) -> Iterator[str]:
    plain = settings("plain")
    register = context.theatre.register
    country = scene.place.country if scene.place and scene.place.country else context.main_country
    if words & set(plain["rebel"].split()):
        yield from (i for i in {i for _, i in cast.named} if register[i].kind not in STATELY)
    elif words & set(plain["state"].split()) and country:
        yield from (actor.id for actor in register if actor.kind == "state" and actor.country == country)


def _weigh(actor: Actor, words: str, start: int, scene: Scene, context: Context, cast: Cast) -> Option:
    option = Option(actor.id)
    _weigh_ground(option, actor, scene)
    _weigh_compass(option, actor, words, context)
    _weigh_other(option, actor, scene, context)
    _weigh_story(option, actor, words, start, cast)
    return option


def _weigh_ground(option: Option, actor: Actor, scene: Scene) -> None:
    weights = actor_weights()
    if not actor.operates_in:
        is_home = bool(scene.place and scene.place.country and scene.place.country == actor.country)
        option.add(weights["acts_here"] if is_home else weights["acts_anywhere"], "it may act there")
    elif scene.place is not None:
        acts_here = acts_in(actor, scene.place)
        sign = f"it {'acts' if acts_here else 'is not known to act'} at {scene.place.name}"
        if scene.place.kind == "country":
            return
        option.add(weights["acts_here" if acts_here else "acts_elsewhere"], sign)


def acts_in(actor: Actor, place: Place) -> bool:
    """Return whether an actor is known to act at a place or in its region."""
    return place.id in actor.operates_in or bool(place.admin1 and place.admin1 in actor.operates_in) or (
        place.kind == "region" and place.name in actor.operates_in
    )  # fmt: skip


def _weigh_compass(option: Option, actor: Actor, words: str, context: Context) -> None:
    compass: Mapping[str, list[int]] = settings("plain")["compass"]
    pointed = [compass[word] for word in phrase_key(words) if word in compass]
    middle = _middle(context)
    acts_at = _centre(actor, context) if pointed and middle else None
    if acts_at is None or middle is None:
        return
    east, north = pointed[0]
    agreement = east * (acts_at[1] - middle[1]) + north * (acts_at[0] - middle[0])
    name = "compass_fits" if agreement > 0 else "compass_clashes"
    option.add(actor_weights()[name], f"the direction {'fits' if agreement > 0 else 'does not fit'} where it acts")


def _centre(actor: Actor, context: Context) -> tuple[float, float] | None:
    spots = [p for p in context.theatre.gazetteer if acts_in(actor, p)] if actor.operates_in else []
    return _mean(spots)


def _middle(context: Context) -> tuple[float, float] | None:
    if not context.theatre.countries:
        return None
    home = context.theatre.countries[0]
    return _mean([p for p in context.theatre.gazetteer if p.country == home and not p.is_extended])


def _mean(spots: list[Place]) -> tuple[float, float] | None:
    if not spots:
        return None
    return sum(p.lat for p in spots) / len(spots), sum(p.lon for p in spots) / len(spots)


def _weigh_other(option: Option, actor: Actor, scene: Scene, context: Context) -> None:
    if not scene.other or scene.other not in context.theatre.register:
        return
    on = scene.on or context.published_on
    if on is None:
        return
    register, weights = context.theatre.register, actor_weights()
    other = register[scene.other].name
    if register.are_enemies(actor.id, scene.other, on):
        option.add(weights["enemy_of_other"], f"it fights {other}")
    elif register.are_friends(actor.id, scene.other, on):
        option.add(weights["friend_of_other"], f"it sides with {other}")


def _weigh_story(option: Option, actor: Actor, words: str, start: int, cast: Cast) -> None:
    weights, plain = actor_weights(), settings("plain")
    near = int(plain["near_characters"])
    before = [at for at, actor_id in cast.named if actor_id == actor.id and (start < 0 or at < start)]
    if set(phrase_key(words)) & set(plain["other"]):
        if before:
            option.add(weights["already_named"], "another one than those named before is meant")
        return
    if before and start - before[-1] <= near:
        option.add(weights["named_near"], "the report names it shortly before")
    elif before:
        option.add(weights["named"], "the report names it")
    last = cast.plain.get(phrase_key(words))
    if last and last[1] == actor.id and 0 <= start - last[0] <= near:
        option.add(weights["last_plain"], "the same words meant it before")


def _told(role: str, words: str, scene: Scene, context: Context, choice: Choice) -> Judgement:
    runner_up = choice.next.id if choice.next else None
    if choice.best is None:
        may = " names nobody known"
        if runner_up:
            may = f" may mean {context.theatre.register[runner_up].name} but not surely enough"
        return Judgement(
            claim=scene.claim.id, role=role, value=None, method="context" if runner_up else "open",
            score=round(choice.share, 4), reason=f"\u201c{words}\u201d{may}",
            runner_up=runner_up, runner_up_score=round(choice.next_share, 4) if runner_up else None,
        )  # fmt: skip
    name = context.theatre.register[choice.best.id].name
    return Judgement(
        claim=scene.claim.id, role=role, value=choice.best.id, method="context", score=round(choice.share, 4),
        reason=f"\u201c{words}\u201d means {name} here: {choice.best.why() or 'nothing else is called so'}",
        runner_up=runner_up, runner_up_score=round(choice.next_share, 4) if runner_up else None,
    )  # fmt: skip
