"""Who is who in a new theatre: states, their forces, and the groups and outlets that the world's tables know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whoholds.actors import Actor, Tie
from whoholds.theatres.colours import confusable
from whoholds.theatres.making.draft import Draft
from whoholds.theatres.world.loading import world_outlets, world_register

COLOUR = "#[0-9a-fA-F]{6}"
FIGHTERS = frozenset({"armed-group", "alliance", "movement"})
HAND_CREDIT = "Actors and outlets: whoholds, by hand, CC BY 4.0"


def add_actors(draft: Draft) -> None:
    """Add actors, sides with colours, and outlets; what they are tied to comes along, as no side."""
    register = {actor.id: actor for actor in world_register()}
    own = [actor for actor in register.values() if actor.country in draft.wishes.countries and _lives(actor, draft)]
    states = sorted((actor for actor in own if actor.kind == "state"), key=lambda each: _order(each, draft))
    groups = [actor for actor in own if actor.kind != "state"]
    foes = [each for each in register.values() if each not in own and _lives(each, draft) and _fights(each, states)]
    tied = {tie.actor for actor in (*own, *foes) for tie in _ties(actor)}
    near = [register[each] for each in sorted(tied) if each in register and register[each] not in (*own, *foes)]
    near += [each for each in register.values() if each.kind == "state" and each.country in draft.countries]
    chosen = dict.fromkeys(each.id for each in (*states, *groups, *foes, *near))
    sides = _sides(states, [each for each in (*groups, *foes) if each.kind in FIGHTERS], draft)
    for each in chosen:
        draft.actors += _with_forces(register[each], sides, states, draft.wishes.countries)
    known = {each.id for each in draft.actors}
    draft.actors = [_without_strangers(each, known) for each in draft.actors]
    draft.outlets = [
        each if each.leans_to in known else replace(each, leans_to="") for each in world_outlets().values()
    ]
    draft.credit(HAND_CREDIT)


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("forces.yaml").read_text("utf-8"))
    return words


def _lives(actor: Actor, draft: Draft) -> bool:
    year = draft.wishes.since.year
    return (actor.since is None or actor.since <= year) and (actor.until is None or actor.until >= year)


def _order(state: Actor, draft: Draft) -> tuple[int, str]:
    return draft.wishes.countries.index(state.country), state.id


def _fights(actor: Actor, states: Iterable[Actor]) -> bool:
    """Return whether an actor from abroad fights one of the states, or is fought by it."""
    ids = {each.id for each in states}
    return any(tie.actor in ids for tie in actor.hostile_to) or any(
        tie.actor == actor.id for state in states for tie in state.hostile_to
    )


def _ties(actor: Actor) -> tuple[Tie, ...]:
    return (*actor.part_of, *actor.allied_with, *actor.hostile_to)


def _sides(states: list[Actor], groups: list[Actor], draft: Draft) -> dict[str, str]:
    """Return the colour of each side: the states, then groups and foes while colours last."""
    colours = _colours_beside([])
    wanted = [each.id for each in (*states, *groups)]
    for each in wanted[len(colours) :]:
        draft.check(
            "sides",
            f"{each} is no side, since there are only {len(colours)} colours: make it one if it holds ground",
        )
    return dict(zip(wanted, colours, strict=False))


def colour_sides(draft: Draft) -> None:
    """Give each side without a colour one that can be told from the others, while there are any."""
    used = [actor.colour for actor in draft.actors if actor.is_side and re.fullmatch(COLOUR, actor.colour)]
    free = iter(_colours_beside(used))
    draft.actors = [
        replace(actor, colour=next(free, "")) if actor.is_side and not actor.colour else actor
        for actor in draft.actors
    ]


def _colours_beside(used: list[str]) -> list[str]:
    """Return colours of the palette that can be told from those in use and from each other."""
    colours: list[str] = []
    for colour in _words()["colours"]:
        if not any(confusable(colour, other) for other in (*used, *colours)):
            colours.append(colour)
    return colours


def _with_forces(
    actor: Actor, sides: dict[str, str], states: list[Actor], countries: tuple[str, ...]
) -> list[Actor]:
    """Return an actor as the pack has it; a state of the theatre with its army and police."""
    plain = replace(
        actor, is_side=actor.id in sides, colour=sides.get(actor.id, ""), operates_in=(),
        capitals=actor.capitals if actor.kind == "state" else (),
    )  # fmt: skip
    if actor.kind != "state" or actor.country not in countries or not actor.adjectives:
        return [plain]
    words, english = _words(), plain.names.get("en", ())
    armed = tuple(name for name in english if any(word in name for word in words["army_words"]))
    plain = replace(
        plain, names={**plain.names, "en": tuple(name for name in english if name not in armed)},
        generic=tuple(words["generic"]) if len(states) == 1 else (),
    )  # fmt: skip
    return [plain, _force(plain, "army", armed), _force(plain, "police", ())]


def _force(state: Actor, kind: str, given: tuple[str, ...]) -> Actor:
    words, adjective = _words()[kind], state.adjectives[0]
    names = dict.fromkeys((*given, *(each.format(adjective=adjective) for each in words["names"])))
    return Actor(
        id=f"{state.id}-{kind}", name=words["name"].format(adjective=adjective), kind=kind,
        names={"en": tuple(names)}, part_of=(Tie(state.id),), country=state.country,
    )  # fmt: skip


def _without_strangers(actor: Actor, known: set[str]) -> Actor:
    part_of, allied_with, hostile_to = (
        tuple(tie for tie in ties if tie.actor in known)
        for ties in (actor.part_of, actor.allied_with, actor.hostile_to)
    )
    return replace(actor, part_of=part_of, allied_with=allied_with, hostile_to=hostile_to)
