"""What a claim borrows where its own words tell none.

The place: that of its purpose, of its "its", or the one told last. The taker: whoever is said nearby to have
taken the same place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from whoholds.reading.frames import Match
from whoholds.reading.phrases import PlacePhrase
from whoholds.reading.reference import undergone
from whoholds.reading.syntax import ancestors, lemma_of, preposition_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from whoholds.model import When
    from whoholds.reading.names import Namer

WITHIN = ("clashes", "contests", "repels", "advances", "loses", "takes", "enters", "besieges")
RELATIONS = {"withdraws": "from"} | dict.fromkeys(WITHIN, "in")
"""Actions that take a place told elsewhere where they tell none, and their relation to it."""

TAKEN = frozenset({"oust", "fall"})
"""Rules of verbs that tell who lost a place and may leave to the next sentence who took it."""

DEFENDING = frozenset({"defender", "garrison", "attacker", "besieger", "occupier"})
CHARGES = frozenset({"accuse", "suspect", "charge", "convict"})

APART = timedelta(days=31)
"""Takings of one town farther apart than this are not one event."""

PURPOSES = frozenset({"acl", "xcomp", "relcl", "advcl"})


class Lender:
    """Lends places to matches without one, as a report is gone through.

    Args:
        namer: tells towns from countries.
    """

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._focus: PlacePhrase | None = None

    def lent(self, matches: Sequence[Match]) -> list[Match]:
        """Return the matches of one sentence, those without a place with what they can borrow."""
        told: PlacePhrase | None = None
        found = []
        for match in matches:
            if match.places:
                told = match.places[0]
                self._note(told)
                found.append(match)
            else:
                found.append(self._borrowed(match, told, matches))
        return [_charged(_for_purpose(match, found)) for match in found]

    def _note(self, told: PlacePhrase) -> None:
        """Remember the town that the report is about at this point."""
        known = self._namer.place(told.name) if told.name else None
        if (known is not None and not known.is_extended) or _is_town_again(told):
            self._focus = told

    def _borrowed(self, match: Match, told: PlacePhrase | None, matches: Sequence[Match]) -> Match:
        relation = RELATIONS.get(match.frame.action)
        if relation is None:
            return match
        owned = _owner(match)
        if owned is not None:
            actor = None if match.actor in {owned, match.trigger} else match.actor
            phrase = PlacePhrase(owned, owned.idx, owned.idx + len(owned), relation=relation, is_definite=True)
            return replace(match, actor=actor, places=(phrase,))
        lender = _purpose(match, matches) or self._defended(match)
        if lender is None and told is not None and (told.name or told.is_definite):
            lender = told
        if lender is None and match.frame.has_focus and not _leaves_elsewhere(match):
            lender = self._focus
        if lender is None:
            return match
        return replace(match, places=(replace(lender, relation=relation, is_lent=True),))

    def _defended(self, match: Match) -> PlacePhrase | None:
        """The place of "the defenders of Khiam"."""
        of = next((c for c in match.actor.rights if c.lower_ in {"of", "in", "at"}), None) if match.actor else None
        head = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
        if head is None or head.pos_ != "PROPN" or lemma_of(match.actor) not in DEFENDING:  # type: ignore[arg-type]
            return None
        low, high = self._namer.span(head)
        words = head.doc[low:high]
        known = self._namer.place(words.text)
        return PlacePhrase(head, words.start_char, words.end_char, words.text, is_known=known is not None)


def _leaves_elsewhere(match: Match) -> bool:
    """Whether what is left is told by a noun that names no place: "retreated from the northern front"."""
    if match.frame.action != "withdraws":
        return False
    ends = [end for end in preposition_objects(match.trigger, "from") if end.pos_ == "NOUN"]
    return any(not any(c.dep_ == "poss" for c in end.lefts) for end in ends)


def _is_town_again(phrase: PlacePhrase) -> bool:
    return phrase.is_definite and not phrase.name and phrase.noun_kind == "settlement"


def _owner(match: Match) -> Token | None:
    """The "its" of "its capture", which is the place and nobody who captures."""
    if lemma_of(match.trigger) not in undergone():
        return None
    return next((c for c in match.trigger.lefts if c.dep_ == "poss" and c.lower_ == "its"), None)


def _purpose(match: Match, matches: Sequence[Match]) -> PlacePhrase | None:
    """The place of what a thing is meant for: "an offensive to recapture Wad Madani"."""
    for other in matches:
        if other.places and _is_meant_for(match, other):
            return other.places[0]
    return None


def _for_purpose(match: Match, matches: Sequence[Match]) -> Match:
    """A purpose without an actor with that of the campaign: "the army began an offensive to recapture Gao"."""
    if match.actor is not None or match.trigger.dep_ not in PURPOSES:
        return match
    campaign = next((o for o in matches if o.actor is not None and _is_meant_for(o, match)), None)
    return match if campaign is None else replace(match, actor=campaign.actor)


def _charged(match: Match) -> Match:
    """A deed without a doer with who is accused of it: "accused the rebels of shelling Kobo"."""
    preposition = match.trigger.head
    if match.actor is not None or match.trigger.dep_ != "pcomp" or preposition.lower_ not in {"of", "with"}:
        return match
    above = preposition.head
    held = above if above.dep_ == "dobj" else next((c for c in above.rights if c.dep_ == "dobj"), None)
    is_charge = held is not None and lemma_of(held.head) in CHARGES
    return replace(match, actor=held) if is_charge else match


def _is_meant_for(campaign: Match, purpose: Match) -> bool:
    """Whether one event is told as the purpose of another, a noun before it or its verb's other part."""
    one, other = campaign.trigger, purpose.trigger
    if other.dep_ not in PURPOSES or other.i < one.i or one.pos_ != "NOUN":
        return False
    is_beside = one.dep_ == "dobj" and other.head == one.head and other.tag_ == "VB"
    return is_beside or one in list(ancestors(other))[:2]


