"""Which side a mention means: by name, or for plain words by where, when and against whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from whoholds.actors import Actor, Register
from whoholds.actors.phrase import phrase_key
from whoholds.model import Claim, Judgement, Mention, distance_km
from whoholds.resolve.context import Context, acts_in
from whoholds.resolve.weights import Choice, Option, actor_weights, choose, settings, shares
from whoholds.terrain import Place

CONTEXT = "context"
"""Method of judgements on plain words by where, when and against whom."""

FAMILY = "context, family"
"""The same where only a larger actor is sure, not which of those that belong to it."""

TIE = 0.02

SIDE, MOST = 1.0, 3
"""What a side named counts for its country, and how often it counts, when it is told whose army "the army" is."""

ARMED_BY_STATES = frozenset({"state", "army", "police", "mission"})
"""Kinds of actors that words such as "rebels" never mean."""

STATELY = ARMED_BY_STATES | {"alliance", "party", "people"}
"""Kinds that they do not mean either where only the report's names tell who is about."""


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
        country: the one whose army "the army" is where a claim has no place, by the places and sides named.
    """

    named: list[tuple[int, str]] = field(default_factory=list)
    plain: dict[tuple[str, ...], tuple[int, str]] = field(default_factory=dict)
    country: str = ""


def cast_of(context: Context) -> Cast:
    """Return the actors that the report's text names outright."""
    text, named = context.report.text, []
    for spelling, actor_id in context.theatre.register.spellings():
        if spelling in text:
            pattern = rf"(?<!\w){re.escape(spelling)}(?!\w)"
            named += [(match.start(), actor_id) for match in re.finditer(pattern, text)]
    return Cast(sorted(named), country=_country(context, [actor_id for _, actor_id in named]))


def _country(context: Context, named: list[str]) -> str:
    if len(context.theatre.countries) == 1:
        return context.theatre.countries[0]
    votes = dict(context.ground_votes)
    register = context.theatre.register
    for actor_id, times in Counter(named).items():
        actor = register[actor_id]
        if actor.country and actor.kind not in ARMED_BY_STATES:
            votes[actor.country] = votes.get(actor.country, 0.0) + SIDE * min(times, MOST)
    return max(votes, key=lambda code: (votes[code], code), default="")


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
    found = register.matches(words) or _people(words, register)
    found = [match for match in found if _lives(register[match[0]], scene.on)] or found
    if not found:
        return None
    if len(found) > 1 and found[0][1] - found[1][1] < TIE:
        found = _untie(found, scene, context)
    actor_id, score, how = found[0]
    second = found[1] if len(found) > 1 else None
    is_tied = second is not None and score - second[1] < TIE
    meant = None if is_tied else _for_whom(register[actor_id], scene, context)
    return Judgement(
        claim=scene.claim.id, role=role, value=meant, method=f"register, {how}",
        score=round(0.4 if is_tied else score, 4),
        reason=f"\u201c{words}\u201d names {register[actor_id].name}{', among others' if is_tied else ''}",
        runner_up=second[0] if second else None, runner_up_score=second[1] if second else None,
    )  # fmt: skip


def _people(words: str, register: Register) -> list[tuple[str, float, str]]:
    """Return the state of "the Ukrainians": a plural of its adjective."""
    people = words.removeprefix("the ").removeprefix("The ")
    if not people[:1].isupper() or " " in people or not people.endswith("s"):
        return []
    return [match for match in register.matches(people.removesuffix("s")) if match[2] == "adjective"]


def _for_whom(actor: Actor, scene: Scene, context: Context) -> str:
    """Return the actor's id, or for an army or a police force the side that it is part of."""
    on = scene.on or context.published_on
    if actor.kind not in {"army", "police"} or on is None:
        return actor.id
    return context.theatre.register.side_of(actor.id, on)


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
    families = _families(options, scene, context)
    for option in options:
        option.add(actor_weights()["offered"])
        if option.id in families:
            option.add(actor_weights()["umbrella"], "others that belong to it may be meant")
    choice = choose(options, actor_weights()["none"])
    if choice.best is None and (family := _family_of(options, families)):
        return _told(role, words, scene, context, family, FAMILY)
    return _told(role, words, scene, context, choice)


def _families(options: list[Option], scene: Scene, context: Context) -> dict[str, set[str]]:
    """Return, for options to which other options belong, the ids of these and their own."""
    on = scene.on or context.published_on or date.max
    families: dict[str, set[str]] = {}
    ids = {option.id for option in options}
    for option_id in ids:
        for larger in context.theatre.register.lineage(option_id, on)[1:]:
            if larger in ids:
                families.setdefault(larger, {larger}).add(option_id)
    return families


def _family_of(options: list[Option], families: Mapping[str, set[str]]) -> Choice | None:
    """Return the choice of a larger actor where only its members together are sure enough."""
    share = shares(options, actor_weights()["none"])
    sums = {larger: sum(share[member] for member in members) for larger, members in families.items()}
    sure = [larger for larger, total in sums.items() if total >= settings("weights")["cut_off"]]
    if not sure:
        return None
    larger = min(sure, key=lambda one: (len(families[one]), one))
    option = Option(larger)
    option.add(0.0, "which of those that belong to it is not clear")
    return Choice(option, sums[larger])


