"""Frames found in a parsed text: trigger, actor, target and places, before stance, voice and time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whoholds.reading.gaps import Gaps, paired
from whoholds.reading.lexicon import violent_rules
from whoholds.reading.paths import Paths, relation_word
from whoholds.reading.phrases import SIDES, PlacePhrase, PlaceReader
from whoholds.reading.picking import picked
from whoholds.reading.stance import is_compared
from whoholds.reading.syntax import ancestors, clause_of, direct_object, lemma_of, preposition_objects
from whoholds.reading.triggers import Triggers

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from whoholds.reading.lexicon import Frame, Lexicon
    from whoholds.reading.names import Namer

NEARBY = ("on", "near", "in", "outside", "around", "at", "between", "along", *SIDES)
ROAD_ENDS = (*NEARBY, "from", "to", "into", "linking", "connecting", "toward", "towards")
FROM_BEHIND = frozenset({"appositive", "head", "copula", "noun", "bearer"})
"""Steps that lead from a description back to the noun that it describes."""

TOGETHER = ("along with", "together with", "besides")


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found at a trigger.

    Attributes:
        frame: the entry of the lexicon.
        trigger: the word that set it off.
        words: the trigger's words, as printed ("taken control").
        actor: head of who acts.
        target: head of whom it is done to.
        places: the places, one claim each.
        origins: the other ends of routes and movements.
    """

    frame: Frame
    trigger: Token
    words: str
    actor: Token | None = None
    target: Token | None = None
    places: tuple[PlacePhrase, ...] = ()
    origins: tuple[PlacePhrase, ...] = ()
    partner: Token | None = None


NAMED_ONLY = 0.7
"""How sure a claim is where an act is only named, without its place ("the recent attacks by the rebels")."""


