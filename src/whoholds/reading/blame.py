"""Who is said to have done it where no verb of doing says so: "claimed responsibility", "was blamed on".

The words are in `languages/en/blame.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from whoholds.reading.frames import FrameMatcher, Match
from whoholds.reading.lexicon import Frame, load_yaml
from whoholds.reading.stance import is_negated
from whoholds.reading.syntax import direct_object, is_passive, lemma_of, preposition_objects, subject, surface_subject

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from whoholds.reading.lexicon import Lexicon
    from whoholds.reading.names import Namer

NOBODY = frozenset({"no", "nobody", "none", "anyone", "those", "who", "someone", "he", "she", "i", "we", "you", "him", "her"})
VIOLENCE = frozenset({"attacks", "kills", "abducts", "destroys", "robs", "threatens", "strikes"})
"""Actions that are events, never states: told of the past they are no history for that."""

FOR = ("for", "of", "in", "with", "behind")

Found = tuple["Token", "Token | None", "Token", str, str]
"""Who did it, what was done, the word that says so, the rule, and the stance that it gives."""


class BlameMatcher:
    """Finds frames, and beside them the claims that somebody answers for an act.

    Args:
        frames: finds what verbs of doing tell.
        namer: the theatre's names.
        lexicon: tells plain nouns.
    """

    def __init__(self, frames: FrameMatcher, namer: Namer, lexicon: Lexicon) -> None:
        self._frames = frames
        self._namer = namer
        self._lexicon = lexicon
        self._rules = (self._claiming, self._accusing, self._laying, self._having_done, self._works)

    def match(self, sentence: Span) -> list[Match]:
        """Return the frames of a sentence, then what it lays at somebody's door; cost linear in its words."""
        found = self._frames.match(sentence)
        blamed = [m for token in sentence if lemma_of(token) in _triggers() for m in self._at(token)]
        answered = {match.trigger.i for match in blamed}
        # "claimed the attack": whoever answers for it need not have been seen to do it
        kept = [m for m in found if m.trigger.i not in answered or m.trigger.pos_ == "VERB"]
        return kept + [replace(m, actor=other) for m in kept for other in self._beside(m)] + blamed

    def _beside(self, match: Match) -> list[Token]:
        """Who else is told to have done it: "the police and the army tortured ..."."""
        if match.actor is None or match.frame.action not in VIOLENCE:
            return []
        return [other for other in match.actor.conjuncts if other.i > match.actor.i and self._can_answer(other)]

    def _at(self, token: Token) -> Iterator[Match]:
        for rule in self._rules:
            for doer, event, trigger, name, stance in rule(token):
                for who in _listed(doer):
                    if self._can_answer(who):
                        yield self._made(who, event, trigger, name, stance)

    def _made(self, doer: Token, event: Token | None, trigger: Token, rule: str, stance: str) -> Match:
        action = _action(event) or "attacks"
        at = trigger if event is None or event.pos_ == "PRON" else event
        return Match(_frame(rule, action, stance), at, trigger.text, doer)

    def _can_answer(self, head: Token) -> bool:
        """Whether a noun is somebody who can have done it: armed people, a name, or a word for either."""
        lemma = lemma_of(head)
        if head.lower_ in NOBODY or any(c.lower_ in {"no", "neither"} for c in head.lefts):
            return False
        if head.lower_ in {"it", "they", "them", "its", "their"} or self._lexicon.of_kind(lemma, "force"):
            return True
        if lemma in _words()["ranks"]:
            return True
        if lemma == "man":
            return any(lemma_of(c) in {"military", "armed", "army", "police"} for c in head.lefts)
        named = self._namer.text(head) if self._namer.is_name(head) else ""
        return bool(named) and (self._namer.actor(named) is not None or not self._namer.is_place(named))

    def _claiming(self, token: Token) -> Iterator[Found]:
        words = _words()["claiming"]
        thing = direct_object(token)
        who = subject(token)
        if token.pos_ != "VERB" or lemma_of(token) not in words["verbs"] or thing is None or who is None:
            return
        if lemma_of(thing) in words["objects"] and not is_negated(token):
            yield who, _first(thing, token, FOR), token, "claims-responsibility", "claimed"

    def _accusing(self, token: Token) -> Iterator[Found]:
        words = _words()["accusing"]
        lemma = lemma_of(token)
        stance = next((s for s in ("claimed", "assessed") if lemma in words[s]), "")
        if token.pos_ != "VERB" or not stance:
            return
        who = direct_object(token) or (surface_subject(token) if is_passive(token) else None)
        event = _first(token, who, (*words["prepositions"], "to")) if who is not None else None
        is_told = event is not None and _action(event) is not None
        if lemma == "hold":
            bearers = [c for c in token.subtree if c.lower_ in {"responsible", "accountable"} and c.i > token.i]
            event = next((_first(c, token, FOR) for c in bearers), None) if who is not None else None
            is_told = bool(bearers)
        if who is not None and _action(who) is None and (is_told or lemma not in words["needs_event"]):
            yield who, event, token, "blame", stance

    def _laying(self, token: Token) -> Iterator[Found]:
        preposition = _words()["laying"].get(lemma_of(token), "")
        if token.pos_ != "VERB" or not preposition:
            return
        event = token.head if token.dep_ in {"relcl", "acl"} else direct_object(token)
        if event is None or _action(event) is None:
            return
        for holder in (token, event):
            for who in preposition_objects(holder, preposition):
                yield who, event, token, "attribute", "claimed"

    def _having_done(self, token: Token) -> Iterator[Found]:
        words = _words()["having_done"]
        lemma = lemma_of(token)
        is_state = lemma in words["adjectives"] or (lemma in words["behind"] and token.dep_ in {"prep", "advmod"})
        is_part = token.pos_ == "VERB" and lemma in words["verbs"]
        if not (is_state or is_part) or is_negated(token) or is_negated(token.head):
            return
        event = _first(token, token, FOR) if lemma not in words["behind"] else next((c for c in token.children if c.dep_ == "pobj"), None)
        who = _bearer(token) if is_state else subject(token) or surface_subject(token)
        if is_part and is_passive(token):
            who = token.head if token.dep_ in {"acl", "relcl"} else surface_subject(token)
        if who is not None and event is not None and _action(event) is not None:
            yield who, event, token, "responsible", ""

    def _works(self, token: Token) -> Iterator[Found]:
        words = _words()
        lemma = lemma_of(token)
        if token.pos_ != "NOUN":
            return
        if lemma in words["works"]:
            for who in (*preposition_objects(token, "of"), *preposition_objects(token, "by")):
                event = surface_subject(token.head) if token.head.pos_ in {"AUX", "VERB"} else None
                if event is not None and _action(event) is not None:
                    yield who, event, token, "work-of", ""
        elif lemma in words["shares"]:
            for who in (c for c in (*token.lefts, *preposition_objects(token, "of"), *preposition_objects(token, "by")) if c.dep_ in {"poss", "pobj", "compound", "amod"}):
                event = _first(token, token, ("in", "for"))
                if event is not None and _action(event) is not None:
                    yield who, event, token, "share-in", "claimed"
        elif lemma in words["authors"]:
            who = surface_subject(token.head) if token.dep_ == "attr" else None
            if who is not None and (lemma_of(who) in words["authors"] or who.lower_ in NOBODY):
                who = None
            if who is None and token.dep_ in {"nsubj", "nsubjpass"}:  # "the murderers of X were members of Y"
                who = next((c for c in token.head.children if c.dep_ == "attr"), None)
            event = _first(token, token, ("of", "in", "behind"))
            is_act = event is not None and (_action(event) is not None or lemma in words["killers"])
            if who is not None and is_act and not is_negated(token):
                yield who, event, token, "author", ""