def _offers(words: str, scene: Scene, context: Context, cast: Cast) -> list[Actor]:
    """Return the actors that plain words may mean: the theatre's own list, else the state or its enemies."""
    register = context.theatre.register
    key = phrase_key(words)
    found = [(len(phrase), ids) for phrase, ids in register.generic_words() if _holds(key, phrase)]
    longest = max((size for size, _ in found), default=0)
    listed = {actor_id for size, ids in found if size == longest for actor_id in ids}
    if not listed:
        listed = set(_offers_by_sort(set(key), scene, context, cast))
    return [register[i] for i in sorted(listed) if i in register and _lives(register[i], scene.on)]


def _holds(key: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(key[i : i + size] == phrase for i in range(len(key) - size + 1))


def _offers_by_sort(words: set[str], scene: Scene, context: Context, cast: Cast) -> Iterator[str]:
    plain = settings("plain")
    register = context.theatre.register
    country = scene.place.country if scene.place and scene.place.country else cast.country
    states = words & set(plain["state"].split())
    is_for = bool(states and words & set(plain["for_state"]))
    if words & set(plain["rebel"].split()) and not is_for:
        yield from _rebels(words, context, cast)
    elif states and country and not words & set(plain["against_state"]):
        yield from (actor.id for actor in register if actor.kind == "state" and actor.country == country)


def _rebels(said: set[str], context: Context, cast: Cast) -> Iterator[str]:
    """Yield the actors that the theatre calls by these words for rebels, or by others; else those named."""
    words = set(settings("plain")["rebel"].split())
    register = context.theatre.register
    phrases = [(set(phrase), ids) for phrase, ids in register.generic_words()]
    for sought in (said & words, words):
        ids = {i for phrase, ids in phrases if sought & phrase for i in ids}
        called = {i for i in ids if register[i].kind not in ARMED_BY_STATES}
        if called:
            yield from called
            return
    yield from (i for i in {i for _, i in cast.named} if register[i].kind not in STATELY)


def _weigh(actor: Actor, words: str, start: int, scene: Scene, context: Context, cast: Cast) -> Option:
    option = Option(actor.id)
    _weigh_ground(option, actor, scene, context)
    _weigh_compass(option, actor, words, scene, context)
    _weigh_other(option, actor, scene, context)
    _weigh_story(option, actor, words, start, cast)
    return option


def _weigh_ground(option: Option, actor: Actor, scene: Scene, context: Context) -> None:
    weights = actor_weights()
    if not actor.operates_in:
        is_home = bool(scene.place and scene.place.country and scene.place.country == actor.country)
        option.add(weights["acts_here"] if is_home else weights["acts_anywhere"], "it may act there")
    elif scene.place is not None and scene.place.kind != "country":
        name, sign = _ground(actor, scene.place, context)
        option.add(weights[name], f"{sign} {scene.place.name}")


def _ground(actor: Actor, place: Place, context: Context) -> tuple[str, str]:
    if acts_in(actor, place):
        return "acts_here", "it acts at"
    if any(_km(place, spot) <= actor_weights()["near_km"] for spot in context.ground(actor)):
        return "acts_near", "it acts near"
    return "acts_elsewhere", "it is not known to act at"


def _km(one: Place, other: Place) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _weigh_compass(option: Option, actor: Actor, words: str, scene: Scene, context: Context) -> None:
    """Weigh whether the actor acts where the words point: "southern", or south of the claim's place."""
    compass: Mapping[str, list[int]] = settings("plain")["compass"]
    pointed = [(compass[word], context.middle) for word in phrase_key(words) if word in compass]
    relation = scene.claim.place.relation if scene.claim.place else ""
    if not pointed and relation in compass and scene.place and not acts_in(actor, scene.place):
        pointed = [(compass[relation], (scene.place.lat, scene.place.lon))]
    centre = context.centre(actor) if pointed else None
    if not pointed or centre is None or pointed[0][1] is None:
        return
    (east, north), (lat, lon) = pointed[0][0], pointed[0][1]
    fits = east * (centre[1] - lon) + north * (centre[0] - lat) > 0
    name = "compass_fits" if fits else "compass_clashes"
    option.add(actor_weights()[name], f"the direction {'fits' if fits else 'does not fit'} where it acts")


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


def _told(
    role: str, words: str, scene: Scene, context: Context, choice: Choice, method: str = CONTEXT
) -> Judgement:
    runner_up = choice.next.id if choice.next else None
    if choice.best is None:
        may = " names nobody known"
        if runner_up:
            may = f" may mean {context.theatre.register[runner_up].name} but not surely enough"
        return Judgement(
            claim=scene.claim.id, role=role, value=None, method=CONTEXT if runner_up else "open",
            score=round(choice.share, 4), reason=f"\u201c{words}\u201d{may}",
            runner_up=runner_up, runner_up_score=round(choice.next_share, 4) if runner_up else None,
        )  # fmt: skip
    name = context.theatre.register[choice.best.id].name
    return Judgement(
        claim=scene.claim.id, role=role, value=choice.best.id, method=method, score=round(choice.share, 4),
        reason=f"\u201c{words}\u201d means {name} here: {choice.best.why() or 'nothing else is called so'}",
        runner_up=runner_up, runner_up_score=round(choice.next_share, 4) if runner_up else None,
    )  # fmt: skip