class FrameMatcher:
    """Finds the frames of a lexicon in parsed sentences.

    Args:
        lexicon: the frames.
        namer: the theatre's names.
    """

    def __init__(self, lexicon: Lexicon, namer: Namer) -> None:
        self._lexicon = lexicon
        self._namer = namer
        self._paths = Paths(namer, lexicon)
        self._triggers = Triggers(lexicon, namer, self._paths)
        self._places = PlaceReader(namer, lexicon)
        self._gaps = Gaps(namer, self._places)

    def match(self, sentence: Span) -> list[Match]:
        """Return the frames of a sentence in the order of their triggers; a word sets off one at most.

        The cost is linear in the sentence's tokens.
        """
        found: list[Match] = []
        taken: set[int] = set()
        for token in self._triggers.among(sentence):
            filled = (self._fill(token, frame, words) for frame, words in self._triggers.at(token))
            match = next((m for m in filled if m is not None), None)
            if match is None or is_compared(match.trigger):
                continue
            found.append(match)
            if match.partner is not None:
                taken.add(match.partner.i)
                taken.update(_foiled(match))
        return [m for m in found if m.trigger.i not in taken and not _is_told_above(m, found)]

    def instead(self, match: Match) -> Match | None:
        """Return what a match's trigger tells of violence, where the match lacks the place that its frame needs."""
        told = (
            (frame, words) for frame, words in self._triggers.at(match.trigger) if frame.rule in violent_rules()
        )
        found = next((m for frame, words in told if (m := self._fill(match.trigger, frame, words))), None)
        return replace(found, frame=replace(found.frame, confidence=NAMED_ONLY)) if found is not None else None

    def _fill(self, token: Token, frame: Frame, words: str) -> Match | None:
        actor = self._first(token, frame.paths.get("actor", ()), self._is_party)
        target = self._first(token, frame.paths.get("target", ()), self._is_target)
        places = self._all_places(token, frame, "place")
        origins = self._all_places(token, frame, "origin")
        if actor is not None and target == actor:
            target = None
        if any(phrase.head == actor for phrase in places):
            actor = None  # "Mosul's capture"
        filled = {
            "actor": actor is not None,
            "target": target is not None,
            "place": bool(places),
            "origin": bool(origins),
        }
        needed = set(frame.needs) - ({"place"} if frame.has_focus and _is_told(token, actor) else set())
        if not all(filled[role] for role in needed):
            return None
        if frame.needs_any and not any(filled[role] for role in frame.needs_any):
            return None
        partner = self._partner(token, frame)
        if partner is not None:
            words = f"{words} {partner.text}"
        told = tuple(replace(place, extent=place.extent or frame.extent) for place in places)
        return Match(frame, token, words, actor, target, told, tuple(origins), partner)

    def _partner(self, token: Token, frame: Frame) -> Token | None:
        """The noun that the verb takes its meaning from, which then tells no claim of its own."""
        thing = direct_object(token) if frame.object else None
        if thing is None or token.pos_ != "VERB":
            return None
        is_told = "<troops>" in frame.object and ("noun", lemma_of(thing)) in self._lexicon.by_lemma
        is_named = thing.lemma_.lower() in frame.object or "<attack>" in frame.object
        return thing if is_told or is_named else None

    def _is_party(self, head: Token) -> bool:
        lemma = lemma_of(head)
        if lemma in self._lexicon.place_kind and not self._paths.is_actor(head):
            return False  # but "the Shining Path"
        opens = head.i == head.sent.start and head.nbor(1).text != "-"  # but "Kurdish-held"
        is_capital = head.pos_ in {"ADJ", "ADV"} and head.text[:1].isupper() and not opens
        is_nationality = is_capital or head.lower_ in self._namer.adjectives
        if head.pos_ == "ADV" and head.lower_.endswith("ly"):
            return False  # "Regionally, rebels advanced"
        return self._triggers.can_act(head, lemma) or is_nationality or head.lower_ in {"it", "its"}

    def _is_target(self, head: Token) -> bool:
        lemma = lemma_of(head)
        return (
            self._lexicon.of_kind(lemma, "force")
            or self._paths.is_actor(head)
            or self._lexicon.of_kind(lemma, "people")
            or head.lower_ in {"they", "them"}
            or (head.pos_ == "PROPN" and any(c.lower_ == "the" for c in head.lefts))  # "the Tigers"
        )

    def _first(self, token: Token, paths: Iterable[str], is_fit: Callable[[Token], bool]) -> Token | None:
        return next((head for path in paths for head in self._paths.follow(token, path) if is_fit(head)), None)

    def _all_places(self, token: Token, frame: Frame, role: str) -> list[PlacePhrase]:
        for path in frame.paths.get(role, ()):
            found = [
                phrase
                for head in self._paths.follow(token, path)
                for phrase in self._places.read(
                    head, self._relation(head, path, frame), is_led_to=path.rpartition(".")[2] not in FROM_BEHIND
                )
            ]
            if not found and path in {"object.of", "object.over"} and self._paths.follow(token, path):
                return []  # "lost control of inflation in Argentina"
            kept = [p for p in found if self._is_kept(token, frame, p)]
            kept = [p for p in kept if not self._has_own_holder(token, frame, p)]
            if kept and role == "place":
                beside = self._beside(token, frame, kept[0].relation)
                listed = [] if _among(token) else kept
                found = [near for p in listed for near in self._narrowed(token, p)] + beside
                return paired(self._without_regions_behind(found), frame.action)
            if kept:
                return kept[:1]
        return self._places_aside(token, frame) if role == "place" else []

    def _places_aside(self, token: Token, frame: Frame) -> list[PlacePhrase]:
        """Read the place that no path of the frame leads to, but that says by itself where things happened."""
        return self._places_where(token, frame) or self._gaps.beside(token, frame)

    def _places_where(self, token: Token, frame: Frame) -> list[PlacePhrase]:
        """Read the place of "Gori, where fighting went on"."""
        verb = token if token.pos_ == "VERB" else clause_of(token)
        has_where = verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.lefts)
        if not has_where or not {"in", "at"} & set(frame.paths.get("place", ())):
            return []
        return [p for p in self._places.read(verb.head) if p.name][:1]

    def _is_kept(self, token: Token, frame: Frame, phrase: PlacePhrase) -> bool:
        if not frame.takes_bare and token.dep_ == "acl" and not phrase.name:
            return False
        if not frame.is_sure or phrase.is_plain or (phrase.is_definite and not phrase.name):
            return True
        # A name that no gazetteer knows is still a place where a force is told to take, hold or leave it.
        is_acronym = phrase.name[1:2].isupper() or phrase.name.isupper()
        is_told = self._is_force(token, frame) or self._lexicon.of_kind(
            phrase.name.partition(" ")[0].lower(), "place_openers"
        )
        return bool(phrase.name) and not is_acronym and is_told

    def _without_regions_behind(self, found: list[PlacePhrase]) -> list[PlacePhrase]:
        """Leave out the region of "Marka, Vale Province", which only tells where the town lies."""
        return [p for p in found if not self._is_behind_town(p)] or found

    def _is_behind_town(self, phrase: PlacePhrase) -> bool:
        """Whether a region stands right behind a town and a comma, with nothing but regions between them."""
        doc, first = phrase.head.doc, phrase.head.left_edge.i
        first = next((t.i for t in doc[max(0, first - 1) : phrase.head.i + 1] if t.idx == phrase.start), first)
        if self._lexicon.place_kind.get(lemma_of(phrase.head)) != "region":
            return False
        while first >= 2 and doc[first - 1].text == "," and doc[first - 2].pos_ == "PROPN":  # noqa: PLR2004
            if self._lexicon.place_kind.get(doc[first - 2].lower_) != "region":
                return True
            first -= 3
        return False

    def _has_own_holder(self, token: Token, frame: Frame, phrase: PlacePhrase) -> bool:
        """Whether a place behind "rebel-held A" is said to be another's: "and the army-held town of B"."""
        if token.dep_ != "amod" or frame.action != "holds":
            return False
        between = token.doc[token.i + 1 : phrase.head.i]
        return any(
            word.nbor(-1).text == "-" and frame.action in self._actions_of("adjective", word.lower_)
            for word in between
        )

    def _actions_of(self, pos: str, lemma: str) -> set[str]:
        return {frame.action for frame in self._lexicon.by_lemma.get((pos, lemma), ())}

    def _is_force(self, token: Token, frame: Frame) -> bool:
        who = self._first(token, frame.paths.get("actor", ()), self._is_party)
        is_pronoun = who is not None and bool(frame.prep) and who.pos_ == "PRON"
        if is_pronoun or "target" in frame.needs:
            return True  # "under their control", "drove the rebels from" are said of places only
        return who is not None and (self._paths.is_actor(who) or self._lexicon.of_kind(lemma_of(who), "force"))

    def _narrowed(self, token: Token, phrase: PlacePhrase) -> list[PlacePhrase]:
        """Give the nameless "last village on its outskirts" the place that it lies at, or the places."""
        is_road = phrase.noun_kind == "road" and not phrase.is_known
        if (phrase.name and not is_road) or not phrase.noun_kind or phrase.noun_kind == "country":
            return [phrase]
        for name in ROAD_ENDS if is_road and not phrase.name else NEARBY:
            for holder in (phrase.head, token) if is_road else (token,):
                heads = preposition_objects(holder, name)
                inner = [p for head in heads for p in self._nearby(head, name, phrase.relation)]
                if inner:
                    first, *others = inner
                    low, high = min(first.start, phrase.start), max(first.end, phrase.end)
                    return [replace(first, start=low, end=high), *(() if is_road else others)]
        return [phrase]

    def _nearby(self, head: Token, name: str, relation: str) -> list[PlacePhrase]:
        told = name.split(maxsplit=1)[0] if name in SIDES else self._lexicon.prepositions.get(name, "in")
        inner = relation if relation == "from" else "part"
        found = self._places.read(head, inner if told == "in" else told)
        return [p for p in found if p.name or (p.is_definite and head.pos_ == "NOUN")]

    def _beside(self, token: Token, frame: Frame, relation: str) -> list[PlacePhrase]:
        """Read what is taken beside: "the city along with the settlements"."""
        named = [p for head in _among(token) for p in self._places.read(head, relation) if p.name]
        heads = [h for name in TOGETHER for h in preposition_objects(token, name)]
        carried = direct_object(token) if frame.object else None
        if carried is not None:  # the parser hangs the second place on "control", not on the first place
            heads += [c for c in carried.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
        joined = [c for c in token.rights if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
        named += [p for head in joined for p in self._places.read(head, relation) if p.name and p.is_plain]
        beside = named + [p for head in heads for p in self._places.read(head, relation) if p.is_plain]
        return beside + [
            p for head in self._behind_times(token) for p in self._places.read(head, relation) if p.is_known
        ]

    def _behind_times(self, token: Token) -> list[Token]:
        """The names that the parser joins to a time: "took Sanaa on 21 September and Hodeidah in October"."""
        times = [c for prep in token.rights if prep.lower_ in {"on", "in"} for c in prep.rights if c.dep_ == "pobj"]
        times = [time for time in times if time.pos_ == "NUM" or time.lower_ in self._namer.never]
        return [c for time in times for c in time.rights if c.dep_ == "conj" and c.pos_ in {"PROPN", "NOUN"}]

    def _relation(self, head: Token, path: str, frame: Frame) -> str:
        if frame.relation:
            return frame.relation
        if path.rpartition(".")[2] in {"subject", "object", "poss", "head", "modifier", "appositive"}:
            return "in"
        word = relation_word(head)
        return self._lexicon.prepositions.get(word, "in")


def _is_told(token: Token, actor: Token | None) -> bool:
    """Whether an event without a place may be lent one: somebody is told to act, and nothing bars it.

    "Since the fighting began" tells nothing of a place; a comparison tells nothing at all.
    """
    return actor is not None and not any(c.lower_ in {"alongside", "against"} for c in token.children)


def _is_told_above(match: Match, found: list[Match]) -> bool:
    """Whether "a truce brokered by Egypt" only describes the truce that the sentence tells of already."""
    if match.frame.action != "agrees" or match.trigger.dep_ not in {"acl", "relcl"}:
        return False
    above = {token.i for token in ancestors(match.trigger)}
    return any(m.frame.action in {"agrees", "breaks-agreement"} and m.trigger.i in above for m in found)


def _foiled(match: Match) -> list[int]:
    """What "repelled an attempt to advance" foils tells no claim of its own."""
    if match.frame.action != "repels" or match.partner is None:
        return []
    return [c.i for c in match.partner.children if c.dep_ == "acl" and c.tag_ == "VB"]


def _among(token: Token) -> list[Token]:
    """The members of "five villages, among them X", wherever the parser hangs them."""
    found = []
    among = frozenset({token.vocab.strings["among"]})
    for word in picked(token.sent, "among", among, frozenset()):
        if word.i > token.i and any(c.lower_ in {"them", "which"} for c in word.rights):
            beside = [*word.rights, *(c for c in word.head.rights if c.dep_ == "dobj" and c.i > word.i)]
            named = [c for c in beside if c.pos_ == "PROPN"]
            found += named or [c for c in (word.head,) if c.pos_ == "PROPN"]
    return found


__all__ = ["FrameMatcher", "Match"]