@dataclass(frozen=True, slots=True)
class Taking:
    """A place taken.

    Attributes:
        match: the frame.
        place: what the place is called; empty where that is not known.
        sentence: number of the sentence.
        is_real: whether it is told to have happened.
        when: its time; None where none is told.
    """

    match: Match
    place: str
    sentence: int
    is_real: bool
    when: When | None = None


def takers(takings: Sequence[Taking]) -> dict[int, Token]:
    """Return, by number, who took the place of those takings that do not tell it.

    Nouns ("its fall", "the capture of Goma") speak of an event that is told elsewhere in the report; verbs that
    tell who lost a place ("was ousted from") leave the taker to the sentence beside them.
    """
    told: dict[str, list[Taking]] = defaultdict(list)
    for taking in takings:
        if taking.match.actor is not None and taking.match.actor.pos_ != "PRON" and taking.place:
            told[taking.place].append(taking)
    found: dict[int, Token] = {}
    for number, taking in enumerate(takings):
        others = told.get(taking.place, ()) if taking.match.actor is None else ()
        fitting = [other for other in others if _tells_of(other, taking)]
        if fitting:
            nearest = min(fitting, key=lambda other: abs(other.match.trigger.i - taking.match.trigger.i))
            found[number] = nearest.match.actor  # type: ignore[assignment]
    return found


def _lie_apart(one: When | None, other: When | None) -> bool:
    """Whether two times are so far apart that a town may have changed hands again between them."""
    if one is None or other is None:
        return False
    return one.start - other.end > APART or other.start - one.end > APART


def _is_return(trigger: Token) -> bool:
    """Whether a word tells of a place that its own side takes back: "recapture", "liberation"."""
    return lemma_of(trigger).startswith(("re", "liberat"))


def _tells_of(other: Taking, taking: Taking) -> bool:
    """Whether one taking may be the same event as another, which tells no taker."""
    trigger = taking.match.trigger
    if other.is_real != taking.is_real or _lie_apart(other.when, taking.when):
        return False
    is_again = _is_return(trigger) == _is_return(other.match.trigger)
    if trigger.pos_ == "NOUN":
        return is_again
    return taking.match.frame.rule in TAKEN and is_again and abs(other.sentence - taking.sentence) <= 1
