"""Who the sides are, what they are called, and who sided with whom when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from whoholds.errors import UnknownActor


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation to another actor, for a time.

    Attributes:
        actor: id of the other.
        since: first day; None for always.
        until: first day on which it no longer held; None for ever.
    """

    actor: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, on: date) -> bool:
        """Return whether the tie held on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A side, a force, a state, or a group of them: an entry of `actors.yaml`.

    Attributes:
        id: slug, unique in the theatre.
        name: its usual English name.
        kind: state, army, police, armed-group, alliance, party, movement, mission, people.
        names: other names, abbreviations and spellings, by language.
        adjectives: "Syrian", "Turkish": with a noun such as "army" they name this actor.
        people: who speaks or stands for it ("Bashar al-Assad").
        capitals: place names that stand for it in the news ("Tehran", "the Kremlin").
        generic: plain words that mean it in this theatre when nothing nearer is named
            ("rebels", "government forces", "the regime").
        operates_in: first-level regions (by name) or place ids where it is active; empty for anywhere.
            Plain words ("rebels", "another faction") are matched with it through where they act.
        part_of: larger actors it belongs to.
        allied_with: friends whose ground it may use.
        hostile_to: enemies.
        is_side: whether it can hold ground in this theatre.
        country: ISO 3166 alpha-2 code, where it belongs to one.
        since: first year it existed; None for unknown.
        until: last year it existed; None for still.
        colour: "#rrggbb" for maps; empty where it holds nothing.
    """

    id: str
    name: str
    kind: str = "armed-group"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    operates_in: tuple[str, ...] = ()
    part_of: tuple[Tie, ...] = ()
    allied_with: tuple[Tie, ...] = ()
    hostile_to: tuple[Tie, ...] = ()
    is_side: bool = False
    country: str = ""
    since: int | None = None
    until: int | None = None
    colour: str = ""


class Register:
    """The actors of a theatre.

    Args:
        actors: the actors; ids are unique.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}

    def __len__(self) -> int:
        return len(self._actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._actors

    def __getitem__(self, actor_id: str) -> Actor:
        try:
            return self._actors[actor_id]
        except KeyError:
            raise UnknownActor("is no actor of this theatre", actor_id, "see the theatre's actors.yaml") from None

    def get(self, actor_id: str) -> Actor | None:
        """Return the actor, or None."""
        return self._actors.get(actor_id)

    def find(self, words: str) -> Actor:
        """Return the one actor that an id or a name means, as typed by a person.

        Raises:
            UnknownActor: if none does; the message offers the nearest names.
        """
        raise NotImplementedError

    def matches(self, words: str) -> list[tuple[str, float, str]]:
        """Return (actor id, score 0 to 1, how) for a mention such as "the Syrian army" or "HTS", best first."""
        raise NotImplementedError

    def spellings(self) -> Iterator[tuple[str, str]]:
        """Yield (spelling, actor id) for every name, abbreviation, person and capital, as written."""
        raise NotImplementedError

    def side_of(self, actor_id: str, on: date) -> str:
        """Return the side on whose behalf an actor held ground on a day: itself, or what it was part of."""
        raise NotImplementedError

    def are_friends(self, one: str, other: str, on: date) -> bool:
        """Return whether two sides let each other through on a day (same side, or allied)."""
        raise NotImplementedError

    def are_enemies(self, one: str, other: str, on: date) -> bool:
        """Return whether two actors fought each other on a day, themselves or through what they are part of."""
        raise NotImplementedError