def _listed(doer: Token) -> Iterator[Token]:
    """Somebody, and whoever is listed beside or inside ("four officers, including a colonel, and five soldiers")."""
    yield doer
    for word in doer.subtree:
        if word.i > doer.i and word.dep_ in {"conj", "appos"} and word.pos_ in {"NOUN", "PROPN"}:
            yield word


def _bearer(token: Token) -> Token | None:
    """Who is "responsible": the subject of "is responsible", or the noun before it."""
    above = token.head
    if above.pos_ in {"AUX", "VERB"}:
        return surface_subject(above)
    return above if above.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ in {"amod", "appos", "acl", "relcl"} and token.i > above.i else None


def _first(node: Token, other: Token | None, names: Sequence[str]) -> Token | None:
    """The first thing on one of the prepositions of two words, one that is an act before others."""
    ends = [end for holder in (node, other) if holder is not None for name in names for end in preposition_objects(holder, name)]
    ends += [deep for end in ends if lemma_of(end) in {"connection", "case", "relation", "one"} for name in ("with", "of", "to") for deep in preposition_objects(end, name)]
    return next((end for end in ends if _action(end)), next(iter(ends), None))


def _action(event: Token | None) -> str | None:
    return _events().get(lemma_of(event)) or _events().get(event.lower_) if event is not None else None


@cache
def _words() -> dict[str, Any]:
    return load_yaml("blame.yaml")


@cache
def _events() -> dict[str, str]:
    return {word: action for action, words in _words()["events"].items() for word in words}


@cache
def _triggers() -> frozenset[str]:
    words = _words()
    return frozenset(
        [*words["claiming"]["verbs"], *words["accusing"]["claimed"], *words["accusing"]["assessed"], *words["laying"]]
        + [word for listed in words["having_done"].values() for word in listed]
        + [*words["works"], *words["authors"], *words["shares"]]
    )


@cache
def _frame(rule: str, action: str, stance: str) -> Frame:
    return Frame(
        rule=rule, action=action, words={}, paths={}, prep={}, needs=(), stance=stance,
        confidence=0.96 if rule == "claims-responsibility" else 0.93,
    )  # fmt: skip
