"""Who the sides are, what they are called, and who sided with whom when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from whoholds.actors.matching import Lexicon
from whoholds.actors.phrase import phrase_key
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
            UnknownActor: if none does, or several do alike; the message offers the nearest names.
        """
        actor = self.get(words.strip())
        if actor is not None:
            return actor
        found = self.matches(words) or self.matches(words.upper()) or self.matches(words.title())
        best = [actor_id for actor_id, score, _ in found if score == found[0][1]]
        if len(best) == 1:
            return self._actors[best[0]]
        if best:
            raise UnknownActor("names several actors", words, f"say which: {', '.join(best)}")
        near = ", ".join(self._nearest(words))
        raise UnknownActor("is no actor of this theatre", words, f"the nearest are {near}" if near else "")

    def matches(self, words: str) -> list[tuple[str, float, str]]:
        """Return (actor id, score 0 to 1, how) for a mention such as "the Syrian army" or "HTS", best first.

        Names, people and capitals are found whole or inside the words; an adjective needs a noun of state
        ("Syrian army", not "Syrian rebels"); sponsors ("US-backed") are left out. Plain words ("rebels")
        match nothing here: see `generic`. Abbreviations of two or three letters must match case.
        """
        return self._lexicon.matches(words)

    def generic(self, words: str) -> list[str]:
        """Return the ids of the actors that plain words such as "the rebels" may mean in this theatre."""
        return list(self._plain.get(phrase_key(words), ()))

    def generic_words(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Yield each plain phrase, as folded words, with the ids of the actors it may mean."""
        return ((words, tuple(ids)) for words, ids in self._plain.items())

    def spellings(self) -> Iterator[tuple[str, str]]:
        """Yield (spelling, actor id) for every name, abbreviation, person and capital, as written."""
        for actor in self:
            listed = (s for spellings in actor.names.values() for s in spellings)
            for spelling in dict.fromkeys((actor.name, *listed, *actor.people, *actor.capitals)):
                yield spelling, actor.id

    def side_of(self, actor_id: str, on: date) -> str:
        """Return the side on whose behalf an actor held ground on a day: itself, or what it was part of."""
        line = self.lineage(actor_id, on)
        return next((one for one in line if (actor := self.get(one)) and actor.is_side), actor_id)

    def lineage(self, actor_id: str, on: date) -> list[str]:
        """Return the actor and all that it was part of on a day, nearest first."""
        line = [actor_id]
        for one in line:
            actor = self.get(one)
            ties = actor.part_of if actor else ()
            line += [tie.actor for tie in ties if tie.holds_on(on) and tie.actor not in line]
        return line

    def are_friends(self, one: str, other: str, on: date) -> bool:
        """Return whether two sides let each other through on a day (same side, or allied)."""
        if self.side_of(one, on) == self.side_of(other, on):
            return True
        return self._are_tied(one, other, on, "allied_with")

    def are_enemies(self, one: str, other: str, on: date) -> bool:
        """Return whether two actors fought each other on a day, themselves or through what they are part of."""
        return self._are_tied(one, other, on, "hostile_to")

    def _are_tied(self, one: str, other: str, on: date, tie_name: str) -> bool:
        ours, theirs = self.lineage(one, on), self.lineage(other, on)
        return self._reaches(ours, theirs, on, tie_name) or self._reaches(theirs, ours, on, tie_name)

    def _reaches(self, ours: list[str], theirs: list[str], on: date, tie_name: str) -> bool:
        actors = (actor for one in ours if (actor := self.get(one)))
        ties: Iterator[Tie] = (tie for actor in actors for tie in getattr(actor, tie_name))
        return any(tie.actor in theirs and tie.holds_on(on) for tie in ties)

    def _nearest(self, words: str) -> list[str]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for messages

        names = {actor.name: actor.id for actor in self}
        return [names[name] for name, _, _ in process.extract(words, list(names), scorer=fuzz.WRatio, limit=3)]

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self)

    @cached_property
    def _plain(self) -> dict[tuple[str, ...], list[str]]:
        plain: dict[tuple[str, ...], list[str]] = {}
        for actor in self:
            for words in actor.generic:
                plain.setdefault(phrase_key(words), []).append(actor.id)
        return plain
